/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-rows.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>

#define WINDOW 100

/* Rows of a strand, without the one at @end. */
typedef struct
{
  guint strand;
  guint64 from;
  guint64 end;
} Stretch;

/* A chosen text. */
typedef struct
{
  TriText *text;
  GPtrArray *divisions;
  guint64 *given;   /* of each division: as which row was it said? 0: not yet */
  guint next;       /* those before it begin before the next passage */
  gboolean has_gap; /* before its next passage some were left out */
} Column;

struct _TriExportRows
{
  TriLibrary *library;
  TriWork *work;
  char *title;
  gboolean with_notes;
  GPtrArray *texts;
  Column *columns;
  gboolean is_whole;
  GArray *stretches;
  guint at;        /* which of them */
  guint64 ordinal; /* the next row */
  GPtrArray *window;
  guint64 window_from;
  int strand; /* of the last row, -1 before it */
  gboolean has_gap;
  TriExportRow row;
  guint64 n_all;
  guint64 n_done;
  TriExportProgress progress;
  gpointer progress_data;
};

static gboolean
add_text (TriExportRows *self, gint64 id, GError **error)
{
  TriText *text = tri_work_get_text (self->work, id);

  if (text && !g_ptr_array_find (self->texts, text, NULL))
    {
      g_ptr_array_add (self->texts, g_object_ref (text));
      return TRUE;
    }
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       text ? _ ("A text was chosen twice. Choose each once.")
                            : _ ("A chosen text is not in this work, or no more."));
  return FALSE;
}

static gboolean
choose_texts (TriExportRows *self, const TriExportOptions *options, GError **error)
{
  for (guint i = 0; i < options->n_texts; i++)
    if (!add_text (self, options->texts[i], error))
      return FALSE;
  for (guint i = 0; options->n_texts == 0 && i < self->work->texts->len; i++)
    g_ptr_array_add (self->texts, g_object_ref (g_ptr_array_index (self->work->texts, i)));
  return TRUE;
}

static gboolean
read_columns (TriExportRows *self, GError **error)
{
  self->columns = g_new0 (Column, self->texts->len + 1);
  for (guint i = 0; i < self->texts->len; i++)
    {
      Column *column = &self->columns[i];

      column->text = g_ptr_array_index (self->texts, i);
      column->divisions = tri_library_list_divisions (self->library,
                                                      column->text->id,
                                                      -1,
                                                      0,
                                                      error);
      if (!column->divisions)
        return FALSE;
      column->given = g_new0 (guint64, column->divisions->len + 1);
      column->has_gap = TRUE;
    }
  return TRUE;
}

/* --- What is wanted: stretches of rows */

/* The place of a strand among those of the chosen texts; G_MAXUINT when none of them is in it. */
static guint
get_place (TriExportRows *self, guint strand)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (((TriText *) g_ptr_array_index (self->texts, i))->strand == strand)
      return i;
  return G_MAXUINT;
}

static int
compare_stretches (gconstpointer a, gconstpointer b, gpointer data)
{
  const Stretch *left = a;
  const Stretch *right = b;
  guint left_place = get_place (data, left->strand);
  guint right_place = get_place (data, right->strand);

  if (left_place != right_place)
    return left_place < right_place ? -1 : 1;
  return left->from < right->from ? -1 : left->from > right->from;
}

static void
join_stretches (TriExportRows *self)
{
  guint n = 0;

  g_array_sort_with_data (self->stretches, compare_stretches, self);
  for (guint i = 0; i < self->stretches->len; i++)
    {
      Stretch next = g_array_index (self->stretches, Stretch, i);
      Stretch *last = n > 0 ? &g_array_index (self->stretches, Stretch, n - 1) : NULL;

      if (last && last->strand == next.strand && next.from <= last->end)
        last->end = MAX (last->end, next.end);
      else
        g_array_index (self->stretches, Stretch, n++) = next;
    }
  g_array_set_size (self->stretches, n);
}

