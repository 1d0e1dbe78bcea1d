/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"
#include "library/tri-pack.h"
#include "library/tri-search-private.h"

/* Of so many code points before the cut the nearest space is taken. */
#define LOOK_BACK 24

void
tri_search_snippet_free (TriSearchSnippet *self)
{
  if (!self)
    return;
  g_free (self->lang);
  g_free (self->text_title);
  g_free (self->work_title);
  g_free (self->chapter);
  g_free (self->content);
  g_array_unref (self->matches);
  g_free (self);
}

/* The passage whole, with its sentences. */
static TriSearchSnippet *
read_whole (TriLibrary *library, gint64 passage, GArray *sentences, GError **error)
{
  static const char sql[] = "SELECT p.text, p.ord, p.kind, t.lang, t.title, w.title, w.id, d.title,"
                            " p.content, p.sentences FROM passages AS p"
                            " CROSS JOIN texts AS t ON t.id = p.text"
                            " CROSS JOIN works AS w ON w.id = t.work"
                            " LEFT JOIN divisions AS d ON d.id = p.division WHERE p.id = ?";
  g_autoptr (TriStatement) row = tri_library_prepare (library, sql, error);
  TriSearchSnippet *self;
  TriUnpacker unpacker;

  if (!row)
    return NULL;
  sqlite3_bind_int64 (row, 1, passage);
  if (!tri_library_next (library, row, error))
    return NULL;
  self = g_new0 (TriSearchSnippet, 1);
  self->passage = passage;
  self->text = sqlite3_column_int64 (row, 0);
  self->ord = (guint) sqlite3_column_int64 (row, 1);
  self->kind = (TriPassageKind) tri_statement_get_enum (row, 2, TRI_PASSAGE_NOTE + 1);
  self->lang = tri_statement_dup_text (row, 3);
  self->text_title = tri_statement_dup_text (row, 4);
  self->work_title = tri_statement_dup_text (row, 5);
  self->work = sqlite3_column_int64 (row, 6);
  if (tri_statement_get_text (row, 7)[0] != '\0')
    self->chapter = tri_statement_dup_text (row, 7);
  self->content = tri_statement_dup_text (row, 8);
  unpacker.at = sqlite3_column_blob (row, 9);
  unpacker.end = unpacker.at + sqlite3_column_bytes (row, 9);
  if (unpacker.at)
    tri_unpack_ranges (&unpacker, sentences, NULL);
  self->matches = g_array_new (FALSE, FALSE, sizeof (TriMatch));
  return self;
}

static void
find_matches (TriLibrary *library, TriMatcher *matcher, TriSearchSnippet *snippet)
{
  g_autoptr (GArray) mentions = NULL;
  g_autoptr (GArray) dates = NULL;
  GArray *matches = NULL;

  if (!matcher)
    return;
  if (tri_matcher_needs_mentions (matcher))
    mentions = tri_search_read_mentions (library, snippet->passage, NULL);
  if (tri_matcher_needs_dates (matcher))
    dates = tri_search_read_dates (library, snippet->passage, NULL);
  tri_matcher_match (matcher, snippet->content, mentions, dates, &matches);
  if (!matches)
    return;
  g_array_unref (snippet->matches);
  snippet->matches = matches;
}

/* The nearest beginning of a word before @at, not before @least, where one begins. */
static guint
find_word (const char *content, guint at, guint least)
{
  const char *p = g_utf8_offset_to_pointer (content, at);

  for (guint i = 0; i < LOOK_BACK; i++)
    {
      const char *before = NULL;

      if (at - i <= least)
        return least;
      before = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (before)))
        return at - i;
      p = before;
    }
  return at;
}

/* Not between a letter and its marks. */
static guint
move_off_marks (const char *content, guint at, guint least)
{
  const char *p = g_utf8_offset_to_pointer (content, at);

  for (; at > least && g_unichar_ismark (g_utf8_get_char (p)); at--)
    p = g_utf8_prev_char (p);
  return at;
}

static void
shift_matches (TriSearchSnippet *self, guint first, guint end, guint shift)
{
  for (guint i = self->matches->len; i > 0; i--)
    {
      TriMatch *match = &g_array_index (self->matches, TriMatch, i - 1);

      if (match->start < first || match->end > end)
        g_array_remove_index (self->matches, i - 1);
      else
        {
          match->start = match->start - first + shift;
          match->end = match->end - first + shift;
        }
    }
}

/* Leaves about @width code points of [first, end), around the first hit in it. */
static void
cut (TriSearchSnippet *self, guint first, guint end, guint width)
{
  guint length = (guint) g_utf8_strlen (self->content, -1);
  g_autofree char *words = NULL;
  guint from;
  guint to;
  guint least;

  end = MIN (end, length);
  from = MIN (first, end);
  least = from;
  for (guint i = 0; i < self->matches->len; i++)
    {
      const TriMatch *match = &g_array_index (self->matches, TriMatch, i);

      if (match->start < first || match->end > end)
        continue;
      /* What would stand before it is a third at most. */
      if (end - from > width && match->start > from + width / 3)
        from = find_word (self->content,
                          MIN (match->start - width / 3, end - MIN (width, end - from)),
                          first);
      least = match->end;
      break;
    }
  from = move_off_marks (self->content, from, first);
  to = end - from > width + LOOK_BACK ? find_word (self->content, from + width, from) : end;
  /* The hit itself is whole. */
  to = MAX (move_off_marks (self->content, to, from), least);
  words = g_utf8_substring (self->content, from, to);
  g_strdelimit (words, "\n\r\t", ' ');
  shift_matches (self, from, to, from > 0 ? 1 : 0);
  g_free (self->content);
  self->content = g_strconcat (from > 0 ? "…" : "",
                               to < length ? g_strchomp (words) : words,
                               to < length ? "…" : "",
                               NULL);
}

