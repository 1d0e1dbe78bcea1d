/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-summary.h"

#include "library/tri-library-links.h"
#include "model/tri-link.h"

/* A link as far as it has members in the block. */
typedef struct
{
  TriStatus status;
  TriLinkKind kind;
  double score; /* below 0: none */
  guint row;
  guint counts[]; /* of each column */
} Tie;

/* A sentence, or a passage without any, in the block. */
typedef struct
{
  guint row;
  guint chars;
  /* of all texts; NULL: none */
  const Tie *tie;
} Unit;

/* A passage, and its first sentence among the units of its column. */
typedef struct
{
  guint first;
  guint n;
  guint row;
} Place;

typedef struct
{
  TriLibrary *library;
  TriRowBlock block;
  guint *firsts;
  GArray **places; /* of each column: Place */
  GArray **units;  /* of each column: Unit */
  GHashTable *ties;
  GError **error;
} Maker;

static gboolean
add_places (Maker *self)
{
  TriRowBlock *block = &self->block;

  self->firsts = g_memdup2 (block->ords, block->n_columns * sizeof (guint));
  for (guint row = 0; row < block->n_rows; row++)
    {
      if (!tri_row_block_next (block, self->error))
        return FALSE;
      for (guint column = 0; column < block->n_columns; column++)
        for (guint i = 0; i < block->counts[column]; i++)
          {
            Place place = { 0, 0, row };

            g_array_append_val (self->places[column], place);
          }
    }
  return TRUE;
}

static void
add_units (Maker *self, guint column, Place *place, const guint8 *bytes, gsize size)
{
  TriUnpacker unpacker = { bytes, bytes + size };
  g_autoptr (GArray) ranges = tri_range_array_new ();

  place->first = self->units[column]->len;
  if (bytes)
    tri_unpack_ranges (&unpacker, ranges, NULL);
  for (guint i = 0; i < ranges->len; i++)
    {
      const TriRange *range = &g_array_index (ranges, TriRange, i);
      Unit unit = { place->row, range->end - range->start, NULL };

      g_array_append_val (self->units[column], unit);
    }
  place->n = ranges->len;
}

static gboolean
read_units (Maker *self, guint column)
{
  static const char sql[] = "SELECT ord, sentences FROM passages"
                            " WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->block.texts[column]);
  sqlite3_bind_int64 (statement, 2, self->firsts[column]);
  sqlite3_bind_int64 (statement, 3, (gint64) self->firsts[column] + self->places[column]->len);
  while (tri_library_next (self->library, statement, &local))
    {
      guint ord = (guint) sqlite3_column_int64 (statement, 0);
      Place *place = &g_array_index (self->places[column], Place, ord - self->firsts[column]);

      add_units (self,
                 column,
                 place,
                 sqlite3_column_blob (statement, 1),
                 (gsize) sqlite3_column_bytes (statement, 1));
    }
  if (local)
    g_propagate_error (self->error, local);
  return local == NULL;
}

static void
mark_units (Maker *self, guint column, const Place *place, int sentence, const Tie *tie)
{
  guint first = sentence < 0 ? 0 : (guint) sentence;
  guint end = sentence < 0 ? place->n : MIN (place->n, (guint) sentence + 1);

  for (guint i = first; i < end; i++)
    {
      Unit *unit = &g_array_index (self->units[column], Unit, place->first + i);

      if (tie->kind == TRI_LINK_GROUP && (sentence >= 0 || !unit->tie))
        unit->tie = tie;
    }
}

static Tie *
get_tie (Maker *self, TriStatement *row, guint place_row)
{
  gint64 id = sqlite3_column_int64 (row, 0);
  Tie *tie = g_hash_table_lookup (self->ties, &id);

  if (tie)
    return tie;
  tie = g_malloc0 (sizeof *tie + (self->block.n_columns + 1) * sizeof (guint));
  tie->status = (TriStatus) tri_statement_get_enum (row, 3, TRI_STATUS_CONFIRMED + 1);
  tie->kind = (TriLinkKind) tri_statement_get_enum (row, 4, TRI_LINK_REJECTED + 1);
  tie->score = sqlite3_column_type (row, 5) == SQLITE_NULL ? -1 : sqlite3_column_double (row, 5);
  tie->row = place_row;
  g_hash_table_insert (self->ties, g_memdup2 (&id, sizeof id), tie);
  return tie;
}

