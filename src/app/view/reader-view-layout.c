/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/*  │MARGIN│ column │GUTTER│ column │GUTTER│ column │MARGIN│
 *
 * A column is never wider than a comfortable measure; what is left stands at both sides.
 */
static void
place_beside (ReaderParallelView *self, int width)
{
  guint n = reader_view_count_shown (self);
  int free = width - 2 * READER_VIEW_MARGIN - (int) (n - 1) * READER_VIEW_GUTTER;
  int used = (int) (n - 1) * READER_VIEW_GUTTER;
  double weights = 0;
  int x = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->shown)
      weights += reader_view_get_column (self, i)->weight;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      column->width = CLAMP ((int) (free * column->weight / weights),
                             1,
                             READER_VIEW_WIDEST * self->em);
      used += column->width;
    }
  x = (width - used) / 2;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      column->x = x;
      x += column->width + READER_VIEW_GUTTER;
    }
}

static void
place_alone (ReaderParallelView *self, int width)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      column->width = CLAMP (width - 2 * READER_VIEW_MARGIN, 1, READER_VIEW_WIDEST * self->em);
      column->x = (width - column->width) / 2;
    }
}

static guint
count_strands_shown (ReaderParallelView *self)
{
  guint n = 0;

  for (guint s = 0; s < self->strands->len; s++)
    for (guint i = 0; i < self->columns->len; i++)
      {
        ReaderViewColumn *column = reader_view_get_column (self, i);

        if (column->shown && column->text->strand == s)
          {
            n++;
            break;
          }
      }
  return n;
}

static gboolean
is_too_narrow (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      /* A column that the reader made small stays. */
      if (column->shown
          && column->width < READER_VIEW_NARROWEST * self->em * MIN (column->weight, 1))
        return TRUE;
    }
  return FALSE;
}

static void
arrange (ReaderParallelView *self, int width)
{
  self->arrangement = READER_ARRANGEMENT_BESIDE;
  place_beside (self, width);
  if (reader_view_count_shown (self) < 2 || !is_too_narrow (self))
    return;
  self->arrangement = count_strands_shown (self) > 1 ? READER_ARRANGEMENT_SINGLE
                                                     : READER_ARRANGEMENT_STACKED;
  place_alone (self, width);
}

/* Of texts without rows in common, only the one with the focus has room. */
static gboolean
is_strand_visible (ReaderParallelView *self, guint strand)
{
  return self->arrangement != READER_ARRANGEMENT_SINGLE || strand == self->focus_strand;
}

static void
get_strand_edges (ReaderParallelView *self, guint strand, int width, int *left, int *right)
{
  gboolean found = FALSE;
  gboolean behind = FALSE;
  gboolean before = FALSE;

  *left = 0;
  *right = width;
  if (self->arrangement != READER_ARRANGEMENT_BESIDE)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      if (column->text->strand != strand)
        {
          before |= !found;
          behind |= found;
          continue;
        }
      if (!found)
        *left = before ? column->x - READER_VIEW_GUTTER / 2 : 0;
      found = TRUE;
      *right = column->x + column->width + READER_VIEW_GUTTER / 2;
    }
  if (!behind)
    *right = width;
}

static GArray *
make_flow_columns (ReaderParallelView *self, guint strand, int left)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (ReaderFlowColumn));

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      ReaderFlowColumn made = { column->text->column,
                                column->text,
                                column->x - left,
                                column->width };

      if (column->shown && column->text->strand == strand)
        g_array_append_val (columns, made);
    }
  return columns;
}

static void
allocate_strand (ReaderParallelView *self, guint index, int width, int height)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  g_autoptr (GArray) columns = NULL;
  int left = 0;
  int right = 0;
  gboolean visible = FALSE;

  get_strand_edges (self, index, width, &left, &right);
  columns = make_flow_columns (self, index, left);
  visible = columns->len > 0 && is_strand_visible (self, index);
  gtk_widget_set_child_visible (strand->scrolled, visible);
  if (!visible)
    return;
  reader_flow_set_columns (strand->flow,
                           (const ReaderFlowColumn *) (gpointer) columns->data,
                           columns->len,
                           self->arrangement == READER_ARRANGEMENT_STACKED);
  gtk_widget_size_allocate (strand->scrolled,
                            &(GtkAllocation){ left,
                                              self->header_height,
                                              right - left,
                                              MAX (height - self->header_height, 1) },
                            -1);
}

void
reader_view_allocate_columns (ReaderParallelView *self, int width, int height)
{
  if (self->columns->len == 0)
    return;
  arrange (self, width);
  reader_view_allocate_headers (self, width);
  for (guint i = 0; i < self->strands->len; i++)
    allocate_strand (self, i, width, height);
  /* Another arrangement has other cells: the one that had the keyboard gets it back. */
  if (gtk_widget_is_focus (GTK_WIDGET (self)))
    reader_view_grab_cell (self);
}

/**
 * reader_parallel_view_get_least_width:
 *
 * Returns: the least width at which the columns shown stand side by side, in pixels
 */
int
reader_parallel_view_get_least_width (ReaderParallelView *self)
{
  int n = 0;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), 0);

  n = MAX ((int) reader_view_count_shown (self), 1);
  return n * (READER_VIEW_NARROWEST * self->em + 1)
         + (n - 1) * READER_VIEW_GUTTER
         + 2 * READER_VIEW_MARGIN;
}
