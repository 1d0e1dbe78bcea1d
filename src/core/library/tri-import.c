/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "formats/tri-register-table.h"
#include "library/tri-import-draft.h"
#include "library/tri-import-lock.h"
#include "library/tri-word-forms.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (65536);
  gssize n = 1;

  if (!stream)
    return NULL;
  while (n > 0)
    {
      n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 65536, cancellable, error);
      if (n > 0)
        g_checksum_update (checksum, buffer, n);
    }
  return n < 0 ? NULL : g_strdup (g_checksum_get_string (checksum));
}

/* The work a file is in: not one that was deleted or never finished. 0: none, or an error. */
static gint64
find_work_of (TriLibrary *self, const char *sha256, char **title, GError **error)
{
  static const char sql[] = "SELECT w.id, w.title FROM sources s JOIN texts t ON t.source = s.id"
                            " JOIN works w ON w.id = t.work"
                            " WHERE s.sha256 = ? AND w.complete = 1 AND w.deleted IS NULL LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, sha256);
  if (!tri_library_next (self, statement, error))
    return 0;
  *title = tri_statement_dup_text (statement, 1);
  return sqlite3_column_int64 (statement, 0);
}

static gboolean
check_is_new (TriLibrary *self,
              const char *path,
              const char *sha256,
              gint64 except,
              GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *title = NULL;
  GError *local = NULL;
  gint64 work = find_work_of (self, sha256, &title, &local);

  if (work != 0 && work != except)
    g_set_error (&local,
                 TRI_ERROR,
                 TRI_ERROR_EXISTS,
                 _ ("The file “%s” is in the library already, in “%s”. Import the text again to "
                    "replace it, or delete that work first."),
                 name,
                 title);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_library_find_file:
 * @path: a file, imported perhaps
 * @title: (out): the title of the work that holds it
 *
 * Returns: the work that a file of these very bytes was imported into; 0 for none, or with an error
 */
gint64
tri_library_find_file (TriLibrary *self,
                       const char *path,
                       char **title,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *sha256 = hash_file (path, cancellable, error);

  return sha256 ? find_work_of (self, sha256, title, error) : 0;
}

/* (transfer full): the SHA-256 of each file, none of which is there twice, or in another work of
 * the library than @except. */
static GStrv
hash_files (TriLibrary *self,
            const TriImportOptions *options,
            gint64 except,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < options->n_files; i++)
    {
      const char *path = options->files[i].path;
      g_autofree char *hash = hash_file (path, cancellable, error);

      if (!hash || !check_is_new (self, path, hash, except, error))
        return NULL;
      if (g_ptr_array_find_with_equal_func (hashes, hash, g_str_equal, NULL))
        {
          g_autofree char *name = g_filename_display_name (path);

          g_set_error (error,
                       TRI_ERROR,
                       TRI_ERROR_EXISTS,
                       _ ("The file “%s” was chosen twice. Choose it once."),
                       name);
          return NULL;
        }
      g_ptr_array_add (hashes, g_steal_pointer (&hash));
    }
  g_ptr_array_add (hashes, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&hashes), FALSE);
}

/* What the reader chose goes before what the file looks like. */
static const TriFormat *
choose_format (const TriImportFile *file, GError **error)
{
  const TriFormat *format = NULL;

  if (!file->format)
    return tri_formats_find (file->path, error);
  format = tri_formats_find_nick (file->format);
  if (!format)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("No format is called “%s”. Choose another one."),
                 file->format);
  return format;
}

static gboolean
read_file (TriImportDraft *draft,
           const TriImportFile *file,
           const char *sha256,
           GCancellable *cancellable,
           GError **error)
{
  const TriFormat *format = choose_format (file, error);
  g_autofree char *name = g_filename_display_basename (file->path);
  const TriSource source = { .path = file->path, .name = name, .lang = file->lang };

  if (!format || !tri_import_draft_begin_file (draft, file->path, format->nick, sha256, error))
    return FALSE;
  /* A file of several languages says which. */
  draft->lang_is_rest = file->lang_is_rest || (format->flags & TRI_FORMAT_UNITS);
  draft->has_units |= (format->flags & TRI_FORMAT_UNITS) != 0;
  draft->file_lang = file->lang;
  draft->file_title = file->title;
  draft->file_author = file->author;
  return format->read (&source, TRI_DRAFT (draft), cancellable, error);
}

/* A file that we wrote says which names were found in it: finding them again could undo what the
 * reader decided. */
static gboolean
wants_link (const TriImportOptions *options, const TriImportDraft *draft, gint64 reg)
{
  gboolean is_whole_work = draft->kind && options->n_files == 1 && !options->work;

  return options->link && (!is_whole_work || reg || options->register_id);
}

