/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-private.h"

#include "entities/tri-discover-places.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <string.h>

/* What is kept of the names that were found. */

/* How far two names may stand apart that a text says are one, in bytes. */
#define MAX_ALIAS_GAP 60
/* A year stands no further behind a title. */
#define MAX_YEAR_GAP 7
/* So many names that stand beside others in lists are enough. */
#define MAX_NEIGHBOURS 200000
/* So many words around a name say of it what may be said of its neighbours. */
#define SURE_VOTES 2
/* So many names may stand between brackets behind a name. */
#define MAX_BRACKETED 5

void
tri_seen_free (TriSeen *self)
{
  g_free (self->key);
  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    g_free (self->surfaces[i]);
  g_free (self);
}

void
tri_seen_vote (TriSeen *self, TriEntityType type, guint n)
{
  self->votes[type] += n;
}

/* Serges boeken, the Soviets: the last word without its -s, where that is the name. */
static gboolean
has_bare_genitive (const TriDiscovery *self, const TriFound *found)
{
  const TriToken *token = tri_discovery_token (self, found->last);
  const char *word = tri_tokens_get_word (&self->tokens, found->last);
  g_autofree char *bare = NULL;

  if (!tri_language_get (self->lang)->bare_genitive || found->type >= 0 || token->length < 5
      || word[token->length - 1] != 's' || (token->flags & TRI_TOKEN_ALL_CAPS))
    return FALSE;
  bare = g_strndup (word, token->length - 1);
  return tri_discovery_count (self, self->lang_index, bare)->n_capital
         > tri_discovery_count_token (self, found->last)->n_capital;
}

static char *
dup_key (const TriDiscovery *self, const TriFound *found, gboolean genitive)
{
  GString *key = g_string_new (NULL);

  for (guint i = found->first; i <= found->last; i++)
    {
      if (i > found->first)
        g_string_append_c (key, ' ');
      g_string_append_len (key,
                           tri_tokens_get_word (&self->tokens, i),
                           tri_discovery_token (self, i)->length);
    }
  if (genitive)
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, FALSE);
}

static char *
dup_surface (const TriDiscovery *self, const TriFound *found, gboolean genitive)
{
  g_autofree char *surface = tri_discovery_dup_range (
      self,
      tri_discovery_token (self, found->first)->start,
      tri_discovery_token (self, found->last)->end - (genitive ? 1 : 0));

  for (char *p = surface; *p; p++)
    if (g_ascii_isspace (*p))
      *p = ' ';
  return g_steal_pointer (&surface);
}

static TriSeen *
get_seen (TriDiscovery *self, const TriFound *found)
{
  gboolean genitive = has_bare_genitive (self, found);
  g_autofree char *key = dup_key (self, found, genitive);
  TriSeen *seen = g_hash_table_lookup (self->seen, key);

  if (!seen)
    {
      seen = g_new0 (TriSeen, 1);
      seen->key = g_steal_pointer (&key);
      seen->n_words = found->last - found->first + 1;
      seen->first = self->n_seen++;
      seen->place = tri_places_has (seen->key);
      if (seen->place)
        tri_seen_vote (seen, TRI_ENTITY_PLACE, 4);
      g_hash_table_insert (self->seen, seen->key, seen);
    }
  if (!seen->surfaces[self->lang_index])
    seen->surfaces[self->lang_index] = dup_surface (self, found, genitive);
  return seen;
}

static guint32
hash_row (guint64 row)
{
  row ^= row >> 33;
  row *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  row ^= row >> 33;
  return (guint32) row;
}

/* Keeps the smallest, in order. */
static void
note_row (TriSeen *seen, guint64 row)
{
  guint32 hash = hash_row (row);
  guint at = seen->n_rows;

  while (at > 0 && seen->rows[at - 1] >= hash)
    if (seen->rows[--at] == hash)
      return;
  if (at >= TRI_DISCOVER_ROWS)
    return;
  if (seen->n_rows < TRI_DISCOVER_ROWS)
    seen->n_rows++;
  memmove (seen->rows + at + 1, seen->rows + at, (seen->n_rows - 1 - at) * sizeof (guint32));
  seen->rows[at] = hash;
}

