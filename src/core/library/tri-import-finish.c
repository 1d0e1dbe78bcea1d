/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"
#include "library/tri-import-files.h"
#include "library/tri-import.h"
#include "library/tri-journal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Beyond it a source is known by its name and SHA-256 only. */
#define MAX_SOURCE (64 * 1024 * 1024)
#define COPY_SIZE ((gsize) 256 * 1024)

/* Copies the file into the row in pieces: neither it nor SQLite ever holds all of it in memory. */
static gboolean
copy_source (TriImportDraft *self, GInputStream *stream, sqlite3_blob *blob, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  int size = sqlite3_blob_bytes (blob);
  gsize n = 0;

  for (int at = 0; at < size; at += (int) n)
    {
      gsize wanted = MIN ((gsize) (size - at), COPY_SIZE);

      if (!g_input_stream_read_all (stream, buffer, wanted, &n, self->cancellable, error))
        return FALSE;
      if (n == 0)
        return TRUE;
      if (sqlite3_blob_write (blob, buffer, (int) n, at) != SQLITE_OK)
        return tri_library_fail (self->library, error);
    }
  return TRUE;
}

static gboolean
store_source (TriImportDraft *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  sqlite3_blob *blob = NULL;
  gboolean stored;

  if (self->file_size > MAX_SOURCE)
    return TRUE;
  stream = g_file_read (file, self->cancellable, error);
  if (!stream)
    return FALSE;
  if (sqlite3_blob_open (self->library->db, "main", "sources", "content", self->source, 1, &blob)
      != SQLITE_OK)
    return tri_library_fail (self->library, error);
  stored = copy_source (self, G_INPUT_STREAM (stream), blob, error);
  sqlite3_blob_close (blob);
  return stored;
}

gboolean
tri_import_draft_begin_file (TriImportDraft *self,
                             const char *path,
                             const char *format,
                             const char *sha256,
                             GError **error)
{
  static const char sql[] = "INSERT INTO sources (sha256, name, format, imported, bytes, content)"
                            " VALUES (?1, ?2, ?3, unixepoch (), ?4, ?5)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GStatBuf info = { 0 };

  if (!statement)
    return FALSE;
  g_free (self->file_name);
  self->file_name = g_filename_display_basename (path);
  self->file++;
  self->first_text = self->texts->len;
  tri_import_files_begin (self->files, path, format, self->first_text);
  self->file_ahead = 0;
  self->file_words = 0;
  self->file_passages = 0;
  if (g_stat (path, &info) == 0)
    self->file_size = info.st_size;
  tri_statement_bind_text (statement, 1, sha256);
  tri_statement_bind_text (statement, 2, self->file_name);
  tri_statement_bind_text (statement, 3, format);
  sqlite3_bind_int64 (statement, 4, self->file_size);
  if (self->file_size <= MAX_SOURCE)
    sqlite3_bind_zeroblob64 (statement, 5, (sqlite3_uint64) self->file_size);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  self->source = sqlite3_last_insert_rowid (self->library->db);
  return store_source (self, path, error);
}

