/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-flow-private.h"

#include "reader-parallel-view-private.h"
#include "reader-spacing.h"

void
reader_flow_live_row_free (gpointer data)
{
  ReaderLiveRow *live = data;

  g_ptr_array_unref (live->cells);
  g_clear_pointer (&live->row, tri_row_unref);
  g_free (live);
}

static ReaderLiveRow *
live_row_new (ReaderFlow *self)
{
  ReaderLiveRow *live = g_new0 (ReaderLiveRow, 1);

  live->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *cell = reader_cell_new (self->marks);

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (live->cells, cell);
    }
  return live;
}

/* When the cell that has the keyboard leaves, the view takes it, so that keys go on working. */
static void
release_keyboard (ReaderFlow *self, ReaderLiveRow *live)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *holder = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; holder != NULL && i < live->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (live->cells, i);

      if (holder != cell && !gtk_widget_is_ancestor (holder, cell))
        continue;
      gtk_root_set_focus (root,
                          gtk_widget_get_ancestor (GTK_WIDGET (self), READER_TYPE_PARALLEL_VIEW));
      return;
    }
}

/* A row that leaves keeps its widgets until it is known that nobody takes them, because to hide and
 * show them again is dear. */
static void
recycle (ReaderFlow *self, ReaderLiveRow *live)
{
  release_keyboard (self, live);
  g_ptr_array_add (self->pool, live);
}

/* Whether the pointer was pressed on a row and is held. GTK counts on the widget until it is let
 * go, so that a row that leaves meanwhile is kept, out of sight. */
gboolean
reader_flow_is_pressed (const ReaderLiveRow *live)
{
  for (guint c = 0; c < live->cells->len; c++)
    if (gtk_widget_get_state_flags (g_ptr_array_index (live->cells, c)) & GTK_STATE_FLAG_ACTIVE)
      return TRUE;
  return FALSE;
}

static void
hide_pool (ReaderFlow *self)
{
  for (guint i = 0; i < self->pool->len; i++)
    {
      ReaderLiveRow *live = g_ptr_array_index (self->pool, i);

      if (reader_flow_is_pressed (live))
        continue;
      for (guint c = 0; c < live->cells->len; c++)
        gtk_widget_set_child_visible (g_ptr_array_index (live->cells, c), FALSE);
    }
}

ReaderFlowColumn *
reader_flow_get_column (ReaderFlow *self, guint index)
{
  return &g_array_index (self->columns, ReaderFlowColumn, index);
}

/* What the row says, in the order in which it is read. */
void
reader_flow_bind_row (ReaderFlow *self, ReaderLiveRow *live, gboolean at_end)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint c = at_end ? i : self->columns->len - 1 - i;
      ReaderFlowColumn *column = reader_flow_get_column (self, c);
      GtkWidget *cell = g_ptr_array_index (live->cells, c);

      if (live->row != NULL)
        reader_cell_bind (READER_CELL (cell),
                          column->text,
                          tri_row_get_cell (live->row, column->index),
                          self->stacked);
      gtk_widget_set_child_visible (cell, live->row != NULL);
      if (at_end)
        gtk_widget_insert_before (cell, GTK_WIDGET (self), NULL);
      else
        gtk_widget_insert_after (cell, GTK_WIDGET (self), NULL);
    }
}

/* The row of a note in a text by itself, which stands in the row of its mark. */
static gboolean
is_empty (TriRow *row)
{
  return row->cells->len == 1 && tri_row_get_cell (row, 0)->len == 0;
}

static TriRow *
dup_next_shown (ReaderFlow *self, guint64 ordinal)
{
  guint64 n_rows = reader_flow_get_n_rows (self);

  for (guint i = 1; i <= READER_FLOW_MAX_FOLDED && ordinal + i < n_rows; i++)
    {
      g_autoptr (TriRow) next = reader_row_model_dup_row (self->model, ordinal + i);

      if (next == NULL)
        return NULL;
      if (!is_empty (next))
        return g_steal_pointer (&next);
    }
  return NULL;
}

/* The pixels below a row. The next one is looked at where verse or a list may go on in it, and
 * texts that lie one below the other are parted from the next row whatever they are. */
static int
find_gap (ReaderFlow *self, ReaderLiveRow *live)
{
  static const int gaps[] = {
    [READER_SPACING_LINE] = 0,
    [READER_SPACING_ITEM] = READER_FLOW_ITEM_GAP,
    [READER_SPACING_STANZA] = READER_FLOW_STANZA_GAP,
    [READER_SPACING_PARAGRAPH] = READER_FLOW_ROW_GAP,
  };
  g_autofree guint *columns = g_new (guint, self->columns->len + 1);
  g_autoptr (TriRow) next = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    columns[i] = reader_flow_get_column (self, i)->index;
  if (live->row == NULL
      || (self->stacked && self->columns->len > 1)
      || !reader_spacing_can_be_close (live->row, columns, self->columns->len))
    return READER_FLOW_ROW_GAP;
  next = dup_next_shown (self, live->ordinal);
  if (next == NULL)
    return READER_FLOW_ROW_GAP;
  return gaps[reader_spacing_between_rows (live->row, next, columns, self->columns->len)];
}

