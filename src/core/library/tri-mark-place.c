/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-place.h"

#include "anchor/tri-anchor.h"
#include "library/tri-mark-window.h"

#include <string.h>

/* So many passages that have the words are looked at. */
#define MAX_CANDIDATES 64
/* So many of those that are like them. */
#define MAX_ALIKE 16
/* Words asked of the index. */
#define MAX_WORDS 6
#define MAX_LIKE_WORDS 10
/* A quote of fewer letters says nothing when not all of them are there, or (SHORT) when other words
 * stand around it. */
#define MIN_ALIKE 12
#define SHORT 24
/* Letters around the words that decide between two places. */
#define MARGIN 4
/* A longer quote is not looked for by likeness. */
#define MAX_ALIKE_BYTES 16384

/* What is looked for. */
typedef struct
{
  TriLibrary *library;
  gint64 text;
  const TriMarkSpot *spot;
  GArray *quote;
  GArray *prefix;
  GArray *suffix;
  /* of the places found */
  TriMarkPlace *best;
  guint n_places;
  guint context;
  guint next_context;
  GHashTable *seen; /* "ord offset" */
} Search;

void
tri_mark_place_clear (TriMarkPlace *self)
{
  g_clear_pointer (&self->words, g_free);
}

static guint
count_asked (const Search *self)
{
  return self->prefix->len + self->suffix->len;
}

/* --- a place in a window --- */

static void
set_place (Search *self, const TriMarkWindow *window, guint at)
{
  const TriMarkLetter *first = &g_array_index (window->letters, TriMarkLetter, at);
  const TriMarkLetter *last = &g_array_index (window->letters,
                                              TriMarkLetter,
                                              at + self->quote->len - 1);
  const TriMarkPassage *begin = g_ptr_array_index (window->passages, first->passage);
  const TriMarkPassage *end = g_ptr_array_index (window->passages, last->passage);

  self->best->text = self->text;
  self->best->passage = begin->id;
  self->best->end_passage = end->id;
  self->best->ord = begin->ord;
  self->best->start = first->offset;
  self->best->end = last->offset + 1;
  self->best->whole = self->spot->whole
                      && first->offset == 0
                      && last->offset + 1 == (guint) g_utf8_strlen (end->content, -1);
}

/* Windows overlap: a place counts once. */
static gboolean
is_new (Search *self, const TriMarkWindow *window, guint at)
{
  const TriMarkLetter *first = &g_array_index (window->letters, TriMarkLetter, at);
  const TriMarkPassage *begin = g_ptr_array_index (window->passages, first->passage);

  return g_hash_table_add (self->seen, g_strdup_printf ("%u %u", begin->ord, first->offset));
}

static void
note_place (Search *self, const TriMarkWindow *window, guint at)
{
  guint context = tri_mark_letters_context (window->letters,
                                            at,
                                            at + self->quote->len,
                                            self->prefix,
                                            self->suffix);

  if (!is_new (self, window, at))
    return;
  self->n_places++;
  if (self->n_places > 1 && context <= self->context)
    {
      self->next_context = MAX (self->next_context, context);
      return;
    }
  self->next_context = self->n_places > 1 ? self->context : 0;
  self->context = context;
  set_place (self, window, at);
}

static gboolean
search_window (Search *self, guint ord, GError **error)
{
  g_auto (TriMarkWindow) window = { NULL };
  guint first = ord ? ord - 1 : 0;

  if (!tri_mark_window_read (&window,
                             self->library,
                             self->text,
                             first,
                             self->quote->len + self->suffix->len,
                             error))
    return FALSE;
  for (guint i = 0; i + self->quote->len <= window.letters->len; i++)
    if (tri_mark_letters_match (window.letters, i, self->quote))
      note_place (self, &window, i);
  return TRUE;
}

/* --- asking the index --- */

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The words of a quote, at most @max. */
static GPtrArray *
list_words (const char *text, guint max)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (*p && words->len < max)
    {
      const char *from;

      while (*p && !is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      from = p;
      while (*p && is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > from)
        g_ptr_array_add (words, g_strndup (from, (gsize) (p - from)));
    }
  return words;
}

/* The first words one after the other. The very first may be cut, or stand in the passage before
 * this one. */
