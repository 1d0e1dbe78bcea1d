/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/*  │MARGIN┊ PAD │ words │ PAD ┊ GAP ┊ PAD │ words │ PAD ┊MARGIN│
 *         └──── a column ────┘     └──── a column ────┘
 *                    └─── GUTTER ───┘
 *
 * What a column measures, its tint included, is at least READER_VIEW_NARROWEST em. It is never
 * wider than a comfortable measure; what is left stands at both sides.
 */
#define OUTSIDE (2 * (READER_VIEW_MARGIN + READER_CELL_PAD_X))

/* Ribbons need room between the columns. */
static int
get_gap (ReaderParallelView *self)
{
  return self->linked ? READER_VIEW_LINKED_GAP : READER_VIEW_GAP;
}

int
reader_view_get_gutter (ReaderParallelView *self)
{
  return get_gap (self) + 2 * READER_CELL_PAD_X;
}

static int
get_narrowest (ReaderParallelView *self)
{
  return (int) (READER_VIEW_NARROWEST * self->em);
}

/* How many columns have room beside each other; one always has. */
static guint
count_fitting (ReaderParallelView *self, int width)
{
  int gap = get_gap (self);
  int room = width - 2 * READER_VIEW_MARGIN + gap;

  return (guint) MAX (room / (get_narrowest (self) + gap), 1);
}

guint
reader_view_count_placed (ReaderParallelView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += reader_view_get_column (self, i)->placed ? 1 : 0;
  return n;
}

gboolean
reader_view_is_all_placed (ReaderParallelView *self)
{
  return reader_view_count_placed (self) == reader_view_count_shown (self);
}

/* How many of the columns shown stand before that of a text, or -1 when it has none. */
static int
get_shown_index (ReaderParallelView *self, gint64 text)
{
  int n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (column->shown && column->text->id == text)
        return n;
      n += column->shown ? 1 : 0;
    }
  return -1;
}

/* Gives room to @n columns that stand together: those in view before, as far as the one with the
 * focus is among them. */
static void
choose_placed (ReaderParallelView *self, guint n)
{
  int n_shown = (int) reader_view_count_shown (self);
  int first = MAX (get_shown_index (self, self->leftmost), 0);
  int focus = self->focus != NULL ? get_shown_index (self, self->focus->text) : -1;
  int index = 0;

  if (focus >= 0)
    first = CLAMP (first, focus - (int) n + 1, focus);
  first = CLAMP (first, 0, MAX (n_shown - (int) n, 0));
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      column->placed = column->shown && index >= first && index < first + (int) n;
      if (column->placed && index == first)
        self->leftmost = column->text->id;
      index += column->shown ? 1 : 0;
    }
}

static void
place_beside (ReaderParallelView *self, int width)
{
  int n_gutters = (int) reader_view_count_placed (self) - 1;
  int used = n_gutters * reader_view_get_gutter (self);
  int free = width - OUTSIDE - used;
  double weights = 0;
  int x = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->placed)
      weights += reader_view_get_column (self, i)->weight;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->placed)
        continue;
      column->width = CLAMP ((int) (free * column->weight / weights),
                             1,
                             (int) (self->widest * self->em));
      used += column->width;
    }
  x = (width - used) / 2;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->placed)
        continue;
      column->x = x;
      x += column->width + reader_view_get_gutter (self);
    }
}

static void
place_stacked (ReaderParallelView *self, int width)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      column->placed = column->shown;
      column->width = CLAMP (width - OUTSIDE, 1, (int) (self->widest * self->em));
      column->x = (width - column->width) / 2;
    }
}

/* Only texts with rows in common can lie one below the other. */
static gboolean
can_stack (ReaderParallelView *self)
{
  ReaderViewColumn *first = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      if (first != NULL && first->strand != column->strand)
        return FALSE;
      first = first != NULL ? first : column;
    }
  return reader_view_count_shown (self) > 1;
}

