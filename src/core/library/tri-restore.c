/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-restore-private.h"

#include "library/tri-backup-private.h"
#include "library/tri-checksum-vfs.h"
#include "library/tri-library-private.h"
#include "library/tri-open-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A library that can be opened is not exchanged as a file: its pages are written anew, all in one
 * transaction. So other windows and processes that have it open go on with what is in it then, as
 * after any other change, and whoever kills us in between leaves what was there before. Only where
 * SQLite refuses the file, so that nobody can work with it, another file gets its name. */

#define WAIT_US (10 * G_USEC_PER_SEC)
#define LOOK_US 20000

/* https://www.sqlite.org/src/file/src/os.h: where SQLite has its locks. */
#define LOCK_BYTES_AT 0x40000000
#define N_LOCK_BYTES 512

char *
tri_restore_dup_free_name (const char *path, const char *word)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (path, '.');
  gsize stem = dot && (!slash || dot > slash + 1) ? (gsize) (dot - path) : strlen (path);

  for (guint i = 1;; i++)
    {
      g_autofree char *count = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      char *name = g_strdup_printf ("%.*s.%s-%s%s%s",
                                    (int) stem,
                                    path,
                                    word,
                                    day,
                                    count,
                                    path + stem);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return name;
      g_free (name);
    }
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (code),
               _ ("The library “%s” cannot be restored: %s. It is as it was."),
               path,
               g_strerror (code));
  return FALSE;
}

static gboolean
fail_busy (const char *path, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_BUSY,
               _ ("The library “%s” is in use. Close the other windows and programs that show it, "
                  "and try again. It is as it was."),
               path);
  return FALSE;
}

static gboolean
is_locked (const char *path)
{
  struct flock lock = { .l_type = F_WRLCK,
                        .l_whence = SEEK_SET,
                        .l_start = LOCK_BYTES_AT,
                        .l_len = N_LOCK_BYTES };
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean locked = fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

  if (fd >= 0)
    close (fd);
  return locked;
}

gboolean
tri_restore_wait_for_others (const char *path, GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean ours;

  tri_open_files_lock ();
  ours = tri_open_files_has (path);
  tri_open_files_unlock ();
  if (ours)
    return fail_busy (path, error);
  while (is_locked (path))
    {
      if (g_get_monotonic_time () - begun > WAIT_US)
        return fail_busy (path, error);
      g_usleep (LOOK_US);
    }
  return TRUE;
}

/* Its log goes first, or SQLite would play it into the new file. */
static gboolean
move_log (const char *path, const char *kept)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *kept_log = g_strconcat (kept, "-wal", NULL);

  g_unlink (index);
  return g_rename (log, kept_log) == 0 || errno == ENOENT;
}

/* A second name, so that there is a file of the first one all the time; a copy where the disk knows
 * no second names. */
static gboolean
keep_file (const char *path, const char *kept)
{
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (kept);

  return link (path, kept) == 0
         || errno == ENOENT
         || g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL);
}

/* Puts the file @draft in the place of a damaged one, which gets the name @kept. */
static gboolean
exchange (const char *path, const char *draft, const char *kept, GError **error)
{
  if (!tri_restore_wait_for_others (path, error))
    return FALSE;
  if (!move_log (path, kept) || !keep_file (path, kept) || g_rename (draft, path) != 0)
    return fail (path, errno, error);
  return tri_backup_sync_folder (path, error);
}

static gboolean
check_source (const char *path, const char *from, GError **error)
{
  GStatBuf there, here;

  if (g_stat (from, &there) != 0)
    return fail (path, errno, error);
  if (g_stat (path, &here) != 0 || here.st_dev != there.st_dev || here.st_ino != there.st_ino)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_EXISTS,
               _ ("“%s” is the library itself. Choose a backup."),
               from);
  return FALSE;
}

/* One with a log is in use, or was left in the middle of something: its log belongs to it. */
static TriLibrary *
open_source (const char *from, GError **error)
{
  g_autofree char *log = g_strconcat (from, "-wal", NULL);
  gboolean used = g_file_test (log, G_FILE_TEST_EXISTS);

  return tri_library_open (from, used ? TRI_LIBRARY_READ_ONLY : TRI_LIBRARY_LOOK, error);
}

