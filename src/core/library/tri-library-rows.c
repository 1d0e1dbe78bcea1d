/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "library/tri-pack.h"

/* A block of rows, and how far it is read. */
typedef struct
{
  gint64 id;
  guint n_rows;
  GBytes *cells;
  TriUnpacker unpacker;
  guint n_columns;
  gint64 *texts; /* of the strand */
  guint *ords;   /* of the next row */
  guint *counts; /* of the row read last */
} Block;

static void
clear_block (Block *self)
{
  g_clear_pointer (&self->cells, g_bytes_unref);
  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->ords, g_free);
  g_clear_pointer (&self->counts, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, clear_block)

guint
tri_library_count_strands (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT coalesce (max (strand) + 1, 0) FROM texts WHERE work = ?";

  return (guint) tri_library_ask (self, sql, work, 0);
}

static gint64
ask_two (TriLibrary *self, const char *sql, gint64 first, gint64 second, gint64 fallback)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return fallback;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, second);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : fallback;
}

guint64
tri_library_count_rows (TriLibrary *self, gint64 work, guint strand)
{
  static const char sql[] = "SELECT coalesce (sum (row_count), 0) FROM row_groups"
                            " WHERE work = ? AND strand = ?";

  return (guint64) ask_two (self, sql, work, strand, 0);
}

/* Goes along counts until @row lies within one: leaves in @row what remains. Returns its id, 0
 * when there are not so many rows. */
static gint64
walk_counts (TriLibrary *self, TriStatement *statement, guint64 *row, GError **error)
{
  while (tri_library_next (self, statement, error))
    {
      guint64 n = (guint64) sqlite3_column_int64 (statement, 1);

      if (*row < n)
        return sqlite3_column_int64 (statement, 0);
      *row -= n;
    }
  return 0;
}

static gint64
find_block (TriLibrary *self, gint64 work, guint strand, guint64 *row, GError **error)
{
  static const char groups[] = "SELECT id, row_count FROM row_groups"
                               " WHERE work = ? AND strand = ? ORDER BY ord";
  static const char blocks[] = "SELECT id, row_count FROM row_blocks WHERE grp = ? ORDER BY ord";
  g_autoptr (TriStatement) in_groups = tri_library_prepare (self, groups, error);
  g_autoptr (TriStatement) in_blocks = tri_library_prepare (self, blocks, error);
  gint64 group;

  if (!in_groups || !in_blocks)
    return 0;
  sqlite3_bind_int64 (in_groups, 1, work);
  sqlite3_bind_int64 (in_groups, 2, strand);
  group = walk_counts (self, in_groups, row, error);
  if (group == 0)
    return 0;
  sqlite3_bind_int64 (in_blocks, 1, group);
  return walk_counts (self, in_blocks, row, error);
}

/* Where the columns of a block begin, in the order of the columns. */
static gboolean
read_starts (TriLibrary *self, Block *block, GError **error)
{
  static const char sql[] = "SELECT t.id, s.first FROM block_starts s JOIN texts t ON t.id = s.text"
                            " WHERE s.block = ? ORDER BY t.col";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ords = g_array_new (FALSE, FALSE, sizeof (guint));
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, block->id);
  while (tri_library_next (self, statement, &local))
    {
      gint64 text = sqlite3_column_int64 (statement, 0);
      guint first = (guint) sqlite3_column_int64 (statement, 1);

      g_array_append_val (texts, text);
      g_array_append_val (ords, first);
    }
  if (local)
    g_propagate_error (error, local);
  block->n_columns = texts->len;
  block->counts = g_new0 (guint, texts->len + 1);
  block->texts = (gint64 *) (gpointer) g_array_free (g_steal_pointer (&texts), FALSE);
  block->ords = (guint *) (gpointer) g_array_free (g_steal_pointer (&ords), FALSE);
  return local == NULL;
}

static gboolean
open_block (TriLibrary *self, gint64 id, Block *block, GError **error)
{
  static const char sql[] = "SELECT row_count, cells FROM row_blocks WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  gsize size;

  if (!statement)
    return FALSE;
  clear_block (block);
  sqlite3_bind_int64 (statement, 1, id);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  block->id = id;
  block->n_rows = (guint) sqlite3_column_int64 (statement, 0);
  block->cells = g_bytes_new (sqlite3_column_blob (statement, 1),
                              (gsize) sqlite3_column_bytes (statement, 1));
  block->unpacker.at = g_bytes_get_data (block->cells, &size);
  block->unpacker.end = block->unpacker.at + size;
  return read_starts (self, block, error);
}

/* Reads what the next row takes of each text. */
static gboolean
next_row (Block *self, GError **error)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint64 count;

      self->ords[i] += self->counts[i];
      if (!tri_unpack_number (&self->unpacker, &count, error))
        return FALSE;
      self->counts[i] = (guint) MIN (count, G_MAXINT32);
    }
  return TRUE;
}

/* One query a text for all rows that are wanted of a block: rows take the passages of a text one
 * after another. */
