/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-salvage-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat.html#the_database_header */
#define OFFSET_PAGE_SIZE 16
#define OFFSET_PAGES 28
#define OFFSET_FREE 32

void
tri_salvage_remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

static gboolean
copy_all (const char *path, const char *copy, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *copied_log = g_strconcat (copy, "-wal", NULL);

  tri_salvage_remove_file (copy);
  return copy_file (path,
                    copy,
                    error)
         && (!g_file_test (log, G_FILE_TEST_EXISTS) || copy_file (log, copied_log, error));
}

static gboolean
is_readable (sqlite3 *db)
{
  static const char sql[] = "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name IN"
                            " ('settings', 'works', 'texts', 'passages', 'links', 'entities',"
                            " 'mentions', 'bookmarks', 'journal', 'sheets')";
  sqlite3_stmt *statement = NULL;
  gboolean is_sound = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
                      && sqlite3_step (statement) == SQLITE_ROW
                      && sqlite3_column_int (statement, 0) == 10;

  sqlite3_finalize (statement);
  return is_sound;
}

/* Without the layer of the sums: they say nothing that is not known. */
static sqlite3 *
open_copy (const char *copy)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (copy, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
      && sqlite3_exec (db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL) == SQLITE_OK
      && is_readable (db))
    return db;
  sqlite3_close (db);
  return NULL;
}

/* --- The first page, and the others that say which tables there are */

static void
put_u32 (guint8 *header, guint offset, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    header[offset + i] = (guint8) (value >> (24 - 8 * i));
}

static gboolean
copy_page (int from, int to, guint size, gint64 page)
{
  g_autofree guint8 *bytes = g_malloc (size);
  off_t at = (off_t) (page - 1) * size;
  off_t end = lseek (to, 0, SEEK_END);

  if (pread (from, bytes, size, at) != (gssize) size)
    return FALSE;
  /* How long the file is it says itself; no page of it is free. */
  if (page == 1)
    {
      put_u32 (bytes, OFFSET_PAGES, (guint32) (end / size));
      put_u32 (bytes, OFFSET_FREE, 0);
      put_u32 (bytes, OFFSET_FREE + 4, 0);
    }
  return pwrite (to, bytes, size, at) == (gssize) size;
}

/* A backup is a copy page by page: its tables begin where those of the library do. */
static gboolean
copy_schema (TriLibrary *backup, int from, int to)
{
  static const char sql[] = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'";
  g_autoptr (TriStatement) statement = tri_library_prepare (backup, sql, NULL);
  guint8 size[2];
  guint page_size;
  gboolean copied = statement && pread (from, size, 2, OFFSET_PAGE_SIZE) == 2;

  if (!copied)
    return FALSE;
  page_size = (guint) size[0] << 8 | size[1];
  page_size = page_size == 1 ? 65536 : page_size;
  while (copied && tri_library_next (backup, statement, NULL))
    copied = copy_page (from, to, page_size, sqlite3_column_int64 (statement, 0));
  return copied;
}

static gboolean
patch (const char *copy, TriLibrary *backup)
{
  int from = g_open (backup->path, O_RDONLY | O_CLOEXEC, 0);
  int to = g_open (copy, O_RDWR | O_CLOEXEC, 0);
  gboolean patched = from >= 0 && to >= 0 && copy_schema (backup, from, to);

  if (from >= 0)
    close (from);
  if (to >= 0)
    close (to);
  return patched;
}

static void
remove_log (const char *copy)
{
  g_autofree char *log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *index = g_strconcat (copy, "-shm", NULL);

  g_unlink (log);
  g_unlink (index);
}

/* As it is; with the first pages of the backup; and without a log that makes it worse. */
sqlite3 *
tri_salvage_open_copy (const char *path, const char *copy, TriLibrary *backup, GError **error)
{
  sqlite3 *db;

  for (guint i = 0; i < 4; i++)
    {
      if (!copy_all (path, copy, error))
        return NULL;
      if (i & 1)
        {
          if (!backup || !patch (copy, backup))
            continue;
        }
      if (i & 2)
        remove_log (copy);
      if ((db = open_copy (copy)))
        return db;
    }
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_DAMAGED,
               _ ("Nothing of the library “%s” can be read."),
               path);
  return NULL;
}
