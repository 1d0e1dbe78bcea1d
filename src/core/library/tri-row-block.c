/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-row-block.h"

void
tri_row_block_clear (TriRowBlock *self)
{
  g_clear_pointer (&self->cells, g_bytes_unref);
  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->ords, g_free);
  g_clear_pointer (&self->counts, g_free);
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

gint64
tri_row_block_find (TriLibrary *self, gint64 work, guint strand, guint64 *row, GError **error)
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
read_starts (TriLibrary *self, TriRowBlock *block, GError **error)
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

gboolean
tri_row_block_open (TriRowBlock *block, TriLibrary *self, gint64 id, GError **error)
{
  static const char sql[] = "SELECT row_count, cells FROM row_blocks WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  gsize size;

  if (!statement)
    return FALSE;
  tri_row_block_clear (block);
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

gboolean
tri_row_block_next (TriRowBlock *self, GError **error)
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

/**
 * tri_row_block_find_passage:
 *
 * Several blocks begin with the same passage of a text when the text has nothing in some of them:
 * the last one holds it. Rows that are being written (strands below 0) do not count.
 */
gint64
tri_row_block_find_passage (TriLibrary *self, gint64 text, guint ord)
{
  static const char start[] = "SELECT s.first FROM block_starts s"
                              " CROSS JOIN row_blocks b ON b.id = s.block"
                              " CROSS JOIN row_groups g ON g.id = b.grp"
                              " WHERE s.text = ? AND s.first <= ? AND g.strand >= 0"
                              " ORDER BY s.first DESC LIMIT 1";
  static const char block[] = "SELECT s.block FROM block_starts s"
                              " CROSS JOIN row_blocks b ON b.id = s.block"
                              " CROSS JOIN row_groups g ON g.id = b.grp"
                              " WHERE s.text = ? AND s.first = ? AND g.strand >= 0"
                              " ORDER BY g.ord DESC, b.ord DESC LIMIT 1";
  gint64 first = ask_two (self, start, text, ord, -1);

  return first < 0 ? 0 : ask_two (self, block, text, first, 0);
}

guint64
tri_row_block_count_before (TriLibrary *self, gint64 block)
{
  static const char sql[] = "SELECT coalesce ((SELECT sum (o.row_count) FROM row_blocks o"
                            "                  WHERE o.grp = b.grp AND o.ord < b.ord), 0)"
                            " + coalesce ((SELECT sum (h.row_count) FROM row_groups h"
                            "              WHERE h.work = g.work AND h.strand = g.strand AND "
                            "h.ord < g.ord), 0)"
                            " FROM row_blocks b CROSS JOIN row_groups g ON g.id = b.grp"
                            " WHERE b.id = ?";

  return (guint64) tri_library_ask (self, sql, block, 0);
}
