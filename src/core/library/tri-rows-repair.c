/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-rows-repair.h"

#include "library/tri-batch.h"
#include "library/tri-mark-words.h"
#include "library/tri-row-block.h"
#include "library/tri-rows.h"

/* Every block begins and ends between two rows, so the blocks that hold the passages can be taken
 * out, their passages laid out anew by the same rules as a whole strand, and put back:
 *
 *     … | block 7 | block 8 | block 9 | …      a link from 8 into 9 changed: 8 and 9 are renumbered
 *                 ├─────────┴─────────┤        from the passages that 8 begins with
 *                 └ texts 200, 212 … ─┘        to those that 10 begins with
 */

/* A change that reaches farther is one of the whole strand. */
#define MAX_BLOCKS 64
/* Blocks are filled up to twice the size they are made with. */
#define MAX_ROWS_IN_BLOCK 256
#define ROWS_IN_BLOCK 128

typedef struct
{
  gint64 id;
  gint64 group;
  guint group_ord;
  guint ord;
  guint n_rows;
} Block;

typedef struct
{
  TriLibrary *library;
  gint64 work;
  guint strand;
  GArray *texts;  /* gint64, by column */
  GArray *blocks; /* Block: those to be renumbered, in order */
  guint *firsts;  /* what they begin with, by column */
  guint *ends;    /* and where they end */
  GArray *counts; /* guint: the new rows, one number a column */
  guint *ords;    /* what the block being written begins with */
  GError **error;
} Repair;

static gboolean
ask_place (TriLibrary *self, gint64 passage, gint64 *text, guint *ord, guint *strand, gint64 *work)
{
  static const char sql[] = "SELECT p.text, p.ord, t.strand, t.work FROM passages p"
                            " JOIN texts t ON t.id = p.text WHERE p.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (self, statement, NULL))
    return FALSE;
  *text = sqlite3_column_int64 (statement, 0);
  *ord = (guint) sqlite3_column_int64 (statement, 1);
  *strand = (guint) sqlite3_column_int64 (statement, 2);
  *work = sqlite3_column_int64 (statement, 3);
  return TRUE;
}

static gboolean
read_block (TriLibrary *self, gint64 id, Block *block)
{
  static const char sql[] = "SELECT b.id, b.grp, g.ord, b.ord, b.row_count FROM row_blocks b"
                            " JOIN row_groups g ON g.id = b.grp WHERE b.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!tri_library_next (self, statement, NULL))
    return FALSE;
  block->id = id;
  block->group = sqlite3_column_int64 (statement, 1);
  block->group_ord = (guint) sqlite3_column_int64 (statement, 2);
  block->ord = (guint) sqlite3_column_int64 (statement, 3);
  block->n_rows = (guint) sqlite3_column_int64 (statement, 4);
  return TRUE;
}

static gboolean
is_before (const Block *a, const Block *b)
{
  return a->group_ord != b->group_ord ? a->group_ord < b->group_ord : a->ord < b->ord;
}

/* All that the links of the passages tie, with the passages themselves. */
static GArray *
list_tied (TriLibrary *self, const GArray *passages, GError **error)
{
  static const char sql[] = "SELECT DISTINCT o.passage FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link"
                            " CROSS JOIN link_members o ON o.link = l.id"
                            " WHERE m.passage = ? AND l.kind = 0 AND l.relation = 0";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) tied = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return NULL;
  g_array_append_vals (tied, passages->data, passages->len);
  for (guint i = 0; i < passages->len && !local; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (passages, gint64, i));
      while (tri_library_next (self, statement, &local))
        {
          gint64 passage = sqlite3_column_int64 (statement, 0);

          g_array_append_val (tied, passage);
        }
      sqlite3_reset (statement);
    }
  if (!local)
    return g_steal_pointer (&tied);
  g_propagate_error (error, local);
  return NULL;
}

/* Finds the first and last block that hold a tied passage. FALSE when they stand in several
 * strands, or too far from one another: then all rows of the work are made again. */
