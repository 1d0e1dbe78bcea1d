/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-prior.h"

G_BEGIN_DECLS

/* @weight: the probability of the word, over its share of its text */
typedef struct
{
  guint32 word;
  float weight;
} TriAlignEntry;

/**
 * TriAlignModel:
 * @first: for each side and word where its entries begin; what it may be in the other text
 * @known: for each side and word how much of it the lexicon can explain, 0 to 1
 *
 * A lexicon in the form the scoring wants.
 */
typedef struct
{
  guint32 *first[2];
  TriAlignEntry *entries[2];
  float *known[2];
} TriAlignModel;

TriAlignModel *tri_align_model_new (const TriAlignSide *const sides[2],
                                    const GArray *pairs,
                                    const float *const known[2]) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_model_free (TriAlignModel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignModel, tri_align_model_free)

G_END_DECLS
