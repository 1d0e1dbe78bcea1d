/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-find.h"

#include "library/tri-row-block.h"
#include "library/tri-library-works.h"

/* The first hits are handed over at once, the others at most so often and so many at a time, that
 * whoever takes them has time for something else. */
#define STEP_MICROSECONDS 40000
#define STEP_HITS 20000

/* A hit with its place in the block that it was found in. */
typedef struct
{
  TriFindHit hit;
  guint row;
  guint ord;
} Found;

/* Where the search begins: a place in the order in which one reads. */
typedef struct
{
  guint strand;
  gint64 block;
  guint row;
  guint column;
  guint ord;
} Origin;

typedef struct
{
  TriLibrary *library;
  const TriFindPlan *plan;
  TriFindFunc func;
  gpointer data;
  Origin origin;
  gboolean has_origin;
  gboolean is_before;
  gboolean is_over; /* nobody wants more */
  GArray *ranges;   /* TriRange, of one passage */
  GArray *in_block; /* Found */
  GArray *hits;     /* TriFindHit, that wait to be handed over */
  guint n_hits;
  guint n_slow;
  gint64 handed_over; /* when */
} Finding;

static void
hand_over (Finding *self)
{
  TriFindStep step = { (const TriFindHit *) (gconstpointer) self->hits->data,
                       self->hits->len,
                       self->is_before,
                       self->n_slow };

  self->is_over |= !self->func (&step, self->data) || self->n_hits >= TRI_FIND_MOST;
  self->handed_over = g_get_monotonic_time ();
  g_array_set_size (self->hits, 0);
}

static void
add_hit (Finding *self, const TriFindHit *hit)
{
  if (self->n_hits >= TRI_FIND_MOST)
    return;
  g_array_append_vals (self->hits, hit, 1);
  self->n_hits++;
  if (self->hits->len >= STEP_HITS || self->n_hits >= TRI_FIND_MOST)
    hand_over (self);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *first = a;
  const Found *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->hit.column != second->hit.column)
    return first->hit.column < second->hit.column ? -1 : 1;
  if (first->ord != second->ord)
    return first->ord < second->ord ? -1 : 1;
  return (first->hit.start > second->hit.start) - (first->hit.start < second->hit.start);
}

static gboolean
stands_before (const Found *found, const Origin *origin)
{
  if (found->row != origin->row)
    return found->row < origin->row;
  if (found->hit.column != origin->column)
    return found->hit.column < origin->column;
  return found->ord < origin->ord;
}

/* --- passages --- */

static void
match_passage (Finding *self, gint64 passage, guint ord, guint row, guint column, const char *text)
{
  g_array_set_size (self->ranges, 0);
  if (!tri_find_match (self->plan->find, text, self->ranges))
    self->n_slow++;
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const TriRange *range = &g_array_index (self->ranges, TriRange, i);
      Found found = { { passage,
                        range->start,
                        (guint16) MIN (range->end - range->start, G_MAXUINT16),
                        (guint16) column },
                      row,
                      ord };

      g_array_append_val (self->in_block, found);
    }
}

/* What the rows of a block take of one text. @ends: (element-type guint): for each row with which
 * passage the next one begins. */
static gboolean
read_column (Finding *self,
             gint64 text,
             guint column,
             guint first,
             const GArray *ends,
             GError **error)
{
  static const char sql[] = "SELECT id, ord, content FROM passages"
                            " WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = NULL;
  guint end = ends->len > 0 ? g_array_index (ends, guint, ends->len - 1) : first;
  GError *local = NULL;
  guint row = 0;

  if (end <= first)
    return TRUE;
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, end);
  while (tri_library_next (self->library, statement, &local))
    {
      guint ord = (guint) sqlite3_column_int64 (statement, 1);

      if (g_cancellable_set_error_if_cancelled (self->library->cancellable, error))
        return FALSE;
      if (self->n_slow >= TRI_FIND_MOST_SLOW)
        break;
      while (row + 1 < ends->len && ord >= g_array_index (ends, guint, row))
        row++;
      match_passage (self,
                     sqlite3_column_int64 (statement, 0),
                     ord,
                     row,
                     column,
                     tri_statement_get_text (statement, 2));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- blocks --- */

static gboolean
find_column (const Finding *self, gint64 text, guint *column)
{
  for (guint i = 0; i < self->plan->texts->len; i++)
    if (g_array_index (self->plan->texts, gint64, i) == text)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/* For each column of the block where its rows end, one array after the other. */
static GPtrArray *
read_ends (TriRowBlock *block, GError **error)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < block->n_columns; i++)
    g_ptr_array_add (ends, g_array_sized_new (FALSE, FALSE, sizeof (guint), block->n_rows));
  for (guint row = 0; row < block->n_rows; row++)
    {
      if (!tri_row_block_next (block, error))
        return NULL;
      for (guint i = 0; i < block->n_columns; i++)
        {
          guint end = block->ords[i] + block->counts[i];

          g_array_append_val (g_ptr_array_index (ends, i), end);
        }
    }
  return g_steal_pointer (&ends);
}

