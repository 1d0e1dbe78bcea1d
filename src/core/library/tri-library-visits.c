/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-visits.h"

#include "library/tri-journal.h"
#include "tri-fold.h"

#include <string.h>

/* So many code points of a passage are kept, to know it by. */
#define WORDS "120"

/* --- What is written */

/* The line that goes on, or 0. */
static gint64
find_going_on (TriLibrary *self, const TriVisit *visit, gint64 since, GError **error)
{
  static const char sql[] = "SELECT v.id FROM passages AS p CROSS JOIN texts AS t ON t.id = p.text"
                            " CROSS JOIN works AS w ON w.id = t.work"
                            " CROSS JOIN visits AS v ON v.work = w.uuid"
                            " AND v.chapter = ?2 AND v.ended >= ?3 AND v.cleared = ''"
                            " WHERE p.id = ?1 ORDER BY v.ended DESC, v.id DESC LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, visit->passage);
  tri_statement_bind_text (statement, 2, visit->chapter ? visit->chapter : "");
  sqlite3_bind_int64 (statement, 3, since);
  return tri_library_next (self, statement, error) ? sqlite3_column_int64 (statement, 0) : 0;
}

static gboolean
write_visit (TriLibrary *self, TriVisit *visit, GError **error)
{
  static const char sql[] = "INSERT INTO visits (id, uuid, work, text, passage_key, ord,"
                            " chapter, title, words, started, ended, modified)"
                            " SELECT nullif (?2, 0), ?3, w.uuid, t.uuid, p.key, p.ord, ?4, ?5,"
                            " replace (substr (p.content, 1, " WORDS "), char (10), ' '),"
                            " ?6, ?7, unixepoch () FROM passages AS p"
                            " JOIN texts AS t ON t.id = p.text JOIN works AS w ON w.id = t.work"
                            " WHERE p.id = ?1"
                            " ON CONFLICT (id) DO UPDATE SET text = excluded.text,"
                            " passage_key = excluded.passage_key, ord = excluded.ord,"
                            " title = excluded.title, words = excluded.words,"
                            " ended = max (ended, excluded.ended), modified = excluded.modified";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, visit->passage);
  sqlite3_bind_int64 (statement, 2, visit->id);
  tri_statement_bind_text (statement, 3, visit->uuid);
  tri_statement_bind_text (statement, 4, visit->chapter ? visit->chapter : "");
  tri_statement_bind_text (statement, 5, visit->title ? visit->title : "");
  sqlite3_bind_int64 (statement, 6, visit->started);
  sqlite3_bind_int64 (statement, 7, visit->ended);
  if (!tri_library_run (self, statement, error))
    return FALSE;
  if (visit->id == 0 && sqlite3_changes (self->db) > 0)
    visit->id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

/**
 * tri_library_note_visit:
 * @visit: where the reader is; a passage that has gone is passed over
 * @since: when the session began, say
 */
