/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"
#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * tri_anchor_find:
 * @then: a passage as it was, and @range of it (code points)
 * @now: a passage as it is
 * @is_counterpart: @now is what became of @then; else it is only looked through for the words
 * @out: (out): where the words stand now; unset with %TRI_ANCHOR_LOST
 *
 * Finds words again in a changed passage, by the words themselves and 32 code points on either
 * side. What stands there unchanged is looked for first, then what differs from it by less than a
 * quarter of its length. Where the words are there several times, or were, and what stands around
 * does not decide which is meant, they are %TRI_ANCHOR_DOUBTFUL.
 */
TriAnchorState tri_anchor_find (const char *then,
                                const TriRange *range,
                                const char *now,
                                gboolean is_counterpart,
                                TriRange *out);

G_END_DECLS