static gboolean
read_all (TriImportDraft *draft,
          const TriImportOptions *options,
          GStrv hashes,
          GCancellable *cancellable,
          GError **error)
{
  draft->n_files = options->n_files;
  draft->tie = options->tie;
  draft->included = options->included;
  draft->progress = options->progress;
  draft->progress_data = options->user_data;
  for (guint i = 0; i < options->n_files; i++)
    {
      if (options->file_begun)
        options->file_begun (i, options->user_data);
      if (!read_file (draft, &options->files[i], hashes[i], cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_import_draft_read (TriImportDraft *self,
                       const TriImportOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (GStrv) hashes = hash_files (self->library, options, self->target, cancellable, error);

  return hashes && read_all (self, options, hashes, cancellable, error);
}

static gint64
read_files (TriImportDraft *draft,
            const TriImportOptions *options,
            gint64 reg,
            GStrv hashes,
            GCancellable *cancellable,
            GError **error)
{
  if (!read_all (draft, options, hashes, cancellable, error))
    return 0;
  draft->wants_link = !options->work && wants_link (options, draft, reg);
  return tri_import_draft_finish (draft, options->title, options->kind, error);
}

void
tri_import_draft_add_registers_of (TriImportDraft *draft, gint64 work)
{
  static const char sql[] = "SELECT register FROM work_registers WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (draft->library, sql, NULL);

  if (!statement)
    return;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (draft->library, statement, NULL))
    tri_import_draft_add_register (draft, sqlite3_column_int64 (statement, 0));
}

/* The names and dates in a work that got more texts: those are in it now, so this is not
 * cancelled. */
static gboolean
link_words (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT count (*) FROM work_registers WHERE work = ?";

  tri_library_set_cancellable (self, NULL);
  if (tri_library_ask (self, sql, work, 0) > 0
      && !tri_library_link_work (self, work, NULL, NULL, error))
    return FALSE;
  return tri_library_find_dates (self, work, NULL, NULL, error);
}

/* The work is there; what is not counted now is counted from the library. */
static void
write_words (TriImportDraft *draft)
{
  g_autoptr (GError) error = NULL;

  if (!tri_import_write_words (draft, &error))
    g_debug ("writing words: %s", error->message);
}

static gint64
import_texts (TriLibrary *self,
              const TriImportOptions *options,
              gint64 reg,
              gboolean is_whole,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (GStrv) hashes = hash_files (self, options, 0, cancellable, error);
  g_autoptr (TriImportDraft) draft = NULL;
  gint64 work;

  if (!hashes)
    return 0;
  draft = tri_import_draft_new (self, options->work, is_whole, cancellable, error);
  if (!draft)
    return 0;
  draft->counts_words = !is_whole;
  draft->is_act = options->is_act;
  if (options->register_id)
    tri_import_draft_add_register (draft, options->register_id);
  if (reg && reg != options->register_id)
    tri_import_draft_add_register (draft, reg);
  if (options->work)
    tri_import_draft_add_registers_of (draft, options->work);
  work = read_files (draft, options, reg, hashes, cancellable, error);
  if (options->report)
    *options->report = draft->report;
  if (work == 0)
    tri_import_draft_abandon (draft);
  else
    write_words (draft);
  if (options->kind_is_open)
    *options->kind_is_open = !options->work && tri_import_draft_is_kind_open (draft, options->kind);
  if (work && options->work && options->link && !link_words (self, work, error))
    return 0;
  return work;
}

static gint64
find_register (TriLibrary *self, const char *sha256)
{
  static const char sql[] = "SELECT r.id FROM registers r JOIN sources s ON s.id = r.source"
                            " WHERE s.sha256 = ? AND r.deleted IS NULL LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, sha256);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

static gboolean
read_table (TriImportDraft *draft,
            const char *path,
            const char *sha256,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TriTable) table = tri_table_new ();
  g_autofree char *name = g_filename_display_basename (path);
  const TriSource source = { path, name, NULL };
  const TriTableOptions options = { NULL, -1, NULL };

  return tri_import_draft_begin_file (draft, path, "table", sha256, error)
         && tri_table_read (table, &source, &options, TRI_DRAFT (draft), cancellable, error);
}

/* A draft without a work: only entities, in one transaction. */
static gint64
read_register (TriLibrary *self,
               const char *path,
               const char *sha256,
               GCancellable *cancellable,
               GError **error)
{
  const TriImportFile file = { path, NULL, NULL, NULL };
  g_autoptr (TriImportDraft) draft = tri_import_draft_new_register (self, cancellable, error);
  gint64 reg;

  if (!draft
      || !(tri_table_is_name (path) ? read_table (draft, path, sha256, cancellable, error)
                                    : read_file (draft, &file, sha256, cancellable, error)))
    return 0;
  reg = draft->own_register;
  if (reg == 0)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("“%s” lists no persons, places, organisations, works or "
                      "events. Choose a file that does."),
                   draft->file_name);
      return 0;
    }
  return tri_batch_commit (&draft->batch, error) ? reg : 0;
}

static gint64
get_register (TriLibrary *self,
              const char *path,
              gboolean *is_new,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *sha256 = hash_file (path, cancellable, error);
  gint64 known;

  if (!sha256)
    return 0;
  known = find_register (self, sha256);
  *is_new = known == 0;
  return known ? known : read_register (self, path, sha256, cancellable, error);
}

/* A register that came for an import that failed. */
static void
forget_register (TriLibrary *self, gint64 reg)
{
  static const char sql[] = "DELETE FROM registers WHERE id = ?1 AND id NOT IN"
                            " (SELECT register FROM work_registers)";
  static const char sources[] = "DELETE FROM sources WHERE id NOT IN"
                                " (SELECT source FROM texts WHERE source IS NOT NULL UNION ALL"
                                "  SELECT source FROM registers WHERE source IS NOT NULL)";
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, NULL);
  g_autoptr (TriStatement) statement = NULL;

  if (!transaction || !(statement = tri_library_prepare (self, sql, NULL)))
    return;
  sqlite3_bind_int64 (statement, 1, reg);
  if (tri_library_run (self, statement, NULL) && tri_library_exec (self, sources, NULL))
    tri_transaction_commit (g_steal_pointer (&transaction), NULL);
}

