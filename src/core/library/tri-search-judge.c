/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"

/* A file can link everything to everything. */
#define MAX_COUNTERPARTS 256
/* By way of so many others more are found. */
#define MAX_STEPS 8

static gboolean
is_in_stretch (const GArray *stretches, guint text, guint ord)
{
  guint low = 0;
  guint high = stretches->len;
  const TriSearchStretch *last;

  /* The last one that begins at or before it. */
  while (low < high)
    {
      guint middle = (low + high) / 2;
      const TriSearchStretch *each = &g_array_index (stretches, TriSearchStretch, middle);

      if (each->text < text || (each->text == text && each->first <= ord))
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return FALSE;
  last = &g_array_index (stretches, TriSearchStretch, low - 1);
  return last->text == text && ord < last->end;
}

static gboolean
is_in_chapters (const TriSearchBranch *branch, guint text, guint ord)
{
  for (guint i = 0; i < branch->chapters->len; i++)
    {
      const TriSearchChapters *chapters = branch->chapters->pdata[i];

      if (is_in_stretch (chapters->stretches, text, ord) == chapters->are_left_out)
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_search_is_allowed (TriSearch *self,
                       TriLibrary *library,
                       const TriSearchBranch *branch,
                       gint64 passage,
                       guint *text)
{
  static const char kind_of[] = "SELECT kind FROM passages WHERE id = ?";
  static const char ord_of[] = "SELECT ord FROM passages WHERE id = ?";
  int at = tri_search_texts_find (self->texts, library, passage);
  const TriSearchText *found;

  if (at < 0 || !branch->is_allowed[at])
    return FALSE;
  *text = (guint) at;
  found = self->texts->pdata[at];
  if (branch->chapters->len > 0
      && !is_in_chapters (branch,
                          *text,
                          found->is_dense ? (guint) (passage - found->first)
                                          : (guint) tri_library_ask (library, ord_of, passage, 0)))
    return FALSE;
  return branch->kinds == TRI_SEARCH_ALL_KINDS
         || (branch->kinds & (1u << (guint) tri_library_ask (library, kind_of, passage, 31))) != 0;
}

GArray *
tri_search_read_mentions (TriLibrary *library, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT start, stop, entity FROM mentions"
                            " WHERE passage = ? AND entity NOT NULL ORDER BY start, stop DESC";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) mentions = g_array_new (FALSE, TRUE, sizeof (TriMention));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (library, statement, &local))
    {
      TriMention mention = { 0 };

      mention.start = (guint) sqlite3_column_int64 (statement, 0);
      mention.end = (guint) sqlite3_column_int64 (statement, 1);
      mention.entity = sqlite3_column_int64 (statement, 2);
      g_array_append_val (mentions, mention);
    }
  if (!local)
    return g_steal_pointer (&mentions);
  g_propagate_error (error, local);
  return NULL;
}

static void
clear_date (gpointer data)
{
  g_free (((TriDate *) data)->edtf);
}

GArray *
tri_search_read_dates (TriLibrary *library, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT start, stop, edtf FROM dates WHERE passage = ? ORDER BY start";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) dates = g_array_new (FALSE, TRUE, sizeof (TriDate));
  GError *local = NULL;

  g_array_set_clear_func (dates, clear_date);
  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (library, statement, &local))
    {
      TriDate date = { 0 };

      date.start = (guint) sqlite3_column_int64 (statement, 0);
      date.end = (guint) sqlite3_column_int64 (statement, 1);
      date.edtf = tri_statement_dup_text (statement, 2);
      g_array_append_val (dates, date);
    }
  if (!local)
    return g_steal_pointer (&dates);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
tri_search_matches (TriLibrary *library, const TriMatcher *matcher, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) mentions = NULL;
  g_autoptr (GArray) dates = NULL;
  GError *local = NULL;
  gboolean matches;

  if (!statement)
    return FALSE;
  if (tri_matcher_needs_mentions (matcher)
      && !(mentions = tri_search_read_mentions (library, passage, error)))
    return FALSE;
  if (tri_matcher_needs_dates (matcher)
      && !(dates = tri_search_read_dates (library, passage, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  matches = tri_library_next (library, statement, &local)
            && tri_matcher_match (matcher,
                                  tri_statement_get_text (statement, 0),
                                  mentions,
                                  dates,
                                  NULL);
  if (local)
    g_propagate_error (error, local);
  return matches;
}

/* What links tie to a passage, as far as it stands in texts that are not in @known. */
static gboolean
add_linked (TriSearch *self,
            TriLibrary *library,
            gint64 passage,
            const gboolean *known,
            GArray *counterparts,
            GError **error)
{
  static const char sql[] = "SELECT DISTINCT o.passage FROM link_members AS m"
                            " CROSS JOIN links AS l ON l.id = m.link AND l.kind = 0"
                            " CROSS JOIN link_members AS o ON o.link = l.id"
                            " WHERE m.passage = ?1 AND o.passage <> ?1 LIMIT ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, MAX_COUNTERPARTS);
  while (tri_library_next (library, statement, &local))
    {
      TriSearchCounterpart other = { sqlite3_column_int64 (statement, 0) };
      int text = tri_search_texts_find (self->texts, library, other.passage);

      if (text < 0 || known[text])
        continue;
      other.text = (guint) text;
      g_array_append_val (counterparts, other);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static guint
count_texts (const TriSearch *self, gint64 work)
{
  guint n = 0;

  for (guint i = 0; i < self->texts->len; i++)
    n += ((const TriSearchText *) self->texts->pdata[i])->work == work;
  return n;
}

/* Where two translations are linked to the original alone, they correspond by way of it. */
static gboolean
add_indirect (TriSearch *self,
              TriLibrary *library,
              gboolean *known,
              GArray *counterparts,
              GError **error)
{
  guint n_direct = counterparts->len;

  for (guint i = 0; i < n_direct; i++)
    known[g_array_index (counterparts, TriSearchCounterpart, i).text] = TRUE;
  for (guint i = 0; i < MIN (n_direct, MAX_STEPS); i++)
    if (!add_linked (self,
                     library,
                     g_array_index (counterparts, TriSearchCounterpart, i).passage,
                     known,
                     counterparts,
                     error))
      return FALSE;
  return TRUE;
}

gboolean
tri_search_list_counterparts (TriSearch *self,
                              TriLibrary *library,
                              gint64 passage,
                              GArray *counterparts,
                              GError **error)
{
  g_autofree gboolean *known = g_new0 (gboolean, self->texts->len + 1);
  int own = tri_search_texts_find (self->texts, library, passage);
  guint n_texts = 1;

  if (own < 0)
    return TRUE;
  known[own] = TRUE;
  if (!add_linked (self, library, passage, known, counterparts, error))
    return FALSE;
  for (guint i = 0; i < counterparts->len; i++)
    {
      gboolean *is_met = &known[g_array_index (counterparts, TriSearchCounterpart, i).text];

      n_texts += !*is_met;
      *is_met = TRUE;
    }
  return n_texts >= count_texts (self, ((TriSearchText *) self->texts->pdata[own])->work)
         || add_indirect (self, library, known, counterparts, error);
}

gboolean
tri_search_list_linked (TriLibrary *library, gint64 passage, GArray *rows, GError **error)
{
  /* A passage is a member of its own links, so that those tied to it at once are among these. */
  static const char sql[] = "SELECT DISTINCT o.passage FROM link_members AS m"
                            " CROSS JOIN links AS l ON l.id = m.link AND l.kind = 0"
                            " CROSS JOIN link_members AS c ON c.link = l.id"
                            " CROSS JOIN link_members AS n ON n.passage = c.passage"
                            " CROSS JOIN links AS k ON k.id = n.link AND k.kind = 0"
                            " CROSS JOIN link_members AS o ON o.link = k.id"
                            " WHERE m.passage = ?1 AND o.passage <> ?1 LIMIT ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, MAX_COUNTERPARTS * MAX_STEPS);
  while (tri_library_next (library, statement, &local))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Whether the counterparts in the language of the condition are as it wants them. */
static gboolean
meets (TriSearch *self,
       TriLibrary *library,
       const TriSearchCondition *condition,
       const GArray *counterparts,
       GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < counterparts->len; i++)
    {
      const TriSearchCounterpart *each = &g_array_index (counterparts, TriSearchCounterpart, i);
      const TriSearchText *text = self->texts->pdata[each->text];
      GError *local = NULL;

      if (!g_str_equal (text->lang, condition->lang))
        continue;
      any = TRUE;
      if (tri_search_matches (library, condition->matcher, each->passage, &local))
        return !condition->is_negative;
      if (local)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return any && condition->is_negative;
}

gboolean
tri_search_meets (TriSearch *self,
                  TriLibrary *library,
                  const TriSearchBranch *branch,
                  gint64 passage,
                  GError **error)
{
  g_autoptr (GArray) counterparts = g_array_new (FALSE,
                                                 FALSE,
                                                 sizeof (TriSearchCounterpart));

  if (!tri_search_list_counterparts (self, library, passage, counterparts, error))
    return FALSE;
  for (guint i = 0; i < branch->conditions->len; i++)
    if (!meets (self, library, branch->conditions->pdata[i], counterparts, error))
      return FALSE;
  return TRUE;
}
