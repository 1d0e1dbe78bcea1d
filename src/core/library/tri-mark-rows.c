/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-rows.h"

#include "library/tri-row-block.h"

#include <string.h>

#define STRAND_SHIFT 40
/* To look into a block for itself costs as much as to read so many in a row. */
#define BLOCKS_OF_ONE 16

/* A block of rows, as far as one text is concerned. */
typedef struct
{
  gint64 text;
  guint64 strand;
  guint first; /* the ord it begins with */
  guint64 row; /* the row it begins with */
  guint n;
  guint ends[512]; /* for each row the ord behind what it takes */
} Part;

struct _TriMarkRows
{
  TriLibrary *library;
  GHashTable *parts; /* gint64 → Part */
};

/* --- Order */

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_in_text (const TriMarkKey *one, const TriMarkKey *other)
{
  if (one->text_ord != other->text_ord)
    return compare_numbers (one->text_ord, other->text_ord);
  if (one->text != other->text)
    return compare_numbers (one->text, other->text);
  if (one->ord != other->ord)
    return compare_numbers (one->ord, other->ord);
  if (one->start != other->start)
    return compare_numbers (one->start, other->start);
  return compare_numbers (one->id, other->id);
}

int
tri_mark_key_compare_texts (gconstpointer a, gconstpointer b)
{
  const TriMarkKey *one = a;
  const TriMarkKey *other = b;

  return one->work != other->work ? compare_numbers (one->work, other->work)
                                  : compare_in_text (one, other);
}

int
tri_mark_key_compare_rows (gconstpointer a, gconstpointer b)
{
  const TriMarkKey *one = a;
  const TriMarkKey *other = b;

  if (one->work != other->work)
    return compare_numbers (one->work, other->work);
  if (one->place != other->place)
    return one->place < other->place ? -1 : 1;
  return compare_in_text (one, other);
}

int
tri_mark_key_compare_dates (gconstpointer a, gconstpointer b)
{
  const TriMarkKey *one = a;
  const TriMarkKey *other = b;
  int difference = compare_numbers (other->created, one->created);

  return difference ? difference : compare_numbers (other->id, one->id);
}

/* --- One passage */

TriMarkRows *
tri_mark_rows_new (TriLibrary *library)
{
  TriMarkRows *self = g_new0 (TriMarkRows, 1);

  self->library = library;
  self->parts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return self;
}

void
tri_mark_rows_free (TriMarkRows *self)
{
  g_hash_table_unref (self->parts);
  g_free (self);
}

static Part *
ensure_part (TriMarkRows *self, gint64 text)
{
  static const char sql[] = "SELECT strand FROM texts WHERE id = ?";
  Part *part = g_hash_table_lookup (self->parts, &text);

  if (part)
    return part;
  part = g_new0 (Part, 1);
  part->text = text;
  part->strand = (guint64) tri_library_ask (self->library, sql, text, 0);
  g_hash_table_insert (self->parts, &part->text, part);
  return part;
}

static gboolean
is_in_part (const Part *part, guint ord)
{
  return part->n > 0 && ord >= part->first && ord < part->ends[part->n - 1];
}

/* FALSE when @ord stands in no row. */
static gboolean
read_part (TriMarkRows *self, Part *part, guint ord)
{
  g_auto (TriRowBlock) block = { 0 };
  gint64 id = tri_row_block_find_passage (self->library, part->text, ord);
  guint column = 0;

  part->n = 0;
  if (id == 0 || !tri_row_block_open (&block, self->library, id, NULL))
    return FALSE;
  while (column < block.n_columns && block.texts[column] != part->text)
    column++;
  if (column == block.n_columns)
    return FALSE;
  part->first = block.ords[column];
  part->row = tri_row_block_count_before (self->library, id);
  for (guint i = 0; i < MIN (block.n_rows, G_N_ELEMENTS (part->ends)); i++)
    {
      if (!tri_row_block_next (&block, NULL))
        return FALSE;
      part->ends[part->n++] = block.ords[column] + block.counts[column];
    }
  return is_in_part (part, ord);
}

guint64
tri_mark_rows_find (TriMarkRows *self, gint64 text, guint ord)
{
  Part *part = ensure_part (self, text);
  guint first = 0;
  guint n;

  if (!is_in_part (part, ord) && !read_part (self, part, ord))
    return TRI_MARK_NO_ROW;
  for (n = part->n; n > 0;)
    {
      guint half = n / 2;

      if (part->ends[first + half] > ord)
        n = half;
      else
        {
          first += half + 1;
          n -= half + 1;
        }
    }
  return part->strand << STRAND_SHIFT | (part->row + first);
}

/* --- Many */

/* The keys of one text that have no place yet, and how far its passages are read. */
typedef struct
{
  gint64 text;
  TriMarkKey *keys;
  guint n;
  guint64 ord;
} Column;

