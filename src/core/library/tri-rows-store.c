/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-batch.h"
#include "library/tri-mark-words.h"
#include "library/tri-pack.h"

/* The n-th row is found by adding up the counts of the groups, then of the blocks of one group. */
#define ROWS_PER_BLOCK 128
#define BLOCKS_PER_GROUP 128

G_STATIC_ASSERT (TRI_PASSAGE_NOTE == 5);

typedef struct
{
  TriBatch *batch;
  TriRows *rows;
  GError **error;
  gint64 work;
  guint strand;
  gboolean is_shadow; /* see tri_rows_store_beside() */
  guint n_columns;
  gint64 *texts; /* of the strand */
  guint *firsts; /* the ordinals the block begins with */
  guint *ords;   /* those of the next row */
  GByteArray *cells;
  gint64 group;
  guint n_rows;   /* in the block */
  guint n_blocks; /* in the group */
  guint n_groups;
  guint group_rows;
} Writer;

static gboolean
begin_group (Writer *self)
{
  static const char sql[] = "INSERT INTO row_groups (work, strand, ord, row_count)"
                            " VALUES (?, ?, ?, 0)";
  TriLibrary *library = self->batch->library;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, self->error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  sqlite3_bind_int64 (statement,
                      2,
                      self->is_shadow ? -1 - (gint64) self->strand : (gint64) self->strand);
  sqlite3_bind_int64 (statement, 3, self->n_groups);
  if (!tri_library_run (library, statement, self->error))
    return FALSE;
  self->group = sqlite3_last_insert_rowid (library->db);
  self->n_groups++;
  self->n_blocks = 0;
  self->group_rows = 0;
  return TRUE;
}

static gboolean
end_group (Writer *self)
{
  static const char sql[] = "UPDATE row_groups SET row_count = ? WHERE id = ?";
  TriLibrary *library = self->batch->library;
  g_autoptr (TriStatement) statement = NULL;

  if (self->group == 0)
    return TRUE;
  statement = tri_library_prepare (library, sql, self->error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->group_rows);
  sqlite3_bind_int64 (statement, 2, self->group);
  self->group = 0;
  return tri_library_run (library, statement, self->error);
}

static gboolean
write_starts (Writer *self, gint64 block)
{
  static const char sql[] = "INSERT INTO block_starts (text, first, block) VALUES (?, ?, ?)";
  TriLibrary *library = self->batch->library;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, self->error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      sqlite3_bind_int64 (statement, 1, self->texts[i]);
      sqlite3_bind_int64 (statement, 2, self->firsts[i]);
      sqlite3_bind_int64 (statement, 3, block);
      if (!tri_library_run (library, statement, self->error))
        return FALSE;
      self->firsts[i] = self->ords[i];
    }
  return TRUE;
}

static gboolean
end_block (Writer *self)
{
  static const char sql[] = "INSERT INTO row_blocks (grp, ord, row_count, cells)"
                            " VALUES (?, ?, ?, ?)";
  TriLibrary *library = self->batch->library;
  g_autoptr (TriStatement) statement = NULL;

  if (self->n_rows == 0)
    return TRUE;
  if (self->group == 0 && !begin_group (self))
    return FALSE;
  statement = tri_library_prepare (library, sql, self->error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->group);
  sqlite3_bind_int64 (statement, 2, self->n_blocks);
  sqlite3_bind_int64 (statement, 3, self->n_rows);
  sqlite3_bind_blob (statement, 4, self->cells->data, (int) self->cells->len, SQLITE_STATIC);
  if (!tri_library_run (library, statement, self->error)
      || !write_starts (self, sqlite3_last_insert_rowid (library->db)))
    return FALSE;
  self->group_rows += self->n_rows;
  self->n_rows = 0;
  g_byte_array_set_size (self->cells, 0);
  return ++self->n_blocks < BLOCKS_PER_GROUP || end_group (self);
}

