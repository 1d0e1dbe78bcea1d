/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-library-works.h"
#include "library/tri-mark-rows.h"
#include "library/tri-mark-sieve.h"
#include "library/tri-row-block.h"

/* The marks nearest to a place, without looking at the others: of each text that is read side by
 * side the next ones are read from the index by place, and of these always the one whose row comes
 * first is taken. */

/* Read at once of a text. */
#define CHUNK 64
/* Fewer are no page: the list of all will be as quick. */
#define FEWEST 12

/* The marks of a text from a place on. */
typedef struct
{
  gint64 text;
  gint64 text_ord;
  GArray *keys; /* (element-type TriMarkKey): read, and how many of them are done with */
  guint n_done;
  gint64 ord; /* where to read on */
  gint64 start;
  gint64 id;
  gboolean is_read; /* to the end */
} Column;

typedef struct
{
  TriLibrary *library;
  const TriMarkQuery *query;
  TriMarkSieve *sieve;
  TriMarkRows *rows;
  gboolean backward;
  gint64 work;
  GArray *columns;
  gboolean is_over; /* nothing more can be said */
  GError *error;
} Walk;

static void
clear_column (gpointer data)
{
  g_clear_pointer (&((Column *) data)->keys, g_array_unref);
}

static Walk *
walk_new (TriLibrary *library,
          const TriMarkQuery *query,
          TriMarkSieve *sieve,
          TriMarkRows *rows,
          gboolean backward)
{
  Walk *self = g_new0 (Walk, 1);

  self->library = library;
  self->query = query;
  self->sieve = sieve;
  self->rows = rows;
  self->backward = backward;
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  return self;
}

static void
walk_free (Walk *self)
{
  g_array_unref (self->columns);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Walk, walk_free)

/* --- A text */

/* Those of a chunk that are asked for by what the index says. */
static void
read_chunk (Walk *self, Column *column)
{
  static const char on[] = "SELECT id, work, text, ord, start, 0, kind, colour, has_note"
                           " FROM bookmarks INDEXED BY bookmarks_by_place"
                           " WHERE part_of = '' AND work = ?1 AND text = ?2"
                           " AND (ord, start, id) > (?3, ?4, ?5) ORDER BY ord, start, id LIMIT ?6";
  static const char back[] = "SELECT id, work, text, ord, start, 0, kind, colour, has_note"
                             " FROM bookmarks INDEXED BY bookmarks_by_place"
                             " WHERE part_of = '' AND work = ?1 AND text = ?2"
                             " AND (ord, start, id) < (?3, ?4, ?5)"
                             " ORDER BY ord DESC, start DESC, id DESC LIMIT ?6";
  g_autoptr (TriStatement) statement = NULL;
  guint n_read = 0;

  statement = tri_library_prepare (self->library, self->backward ? back : on, &self->error);
  if (!statement)
    return;
  sqlite3_bind_int64 (statement, 1, self->work);
  sqlite3_bind_int64 (statement, 2, column->text);
  sqlite3_bind_int64 (statement, 3, column->ord);
  sqlite3_bind_int64 (statement, 4, column->start);
  sqlite3_bind_int64 (statement, 5, column->id);
  sqlite3_bind_int (statement, 6, CHUNK);
  for (; tri_library_next (self->library, statement, &self->error); n_read++)
    {
      TriMarkKey key = { .work = self->work, .text = column->text, .text_ord = column->text_ord };

      key.id = column->id = sqlite3_column_int64 (statement, 0);
      column->ord = sqlite3_column_int64 (statement, 3);
      column->start = sqlite3_column_int64 (statement, 4);
      key.ord = (guint) column->ord;
      key.start = (guint) column->start;
      if (tri_mark_sieve_passes (self->sieve, statement)
          && !tri_mark_sieve_is_unplaced (self->sieve, key.id))
        g_array_append_val (column->keys, key);
    }
  column->is_read = n_read < CHUNK;
}

/* Nobody knows what comes next when a purse is empty, something failed, or there are no rows. */
static gboolean
is_stuck (Walk *self)
{
  self->is_over = self->is_over || self->error || tri_mark_sieve_is_spent (self->sieve);
  return self->is_over;
}

