/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-checksum-vfs.h"
#include "library/tri-library-private.h"
#include "library/tri-open-files.h"

#include <glib/gi18n.h>

/* How many instructions of SQLite's machine run between two looks at the cancellable: well under
 * a millisecond. */
#define PROGRESS_STEPS 5000

G_DEFINE_FINAL_TYPE (TriLibrary, tri_library, G_TYPE_OBJECT)

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
tri_library_finalize (GObject *object)
{
  TriLibrary *self = TRI_LIBRARY (object);

  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  tri_open_files_remove (g_steal_pointer (&self->file));
  g_clear_object (&self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (tri_library_parent_class)->finalize (object);
}

static void
tri_library_class_init (TriLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_library_finalize;
}

static void
tri_library_init (TriLibrary *self)
{
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  self->thread = g_thread_self ();
}

/**
 * tri_library_dup_default_path:
 *
 * Returns: (transfer full): where the reader's library lies: triptych/library.db in the folder for
 * user data
 */
char *
tri_library_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "triptych", "library.db", NULL);
}

/**
 * tri_library_open:
 * @path: a file
 *
 * Opens a library, or with %TRI_LIBRARY_READ_WRITE makes it, with its folder, when there is none.
 *
 * It takes milliseconds at any size: what is checked is the header and the schema. A file that is
 * no library, is damaged or was written by a newer version is left as it was, to the byte, and
 * nothing is put beside it: %TRI_ERROR_NOT_LIBRARY, %TRI_ERROR_DAMAGED, %TRI_ERROR_NEWER. An older
 * one is brought up to date, after a copy was laid beside it.
 *
 * Returns: (transfer full): a connection, for the calling thread alone; %NULL on error
 */
TriLibrary *
tri_library_open (const char *path, TriLibraryMode mode, GError **error)
{
  g_autoptr (TriLibrary) self = NULL;

  g_return_val_if_fail (path, NULL);

  self = g_object_new (TRI_TYPE_LIBRARY, NULL);
  self->path = g_strdup (path);
  self->mode = mode;
  if (!tri_library_open_file (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
tri_library_get_path (TriLibrary *self)
{
  return self->path;
}

gboolean
tri_library_is_new (TriLibrary *self)
{
  return self->is_new;
}

/**
 * tri_library_get_data_version:
 *
 * Returns: a number that changes whenever another connection, of this process or another one,
 * committed something
 */
gint64
tri_library_get_data_version (TriLibrary *self)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, "PRAGMA data_version", NULL);

  if (!statement || !tri_library_next (self, statement, NULL))
    return 0;
  return sqlite3_column_int64 (statement, 0);
}

static int
progress_cb (gpointer data)
{
  TriLibrary *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

void
tri_library_set_cancellable (TriLibrary *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, cancellable ? progress_cb : NULL, self);
}

char *
tri_library_dup_setting (TriLibrary *self, const char *key)
{
  static const char sql[] = "SELECT value FROM settings WHERE key = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, key);
  if (!tri_library_next (self, statement, NULL))
    return NULL;
  return tri_statement_dup_text (statement, 0);
}

/**
 * tri_library_set_setting:
 * @value: (nullable): %NULL takes the setting away
 *
 * Keeps a setting that belongs to the data and not to the program. It is on disk when this returns.
 */
gboolean
tri_library_set_setting (TriLibrary *self, const char *key, const char *value, GError **error)
{
  static const char set[] = "INSERT INTO settings (key, value) VALUES (?1, ?2)"
                            " ON CONFLICT (key) DO UPDATE SET value = ?2";
  static const char unset[] = "DELETE FROM settings WHERE key = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, value ? set : unset, error);
  g_autoptr (TriTransaction) transaction = NULL;

  if (!statement || !(transaction = tri_library_begin (self, error)))
    return FALSE;
  tri_statement_bind_text (statement, 1, key);
  if (value)
    tri_statement_bind_text (statement, 2, value);
  return tri_library_run (self,
                          statement,
                          error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* What the rest of the room works with. */

/* What happened and what to do, for what SQLite says most; %s is the library. */
static const char *
get_failure (int code, GQuark *domain, int *error_code)
{
  *domain = TRI_ERROR;
  switch (code)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *error_code = TRI_ERROR_BUSY;
      return _ ("The library “%s” is in use by another program. Try again when that has "
                "finished.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      *error_code = TRI_ERROR_DAMAGED;
      return _ ("The library “%s” is damaged. Put a backup in its place, or open another "
                "library.");
    case SQLITE_FULL:
      *domain = G_IO_ERROR;
      *error_code = G_IO_ERROR_NO_SPACE;
      return _ ("There is no space left on the disk for the library “%s”. Make room and try "
                "again.");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      *domain = G_IO_ERROR;
      *error_code = G_IO_ERROR_PERMISSION_DENIED;
      return _ ("The library “%s” cannot be written. Check the permissions of the file and "
                "its folder.");
    default:
      return NULL;
    }
}

gboolean
tri_library_fail (TriLibrary *self, GError **error)
{
  int code = sqlite3_errcode (self->db);
  GQuark domain = 0;
  int error_code = 0;
  const char *failure = get_failure (code, &domain, &error_code);

  if (failure)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_set_error (error, domain, error_code, failure, self->path);
#pragma GCC diagnostic pop
    }
  else if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_FAILED,
                 _ ("The library “%s” failed: %s"),
                 self->path,
                 sqlite3_errmsg (self->db));
  return FALSE;
}

void
tri_statement_release (TriStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

TriStatement *
tri_library_prepare (TriLibrary *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  g_assert (self->thread == g_thread_self ());
  if (statement)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL))
    {
      tri_library_fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

gboolean
tri_library_next (TriLibrary *self, TriStatement *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    tri_library_fail (self, error);
  return FALSE;
}

gboolean
tri_library_run (TriLibrary *self, TriStatement *statement, GError **error)
{
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (result != SQLITE_DONE)
    tri_library_fail (self, error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

gboolean
tri_library_exec (TriLibrary *self, const char *sql, GError **error)
{
  g_assert (self->thread == g_thread_self ());
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return tri_library_fail (self, error);
  return TRUE;
}

gint64
tri_library_ask (TriLibrary *self, const char *sql, gint64 argument, gint64 fallback)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return fallback;
  sqlite3_bind_int64 (statement, 1, argument);
  if (!tri_library_next (self, statement, NULL))
    return fallback;
  return sqlite3_column_int64 (statement, 0);
}

char *
tri_library_ask_text (TriLibrary *self,
                      const char *sql,
                      gint64 argument,
                      const char *missing,
                      GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, argument);
  if (tri_library_next (self, statement, &failed))
    return tri_statement_dup_text (statement, 0);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, missing);
  return NULL;
}

TriTransaction *
tri_library_begin (TriLibrary *self, GError **error)
{
  if (!tri_library_exec (self, self->depth ? "SAVEPOINT part" : "BEGIN IMMEDIATE", error))
    return NULL;
  self->depth++;
  return self;
}

gboolean
tri_transaction_commit (TriTransaction *self, GError **error)
{
  gboolean outermost = self->depth == 1;

  if (!tri_library_exec (self, outermost ? "COMMIT" : "RELEASE part", error))
    {
      tri_transaction_rollback (self);
      return FALSE;
    }
  self->depth--;
  if (outermost && self->committed)
    self->committed (self->hook_data);
  return TRUE;
}

void
tri_transaction_rollback (TriTransaction *self)
{
  self->depth--;
  /* After some errors SQLite has rolled back by itself; a second time does no harm. */
  sqlite3_exec (self->db,
                self->depth ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK",
                NULL,
                NULL,
                NULL);
}

/* 32 MB, where SQLite takes 2. */
TriWideCache *
tri_library_widen_cache (TriLibrary *self)
{
  tri_library_exec (self, "PRAGMA cache_size = -32768", NULL);
  return self;
}

void
tri_wide_cache_release (TriWideCache *self)
{
  tri_library_exec (self, "PRAGMA cache_size = -2000; PRAGMA shrink_memory", NULL);
}

const char *
tri_statement_get_text (TriStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self, column);

  if (text && !g_utf8_validate (text, -1, NULL))
    return "\357\277\275"; /* U+FFFD */
  return text ? text : "";
}

