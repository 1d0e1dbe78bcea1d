/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <string.h>

/* Titles of one work in several languages, where no alignment tells: translations share what their
 * words mean, the names in them, and words of common origin. */

/* Of the words of both, so many must be shared; fewer where the year is the same, too. */
#define SAME_WORDS 0.6
#define SAME_WORDS_AND_YEAR 0.5
#define MIN_WORDS 2
/* Words of common origin begin with so many letters. */
#define COMMON_LETTERS 4
/* A word of more titles tells none from others. */
#define MOST_TITLES 200

/**
 * Word:
 * @folded: (unowned)
 * @meaning: see tri_discover_get_meaning()
 * @spelling: see tri_discover_spell()
 */
typedef struct
{
  const char *folded;
  guint meaning;
  char *spelling;
} Word;

typedef struct
{
  guint index; /* of what was seen */
  GArray *words;
} Title;

typedef struct
{
  guint one;
  guint other;
  double share;
} Pair;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->spelling);
}

static void
title_free (gpointer data)
{
  Title *self = data;

  g_array_unref (self->words);
  g_free (self);
}

static gboolean
says_something (const char *folded)
{
  if (g_ascii_isdigit (*folded))
    return FALSE;
  return tri_discover_get_meaning (folded) > 0
         || !(tri_word_classify (folded, -1)
              & (TRI_WORD_FUNCTION | TRI_WORD_PARTICLE | TRI_WORD_LOOSE_PARTICLE
                 | TRI_WORD_INDEFINITE));
}

static Title *
title_new (TriGrouping *grouping, guint i)
{
  Title *self = g_new0 (Title, 1);
  char **words = tri_grouping_words (grouping, i);

  self->index = i;
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  for (guint j = 0; words[j]; j++)
    if (says_something (words[j]))
      {
        Word word = { words[j], tri_discover_get_meaning (words[j]), NULL };

        word.spelling = tri_discover_spell (words[j]);
        g_array_append_val (self->words, word);
      }
  return self;
}

/* What another word that is the same in another language shares with it. */
static char *
dup_block (const Word *word)
{
  return word->meaning > 0 ? g_strdup_printf ("%u", word->meaning)
                           : g_strndup (word->spelling, COMMON_LETTERS);
}

static gboolean
are_one (const Word *one, const Word *other)
{
  gsize n = MAX (strlen (one->spelling), strlen (other->spelling));
  gsize same = 0;

  if (one->meaning > 0 || other->meaning > 0)
    return one->meaning == other->meaning;
  while (same < n && one->spelling[same] == other->spelling[same])
    same++;
  return same == n || (same >= COMMON_LETTERS && same * 2 + 1 >= n);
}

/* Second Congress, Third Congress: a bit for each of the numbers that a title names. */
static guint
get_ordinals (const Title *title)
{
  static const char *const ordinals[] = { "first", "second", "third", "fourth", "two", "three" };
  guint bits = 0;

  for (guint i = 0; i < title->words->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (ordinals); j++)
      if (g_array_index (title->words, Word, i).meaning == tri_discover_get_meaning (ordinals[j]))
        bits |= 1u << j;
  return bits;
}

static guint
count_same (const Title *one, const Title *other, guint *n_identical)
{
  guint n = 0;
  guint64 taken = 0;

  *n_identical = 0;
  for (guint i = 0; i < one->words->len; i++)
    for (guint j = 0; j < MIN (other->words->len, 64); j++)
      {
        const Word *a = &g_array_index (one->words, Word, i);
        const Word *b = &g_array_index (other->words, Word, j);

        if ((taken >> j & 1) || !are_one (a, b))
          continue;
        taken |= G_GUINT64_CONSTANT (1) << j;
        *n_identical += strcmp (a->folded, b->folded) == 0;
        n++;
        break;
      }
  return n;
}

/* Letter to Anna, Letter to Maria: two titles of one language that differ in a word are two. */
static double
compare (TriGrouping *grouping, const Title *one, const Title *other)
{
  guint year = tri_grouping_seen (grouping, one->index)->year;
  guint n = one->words->len + other->words->len;
  guint n_identical;
  guint n_same = count_same (one, other, &n_identical);
  double share = n > 0 ? 2.0 * n_same / n : 0;
  guint ordinals = get_ordinals (one);
  guint ordinals_other = get_ordinals (other);

  if (n_same < MIN_WORDS || (ordinals && ordinals_other && ordinals != ordinals_other))
    return 0;
  if (n_identical == n_same && n_same < one->words->len && n_same < other->words->len)
    return 0;
  if (share >= SAME_WORDS)
    return share;
  return year > 0 && year == tri_grouping_seen (grouping, other->index)->year
                 && share >= SAME_WORDS_AND_YEAR
             ? share
             : 0;
}

static GPtrArray *
list_titles (TriGrouping *self)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (title_free);

  for (guint i = 0; i < self->seen->len; i++)
    if (tri_grouping_seen (self, i)->title && tri_grouping_seen (self, i)->n_words > 1
        && tri_grouping_get_type (self, i) == TRI_ENTITY_WORK)
      g_ptr_array_add (titles, title_new (self, i));
  return titles;
}

static void
compare_with (TriGrouping *self, GPtrArray *titles, GArray *others, guint i, GArray *pairs)
{
  for (guint j = 0; j < others->len; j++)
    {
      Pair pair = { g_array_index (others, guint, j), i, 0 };

      pair.share = compare (self,
                            g_ptr_array_index (titles, pair.one),
                            g_ptr_array_index (titles, i));
      if (pair.share > 0)
        g_array_append_val (pairs, pair);
    }
}

/* Each title with those before it that share a word with it. */
static GArray *
list_pairs (TriGrouping *self, GPtrArray *titles)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (g_str_hash,
                                                         g_str_equal,
                                                         g_free,
                                                         (GDestroyNotify) g_array_unref);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < titles->len; i++)
    {
      const Title *title = g_ptr_array_index (titles, i);

      for (guint j = 0; j < title->words->len; j++)
        {
          char *block = dup_block (&g_array_index (title->words, Word, j));
          GArray *others = g_hash_table_lookup (blocks, block);

          if (!others)
            {
              others = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (blocks, g_strdup (block), others);
            }
          compare_with (self, titles, others, i, pairs);
          if (others->len < MOST_TITLES)
            g_array_append_val (others, i);
          g_free (block);
        }
    }
  return pairs;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *other = b;

  if (one->share != other->share)
    return one->share > other->share ? -1 : 1;
  if (one->one != other->one)
    return one->one < other->one ? -1 : 1;
  return one->other < other->other ? -1 : one->other > other->other;
}

/* The likest first. */
void
tri_grouping_join_works (TriGrouping *self)
{
  g_autoptr (GPtrArray) titles = list_titles (self);
  g_autoptr (GArray) pairs = list_pairs (self, titles);

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      const Title *one = g_ptr_array_index (titles, pair->one);
      const Title *other = g_ptr_array_index (titles, pair->other);

      tri_grouping_join (self, one->index, other->index);
    }
}
