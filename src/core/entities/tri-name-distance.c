/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-sounds.h"

#include <string.h>

#define N_SOUNDS 128
/* A short word has less room for differences than its length says. */
#define SHORT 40

/* What it costs to read one sound for another, in hundredths: conventions and ears differ. What
 * does not stand here costs 100 between consonants. */
static const struct
{
  const char *pair;
  guint8 cost;
} alike[] = {
  { "ie", 15 },
  { "ou", 15 },
  { "ae", 25 },
  { "ao", 25 },
  { "eo", 30 },
  { "ai", 40 },
  { "iu", 35 },
  { "eu", 35 },
  { "au", 40 },
  { "io", 40 },
  { "SC", 25 },
  { "SZ", 25 },
  { "Ss", 30 },
  { "Zz", 30 },
  { "CZ", 35 },
  { "Ck", 40 },
  { "Xk", 20 },
  { "XC", 35 },
  { "XS", 35 },
  { "Xg", 30 },
  { "Xh", 10 },
  { "gh", 30 },
  { "Zg", 35 },
  { "Zi", 20 },
  { "vf", 15 },
  { "vb", 30 },
  { "vu", 20 },
  { "td", 30 },
  { "pb", 40 },
  { "pf", 40 },
  { "kg", 40 },
  { "sz", 10 },
  { "cs", 20 },
  { "cz", 20 },
  { "cC", 30 },
  { "ct", 35 },
  { "ck", 35 },
  { "ks", 50 },
  { "Sk", 50 },
  { "Sh", 45 },
  { "nm", 40 },
  { "tf", 35 },
  { "Zs", 45 },
  { "Zd", 60 },
  { "Cs", 45 },
  { "lr", 70 },
  { "kh", 40 },
  { "Sz", 45 },
  { "cS", 40 },
  { "cX", 60 },
  { "ts", 60 },
  { "gi", 50 },
  { "gv", 60 },
};

static guint8 costs[N_SOUNDS][N_SOUNDS];
static guint8 drops[N_SOUNDS];

static gboolean
is_vowel (char sound)
{
  return strchr ("aeiou", sound) != NULL;
}

static void
fill_costs (void)
{
  for (guint a = 1; a < N_SOUNDS; a++)
    for (guint b = 1; b < N_SOUNDS; b++)
      costs[a][b] = a == b ? 0 : (guint8) (is_vowel ((char) a) && is_vowel ((char) b) ? 35 : 100);
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      guint a = (guint) alike[i].pair[0];
      guint b = (guint) alike[i].pair[1];

      costs[a][b] = costs[b][a] = alike[i].cost;
    }
  for (guint a = 1; a < N_SOUNDS; a++)
    drops[a] = is_vowel ((char) a) ? 35 : 100;
  drops['i'] = 25;
  drops['h'] = 15;
  drops['X'] = 60;
  drops['s'] = 60;
}

static void
ensure_costs (void)
{
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      fill_costs ();
      g_once_init_leave (&filled, 1);
    }
}

/* How much a word holds that can differ. */
static guint
weigh (const TriNameSound *sounds, guint n)
{
  guint weight = 0;

  for (guint i = 0; i < n; i++)
    weight += is_vowel (sounds[i].sound) ? 50 : 100;
  return weight;
}

static guint
cost_of (const TriNameSound *a, const TriNameSound *b)
{
  return costs[(guint) a->sound][(guint) b->sound];
}

/* Which sounds stand for each other: pairs of indices, last first. */
static void
trace (const guint16 *table,
       const TriNameSound *a,
       guint n_a,
       const TriNameSound *b,
       guint n_b,
       GArray *pairs)
{
  guint width = n_b + 1;

  for (guint i = n_a, j = n_b; i > 0 || j > 0;)
    {
      guint here = table[i * width + j];

      if (i > 0 && j > 0
          && here == table[(i - 1) * width + j - 1] + cost_of (&a[i - 1], &b[j - 1]))
        {
          guint16 pair[2] = { (guint16) --i, (guint16) --j };

          g_array_append_val (pairs, pair);
        }
      else if (i > 0 && here == table[(i - 1) * width + j] + drops[(guint) a[i - 1].sound])
        i--;
      else
        j--;
    }
}

/**
 * tri_name_sounds_compare:
 * @a: (array length=n_a): one word
 * @b: (array length=n_b): another
 * @pairs: (nullable) (element-type guint16[2]): takes which sounds stand for each other, last first
 *
 * Weighted edit distance between two words: what is heard alike or spelt alike costs little, a
 * vowel less than a consonant.
 *
 * Returns: from 0 (nothing in common) to 1 (the same sounds)
 */
float
tri_name_sounds_compare (const TriNameSound *a,
                         guint n_a,
                         const TriNameSound *b,
                         guint n_b,
                         GArray *pairs)
{
  guint16 table[(TRI_NAME_SOUNDS_MAX + 1) * (TRI_NAME_SOUNDS_MAX + 1)];
  guint width = n_b + 1;
  guint weight;

  g_return_val_if_fail (n_a <= TRI_NAME_SOUNDS_MAX && n_b <= TRI_NAME_SOUNDS_MAX, 0);
  ensure_costs ();
  table[0] = 0;
  for (guint j = 1; j <= n_b; j++)
    table[j] = (guint16) (table[j - 1] + drops[(guint) b[j - 1].sound]);
  for (guint i = 1; i <= n_a; i++)
    {
      guint drop = drops[(guint) a[i - 1].sound];
      const guint8 *cost = costs[(guint) a[i - 1].sound];
      const guint16 *above = table + (i - 1) * width;
      guint16 *row = table + i * width;

      row[0] = (guint16) (above[0] + drop);
      for (guint j = 1; j <= n_b; j++)
        {
          guint best = above[j - 1] + cost[(guint) b[j - 1].sound];

          best = MIN (best, above[j] + drop);
          row[j] = (guint16) MIN (best, (guint) row[j - 1] + drops[(guint) b[j - 1].sound]);
        }
    }
  if (pairs != NULL)
    trace (table, a, n_a, b, n_b, pairs);
  weight = (weigh (a, n_a) + weigh (b, n_b)) / 2;
  weight -= MIN (weight, SHORT);
  return weight == 0 ? 0 : MAX (0, 1 - (float) table[n_a * width + n_b] / (float) weight);
}