static gboolean
read_ties (Maker *self, guint column)
{
  static const char sql[] = "SELECT m.link, p.ord, m.sentence, l.status, l.kind, l.score"
                            " FROM passages p CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind < 3"
                            " WHERE p.text = ? AND p.ord >= ? AND p.ord < ? AND l.kind <> 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->block.texts[column]);
  sqlite3_bind_int64 (statement, 2, self->firsts[column]);
  sqlite3_bind_int64 (statement, 3, (gint64) self->firsts[column] + self->places[column]->len);
  while (tri_library_next (self->library, statement, &local))
    {
      guint ord = (guint) sqlite3_column_int64 (statement, 1);
      const Place *place = &g_array_index (self->places[column],
                                           Place,
                                           ord - self->firsts[column]);
      Tie *tie = get_tie (self, statement, place->row);

      tie->counts[column]++;
      mark_units (self, column, place, sqlite3_column_int (statement, 2), tie);
    }
  if (local)
    g_propagate_error (self->error, local);
  return local == NULL;
}

static guint
get_flags (const Tie *tie, guint n_columns)
{
  guint flags = 0;

  if (tie->status != TRI_STATUS_COMPUTED)
    flags |= TRI_ROW_FIXED;
  else if (tie->kind == TRI_LINK_GROUP)
    flags |= TRI_ROW_UNCONFIRMED;
  if (flags & TRI_ROW_UNCONFIRMED && tie->score >= 0 && tie->score < TRI_LINK_DOUBTFUL)
    flags |= TRI_ROW_DOUBTFUL;
  for (guint i = 0; i < n_columns; i++)
    if (tie->counts[i] != 1)
      flags |= TRI_ROW_UNEVEN;
  return flags;
}

/* What the rows have together. */
typedef struct
{
  guint flags;
  guint n_scores;
  double scores;
} Sum;

static void
add_up_ties (Maker *self, Sum *sums)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->ties);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Tie *tie = value;
      Sum *sum = &sums[tie->row];

      sum->flags |= get_flags (tie, self->block.n_columns);
      if (tie->kind == TRI_LINK_GROUP && tie->status == TRI_STATUS_COMPUTED && tie->score >= 0)
        {
          sum->n_scores++;
          sum->scores += tie->score;
        }
    }
}

static gboolean
is_omitted (const Unit *unit, guint n_columns)
{
  for (guint i = 0; unit->tie && i < n_columns; i++)
    if (unit->tie->counts[i] == 0)
      return TRUE;
  return !unit->tie && n_columns > 1;
}

static void
add_up_units (Maker *self, Sum *sums, TriCellSummary *cells)
{
  guint n_columns = self->block.n_columns;

  for (guint column = 0; column < n_columns; column++)
    for (guint i = 0; i < self->units[column]->len; i++)
      {
        const Unit *unit = &g_array_index (self->units[column], Unit, i);
        TriCellSummary *cell = &cells[unit->row * n_columns + column];

        cell->sentences++;
        cell->chars += unit->chars;
        cell->omitted += is_omitted (unit, n_columns);
        if (!unit->tie && n_columns > 1)
          sums[unit->row].flags |= TRI_ROW_UNEVEN;
      }
}

static GBytes *
pack (Maker *self)
{
  guint n_columns = self->block.n_columns;
  g_autofree Sum *sums = g_new0 (Sum, self->block.n_rows + 1);
  g_autofree TriCellSummary *cells = NULL;
  GByteArray *out = g_byte_array_new ();

  cells = g_new0 (TriCellSummary, (gsize) self->block.n_rows * n_columns + 1);
  add_up_ties (self, sums);
  add_up_units (self, sums, cells);
  for (guint row = 0; row < self->block.n_rows; row++)
    {
      double mean = sums[row].n_scores > 0 ? sums[row].scores / sums[row].n_scores : -1;

      tri_pack_number (out, sums[row].flags);
      tri_pack_number (out, mean < 0 ? 0 : (guint64) (mean * 100 + 0.5) + 1);
      for (guint i = row * n_columns; i < (row + 1) * n_columns; i++)
        {
          tri_pack_number (out, cells[i].sentences);
          tri_pack_number (out, cells[i].omitted);
          tri_pack_number (out, cells[i].chars);
        }
    }
  return g_byte_array_free_to_bytes (out);
}

