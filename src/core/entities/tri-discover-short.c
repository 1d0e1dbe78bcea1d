/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <string.h>

/* Short forms and the long ones they stand for: Serge, V. Serge, Victor Serge; the Party. */

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
holds_word (char **words, const char *word)
{
  for (guint i = 0; words[i]; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
holds_words (char **words, char **others)
{
  for (guint i = 0; others[i]; i++)
    if (!holds_word (words, others[i]))
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

/* Communist Party, the Party: the longer name with these words of which texts speak most. */
static guint
find_longer (TriGrouping *self, guint i)
{
  TriSeen *seen = tri_grouping_seen (self, i);
  guint best = G_MAXUINT;

  for (guint j = 0; j < self->seen->len; j++)
    {
      TriSeen *other = tri_grouping_seen (self, j);

      if (other->n_words <= seen->n_words || other->title || !share_text (seen, other)
          || tri_grouping_get_type (self, j) != tri_grouping_get_type (self, i)
          || !holds_words (tri_grouping_words (self, j), tri_grouping_words (self, i)))
        continue;
      if (best == G_MAXUINT || self->n[tri_grouping_find (self, j)] > self->n[best])
        best = tri_grouping_find (self, j);
    }
  return best;
}

/* A word that bears a capital for no other reason than that it means a longer name. */
static void
join_to_longer (TriGrouping *self, guint i)
{
  guint longer = find_longer (self, i);

  if (longer != G_MAXUINT)
    tri_grouping_join (self, longer, i);
}

void
tri_grouping_join_short (TriGrouping *self)
{
  g_autoptr (GHashTable) surnames = index_by (self, TRUE);
  g_autoptr (GHashTable) given = index_by (self, FALSE);

  for (guint i = 0; i < self->seen->len; i++)
    {
      TriSeen *seen = tri_grouping_seen (self, i);
      guint person = G_MAXUINT;

      if (is_common (tri_grouping_words (self, i)) && !seen->title && seen->n_words < 3)
        join_to_longer (self, i);
      else if (seen->n_words == 1 && is_person (self, i) && !seen->acronym)
        person = find_person (self, surnames, given, i);
      if (person != G_MAXUINT)
        tri_grouping_join (self, person, i);
    }
}
