/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-judge.h"

/* The aligner finds a path through any two texts. Of translations it is sure and leaves little out:
 * means of 0.76 (a free one) to 0.99, at least 0.7 of the shorter text, down to 20 sentences. Of
 * accounts of the same life it is not (0.43 to 0.65), or it leaves nearly everything out. */
#define MIN_CONFIDENCE 0.7
#define MIN_SHARE 0.3

static gboolean
is_translation (const TriLinkInput *input, const GArray *links, guint a, guint b)
{
  double n_shorter = MIN (input->kept[a]->len, input->kept[b]->len);
  guint shorter = input->kept[a]->len <= input->kept[b]->len ? 0 : 1;
  double n_linked = 0, weights = 0, sum = 0;

  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
      guint weight = link->count[0] + link->count[1];

      if (link->count[0] == 0 || link->count[1] == 0)
        continue;
      weights += weight;
      sum += weight * link->confidence;
      n_linked += link->count[shorter];
    }
  return weights > 0 && sum / weights >= MIN_CONFIDENCE && n_linked >= MIN_SHARE * n_shorter;
}

void
tri_align_judge (const TriLinkInput *input, const TriAlignMany *many, TriAlignVerdict *out)
{
  for (guint i = 0; i < input->n_texts; i++)
    out->is_loose[i] = TRUE;
  for (guint a = 0; a < input->n_texts; a++)
    for (guint b = a + 1; b < input->n_texts; b++)
      {
        guint pair = tri_align_many_get_pair_index (input->n_texts, a, b);

        if (is_translation (input, many->pairs[pair], a, b))
          out->is_loose[a] = out->is_loose[b] = FALSE;
      }
}