static ReaderFlow *
get_focus_flow (ReaderParallelView *self)
{
  return self->focus != NULL ? reader_view_get_flow_of (self, self->focus->text) : NULL;
}

static gboolean
is_focus_whole (ReaderParallelView *self)
{
  ReaderFlow *flow = get_focus_flow (self);

  return flow != NULL && reader_flow_is_whole (flow, self->focus_row);
}

/**
 * reader_view_sees_focus:
 *
 * Returns: whether one can read where the focus is: two lines of it are in view, or all
 */
gboolean
reader_view_sees_focus (ReaderParallelView *self)
{
  ReaderFlow *flow = get_focus_flow (self);
  GdkRectangle area;
  int seen = 0;

  if (flow == NULL || !reader_view_get_focus_area (self, &area))
    return FALSE;
  seen = MIN (area.y + area.height, reader_flow_get_page (flow)) - MAX (area.y, 0);
  return seen >= MIN (area.height, (int) (2 * self->em));
}

static gboolean
reveal_cb (gpointer data)
{
  ReaderParallelView *self = data;

  self->reveal_id = 0;
  reader_view_reveal_focus (self);
  if (get_focus_flow (self) != NULL)
    reader_flow_reveal_row (get_focus_flow (self), self->focus_row);
  return G_SOURCE_REMOVE;
}

static void
queue_reveal (ReaderParallelView *self)
{
  if (self->reveal_id == 0)
    self->reveal_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, reveal_cb, self, NULL);
}

/* In another arrangement rows have other heights: what was read would be pushed out of view by what
 * stands above it. A focus that was left behind stays there. */
static void
keep_focus_in_view (ReaderParallelView *self)
{
  ReaderFlow *flow = get_focus_flow (self);
  guint64 first = 0;
  guint64 last = 0;

  if (flow != NULL && reader_flow_get_visible_rows (flow, &first, &last)
      && self->focus_row >= first && self->focus_row <= last)
    queue_reveal (self);
}

static void
arrange (ReaderParallelView *self, int width)
{
  guint n = MIN (count_fitting (self, width), reader_view_count_shown (self));
  gboolean stack = self->stacking == READER_STACKING_ALWAYS
                   || (self->stacking == READER_STACKING_AUTOMATIC && n < 2);

  stack = stack && can_stack (self);
  if (stack != (self->arrangement == READER_ARRANGEMENT_STACKED))
    keep_focus_in_view (self);
  if (stack)
    {
      self->arrangement = READER_ARRANGEMENT_STACKED;
      place_stacked (self, width);
      return;
    }
  self->arrangement = READER_ARRANGEMENT_BESIDE;
  choose_placed (self, n);
  place_beside (self, width);
}

static void
get_strand_edges (ReaderParallelView *self, guint strand, int width, int *left, int *right)
{
  /* The gutters between linked columns belong to the ribbons. */
  int beyond = self->linked ? READER_CELL_PAD_X : reader_view_get_gutter (self) / 2;
  gboolean found = FALSE;
  gboolean behind = FALSE;
  gboolean before = FALSE;

  *left = 0;
  *right = width;
  if (self->arrangement == READER_ARRANGEMENT_STACKED)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->placed)
        continue;
      if (column->strand != strand)
        {
          before |= !found;
          behind |= found;
          continue;
        }
      if (!found)
        *left = before ? column->x - beyond : 0;
      found = TRUE;
      *right = column->x + column->width + beyond;
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
      ReaderFlowColumn made = { column->index,
                                column->text,
                                column->x - left,
                                column->width };

      if (column->placed && column->strand == strand)
        g_array_append_val (columns, made);
    }
  return columns;
}