static char *
dup_phrase (const char *quote)
{
  g_autoptr (GPtrArray) words = list_words (quote, MAX_WORDS + 2);
  g_autoptr (GString) phrase = g_string_new ("\"");
  guint from = words->len > 3 ? 1 : 0;
  guint to = words->len > 3 ? words->len - 1 : words->len;

  if (words->len == 0)
    return NULL;
  for (guint i = from; i < to; i++)
    g_string_append_printf (phrase, "%s%s", i > from ? " " : "", (char *) words->pdata[i]);
  g_string_append_c (phrase, '"');
  return g_string_free (g_steal_pointer (&phrase), FALSE);
}

static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  glong n = g_utf8_strlen (*(char *const *) a, -1);
  glong m = g_utf8_strlen (*(char *const *) b, -1);

  return (n < m) - (n > m);
}

/* Any of the longest, which are the rarest. */
static char *
dup_any_word (const char *quote)
{
  g_autoptr (GPtrArray) words = list_words (quote, 200);
  g_autoptr (GString) any = g_string_new (NULL);

  g_ptr_array_sort (words, compare_lengths);
  for (guint i = 0; i < MIN (words->len, MAX_LIKE_WORDS); i++)
    if (g_utf8_strlen (words->pdata[i], -1) > 3)
      g_string_append_printf (any, "%s\"%s\"", any->len ? " OR " : "", (char *) words->pdata[i]);
  return any->len ? g_string_free (g_steal_pointer (&any), FALSE) : NULL;
}

/* The ordinals of the passages that @match names; %NULL with @error. */
static GArray *
ask (Search *self, const char *sql, const char *match, guint max, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) ords = g_array_new (FALSE, FALSE, sizeof (guint));
  GError *local = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, match);
  sqlite3_bind_int64 (statement, 2, self->text);
  sqlite3_bind_int64 (statement, 3, max);
  while (tri_library_next (self->library, statement, &local))
    {
      guint ord = (guint) sqlite3_column_int64 (statement, 0);

      g_array_append_val (ords, ord);
    }
  if (!local)
    return g_steal_pointer (&ords);
  g_propagate_error (error, local);
  return NULL;
}

static GArray *
ask_phrase (Search *self, const char *match, GError **error)
{
  static const char sql[] = "SELECT p.ord FROM passages_fts AS f CROSS JOIN passages AS p"
                            " ON p.id = f.rowid WHERE f.content MATCH ?1 AND p.text = ?2 LIMIT ?3";

  return ask (self, sql, match, MAX_CANDIDATES + 1, error);
}

static GArray *
ask_any (Search *self, const char *match, GError **error)
{
  static const char sql[] = "SELECT p.ord FROM passages_fts AS f CROSS JOIN passages AS p"
                            " ON p.id = f.rowid WHERE f.content MATCH ?1 AND p.text = ?2"
                            " ORDER BY f.rank LIMIT ?3";

  return ask (self, sql, match, MAX_ALIKE, error);
}

/* --- the words as they are --- */

/* Whether the best place is surely the one. */
static gboolean
is_sure (const Search *self, gboolean saw_all)
{
  guint asked = count_asked (self);

  if (self->n_places == 0)
    return FALSE;
  if (!saw_all)
    return asked > 2 * MARGIN && self->context == asked;
  if (self->n_places == 1)
    return self->quote->len >= SHORT || asked < 2 * MARGIN || self->context * 4 >= asked;
  return self->context >= self->next_context + MARGIN && self->context * 2 >= asked;
}

static gboolean
search_words (Search *self, gboolean *saw_all, GError **error)
{
  g_autofree char *phrase = dup_phrase (self->spot->quote);
  g_autoptr (GArray) ords = NULL;

  *saw_all = TRUE;
  if (!phrase)
    return TRUE;
  ords = ask_phrase (self, phrase, error);
  if (!ords)
    return FALSE;
  *saw_all = ords->len <= MAX_CANDIDATES;
  for (guint i = 0; i < ords->len; i++)
    if (!search_window (self, g_array_index (ords, guint, i), error))
      return FALSE;
  return TRUE;
}

/* --- words like them --- */