TriSearchSnippet *
tri_search_read_snippet (TriSearch *self,
                         TriLibrary *library,
                         gint64 passage,
                         guint width,
                         GError **error)
{
  g_autoptr (GArray) sentences = g_array_new (FALSE, FALSE, sizeof (TriRange));
  TriSearchSnippet *snippet = read_whole (library, passage, sentences, error);

  if (!snippet)
    return NULL;
  find_matches (library, tri_search_get_matcher (self, snippet->lang), snippet);
  cut (snippet, 0, G_MAXUINT, width);
  return snippet;
}

/* --- Counterparts */

/* The sentence that the first hit stands in; -1: the passage has one, or no hit. */
static int
find_sentence (TriSearch *self, TriLibrary *library, gint64 passage, GError **error)
{
  g_autoptr (GArray) sentences = g_array_new (FALSE, FALSE, sizeof (TriRange));
  g_autoptr (TriSearchSnippet) whole = read_whole (library, passage, sentences, error);
  const TriMatch *first;

  if (!whole || sentences->len < 2)
    return -1;
  find_matches (library, tri_search_get_matcher (self, whole->lang), whole);
  if (whole->matches->len == 0)
    return -1;
  first = &g_array_index (whole->matches, TriMatch, 0);
  for (guint i = 0; i < sentences->len; i++)
    if (first->start < g_array_index (sentences, TriRange, i).end)
      return (int) i;
  return -1;
}

/* What a passage has for those of its sentences that @counterparts (from @at on) name. Sets @at
 * behind them. */
static TriSearchSnippet *
read_counterpart (TriSearch *self,
                  TriLibrary *library,
                  const GArray *counterparts,
                  guint *at,
                  guint width,
                  GError **error)
{
  gint64 passage = g_array_index (counterparts, TriCounterpart, *at).passage;
  g_autoptr (GArray) sentences = g_array_new (FALSE, FALSE, sizeof (TriRange));
  TriSearchSnippet *snippet = read_whole (library, passage, sentences, error);
  TriMatcher *matcher;
  guint first = G_MAXUINT;
  guint end = 0;

  for (; *at < counterparts->len; (*at)++)
    {
      const TriCounterpart *each = &g_array_index (counterparts, TriCounterpart, *at);

      if (each->passage != passage)
        break;
      if (each->sentence < 0 || (guint) each->sentence >= sentences->len)
        {
          first = 0;
          end = G_MAXUINT;
          continue;
        }
      first = MIN (first, g_array_index (sentences, TriRange, each->sentence).start);
      end = MAX (end, g_array_index (sentences, TriRange, each->sentence).end);
    }
  if (!snippet)
    return NULL;
  matcher = tri_search_get_counterpart_matcher (self, snippet->lang);
  find_matches (library,
                matcher ? matcher : tri_search_get_matcher (self, snippet->lang),
                snippet);
  cut (snippet, first, end, width);
  return snippet;
}

gboolean
tri_search_add_indirect (TriSearch *self,
                         TriLibrary *library,
                         gint64 passage,
                         GArray *all,
                         GError **error)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (TriSearchCounterpart));
  guint n = all->len;

  if (!tri_search_list_counterparts (self, library, passage, more, error))
    return FALSE;
  for (guint i = 0; i < more->len; i++)
    {
      const TriSearchCounterpart *each = &g_array_index (more, TriSearchCounterpart, i);
      TriCounterpart other = { each->passage, .sentence = -1 };
      gboolean is_known = FALSE;

      other.text = ((const TriSearchText *) self->texts->pdata[each->text])->id;
      for (guint k = 0; k < n; k++)
        is_known |= g_array_index (all, TriCounterpart, k).text == other.text;
      if (!is_known)
        g_array_append_val (all, other);
    }
  return TRUE;
}

/* What the question asks something of comes first; else as it was. */
static void
put_asked_first (const TriSearch *self, GPtrArray *snippets)
{
  guint n_asked = 0;

  for (guint i = 0; i < snippets->len; i++)
    {
      const TriSearchSnippet *snippet = snippets->pdata[i];

      if (tri_search_asks_counterparts (self, snippet->lang))
        g_ptr_array_insert (snippets,
                            (int) n_asked++,
                            g_ptr_array_steal_index (snippets, i));
    }
}

GPtrArray *
tri_search_read_counterparts (TriSearch *self,
                              TriLibrary *library,
                              gint64 passage,
                              guint width,
                              GError **error)
{
  g_autoptr (GPtrArray) snippets = NULL;
  g_autoptr (GArray) counterparts = NULL;
  GError *local = NULL;
  int sentence = find_sentence (self, library, passage, &local);
  gint64 own = tri_library_ask (library, "SELECT text FROM passages WHERE id = ?", passage, 0);

  snippets = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_search_snippet_free);
  if (!local)
    counterparts = tri_library_get_counterparts (library, passage, sentence, &local);
  if (counterparts)
    tri_search_add_indirect (self, library, passage, counterparts, &local);
  for (guint i = 0; counterparts && i < counterparts->len && !local;)
    {
      TriSearchSnippet *snippet = NULL;

      if (g_array_index (counterparts, TriCounterpart, i).text == own)
        {
          i++;
          continue;
        }
      snippet = read_counterpart (self, library, counterparts, &i, width, &local);
      if (snippet)
        g_ptr_array_add (snippets, snippet);
    }
  put_asked_first (self, snippets);
  if (!local)
    return g_steal_pointer (&snippets);
  g_propagate_error (error, local);
  return NULL;
}