static gboolean
find_ends (Repair *self, const GArray *tied, Block *first, Block *last)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < tied->len; i++)
    {
      gint64 text, work;
      guint ord, strand;
      Block block;

      if (!ask_place (self->library, g_array_index (tied, gint64, i), &text, &ord, &strand, &work))
        continue;
      if (work != self->work || (is_known && strand != self->strand))
        return FALSE;
      self->strand = strand;
      if (!read_block (self->library,
                       tri_row_block_find_passage (self->library, text, ord),
                       &block))
        return FALSE;
      if (!is_known || is_before (&block, first))
        *first = block;
      if (!is_known || is_before (last, &block))
        *last = block;
      is_known = TRUE;
    }
  return is_known;
}

static gboolean
list_blocks (Repair *self, const Block *first, const Block *last)
{
  static const char sql[] = "SELECT b.id, b.grp, g.ord, b.ord, b.row_count FROM row_groups g"
                            " CROSS JOIN row_blocks b ON b.grp = g.id"
                            " WHERE g.work = ?1 AND g.strand = ?2"
                            " AND (g.ord, b.ord) >= (?3, ?4) AND (g.ord, b.ord) <= (?5, ?6)"
                            " ORDER BY g.ord, b.ord LIMIT ?7";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  sqlite3_bind_int64 (statement, 2, self->strand);
  sqlite3_bind_int64 (statement, 3, first->group_ord);
  sqlite3_bind_int64 (statement, 4, first->ord);
  sqlite3_bind_int64 (statement, 5, last->group_ord);
  sqlite3_bind_int64 (statement, 6, last->ord);
  sqlite3_bind_int (statement, 7, MAX_BLOCKS + 1);
  while (tri_library_next (self->library, statement, self->error))
    {
      Block block = {
        sqlite3_column_int64 (statement, 0),
        sqlite3_column_int64 (statement, 1),
        (guint) sqlite3_column_int64 (statement, 2),
        (guint) sqlite3_column_int64 (statement, 3),
        (guint) sqlite3_column_int64 (statement, 4),
      };

      g_array_append_val (self->blocks, block);
    }
  return self->blocks->len > 0 && self->blocks->len <= MAX_BLOCKS;
}

/* Where the blocks begin and end in each text. */
static gboolean
find_extent (Repair *self)
{
  g_auto (TriRowBlock) first = { 0 };
  g_auto (TriRowBlock) last = { 0 };
  const Block *blocks = (const Block *) (gpointer) self->blocks->data;

  if (!tri_row_block_open (&first, self->library, blocks[0].id, self->error)
      || !tri_row_block_open (&last,
                              self->library,
                              blocks[self->blocks->len - 1].id,
                              self->error)
      || first.n_columns != last.n_columns)
    return FALSE;
  for (guint i = 0; i < last.n_rows; i++)
    if (!tri_row_block_next (&last, self->error))
      return FALSE;
  g_array_append_vals (self->texts, first.texts, first.n_columns);
  self->firsts = g_memdup2 (first.ords, first.n_columns * sizeof (guint));
  self->ords = g_memdup2 (first.ords, first.n_columns * sizeof (guint));
  self->ends = g_new0 (guint, first.n_columns + 1);
  for (guint i = 0; i < last.n_columns; i++)
    self->ends[i] = last.ords[i] + last.counts[i];
  return TRUE;
}

static gboolean
add_passages (Repair *self, TriRows *rows, guint column)
{
  static const char sql[] = "SELECT id, kind = 5 FROM passages"
                            " WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  gint64 text = g_array_index (self->texts, gint64, column);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_rows_add_text (rows, text);
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, self->firsts[column]);
  sqlite3_bind_int64 (statement, 3, self->ends[column]);
  while (tri_library_next (self->library, statement, &local))
    tri_rows_add_passage (rows,
                          sqlite3_column_int64 (statement, 0),
                          sqlite3_column_int (statement, 1));
  if (local)
    g_propagate_error (self->error, local);
  return local == NULL;
}