/* Tells a flow its columns. What it has to show is known from then on, before it is allocated. */
static gboolean
lay_out_strand (ReaderParallelView *self, guint index, int width, int height, GtkAllocation *out)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  g_autoptr (GArray) columns = NULL;
  int left = 0;
  int right = 0;

  get_strand_edges (self, index, width, &left, &right);
  columns = make_flow_columns (self, index, left);
  if (columns->len == 0)
    return FALSE;
  *out = (GtkAllocation){ left,
                          self->header_height,
                          right - left,
                          MAX (height - self->header_height, 1) };
  reader_flow_set_columns (strand->flow,
                           (const ReaderFlowColumn *) (gpointer) columns->data,
                           columns->len,
                           self->arrangement == READER_ARRANGEMENT_STACKED,
                           out->height);
  return TRUE;
}

static void
allocate_strand (ReaderParallelView *self, guint index, int width, int height)
{
  GtkWidget *scrolled = reader_view_get_strand (self, index)->scrolled;
  GtkAllocation area;
  gboolean placed = lay_out_strand (self, index, width, height, &area);

  gtk_widget_set_child_visible (scrolled, placed);
  if (!placed)
    return;
  /* GTK passes over a child of the same size, and forgets what was asked for inside it while its
   * parent is allocated. */
  gtk_widget_queue_allocate (scrolled);
  gtk_widget_size_allocate (scrolled, &area, -1);
}

/* Asks for a layout in which rows may be made. A row that is made asks all that is above it for
 * room. GTK 4.8 answers a widget that is itself given room in this layout, and forgets one that it
 * only went through, as it does above gtk_widget_queue_allocate(): that one would not be painted,
 * and what is in it not laid out again. */
void
reader_view_queue_layout (ReaderParallelView *self)
{
  reader_view_queue_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Tells the flows what they have to show, between two frames. */
void
reader_view_lay_out (ReaderParallelView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - reader_view_get_overview_width (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkAllocation area;

  if (width <= 0)
    return;
  arrange (self, width);
  for (guint i = 0; i < self->strands->len; i++)
    lay_out_strand (self, i, width, height, &area);
  reader_view_queue_layout (self);
}

/* Gives room to the column of a text, which may have none when not all fit. */
void
reader_view_bring_column (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column != NULL && !column->placed)
    reader_view_lay_out (self);
}

/* Stacks what stands beside each other, and the other way round. */
void
reader_view_toggle_stacked (ReaderParallelView *self)
{
  if (self->linked)
    {
      reader_view_set_linked (self, FALSE);
      self->arrangement = READER_ARRANGEMENT_BESIDE;
    }
  self->stacking = self->arrangement == READER_ARRANGEMENT_STACKED ? READER_STACKING_NEVER
                                                                   : READER_STACKING_ALWAYS;
  reader_view_queue_layout (self);
}

void
reader_view_allocate_columns (ReaderParallelView *self, int width, int height)
{
  gboolean was_whole = is_focus_whole (self);
  gboolean was_seen = self->brings_focus || reader_view_sees_focus (self);

  if (self->columns->len == 0)
    return;
  arrange (self, width);
  reader_view_allocate_headers (self, width);
  reader_view_make_ribbons (self);
  for (guint i = 0; i < self->strands->len; i++)
    allocate_strand (self, i, width, height);
  if (self->ribbons != NULL)
    gtk_widget_size_allocate (self->ribbons,
                              &(GtkAllocation){ 0,
                                                self->header_height,
                                                width,
                                                MAX (height - self->header_height, 1) },
                              -1);
  reader_view_update_ribbons (self);
  /* A smaller view shows fewer columns and rows, a larger one others, which nobody asked about. */
  reader_view_queue_changed (self);
  /* A panel that opened made the columns narrower and the rows higher; or the window was larger
   * when it was read in last. */
  if ((was_whole && !is_focus_whole (self)) || (was_seen && !reader_view_sees_focus (self)))
    queue_reveal (self);
  self->brings_focus = FALSE;
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
  return n * get_narrowest (self) + (n - 1) * get_gap (self) + 2 * READER_VIEW_MARGIN
         + reader_view_get_overview_width (self);
}
