/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"
#include "library/tri-checksum-vfs.h"
#include "library/tri-library-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* So many pages are copied between two looks at the cancellable: some milliseconds. */
#define PAGES_PER_STEP 256
/* What a backup leaves free on the disk. */
#define SPARE_BYTES (32 * 1024 * 1024)
#define USUAL_ROOM (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)
/* Copying is so much of the work; the rest is reading the copy. */
#define COPY_SHARE 0.5

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (code),
               _ ("The backup “%s” cannot be written: %s. Make room or choose another place, and "
                  "try again."),
               path,
               g_strerror (code));
  return FALSE;
}

gboolean
tri_backup_sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  return code == 0 || fail (path, code, error);
}

gboolean
tri_backup_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return tri_backup_sync_file (folder, error);
}

static gboolean
has_room (const char *path, guint64 bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *wanted = NULL;
  struct statvfs info;

  if (statvfs (folder, &info) != 0
      || (guint64) info.f_bavail * info.f_frsize >= bytes + SPARE_BYTES)
    return TRUE;
  wanted = g_format_size (bytes);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NO_SPACE,
               _ ("There is no room for a backup of %s in “%s”. Make room and try again."),
               wanted,
               folder);
  return FALSE;
}

static guint64
measure (TriLibrary *library)
{
  return (guint64) tri_library_ask (library,
                                    "SELECT page_count * page_size"
                                    " FROM pragma_page_count, pragma_page_size WHERE ?1 = 0",
                                    0,
                                    0);
}

static void
tell (const TriBackupOptions *options, double fraction)
{
  if (options->progress)
    options->progress (fraction, options->user_data);
}

static gboolean
copy_pages (sqlite3_backup *backup,
            const TriBackupOptions *options,
            GCancellable *cancellable,
            int *result,
            GError **error)
{
  do
    {
      int n = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      *result = sqlite3_backup_step (backup, PAGES_PER_STEP);
      n = sqlite3_backup_pagecount (backup);
      if (n > 0)
        tell (options, COPY_SHARE * (n - sqlite3_backup_remaining (backup)) / n);
      if (*result == SQLITE_BUSY || *result == SQLITE_LOCKED)
        g_usleep (1000);
    }
  while (*result == SQLITE_OK || *result == SQLITE_BUSY || *result == SQLITE_LOCKED);
  return TRUE;
}

static gboolean
fill_draft (TriLibrary *library,
            sqlite3 *draft,
            const TriBackupOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  /* A plain file when it is done, that can be read where nobody may write. */
  static const char plain[] = "PRAGMA journal_mode = DELETE";
  sqlite3_backup *backup = sqlite3_backup_init (draft, "main", library->db, "main");
  int result = SQLITE_ERROR;
  gboolean going;

  if (!backup)
    result = sqlite3_errcode (draft);
  going = !backup || copy_pages (backup, options, cancellable, &result, error);
  sqlite3_backup_finish (backup);
  if (!going)
    return FALSE;
  if (result == SQLITE_DONE)
    result = sqlite3_exec (draft, plain, NULL, NULL, NULL);
  else if (result == SQLITE_CORRUPT || result == SQLITE_NOTADB)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_DAMAGED,
                   _ ("The library “%s” is damaged, and no backup was made of it."),
                   library->path);
      return FALSE;
    }
  if (result == SQLITE_OK || result == SQLITE_DONE)
    return TRUE;
  return fail (sqlite3_db_filename (draft, "main"), result == SQLITE_FULL ? ENOSPC : EIO, error);
}

/* What the library says does not change for us while we read, however long it takes, and whoever
 * writes need not wait: they write behind what we see. */
