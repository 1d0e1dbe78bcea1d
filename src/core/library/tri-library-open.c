/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"
#include "library/tri-checksum-vfs.h"
#include "library/tri-library-private.h"
#include "library/tri-open-files.h"
#include "library/tri-schema.h"
#include "library/tri-tokenizer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define HEADER_SIZE 100
#define BUSY_TIMEOUT_US (10 * G_USEC_PER_SEC)
/* Shorter than the time for which a long job leaves the library to others (TRI_BATCH_GAP_US): who
 * waits for it finds the gap. SQLite's own handler sleeps up to 100 ms and misses dozens. */
#define BUSY_LOOK_US 300

/* Where SQLite's file format keeps things:
   https://www.sqlite.org/fileformat.html#the_database_header */
#define OFFSET_PAGE_SIZE 16
#define OFFSET_CHANGES 24
#define OFFSET_PAGES 28
#define OFFSET_USER_VERSION 60
#define OFFSET_APPLICATION_ID 68
#define OFFSET_VALID_FOR 92

static gboolean
refuse (TriLibrary *self, TriError code, GError **error)
{
  const char *format;

  if (code == TRI_ERROR_NOT_LIBRARY)
    format = _ ("“%s” is not a Triptych library. Choose another file, or move it away to start a "
                "new library there.");
  else if (code == TRI_ERROR_NEWER)
    format = _ ("The library “%s” was written by a newer version of Triptych. Update the program, "
                "or open another library.");
  else
    format = _ ("The library “%s” is damaged. Put a backup in its place, or open another library.");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TRI_ERROR, code, format, self->path);
#pragma GCC diagnostic pop
  return FALSE;
}

static guint32
get_u32 (const guint8 *header, guint offset)
{
  return (guint32) header[offset] << 24
         | (guint32) header[offset + 1] << 16
         | (guint32) header[offset + 2] << 8
         | header[offset + 3];
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return g_file_test (log, G_FILE_TEST_EXISTS);
}

/* A file cut off by a full disk or a broken copy. */
static gboolean
is_whole (const guint8 *header, goffset size)
{
  guint page_size = (guint) header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];

  if (page_size == 1)
    page_size = 65536;
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    return FALSE;
  if (get_u32 (header, OFFSET_CHANGES) != get_u32 (header, OFFSET_VALID_FOR))
    return TRUE;
  return size >= (goffset) get_u32 (header, OFFSET_PAGES) * page_size;
}

/* Looks at the first bytes before SQLite does: SQLite may write to a file it opens. */
static gboolean
check_header (TriLibrary *self, GError **error)
{
  static const char magic[] = "SQLite format 3";
  guint8 header[HEADER_SIZE] = { 0 };
  GStatBuf info;
  gssize n;
  /* A pipe would wait for somebody to write. */
  int fd = g_open (self->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      int saved = errno;

      if (fd >= 0)
        close (fd);
      g_set_error (error,
                   G_IO_ERROR,
                   (int) g_io_error_from_errno (saved),
                   _ ("The library “%s” cannot be opened: %s"),
                   self->path,
                   g_strerror (saved));
      return FALSE;
    }
  n = S_ISREG (info.st_mode) ? read (fd, header, sizeof header) : 0;
  close (fd);
  if (n < HEADER_SIZE || memcmp (header, magic, sizeof magic) != 0)
    return refuse (self, TRI_ERROR_NOT_LIBRARY, error);
  if (get_u32 (header, OFFSET_APPLICATION_ID) != TRI_SCHEMA_APPLICATION_ID)
    return refuse (self, TRI_ERROR_NOT_LIBRARY, error);
  if (get_u32 (header, OFFSET_USER_VERSION) > TRI_SCHEMA_VERSION)
    return refuse (self, TRI_ERROR_NEWER, error);
  /* Moving the log into the file may have stopped half-way, at a full disk or a power cut: then the
   * first page counts pages that only the log has, and SQLite goes on from there. */
  return is_whole (header, info.st_size)
         || has_log (self->path)
         || refuse (self, TRI_ERROR_DAMAGED, error);
}