typedef struct
{
  guint n_sure;
  guint n_doubtful;
} Alike;

static gboolean
look_for_alike (Search *self, guint ord, Alike *alike, GError **error)
{
  const TriMarkSpot *spot = self->spot;
  g_auto (TriMarkWindow) window = { NULL };
  g_autofree char *then = g_strconcat (spot->prefix, spot->quote, spot->suffix, NULL);
  guint start = (guint) g_utf8_strlen (spot->prefix, -1);
  TriRange range = { start, start + (guint) g_utf8_strlen (spot->quote, -1) };
  TriRange found = { 0, 0 };
  const TriMarkPassage *passage;
  TriAnchorState state;

  if (!tri_mark_window_read (&window, self->library, self->text, ord, 0, error))
    return FALSE;
  if (!window.passages->len)
    return TRUE;
  passage = g_ptr_array_index (window.passages, 0);
  state = tri_anchor_find (then, &range, passage->content, FALSE, &found);
  if (state == TRI_ANCHOR_LOST)
    return TRUE;
  if (alike->n_sure + alike->n_doubtful == 0 || (state < TRI_ANCHOR_DOUBTFUL && !alike->n_sure))
    {
      *self->best = (TriMarkPlace){ TRI_ANCHOR_DOUBTFUL,
                                    self->text,
                                    passage->id,
                                    passage->id,
                                    passage->ord,
                                    found.start,
                                    found.end,
                                    FALSE,
                                    NULL };
      self->n_places = 1;
    }
  alike->n_sure += state < TRI_ANCHOR_DOUBTFUL;
  alike->n_doubtful += state == TRI_ANCHOR_DOUBTFUL;
  return TRUE;
}

/* TRUE in @is_sure when there is one place that is like the words, and no other. */
static gboolean
search_alike (Search *self, gboolean *sure, GError **error)
{
  g_autofree char *any = NULL;
  g_autoptr (GArray) ords = NULL;
  Alike alike = { 0 };

  *sure = FALSE;
  if (self->quote->len < MIN_ALIKE || strlen (self->spot->quote) > MAX_ALIKE_BYTES)
    return TRUE;
  any = dup_any_word (self->spot->quote);
  ords = any ? ask_any (self, any, error) : NULL;
  if (!any)
    return TRUE;
  if (!ords)
    return FALSE;
  /* The words may begin in one of them, cut where the index was asked. */
  for (guint i = 0; i < ords->len; i++)
    if (!search_window (self, g_array_index (ords, guint, i), error))
      return FALSE;
  if (self->n_places)
    {
      *sure = is_sure (self, ords->len < MAX_ALIKE)
              || (self->n_places == 1 && self->quote->len >= 2 * SHORT);
      return TRUE;
    }
  for (guint i = 0; i < ords->len; i++)
    if (!look_for_alike (self, g_array_index (ords, guint, i), &alike, error))
      return FALSE;
  *sure = alike.n_sure == 1 && alike.n_doubtful == 0;
  return TRUE;
}

/* --- where the file says --- */