/* The next one of the text, with its row; NULL when there is none or nobody knows. */
static TriMarkKey *
get_next (Walk *self, Column *column)
{
  while (!is_stuck (self))
    {
      TriMarkKey *key;

      if (column->n_done == column->keys->len)
        {
          if (column->is_read)
            return NULL;
          g_array_set_size (column->keys, 0);
          column->n_done = 0;
          read_chunk (self, column);
          continue;
        }
      key = &g_array_index (column->keys, TriMarkKey, column->n_done);
      if (key->place == 0)
        {
          if (!tri_mark_sieve_passes_id (self->sieve, key->id))
            {
              column->n_done++;
              continue;
            }
          /* One more, so that 0 is "not looked up". */
          key->place = tri_mark_rows_find (self->rows, key->text, key->ord);
          self->is_over = key->place == TRI_MARK_NO_ROW;
          key->place++;
        }
      return self->is_over ? NULL : key;
    }
  return NULL;
}

/* --- A strand */

/* Appends marks until there are @n in all. */
static void
walk_columns (Walk *self, GArray *ids, guint n)
{
  while (ids->len < n)
    {
      Column *next = NULL;
      TriMarkKey *best = NULL;

      for (guint i = 0; i < self->columns->len; i++)
        {
          Column *column = &g_array_index (self->columns, Column, i);
          TriMarkKey *key = get_next (self, column);
          int order = key && best ? tri_mark_key_compare_rows (key, best) : 0;

          if (self->is_over)
            return;
          if (!key || (best && (self->backward ? order < 0 : order > 0)))
            continue;
          best = key;
          next = column;
        }
      if (!next)
        return;
      g_array_append_val (ids, best->id);
      next->n_done++;
    }
}

static void
add_column (Walk *self, gint64 text, gint64 text_ord, gint64 ord)
{
  Column column = { .text = text, .text_ord = text_ord, .ord = ord, .start = -1 };

  if (self->query->text && self->query->text != text)
    return;
  column.keys = g_array_new (FALSE, FALSE, sizeof (TriMarkKey));
  g_array_append_val (self->columns, column);
}

/* The texts of the strand; each from its beginning on. */
static gboolean
begin_strand (Walk *self, gint64 work, gint64 strand)
{
  static const char sql[] = "SELECT id, ord FROM texts WHERE work = ? AND strand = ? ORDER BY col";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, &self->error);
  gboolean has_any = FALSE;

  g_array_set_size (self->columns, 0);
  self->work = work;
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, strand);
  for (; tri_library_next (self->library, statement, &self->error); has_any = TRUE)
    add_column (self, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), 0);
  return has_any;
}

/* Each from the row on that the place stands in. FALSE when it stands in none. */
static gboolean
begin_at (Walk *self, const TriMarkNear *near)
{
  g_auto (TriRowBlock) block = { 0 };
  gint64 id = 0;
  guint row = 0;

  if (!tri_library_find_block (self->library, near->text, near->ord, &id, &row)
      || !tri_row_block_open (&block, self->library, id, &self->error))
    return FALSE;
  for (guint i = 0; i <= row; i++)
    if (!tri_row_block_next (&block, &self->error))
      return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      for (guint j = 0; j < block.n_columns; j++)
        if (block.texts[j] == column->text)
          column->ord = block.ords[j];
    }
  return TRUE;
}

/* --- All of it */

static gboolean
is_hidden (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT deleted IS NOT NULL FROM works WHERE id = ?";

  return tri_library_ask (self, sql, work, 0) != 0;
}

/* On through the strands of the work, and through the works behind it. */
static void
walk_on (Walk *self, gint64 work, GArray *ids, guint n)
{
  static const char next[] = "SELECT min (work) FROM bookmarks WHERE part_of = '' AND work > ?";

  guint strand = 0;
  guint n_strands = tri_library_count_strands (self->library, work);

  while (ids->len < n && !is_stuck (self))
    {
      for (; strand < n_strands && ids->len < n && !is_stuck (self); strand++)
        if (begin_strand (self, work, strand))
          walk_columns (self, ids, n);
      if (self->query->work || tri_mark_sieve_has_unplaced (self->sieve))
        return;
      do
        work = tri_library_ask (self->library, next, work, 0);
      while (work && is_hidden (self->library, work));
      if (work == 0)
        return;
      strand = 0;
      n_strands = tri_library_count_strands (self->library, work);
    }
}

static gint64
ask_text (TriLibrary *self, const char *sql, gint64 text)
{
  return tri_library_ask (self, sql, text, -1);
}