static gboolean
attach_registers (TriImportDraft *self, gint64 work, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO work_registers (work, register) VALUES (?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < self->registers->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, work);
      sqlite3_bind_int64 (statement, 2, g_array_index (self->registers, gint64, i));
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_with (TriImportDraft *self, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  if (second)
    sqlite3_bind_int64 (statement, 2, second);
  return tri_library_run (self->library, statement, error);
}

/* The texts move under the work they were meant for; its rows are computed anew, since links may
 * tie the new texts to the old ones. */
static gboolean
move_to_target (TriImportDraft *self, GError **error)
{
  static const char texts[] = "UPDATE texts SET work = ?2, ord = ord +"
                              " (SELECT count (*) FROM texts WHERE work = ?2) WHERE work = ?1";
  static const char links[] = "UPDATE links SET work = ?2 WHERE work = ?1";
  static const char registers[] = "UPDATE OR REPLACE work_registers SET work = ?2"
                                  " WHERE work = ?1";
  static const char draft[] = "DELETE FROM works WHERE id = ?1";
  static const char touch[] = "UPDATE works SET modified = unixepoch () WHERE id = ?1";

  return run_with (self, texts, self->work, self->target, error)
         && run_with (self, links, self->work, self->target, error)
         && run_with (self, registers, self->work, self->target, error)
         && run_with (self, draft, self->work, 0, error)
         && run_with (self, touch, self->target, 0, error)
         && tri_library_rebuild_rows (self->library, self->target, error);
}

gboolean
tri_import_draft_is_kind_open (TriImportDraft *self, const char *kind)
{
  TriWorkKind chosen;

  return !tri_work_kind_from_nick (kind, &chosen)
         && !tri_work_kind_from_nick (self->kind, &chosen)
         && !self->has_units
         && self->texts->len > 1;
}

static TriWorkKind
choose_kind (TriImportDraft *self, const char *kind)
{
  TriWorkKind chosen;

  if (tri_work_kind_from_nick (kind, &chosen) || tri_work_kind_from_nick (self->kind, &chosen))
    return chosen;
  /* Texts that links tie together say the same; a single text stays what texts mostly are. */
  return self->n_links > 0 || self->has_units || self->texts->len < 2 ? TRI_WORK_TRANSLATIONS
                                                                      : TRI_WORK_ACCOUNTS;
}

/* What most of the texts are called: several accounts of one life have its name for a title. */
static char *
dup_common_title (TriImportDraft *self)
{
  static const char sql[] = "SELECT title FROM texts WHERE work = ?"
                            " GROUP BY title ORDER BY count (*) DESC, min (ord) LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, self->work);
  return tri_library_next (self->library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                           : NULL;
}

static gboolean
complete_work (TriImportDraft *self, const char *title, const char *kind, GError **error)
{
  static const char sql[] = "UPDATE works SET title = ?, kind = ?, complete = 1,"
                            " modified = unixepoch () WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autofree char *fallback = dup_common_title (self);

  if (!statement)
    return FALSE;
  if (!title || !*title)
    title = self->title ? self->title : fallback;
  tri_statement_bind_text (statement, 1, title);
  sqlite3_bind_int (statement, 2, (int) choose_kind (self, kind));
  sqlite3_bind_int64 (statement, 3, self->work);
  return tri_library_run (self->library, statement, error);
}

static gboolean
check_content (TriImportDraft *self, GError **error)
{
  g_autofree char *advice = NULL;

  if (self->texts->len > 0)
    return TRUE;
  advice = tri_import_files_dup_advice (self->files);
  if (advice)
    g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, advice);
  else if (self->has_loose_links)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("“%s” has links and no text. Import it together with the texts that they tie."),
                 self->file_name);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("“%s” has no text to read. If it is a register, import it as one, or together "
                    "with the texts that it belongs to."),
                 self->file_name);
  return FALSE;
}

/* What needs all files. Rows under an incomplete work can be written in several transactions. */
static gboolean
tie_ends (TriImportDraft *self, GError **error)
{
  return tri_import_resolve_links (self, error)
         && tri_import_tie_ids (self, error)
         && tri_import_resolve_mentions (self, error)
         && attach_registers (self, self->work, error)
         && tri_library_recount_mentions (self->library, self->work, error)
         && (self->target || tri_rows_store (self->rows, self->work, &self->batch, error));
}

gboolean
tri_import_draft_tie (TriImportDraft *self, GError **error)
{
  return check_content (self, error) && tie_ends (self, error);
}

static gboolean
link_names (TriImportDraft *self, GError **error)
{
  static const char sql[] = "SELECT count (*) FROM work_registers WHERE work = ?";

  return tri_library_ask (self->library, sql, self->work, 0) == 0
         || tri_library_link_work (self->library, self->work, NULL, self->cancellable, error);
}