static ReaderLiveRow *
take_row (ReaderFlow *self, guint64 ordinal, gboolean at_end)
{
  ReaderLiveRow *live = NULL;

  for (guint i = self->pool->len; i > 0 && live == NULL; i--)
    if (!reader_flow_is_pressed (g_ptr_array_index (self->pool, i - 1)))
      live = g_ptr_array_steal_index (self->pool, i - 1);
  if (live == NULL)
    live = live_row_new (self);
  g_clear_pointer (&live->row, tri_row_unref);
  live->ordinal = ordinal;
  live->height = 0;
  live->row = reader_row_model_dup_row (self->model, ordinal);
  live->folded = live->row != NULL && is_empty (live->row);
  live->gap = live->folded ? 0 : find_gap (self, live);
  if (live->folded)
    g_clear_pointer (&live->row, tri_row_unref);
  reader_flow_bind_row (self, live, at_end);
  return live;
}

static int
measure_cells (ReaderFlow *self, ReaderLiveRow *live)
{
  int height = 0;

  for (guint i = 0; i < self->columns->len && live->row != NULL; i++)
    {
      int own = reader_cell_get_height_for (g_ptr_array_index (live->cells, i),
                                            reader_flow_get_column (self, i)->width);

      if (self->stacked)
        height += own + (i > 0 ? READER_FLOW_STACK_GAP : 0);
      else
        height = MAX (height, own);
    }
  return height;
}

static void
measure_row (ReaderFlow *self, ReaderLiveRow *live)
{
  if (live->height > 0)
    return;
  live->above = live->ordinal == 0 ? READER_FLOW_PAD_TOP : 0;
  live->height = live->above;
  if (!live->folded)
    live->height += measure_cells (self, live) + live->gap;
  if (live->ordinal + 1 == reader_heights_get_n_rows (self->heights))
    live->height += READER_FLOW_PAD_BOTTOM;
  reader_heights_set (self->heights, live->ordinal, live->height);
}

ReaderLiveRow *
reader_flow_get_live_row (ReaderFlow *self, guint64 ordinal)
{
  ReaderLiveRow *head = g_queue_peek_head (&self->live);
  ReaderLiveRow *tail = g_queue_peek_tail (&self->live);

  if (head == NULL || ordinal < head->ordinal || ordinal > tail->ordinal)
    return NULL;
  return g_queue_peek_nth (&self->live, (guint) (ordinal - head->ordinal));
}

void
reader_flow_recycle_all (ReaderFlow *self)
{
  ReaderLiveRow *live = NULL;

  while ((live = g_queue_pop_tail (&self->live)) != NULL)
    recycle (self, live);
}

/* The row with widgets. One that does not lie beside those that have some begins anew. */
ReaderLiveRow *
reader_flow_ensure_row (ReaderFlow *self, guint64 ordinal)
{
  ReaderLiveRow *live = reader_flow_get_live_row (self, ordinal);
  ReaderLiveRow *head = g_queue_peek_head (&self->live);
  ReaderLiveRow *tail = g_queue_peek_tail (&self->live);

  if (live == NULL && head != NULL && ordinal + 1 == head->ordinal)
    {
      live = take_row (self, ordinal, FALSE);
      g_queue_push_head (&self->live, live);
    }
  else if (live == NULL)
    {
      if (tail != NULL && ordinal != tail->ordinal + 1)
        reader_flow_recycle_all (self);
      live = take_row (self, ordinal, TRUE);
      g_queue_push_tail (&self->live, live);
    }
  measure_row (self, live);
  return live;
}

static void
recycle_outside (ReaderFlow *self, guint64 first, guint64 last)
{
  ReaderLiveRow *live = NULL;

  while ((live = g_queue_peek_head (&self->live)) != NULL && live->ordinal < first)
    recycle (self, g_queue_pop_head (&self->live));
  while ((live = g_queue_peek_tail (&self->live)) != NULL && live->ordinal > last)
    recycle (self, g_queue_pop_tail (&self->live));
}

void
reader_flow_forget_rows (ReaderFlow *self)
{
  g_queue_clear_full (&self->live, reader_flow_live_row_free);
  g_ptr_array_set_size (self->pool, 0);
}

/* --- where it stands --- */

guint64
reader_flow_get_n_rows (ReaderFlow *self)
{
  return self->model != NULL ? reader_row_model_get_n_rows (self->model) : 0;
}

/* Walks over the rows so that the pixels into the first one lie inside it. */
static void
walk (ReaderFlow *self)
{
  ReaderLiveRow *live = reader_flow_ensure_row (self, self->row);

  while (self->into < 0 && self->row > 0)
    {
      live = reader_flow_ensure_row (self, --self->row);
      self->into += live->height;
    }
  self->into = MAX (self->into, 0);
  while (self->row + 1 < reader_flow_get_n_rows (self) && self->into >= live->height)
    {
      self->into -= live->height;
      live = reader_flow_ensure_row (self, ++self->row);
      recycle_outside (self, self->row, G_MAXUINT64);
    }
}

/* Makes the rows down to the lower edge. Returns the pixels that they leave free. */
static double
fill_down (ReaderFlow *self, guint64 *last)
{
  double y = -self->into;
  guint64 row = self->row;
  int height = self->page;

  do
    y += reader_flow_ensure_row (self, row++)->height;
  while (row < reader_flow_get_n_rows (self) && y < height);
  *last = row - 1;
  return height - y;
}

gboolean
reader_flow_can_fill (ReaderFlow *self)
{
  return reader_flow_get_n_rows (self) > 0
         && self->columns->len > 0
         && self->page > 0;
}

void
reader_flow_fill (ReaderFlow *self)
{
  guint64 last = 0;
  double left = 0;

  if (!reader_flow_can_fill (self))
    return;
  walk (self);
  left = fill_down (self, &last);
  if (left > 0 && (self->row > 0 || self->into > 0))
    {
      self->into -= left;
      walk (self);
      fill_down (self, &last);
    }
  recycle_outside (self, self->row, last);
  hide_pool (self);
}