/* Each link once for each of its texts here, which does no harm. */
static gboolean
add_links (Repair *self, TriRows *rows, guint column)
{
  static const char sql[] = "SELECT o.link, o.passage FROM"
                            " (SELECT DISTINCT m.link AS id FROM passages p"
                            "  CROSS JOIN link_members m ON m.passage = p.id"
                            "  WHERE p.text = ? AND p.ord >= ? AND p.ord < ?) AS h"
                            " CROSS JOIN links l ON l.id = h.id AND l.kind = 0"
                            "  AND l.relation = 0"
                            " CROSS JOIN link_members o ON o.link = l.id ORDER BY o.link";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;
  gint64 link = 0;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_array_index (self->texts, gint64, column));
  sqlite3_bind_int64 (statement, 2, self->firsts[column]);
  sqlite3_bind_int64 (statement, 3, self->ends[column]);
  while (tri_library_next (self->library, statement, &local))
    {
      gint64 passage = sqlite3_column_int64 (statement, 1);

      if (sqlite3_column_int64 (statement, 0) != link)
        {
          tri_rows_add_link (rows, (gint64 *) (gpointer) members->data, members->len);
          g_array_set_size (members, 0);
        }
      link = sqlite3_column_int64 (statement, 0);
      g_array_append_val (members, passage);
    }
  tri_rows_add_link (rows, (gint64 *) (gpointer) members->data, members->len);
  if (local)
    g_propagate_error (self->error, local);
  return local == NULL;
}

static gboolean
keep_row (const guint *counts, guint n_columns, gpointer data)
{
  Repair *self = data;

  g_array_append_vals (self->counts, counts, n_columns);
  return TRUE;
}

static gboolean
lay_out (Repair *self)
{
  g_autoptr (TriRows) rows = tri_rows_new ();

  for (guint i = 0; i < self->texts->len; i++)
    if (!add_passages (self, rows, i))
      return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    if (!add_links (self, rows, i))
      return FALSE;
  tri_rows_join_texts (rows);
  return tri_rows_foreach (rows, 0, keep_row, self) && tri_rows_check (rows, self->error);
}

static gboolean
run_with (Repair *self, const char *sql, gint64 first, gint64 second, gint64 third)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  const gint64 arguments[] = { first, second, third };

  if (!statement)
    return FALSE;
  for (int i = 0; i < sqlite3_bind_parameter_count (statement); i++)
    sqlite3_bind_int64 (statement, i + 1, arguments[i]);
  return tri_library_run (self->library, statement, self->error);
}

/* Makes room behind a block in its group for another one. */
static gboolean
insert_block (Repair *self, Block *block)
{
  static const char move[] = "UPDATE row_blocks SET ord = ord + 1 WHERE grp = ? AND ord > ?";
  static const char insert[] = "INSERT INTO row_blocks (grp, ord, row_count, cells)"
                               " VALUES (?, ?, 0, x'')";

  if (!run_with (self, move, block->group, block->ord, 0)
      || !run_with (self, insert, block->group, block->ord + 1, 0))
    return FALSE;
  block->ord++;
  block->id = sqlite3_last_insert_rowid (self->library->db);
  return TRUE;
}

static gboolean
write_starts (Repair *self, gint64 block)
{
  static const char insert[] = "INSERT INTO block_starts (block, text, first) VALUES (?, ?, ?)";

  if (!run_with (self, "DELETE FROM block_starts WHERE block = ?", block, 0, 0))
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    if (!run_with (self,
                   insert,
                   block,
                   g_array_index (self->texts, gint64, i),
                   self->ords[i]))
      return FALSE;
  return TRUE;
}

static gboolean
write_block (Repair *self, gint64 block, guint first, guint n_rows)
{
  static const char sql[] = "UPDATE row_blocks SET row_count = ?, cells = ?, summary = NULL"
                            " WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  g_autoptr (GByteArray) cells = g_byte_array_new ();
  guint n_columns = self->texts->len;

  if (!statement || !write_starts (self, block))
    return FALSE;
  for (guint i = first * n_columns; i < (first + n_rows) * n_columns; i++)
    {
      guint count = g_array_index (self->counts, guint, i);

      tri_pack_number (cells, count);
      self->ords[i % n_columns] += count;
    }
  sqlite3_bind_int64 (statement, 1, n_rows);
  sqlite3_bind_blob (statement, 2, cells->data, (int) cells->len, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, block);
  return tri_library_run (self->library, statement, self->error);
}

