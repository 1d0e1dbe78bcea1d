/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <string.h>

/* Short forms and the long ones they stand for: Serge, V. Serge, Victor Serge; the Party. */

/* The fewest letters of a word that are left in a blend. */
#define MIN_BLEND 3
/* Of more organisations none is looked for behind a blend. */
#define MAX_PAIRS 400

static const char *
get_last (char **words)
{
  return words[g_strv_length (words) - 1];
}

static guint
get_distance (const char *one, const char *other)
{
  gsize n = strlen (one);
  gsize m = strlen (other);
  guint row[33];

  if (n > 32 || m > 32)
    return G_MAXUINT;
  for (gsize j = 0; j <= m; j++)
    row[j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        {
          guint above = row[j];
          guint best = diagonal + (one[i - 1] != other[j - 1]);

          row[j] = MIN (best, MIN (above, row[j - 1]) + 1);
          diagonal = above;
        }
    }
  return row[m];
}

/* Two spellings of one given name, or its initial. */
static gboolean
are_alike (const char *one, const char *other)
{
  g_autofree char *key = tri_discover_spell (one);
  g_autofree char *key_other = tri_discover_spell (other);

  if (strlen (one) == 1 || strlen (other) == 1)
    return one[0] == other[0];
  if (strcmp (key, key_other) == 0)
    return TRUE;
  return strlen (key) > 4 && strlen (key_other) > 4 && get_distance (key, key_other) < 2;
}

static gboolean
is_person (TriGrouping *self, guint i)
{
  return tri_grouping_get_type (self, i) == TRI_ENTITY_PERSON;
}

static GHashTable *
index_by (TriGrouping *self, gboolean last)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash,
                                             g_str_equal,
                                             g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->seen->len; i++)
    {
      char **words = tri_grouping_words (self, i);
      char *key;
      GArray *each;

      if (tri_grouping_seen (self, i)->n_words < 2 || !is_person (self, i))
        continue;
      key = tri_discover_spell (last ? get_last (words) : words[0]);
      each = g_hash_table_lookup (index, key);
      if (!each)
        {
          each = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (index, g_strdup (key), each);
        }
      g_array_append_val (each, i);
      g_free (key);
    }
  return index;
}

static void
join_given_names (TriGrouping *self, GArray *bearers)
{
  for (guint i = 0; i < bearers->len; i++)
    for (guint j = i + 1; j < bearers->len && j < i + 200; j++)
      {
        guint one = g_array_index (bearers, guint, i);
        guint other = g_array_index (bearers, guint, j);

        if (are_alike (tri_grouping_words (self, one)[0], tri_grouping_words (self, other)[0]))
          tri_grouping_join (self, one, other);
      }
}

/* Persons of one surname whose given names agree. */
void
tri_grouping_join_persons (TriGrouping *self)
{
  g_autoptr (GHashTable) surnames = index_by (self, TRUE);
  GHashTableIter iter;
  gpointer bearers;

  g_hash_table_iter_init (&iter, surnames);
  while (g_hash_table_iter_next (&iter, NULL, &bearers))
    join_given_names (self, bearers);
}

/* The set among @candidates of which texts speak most. */
static guint
choose (TriGrouping *self, GArray *candidates)
{
  guint best = G_MAXUINT;

  for (guint i = 0; candidates && i < candidates->len; i++)
    {
      guint set = tri_grouping_find (self, g_array_index (candidates, guint, i));

      if (best == G_MAXUINT || self->n[set] > self->n[best])
        best = set;
    }
  return best;
}

static guint
find_person (TriGrouping *self, GHashTable *surnames, GHashTable *given, guint i)
{
  g_autofree char *key = tri_discover_spell (tri_grouping_seen (self, i)->key);
  guint person = choose (self, g_hash_table_lookup (surnames, key));

  return person != G_MAXUINT ? person : choose (self, g_hash_table_lookup (given, key));
}

