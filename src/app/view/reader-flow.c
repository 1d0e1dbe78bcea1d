/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-flow.h"

#include "reader-heights.h"

#include <math.h>

#define ROW_GAP 18
#define FIRST_GUESS 120
/* How long nothing must move before estimates are put right, in milliseconds. */
#define REST 150

/* A row with widgets: one cell for each column. */
typedef struct
{
  guint64 ordinal;
  TriRow *row;
  GPtrArray *cells;
  int height; /* 0: not measured at this width */
} LiveRow;

struct _ReaderFlow
{
  GtkWidget parent_instance;

  ReaderRowModel *model;
  GArray *columns;
  ReaderHeights *heights;

  /* The live rows are consecutive; @top is in pixels above the upper edge. */
  GQueue live;
  GPtrArray *pool;
  guint64 row;
  double into;

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hpolicy;
  GtkScrollablePolicy vpolicy;
  /* The offset that the adjustment's value stands for is @shift pixels more. */
  double shift;
  double value;
  gboolean configuring;
  guint rest_id;
};

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

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderFlow, reader_flow, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* --- live rows --- */

static void
live_row_free (gpointer data)
{
  LiveRow *live = data;

  g_ptr_array_unref (live->cells);
  g_clear_pointer (&live->row, tri_row_unref);
  g_free (live);
}

static LiveRow *
live_row_new (ReaderFlow *self)
{
  LiveRow *live = g_new0 (LiveRow, 1);

  live->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *cell = reader_cell_new ();

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (live->cells, cell);
    }
  return live;
}

static void
recycle (ReaderFlow *self, LiveRow *live)
{
  for (guint i = 0; i < live->cells->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (live->cells, i), FALSE);
  g_ptr_array_add (self->pool, live);
}

static LiveRow *
take_row (ReaderFlow *self, guint64 ordinal)
{
  LiveRow *live = NULL;

  if (self->pool->len > 0)
    live = g_ptr_array_steal_index (self->pool, self->pool->len - 1);
  else
    live = live_row_new (self);
  g_clear_pointer (&live->row, tri_row_unref);
  live->ordinal = ordinal;
  live->height = 0;
  live->row = reader_row_model_dup_row (self->model, ordinal);
  for (guint i = 0; i < self->columns->len && live->row != NULL; i++)
    {
      ReaderFlowColumn *column = &g_array_index (self->columns, ReaderFlowColumn, i);
      ReaderCell *cell = g_ptr_array_index (live->cells, i);

      reader_cell_bind (cell, column->text, tri_row_get_cell (live->row, column->index));
      gtk_widget_set_child_visible (GTK_WIDGET (cell), TRUE);
    }
  return live;
}

