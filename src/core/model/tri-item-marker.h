/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/* What stands before an item ("3", "b)") is no part of its words: it is kept as a span of kind
 * TRI_SPAN_OTHER without width at its beginning, whose value is the tag of the item. */

char *tri_item_marker_dup_value (const char *n) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_item_marker_is_span (const TriSpan *span);
char *tri_item_marker_dup_n (const TriPassage *passage) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
