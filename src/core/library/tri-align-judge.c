/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-judge.h"

/* The aligner finds a path through any two texts. Of translations it is sure and leaves little out:
 * means of 0.76 (a free one) to 0.99, at least 0.7 of the shorter text, down to 20 sentences. Of
 * accounts of the same life it is not (0.43 to 0.65), or it leaves nearly everything out. */
#define MIN_CONFIDENCE 0.7
#define MIN_SHARE 0.3

static gboolean
is_translation (const GArray *links, TriAlignVerdict *out)
{
  double n_units[2] = { 0, 0 }, n_linked[2] = { 0, 0 };
  double weights = 0, sum = 0;
  double confidence, share;
  guint shorter;

  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
      guint weight = link->count[0] + link->count[1];

      for (guint side = 0; side < 2; side++)
        n_units[side] += link->count[side];
      if (link->count[0] == 0 || link->count[1] == 0)
        continue;
      weights += weight;
      sum += weight * link->confidence;
      for (guint side = 0; side < 2; side++)
        n_linked[side] += link->count[side];
    }
  shorter = n_units[0] <= n_units[1] ? 0 : 1;
  if (weights == 0)
    return FALSE;
  confidence = sum / weights;
  share = n_linked[shorter] / n_units[shorter];
  if (MIN (confidence, share) > MIN (out->confidence, out->share))
    {
      out->confidence = confidence;
      out->share = share;
    }
  return confidence >= MIN_CONFIDENCE && share >= MIN_SHARE;
}

void
tri_align_judge (const TriAlignMany *many, TriAlignVerdict *out)
{
  out->confidence = out->share = 0;
  for (guint i = 0; i < many->n_texts; i++)
    out->is_loose[i] = TRUE;
  for (guint a = 0; a < many->n_texts; a++)
    for (guint b = a + 1; b < many->n_texts; b++)
      {
        guint pair = tri_align_many_get_pair_index (many->n_texts, a, b);

        if (is_translation (many->pairs[pair], out))
          out->is_loose[a] = out->is_loose[b] = FALSE;
      }
}
