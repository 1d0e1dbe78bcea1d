/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-salvage-private.h"

#include "library/tri-backup-private.h"
#include "library/tri-import.h"
#include "library/tri-restore-private.h"
#include "library/tri-schema.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A damaged library is never mended in place: what can be read of it goes row by row into a new
 * file, with what the newest sound backup has of the rest. Only when that one is whole it takes the
 * place of the damaged one, which is kept beside it. */

static void
clear_table (gpointer data)
{
  g_free (((TriSalvageTable *) data)->name);
}

TriSalvageReport *
tri_salvage_report_new (void)
{
  TriSalvageReport *self = g_new0 (TriSalvageReport, 1);

  self->tables = g_array_new (FALSE, TRUE, sizeof (TriSalvageTable));
  g_array_set_clear_func (self->tables, clear_table);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tri_salvage_report_free (TriSalvageReport *self)
{
  g_array_unref (self->tables);
  g_ptr_array_unref (self->faults);
  g_free (self->backup);
  g_free (self->kept);
  g_free (self);
}

TriSalvageTable
tri_salvage_report_sum (const TriSalvageReport *self)
{
  TriSalvageTable sum = { NULL };

  for (guint i = 0; i < self->tables->len; i++)
    {
      const TriSalvageTable *table = &g_array_index (self->tables, TriSalvageTable, i);

      sum.n_read += table->n_read;
      sum.n_taken += table->n_taken;
      sum.n_lost += table->n_lost;
      sum.is_open |= table->is_open;
    }
  return sum;
}

/* --- The files that are worked with: nobody else knows them */

typedef struct
{
  char *draft;
  char *copy;
  char *backup;
} Files;

static void
files_init (Files *self, const char *path)
{
  self->draft = g_strdup_printf ("%s.%d.salvage", path, (int) getpid ());
  self->copy = g_strconcat (self->draft, "-damaged", NULL);
  self->backup = g_strconcat (self->draft, "-backup", NULL);
  tri_salvage_remove_file (self->draft);
}

static void
files_clear (Files *self)
{
  char *const names[] = { self->draft, self->copy, self->backup };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      tri_salvage_remove_file (names[i]);
      g_free (names[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Files, files_clear)

static void
tell (const TriSalvage *self, double fraction)
{
  if (self->options->progress)
    self->options->progress (fraction, self->options->user_data);
}

/* A copy of the newest sound backup, of today's version. That there is none is no failure. */
static TriLibrary *
open_backup (TriSalvage *self,
             const char *path,
             const char *copy,
             gboolean *is_same_version)
{
  g_autoptr (TriBackup) backup = tri_backup_find_good (self->options->folder,
                                                       path,
                                                       self->cancellable,
                                                       NULL);
  g_autoptr (GFile) from = backup ? g_file_new_for_path (backup->path) : NULL;
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  TriLibrary *library;

  tri_salvage_remove_file (copy);
  if (!backup || !g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL))
    return NULL;
  g_chmod (copy, 0600);
  library = tri_library_open (copy, TRI_LIBRARY_DRAFT, NULL);
  if (!library)
    return NULL;
  *is_same_version = backup->version == TRI_SCHEMA_VERSION;
  self->report->backup = g_strdup (backup->path);
  self->report->made = backup->made;
  return library;
}

static gboolean
check_version (TriSalvage *self, const char *path, GError **error)
{
  sqlite3_stmt *row = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (self->damaged, "PRAGMA user_version", -1, &row, NULL) == SQLITE_OK
      && sqlite3_step (row) == SQLITE_ROW)
    version = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  if (version == TRI_SCHEMA_VERSION)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("The damaged library “%s” was written by another version of Triptych, and "
                  "cannot be read row by row. Restore a backup."),
               path);
  return FALSE;
}

/* --- The new file */

static gboolean
attach_backup (TriSalvage *self, GError **error)
{
  char *sql;
  gboolean attached;

  if (!self->backup)
    return TRUE;
  sql = sqlite3_mprintf ("ATTACH %Q AS backup", self->backup->path);
  attached = tri_library_exec (self->draft, sql, error);
  sqlite3_free (sql);
  return attached;
}

static gboolean
fill (TriSalvage *self, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self->draft, error);

  return transaction
         && tri_salvage_copy_tables (self, error)
         && tri_salvage_mend (self, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* What rows say of each other is right only when all are there. */
static gboolean
fill_draft (TriSalvage *self, GError **error)
{
  static const char begin[] = "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF";
  static const char end[] = "PRAGMA foreign_keys = ON";

  sqlite3_db_config (self->draft->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  if (!tri_library_exec (self->draft, begin, error)
      || !attach_backup (self, error)
      || !fill (self, error))
    return FALSE;
  sqlite3_db_config (self->draft->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  return tri_library_exec (self->draft, end, error)
         && (!self->backup || tri_library_exec (self->draft, "DETACH backup", error));
}

/* The index of words, the rows and the counts are made anew. */
static gboolean
finish_draft (TriSalvage *self, GError **error)
{
  static const char settle[] = "PRAGMA wal_checkpoint (TRUNCATE)";
  GPtrArray *faults = tri_library_check (self->draft, TRUE, self->cancellable, error);

  if (!faults)
    return FALSE;
  g_ptr_array_unref (self->report->faults);
  self->report->faults = faults;
  tell (self, 0.95);
  return tri_library_exec (self->draft, settle, error);
}

static gboolean
make_draft (TriSalvage *self, const char *path, const Files *files, GError **error)
{
  g_autoptr (TriLibrary) backup = NULL;
  g_autoptr (TriLibrary) draft = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean is_same_version = FALSE;
  gboolean made;

  self->backup = backup = open_backup (self, path, files->backup, &is_same_version);
  tell (self, 0.05);
  self->damaged = tri_salvage_open_copy (path,
                                         files->copy,
                                         is_same_version ? backup : NULL,
                                         &failed);
  /* Then the backup is all there is. */
  if (!self->damaged && !backup)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  self->draft = draft = tri_library_open (files->draft, TRI_LIBRARY_READ_WRITE, error);
  made = draft
         && (!self->damaged || check_version (self, path, error))
         && fill_draft (self, error)
         && finish_draft (self, error);
  sqlite3_close (self->damaged);
  return made;
}

static gboolean
has_library (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_NOT_FOUND,
                   _ ("There is no library “%s”."),
                   path);
      return FALSE;
    }
  return tri_restore_wait_for_others (path, error);
}

/**
 * tri_salvage_library:
 * @path: the library; no connection of this process has it open
 * @report: what was read, and what was taken from the backup
 *
 * Rows that cannot be read are taken from the newest sound backup, where they were there; so are
 * marks, sheets, searches and passages that can be read and are not what was written. What was
 * deleted since the backup stays deleted, but where nobody can know it.
 */
gboolean
tri_salvage_library (const char *path,
                     const TriSalvageOptions *options,
                     TriSalvageReport *report,
                     GCancellable *cancellable,
                     GError **error)
{
  static const TriBackupOptions quiet = { .reason = TRI_BACKUP_RESTORE };
  g_auto (Files) files = { NULL };
  TriSalvage salvage = { NULL, NULL, NULL, report, options, cancellable };

  files_init (&files, path);
  if (!has_library (path, error) || !make_draft (&salvage, path, &files, error))
    return FALSE;
  if (options->dry_run)
    return TRUE;
  report->kept = tri_restore_dup_free_name (path, "damaged");
  return tri_backup_sync_file (files.draft,
                               error)
         && tri_restore_put_in_place (path,
                                      files.draft,
                                      report->kept,
                                      &quiet,
                                      cancellable,
                                      error);
}
