/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-model.h"

/* Sorts the pairs by the words of one side: a counting sort. */
static void
fill_side (TriAlignModel *self, const TriAlignSide *const sides[2], const GArray *pairs, guint side)
{
  guint n = sides[side]->n_words;
  guint32 *first = g_new0 (guint32, n + 2);
  TriAlignEntry *entries = g_new (TriAlignEntry, pairs->len + 1);

  for (guint i = 0; i < pairs->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);

      first[pair->words[side] + 2] += pair->p[side] > 0;
    }
  for (guint i = 2; i < n + 2; i++)
    first[i] += first[i - 1];
  for (guint i = 0; i < pairs->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);
      guint other = pair->words[!side];

      if (pair->p[side] > 0)
        entries[first[pair->words[side] + 1]++] = (TriAlignEntry){
          .word = other,
          .weight = pair->p[side] / sides[!side]->words[other].share,
        };
    }
  self->first[side] = first;
  self->entries[side] = entries;
}

static float *
sum_pairs (const TriAlignSide *const sides[2], const GArray *pairs, guint side)
{
  float *known = g_new0 (float, sides[side]->n_words + 1);

  for (guint i = 0; i < pairs->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);

      known[pair->words[side]] += pair->p[side];
    }
  for (guint i = 0; i < sides[side]->n_words; i++)
    known[i] = MIN (known[i], 1);
  return known;
}

/**
 * tri_align_model_new:
 * @pairs: (element-type TriAlignPair)
 * @known: (nullable): for each side and word how much of it the pairs explain; %NULL: the sum of
 * its
 *   pairs
 *
 * Returns: (transfer full): the pairs, made ready for scoring
 */
TriAlignModel *
tri_align_model_new (const TriAlignSide *const sides[2],
                     const GArray *pairs,
                     const float *const known[2])
{
  TriAlignModel *self = g_new0 (TriAlignModel, 1);

  for (guint side = 0; side < 2; side++)
    {
      self->known[side] = known
                              ? g_memdup2 (known[side], sizeof (float) * (sides[side]->n_words + 1))
                              : sum_pairs (sides, pairs, side);
      fill_side (self, sides, pairs, side);
    }
  return self;
}

void
tri_align_model_free (TriAlignModel *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_free (self->first[side]);
      g_free (self->entries[side]);
      g_free (self->known[side]);
    }
  g_free (self);
}