/* Takes what was found in the block, of the one with the origin the half that is wanted. */
static void
take_found (Finding *self, gboolean has_origin)
{
  g_array_sort (self->in_block, compare_found);
  for (guint i = 0; i < self->in_block->len; i++)
    {
      const Found *found = &g_array_index (self->in_block, Found, i);

      if (!has_origin || stands_before (found, &self->origin) == self->is_before)
        add_hit (self, &found->hit);
    }
}

static gboolean
find_in_block (Finding *self, gint64 id, gboolean has_origin, GError **error)
{
  g_auto (TriRowBlock) block = { 0 };
  g_autofree guint *firsts = NULL;
  g_autoptr (GPtrArray) ends = NULL;

  if (!tri_row_block_open (&block, self->library, id, error))
    return FALSE;
  firsts = g_memdup2 (block.ords, (block.n_columns + 1) * sizeof firsts[0]);
  ends = read_ends (&block, error);
  if (!ends)
    return FALSE;
  g_array_set_size (self->in_block, 0);
  for (guint i = 0; i < block.n_columns; i++)
    {
      guint column = 0;

      if (find_column (self, block.texts[i], &column)
          && !read_column (self,
                           block.texts[i],
                           column,
                           firsts[i],
                           g_ptr_array_index (ends, i),
                           error))
        return FALSE;
    }
  take_found (self, has_origin);
  self->is_over |= self->n_slow >= TRI_FIND_MOST_SLOW;
  if (self->hits->len > 0
      && g_get_monotonic_time () - self->handed_over > STEP_MICROSECONDS)
    hand_over (self);
  return TRUE;
}

/* --- the work --- */

/* (element-type gint64): of a strand, in order: a few bytes for 128 rows. */
static GArray *
list_blocks (TriLibrary *self, gint64 work, guint strand, GError **error)
{
  static const char sql[] = "SELECT b.id FROM row_groups g JOIN row_blocks b ON b.grp = g.id"
                            " WHERE g.work = ? AND g.strand = ? ORDER BY g.ord, b.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, strand);
  while (tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (blocks, id);
    }
  if (!local)
    return g_steal_pointer (&blocks);
  g_propagate_error (error, local);
  return NULL;
}

/* One half of a strand: what stands behind the origin, or before. */
static gboolean
find_in_strand (Finding *self, guint strand, GError **error)
{
  g_autoptr (GArray) blocks = list_blocks (self->library, self->plan->work, strand, error);
  gboolean holds = self->has_origin && strand == self->origin.strand;
  gboolean is_reached = !holds || self->is_before;

  if (!blocks)
    return FALSE;
  for (guint i = 0; i < blocks->len && !self->is_over; i++)
    {
      gint64 id = g_array_index (blocks, gint64, i);
      gboolean has_origin = holds && id == self->origin.block;

      is_reached |= has_origin;
      if (is_reached && !find_in_block (self, id, has_origin, error))
        return FALSE;
      if (has_origin && self->is_before)
        break;
    }
  return TRUE;
}

static gboolean
find_half (Finding *self, guint first, guint end, gboolean is_before, GError **error)
{
  self->is_before = is_before;
  /* That the other half is done is worth knowing, too. */
  if (is_before)
    hand_over (self);
  for (guint strand = first; strand < end && !self->is_over; strand++)
    if (!find_in_strand (self, strand, error))
      return FALSE;
  if (self->hits->len > 0 || self->n_slow > 0)
    hand_over (self);
  return TRUE;
}

static gboolean
find_origin (Finding *self)
{
  static const char sql[] = "SELECT strand FROM texts WHERE id = ?";
  Origin *origin = &self->origin;

  if (self->plan->from_text == 0
      || !tri_library_find_block (self->library,
                                  self->plan->from_text,
                                  self->plan->from_ord,
                                  &origin->block,
                                  &origin->row))
    return FALSE;
  origin->strand = (guint) tri_library_ask (self->library, sql, self->plan->from_text, 0);
  origin->ord = self->plan->from_ord;
  /* Of a text that is not asked for the row is meant. */
  if (!find_column (self, self->plan->from_text, &origin->column))
    origin->column = origin->ord = 0;
  return TRUE;
}

static gboolean
find_all (Finding *self, GError **error)
{
  guint n_strands = tri_library_count_strands (self->library, self->plan->work);

  self->has_origin = find_origin (self);
  if (!self->has_origin)
    return find_half (self, 0, n_strands, FALSE, error);
  return find_half (self, self->origin.strand, n_strands, FALSE, error)
         && (self->is_over || find_half (self, 0, self->origin.strand + 1, TRUE, error));
}

/**
 * tri_library_find:
 * @found: called with the first hits at once, then as more are there
 * @data: for @found
 * @error: return location for an error, %G_IO_ERROR_CANCELLED too
 *
 * Goes over the passages of a work: from one on to the end, then from the beginning up to it.
 * At most %TRI_FIND_MOST hits are handed over, and after %TRI_FIND_MOST_SLOW passages in which the
 * expression took too long it is given up. Listens to the cancellable of the library.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tri_library_find (TriLibrary *self,
                  const TriFindPlan *plan,
                  TriFindFunc found,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  g_autoptr (GArray) in_block = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (TriFindHit));
  Finding finding = {
    .library = self,
    .plan = plan,
    .func = found,
    .data = data,
    .ranges = ranges,
    .in_block = in_block,
    .hits = hits,
  };

  return tri_find_is_empty (plan->find) || find_all (&finding, error);
}