static void
find_each (TriMarkRows *self, Column *column)
{
  for (guint i = 0; i < column->n; i++)
    column->keys[i].place = tri_mark_rows_find (self, column->text, column->keys[i].ord);
}

/* Rows take the passages of each text one after the other, so that they need only be counted. */
static gboolean
lay_block (GArray *columns, TriUnpacker *cells, guint n_rows, guint64 place, GError **error)
{
  Column *all = (Column *) (gpointer) columns->data;

  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < columns->len; i++)
      {
        guint64 count = 0;

        if (!tri_unpack_number (cells, &count, error))
          return FALSE;
        all[i].ord += count;
        for (; all[i].n > 0 && all[i].keys->ord < all[i].ord; all[i].n--)
          (all[i].keys++)->place = place + row;
      }
  return TRUE;
}

static gboolean
read_strand (TriMarkRows *self, gint64 work, guint strand, GArray *columns, GError **error)
{
  static const char sql[] = "SELECT b.row_count, b.cells FROM row_groups AS g"
                            " CROSS JOIN row_blocks AS b ON b.grp = g.id"
                            " WHERE g.work = ? AND g.strand = ? ORDER BY g.ord, b.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  guint64 place = (guint64) strand << STRAND_SHIFT;
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, strand);
  while (tri_library_next (self->library, statement, &local))
    {
      guint n_rows = (guint) sqlite3_column_int64 (statement, 0);
      TriUnpacker cells = { .at = sqlite3_column_blob (statement, 1) };

      cells.end = cells.at + sqlite3_column_bytes (statement, 1);
      if (!lay_block (columns, &cells, n_rows, place, &local))
        break;
      place += n_rows;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static GArray *
list_columns (TriMarkRows *self, gint64 work, guint strand, GError **error)
{
  static const char sql[] = "SELECT id FROM texts WHERE work = ? AND strand = ? ORDER BY col";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (Column));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, strand);
  while (tri_library_next (self->library, statement, &local))
    {
      Column column = { .text = sqlite3_column_int64 (statement, 0) };

      g_array_append_val (columns, column);
    }
  if (!local)
    return g_steal_pointer (&columns);
  g_propagate_error (error, local);
  return NULL;
}

/* Returns how many keys are of these texts. */
static guint
share_out (GArray *columns, TriMarkKey *keys, guint n)
{
  guint n_shared = 0;

  for (guint i = 0; i < n;)
    {
      guint end = i + 1;

      while (end < n && keys[end].text == keys[i].text)
        end++;
      for (guint j = 0; j < columns->len; j++)
        {
          Column *column = &g_array_index (columns, Column, j);

          if (column->text != keys[i].text)
            continue;
          column->keys = &keys[i];
          column->n = end - i;
          n_shared += end - i;
        }
      i = end;
    }
  return n_shared;
}

static guint
count_blocks (TriMarkRows *self, gint64 work, guint strand)
{
  static const char sql[] = "SELECT count (*) FROM row_groups AS g"
                            " CROSS JOIN row_blocks AS b ON b.grp = g.id"
                            " WHERE g.work = ? AND g.strand = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, strand);
  return tri_library_next (self->library, statement, NULL)
             ? (guint) sqlite3_column_int64 (statement, 0)
             : 0;
}

static gboolean
lay_strand (TriMarkRows *self, TriMarkKey *keys, guint n, guint strand, GError **error)
{
  g_autoptr (GArray) columns = list_columns (self, keys->work, strand, error);
  guint n_keys;

  if (!columns)
    return FALSE;
  n_keys = share_out (columns, keys, n);
  if (n_keys == 0)
    return TRUE;
  if (n_keys >= count_blocks (self, keys->work, strand) / BLOCKS_OF_ONE)
    return read_strand (self, keys->work, strand, columns, error);
  for (guint i = 0; i < columns->len; i++)
    find_each (self, &g_array_index (columns, Column, i));
  return TRUE;
}

gboolean
tri_mark_rows_lay (TriMarkRows *self, GArray *keys, GError **error)
{
  static const char sql[] = "SELECT coalesce (max (strand) + 1, 0) FROM texts WHERE work = ?";
  TriMarkKey *all = (TriMarkKey *) (gpointer) keys->data;

  for (guint i = 0; i < keys->len;)
    {
      guint end = i;
      guint n_strands = (guint) tri_library_ask (self->library, sql, all[i].work, 0);

      for (; end < keys->len && all[end].work == all[i].work; end++)
        all[end].place = TRI_MARK_NO_ROW;
      for (guint strand = 0; strand < n_strands; strand++)
        if (!lay_strand (self, &all[i], end - i, strand, error))
          return FALSE;
      i = end;
    }
  return TRUE;
}
