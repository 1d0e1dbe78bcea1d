/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-tokens.h"
#include "align/tri-align-weights.h"

G_BEGIN_DECLS

/**
 * TriAlignPair:
 * @words: a word of each side
 * @p: how likely the second is where the first stands, and the other way round
 *
 * Two words that may correspond.
 */
typedef struct
{
  guint32 words[2];
  float p[2];
} TriAlignPair;

/* What is believed before anything is learned: (element-type TriAlignPair), sorted by words. */
GArray *tri_align_prior_new (const TriAlignSide *const sides[2],
                             const TriLexicon *const *lexicons,
                             guint n_lexicons,
                             const TriAlignWeights *weights) G_GNUC_WARN_UNUSED_RESULT;

/* The most bytes of a word as it sounds. */
#define TRI_ALIGN_SOUND_MAX 24

gsize tri_align_respell (const char *word, gsize length, char out[TRI_ALIGN_SOUND_MAX + 1]);
void tri_align_add_cognates (const TriAlignSide *const sides[2],
                             const TriAlignWeights *weights,
                             GArray *pairs);

G_END_DECLS
