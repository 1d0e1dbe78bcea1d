/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-prior.h"
#include "align/tri-lexicon-private.h"

static gint
compare_pairs (gconstpointer a, gconstpointer b)
{
  const TriAlignPair *x = a;
  const TriAlignPair *y = b;

  for (guint side = 0; side < 2; side++)
    if (x->words[side] != y->words[side])
      return x->words[side] < y->words[side] ? -1 : 1;
  return 0;
}

/* Makes one pair of those with the same words: the sums or the greatest of what they say. */
static void
merge (GArray *pairs, gboolean add)
{
  guint n = 0;

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);
      TriAlignPair *last = n ? &g_array_index (pairs, TriAlignPair, n - 1) : NULL;

      if (!last || compare_pairs (last, pair) != 0)
        g_array_index (pairs, TriAlignPair, n++) = *pair;
      else
        for (guint side = 0; side < 2; side++)
          last->p[side] = add ? last->p[side] + pair->p[side] : MAX (last->p[side], pair->p[side]);
    }
  g_array_set_size (pairs, n);
}

/* The same number or mark on both sides. */
static void
add_same (const TriAlignSide *const sides[2], const TriAlignWeights *weights, GArray *pairs)
{
  const float p[] = {
    [TRI_ALIGN_NUMBER] = weights->same_number,
    [TRI_ALIGN_MARK] = weights->same_mark,
    [TRI_ALIGN_PAIRED_MARK] = weights->same_dash,
  };

  for (guint i = 0; i < sides[0]->n_words; i++)
    {
      const TriAlignWord *word = &sides[0]->words[i];
      guint other;

      if (word->kind == TRI_ALIGN_WORD)
        continue;
      other = tri_align_side_find (sides[1],
                                   tri_align_side_get_key (sides[0], i),
                                   word->key_length);
      if (other != TRI_ALIGN_NO_WORD)
        {
          TriAlignPair pair = { { i, other }, { p[word->kind], p[word->kind] } };

          g_array_append_val (pairs, pair);
        }
    }
}

/* How often the words of a side occur in the lexicon at all. */
static float *
sum_totals (const TriLexicon *lexicon, const TriAlignSide *side, guint which)
{
  float *totals = g_new0 (float, side->n_words + 1);
  GHashTableIter iter;
  gpointer word;
  gpointer value;

  g_hash_table_iter_init (&iter, tri_lexicon_get_totals (lexicon, which));
  while (g_hash_table_iter_next (&iter, &word, &value))
    {
      const TriLexiconTotal *total = value;
      guint at = tri_align_side_find_word (side, word);

      if (at != TRI_ALIGN_NO_WORD)
        totals[at] += (float) MAX (total->said, total->sum);
    }
  return totals;
}

static void
add_lexicon (const TriAlignSide *const sides[2], const TriLexicon *lexicon, GArray *pairs)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TriAlignPair));
  g_autofree float *first = sum_totals (lexicon, sides[0], 0);
  g_autofree float *second = sum_totals (lexicon, sides[1], 1);
  const float *totals[2] = { first, second };

  for (guint i = 0; i < tri_lexicon_get_n_pairs (lexicon); i++)
    {
      const char *words[2];
      double count;
      TriAlignPair pair;

      tri_lexicon_get_pair (lexicon, i, words, &count);
      for (guint side = 0; side < 2; side++)
        {
          pair.words[side] = tri_align_side_find_word (sides[side], words[side]);
          pair.p[side] = (float) count;
        }
      if (pair.words[0] != TRI_ALIGN_NO_WORD && pair.words[1] != TRI_ALIGN_NO_WORD)
        g_array_append_val (found, pair);
    }
  merge (found, TRUE);
  for (guint i = 0; i < found->len; i++)
    {
      TriAlignPair *pair = &g_array_index (found, TriAlignPair, i);

      for (guint side = 0; side < 2; side++)
        pair->p[side] /= totals[side][pair->words[side]] + .5f;
    }
  g_array_append_vals (pairs, found->data, found->len);
}

/* No word may be promised more than once. */
static void
scale_mass (const TriAlignSide *const sides[2], GArray *pairs)
{
  for (guint side = 0; side < 2; side++)
    {
      g_autofree float *mass = g_new0 (float, sides[side]->n_words + 1);

      for (guint i = 0; i < pairs->len; i++)
        {
          const TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);

          mass[pair->words[side]] += pair->p[side];
        }
      for (guint i = 0; i < pairs->len; i++)
        {
          TriAlignPair *pair = &g_array_index (pairs, TriAlignPair, i);

          pair->p[side] /= MAX (1, mass[pair->words[side]]);
        }
    }
}

/**
 * tri_align_prior_new:
 * @lexicons: (array length=n_lexicons)
 *
 * Collects what can be believed of two texts before anything is learned from them: the same numbers
 * and marks, words that sound alike, pairs of the lexicons.
 *
 * Returns: (transfer full) (element-type TriAlignPair): the pairs, sorted by words
 */
GArray *
tri_align_prior_new (const TriAlignSide *const sides[2],
                     const TriLexicon *const *lexicons,
                     guint n_lexicons,
                     const TriAlignWeights *weights)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (TriAlignPair));

  add_same (sides, weights, pairs);
  tri_align_add_cognates (sides, weights, pairs);
  for (guint i = 0; i < n_lexicons; i++)
    add_lexicon (sides, lexicons[i], pairs);
  merge (pairs, FALSE);
  scale_mass (sides, pairs);
  return pairs;
}