static gboolean
bring_up_to_date (const char *draft, GError **error)
{
  g_autoptr (TriLibrary) library = tri_library_open (draft, TRI_LIBRARY_DRAFT, error);

  if (!library || !tri_library_exec (library, "PRAGMA journal_mode = WAL", error))
    return FALSE;
  g_clear_object (&library);
  return tri_backup_sync_file (draft, error);
}

/* What is to be the library, beside it: sound, and of today's version. */
static gboolean
make_draft (const char *draft,
            const char *from,
            const char *sha256,
            const TriBackupOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TriBackup) copy = g_new0 (TriBackup, 1);
  g_autoptr (TriLibrary) source = NULL;

  if (sha256 && !tri_backup_verify_file (from, sha256, cancellable, error))
    return FALSE;
  source = open_source (from, error);
  return source
         && tri_backup_copy (source, copy, draft, options, cancellable, error)
         && bring_up_to_date (draft, error);
}

static int
copy_all_pages (TriLibrary *library, sqlite3 *source, GCancellable *cancellable)
{
  sqlite3_backup *backup = sqlite3_backup_init (library->db, "main", source, "main");
  gint64 begun = g_get_monotonic_time ();
  int result = SQLITE_ERROR;

  if (!backup)
    return sqlite3_errcode (library->db);
  do
    {
      result = sqlite3_backup_step (backup, -1);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        g_usleep (LOOK_US);
    }
  while ((result == SQLITE_BUSY || result == SQLITE_LOCKED)
         && g_get_monotonic_time () - begun < WAIT_US
         && !g_cancellable_is_cancelled (cancellable));
  return sqlite3_backup_finish (backup) == SQLITE_OK && result == SQLITE_DONE ? SQLITE_OK : result;
}

/* FALSE without @error when SQLite cannot work with what is there. */
static gboolean
write_pages (TriLibrary *library, const char *draft, GCancellable *cancellable, GError **error)
{
  sqlite3 *source = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int result = sqlite3_open_v2 (draft, &source, flags, TRI_CHECKSUM_VFS);

  if (result == SQLITE_OK)
    result = copy_all_pages (library, source, cancellable);
  sqlite3_close (source);
  if (result != SQLITE_OK && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
    return fail_busy (library->path, error);
  if (result == SQLITE_FULL)
    return fail (library->path, ENOSPC, error);
  if (result == SQLITE_OK)
    sqlite3_wal_checkpoint_v2 (library->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return result == SQLITE_OK;
}

/* In the place of one that can be opened. */
static gboolean
restore_over (const char *path,
              const char *draft,
              const char *kept,
              const TriBackupOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &failed);
  TriBackupOptions quiet = *options;

  quiet.progress = NULL;
  if (library && tri_backup_copy_as_is (library, kept, &quiet, cancellable, &failed))
    {
      if (write_pages (library, draft, cancellable, &failed))
        return TRUE;
      g_unlink (kept);
    }
  if (!failed || g_error_matches (failed, TRI_ERROR, TRI_ERROR_DAMAGED)
      || g_error_matches (failed, TRI_ERROR, TRI_ERROR_NOT_LIBRARY)
      || g_error_matches (failed, TRI_ERROR, TRI_ERROR_NEWER))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
tri_restore_put_in_place (const char *path,
                          const char *draft,
                          const char *kept,
                          const TriBackupOptions *options,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && restore_over (path, draft, kept, options, cancellable, &failed))
    return TRUE;
  if (!failed)
    return exchange (path, draft, kept, error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_restore_library:
 * @path: the library; it may be damaged, or not be there
 * @from: a backup, or any library file, also of an older version
 * @sha256: (nullable): the sum of that file
 * @options: the progress is told
 *
 * First looks through what is to be restored. Whatever happens in between, also a kill, what is at
 * @path afterwards is the old library or the new one.
 *
 * Returns: (transfer full): the name that what was there has now
 */
char *
tri_restore_library (const char *path,
                     const char *from,
                     const char *sha256,
                     const TriBackupOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *draft = g_strdup_printf ("%s.%d.restore", path, (int) getpid ());
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kept = NULL;
  gboolean existed = g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean restored;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (path, errno, error);
      return NULL;
    }
  kept = tri_restore_dup_free_name (path, "before-restore");
  restored = check_source (path, from, error)
             && make_draft (draft, from, sha256, options, cancellable, error)
             && tri_restore_put_in_place (path, draft, kept, options, cancellable, error);
  g_unlink (draft);
  if (!restored)
    return NULL;
  return existed ? g_steal_pointer (&kept) : g_strdup ("");
}
