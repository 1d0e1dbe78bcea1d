/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "library/tri-library-works.h"

/* The strand that the overview is of: the one with the most texts. */
static guint
get_main_strand (ReaderParallelView *self)
{
  guint found = 0;

  for (guint i = 1; self->models != NULL && i < self->models->len; i++)
    if (reader_row_model_get_n_columns (g_ptr_array_index (self->models, i))
        > reader_row_model_get_n_columns (g_ptr_array_index (self->models, found)))
      found = i;
  return found;
}

static gboolean
is_tied (TriWork *work)
{
  for (guint i = 0; i < work->texts->len; i++)
    if (((TriText *) g_ptr_array_index (work->texts, i))->column > 0)
      return TRUE;
  return FALSE;
}

/* Whether the strip says something: accounts leave out most of what the others say, and nobody
 * misses it there. Where there is to be a strip it has its room from the first frame on, so that
 * the words do not move when it comes. */
static gboolean
is_expected (ReaderParallelView *self)
{
  return self->session != NULL
         && self->work != NULL
         && self->work->kind != TRI_WORK_ACCOUNTS
         && is_tied (self->work);
}

/* A bin is a row of the aligned rows, whichever arrangement is shown. */
static void
activated_cb (ReaderParallelView *self, guint64 row)
{
  g_autoptr (TriRow) found = NULL;

  if (self->models == NULL || self->models->len == 0)
    return;
  found = reader_row_model_dup_row (g_ptr_array_index (self->models, get_main_strand (self)), row);
  for (guint i = 0; found != NULL && i < found->cells->len; i++)
    {
      GPtrArray *cell = tri_row_get_cell (found, i);
      TriPassage *passage = cell->len > 0 ? g_ptr_array_index (cell, 0) : NULL;
      ReaderPlace place = { 0 };

      if (passage == NULL)
        continue;
      place.text = passage->text;
      place.passage = passage->id;
      reader_parallel_view_go_to (self, &place);
      return;
    }
}

/* Of a text that stands in no aligned row, how far down it is. */
static guint64
get_focus_row (ReaderParallelView *self)
{
  guint64 n_rows = reader_overview_get_n_rows (READER_OVERVIEW (self->overview));
  TriText *text = tri_work_get_text (self->work, self->focus->text);
  guint64 row = 0;

  if (reader_row_model_find_passage (g_ptr_array_index (self->models, get_main_strand (self)),
                                     self->focus->id,
                                     &row))
    return row;
  return reader_overview_scale (self->focus->ord, text != NULL ? text->n_passages : 0, n_rows);
}

static void
go_to_own (ReaderParallelView *self, const ReaderOverviewMark *mark)
{
  TriText *text = tri_work_get_text (self->work, mark->text);
  g_autoptr (TriRow) found = NULL;
  GPtrArray *cell = NULL;
  guint64 row = 0;

  if (self->session == NULL
      || text == NULL
      || text->strand >= self->models->len
      || !tri_library_find_row (reader_session_get_library (self->session),
                                mark->text,
                                mark->ord,
                                &row))
    return;
  found = reader_row_model_dup_row (g_ptr_array_index (self->models, text->strand), row);
  cell = found != NULL ? tri_row_get_cell (found, text->column) : NULL;
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      ReaderPlace place = { .text = mark->text, .passage = passage->id };

      if (passage->ord != mark->ord)
        continue;
      reader_parallel_view_go_to (self, &place);
      return;
    }
}

/* Goes to the next place that the strip marks, from the focus on, and stays where there is none. */
void
reader_view_step_mark (ReaderParallelView *self, int direction)
{
  ReaderOverviewMark from = { 0 };
  const ReaderOverviewMark *own = NULL;
  guint64 row = 0;
  gboolean found = FALSE;

  reader_view_ensure_focus (self);
  if (self->overview == NULL || self->focus == NULL)
    return;
  row = get_focus_row (self);
  from = (ReaderOverviewMark){ row, self->focus->text, self->focus->ord, TRI_MARK_BOOKMARK };
  own = reader_overview_find_own (READER_OVERVIEW (self->overview), direction, &from);
  found = reader_overview_find_mark (READER_OVERVIEW (self->overview), direction, &row);
  if (own != NULL && (!found || (direction > 0 ? own->row <= row : own->row >= row)))
    go_to_own (self, own);
  else if (found)
    activated_cb (self, row);
}

