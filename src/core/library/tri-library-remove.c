/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-batch.h"
#include "library/tri-import-draft.h"

/* Takes one passage after another, the last first, out of the search index and off the disk;
 * its mentions, dates and places in links go by foreign keys. */
static gboolean
remove_passages (TriLibrary *self, gint64 text, TriBatch *batch, GError **error)
{
  static const char find[] = "SELECT id, content FROM passages WHERE text = ?"
                             " ORDER BY ord DESC LIMIT 1";
  static const char forget[] = "INSERT INTO passages_fts (passages_fts, rowid, content)"
                               " VALUES ('delete', ?, ?)";
  static const char remove[] = "DELETE FROM passages WHERE id = ?";
  GError *local = NULL;

  while (!local)
    {
      g_autoptr (TriStatement) found = tri_library_prepare (self, find, &local);
      g_autoptr (TriStatement) forgotten = tri_library_prepare (self, forget, &local);
      g_autoptr (TriStatement) removed = tri_library_prepare (self, remove, &local);
      gint64 id;

      if (!found || !forgotten || !removed)
        break;
      sqlite3_bind_int64 (found, 1, text);
      if (!tri_library_next (self, found, &local))
        break;
      id = sqlite3_column_int64 (found, 0);
      sqlite3_bind_int64 (forgotten, 1, id);
      sqlite3_bind_value (forgotten, 2, sqlite3_column_value (found, 1));
      sqlite3_reset (found);
      sqlite3_bind_int64 (removed, 1, id);
      if (!tri_library_run (self, forgotten, &local) || !tri_library_run (self, removed, &local))
        break;
      g_clear_pointer (&found, tri_statement_release);
      g_clear_pointer (&forgotten, tri_statement_release);
      g_clear_pointer (&removed, tri_statement_release);
      if (!tri_batch_breathe (batch, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Runs @sql for @argument. */
static gboolean
run (TriLibrary *self, const char *sql, gint64 argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, argument);
  return tri_library_run (self, statement, error);
}

static gboolean
remove_text (TriLibrary *self, gint64 text, TriBatch *batch, GError **error)
{
  return remove_passages (self, text, batch, error)
         && run (self, "DELETE FROM divisions WHERE text = ?", text, error)
         && run (self, "DELETE FROM texts WHERE id = ?", text, error);
}

/* A source that no text and no register came from any more. */
static gboolean
remove_sources (TriLibrary *self, GError **error)
{
  return tri_library_exec (self,
                           "DELETE FROM sources WHERE id NOT IN"
                           " (SELECT source FROM texts WHERE source IS NOT NULL UNION ALL"
                           "  SELECT source FROM registers WHERE source IS NOT NULL)",
                           error);
}

/* A register that came with a text of this work, and that no other uses; not one that the reader
 * took off its work, which another version of the text may have come with, too. One that came in a
 * file of its own goes only when the import was cut off that brought it. */
static gboolean
remove_registers (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "DELETE FROM registers WHERE"
                            " (source IN (SELECT source FROM texts WHERE work = ?1 AND source IS "
                            "NOT NULL)"
                            "  OR created >= (SELECT created FROM works WHERE id = ?1"
                            "  AND complete = 0))"
                            " AND id IN (SELECT register FROM work_registers WHERE work = ?1)"
                            " AND id NOT IN (SELECT register FROM work_registers WHERE work <> ?1)";

  return run (self, sql, work, error);
}

/**
 * tri_library_remove_work:
 *
 * Takes a work off the disk, with the register that stood in its files: in short transactions, so
 * it has to be hidden already. When it is cut off it can be called again.
 */
gboolean
tri_library_remove_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char next[] = "SELECT id FROM texts WHERE work = ? LIMIT 1";
  g_auto (TriBatch) batch = { self, self->cancellable };
  gint64 text;

  if (!tri_batch_begin (&batch, error)
      || !run (self, "DELETE FROM links WHERE work = ?", work, error)
      || !run (self, "DELETE FROM row_groups WHERE work = ?", work, error)
      || !remove_registers (self, work, error))
    return FALSE;
  while ((text = tri_library_ask (self, next, work, 0)) != 0)
    if (!remove_text (self, text, &batch, error))
      return FALSE;
  return run (self, "DELETE FROM works WHERE id = ?", work, error)
         && remove_sources (self, error)
         && tri_batch_commit (&batch, error);
}