static gboolean
is_joint (const char *word)
{
  return (tri_word_classify (word, -1)
          & (TRI_WORD_PARTICLE | TRI_WORD_LOOSE_PARTICLE | TRI_WORD_INDEFINITE))
         != 0;
}

/* One word in two languages: party, parti; or the word itself. */
static gboolean
mean_one (const char *one, const char *other)
{
  g_autofree char *meaning = NULL;
  g_autofree char *meaning_other = NULL;

  if (strcmp (one, other) == 0)
    return TRUE;
  /* Of words that are in no table the beginning says it. */
  if (tri_discover_get_meaning (one) == 0 && strncmp (one, other, 3) != 0)
    return FALSE;
  meaning = tri_discover_dup_meaning ("", one);
  meaning_other = tri_discover_dup_meaning ("", other);
  return strcmp (meaning, meaning_other) == 0;
}

static gboolean
holds_word (char **words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (mean_one (words[i], word))
      return TRUE;
  return FALSE;
}

/* Whether the longer name is that of the shorter one with more words: not the Executive of the
 * International, which is something else than the International. */
static gboolean
holds_words (char **words, char **others)
{
  guint end = 1;

  while (words[end] && !is_joint (words[end]))
    end++;
  for (guint i = 0; others[i]; i++)
    if (!is_joint (others[i]) && !holds_word (words, end, others[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_common (char **words)
{
  for (guint i = 0; words[i]; i++)
    if (tri_word_classify (words[i], -1) & TRI_WORD_HEAD)
      return TRUE;
  return FALSE;
}

static gboolean
share_text (const TriSeen *one, const TriSeen *other)
{
  return (one->texts & other->texts) != 0;
}

/* The Party means the one its text names; the Communist Party may be named in another text. */
static gboolean
may_mean (const TriSeen *seen, const TriSeen *longer)
{
  return seen->n_words > 1 || share_text (seen, longer);
}

/* What may be said for short: names of several words with one of an organisation or an event. */
static GArray *
list_longer (TriGrouping *self)
{
  GArray *longer = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->seen->len; i++)
    {
      const TriSeen *seen = tri_grouping_seen (self, i);

      if (seen->n_words > 1 && !seen->title && is_common (tri_grouping_words (self, i)))
        g_array_append_val (longer, i);
    }
  return longer;
}

/* Communist Party, the Party: the longer name with these words of which texts speak most. */
static guint
find_longer (TriGrouping *self, GArray *longer, guint i)
{
  TriSeen *seen = tri_grouping_seen (self, i);
  TriEntityType type = tri_grouping_get_type (self, i);
  guint best = G_MAXUINT;

  for (guint k = 0; k < longer->len; k++)
    {
      guint j = g_array_index (longer, guint, k);
      const TriSeen *other = tri_grouping_seen (self, j);

      if (other->n_words <= seen->n_words || !may_mean (seen, other)
          || tri_grouping_get_type (self, j) != type
          || !holds_words (tri_grouping_words (self, j), tri_grouping_words (self, i)))
        continue;
      if (best == G_MAXUINT || self->n[tri_grouping_find (self, j)] > self->n[best])
        best = tri_grouping_find (self, j);
    }
  return best;
}

/* A word that bears a capital for no other reason than that it means a longer name. */
static void
join_to_longer (TriGrouping *self, GArray *names, guint i)
{
  guint longer = find_longer (self, names, i);

  if (longer != G_MAXUINT)
    tri_grouping_join (self, longer, i);
}

/* Stalinist Russian Communist Party: what is said of a name before it begins with a people. */
static void
join_to_rest (TriGrouping *self, GHashTable *keys, guint i)
{
  char **words = tri_grouping_words (self, i);
  const char *rest = strchr (tri_grouping_seen (self, i)->key, ' ');
  guint other;

  if (g_strv_length (words) < 4 || !tri_word_is_people ("", words[0], -1)
      || !tri_word_is_people ("", words[1], -1))
    return;
  other = GPOINTER_TO_UINT (g_hash_table_lookup (keys, rest + 1));
  if (other > 0)
    tri_grouping_join (self, other - 1, i);
}

static gsize
count_shared (const char *one, const char *other)
{
  gsize n = 0;

  while (one[n] && one[n] == other[n])
    n++;
  return n;
}

/* Politburo: the beginnings of two words, written as one. */
static gboolean
is_blend (const char *word, const char *one, const char *other)
{
  gsize n = count_shared (word, one);

  for (; n >= MIN_BLEND; n--)
    if (strlen (word) >= n + MIN_BLEND
        && count_shared (word + n, other) == strlen (word + n))
      return TRUE;
  return FALSE;
}

typedef struct
{
  guint index; /* of what was seen */
  char *one;
  char *other;
} TwoWords;

static void
clear_two_words (gpointer data)
{
  TwoWords *self = data;

  g_free (self->one);
  g_free (self->other);
}

static GArray *
list_two_words (TriGrouping *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TwoWords));

  g_array_set_clear_func (list, clear_two_words);
  for (guint i = 0; i < self->seen->len && list->len < MAX_PAIRS; i++)
    if (tri_grouping_seen (self, i)->n_words == 2
        && tri_grouping_get_type (self, i) == TRI_ENTITY_ORGANISATION)
      {
        char **words = tri_grouping_words (self, i);
        TwoWords each = { i, tri_discover_spell (words[0]), tri_discover_spell (words[1]) };

        g_array_append_val (list, each);
      }
  return list;
}

static void
join_blend (TriGrouping *self, GArray *list, guint i)
{
  g_autofree char *word = tri_discover_spell (tri_grouping_seen (self, i)->key);

  for (guint j = 0; j < list->len; j++)
    {
      const TwoWords *each = &g_array_index (list, TwoWords, j);

      if (!is_blend (word, each->one, each->other) && !is_blend (word, each->other, each->one))
        continue;
      tri_grouping_join (self, each->index, i);
      return;
    }
}

/* Organisations of two words, and names of one word that may be short for them. */
static void
join_blends (TriGrouping *self)
{
  g_autoptr (GArray) list = list_two_words (self);

  for (guint i = 0; list->len > 0 && i < self->seen->len; i++)
    {
      const TriSeen *seen = tri_grouping_seen (self, i);

      gsize n = strlen (seen->key);

      /* A mute ending is that of a whole word: Confédérés, Conseil fédéral. */
      if (seen->n_words == 1 && !seen->title && !seen->place && n >= 2 * MIN_BLEND
          && seen->key[n - 1] != 'e' && seen->key[n - 1] != 's')
        join_blend (self, list, i);
    }
}

static GHashTable *
index_keys (TriGrouping *self)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->seen->len; i++)
    g_hash_table_insert (keys, tri_grouping_seen (self, i)->key, GUINT_TO_POINTER (i + 1));
  return keys;
}

void
tri_grouping_join_short (TriGrouping *self)
{
  g_autoptr (GHashTable) keys = index_keys (self);
  g_autoptr (GArray) longer = list_longer (self);
  g_autoptr (GHashTable) surnames = index_by (self, TRUE);
  g_autoptr (GHashTable) given = index_by (self, FALSE);

  join_blends (self);
  for (guint i = 0; i < self->seen->len; i++)
    {
      TriSeen *seen = tri_grouping_seen (self, i);
      guint person = G_MAXUINT;

      if (is_common (tri_grouping_words (self, i)) && !seen->title && seen->n_words < 3)
        join_to_longer (self, longer, i);
      else if (seen->n_words > 3 && !seen->title)
        join_to_rest (self, keys, i);
      else if (seen->n_words == 1 && !seen->acronym
               && (is_person (self, i) || (seen->title && !seen->place)))
        person = find_person (self, surnames, given, i);
      if (person != G_MAXUINT)
        tri_grouping_join (self, person, i);
    }
}
