/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* The journal knows acts that took lines of the reading history away; a merge brings the lines. */

char *
tri_merge_visit_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('uuid', uuid, 'work', work, 'text', text,"
                            " 'passage_key', passage_key, 'ord', ord, 'chapter', chapter,"
                            " 'title', title, 'words', words, 'started', started,"
                            " 'ended', ended, 'cleared', cleared)"
                            " FROM visits WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

gboolean
tri_merge_visit_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char set[] = "INSERT INTO visits (uuid, work, text, passage_key, ord, chapter,"
                            " title, words, started, ended, cleared, modified)"
                            " VALUES (?1 ->> 'uuid', ?1 ->> 'work', ?1 ->> 'text',"
                            " ?1 ->> 'passage_key', ?1 ->> 'ord', ?1 ->> 'chapter',"
                            " ?1 ->> 'title', ?1 ->> 'words', ?1 ->> 'started', ?1 ->> 'ended',"
                            " ?1 ->> 'cleared', unixepoch ())"
                            " ON CONFLICT (uuid) DO UPDATE SET text = excluded.text,"
                            " passage_key = excluded.passage_key, ord = excluded.ord,"
                            " title = excluded.title, words = excluded.words,"
                            " started = excluded.started, ended = excluded.ended,"
                            " cleared = excluded.cleared, modified = excluded.modified";
  static const char unset[] = "DELETE FROM visits WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, row ? set : unset, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row ? row : uuid);
  return tri_library_run (library, statement, error);
}

/* The work that its text is in here. */
gboolean
tri_merge_visit_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  static const char sql[] = "SELECT json_set (?1, '$.work', w.uuid) FROM texts AS t"
                            " JOIN works AS w ON w.id = t.work"
                            " WHERE t.uuid = ?1 ->> 'text' AND w.complete = 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, pair->theirs.row);
  if (tri_library_next (self->library, statement, NULL))
    {
      char *row = tri_statement_dup_text (statement, 0);

      g_free (pair->theirs.row);
      pair->theirs.row = row;
    }
  return TRUE;
}