static gint64
get_pragma (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 value = -1;

  if (sqlite3_prepare_v2 (db,
                          sql,
                          -1,
                          &statement,
                          NULL)
          == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

/* Whether the schema can be read, and is one of ours as far as its tables go. */
static gboolean
is_schema_sound (sqlite3 *db)
{
  static const char check[] = "PRAGMA quick_check (sqlite_schema)";
  static const char count[] = "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name "
                              "IN ("
                              "'settings', 'works', 'texts', 'passages', 'passages_fts', 'links',"
                              "'row_blocks', 'entities', 'mentions', 'bookmarks', 'journal')";
  sqlite3_stmt *statement = NULL;
  gboolean sound;

  if (sqlite3_prepare_v2 (db, check, -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  sound = sqlite3_step (statement) == SQLITE_ROW
          && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  return sound && get_pragma (db, count) == 11;
}

/* Counting its memory costs SQLite a lock at every allocation, and nobody asks. It can be told only
 * before its first use; should somebody have used it already, it counts. */
static void
configure_sqlite (void)
{
  static gsize configured = 0;

  if (g_once_init_enter (&configured))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      tri_tokenizer_install ();
      g_once_init_leave (&configured, 1);
    }
}

/* A first look through a connection that can neither lock nor write nor put files beside the
 * library. When there is a log, somebody has the library open, or died with it open: then the file
 * alone does not tell everything, and it was looked at when it was opened first. */
static gboolean
check_schema (TriLibrary *self, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->path, "/", TRUE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  sqlite3 *db = NULL;
  gboolean sound;

  configure_sqlite ();
  if (has_log (self->path))
    return TRUE;
  sound = sqlite3_open_v2 (uri,
                           &db,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                           NULL)
              == SQLITE_OK
          && is_schema_sound (db);
  sqlite3_close (db);
  /* Somebody may have opened it while we looked. */
  return sound || has_log (self->path) || refuse (self, TRI_ERROR_DAMAGED, error);
}

static int
wait_cb (void *data, int n_calls)
{
  TriLibrary *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_calls == 0)
    self->waits_since = now;
  if (now - self->waits_since > BUSY_TIMEOUT_US)
    return 0;
  g_usleep (BUSY_LOOK_US);
  return 1;
}

static gboolean
connect_to (TriLibrary *self, const char *path, int flags, GError **error)
{
  static const char pragmas[] = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                                "PRAGMA recursive_triggers = OFF; PRAGMA trusted_schema = OFF";

  configure_sqlite ();
  tri_checksum_vfs_register ();
  if (sqlite3_open_v2 (path, &self->db, flags | SQLITE_OPEN_NOMUTEX, TRI_CHECKSUM_VFS) != SQLITE_OK)
    return tri_library_fail (self, error);
  sqlite3_extended_result_codes (self->db, 0);
  sqlite3_busy_handler (self->db, wait_cb, self);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return tri_library_exec (self, pragmas, error);
}

static gboolean
migrate_by_one (TriLibrary *self, int from, GError **error)
{
  g_autoptr (GBytes) migration = tri_schema_get_migration (from);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", from + 1);

  g_assert (migration);
  return tri_library_exec (self,
                           g_bytes_get_data (migration, NULL),
                           error)
         && tri_library_exec (self, version, error);
}

/* Brings the open file from version @from up to date, or leaves it as it was. */
static gboolean
migrate (TriLibrary *self, int from, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);

  if (!transaction)
    return FALSE;
  /* Another process may have been quicker. */
  if (from > 0)
    from = (int) get_pragma (self->db, "PRAGMA user_version");
  for (; from < TRI_SCHEMA_VERSION; from++)
    if (!migrate_by_one (self, from, error))
      return FALSE;
  return tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* The new file gets its name when it is complete, so that nobody ever sees half a library. */
static gboolean
make_file (TriLibrary *self, const char *path, GError **error)
{
  static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  g_autofree char *prepare = NULL;
  gboolean made;

  prepare = g_strdup_printf ("PRAGMA journal_mode = MEMORY; PRAGMA application_id = %d",
                             TRI_SCHEMA_APPLICATION_ID);
  made = connect_to (self, path, flags, error)
         && tri_checksum_reserve (self->db)
         && tri_library_exec (self, prepare, error);
  made = made && migrate (self, 0, error);
  made = made && tri_library_exec (self, "PRAGMA journal_mode = WAL", error);
  sqlite3_close (g_steal_pointer (&self->db));
  return made;
}

static gboolean
make_library (TriLibrary *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *draft = g_strdup_printf ("%s.%d.new", self->path, (int) getpid ());
  gboolean made;
  int fd;

  if (g_mkdir_with_parents (folder,
                            0700)
          != 0
      || (fd = g_open (draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600)) < 0)
    {
      int saved = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   (int) g_io_error_from_errno (saved),
                   _ ("The library “%s” cannot be made: %s. Choose another place for it."),
                   self->path,
                   g_strerror (saved));
      return FALSE;
    }
  close (fd);
  made = make_file (self, draft, error);
  /* When another process was quicker, its library is as good as ours. */
  self->is_new = made && link (draft, self->path) == 0;
  if (made && !self->is_new && errno != EEXIST)
    self->is_new = g_rename (draft, self->path) == 0;
  g_unlink (draft);
  return made;
}

/* Nothing of the library is written before there is a sound copy of it. */
static gboolean
keep_copy (TriLibrary *self, GError **error)
{
  static const TriBackupOptions options = { .reason = TRI_BACKUP_MIGRATION };
  g_autoptr (TriBackup) backup = tri_backup_make (self, &options, NULL, error);

  if (!backup)
    g_prefix_error (error,
                    _ ("The library “%s” was written by an older version of Triptych, and was left "
                       "as it is, since no backup could be made of it. "),
                    self->path);
  return backup != NULL;
}

/* What the header said may be older than what the log says. */
static gboolean
check_connection (TriLibrary *self, int *version, GError **error)
{
  gint64 identity = get_pragma (self->db, "PRAGMA application_id");

  *version = (int) get_pragma (self->db, "PRAGMA user_version");
  if (identity < 0 || *version < 0)
    return tri_library_fail (self, error);
  if (identity != TRI_SCHEMA_APPLICATION_ID)
    return refuse (self, TRI_ERROR_NOT_LIBRARY, error);
  if (*version > TRI_SCHEMA_VERSION)
    return refuse (self, TRI_ERROR_NEWER, error);
  return *version > 0 || refuse (self, TRI_ERROR_DAMAGED, error);
}

/* Pages of libraries before version 5 had no room for their sums. Without them the library is as
 * good as it was: it does not matter should there be no room on the disk, or somebody read it. */
static void
make_room_for_sums (TriLibrary *self)
{
  if (!tri_checksum_is_kept (self->db) && tri_checksum_reserve (self->db))
    sqlite3_exec (self->db, "VACUUM; PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
}

/* SQLite takes the file for one that cannot change: it locks nothing and puts nothing beside it. */
static gboolean
look_at_file (TriLibrary *self, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (self->path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", TRUE);
  g_autofree char *uri = g_strdup_printf ("file://%s?immutable=1", escaped);
  int version = 0;

  return check_header (self, error)
         && connect_to (self, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error)
         && check_connection (self, &version, error);
}

static gboolean
open_checked (TriLibrary *self, GError **error)
{
  gboolean writes = self->mode != TRI_LIBRARY_READ_ONLY;
  int version = 0;

  if (!connect_to (self, self->path, writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error))
    return FALSE;
  /* Should it be refused now, closing must not write. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!check_connection (self, &version, error))
    return FALSE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (version == TRI_SCHEMA_VERSION)
    return TRUE;
  if (!writes)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_UNSUPPORTED,
                   _ ("The library “%s” was written by an older version of Triptych. Open it for "
                      "writing once."),
                   self->path);
      return FALSE;
    }
  if (self->mode != TRI_LIBRARY_DRAFT && !keep_copy (self, error))
    return FALSE;
  if (!migrate (self, version, error))
    return FALSE;
  make_room_for_sums (self);
  return TRUE;
}

static gboolean
open_file (TriLibrary *self, GError **error)
{
  gboolean exists = g_file_test (self->path, G_FILE_TEST_EXISTS);

  if (!exists && self->mode == TRI_LIBRARY_READ_WRITE && !make_library (self, error))
    return FALSE;
  if (!tri_open_files_has (self->path)
      && !(check_header (self, error) && check_schema (self, error)))
    return FALSE;
  return open_checked (self, error);
}

gboolean
tri_library_open_file (TriLibrary *self, GError **error)
{
  gboolean opened;

  /* A backup is looked at while the library it is of is being opened. */
  if (self->mode == TRI_LIBRARY_LOOK)
    return look_at_file (self, error);
  tri_open_files_lock ();
  opened = open_file (self, error);
  if (opened)
    self->file = tri_open_files_add (self->path);
  tri_open_files_unlock ();
  return opened;
}