static gboolean
copy_to_draft (TriLibrary *library,
               const char *draft,
               const TriBackupOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  static const char quick[] = "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE";
  int fd = g_open (draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  sqlite3 *db = NULL;
  gboolean copied;

  if (fd < 0)
    return fail (draft, errno, error);
  close (fd);
  if (sqlite3_open_v2 (draft, &db, flags, TRI_CHECKSUM_VFS) != SQLITE_OK
      || sqlite3_exec (db, quick, NULL, NULL, NULL) != SQLITE_OK)
    {
      sqlite3_close (db);
      return fail (draft, EIO, error);
    }
  copied = fill_draft (library, db, options, cancellable, error);
  if (sqlite3_close (db) != SQLITE_OK)
    g_warn_if_reached ();
  return copied;
}

static void
describe (TriLibrary *library, TriBackup *self)
{
  static const char works[] = "SELECT count (*) FROM works WHERE ?1 = 0 AND complete = 1"
                              " AND deleted IS NULL";
  static const char marks[] = "SELECT count (*) FROM bookmarks WHERE ?1 = 0 AND part_of = ''";
  static const char old_marks[] = "SELECT count (*) FROM bookmarks WHERE ?1 = 0";
  static const char version[] = "SELECT user_version FROM pragma_user_version WHERE ?1 = 0";

  self->version = (guint) tri_library_ask (library, version, 0, 0);
  self->n_works = (guint) tri_library_ask (library, works, 0, 0);
  self->n_marks = (guint) tri_library_ask (library, self->version < 5 ? old_marks : marks, 0, 0);
}

/* Numbers that a change moves, found without reading the tables. */
static char *
dup_state (TriLibrary *library)
{
  static const char sql[]
      = "SELECT format ('%d.%d %d.%d %d.%d %d.%d.%d %d %d %d %d %d %d',"
        " (SELECT count (*) FROM works), (SELECT max (modified) FROM works),"
        " (SELECT count (*) FROM texts), (SELECT max (modified) FROM texts),"
        " (SELECT max (id) FROM bookmarks), (SELECT max (modified) FROM bookmarks),"
        " (SELECT count (*) FROM journal), (SELECT max (id) FROM journal),"
        " (SELECT sum (undone) FROM journal),"
        " (SELECT max (id) FROM passages), (SELECT max (id) FROM links),"
        " (SELECT max (id) FROM mentions), (SELECT max (id) FROM entities),"
        " (SELECT max (id) FROM proposals), (SELECT max (modified) FROM places))";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement || !tri_library_next (library, statement, NULL))
    return NULL;
  return tri_statement_dup_text (statement, 0);
}

static gboolean
begin_reading (TriLibrary *library, GError **error)
{
  g_return_val_if_fail (library->depth == 0, FALSE);
  return tri_library_exec (library, "BEGIN; SELECT count (*) FROM settings", error);
}

/* SQLite's own files beside a draft that was given up. */
static void
remove_draft (const char *draft)
{
  g_autofree char *journal = g_strconcat (draft, "-journal", NULL);

  g_unlink (draft);
  g_unlink (journal);
}

gboolean
tri_backup_copy_as_is (TriLibrary *library,
                       const char *path,
                       const TriBackupOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *draft = g_strdup_printf ("%s.%d.part", path, (int) getpid ());
  gboolean copied;

  if (!begin_reading (library, error))
    return FALSE;
  copied = has_room (draft, measure (library), error)
           && copy_to_draft (library, draft, options, cancellable, error)
           && tri_backup_sync_file (draft, error);
  sqlite3_exec (library->db, "ROLLBACK", NULL, NULL, NULL);
  if (copied && g_rename (draft, path) != 0)
    copied = fail (path, errno, error);
  if (!copied)
    remove_draft (draft);
  return copied && tri_backup_sync_folder (path, error);
}

static gboolean
copy_and_describe (TriLibrary *library,
                   TriBackup *self,
                   const char *draft,
                   const TriBackupOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  gboolean copied;

  if (!begin_reading (library, error))
    return FALSE;
  copied = has_room (draft, measure (library), error)
           && copy_to_draft (library, draft, options, cancellable, error);
  describe (library, self);
  g_free (self->state);
  self->state = self->version >= 4 ? dup_state (library) : NULL;
  sqlite3_exec (library->db, "ROLLBACK", NULL, NULL, NULL);
  return copied;
}

/* The draft lies beside, so that renaming it is all that is left to do. */
gboolean
tri_backup_copy (TriLibrary *library,
                 TriBackup *self,
                 const char *path,
                 const TriBackupOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *draft = g_strdup_printf ("%s.%d.part", path, (int) getpid ());
  GStatBuf info;
  gboolean done;

  remove_draft (draft);
  done = copy_and_describe (library, self, draft, options, cancellable, error)
         && tri_backup_sync_file (draft, error)
         && (self->sha256 = tri_backup_sum_file (draft, cancellable, error)) != NULL
         && tri_backup_verify_file (draft, NULL, cancellable, error);
  if (done && g_stat (draft, &info) == 0)
    self->bytes = (guint64) info.st_size;
  if (done && g_rename (draft, path) != 0)
    done = fail (path, errno, error);
  if (!done)
    remove_draft (draft);
  tell (options, 1);
  return done && tri_backup_sync_folder (path, error);
}