/* In a list of works the year stands behind the title, elsewhere in brackets. */
static guint
find_year (const TriDiscovery *self, const TriFound *found)
{
  guint n = MIN (self->tokens.tokens->len, found->last + MAX_YEAR_GAP);

  for (guint i = found->last + 1; i < n; i++)
    {
      const char *word = tri_tokens_get_word (&self->tokens, i);
      guint year = 0;

      if (self->passage->kind != TRI_PASSAGE_ITEM && i > found->last + 1)
        return 0;
      if (tri_discovery_token (self, i)->length == 4)
        for (guint j = 0; j < 4 && g_ascii_isdigit (word[j]); j++)
          year = year * 10 + (guint) (word[j] - '0');
      if (year > 999 && year < 2200)
        return year;
    }
  return 0;
}

static TriSeen *
note_found (TriDiscovery *self, const TriFound *found)
{
  TriSeen *seen = get_seen (self, found);
  TriProposalPlace place = { self->passage->id,
                             { tri_discovery_token (self, found->first)->start,
                               tri_discovery_token (self, found->last)->end } };

  seen->n[self->lang_index]++;
  seen->n_total++;
  seen->n_weak += found->weak;
  if (seen->place)
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 1);
  seen->texts |= G_GUINT64_CONSTANT (1) << (self->text % 64);
  if (self->passage->row)
    note_row (seen, self->passage->row);
  if (seen->n_places < TRI_DISCOVER_PLACES)
    seen->places[seen->n_places++] = place;
  if (found->type == TRI_ENTITY_WORK && seen->year == 0)
    seen->year = find_year (self, found);
  tri_discovery_vote (self, found, seen);
  return seen;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const TriFound *one = a;
  const TriFound *other = b;

  return one->first < other->first ? -1 : one->first > other->first;
}

/* Whether the letters of @acronym are those its words begin with. */
static gboolean
is_acronym_of (const TriSeen *acronym, const TriSeen *seen)
{
  const char *letter = acronym->key;
  g_auto (GStrv) words = g_strsplit (seen->key, " ", -1);

  if (!acronym->acronym || seen->n_words < 2)
    return FALSE;
  for (guint i = 0; words[i]; i++)
    if (*letter && words[i][0] == *letter)
      letter++;
    else if (!(tri_word_classify (words[i], -1) & (TRI_WORD_PARTICLE | TRI_WORD_FUNCTION)))
      return FALSE;
  return *letter == '\0';
}

static char *
dup_between (const TriDiscovery *self, const TriFound *found, const TriFound *next)
{
  guint start = tri_discovery_token (self, found->last)->end;
  guint end = tri_discovery_token (self, next->first)->start;
  g_autofree char *between = end > start ? tri_discovery_dup_range (self, start, end) : NULL;

  return between ? tri_fold (between) : g_strdup ("");
}

/* Whether more brackets are closed than opened, so that what stands before is inside of one. */
static gboolean
leaves_bracket (const char *between)
{
  int depth = 0;

  for (const char *p = between; *p; p++)
    if (*p == '(')
      depth++;
    else if (*p == ')' && --depth < 0)
      return TRUE;
  return FALSE;
}

/* What stands between two names but for brackets right behind the first; NULL for nothing. */
static const char *
skip_brackets (const char *between)
{
  while (*between == ' ')
    between++;
  return *between == '(' ? strrchr (between, ')') : NULL;
}

/* What two names say of each other: GPU (…), de son vrai nom … */
static gboolean
is_one_name (const char *between, const TriSeen *one, const TriSeen *other)
{
  if (one == other || strstr (between, ". "))
    return FALSE;
  if (strchr (between, '(') && (is_acronym_of (one, other) || is_acronym_of (other, one)))
    return TRUE;
  return tri_words_tell_alias (between);
}

