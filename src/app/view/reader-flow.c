/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-flow-private.h"

#include "reader-parallel-view-private.h"

#include <math.h>

/* How long nothing must move before estimates are put right, in milliseconds. */
#define REST 150

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderFlow,
                               reader_flow,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
get_offset (ReaderFlow *self)
{
  if (self->heights == NULL)
    return 0;
  return reader_heights_get_offset (self->heights, self->row) + self->into;
}

static void
configure (ReaderFlow *self)
{
  double page = self->page;
  double total = self->heights != NULL ? reader_heights_get_total (self->heights) : 0;

  if (self->vadjustment == NULL)
    return;
  self->configuring = TRUE;
  self->value = get_offset (self) - self->shift;
  gtk_adjustment_configure (self->vadjustment,
                            self->value,
                            0,
                            MAX (total, page),
                            48,
                            page * 0.9,
                            page);
  self->value = gtk_adjustment_get_value (self->vadjustment);
  self->configuring = FALSE;
}

static gboolean
rest_cb (gpointer data)
{
  ReaderFlow *self = data;

  self->rest_id = 0;
  self->shift = 0;
  if (self->heights != NULL)
    reader_heights_settle (self->heights);
  configure (self);
  return G_SOURCE_REMOVE;
}

static void
start_rest (ReaderFlow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, rest_cb, self);
}

/* Where nothing is measured, the pixels into the row are a share of what was estimated: of the true
 * height they are the same share, so that no row is measured for nothing. */
static void
find_row (ReaderFlow *self, double offset)
{
  double estimate = 0;

  self->row = reader_heights_find (self->heights, offset, &self->into);
  estimate = reader_heights_get (self->heights, self->row);
  if (reader_flow_can_fill (self) && estimate > 0)
    self->into *= reader_flow_ensure_row (self, self->row)->height / estimate;
}

static void
value_changed_cb (ReaderFlow *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);
  double delta = value - self->value;
  double page = gtk_adjustment_get_page_size (self->vadjustment);

  if (self->configuring || self->heights == NULL)
    return;
  self->value = value;
  if (fabs (delta) > 2 * page)
    {
      self->shift = 0;
      find_row (self, value);
      /* The end is the end, whatever was estimated. */
      if (value >= gtk_adjustment_get_upper (self->vadjustment) - page - 1)
        self->into = G_MAXINT;
    }
  else
    self->into += delta;
  /* Now and not in the layout, in which then no row is made. */
  reader_flow_fill (self);
  self->shift = get_offset (self) - value;
  start_rest (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/* --- vfuncs --- */

static void
reader_flow_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
allocate_row (ReaderFlow *self, ReaderLiveRow *live, int y)
{
  int height = live->height - live->above - live->gap;

  if (live->ordinal + 1 == reader_flow_get_n_rows (self))
    height -= READER_FLOW_PAD_BOTTOM;
  y += live->above;
  for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
    {
      ReaderFlowColumn *column = reader_flow_get_column (self, i);
      ReaderCell *cell = g_ptr_array_index (live->cells, i);

      if (self->stacked)
        height = reader_cell_get_height_for (cell, column->width);
      gtk_widget_size_allocate (GTK_WIDGET (cell),
                                &(GtkAllocation){ column->x, y, column->width, height },
                                -1);
      if (self->stacked)
        y += height + READER_FLOW_STACK_GAP;
    }
}

static void
reader_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderFlow *self = READER_FLOW (widget);
  double y = 0;

  self->page = height;
  reader_flow_fill (self);
  y = -self->into;
  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      ReaderLiveRow *live = l->data;

      allocate_row (self, live, (int) round (y));
      y += live->height;
    }
  for (guint i = 0; i < self->pool->len; i++)
    {
      ReaderLiveRow *live = g_ptr_array_index (self->pool, i);

      if (reader_flow_is_pressed (live))
        allocate_row (self, live, -live->height - height);
    }
  configure (self);
}

static void
set_adjustment (ReaderFlow *self, GtkAdjustment **slot, GtkAdjustment *adjustment)
{
  if (*slot != NULL)
    {
      g_signal_handlers_disconnect_by_func (*slot, value_changed_cb, self);
      g_clear_object (slot);
    }
  if (adjustment == NULL)
    return;
  *slot = g_object_ref_sink (adjustment);
  if (slot == &self->vadjustment)
    {
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
      configure (self);
    }
}