/**
 * tri_backup_write:
 *
 * Copies the library into a file of the reader's choice.
 *
 * It gets its name when it is whole, on the disk and looked through. %TRI_ERROR_EXISTS when there
 * is a file of that name, %TRI_ERROR_DAMAGED when the library is not sound.
 */
gboolean
tri_backup_write (TriLibrary *library,
                  const char *path,
                  const TriBackupOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TriBackup) self = g_new0 (TriBackup, 1);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return tri_backup_copy (library, self, path, options, cancellable, error);
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_EXISTS,
               _ ("There is a file “%s” already. Choose another name."),
               path);
  return FALSE;
}

static int
lock_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, ".lock", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;
  fail (folder, errno, error);
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
name_and_copy (TriLibrary *library,
               TriBackup *self,
               const char *folder,
               const TriBackupOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) known = tri_backup_list (folder, library->path, error);
  g_autoptr (GPtrArray) old = NULL;
  g_autofree char *name = NULL;
  TriBackup *newest = NULL;

  if (!known)
    return FALSE;
  newest = known->len > 0 ? known->pdata[0] : NULL;
  self->number = newest ? newest->number + 1 : 1;
  name = tri_backup_dup_name (self);
  self->path = g_build_filename (folder, name, NULL);
  if (!tri_backup_copy (library, self, self->path, options, cancellable, error)
      || !tri_backup_save_manifest (self, self->path, error))
    return FALSE;
  g_ptr_array_insert (known, 0, self);
  old = tri_backup_choose_old (known, options->room ? options->room : USUAL_ROOM);
  for (guint i = 0; i < old->len; i++)
    tri_backup_delete (old->pdata[i]);
  g_ptr_array_steal_index (known, 0);
  return TRUE;
}

/**
 * tri_backup_make:
 * @library: a connection without a transaction
 *
 * Makes a backup in the folder, and takes those away that are not kept any more (see
 * tri_backup_choose_old()), but only when the new one is whole, on the disk and sound.
 *
 * Returns: (transfer full): the backup, %NULL with @error set
 */
TriBackup *
tri_backup_make (TriLibrary *library,
                 const TriBackupOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (TriBackup) self = g_new0 (TriBackup, 1);
  g_autofree char *folder = NULL;
  int lock = -1;
  gboolean made;

  folder = options->folder ? g_strdup (options->folder) : tri_backup_dup_folder ();
  self->library = tri_backup_dup_canonical (library->path);
  self->identity = tri_backup_dup_identity (library->path);
  self->reason = options->reason;
  self->made = options->now ? options->now : g_get_real_time () / G_USEC_PER_SEC;
  lock = lock_folder (folder, error);
  if (lock < 0)
    return NULL;
  made = name_and_copy (library, self, folder, options, cancellable, error);
  close (lock);
  return made ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_same_day (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) left = g_date_time_new_from_unix_local (a);
  g_autoptr (GDateTime) right = g_date_time_new_from_unix_local (b);

  return left
         && right
         && g_date_time_get_year (left) == g_date_time_get_year (right)
         && g_date_time_get_day_of_year (left) == g_date_time_get_day_of_year (right);
}

/**
 * tri_backup_is_due:
 *
 * One of another day counts, also of a day to come: a clock that went backwards stops no backups.
 *
 * Returns: whether a daily backup is to be made
 */
gboolean
tri_backup_is_due (TriLibrary *library, const TriBackupOptions *options)
{
  g_autoptr (GPtrArray) known = tri_backup_list (options->folder, library->path, NULL);
  gint64 now = options->now ? options->now : g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *state = NULL;
  TriBackup *newest = NULL;

  if (!known)
    return FALSE;
  if (known->len == 0)
    return TRUE;
  newest = known->pdata[0];
  if (is_same_day (newest->made, now))
    return FALSE;
  state = dup_state (library);
  return g_strcmp0 (state, newest->state) != 0;
}