/* Looks back for the name that the @i-th is another of: past what stands between brackets, such as
 * where somebody was born. */
static void
relate (TriDiscovery *self, const TriSeen *const *seen, guint i)
{
  const TriFound *found = (const TriFound *) (gconstpointer) self->found->data;

  for (guint j = i; j > 0 && i - j < MAX_BRACKETED; j--)
    {
      g_autofree char *between = dup_between (self, &found[j - 1], &found[i]);
      TriSame same = { (TriSeen *) seen[j - 1], (TriSeen *) seen[i] };
      const char *words;

      if (leaves_bracket (between))
        continue;
      words = j == i ? between : skip_brackets (between);
      if (words && strlen (words) <= MAX_ALIAS_GAP && is_one_name (words, same.one, same.other))
        g_array_append_val (self->same, same);
      return;
    }
}

/* Paris, Rome and Berlin: what is listed is of one kind. */
static gboolean
is_list (const char *between)
{
  static const char *const joints[]
      = { ", ", " and ", " et ", " en ", ", and ", " or ", " ou ", " of ", ", a ", ", en ", NULL };

  return g_strv_contains (joints, between);
}

static void
note_neighbours (TriDiscovery *self, const TriSeen *const *seen, guint i)
{
  const TriFound *found = (const TriFound *) (gconstpointer) self->found->data;
  g_autofree char *between = NULL;
  TriSame beside = { (TriSeen *) seen[i - 1], (TriSeen *) seen[i] };

  if (self->beside->len >= MAX_NEIGHBOURS || beside.one == beside.other)
    return;
  between = dup_between (self, &found[i - 1], &found[i]);
  /* In English it joins no list. */
  if (!is_list (between)
      || (strcmp (between, " of ") == 0 && strcmp (self->lang, "nl") != 0)
      || (strcmp (between, " en ") == 0 && strcmp (self->lang, "fr") == 0))
    return;
  g_array_append_val (self->beside, beside);
}

static void
vote_for_neighbour (const TriSeen *seen, TriSeen *other)
{
  guint best = 0;

  for (guint t = 1; t < TRI_N_ENTITY_TYPES; t++)
    if (seen->votes[t] > seen->votes[best])
      best = t;
  if (seen->votes[best] >= SURE_VOTES && seen->votes[best] * 3 >= seen->n_total)
    other->neighbours[best]++;
}

/**
 * tri_discovery_vote_by_lists:
 *
 * What stands beside it in lists is a vote for the type of a name, of which its own words say
 * nothing.
 */
void
tri_discovery_vote_by_lists (TriDiscovery *self)
{
  for (guint i = 0; i < self->beside->len; i++)
    {
      const TriSame *each = &g_array_index (self->beside, TriSame, i);

      vote_for_neighbour (each->one, each->other);
      vote_for_neighbour (each->other, each->one);
    }
  for (guint i = 0; i < self->beside->len; i++)
    {
      const TriSame *each = &g_array_index (self->beside, TriSame, i);
      TriSeen *const both[] = { each->one, each->other };

      for (guint j = 0; j < G_N_ELEMENTS (both); j++)
        for (guint t = 0; t < TRI_N_ENTITY_TYPES; t++)
          {
            tri_seen_vote (both[j], (TriEntityType) t, both[j]->neighbours[t]);
            both[j]->neighbours[t] = 0;
          }
    }
}

/* Keeps what was found in the passage at hand. */
void
tri_discovery_note (TriDiscovery *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_array_sort (self->found, compare_found);
  for (guint i = 0; i < self->found->len; i++)
    {
      const TriFound *found = &g_array_index (self->found, TriFound, i);

      g_ptr_array_add (all, note_found (self, found));
      relate (self, (const TriSeen *const *) all->pdata, i);
      if (i > 0)
        note_neighbours (self, (const TriSeen *const *) all->pdata, i);
    }
}