static gboolean
add_range (TriExportRows *self, const TriExportRange *range, GError **error)
{
  TriText *text = tri_work_get_text (self->work, range->text);
  Stretch stretch = { .strand = text ? text->strand : 0 };
  guint64 last = 0;

  if (range->n == 0 || (text && get_place (self, text->strand) == G_MAXUINT))
    return TRUE;
  if (text && range->first < text->n_passages
      && tri_library_find_row (self->library, text->id, range->first, &stretch.from)
      && tri_library_find_row (self->library,
                               text->id,
                               range->first + MIN (range->n, text->n_passages - range->first) - 1,
                               &last))
    {
      stretch.end = last + 1;
      g_array_append_val (self->stretches, stretch);
      return TRUE;
    }
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       _ ("What is to be written is not in this work, or no more."));
  return FALSE;
}

static void
add_strands (TriExportRows *self)
{
  guint n_strands = tri_library_count_strands (self->library, self->work->id);

  for (guint i = 0; i < n_strands; i++)
    {
      Stretch stretch = { i, 0, tri_library_count_rows (self->library, self->work->id, i) };

      if (get_place (self, i) != G_MAXUINT && stretch.end > 0)
        g_array_append_val (self->stretches, stretch);
    }
}

static gboolean
find_stretches (TriExportRows *self, const TriExportOptions *options, GError **error)
{
  self->is_whole = options->ranges == NULL;
  if (self->is_whole)
    add_strands (self);
  for (guint i = 0; !self->is_whole && i < options->ranges->len; i++)
    if (!add_range (self, &g_array_index (options->ranges, TriExportRange, i), error))
      return FALSE;
  if (!self->is_whole && self->stretches->len == 0)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("None of the chosen texts has anything there. Choose others, or more "
                              "of the work."));
      return FALSE;
    }
  join_stretches (self);
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);

      self->n_all += stretch->end - stretch->from;
    }
  if (self->stretches->len > 0)
    self->ordinal = g_array_index (self->stretches, Stretch, 0).from;
  return TRUE;
}

/**
 * tri_export_rows_new:
 *
 * Returns: (transfer full): before the first row; %NULL with @error when a text or a range is not
 * in the work, or the library could not be read
 */
TriExportRows *
tri_export_rows_new (TriLibrary *library, const TriExportOptions *options, GError **error)
{
  g_autoptr (TriExportRows) self = g_new0 (TriExportRows, 1);

  self->library = g_object_ref (library);
  self->with_notes = options->with_notes;
  self->strand = -1;
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  self->progress = options->progress;
  self->progress_data = options->progress_data;
  self->work = tri_library_get_work (library, options->work, error);
  if (!self->work || !choose_texts (self, options, error) || !read_columns (self, error)
      || !find_stretches (self, options, error))
    return NULL;
  self->title = g_strdup (options->title ? options->title : self->work->title);
  return g_steal_pointer (&self);
}

static void
clear_row (TriExportRow *row)
{
  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_clear_pointer (&row->divisions, g_ptr_array_unref);
}

void
tri_export_rows_free (TriExportRows *self)
{
  for (guint i = 0; self->columns && i < self->texts->len; i++)
    {
      g_clear_pointer (&self->columns[i].divisions, g_ptr_array_unref);
      g_free (self->columns[i].given);
    }
  g_free (self->columns);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_pointer (&self->window, g_ptr_array_unref);
  clear_row (&self->row);
  g_clear_object (&self->work);
  g_clear_object (&self->library);
  g_free (self->title);
  g_free (self);
}

TriWork *
tri_export_rows_get_work (TriExportRows *self)
{
  return self->work;
}

const char *
tri_export_rows_get_title (TriExportRows *self)
{
  return self->title;
}

GPtrArray *
tri_export_rows_get_texts (TriExportRows *self)
{
  return self->texts;
}

GPtrArray *
tri_export_rows_get_divisions (TriExportRows *self, guint text)
{
  return self->columns[text].divisions;
}

guint
tri_export_rows_count_strands (TriExportRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->texts->len; i++)
    n += get_place (self, self->columns[i].text->strand) == i;
  return n;
}

