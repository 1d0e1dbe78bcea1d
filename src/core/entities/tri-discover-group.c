/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include "entities/tri-discover-places.h"
#include "tri-language.h"

#include <string.h>

/* Of the rows two names stand in, so many are the same when they are translations. */
#define SAME_ROWS 0.6
#define MIN_ROWS 3
/* A row of more names says of none what it is a translation of, and takes long to look at. */
#define MOST_IN_ROW 1000

guint
tri_grouping_find (TriGrouping *self, guint i)
{
  while (self->parents[i] != i)
    i = self->parents[i] = self->parents[self->parents[i]];
  return i;
}

void
tri_grouping_join (TriGrouping *self, guint one, guint other)
{
  one = tri_grouping_find (self, one);
  other = tri_grouping_find (self, other);
  if (one == other)
    return;
  if (self->n[one] < self->n[other])
    {
      guint swap = one;

      one = other;
      other = swap;
    }
  self->parents[other] = one;
  self->n[one] += self->n[other];
  for (guint t = 0; t < TRI_N_ENTITY_TYPES; t++)
    self->votes[one * TRI_N_ENTITY_TYPES + t] += self->votes[other * TRI_N_ENTITY_TYPES + t];
}

/* Texts speak of persons most, and say so least: two of five mentions are votes for one. */
TriEntityType
tri_grouping_get_type (TriGrouping *self, guint i)
{
  guint root = tri_grouping_find (self, i);
  const guint *votes = self->votes + root * TRI_N_ENTITY_TYPES;
  TriEntityType best = TRI_ENTITY_PERSON;
  guint most = votes[best] + (self->n[root] + 1) * 2 / 5;

  for (guint t = 0; t < TRI_N_ENTITY_TYPES; t++)
    if (votes[t] > most)
      {
        best = (TriEntityType) t;
        most = votes[t];
      }
  return best;
}

static gboolean
is_sure_of_type (TriGrouping *self, guint i)
{
  const guint *votes = self->votes + tri_grouping_find (self, i) * TRI_N_ENTITY_TYPES;
  guint sum = 0;

  for (guint t = 0; t < TRI_N_ENTITY_TYPES; t++)
    sum += votes[t];
  return sum > 1 && votes[tri_grouping_get_type (self, i)] * 3 > sum * 2;
}

static gboolean
may_be_one (TriGrouping *self, guint one, guint other)
{
  return tri_grouping_get_type (self, one) == tri_grouping_get_type (self, other)
         || !is_sure_of_type (self, one) || !is_sure_of_type (self, other);
}

/* The text says so. */
void
tri_grouping_join_same (TriGrouping *self, GArray *same)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->seen->len; i++)
    g_hash_table_insert (indices, tri_grouping_seen (self, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < same->len; i++)
    {
      const TriSame *each = &g_array_index (same, TriSame, i);
      guint one = GPOINTER_TO_UINT (g_hash_table_lookup (indices, each->one));
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (indices, each->other));

      if (one > 0 && other > 0)
        tri_grouping_join (self, one - 1, other - 1);
    }
}

static char *
dup_spelling (char **words)
{
  GString *key = g_string_new (NULL);
  guint first = words[1] && tri_language_is_article (words[0], -1) ? 1 : 0;

  for (guint i = first; words[i]; i++)
    {
      g_autofree char *spelling = tri_discover_spell (words[i]);

      g_string_append_printf (key, "%s ", spelling);
    }
  return g_string_free (key, FALSE);
}

static void
join_by_key (TriGrouping *self, GHashTable *keys, char *key, guint i)
{
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (keys, key));

  if (other == 0)
    g_hash_table_insert (keys, key, GUINT_TO_POINTER (i + 1));
  else
    {
      if (may_be_one (self, other - 1, i))
        tri_grouping_join (self, other - 1, i);
      g_free (key);
    }
}

/* One name in several spellings; a place that ICU knows. */
void
tri_grouping_join_spellings (TriGrouping *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autofree char *place = tri_places_dup (tri_grouping_seen (self, i)->key);

      join_by_key (self, keys, dup_spelling (tri_grouping_words (self, i)), i);
      if (place)
        join_by_key (self, keys, g_strconcat ("@", place, NULL), i);
    }
}

static guint
find_lang (const TriSeen *seen)
{
  guint best = 0;

  for (guint i = 1; i < TRI_DISCOVER_LANGS; i++)
    if (seen->n[i] > seen->n[best])
      best = i;
  return best;
}