static gint64
import_under_lock (TriLibrary *self,
                   const TriImportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  gboolean is_new = FALSE;
  gint64 reg = 0;
  gint64 work;

  if (options->register_path)
    reg = get_register (self, options->register_path, &is_new, cancellable, error);
  if (options->register_path && reg == 0)
    return 0;
  work = import_texts (self, options, reg, FALSE, cancellable, error);
  tri_library_set_cancellable (self, NULL);
  if (work == 0 && is_new)
    forget_register (self, reg);
  if (work && options->progress)
    options->progress (1, options->user_data);
  return work;
}

/**
 * tri_library_import:
 *
 * Reads files into the library, as the texts of one work.
 *
 * It writes in short transactions under a work that nobody sees before it is complete; between
 * them others write. An error, or cancelling (%G_IO_ERROR_CANCELLED), takes all of it away again. A
 * file that is in the library already, by its SHA-256, is %TRI_ERROR_EXISTS.
 *
 * Returns: the row of the work, 0 on error
 */
gint64
tri_library_import (TriLibrary *self,
                    const TriImportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;
  g_autoptr (GError) uncounted = NULL;
  gint64 work;

  g_return_val_if_fail (options->n_files > 0, 0);

  /* What an import left behind that was cut off: its files can be imported again. */
  if (!tri_library_sweep (self, error))
    return 0;
  if (!tri_import_lock_share (&lock, self->path, error))
    return 0;
  tri_library_set_cancellable (self, cancellable);
  work = import_under_lock (self, options, cancellable, error);
  /* The work is there; what is not counted now is counted when the library is opened again. */
  if (work != 0 && !tri_library_count_words (self, cancellable, &uncounted))
    g_debug ("counting words: %s", uncounted->message);
  tri_library_set_cancellable (self, NULL);
  return work;
}

/**
 * tri_library_import_register:
 *
 * Stores the register in a TEI file, unless the library has this very file.
 *
 * Returns: the row of the register, 0 on error
 */
gint64
tri_library_import_register (TriLibrary *self,
                             const char *path,
                             GCancellable *cancellable,
                             GError **error)
{
  gboolean is_new;

  return get_register (self, path, &is_new, cancellable, error);
}

static gboolean
add_bundled_files (TriLibrary *self, const char *data_dir, GError **error)
{
  g_autofree char *text = g_build_filename (data_dir, "library", "victor-serge.xml", NULL);
  g_autofree char *reg = g_build_filename (data_dir, "register", "victor-serge.xml", NULL);
  const TriImportFile file = { text, NULL, NULL, NULL };
  TriImportOptions options = { &file, 1 };

  options.kind = "translations";
  options.register_id = tri_library_import_register (self, reg, NULL, error);
  if (options.register_id == 0)
    return FALSE;
  return import_texts (self, &options, 0, TRUE, NULL, error) != 0
         && tri_library_set_setting (self, "bundled", "1", error);
}

/**
 * tri_library_add_bundled:
 * @data_dir: holds library/victor-serge.xml and register/victor-serge.xml
 *
 * Puts the bundled work and its register into a library that never had them: in one transaction.
 * Once the reader deleted it, it stays deleted.
 */
gboolean
tri_library_add_bundled (TriLibrary *self, const char *data_dir, GError **error)
{
  g_autofree char *bundled = tri_library_dup_setting (self, "bundled");
  g_autoptr (TriTransaction) transaction = NULL;

  if (bundled)
    return TRUE;
  transaction = tri_library_begin (self, error);
  if (!transaction)
    return FALSE;
  /* Another process may have been quicker. */
  bundled = tri_library_dup_setting (self, "bundled");
  return (bundled || add_bundled_files (self, data_dir, error))
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}