static void
measure_row (ReaderFlow *self, LiveRow *live)
{
  int height = 0;

  if (live->height > 0)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      int natural = 0;

      gtk_widget_measure (g_ptr_array_index (live->cells, i), GTK_ORIENTATION_VERTICAL, g_array_index (self->columns, ReaderFlowColumn, i).width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  live->height = height + ROW_GAP;
  reader_heights_set (self->heights, live->ordinal, live->height);
}

static LiveRow *
ensure_row (ReaderFlow *self, guint64 ordinal)
{
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *tail = g_queue_peek_tail (&self->live);
  LiveRow *live = NULL;

  if (head != NULL && ordinal >= head->ordinal && ordinal <= tail->ordinal)
    live = g_queue_peek_nth (&self->live, (guint) (ordinal - head->ordinal));
  else
    {
      live = take_row (self, ordinal);
      if (head != NULL && ordinal + 1 == head->ordinal)
        g_queue_push_head (&self->live, live);
      else
        g_queue_push_tail (&self->live, live);
    }
  measure_row (self, live);
  return live;
}

static void
recycle_outside (ReaderFlow *self, guint64 first, guint64 last)
{
  LiveRow *live = NULL;

  while ((live = g_queue_peek_head (&self->live)) != NULL && live->ordinal < first)
    recycle (self, g_queue_pop_head (&self->live));
  while ((live = g_queue_peek_tail (&self->live)) != NULL && live->ordinal > last)
    recycle (self, g_queue_pop_tail (&self->live));
  /* Nothing of what was shown is left: the rows between are not wanted either. */
  live = g_queue_peek_head (&self->live);
  if (live != NULL && (live->ordinal > last || live->ordinal < first))
    while ((live = g_queue_pop_head (&self->live)) != NULL)
      recycle (self, live);
}

static void
forget_rows (ReaderFlow *self)
{
  g_queue_clear_full (&self->live, live_row_free);
  g_ptr_array_set_size (self->pool, 0);
}

/* --- where it stands --- */

static guint64
get_n_rows (ReaderFlow *self)
{
  return self->model != NULL ? reader_row_model_get_n_rows (self->model) : 0;
}

/* Walks over the rows so that the pixels into the first one lie inside it. */
static void
walk (ReaderFlow *self)
{
  while (self->into < 0 && self->row > 0)
    self->into += ensure_row (self, --self->row)->height;
  self->into = MAX (self->into, 0);
  while (self->row + 1 < get_n_rows (self) && self->into >= ensure_row (self, self->row)->height)
    self->into -= ensure_row (self, self->row++)->height;
}

/* Makes the rows from the upper to the lower edge. Returns the pixels that are left below. */
static double
fill_down (ReaderFlow *self, guint64 *last)
{
  double y = -self->into;
  guint64 row = self->row;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  for (; row < get_n_rows (self) && y < height; row++)
    y += ensure_row (self, row)->height;
  *last = row > 0 ? row - 1 : 0;
  return height - y;
}

static void
fill (ReaderFlow *self)
{
  guint64 last = 0;
  double left = 0;

  if (get_n_rows (self) == 0 || gtk_widget_get_height (GTK_WIDGET (self)) <= 0 || self->columns->len == 0)
    return;
  recycle_outside (self, self->row, self->row + g_queue_get_length (&self->live));
  walk (self);
  left = fill_down (self, &last);
  if (left > 0 && (self->row > 0 || self->into > 0))
    {
      self->into -= left;
      walk (self);
      fill_down (self, &last);
    }
  recycle_outside (self, self->row, last);
}

static double
get_offset (ReaderFlow *self)
{
  return self->heights != NULL ? reader_heights_get_offset (self->heights, self->row) + self->into : 0;
}

static void
configure (ReaderFlow *self)
{
  double page = gtk_widget_get_height (GTK_WIDGET (self));
  double total = self->heights != NULL ? reader_heights_get_total (self->heights) : 0;

  if (self->vadjustment == NULL)
    return;
  self->configuring = TRUE;
  self->value = get_offset (self) - self->shift;
  gtk_adjustment_configure (self->vadjustment, self->value, 0, MAX (total, page), 48, page * 0.9, page);
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
      self->row = reader_heights_find (self->heights, value, &self->into);
    }
  else
    self->into += delta;
  fill (self);
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
allocate_row (ReaderFlow *self, LiveRow *live, int y)
{
  for (guint i = 0; i < live->cells->len; i++)
    {
      ReaderFlowColumn *column = &g_array_index (self->columns, ReaderFlowColumn, i);

      gtk_widget_size_allocate (g_ptr_array_index (live->cells, i),
                                &(GtkAllocation){ column->x, y, column->width, live->height - ROW_GAP },
                                -1);
    }
}

static void
reader_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderFlow *self = READER_FLOW (widget);
  double y = 0;

  fill (self);
  y = -self->into;
  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      LiveRow *live = l->data;

      allocate_row (self, live, (int) round (y));
      y += live->height;
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
  forget_rows (self);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  g_clear_pointer (&self->heights, reader_heights_free);
  g_clear_object (&self->model);

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
  self->pool = g_ptr_array_new_with_free_func (live_row_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (ReaderFlowColumn));
  g_array_set_clear_func (self->columns, clear_column);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
reader_flow_new (void)
{
  return g_object_new (READER_TYPE_FLOW, NULL);
}

static void
forget_heights (ReaderFlow *self, double guess)
{
  g_clear_pointer (&self->heights, reader_heights_free);
  if (self->model != NULL)
    self->heights = reader_heights_new (get_n_rows (self), guess);
  self->shift = 0;
}

/**
 * reader_flow_set_model:
 * @model: (nullable): the rows to show, from the first one on
 */
void
reader_flow_set_model (ReaderFlow *self, ReaderRowModel *model)
{
  forget_rows (self);
  g_set_object (&self->model, model);
  forget_heights (self, FIRST_GUESS);
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

      if (column->index != columns[i].index || column->text != columns[i].text)
        return FALSE;
    }
  return TRUE;
}

/**
 * reader_flow_set_columns:
 * @columns: (array length=n_columns): from left to right
 *
 * Says which texts are shown, and where. Only the widths may be asked for in every frame.
 */
void
reader_flow_set_columns (ReaderFlow *self, const ReaderFlowColumn *columns, guint n_columns)
{
  gboolean wider = self->columns->len != n_columns;

  if (!has_columns (self, columns, n_columns))
    {
      forget_rows (self);
      wider = TRUE;
    }
  for (guint i = 0; !wider && i < n_columns; i++)
    wider = columns[i].width != g_array_index (self->columns, ReaderFlowColumn, i).width;

  g_array_set_size (self->columns, 0);
  g_array_append_vals (self->columns, columns, n_columns);
  for (guint i = 0; i < n_columns; i++)
    g_object_ref (columns[i].text);
  if (wider)
    {
      double before = self->heights != NULL && self->row < get_n_rows (self) ? reader_heights_get (self->heights, self->row) : 1;

      for (GList *l = self->live.head; l != NULL; l = l->next)
        ((LiveRow *) l->data)->height = 0;
      if (self->heights != NULL)
        forget_heights (self, before);
      if (get_n_rows (self) > 0 && self->into > 0)
        self->into *= ensure_row (self, self->row)->height / before;
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * reader_flow_scroll_to:
 * @into: pixels of the row that lie above the upper edge; negative leaves room above it
 */
void
reader_flow_scroll_to (ReaderFlow *self, guint64 row, double into)
{
  guint64 n_rows = get_n_rows (self);

  self->row = MIN (row, n_rows > 0 ? n_rows - 1 : 0);
  self->into = into;
  fill (self);
  self->shift = 0;
  configure (self);
  start_rest (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
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
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *tail = g_queue_peek_tail (&self->live);

  if (head == NULL)
    return FALSE;
  *first = head->ordinal;
  *last = tail->ordinal;
  return TRUE;
}

/**
 * reader_flow_get_row:
 *
 * Returns: (nullable) (transfer none): the row, when it has widgets
 */
TriRow *
reader_flow_get_row (ReaderFlow *self, guint64 row)
{
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *live = NULL;

  if (head == NULL || row < head->ordinal)
    return NULL;
  live = g_queue_peek_nth (&self->live, (guint) (row - head->ordinal));
  return live != NULL ? live->row : NULL;
}
