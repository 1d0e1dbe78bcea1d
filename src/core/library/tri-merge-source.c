/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* The other library is read from a copy: so it is never written, what its log says counts, an older
 * version can be brought up to date, and nobody who works with it is kept waiting. */

/* Pages copied between two looks at the cancellable. */
#define PAGES_PER_STEP 1024

static gboolean
fail_to_read (const char *path, const char *why, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_FAILED,
               _ ("The library “%s” cannot be read: %s"),
               path,
               why);
  return FALSE;
}

static gboolean
is_same_file (const char *path, const char *other)
{
  GStatBuf left;
  GStatBuf right;

  return g_stat (path,
                 &left)
             == 0
         && g_stat (other, &right) == 0
         && left.st_dev == right.st_dev
         && left.st_ino == right.st_ino;
}

static gboolean
check_file (TriLibrary *library, const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return fail_to_read (path, g_strerror (errno), error);
  if (is_same_file (library->path, path))
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_FAILED,
                   _ ("“%s” is this library itself. Choose the library of the other computer."),
                   path);
      return FALSE;
    }
  if (S_ISREG (info.st_mode))
    return TRUE;
  return fail_to_read (path, _ ("it is not a file"), error);
}

/* With a log somebody has the library open, or died with it open: then it is read with locks. Else
 * the file tells everything, and nothing is put beside it. */
static sqlite3 *
open_original (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  gboolean has_log = g_file_test (log, G_FILE_TEST_EXISTS);
  const char *how = has_log ? "mode=ro" : "immutable=1";
  g_autofree char *uri = g_strdup_printf ("file:%s?%s", escaped, how);
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, 10000);
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
  return db;
}

static int
copy_pages (sqlite3 *from, sqlite3 *to, GCancellable *cancellable)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int result = backup ? SQLITE_OK : sqlite3_errcode (to);

  while (backup && (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED))
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      result = sqlite3_backup_step (backup, PAGES_PER_STEP);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        sqlite3_sleep (10);
    }
  if (backup)
    sqlite3_backup_finish (backup);
  return result;
}

static gboolean
copy_library (const char *path, const char *copy, GCancellable *cancellable, GError **error)
{
  sqlite3 *from = open_original (path);
  sqlite3 *to = NULL;
  int result = from ? sqlite3_errcode (from) : SQLITE_NOMEM;
  g_autofree char *why = NULL;

  if (result == SQLITE_OK)
    result = sqlite3_open_v2 (copy, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  /* A copy that a power cut takes away is no loss. */
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = copy_pages (from, to, cancellable);
  why = g_strdup (sqlite3_errstr (result));
  sqlite3_close (to);
  sqlite3_close (from);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return result == SQLITE_DONE || fail_to_read (path, why, error);
}

/* The words speak of the file that was chosen. */
static void
rename_in_error (GError *error, const char *copy, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (error->message, copy, -1);

  g_free (error->message);
  error->message = g_strjoinv (path, parts);
}

static gboolean
check_copy (TriLibrary *source, GError **error)
{
  g_autoptr (TriStatement) statement = NULL;

  statement = tri_library_prepare (source, "PRAGMA quick_check (1)", error);
  if (!statement || !tri_library_next (source, statement, error))
    return FALSE;
  if (g_str_equal (tri_statement_get_text (statement, 0), "ok"))
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_DAMAGED,
               _ ("The library “%s” is damaged. Nothing was merged."),
               source->path);
  return FALSE;
}

static TriLibrary *
open_copy (const char *copy, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriLibrary) source = tri_library_open (copy, TRI_LIBRARY_READ_WRITE, error);

  if (!source)
    return NULL;
  if (!tri_library_exec (source, "PRAGMA synchronous = OFF", error))
    return NULL;
  tri_library_set_cancellable (source, cancellable);
  return check_copy (source, error) ? g_steal_pointer (&source) : NULL;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static char *
make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "triptych", NULL);
  g_autofree char *folder = g_build_filename (parent, "merge-XXXXXX", NULL);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp_full (folder, 0700))
    return g_steal_pointer (&folder);
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (errno),
               _ ("No folder can be made in “%s”: %s"),
               parent,
               g_strerror (errno));
  return NULL;
}

/**
 * tri_merge_source_open:
 * @folder: (out): what tri_merge_source_close() is to take away
 *
 * Returns: (transfer full): a copy of the library at @path, of the version of this program
 */
TriLibrary *
tri_merge_source_open (TriLibrary *library,
                       const char *path,
                       char **folder,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *made = check_file (library, path, error) ? make_folder (error) : NULL;
  g_autofree char *copy = made ? g_build_filename (made, "library.db", NULL) : NULL;
  GError *local = NULL;
  TriLibrary *source = NULL;

  if (!made)
    return NULL;
  if (copy_library (path, copy, cancellable, &local))
    source = open_copy (copy, cancellable, &local);
  if (!source)
    {
      rename_in_error (local, copy, path);
      g_propagate_error (error, local);
      remove_folder (made);
      return NULL;
    }
  *folder = g_steal_pointer (&made);
  return source;
}

void
tri_merge_source_close (TriLibrary *source, char *folder)
{
  g_clear_object (&source);
  remove_folder (folder);
  g_free (folder);
}