guint
tri_export_rows_count_columns (TriExportRows *self, guint strand)
{
  guint n = 0;

  for (guint i = 0; i < self->texts->len; i++)
    n += self->columns[i].text->strand == strand;
  return n;
}

/* The first of the passages from @first to @last that does not stand before a row; behind @last for
 * none. */
static guint
find_first (TriExportRows *self, TriText *text, guint first, guint last, guint64 from)
{
  guint end = last + 1;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      guint64 row = 0;

      if (tri_library_find_row (self->library, text->id, middle, &row) && row >= from)
        end = middle;
      else
        first = middle + 1;
    }
  return first;
}

static gboolean
has_passages (TriExportRows *self, guint text, guint first, guint last)
{
  TriText *found = self->columns[text].text;

  if (self->is_whole)
    return TRUE;
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);
      guint at = last + 1;
      guint64 row = 0;

      if (stretch->strand == found->strand)
        at = find_first (self, found, first, last, stretch->from);
      if (at <= last && tri_library_find_row (self->library, found->id, at, &row)
          && row < stretch->end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_note (TriExportRows *self, guint text, guint ord)
{
  g_autoptr (GPtrArray) found = NULL;

  found = tri_library_read_passages (self->library, self->columns[text].text->id, ord, 1, NULL);
  return found && found->len > 0
         && ((TriPassage *) g_ptr_array_index (found, 0))->kind == TRI_PASSAGE_NOTE;
}

gboolean
tri_export_rows_has_passage (TriExportRows *self, guint text, guint ord)
{
  return has_passages (self, text, ord, ord) && (self->with_notes || !is_note (self, text, ord));
}

gboolean
tri_export_rows_has_division (TriExportRows *self, guint text, TriDivision *division)
{
  return division->n_passages > 0
         && has_passages (self,
                          text,
                          division->first,
                          division->first + division->n_passages - 1);
}

/* --- Going on */

static void
mark_gap (TriExportRows *self)
{
  self->has_gap = TRUE;
  for (guint i = 0; i < self->texts->len; i++)
    self->columns[i].has_gap = TRUE;
}

/* The row of the library that comes next; NULL at the end or with @error set. */
static TriRow *
get_next (TriExportRows *self, const Stretch *stretch, GError **error)
{
  guint64 count = MIN (WINDOW, stretch->end - self->ordinal);

  if (!self->window || self->ordinal - self->window_from >= self->window->len)
    {
      g_clear_pointer (&self->window, g_ptr_array_unref);
      self->window = tri_library_read_rows (self->library,
                                            self->work->id,
                                            stretch->strand,
                                            self->ordinal,
                                            (guint) count,
                                            error);
      self->window_from = self->ordinal;
      if (!self->window)
        return NULL;
      if (self->progress && self->n_all > 0)
        self->progress ((double) self->n_done / (double) self->n_all, self->progress_data);
    }
  if (self->window->len == 0)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_FAILED,
                           _ ("The work changed while it was written. Write it again."));
      return NULL;
    }
  return g_ptr_array_index (self->window, self->ordinal - self->window_from);
}

static gboolean
is_around (TriDivision *division, guint first, guint last)
{
  return division->first <= last && division->first + division->n_passages > first;
}

/* What begins in a cell, and, behind a gap, what it stands in and was not said before. */
static GPtrArray *
take_divisions (Column *column, GPtrArray *cell, guint64 row)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = 0, last = 0;

  if (cell->len == 0)
    return taken;
  first = ((TriPassage *) g_ptr_array_index (cell, 0))->ord;
  last = ((TriPassage *) g_ptr_array_index (cell, cell->len - 1))->ord;
  for (guint i = column->has_gap ? 0 : column->next; i < column->divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (column->divisions, i);

      if (division->first > last)
        break;
      column->next = i + 1;
      if (column->given[i] > 0 || !is_around (division, first, last))
        continue;
      column->given[i] = row;
      g_ptr_array_add (taken, g_object_ref (division));
    }
  column->has_gap = FALSE;
  return taken;
}