static void
reader_flow_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReaderFlow *self = READER_FLOW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hpolicy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vpolicy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_flow_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReaderFlow *self = READER_FLOW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hpolicy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vpolicy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_flow_dispose (GObject *object)
{
  ReaderFlow *self = READER_FLOW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  reader_flow_forget_rows (self);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  g_clear_pointer (&self->heights, reader_heights_free);
  g_clear_object (&self->model);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (reader_flow_parent_class)->dispose (object);
}

static void
reader_flow_finalize (GObject *object)
{
  ReaderFlow *self = READER_FLOW (object);

  g_ptr_array_unref (self->pool);
  g_array_unref (self->columns);

  G_OBJECT_CLASS (reader_flow_parent_class)->finalize (object);
}

static void
reader_flow_class_init (ReaderFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reader_flow_get_property;
  object_class->set_property = reader_flow_set_property;
  object_class->dispose = reader_flow_dispose;
  object_class->finalize = reader_flow_finalize;

  widget_class->measure = reader_flow_measure;
  widget_class->size_allocate = reader_flow_size_allocate;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_MOVED] = g_signal_new ("moved",
                                        READER_TYPE_FLOW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  reader_view_add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "flow");
}

static void
clear_column (gpointer data)
{
  ReaderFlowColumn *column = data;

  g_clear_object (&column->text);
}

