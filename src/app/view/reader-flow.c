/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-flow.h"

#include "reader-heights.h"
#include "reader-parallel-view-private.h"

#include <math.h>

#define ROW_GAP 22
#define STACK_GAP 18
#define PAD_TOP 20
#define PAD_BOTTOM 48
#define FIRST_GUESS 120
/* How long nothing must move before estimates are put right, in milliseconds. */
#define REST 150

/* A row with widgets: one cell for each column. */
typedef struct
{
  guint64 ordinal;
  TriRow *row;
  GPtrArray *cells;
  int above;  /* pixels over the cells: the first row stands a little lower */
  int height; /* 0: not measured at this width */
} LiveRow;

struct _ReaderFlow
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  ReaderRowModel *model;
  GArray *columns;
  gboolean stacked;
  ReaderHeights *heights;

  /* The live rows are consecutive; @into are the pixels of @row above the upper edge. */
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

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderFlow,
                               reader_flow,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

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
      GtkWidget *cell = reader_cell_new (self->marks);

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (live->cells, cell);
    }
  return live;
}

/* When the cell that has the keyboard leaves, the view takes it, so that keys go on working. */
static void
release_keyboard (ReaderFlow *self, LiveRow *live)
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
recycle (ReaderFlow *self, LiveRow *live)
{
  release_keyboard (self, live);
  g_ptr_array_add (self->pool, live);
}

static void
hide_pool (ReaderFlow *self)
{
  for (guint i = 0; i < self->pool->len; i++)
    {
      LiveRow *live = g_ptr_array_index (self->pool, i);

      for (guint c = 0; c < live->cells->len; c++)
        gtk_widget_set_child_visible (g_ptr_array_index (live->cells, c), FALSE);
    }
}

static ReaderFlowColumn *
get_column (ReaderFlow *self, guint index)
{
  return &g_array_index (self->columns, ReaderFlowColumn, index);
}

/* What the row says, in the order in which it is read. */
static void
bind_row (ReaderFlow *self, LiveRow *live, gboolean at_end)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint c = at_end ? i : self->columns->len - 1 - i;
      ReaderFlowColumn *column = get_column (self, c);
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

static LiveRow *
take_row (ReaderFlow *self, guint64 ordinal, gboolean at_end)
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
  bind_row (self, live, at_end);
  return live;
}

static int
measure_cells (ReaderFlow *self, LiveRow *live)
{
  int height = 0;

  for (guint i = 0; i < self->columns->len && live->row != NULL; i++)
    {
      int own = reader_cell_get_height_for (g_ptr_array_index (live->cells, i),
                                            get_column (self, i)->width);

      height = self->stacked ? height + own + (i > 0 ? STACK_GAP : 0) : MAX (height, own);
    }
  return height;
}

static void
measure_row (ReaderFlow *self, LiveRow *live)
{
  if (live->height > 0)
    return;
  live->above = live->ordinal == 0 ? PAD_TOP : 0;
  live->height = live->above + measure_cells (self, live) + ROW_GAP;
  if (live->ordinal + 1 == reader_heights_get_n_rows (self->heights))
    live->height += PAD_BOTTOM;
  reader_heights_set (self->heights, live->ordinal, live->height);
}

static LiveRow *
get_live_row (ReaderFlow *self, guint64 ordinal)
{
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *tail = g_queue_peek_tail (&self->live);

  if (head == NULL || ordinal < head->ordinal || ordinal > tail->ordinal)
    return NULL;
  return g_queue_peek_nth (&self->live, (guint) (ordinal - head->ordinal));
}

static void
recycle_all (ReaderFlow *self)
{
  LiveRow *live = NULL;

  while ((live = g_queue_pop_tail (&self->live)) != NULL)
    recycle (self, live);
}