static gboolean
find_key (Search *self, const char *key, gint64 *passage, guint *ord, GError **error)
{
  static const char sql[] = "SELECT id, ord FROM passages WHERE text = ?1 AND key = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  *passage = 0;
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->text);
  tri_statement_bind_text (statement, 2, key);
  if (tri_library_next (self->library, statement, &local))
    {
      *passage = sqlite3_column_int64 (statement, 0);
      *ord = (guint) sqlite3_column_int64 (statement, 1);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The letters between two places of a window, of which the first passage is the first one. */
static gboolean
is_quote_there (const Search *self, const TriMarkWindow *window, guint n_passages)
{
  const TriMarkSpot *spot = self->spot;
  guint n = 0;

  for (guint i = 0; i < window->letters->len; i++)
    {
      const TriMarkLetter *letter = &g_array_index (window->letters, TriMarkLetter, i);

      if (letter->passage >= n_passages
          || (!spot->whole && letter->passage == 0 && letter->offset < spot->start)
          || (!spot->whole && letter->passage == n_passages - 1 && letter->offset >= spot->end))
        continue;
      if (n >= self->quote->len
          || letter->letter != g_array_index (self->quote, TriMarkLetter, n).letter)
        return FALSE;
      n++;
    }
  return n == self->quote->len;
}

/* A point between words: what stands around it has to be the same. */
static gboolean
is_point_there (const Search *self, const TriMarkWindow *window)
{
  guint at = 0;

  while (at < window->letters->len
         && g_array_index (window->letters, TriMarkLetter, at).passage == 0
         && g_array_index (window->letters, TriMarkLetter, at).offset < self->spot->start)
    at++;
  return tri_mark_letters_context (window->letters, at, at, self->prefix, self->suffix)
         >= MIN (count_asked (self), MARGIN);
}

static gboolean
look_at_key (Search *self, gboolean *is_there, GError **error)
{
  const TriMarkSpot *spot = self->spot;
  const char *end_key = spot->end_key[0] ? spot->end_key : spot->key;
  g_auto (TriMarkWindow) window = { NULL };
  gint64 passage = 0;
  gint64 end_passage = 0;
  guint ord = 0;
  guint end_ord = 0;
  guint n;

  *is_there = FALSE;
  if (!find_key (self, spot->key, &passage, &ord, error)
      || !find_key (self, end_key, &end_passage, &end_ord, error))
    return FALSE;
  if (!passage || !end_passage || end_ord < ord || end_ord - ord > 60)
    return TRUE;
  if (!tri_mark_window_read (&window,
                             self->library,
                             self->text,
                             ord,
                             self->quote->len + self->suffix->len + 64,
                             error))
    return FALSE;
  n = end_ord - ord + 1;
  if (window.passages->len < n)
    return TRUE;
  *is_there = self->quote->len ? is_quote_there (self, &window, n) : is_point_there (self, &window);
  if (!*is_there)
    return TRUE;
  *self->best = (TriMarkPlace){ TRI_ANCHOR_EXACT,
                                self->text,
                                passage,
                                end_passage,
                                ord,
                                spot->start,
                                spot->end,
                                spot->whole,
                                NULL };
  if (spot->whole)
    {
      const TriMarkPassage *last = g_ptr_array_index (window.passages, n - 1);

      self->best->start = 0;
      self->best->end = (guint) g_utf8_strlen (last->content, -1);
    }
  return TRUE;
}

/* --- all of it --- */

static gboolean
read_words (Search *self, GError **error)
{
  static const char sql[] = "SELECT substr (content, ?2 + 1, iif (?3 = id, ?4 - ?2, 400))"
                            " FROM passages WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->best->passage);
  sqlite3_bind_int64 (statement, 2, self->best->start);
  sqlite3_bind_int64 (statement, 3, self->best->end_passage);
  sqlite3_bind_int64 (statement, 4, self->best->end);
  if (tri_library_next (self->library, statement, NULL))
    self->best->words = tri_statement_dup_text (statement, 0);
  return TRUE;
}

static gboolean
run (Search *self, GError **error)
{
  gboolean is_there = FALSE;
  gboolean saw_all = TRUE;
  gboolean sure;

  if (self->spot->key[0] && !look_at_key (self, &is_there, error))
    return FALSE;
  if (is_there || !self->quote->len)
    return TRUE;
  if (!search_words (self, &saw_all, error))
    return FALSE;
  sure = is_sure (self, saw_all);
  if (!self->n_places && !search_alike (self, &sure, error))
    return FALSE;
  if (!self->n_places)
    return TRUE;
  self->best->state = sure ? TRI_ANCHOR_MOVED : TRI_ANCHOR_DOUBTFUL;
  return sure || read_words (self, error);
}

gboolean
tri_mark_place_find (TriLibrary *library,
                     gint64 text,
                     const TriMarkSpot *spot,
                     TriMarkPlace *out,
                     GError **error)
{
  g_autoptr (GArray) quote = tri_mark_letters_new (spot->quote);
  g_autoptr (GArray) prefix = tri_mark_letters_new (spot->prefix);
  g_autoptr (GArray) suffix = tri_mark_letters_new (spot->suffix);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search self = { library, text, spot, quote, prefix, suffix, out, 0, 0, 0, seen };

  *out = (TriMarkPlace){ .state = TRI_ANCHOR_LOST, .text = text };
  return run (&self, error);
}