/* As many rows in each block as were there, where that is possible: then the blocks behind a change
 * keep their borders. */
static guint
choose_size (Repair *self, guint index, guint n_left)
{
  guint n_blocks = self->blocks->len;
  guint n_behind = 0;
  guint size;

  if (index + 1 >= n_blocks)
    return n_left <= MAX_ROWS_IN_BLOCK ? n_left : ROWS_IN_BLOCK;
  for (guint i = index + 1; i < n_blocks; i++)
    n_behind += g_array_index (self->blocks, Block, i).n_rows;
  size = n_left > n_behind ? n_left - n_behind : 0;
  if (index > 0 || size > MAX_ROWS_IN_BLOCK)
    size = g_array_index (self->blocks, Block, index).n_rows;
  return MIN (MIN (size, MAX_ROWS_IN_BLOCK), n_left);
}

static gboolean
write_blocks (Repair *self)
{
  guint n_rows = self->counts->len / self->texts->len;
  guint done = 0;
  Block block = { 0 };

  for (guint i = 0; i < self->blocks->len || done < n_rows; i++)
    {
      guint size = choose_size (self, i, n_rows - done);

      if (i < self->blocks->len)
        block = g_array_index (self->blocks, Block, i);
      else if (!insert_block (self, &block))
        return FALSE;
      if (size == 0 && !run_with (self, "DELETE FROM row_blocks WHERE id = ?", block.id, 0, 0))
        return FALSE;
      if (size > 0 && !write_block (self, block.id, done, size))
        return FALSE;
      done += size;
    }
  return TRUE;
}

static gboolean
count_groups (Repair *self)
{
  static const char count[] = "UPDATE row_groups SET row_count = (SELECT coalesce"
                              " (sum (b.row_count), 0) FROM row_blocks b"
                              " WHERE b.grp = row_groups.id) WHERE id = ?";
  static const char drop[] = "DELETE FROM row_groups WHERE id = ? AND row_count = 0";
  gint64 last = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      gint64 group = g_array_index (self->blocks, Block, i).group;

      if (group != last
          && (!run_with (self, count, group, 0, 0) || !run_with (self, drop, group, 0, 0)))
        return FALSE;
      last = group;
    }
  return TRUE;
}

static gboolean
is_tied (TriLibrary *self, gint64 text)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM passages p"
                            " CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind = 0"
                            "  AND l.relation = 0"
                            " WHERE p.text = ?)";

  return tri_library_ask (self, sql, text, 1) != 0;
}

/* The last link of a text may have gone: then it leaves the strand. */
static gboolean
holds_together (Repair *self)
{
  for (guint i = 0; self->texts->len > 1 && i < self->texts->len; i++)
    if (!is_tied (self->library, g_array_index (self->texts, gint64, i)))
      return FALSE;
  return TRUE;
}

static void
clear_repair (Repair *self)
{
  g_array_unref (self->texts);
  g_array_unref (self->blocks);
  g_array_unref (self->counts);
  g_free (self->firsts);
  g_free (self->ends);
  g_free (self->ords);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Repair, clear_repair)

gboolean
tri_rows_repair (TriLibrary *self, gint64 work, const GArray *passages, GError **error)
{
  g_autoptr (GArray) tied = list_tied (self, passages, error);
  GError *local = NULL;
  g_auto (Repair) repair = {
    .library = self,
    .work = work,
    .texts = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .blocks = g_array_new (FALSE, FALSE, sizeof (Block)),
    .counts = g_array_new (FALSE, FALSE, sizeof (guint)),
    .error = &local,
  };
  Block first = { 0 };
  Block last = { 0 };
  gboolean is_local;

  if (!tied || !tri_mark_words_age_at (self, passages, error))
    return FALSE;
  if (tied->len == 0)
    return TRUE;
  is_local = find_ends (&repair, tied, &first, &last)
             && list_blocks (&repair, &first, &last)
             && find_extent (&repair)
             && holds_together (&repair);
  if (!local && !is_local)
    return tri_library_rebuild_rows (self, work, error);
  if (!local && lay_out (&repair) && write_blocks (&repair) && count_groups (&repair))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
