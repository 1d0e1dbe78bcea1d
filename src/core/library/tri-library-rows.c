/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "library/tri-row-block.h"

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
            TriRowBlock *block,
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
      if (!tri_row_block_next (block, error))
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
      gint64 id = tri_row_block_find (self, work, strand, &row, &local);
      g_auto (TriRowBlock) block = { 0 };

      if (id == 0)
        break;
      if (!tri_row_block_open (&block, self, id, &local)
          || !read_block (self, &block, (guint) row, from, count, rows, &local))
        break;
    }
  if (!local)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/* The block of rows that the passage at @ord stands in, and its row there. */
gboolean
tri_library_find_block (TriLibrary *self, gint64 text, guint ord, gint64 *id, guint *row)
{
  g_auto (TriRowBlock) block = { 0 };
  guint column = 0;

  *id = tri_row_block_find_passage (self, text, ord);
  if (*id == 0 || !tri_row_block_open (&block, self, *id, NULL))
    return FALSE;
  while (column < block.n_columns && block.texts[column] != text)
    column++;
  for (guint i = 0; column < block.n_columns && i < block.n_rows; i++)
    {
      if (!tri_row_block_next (&block, NULL))
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
  *row = tri_row_block_count_before (self, block) + at;
  return TRUE;
}