gboolean
tri_library_note_visit (TriLibrary *self, TriVisit *visit, gint64 since, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);
  g_autoptr (GError) failed = NULL;

  if (!transaction)
    return FALSE;
  visit->id = find_going_on (self, visit, since, &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!visit->uuid)
    visit->uuid = g_uuid_string_random ();
  return write_visit (self,
                      visit,
                      error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* --- What is read */

static TriVisit *
read_visit (TriStatement *row)
{
  TriVisit *visit = tri_visit_new ();

  visit->id = sqlite3_column_int64 (row, 0);
  visit->uuid = tri_statement_dup_text (row, 1);
  visit->work = sqlite3_column_int64 (row, 2);
  visit->work_title = g_strdup (tri_statement_get_text (row, 3));
  visit->text = sqlite3_column_int64 (row, 4);
  visit->lang = g_strdup (tri_statement_get_text (row, 5));
  visit->passage = sqlite3_column_int64 (row, 6);
  visit->exact = sqlite3_column_int (row, 7) != 0;
  visit->chapter = g_strdup (tri_statement_get_text (row, 8));
  visit->title = g_strdup (tri_statement_get_text (row, 9));
  visit->words = g_strdup (tri_statement_get_text (row, 10));
  visit->started = sqlite3_column_int64 (row, 11);
  visit->ended = sqlite3_column_int64 (row, 12);
  return visit;
}

static gboolean
matches (const TriVisit *visit, GStrv words)
{
  g_autofree char *all = g_strjoin ("\n", visit->work_title, visit->title, visit->words, NULL);
  g_autofree char *folded = tri_fold (all);

  for (guint i = 0; words[i]; i++)
    if (!strstr (folded, words[i]))
      return FALSE;
  return TRUE;
}

/**
 * tri_library_list_visits:
 *
 * Returns: (transfer full): the lines, except those of works that are deleted. One whose passage
 *   was not found again leads to where it stood.
 */
GPtrArray *
tri_library_list_visits (TriLibrary *self,
                         const char *filter,
                         guint limit,
                         GCancellable *cancellable,
                         GError **error)
{
  static const char sql[] = "SELECT v.id, v.uuid, w.id, w.title, t.id, t.lang,"
                            " coalesce (p.id, o.id), p.id IS NOT NULL,"
                            " v.chapter, v.title, v.words, v.started, v.ended"
                            " FROM visits AS v"
                            " CROSS JOIN works AS w ON w.uuid = v.work AND w.deleted IS NULL"
                            " LEFT JOIN texts AS t ON t.uuid = v.text AND t.work = w.id"
                            " LEFT JOIN passages AS p ON p.text = t.id AND p.key = v.passage_key"
                            " LEFT JOIN passages AS o ON o.text = t.id"
                            " AND o.ord = min (v.ord, t.passages - 1)"
                            " WHERE v.cleared = '' ORDER BY v.ended DESC, v.id DESC";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = tri_fold (filter ? filter : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while ((limit == 0 || visits->len < limit) && tri_library_next (self, statement, &failed))
    {
      g_autoptr (TriVisit) visit = read_visit (statement);

      if (g_cancellable_set_error_if_cancelled (cancellable, &failed))
        break;
      if (matches (visit, words))
        g_ptr_array_add (visits, g_steal_pointer (&visit));
    }
  if (!failed)
    return g_steal_pointer (&visits);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* --- What is taken away */

static gboolean
hide (TriLibrary *self,
      const char *sql,
      const char *act,
      gint64 which,
      guint *n,
      GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, act);
  sqlite3_bind_int64 (statement, 2, which);
  if (!tri_library_run (self, statement, error))
    return FALSE;
  if (n)
    *n = (guint) sqlite3_changes (self->db);
  return TRUE;
}

/* @sql: ?1 the name of the act, ?2 @which */
static gboolean
run_clear (TriLibrary *self, const char *sql, gint64 which, guint *n, GError **error)
{
  g_autoptr (TriJournal) journal = tri_journal_begin (self, "history.clear", error);
  g_autofree char *act = g_uuid_string_random ();

  return journal
         && tri_journal_watch (journal, TRI_JOURNAL_VISITS, act, error)
         && hide (self, sql, act, which, n, error)
         && tri_journal_commit (journal, error);
}

/**
 * tri_library_clear_visits:
 * @n: (out) (optional): how many lines went
 *
 * The act "history.clear". The lines are hidden, and gone from the disk when tri_library_sweep()
 * has come by.
 */
gboolean
tri_library_clear_visits (TriLibrary *self, gint64 before, guint *n, GError **error)
{
  static const char sql[] = "UPDATE visits SET cleared = ?1, modified = unixepoch ()"
                            " WHERE cleared = '' AND (?2 = 0 OR ended < ?2)";

  return run_clear (self, sql, before, n, error);
}

/* The act "history.clear". */
gboolean
tri_library_remove_visit (TriLibrary *self, gint64 visit, GError **error)
{
  static const char sql[] = "UPDATE visits SET cleared = ?1, modified = unixepoch ()"
                            " WHERE cleared = '' AND id = ?2";

  return run_clear (self, sql, visit, NULL, error);
}

/* The rows that an act took away, as a JSON array, NULL for none: how the journal knows it. */
char *
tri_visits_read (TriLibrary *library, const char *act, GError **error)
{
  static const char sql[] = "SELECT nullif (json_group_array (id), '[]') FROM"
                            " (SELECT id FROM visits WHERE cleared = ? AND cleared <> ''"
                            "  ORDER BY id)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, act);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

gboolean
tri_visits_put (TriLibrary *library, const char *act, const char *row, GError **error)
{
  static const char back[] = "UPDATE visits SET cleared = '', modified = unixepoch ()"
                             " WHERE cleared = ?1 AND cleared <> '' AND ?2 IS NULL";
  static const char again[] = "UPDATE visits SET cleared = ?1, modified = unixepoch ()"
                              " WHERE cleared = '' AND id IN (SELECT value FROM json_each (?2))";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, row ? again : back, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, act);
  tri_statement_bind_text (statement, 2, row);
  return tri_library_run (library, statement, error);
}

/* Takes off the disk what was cleared before then. */
gboolean
tri_visits_sweep (TriLibrary *self, gint64 before, GError **error)
{
  static const char any[] = "SELECT 1 FROM visits WHERE cleared <> '' AND modified < ? LIMIT 1";
  static const char sql[] = "DELETE FROM visits WHERE cleared <> '' AND modified < ?";
  g_autoptr (TriStatement) statement = NULL;

  if (tri_library_ask (self, any, before, 0) == 0)
    return TRUE;
  statement = tri_library_prepare (self, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, before);
  return tri_library_run (self, statement, error);
}

/* --- How far one is */

GArray *
tri_library_list_progress (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT l.work, p.text, p.ord + 1.0, t.passages"
                            " FROM (SELECT work, state FROM places"
                            "  WHERE json_valid (state)) AS l"
                            " CROSS JOIN passages AS p ON p.id = iif (l.state ->> '$.\"in-view\"',"
                            "  l.state ->> '$.focus', l.state ->> '$.tops[0].passage')"
                            " CROSS JOIN texts AS t ON t.id = p.text AND t.work = l.work";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (TriProgress));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &failed))
    {
      double n = MAX (sqlite3_column_double (statement, 3), 1);
      TriProgress one = { sqlite3_column_int64 (statement, 0),
                          sqlite3_column_int64 (statement, 1),
                          MIN (sqlite3_column_double (statement, 2) / n, 1) };

      g_array_append_val (all, one);
    }
  if (!failed)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
