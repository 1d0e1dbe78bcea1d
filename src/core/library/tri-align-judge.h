/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-input.h"

G_BEGIN_DECLS

/**
 * TriAlignVerdict:
 * @is_loose: which texts are no translation of any other
 * @confidence: of the two texts that look most like translations, how sure the aligner was of them
 * on average; likewise @share, how much of the shorter one has a counterpart
 */
typedef struct
{
  gboolean is_loose[TRI_ALIGN_MAX_TEXTS];
  double confidence;
  double share;
} TriAlignVerdict;

/* @many: all of the texts, or a stretch that is long enough to judge by. */
void tri_align_judge (const TriAlignMany *many, TriAlignVerdict *out);

G_END_DECLS