static GPtrArray *
copy_cell (GPtrArray *cell, gboolean with_notes)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_passage_unref);

  for (guint i = 0; cell && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (with_notes || passage->kind != TRI_PASSAGE_NOTE)
        g_ptr_array_add (copy, tri_passage_ref (passage));
    }
  return copy;
}

/* FALSE when none of the chosen texts has anything in it. */
static gboolean
fill_row (TriExportRows *self, const TriRow *row, guint strand)
{
  gboolean has_passages_here = FALSE;

  clear_row (&self->row);
  self->row.cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->row.divisions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriText *text = self->columns[i].text;
      GPtrArray *cell = NULL;
      GPtrArray *copy = NULL;

      if (text->strand == strand && text->column < row->cells->len)
        cell = tri_row_get_cell (row, text->column);
      copy = copy_cell (cell, self->with_notes);
      g_ptr_array_add (self->row.cells, copy);
      g_ptr_array_add (self->row.divisions,
                       take_divisions (&self->columns[i], copy, self->n_done));
      has_passages_here = has_passages_here || copy->len > 0;
    }
  return has_passages_here;
}

static void
finish_row (TriExportRows *self, const TriRow *row, guint strand)
{
  self->row.strand = strand;
  self->row.ordinal = row->ordinal;
  self->row.begins_strand = self->strand != (int) strand;
  self->row.begins_range = self->row.begins_strand || self->has_gap;
  self->strand = (int) strand;
  self->has_gap = FALSE;
}

TriExportPlace
tri_export_rows_get_place (TriExportRows *self)
{
  return (TriExportPlace){ .stretch = self->at,
                           .ordinal = self->row.ordinal,
                           .n_done = self->n_done - 1,
                           .begins_strand = self->row.begins_strand,
                           .begins_range = self->row.begins_range };
}

/* Divisions that were said with a row behind @n_rows are not. */
static void
forget_divisions (TriExportRows *self, guint64 n_rows)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      Column *column = &self->columns[i];

      for (guint d = 0; d < column->divisions->len; d++)
        if (column->given[d] > n_rows)
          column->given[d] = 0;
    }
}

void
tri_export_rows_go_back (TriExportRows *self, const TriExportPlace *place)
{
  g_return_if_fail (place->stretch < self->stretches->len);

  if (place->stretch != self->at)
    g_clear_pointer (&self->window, g_ptr_array_unref);
  self->at = place->stretch;
  self->ordinal = place->ordinal;
  self->n_done = place->n_done;
  /* All divisions are looked at again: what was said before is not among those that are taken. */
  mark_gap (self);
  forget_divisions (self, place->n_done);
  self->has_gap = place->begins_range;
  self->strand = place->begins_strand
                     ? -1
                     : (int) g_array_index (self->stretches, Stretch, self->at).strand;
}

void
tri_export_rows_go_to (TriExportRows *self, const TriExportPlace *place)
{
  tri_export_rows_go_back (self, place);
  forget_divisions (self, 0);
}

/**
 * tri_export_rows_next:
 *
 * Returns: (transfer none) (nullable): the next row, valid until the next call; %NULL at the end,
 * or with @error set
 */
const TriExportRow *
tri_export_rows_next (TriExportRows *self, GCancellable *cancellable, GError **error)
{
  while (self->at < self->stretches->len)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, self->at);
      TriRow *row = NULL;

      if (self->ordinal >= stretch->end)
        {
          self->at++;
          if (self->at < self->stretches->len)
            self->ordinal = g_array_index (self->stretches, Stretch, self->at).from;
          g_clear_pointer (&self->window, g_ptr_array_unref);
          mark_gap (self);
          continue;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      row = get_next (self, stretch, error);
      if (!row)
        return NULL;
      self->ordinal++;
      self->n_done++;
      if (!fill_row (self, row, stretch->strand))
        continue;
      finish_row (self, row, stretch->strand);
      return &self->row;
    }
  if (self->progress)
    self->progress (1, self->progress_data);
  return NULL;
}