/* The row with widgets. One that does not lie beside those that have some begins anew. */
static LiveRow *
ensure_row (ReaderFlow *self, guint64 ordinal)
{
  LiveRow *live = get_live_row (self, ordinal);
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *tail = g_queue_peek_tail (&self->live);

  if (live == NULL && head != NULL && ordinal + 1 == head->ordinal)
    {
      live = take_row (self, ordinal, FALSE);
      g_queue_push_head (&self->live, live);
    }
  else if (live == NULL)
    {
      if (tail != NULL && ordinal != tail->ordinal + 1)
        recycle_all (self);
      live = take_row (self, ordinal, TRUE);
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
  LiveRow *live = ensure_row (self, self->row);

  while (self->into < 0 && self->row > 0)
    {
      live = ensure_row (self, --self->row);
      self->into += live->height;
    }
  self->into = MAX (self->into, 0);
  while (self->row + 1 < get_n_rows (self) && self->into >= live->height)
    {
      self->into -= live->height;
      live = ensure_row (self, ++self->row);
      recycle_outside (self, self->row, G_MAXUINT64);
    }
}

/* Makes the rows down to the lower edge. Returns the pixels that they leave free. */
static double
fill_down (ReaderFlow *self, guint64 *last)
{
  double y = -self->into;
  guint64 row = self->row;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  do
    y += ensure_row (self, row++)->height;
  while (row < get_n_rows (self) && y < height);
  *last = row - 1;
  return height - y;
}

static gboolean
can_fill (ReaderFlow *self)
{
  return get_n_rows (self) > 0
         && self->columns->len > 0
         && gtk_widget_get_height (GTK_WIDGET (self)) > 0;
}

static void
fill (ReaderFlow *self)
{
  guint64 last = 0;
  double left = 0;

  if (!can_fill (self))
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
  double page = gtk_widget_get_height (GTK_WIDGET (self));
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
      /* The end is the end, whatever was estimated. */
      if (value >= gtk_adjustment_get_upper (self->vadjustment) - page - 1)
        self->into = G_MAXINT;
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
  int height = live->height - live->above - ROW_GAP;

  if (live->ordinal + 1 == get_n_rows (self))
    height -= PAD_BOTTOM;
  y += live->above;
  for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
    {
      ReaderFlowColumn *column = get_column (self, i);
      ReaderCell *cell = g_ptr_array_index (live->cells, i);

      if (self->stacked)
        height = reader_cell_get_height_for (cell, column->width);
      gtk_widget_size_allocate (GTK_WIDGET (cell),
                                &(GtkAllocation){ column->x, y, column->width, height },
                                -1);
      if (self->stacked)
        y += height + STACK_GAP;
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
  self->pool = g_ptr_array_new_with_free_func (live_row_free);
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
  recycle_all (self);
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

      if (column->index != columns[i].index || column->text->id != columns[i].text->id)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_widths (ReaderFlow *self, const ReaderFlowColumn *columns)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (columns[i].width != get_column (self, i)->width)
      return FALSE;
  return TRUE;
}

/* Measures again what is in view, and keeps the share of the first row that is above the edge. */
static void
measure_again (ReaderFlow *self)
{
  double before = FIRST_GUESS;

  if (get_n_rows (self) == 0)
    return;
  before = reader_heights_get (self->heights, self->row);
  for (GList *l = self->live.head; l != NULL; l = l->next)
    ((LiveRow *) l->data)->height = 0;
  forget_heights (self, before);
  if (self->into > 0 && can_fill (self))
    self->into *= ensure_row (self, self->row)->height / before;
}

/**
 * reader_flow_set_columns:
 * @columns: (array length=n_columns): from left to right, or from the top when @stacked
 * @stacked: the cells of a row lie one below the other
 *
 * Says which texts are shown, and where. Only the places and widths may change in every frame.
 */
void
reader_flow_set_columns (ReaderFlow *self,
                         const ReaderFlowColumn *columns,
                         guint n_columns,
                         gboolean stacked)
{
  gboolean same = self->stacked == stacked && has_columns (self, columns, n_columns);
  gboolean as_wide = same && has_widths (self, columns);

  if (!same)
    {
      recycle_all (self);
      forget_rows (self);
    }
  self->stacked = stacked;
  for (guint i = 0; i < n_columns; i++)
    g_object_ref (columns[i].text);
  g_array_set_size (self->columns, 0);
  g_array_append_vals (self->columns, columns, n_columns);
  if (!as_wide)
    measure_again (self);
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
  LiveRow *head = g_queue_peek_head (&self->live);
  LiveRow *tail = g_queue_peek_tail (&self->live);

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
 * reader_flow_get_row:
 *
 * Returns: (nullable) (transfer none): the row, when it is in view
 */
TriRow *
reader_flow_get_row (ReaderFlow *self, guint64 row)
{
  LiveRow *live = get_live_row (self, row);

  return live != NULL ? live->row : NULL;
}

/**
 * reader_flow_get_cell:
 * @text: the id of a text
 *
 * Returns: (nullable) (transfer none): the cell of that text in @row, when it is in view
 */
ReaderCell *
reader_flow_get_cell (ReaderFlow *self, guint64 row, gint64 text)
{
  LiveRow *live = get_live_row (self, row);

  for (guint i = 0; live != NULL && live->row != NULL && i < self->columns->len; i++)
    if (get_column (self, i)->text->id == text)
      return g_ptr_array_index (live->cells, i);
  return NULL;
}

/* How far (x, y) lies beside the area of a cell, across and down. */
static double
get_distance (ReaderFlow *self, ReaderCell *cell, double x, double y)
{
  GtkAllocation area;
  double dx = 0;
  double dy = 0;

  gtk_widget_get_allocation (GTK_WIDGET (cell), &area);
  dx = MAX (MAX (area.x - x, x - area.x - area.width), 0);
  dy = MAX (MAX (area.y - y, y - area.y - area.height), 0);
  /* Who drags up or down means the same column. */
  return dx * 1000 + dy;
}

/**
 * reader_flow_pick:
 * @x: likewise @y: in the coordinates of the flow
 * @text: the id of the only text that is meant, 0 for any
 * @row: (out): the row of the cell
 *
 * Returns: (nullable) (transfer none): the cell that is nearest
 */
ReaderCell *
reader_flow_pick (ReaderFlow *self, double x, double y, gint64 text, guint64 *row)
{
  ReaderCell *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      LiveRow *live = l->data;

      for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
        {
          ReaderCell *cell = g_ptr_array_index (live->cells, i);
          double distance = get_distance (self, cell, x, y);

          if (text != 0 && get_column (self, i)->text->id != text)
            continue;
          if (distance < nearest)
            {
              nearest = distance;
              found = cell;
              *row = live->ordinal;
            }
        }
    }
  return found;
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
      LiveRow *live = l->data;

      for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
        if (reader_cell_update (g_ptr_array_index (live->cells, i)))
          live->height = 0;
      if (live->height == 0)
        gtk_widget_queue_allocate (GTK_WIDGET (self));
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
    bind_row (self, l->data, TRUE);
  measure_again (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static int
get_row_top (ReaderFlow *self, guint64 row)
{
  double y = -self->into;

  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      LiveRow *live = l->data;

      if (live->ordinal == row)
        return (int) round (y) + live->above;
      y += live->height;
    }
  return 0;
}

/**
 * reader_flow_get_range:
 * @range: (nullable): words of @passage, %NULL for all
 * @out: (out): where they are, in the coordinates of the flow
 *
 * Returns: whether @passage has a cell
 */
gboolean
reader_flow_get_range (ReaderFlow *self,
                       guint64 row,
                       gint64 text,
                       gint64 passage,
                       const TriRange *range,
                       GdkRectangle *out)
{
  ReaderCell *cell = reader_flow_get_cell (self, row, text);
  LiveRow *live = get_live_row (self, row);

  if (cell == NULL || !reader_cell_get_range (cell, passage, range, out))
    return FALSE;
  out->y += get_row_top (self, row);
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_ptr_array_index (live->cells, i) == cell)
        {
          out->x += get_column (self, i)->x;
          break;
        }
      if (self->stacked)
        out->y += STACK_GAP
                  + reader_cell_get_height_for (g_ptr_array_index (live->cells, i),
                                                get_column (self, i)->width);
    }
  return TRUE;
}

/**
 * reader_flow_reveal:
 * @range: (nullable): words of @passage, %NULL for all
 *
 * Scrolls as little as needed to bring words into view; a row far away comes to a third from the
 * top.
 */
void
reader_flow_reveal (ReaderFlow *self,
                    guint64 row,
                    gint64 text,
                    gint64 passage,
                    const TriRange *range)
{
  int page = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRectangle area;

  if (get_live_row (self, row) == NULL)
    reader_flow_scroll_to (self, row, -page / 3.0);
  if (!reader_flow_get_range (self, row, text, passage, range, &area))
    return;
  if (area.y < ROW_GAP)
    reader_flow_scroll_by (self, area.y - ROW_GAP);
  else if (area.y + area.height > page - ROW_GAP)
    reader_flow_scroll_by (self, MIN (area.y + area.height - page + ROW_GAP, area.y - ROW_GAP));
}