static void
reverse (GArray *ids)
{
  for (guint i = 0; i < ids->len / 2; i++)
    {
      gint64 *one = &g_array_index (ids, gint64, i);
      gint64 *other = &g_array_index (ids, gint64, ids->len - 1 - i);
      gint64 id = *one;

      *one = *other;
      *other = id;
    }
}

static gboolean
walk_around (Walk *back, Walk *on, const TriMarkNear *near, GArray *ids)
{
  gint64 work = ask_text (on->library, "SELECT work FROM texts WHERE id = ?", near->text);
  gint64 strand = ask_text (on->library, "SELECT strand FROM texts WHERE id = ?", near->text);

  if (strand < 0 || (on->query->work && on->query->work != work))
    return FALSE;
  if (!begin_strand (back, work, strand) || !begin_at (back, near))
    return FALSE;
  walk_columns (back, ids, near->n_before);
  reverse (ids);
  if (back->is_over || !begin_strand (on, work, strand) || !begin_at (on, near))
    return FALSE;
  walk_columns (on, ids, ids->len + near->n_behind);
  return TRUE;
}

static void
walk_from_start (Walk *on, const TriMarkNear *near, GArray *ids)
{
  static const char first[] = "SELECT min (work) FROM bookmarks WHERE part_of = '' AND work > ?";
  gint64 work = on->query->work;

  while (!work || (!on->query->work && is_hidden (on->library, work)))
    if ((work = tri_library_ask (on->library, first, work, 0)) == 0)
      return;
  walk_on (on, work, ids, near->n_behind);
}

static gboolean
find_by_rows (TriLibrary *self,
              const TriMarkQuery *query,
              TriMarkSieve *sieve,
              const TriMarkNear *near,
              GArray *ids,
              GError **error)
{
  g_autoptr (TriMarkRows) rows = tri_mark_rows_new (self);
  g_autoptr (Walk) back = walk_new (self, query, sieve, rows, TRUE);
  g_autoptr (Walk) on = walk_new (self, query, sieve, rows, FALSE);

  if (!near->text)
    walk_from_start (on, near, ids);
  else if (!walk_around (back, on, near, ids))
    g_array_set_size (ids, 0);
  if (!back->error && !on->error)
    return TRUE;
  g_propagate_error (error,
                     back->error ? g_steal_pointer (&back->error) : g_steal_pointer (&on->error));
  return FALSE;
}

static gboolean
find_latest (TriLibrary *self,
             const TriMarkQuery *query,
             TriMarkSieve *sieve,
             guint n,
             GArray *ids,
             GError **error)
{
  static const char sql[] = "SELECT id, work, text, 0, 0, created, kind, colour, has_note"
                            " FROM bookmarks INDEXED BY bookmarks_by_created WHERE part_of = ''"
                            " ORDER BY created DESC, id DESC";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (ids->len < n && !tri_mark_sieve_is_spent (sieve)
         && tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      gint64 work = sqlite3_column_int64 (statement, 1);

      if (!tri_mark_sieve_passes (sieve, statement) || (query->work && query->work != work)
          || (query->text && query->text != sqlite3_column_int64 (statement, 2))
          || is_hidden (self, work)
          || !tri_mark_sieve_passes_id (sieve, id))
        continue;
      g_array_append_val (ids, id);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_library_has_more_marks (TriLibrary *self, guint n)
{
  static const char sql[] = "SELECT 1 FROM bookmarks INDEXED BY bookmarks_by_created"
                            " WHERE part_of = '' LIMIT 1 OFFSET ?";

  return tri_library_ask (self, sql, n, 0) != 0;
}

GArray *
tri_library_find_marks_near (TriLibrary *self,
                             const TriMarkQuery *query,
                             const TriMarkNear *near,
                             GError **error)
{
  g_autoptr (TriMarkSieve) sieve = tri_mark_sieve_new (self, query, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean by_date = query->order == TRI_BOOKMARK_ORDER_DATE;

  if (!sieve || query->order == TRI_BOOKMARK_ORDER_PLACE || !tri_mark_sieve_is_useful (sieve))
    return NULL;
  if (by_date ? !find_latest (self, query, sieve, near->n_behind, ids, error)
              : !find_by_rows (self, query, sieve, near, ids, error))
    return NULL;
  return ids->len >= FEWEST ? g_steal_pointer (&ids) : NULL;
}