/* The rows that are in view, looked for when nothing moves. */
void
reader_view_update_overview (ReaderParallelView *self)
{
  guint strand = get_main_strand (self);
  guint64 first = G_MAXUINT64;
  guint64 last = 0;
  g_autoptr (GArray) visible = NULL;

  if (self->overview == NULL || self->models == NULL || self->models->len == 0)
    return;
  visible = reader_parallel_view_dup_visible_passages (self);
  for (guint i = 0; i < visible->len; i++)
    {
      guint64 row = 0;

      if (!reader_row_model_find_passage (g_ptr_array_index (self->models, strand),
                                          g_array_index (visible, gint64, i),
                                          &row))
        continue;
      first = MIN (first, row);
      last = MAX (last, row);
    }
  if (first <= last)
    reader_overview_set_view (READER_OVERVIEW (self->overview), first, last);
}

/* How much of the width the strip takes. */
int
reader_view_get_overview_width (ReaderParallelView *self)
{
  if (is_expected (self) || (self->session == NULL && self->overview != NULL))
    return READER_OVERVIEW_WIDTH;
  return self->session != NULL ? READER_OVERVIEW_LANE : 0;
}

void
reader_view_allocate_overview (ReaderParallelView *self, int width, int height)
{
  int own = reader_view_get_overview_width (self);

  if (self->overview == NULL)
    return;
  gtk_widget_measure (self->overview, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->overview,
                            &(GtkAllocation){ width - own,
                                              self->header_height,
                                              own,
                                              MAX (height - self->header_height, 1) },
                            -1);
}

static void
make_overview (ReaderParallelView *self)
{
  if (self->overview != NULL)
    return;
  self->overview = reader_overview_new (self->marks);
  g_signal_connect_object (self->overview,
                           "activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->overview, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
overview_changed (ReaderParallelView *self, int width)
{
  if (self->overview != NULL && reader_overview_is_empty (READER_OVERVIEW (self->overview)))
    g_clear_pointer (&self->overview, gtk_widget_unparent);
  reader_view_queue_changed (self);
  if (width == reader_view_get_overview_width (self))
    return;
  reader_view_notify (self, "least-width");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * reader_parallel_view_set_overview_marks:
 * @marks: (element-type ReaderOverviewMark): what the reader marked, in order
 * @n_rows: of the strand with the most texts
 *
 * Shows where the reader's marks are, in the same strip.
 */
void
reader_parallel_view_set_overview_marks (ReaderParallelView *self, GArray *marks, guint64 n_rows)
{
  int width = reader_view_get_overview_width (self);

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (marks->len > 0)
    make_overview (self);
  if (self->overview != NULL)
    reader_overview_set_marks (READER_OVERVIEW (self->overview), marks, n_rows);
  overview_changed (self, width);
}

/**
 * reader_parallel_view_set_overview:
 * @bins: (array length=n_bins): of the strand with the most texts; none take the strip away
 *
 * Shows the links of the whole work in a strip at the edge; not of accounts of the library, whose
 * bins are passed over.
 */
void
reader_parallel_view_set_overview (ReaderParallelView *self,
                                   const ReaderOverviewBin *bins,
                                   guint n_bins)
{
  int width = reader_view_get_overview_width (self);

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (self->session != NULL && !is_expected (self))
    n_bins = 0;
  if (n_bins > 0)
    make_overview (self);
  if (self->overview != NULL)
    reader_overview_set_bins (READER_OVERVIEW (self->overview), bins, n_bins);
  overview_changed (self, width);
}