static gboolean
fill_column (TriLibrary *self,
             GPtrArray *rows,
             guint from,
             guint column,
             gint64 text,
             guint first,
             const GArray *counts,
             guint n_columns,
             GError **error)
{
  g_autoptr (GPtrArray) passages = NULL;
  guint n = 0, at = 0;

  for (guint i = from; i < rows->len; i++)
    n += g_array_index (counts, guint, (i - from) * n_columns + column);
  if (n == 0)
    return TRUE;
  passages = tri_library_read_passages (self, text, first, n, error);
  if (!passages)
    return FALSE;
  for (guint i = from; i < rows->len; i++)
    {
      GPtrArray *cell = tri_row_get_cell (g_ptr_array_index (rows, i), column);
      guint n_here = g_array_index (counts, guint, (i - from) * n_columns + column);

      for (; n_here > 0 && at < passages->len; n_here--)
        g_ptr_array_add (cell, tri_passage_ref (g_ptr_array_index (passages, at++)));
    }
  return TRUE;
}

/* Appends the rows of @block from the @skip-th on, until there are @count. */
static gboolean
read_block (TriLibrary *self,
            Block *block,
            guint skip,
            guint64 from,
            guint count,
            GPtrArray *rows,
            GError **error)
{
  guint begin = rows->len;
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *firsts = g_new0 (guint, block->n_columns + 1);

  for (guint i = 0; i < block->n_rows && rows->len < count; i++)
    {
      if (!next_row (block, error))
        return FALSE;
      if (i < skip)
        continue;
      if (i == skip)
        memcpy (firsts, block->ords, block->n_columns * sizeof firsts[0]);
      g_array_append_vals (counts, block->counts, block->n_columns);
      g_ptr_array_add (rows, tri_row_new (from + rows->len, block->n_columns));
    }
  for (guint i = 0; i < block->n_columns; i++)
    if (!fill_column (self,
                      rows,
                      begin,
                      i,
                      block->texts[i],
                      firsts[i],
                      counts,
                      block->n_columns,
                      error))
      return FALSE;
  return TRUE;
}

/**
 * tri_library_read_rows:
 * @from: an ordinal
 *
 * Reads a window of the rows of a strand, with their passages. It takes the same time anywhere in a
 * work of any size.
 *
 * Returns: (transfer full) (element-type TriRow): @count rows, fewer at the end; %NULL on error
 */
GPtrArray *
tri_library_read_rows (TriLibrary *self,
                       gint64 work,
                       guint strand,
                       guint64 from,
                       guint count,
                       GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_row_unref);
  GError *local = NULL;

  while (rows->len < count)
    {
      guint64 row = from + rows->len;
      gint64 id = find_block (self, work, strand, &row, &local);
      g_auto (Block) block = { 0 };

      if (id == 0)
        break;
      if (!open_block (self, id, &block, &local)
          || !read_block (self, &block, (guint) row, from, count, rows, &local))
        break;
    }
  if (!local)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/* The number of rows before a block. */
static guint64
count_before (TriLibrary *self, gint64 block)
{
  static const char sql[] = "SELECT coalesce ((SELECT sum (o.row_count) FROM row_blocks o"
                            "                  WHERE o.grp = b.grp AND o.ord < b.ord), 0)"
                            " + coalesce ((SELECT sum (h.row_count) FROM row_groups h"
                            "              WHERE h.work = g.work AND h.strand = g.strand AND "
                            "h.ord < g.ord), 0)"
                            " FROM row_blocks b JOIN row_groups g ON g.id = b.grp WHERE b.id = ?";

  return (guint64) tri_library_ask (self, sql, block, 0);
}

/* The block of rows that the passage at @ord stands in, and its row there. */
gboolean
tri_library_find_block (TriLibrary *self, gint64 text, guint ord, gint64 *id, guint *row)
{
  static const char sql[] = "SELECT block FROM block_starts WHERE text = ? AND first <= ?"
                            " ORDER BY first DESC, block DESC LIMIT 1";
  g_auto (Block) block = { 0 };
  guint column = 0;

  *id = ask_two (self, sql, text, ord, 0);
  if (*id == 0 || !open_block (self, *id, &block, NULL))
    return FALSE;
  while (column < block.n_columns && block.texts[column] != text)
    column++;
  for (guint i = 0; column < block.n_columns && i < block.n_rows; i++)
    {
      if (!next_row (&block, NULL))
        return FALSE;
      if (ord < block.ords[column] + block.counts[column])
        {
          *row = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * tri_library_find_row:
 * @row: (out): its place in the strand of the text
 *
 * Finds the row that the passage at @ord stands in.
 *
 * Returns: %FALSE when it stands in none
 */
gboolean
tri_library_find_row (TriLibrary *self, gint64 text, guint ord, guint64 *row)
{
  gint64 block = 0;
  guint at = 0;

  if (!tri_library_find_block (self, text, ord, &block, &at))
    return FALSE;
  *row = count_before (self, block) + at;
  return TRUE;
}