/* A few rows are enough for names that begin with the same letters: Antwerp, Anvers. */
static gboolean
begin_alike (const TriSeen *one, const TriSeen *other)
{
  return strlen (one->key) > 3 && strlen (other->key) > 3 && strncmp (one->key, other->key, 2) == 0;
}

/* Of the smallest hashes of both together, how many are in both. */
static double
compare_rows (const TriSeen *one, const TriSeen *other)
{
  guint n = MIN (one->n_rows, other->n_rows);
  guint same = 0;
  guint i = 0;
  guint j = 0;

  for (guint k = 0; k < n && i < one->n_rows && j < other->n_rows; k++)
    if (one->rows[i] == other->rows[j])
      {
        same++;
        i++;
        j++;
      }
    else if (one->rows[i] < other->rows[j])
      i++;
    else
      j++;
  if (MAX (one->n_rows, other->n_rows) > 2 * n || (n < MIN_ROWS && !begin_alike (one, other)))
    return 0;
  return n > 0 ? (double) same / n : 0;
}

static guint
find_counterpart (TriGrouping *self, GHashTable *by_row, guint i, guint lang)
{
  const TriSeen *seen = tri_grouping_seen (self, i);
  guint best = G_MAXUINT;
  double best_share = SAME_ROWS;

  for (guint r = 0; r < seen->n_rows; r++)
    {
      GArray *others = g_hash_table_lookup (by_row, GUINT_TO_POINTER (seen->rows[r]));

      for (guint j = 0; others->len <= MOST_IN_ROW && j < others->len; j++)
        {
          guint other = g_array_index (others, guint, j);
          const TriSeen *candidate = tri_grouping_seen (self, other);
          double share;

          if (other == i || find_lang (candidate) != lang)
            continue;
          share = compare_rows (seen, candidate);
          if (share > best_share)
            {
              best = other;
              best_share = share;
            }
        }
    }
  return best;
}

static GHashTable *
index_rows (TriGrouping *self)
{
  GHashTable *by_row = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->seen->len; i++)
    for (guint r = 0; r < tri_grouping_seen (self, i)->n_rows; r++)
      {
        gpointer row = GUINT_TO_POINTER (tri_grouping_seen (self, i)->rows[r]);
        GArray *others = g_hash_table_lookup (by_row, row);

        if (!others)
          {
            others = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (by_row, row, others);
          }
        g_array_append_val (others, i);
      }
  return by_row;
}

static void
join_counterpart (TriGrouping *self, GHashTable *by_row, guint i, guint lang)
{
  guint own = find_lang (tri_grouping_seen (self, i));
  guint other = lang != own ? find_counterpart (self, by_row, i, lang) : G_MAXUINT;

  if (other != G_MAXUINT && find_counterpart (self, by_row, other, own) == i
      && may_be_one (self, i, other))
    tri_grouping_join (self, i, other);
}

/* Names that stand in the same rows of an alignment are translations of each other: Londres,
 * London, Londen. Each must be the other's best. */
void
tri_grouping_join_rows (TriGrouping *self)
{
  g_autoptr (GHashTable) by_row = index_rows (self);

  for (guint i = 0; i < self->seen->len; i++)
    for (guint lang = 0; lang < TRI_DISCOVER_LANGS; lang++)
      join_counterpart (self, by_row, i, lang);
}

static const char *
get_lang_tag (const TriSeen *seen)
{
  static const char *const tags[TRI_DISCOVER_LANGS] = { "en", "fr", "nl", "" };

  return tags[find_lang (seen)];
}

static gboolean
is_translatable (TriGrouping *self, guint i)
{
  char **words = tri_grouping_words (self, i);
  TriEntityType type = tri_grouping_get_type (self, i);

  if (tri_grouping_seen (self, i)->n_words < 2
      || (type != TRI_ENTITY_ORGANISATION && type != TRI_ENTITY_EVENT))
    return FALSE;
  for (guint j = 0; words[j]; j++)
    if (tri_word_classify (words[j], -1) & TRI_WORD_HEAD)
      return TRUE;
  return FALSE;
}

/* Names of organisations and events are translated word by word. */
void
tri_grouping_join_concepts (TriGrouping *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->seen->len; i++)
    if (is_translatable (self, i))
      join_by_key (self,
                   keys,
                   tri_discover_dup_concept (get_lang_tag (tri_grouping_seen (self, i)),
                                             tri_grouping_words (self, i)),
                   i);
}