/* Names and dates are found while nobody sees the work yet: until then all of it can be taken
 * back. */
static gboolean
link_words (TriImportDraft *self, GError **error)
{
  if (!self->wants_link)
    return TRUE;
  return tri_batch_commit (&self->batch, error)
         && link_names (self, error)
         && tri_library_find_dates (self->library, self->work, NULL, self->cancellable, error)
         && tri_batch_begin (&self->batch, error);
}

/* That the work came, or that it got more texts, as an act of the reader. */
static TriJournal *
begin_act (TriImportDraft *self, GError **error)
{
  static const char sql[] = "SELECT uuid FROM works WHERE id = ?";
  gint64 work = self->target ? self->target : self->work;
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (TriJournal) journal = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  journal = tri_journal_begin (self->library, self->target ? "text.add" : "work.import", error);
  if (!journal
      || !tri_library_next (self->library, statement, error)
      || !tri_journal_watch (journal,
                             self->target ? TRI_JOURNAL_WORK_TEXTS : TRI_JOURNAL_IMPORTS,
                             tri_statement_get_text (statement, 0),
                             error))
    return NULL;
  return g_steal_pointer (&journal);
}

static gboolean
show_texts (TriImportDraft *self, const char *title, const char *kind, GError **error)
{
  g_autoptr (TriJournal) journal = self->is_act ? begin_act (self, error) : NULL;

  if (self->is_act && !journal)
    return FALSE;
  return (self->target ? move_to_target (self, error) : complete_work (self, title, kind, error))
         && (!journal || tri_journal_commit (journal, error));
}

gint64
tri_import_draft_finish (TriImportDraft *self, const char *title, const char *kind, GError **error)
{
  gboolean done = tri_import_draft_tie (self, error) && link_words (self, error);

  if (done && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    done = FALSE;
  if (done)
    done = show_texts (self, title, kind, error);
  if (!done || !tri_batch_commit (&self->batch, error))
    return 0;
  tri_import_drop_tables (self->library, NULL);
  return self->target ? self->target : self->work;
}

/**
 * tri_import_draft_abandon:
 *
 * Takes away all that was written. It can take as long as writing it did, and does not listen to
 * the cancellable.
 */
void
tri_import_draft_abandon (TriImportDraft *self)
{
  gboolean is_whole = self->batch.is_whole;

  tri_batch_clear (&self->batch);
  tri_library_set_cancellable (self->library, NULL);
  tri_import_drop_tables (self->library, NULL);
  if (is_whole)
    return;
  if (!tri_library_remove_work (self->library, self->work, NULL))
    g_debug ("What the import of “%s” wrote goes at the next opening", self->file_name);
}

/**
 * tri_library_recount_mentions:
 *
 * Counts, for each text of the work and each entity of its registers, and each that the reader
 * linked to, the mentions again.
 */
gboolean
tri_library_recount_mentions (TriLibrary *self, gint64 work, GError **error)
{
  static const char forget[] = "DELETE FROM mention_counts WHERE text IN"
                               " (SELECT id FROM texts WHERE work = ?)";
  static const char count[] = "INSERT INTO mention_counts (text, entity, n, first)"
                              " SELECT t.id, m.entity, count (*), min (m.ord)"
                              " FROM (SELECT e.id FROM work_registers w"
                              "  CROSS JOIN entities e ON e.register = w.register"
                              "  WHERE w.work = ?1"
                              "  UNION SELECT entity FROM mentions"
                              "  WHERE uuid > '' AND entity IS NOT NULL) e"
                              " CROSS JOIN texts t ON t.work = ?1"
                              " CROSS JOIN mentions m ON m.entity = e.id AND m.text = t.id"
                              " GROUP BY t.id, m.entity";
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);
  const char *const steps[] = { forget, count };

  if (!transaction)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self, steps[i], error);

      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, work);
      if (!tri_library_run (self, statement, error))
        return FALSE;
    }
  return tri_transaction_commit (g_steal_pointer (&transaction), error);
}