static void
reader_flow_init (ReaderFlow *self)
{
  g_queue_init (&self->live);
  self->pool = g_ptr_array_new_with_free_func (reader_flow_live_row_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (ReaderFlowColumn));
  g_array_set_clear_func (self->columns, clear_column);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * reader_flow_new:
 * @marks: how the passages are to look
 */
GtkWidget *
reader_flow_new (ReaderMarks *marks)
{
  ReaderFlow *self = g_object_new (READER_TYPE_FLOW, NULL);

  self->marks = g_object_ref (marks);
  return GTK_WIDGET (self);
}

static void
forget_heights (ReaderFlow *self, double guess)
{
  g_clear_pointer (&self->heights, reader_heights_free);
  if (self->model != NULL)
    self->heights = reader_heights_new (reader_flow_get_n_rows (self), guess);
  self->shift = 0;
}

/**
 * reader_flow_set_model:
 * @model: (nullable): the rows to show, from the first one on
 */
void
reader_flow_set_model (ReaderFlow *self, ReaderRowModel *model)
{
  reader_flow_recycle_all (self);
  g_set_object (&self->model, model);
  forget_heights (self, READER_FLOW_FIRST_GUESS);
  self->row = 0;
  self->into = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
has_columns (ReaderFlow *self, const ReaderFlowColumn *columns, guint n_columns)
{
  if (self->columns->len != n_columns)
    return FALSE;
  for (guint i = 0; i < n_columns; i++)
    {
      ReaderFlowColumn *column = &g_array_index (self->columns, ReaderFlowColumn, i);

      if (column->index != columns[i].index || column->text->id != columns[i].text->id)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_widths (ReaderFlow *self, const ReaderFlowColumn *columns)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (columns[i].width != reader_flow_get_column (self, i)->width)
      return FALSE;
  return TRUE;
}

/* Measures again what is in view, and keeps the share of the first row that is above the edge. */
static void
measure_again (ReaderFlow *self)
{
  double before = READER_FLOW_FIRST_GUESS;

  if (reader_flow_get_n_rows (self) == 0)
    return;
  before = reader_heights_get (self->heights, self->row);
  for (GList *l = self->live.head; l != NULL; l = l->next)
    ((ReaderLiveRow *) l->data)->height = 0;
  forget_heights (self, before);
  if (self->into > 0 && reader_flow_can_fill (self))
    self->into *= reader_flow_ensure_row (self, self->row)->height / before;
}

/**
 * reader_flow_set_columns:
 * @columns: (array length=n_columns): from left to right, or from the top when @stacked
 * @stacked: the cells of a row lie one below the other
 * @page: how high the flow is going to be
 *
 * Says which texts are shown, and where. Only the places and widths may change in every frame.
 */
void
reader_flow_set_columns (ReaderFlow *self,
                         const ReaderFlowColumn *columns,
                         guint n_columns,
                         gboolean stacked,
                         int page)
{
  gboolean same = self->stacked == stacked && has_columns (self, columns, n_columns);
  gboolean as_wide = same && has_widths (self, columns);

  if (!same)
    {
      reader_flow_recycle_all (self);
      reader_flow_forget_rows (self);
    }
  self->stacked = stacked;
  self->page = page;
  for (guint i = 0; i < n_columns; i++)
    g_object_ref (columns[i].text);
  g_array_set_size (self->columns, 0);
  g_array_append_vals (self->columns, columns, n_columns);
  if (!as_wide)
    measure_again (self);
  if (!same)
    reader_flow_fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * reader_flow_scroll_to:
 * @into: pixels of the row that lie above the upper edge; negative leaves room above it
 */
void
reader_flow_scroll_to (ReaderFlow *self, guint64 row, double into)
{
  guint64 n_rows = reader_flow_get_n_rows (self);

  self->row = MIN (row, n_rows > 0 ? n_rows - 1 : 0);
  self->into = into;
  reader_flow_fill (self);
  self->shift = 0;
  configure (self);
  start_rest (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/* How high a row is: measured, or where nothing can be measured yet, as it is supposed to be. */
static double
measure_row (ReaderFlow *self, guint64 row)
{
  return reader_flow_can_fill (self) ? reader_flow_ensure_row (self, row)->height
                                     : reader_heights_get (self->heights, row);
}

/**
 * reader_flow_scroll_to_share:
 * @share: of the row that lies above the upper edge, from 0 to 1
 *
 * Like reader_flow_scroll_to(), for who knows nothing of the width that the row is going to have.
 */
void
reader_flow_scroll_to_share (ReaderFlow *self, guint64 row, double share)
{
  if (row >= reader_flow_get_n_rows (self))
    return;
  self->row = row;
  reader_flow_scroll_to (self, row, share * measure_row (self, row));
}

/**
 * reader_flow_get_share:
 *
 * Returns: how much of the first row in view lies above the upper edge, from 0 to 1
 */
double
reader_flow_get_share (ReaderFlow *self)
{
  double height = 0;

  if (self->row < reader_flow_get_n_rows (self))
    height = measure_row (self, self->row);
  return height > 0 ? CLAMP (self->into / height, 0, 1) : 0;
}

/**
 * reader_flow_scroll_by:
 * @pixels: down, or up when negative
 */
void
reader_flow_scroll_by (ReaderFlow *self, double pixels)
{
  reader_flow_scroll_to (self, self->row, self->into + pixels);
}

void
reader_flow_get_position (ReaderFlow *self, guint64 *row, double *into)
{
  *row = self->row;
  *into = self->into;
}

/**
 * reader_flow_get_visible_rows:
 *
 * Returns: whether any row is in view
 */
gboolean
reader_flow_get_visible_rows (ReaderFlow *self, guint64 *first, guint64 *last)
{
  ReaderLiveRow *head = g_queue_peek_head (&self->live);
  ReaderLiveRow *tail = g_queue_peek_tail (&self->live);

  if (head == NULL)
    return FALSE;
  *first = head->ordinal;
  *last = tail->ordinal;
  return TRUE;
}

/**
 * reader_flow_get_n_cells:
 *
 * Returns: how many cells there are, in use or not
 */
guint
reader_flow_get_n_cells (ReaderFlow *self)
{
  return (g_queue_get_length (&self->live) + self->pool->len) * self->columns->len;
}

/**
 * reader_flow_update:
 *
 * Looks again at the marks of what is in view.
 */
void
reader_flow_update (ReaderFlow *self)
{
  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      ReaderLiveRow *live = l->data;

      for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
        if (reader_cell_update (g_ptr_array_index (live->cells, i)))
          live->height = 0;
      /* Rows may be made for it in the layout, see reader_view_queue_layout(). */
      if (live->height == 0 && !live->folded)
        gtk_widget_queue_resize (GTK_WIDGET (self));
    }
}

/**
 * reader_flow_redraw:
 *
 * Paints what is in view anew. Nothing but the marks below the words may have changed.
 */
void
reader_flow_redraw (ReaderFlow *self)
{
  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      ReaderLiveRow *live = l->data;

      for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
        gtk_widget_queue_draw (g_ptr_array_index (live->cells, i));
    }
}

/**
 * reader_flow_restyle:
 *
 * Shows all that is in view anew, after a change of the font.
 */
void
reader_flow_restyle (ReaderFlow *self)
{
  for (GList *l = self->live.head; l != NULL; l = l->next)
    reader_flow_bind_row (self, l->data, TRUE);
  measure_again (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