char *
tri_statement_dup_text (TriStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self, column);

  return text ? g_utf8_make_valid (text, -1) : NULL;
}

guint
tri_statement_get_enum (TriStatement *self, int column, guint n)
{
  gint64 value = sqlite3_column_int64 (self, column);

  return value >= 0 && value < n ? (guint) value : 0;
}

void
tri_statement_bind_text (TriStatement *self, int index, const char *text)
{
  sqlite3_bind_text (self, index, text, -1, SQLITE_STATIC);
}

static gint64
take_hash (GChecksum *checksum)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 hash = 0;

  g_checksum_get_digest (checksum, digest, &size);
  for (guint i = 0; i < 8; i++)
    hash = hash << 8 | digest[i];
  return (gint64) hash;
}

gint64
tri_library_hash (const char *first, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list strings;

  va_start (strings, first);
  for (const char *s = first; s; s = va_arg (strings, const char *))
    g_checksum_update (checksum, (const guchar *) s, (gssize) strlen (s) + 1);
  va_end (strings);
  return take_hash (checksum);
}

gint64
tri_library_hash_passage (GChecksum *checksum,
                          const char *content,
                          const guint8 *sentences,
                          gsize n_sentences,
                          const guint8 *spans,
                          gsize n_spans)
{
  g_checksum_reset (checksum);
  g_checksum_update (checksum, (const guchar *) content, (gssize) strlen (content) + 1);
  g_checksum_update (checksum, sentences, (gssize) n_sentences);
  g_checksum_update (checksum, spans, (gssize) n_spans);
  return take_hash (checksum);
}

gboolean
tri_library_is_doubtful (TriLibrary *self)
{
  return tri_checksum_count_failures (self->db) > 0;
}