static GArray **
new_columns (guint n, gsize size)
{
  GArray **columns = g_new0 (GArray *, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = g_array_new (FALSE, FALSE, (guint) size);
  return columns;
}

static void
free_columns (GArray **columns)
{
  for (guint i = 0; columns && columns[i]; i++)
    g_array_unref (columns[i]);
  g_free (columns);
}

static void
clear_maker (Maker *self)
{
  tri_row_block_clear (&self->block);
  g_free (self->firsts);
  free_columns (self->places);
  free_columns (self->units);
  g_hash_table_unref (self->ties);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, clear_maker)

/* Computes the summary of a block. */
static GBytes *
make_summary (TriLibrary *library, gint64 block, GError **error)
{
  g_auto (Maker) maker = { .library = library, .error = error };

  maker.ties = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!tri_row_block_open (&maker.block, library, block, error))
    return NULL;
  maker.places = new_columns (maker.block.n_columns, sizeof (Place));
  maker.units = new_columns (maker.block.n_columns, sizeof (Unit));
  if (!add_places (&maker))
    return NULL;
  for (guint i = 0; i < maker.block.n_columns; i++)
    if (!read_units (&maker, i))
      return NULL;
  for (guint i = 0; i < maker.block.n_columns; i++)
    if (!read_ties (&maker, i))
      return NULL;
  return pack (&maker);
}

static GBytes *
read_stored (TriLibrary *library, gint64 block)
{
  static const char sql[] = "SELECT summary FROM row_blocks WHERE id = ? AND summary IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, block);
  if (!tri_library_next (library, statement, NULL))
    return NULL;
  return g_bytes_new (sqlite3_column_blob (statement, 0),
                      (gsize) sqlite3_column_bytes (statement, 0));
}

GBytes *
tri_link_summary_get (TriLibrary *library, gint64 block, GError **error)
{
  GBytes *stored = read_stored (library, block);

  return stored ? stored : make_summary (library, block, error);
}

gboolean
tri_link_summary_store (TriLibrary *library, gint64 block, GError **error)
{
  static const char sql[] = "UPDATE row_blocks SET summary = ? WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GBytes) summary = make_summary (library, block, error);

  if (!statement || !summary)
    return FALSE;
  sqlite3_bind_blob (statement,
                     1,
                     g_bytes_get_data (summary, NULL),
                     (int) g_bytes_get_size (summary),
                     SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, block);
  return tri_library_run (library, statement, error);
}

gboolean
tri_link_summary_next (TriUnpacker *unpacker, guint n_columns, TriRowSummary *row)
{
  guint64 flags, percent, numbers[3];

  if (!tri_unpack_number (unpacker, &flags, NULL) || !tri_unpack_number (unpacker, &percent, NULL))
    return FALSE;
  row->flags = (guint) flags;
  row->percent = (int) MIN (percent, 101) - 1;
  for (guint i = 0; i < n_columns; i++)
    {
      for (guint n = 0; n < 3; n++)
        if (!tri_unpack_number (unpacker, &numbers[n], NULL))
          return FALSE;
      row->cells[i].sentences = (guint) numbers[0];
      row->cells[i].omitted = (guint) numbers[1];
      row->cells[i].chars = (guint) numbers[2];
    }
  return TRUE;
}

static gint64
find_block (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT text, ord FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (library, statement, NULL))
    return 0;
  return tri_row_block_find_passage (library,
                                     sqlite3_column_int64 (statement, 0),
                                     (guint) sqlite3_column_int64 (statement, 1));
}

gboolean
tri_link_summary_forget (TriLibrary *library, const GArray *passages, GError **error)
{
  static const char sql[] = "UPDATE row_blocks SET summary = NULL WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < passages->len; i++)
    {
      sqlite3_bind_int64 (statement,
                          1,
                          find_block (library, g_array_index (passages, gint64, i)));
      if (!tri_library_run (library, statement, error))
        return FALSE;
    }
  return TRUE;
}
