/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"

#include "library/tri-journal.h"

#include <glib/gi18n.h>

/* The reader's acts on works and texts, and where the reader stopped. */

static char *
dup_uuid (TriLibrary *self, const char *sql, gint64 id, GError **error)
{
  return tri_library_ask_text (self, sql, id, _ ("This work is no longer in the library."), error);
}

static TriJournal *
begin (TriLibrary *self, const char *act, TriJournalTable table, gint64 id, GError **error)
{
  static const char work[] = "SELECT uuid FROM works WHERE id = ? AND deleted IS NULL";
  static const char text[] = "SELECT uuid FROM texts WHERE id = ?";
  g_autoptr (TriJournal) journal = tri_journal_begin (self, act, error);
  g_autofree char *uuid = NULL;

  if (!journal)
    return NULL;
  uuid = dup_uuid (self, table == TRI_JOURNAL_WORKS ? work : text, id, error);
  if (!uuid || !tri_journal_watch (journal, table, uuid, error))
    return NULL;
  return g_steal_pointer (&journal);
}

static gboolean
check_title (const char *title, GError **error)
{
  for (const char *p = title; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("A title cannot be empty."));
  return FALSE;
}

/**
 * tri_library_rename_work:
 * @title: not empty
 *
 * The act "work.rename".
 */
gboolean
tri_library_rename_work (TriLibrary *self, gint64 work, const char *title, GError **error)
{
  static const char sql[] = "UPDATE works SET title = ?2, modified = unixepoch() WHERE id = ?1";
  g_autoptr (TriJournal) act = NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement || !check_title (title, error)
      || !(act = begin (self, "work.rename", TRI_JOURNAL_WORKS, work, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, title);
  return tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

/* The act "work.set-kind". */
gboolean
tri_library_set_work_kind (TriLibrary *self, gint64 work, TriWorkKind kind, GError **error)
{
  static const char sql[] = "UPDATE works SET kind = ?2, modified = unixepoch() WHERE id = ?1";
  g_autoptr (TriJournal) act = NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement || !(act = begin (self, "work.set-kind", TRI_JOURNAL_WORKS, work, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int (statement, 2, kind);
  return tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

/**
 * tri_library_edit_text:
 * @lang: BCP 47. Sentences stay as they were split: bookmarks and links count on them
 * @title: not empty
 * @author: (nullable)
 *
 * The act "text.edit".
 */
gboolean
tri_library_edit_text (TriLibrary *self,
                       gint64 text,
                       const char *lang,
                       const char *title,
                       const char *author,
                       GError **error)
{
  static const char sql[] = "UPDATE texts SET lang = ?2, title = ?3, author = ?4,"
                            " modified = unixepoch() WHERE id = ?1";
  g_autoptr (TriJournal) act = NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement || !check_title (title, error)
      || !(act = begin (self, "text.edit", TRI_JOURNAL_TEXTS, text, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, lang);
  tri_statement_bind_text (statement, 3, title);
  tri_statement_bind_text (statement, 4, author);
  return tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

/**
 * tri_library_delete_work:
 *
 * The act "work.delete": hides the work from all lists. Undoing brings it back with everything that
 * belongs to it, until tri_library_sweep() takes it off the disk.
 */
gboolean
tri_library_delete_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "UPDATE works SET deleted = unixepoch(), modified = unixepoch() WHERE"
                            " id = ?1";
  g_autoptr (TriJournal) act = NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement || !(act = begin (self, "work.delete", TRI_JOURNAL_WORKS, work, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

static gboolean
run_place (TriLibrary *self, const char *sql, gint64 work, const char *state, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  if (state)
    tri_statement_bind_text (statement, 2, state);
  return tri_library_run (self, statement, error);
}

/**
 * tri_library_save_place:
 * @state: a JSON object; what is in it is the app's affair
 *
 * Keeps where the reader stopped in the work, and that it was read now. No act: undo leaves it.
 */
gboolean
tri_library_save_place (TriLibrary *self, gint64 work, const char *state, GError **error)
{
  static const char place[] = "INSERT INTO places (work, state, modified)"
                              " SELECT id, ?2, unixepoch() FROM works WHERE id = ?1"
                              " ON CONFLICT (work) DO UPDATE SET state = ?2, modified ="
                              " unixepoch()";
  static const char opened[] = "UPDATE works SET opened = unixepoch() WHERE id = ?1";
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);

  return transaction
         && run_place (self, place, work, state, error)
         && run_place (self, opened, work, NULL, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* The state that was saved last, or NULL. */
char *
tri_library_dup_place (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT state FROM places WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_next (self, statement, NULL) ? tri_statement_dup_text (statement, 0) : NULL;
}