static gboolean
write_row (const guint *counts, guint n_columns, gpointer data)
{
  Writer *self = data;

  for (guint i = 0; i < n_columns; i++)
    {
      tri_pack_number (self->cells, counts[i]);
      self->ords[i] += counts[i];
    }
  if (++self->n_rows < ROWS_PER_BLOCK)
    return TRUE;
  return end_block (self) && tri_batch_breathe (self->batch, self->error);
}

static gboolean
store_strand (Writer *self)
{
  return tri_rows_foreach (self->rows, self->strand, write_row, self)
         && tri_rows_check (self->rows, self->error)
         && end_block (self)
         && end_group (self);
}

static gboolean
store_texts (TriRows *self,
             TriLibrary *library,
             const guint *strands,
             const guint *columns,
             GError **error)
{
  static const char sql[] = "UPDATE texts SET strand = ?, col = ? WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < tri_rows_get_n_texts (self); i++)
    {
      sqlite3_bind_int64 (statement, 1, strands[i]);
      sqlite3_bind_int64 (statement, 2, columns[i]);
      sqlite3_bind_int64 (statement, 3, tri_rows_get_text (self, i));
      if (!tri_library_run (library, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Those that were there go with their blocks, by foreign keys. */
static gboolean
remove_rows (TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "DELETE FROM row_groups WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_run (library, statement, error);
}

static gboolean
store_strands (TriRows *self,
               gint64 work,
               gboolean is_shadow,
               const guint *strands,
               guint n_strands,
               TriBatch *batch,
               GError **error)
{
  guint n_texts = tri_rows_get_n_texts (self);
  g_autofree gint64 *texts = g_new0 (gint64, n_texts + 1);
  g_autofree guint *firsts = g_new0 (guint, n_texts + 1);
  g_autofree guint *ords = g_new0 (guint, n_texts + 1);

  for (guint strand = 0; strand < n_strands; strand++)
    {
      g_autoptr (GByteArray) cells = g_byte_array_new ();
      Writer writer = {
        batch, self, error, work, strand, is_shadow, 0, texts, firsts, ords, cells
      };

      for (guint i = 0; i < n_texts; i++)
        if (strands[i] == strand)
          texts[writer.n_columns++] = tri_rows_get_text (self, i);
      memset (firsts, 0, n_texts * sizeof firsts[0]);
      memset (ords, 0, n_texts * sizeof ords[0]);
      if (!store_strand (&writer))
        return FALSE;
    }
  return TRUE;
}

/**
 * tri_rows_store:
 *
 * Writes the strands and rows of a work in the place of those it had.
 */
gboolean
tri_rows_store (TriRows *self, gint64 work, TriBatch *batch, GError **error)
{
  guint n_texts = tri_rows_get_n_texts (self);
  g_autofree guint *strands = g_new0 (guint, n_texts + 1);
  g_autofree guint *columns = g_new0 (guint, n_texts + 1);
  guint n_strands = tri_rows_get_strands (self, strands, columns);

  return remove_rows (batch->library, work, error)
         && store_texts (self, batch->library, strands, columns, error)
         && store_strands (self, work, FALSE, strands, n_strands, batch, error);
}

static gboolean
run_on_work (TriLibrary *library, const char *sql, gint64 work, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_run (library, statement, error);
}

/**
 * tri_rows_store_beside:
 *
 * Writes the rows of a work that is read meanwhile beside those it has: as strands below 0, which
 * nobody looks at. In several transactions, as @batch says; tri_rows_exchange() then puts them in
 * the place of the others.
 */
gboolean
tri_rows_store_beside (TriRows *self, gint64 work, TriBatch *batch, GError **error)
{
  static const char sql[] = "DELETE FROM row_groups WHERE work = ? AND strand < 0";
  guint n_texts = tri_rows_get_n_texts (self);
  g_autofree guint *strands = g_new0 (guint, n_texts + 1);
  g_autofree guint *columns = g_new0 (guint, n_texts + 1);
  guint n_strands = tri_rows_get_strands (self, strands, columns);

  return run_on_work (batch->library, sql, work, error)
         && store_strands (self, work, TRUE, strands, n_strands, batch, error);
}

gboolean
tri_rows_exchange (TriRows *self, TriLibrary *library, gint64 work, GError **error)
{
  static const char drop[] = "DELETE FROM row_groups WHERE work = ? AND strand >= 0";
  static const char show[] = "UPDATE row_groups SET strand = -1 - strand"
                             " WHERE work = ? AND strand < 0";
  guint n_texts = tri_rows_get_n_texts (self);
  g_autofree guint *strands = g_new0 (guint, n_texts + 1);
  g_autofree guint *columns = g_new0 (guint, n_texts + 1);

  tri_rows_get_strands (self, strands, columns);
  return run_on_work (library, drop, work, error)
         && run_on_work (library, show, work, error)
         && store_texts (self, library, strands, columns, error);
}

/* Walks the notes of a text beside its passages. Both queries are answered by indices alone: the
 * words of a passage stand beside its kind. */
static gint64
next_note (TriLibrary *library, TriStatement *notes, GError **error)
{
  return tri_library_next (library, notes, error) ? sqlite3_column_int64 (notes, 0) : 0;
}

static gboolean
load_passages (TriRows *self, TriLibrary *library, gint64 text, GError **error)
{
  static const char sql[] = "SELECT id FROM passages INDEXED BY passages_by_text"
                            " WHERE text = ? ORDER BY ord";
  static const char notes_sql[] = "SELECT id FROM passages INDEXED BY passages_notes"
                                  " WHERE text = ? AND kind = 5 ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (TriStatement) notes = statement ? tri_library_prepare (library, notes_sql, error)
                                             : NULL;
  GError *local = NULL;
  gint64 note;

  if (!notes)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (notes, 1, text);
  tri_rows_add_text (self, text);
  note = next_note (library, notes, &local);
  while (!local && tri_library_next (library, statement, &local))
    {
      gint64 passage = sqlite3_column_int64 (statement, 0);

      tri_rows_add_passage (self, passage, passage == note);
      if (passage == note)
        note = next_note (library, notes, &local);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
load_links (TriRows *self, TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "SELECT m.link, m.passage FROM links l JOIN link_members m"
                            " ON m.link = l.id WHERE l.work = ? AND l.kind = 0"
                            " AND l.relation = 0 ORDER BY l.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;
  gint64 link = 0;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (library, statement, &local))
    {
      gint64 passage = sqlite3_column_int64 (statement, 1);

      if (sqlite3_column_int64 (statement, 0) != link)
        {
          tri_rows_add_link (self, (gint64 *) (gpointer) members->data, members->len);
          g_array_set_size (members, 0);
        }
      link = sqlite3_column_int64 (statement, 0);
      g_array_append_val (members, passage);
    }
  tri_rows_add_link (self, (gint64 *) (gpointer) members->data, members->len);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_rows_load:
 *
 * Fills @self with the texts, passages and links that a work has in the library.
 */
gboolean
tri_rows_load (TriRows *self, TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (library, statement, &local))
    if (!load_passages (self, library, sqlite3_column_int64 (statement, 0), &local))
      break;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return load_links (self, library, work, error);
}

/**
 * tri_library_rebuild_rows:
 *
 * Computes the strands and rows of a work again, after its links or texts changed: one transaction.
 */
gboolean
tri_library_rebuild_rows (TriLibrary *self, gint64 work, GError **error)
{
  g_autoptr (TriRows) rows = tri_rows_new ();
  g_auto (TriBatch) batch = { self, NULL, TRUE };

  return tri_batch_begin (&batch, error)
         && tri_rows_load (rows, self, work, error)
         && tri_rows_store (rows, work, &batch, error)
         && tri_mark_words_age_work (self, work, error)
         && tri_batch_commit (&batch, error);
}
