/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "library/tri-backup-private.h"
#include "library/tri-batch.h"
#include "library/tri-bookmark-hash.h"
#include "library/tri-checksum-vfs.h"
#include "library/tri-mark-words.h"
#include "library/tri-word-forms.h"
#include "library/tri-pack.h"
#include "library/tri-schema.h"

#include <glib/gi18n.h>

/* So many faults of one kind are listed. */
#define MAX_FAULTS 20
/* A source is read in pieces of so many bytes. */
#define SOURCE_PIECE (256 * 1024)

/* A look at one side of the library: appends what is wrong. FALSE with @error set when it could
 * not look. */
typedef gboolean (*CheckFunc) (TriLibrary *self, GPtrArray *faults, GError **error);

static void add_fault (GPtrArray *faults, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_fault (GPtrArray *faults, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (faults, g_strdup_vprintf (format, args));
  va_end (args);
}

static gboolean
check_structure (TriLibrary *self, GPtrArray *faults, GError **error)
{
  g_autoptr (TriStatement) statement = NULL;
  GError *local = NULL;

  statement = tri_library_prepare (self, "PRAGMA integrity_check (20)", error);
  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    if (g_strcmp0 (tri_statement_get_text (statement, 0), "ok") != 0)
      add_fault (faults, _ ("The file is damaged: %s"), tri_statement_get_text (statement, 0));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
is_cancelled (gpointer data)
{
  TriLibrary *self = data;

  return self->cancellable && g_cancellable_is_cancelled (self->cancellable);
}

/* The sums of the pages: they know of every bit, but not what it means. */
static gboolean
check_pages (TriLibrary *self, GPtrArray *faults, GError **error)
{
  g_autoptr (GArray) pages = NULL;

  pages = tri_checksum_find_failures (self->db, MAX_FAULTS, is_cancelled, self);
  if (!pages && is_cancelled (self))
    return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
  if (!pages)
    add_fault (faults, _ ("The file cannot be read to its end."));
  for (guint i = 0; pages && i < pages->len; i++)
    add_fault (faults,
               _ ("Page %u of the file is not what was written: it is damaged, or another program "
                  "wrote to it."),
               g_array_index (pages, guint, i));
  return TRUE;
}

static gboolean
check_references (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT \"table\", count (*) FROM pragma_foreign_key_check GROUP BY 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    add_fault (faults,
               _ ("%d entries of “%s” point to something that is gone."),
               sqlite3_column_int (statement, 1),
               tri_statement_get_text (statement, 0));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
is_passage_sound (TriStatement *row, GChecksum *checksum)
{
  gint64 hash = tri_library_hash_passage (checksum,
                                          tri_statement_get_text (row, 1),
                                          sqlite3_column_blob (row, 2),
                                          (gsize) sqlite3_column_bytes (row, 2),
                                          sqlite3_column_blob (row, 3),
                                          (gsize) sqlite3_column_bytes (row, 3));

  return hash == sqlite3_column_int64 (row, 4);
}

static gboolean
check_passages (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT p.key, p.content, p.sentences, p.spans, p.hash, t.title"
                            " FROM passages p JOIN texts t ON t.id = p.text";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GError *local = NULL;
  guint n = 0;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    if (!is_passage_sound (statement, checksum) && n++ < MAX_FAULTS)
      add_fault (faults,
                 _ ("The passage “%s” of “%s” is not what was stored."),
                 tri_statement_get_text (statement, 0),
                 tri_statement_get_text (statement, 5));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
hash_source (TriLibrary *self, gint64 source, GChecksum *checksum, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (SOURCE_PIECE);
  sqlite3_blob *blob = NULL;
  gboolean read = TRUE;

  g_checksum_reset (checksum);
  if (sqlite3_blob_open (self->db, "main", "sources", "content", source, 0, &blob) != SQLITE_OK)
    return tri_library_fail (self, error);
  for (int at = 0; read && at < sqlite3_blob_bytes (blob); at += SOURCE_PIECE)
    {
      int n = MIN (SOURCE_PIECE, sqlite3_blob_bytes (blob) - at);

      read = sqlite3_blob_read (blob, buffer, n, at) == SQLITE_OK;
      g_checksum_update (checksum, buffer, n);
    }
  if (!read)
    tri_library_fail (self, error);
  sqlite3_blob_close (blob);
  return read;
}

/* The files that texts came from, as they were stored. */
static gboolean
check_sources (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT id, sha256, name FROM sources WHERE content IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local)
         && hash_source (self, sqlite3_column_int64 (statement, 0), checksum, &local))
    if (g_strcmp0 (g_checksum_get_string (checksum), tri_statement_get_text (statement, 1)) != 0)
      add_fault (faults,
                 _ ("The stored file “%s” is not what was imported."),
                 tri_statement_get_text (statement, 2));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Texts whose number of passages is not what they say, and those whose ordinals have gaps. */
static gboolean
check_texts (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT t.title FROM texts t JOIN works w ON w.id = t.work"
                            " WHERE w.complete = 1 AND (t.passages <>"
                            "   (SELECT count (*) FROM passages p WHERE p.text = t.id)"
                            "  OR t.passages <> coalesce ("
                            "   (SELECT max (p.ord) + 1 FROM passages p WHERE p.text = t.id), 0))";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    add_fault (faults,
               _ ("Passages of “%s” are missing."),
               tri_statement_get_text (statement, 0));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What the rows of one text begin with, block by block, and how many passages they take. */
typedef struct
{
  gint64 text;
  guint column;
  guint n_columns;
  guint ord; /* of the next block */
  gboolean is_sound;
} Walk;

static void
walk_block (Walk *walk, TriStatement *row)
{
  const guint8 *bytes = sqlite3_column_blob (row, 2);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, 2) };
  guint n_rows = (guint) sqlite3_column_int64 (row, 1);
  guint64 n;

  walk->is_sound &= walk->ord == (guint) sqlite3_column_int64 (row, 0);
  for (guint i = 0; walk->is_sound && i < n_rows * walk->n_columns; i++)
    {
      walk->is_sound = tri_unpack_number (&unpacker, &n, NULL);
      if (i % walk->n_columns == walk->column)
        walk->ord += (guint) n;
    }
  walk->is_sound &= unpacker.at == unpacker.end;
}

static gboolean
walk_text (TriLibrary *self, Walk *walk, GError **error)
{
  static const char sql[] = "SELECT s.first, b.row_count, b.cells FROM texts t"
                            " CROSS JOIN row_groups g ON g.work = t.work AND g.strand = t.strand"
                            " CROSS JOIN row_blocks b ON b.grp = g.id"
                            " CROSS JOIN block_starts s ON s.block = b.id AND s.text = t.id"
                            " WHERE t.id = ? ORDER BY g.ord, b.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, walk->text);
  while (tri_library_next (self, statement, &local))
    walk_block (walk, statement);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
check_rows (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT t.id, t.col, t.title, t.passages,"
                            " (SELECT count (*) FROM texts o"
                            "  WHERE o.work = t.work AND o.strand = t.strand)"
                            " FROM texts t JOIN works w ON w.id = t.work WHERE w.complete = 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    {
      Walk walk = { sqlite3_column_int64 (statement, 0),
                    (guint) sqlite3_column_int64 (statement, 1),
                    (guint) sqlite3_column_int64 (statement, 4),
                    0,
                    TRUE };

      if (!walk_text (self, &walk, &local))
        break;
      if (!walk.is_sound || walk.ord != (guint) sqlite3_column_int64 (statement, 3))
        add_fault (faults,
                   _ ("The rows of “%s” do not hold its passages."),
                   tri_statement_get_text (statement, 2));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
check_counts (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT t.title FROM mention_counts c JOIN texts t ON t.id = c.text"
                            " WHERE c.n <> (SELECT count (*) FROM mentions m"
                            "  WHERE m.entity = c.entity AND m.text = c.text) GROUP BY t.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    add_fault (faults,
               _ ("The names in “%s” are counted wrongly."),
               tri_statement_get_text (statement, 0));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* FTS5 compares its index with the passages; it complains by SQLITE_CORRUPT. */
static gboolean
check_index (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "INSERT INTO passages_fts (passages_fts, rank)"
                            " VALUES ('integrity-check', 1)";
  g_autoptr (TriLibrary) writer = NULL;
  GError *local = NULL;

  if (self->mode == TRI_LIBRARY_READ_ONLY)
    {
      writer = tri_library_open (self->path, TRI_LIBRARY_READ_WRITE, error);
      if (!writer)
        return FALSE;
      self = writer;
    }
  if (tri_library_exec (self, sql, &local))
    return TRUE;
  if (g_error_matches (local, TRI_ERROR, TRI_ERROR_DAMAGED))
    {
      add_fault (faults, _ ("The search index does not fit the passages."));
      g_clear_error (&local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
repair_works (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT id FROM works WHERE complete = 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self, statement, &local))
    {
      gint64 work = sqlite3_column_int64 (statement, 0);

      if (!tri_library_rebuild_rows (self, work, &local)
          || !tri_library_recount_mentions (self, work, &local))
        break;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What follows from the rest can be made anew: the search index, the rows, the counts. */
static gboolean
repair_library (TriLibrary *self, GError **error)
{
  static const char rebuild[] = "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')";
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);

  return transaction
         && tri_library_exec (self, "REINDEX", error)
         && tri_library_exec (self, rebuild, error)
         && repair_works (self, error)
         && tri_mark_words_rebuild (self, error)
         && tri_word_forms_rebuild (self, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
run_checks (TriLibrary *self,
            const CheckFunc *checks,
            GPtrArray *faults,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; checks[i]; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !checks[i](self, faults, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_all (TriLibrary *self, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  static const CheckFunc checks[] = {
    check_structure,
    check_pages,
    check_references,
    check_passages,
    check_sources,
    check_texts,
    check_rows,
    check_counts,
    check_index,
    tri_library_check_bookmarks,
    NULL,
  };

  return run_checks (self, checks, faults, cancellable, error);
}

gboolean
tri_library_check_content (TriLibrary *self,
                           GPtrArray *faults,
                           GCancellable *cancellable,
                           GError **error)
{
  static const CheckFunc checks[] = {
    check_structure,
    check_passages,
    check_sources,
    NULL,
  };
  static const char version[] = "SELECT user_version FROM pragma_user_version WHERE ?1 = 0";

  /* Bookmarks are looked through with the columns of today. */
  return run_checks (self, checks, faults, cancellable, error)
         && (tri_library_ask (self, version, 0, 0) < TRI_SCHEMA_VERSION
             || tri_library_check_bookmarks (self, faults, error));
}

gboolean
tri_library_is_file_sound (TriLibrary *self)
{
  static const CheckFunc checks[] = { check_structure, check_pages, NULL };
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  return run_checks (self, checks, faults, NULL, NULL) && faults->len == 0;
}

/**
 * tri_library_check:
 * @repair: make the search index, the rows and the counts anew first
 *
 * Looks for damage: the structure of the file, references, the hashes of the passages and of the
 * stored files, the rows against the passages, the counts of mentions, the search index against the
 * words. Reads all of the library. The file must be one that can be written, since SQLite checks a
 * search index by a write that changes nothing.
 *
 * Returns: (transfer full) (element-type utf8): the faults, as sentences; none when all is well;
 * %NULL when it could not look
 */
GPtrArray *
tri_library_check (TriLibrary *self, gboolean repair, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  tri_library_set_cancellable (self, cancellable);
  done = (!repair || repair_library (self, error)) && check_all (self, faults, cancellable, error);
  tri_library_set_cancellable (self, NULL);
  return done ? g_steal_pointer (&faults) : NULL;
}
