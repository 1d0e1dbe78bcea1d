/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How long nothing must move before it is said that other passages are in view, in milliseconds. */
#define SETTLED 120
#define LEAST_WIDTH 240

enum
{
  PROP_WORK = 1,
  PROP_FOCUS_PASSAGE,
  PROP_FOCUS_SENTENCE,
  PROP_HIGHLIGHT_ENTITY,
  PROP_HIGHLIGHT_DATE,
  PROP_CONCEALED_TEXT,
  PROP_N_COLUMNS_SHOWN,
  PROP_LEAST_WIDTH,
  PROP_LINKED,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[READER_VIEW_N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReaderParallelView, reader_parallel_view, GTK_TYPE_WIDGET)

void
reader_view_emit (ReaderParallelView *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

void
reader_view_notify (ReaderParallelView *self, const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

/* Looks again at the marks, in all flows. */
void
reader_view_update (ReaderParallelView *self)
{
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_update (reader_view_get_strand (self, i)->flow);
}

/* --- what is in view --- */

static void
append_visible (ReaderParallelView *self, ReaderViewStrand *strand, GArray *out)
{
  guint64 first = 0;
  guint64 last = 0;

  if (!gtk_widget_get_child_visible (strand->scrolled)
      || !reader_flow_get_visible_rows (strand->flow, &first, &last))
    return;
  for (guint64 row = first; row <= last; row++)
    {
      TriRow *found = reader_flow_get_row (strand->flow, row);

      for (guint i = 0; found != NULL && i < self->columns->len; i++)
        {
          ReaderViewColumn *column = reader_view_get_column (self, i);
          GPtrArray *cell = NULL;

          if (!column->placed || reader_view_get_flow_of (self, column->text->id) != strand->flow)
            continue;
          cell = tri_row_get_cell (found, column->index);
          for (guint p = 0; p < cell->len; p++)
            g_array_append_val (out, ((TriPassage *) g_ptr_array_index (cell, p))->id);
        }
    }
}

/**
 * reader_parallel_view_dup_visible_passages:
 *
 * Returns: (transfer full) (element-type gint64): the passages in view, row by row
 */
GArray *
reader_parallel_view_dup_visible_passages (ReaderParallelView *self)
{
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), passages);

  for (guint i = 0; i < self->strands->len; i++)
    append_visible (self, reader_view_get_strand (self, i), passages);
  return passages;
}

static gboolean
view_changed_cb (gpointer data)
{
  ReaderParallelView *self = data;

  self->view_changed_id = 0;
  reader_view_look_up_marks (self);
  reader_view_update_overview (self);
  reader_view_emit (self, READER_VIEW_SIGNAL_VIEW_CHANGED);
  return G_SOURCE_REMOVE;
}

void
reader_view_queue_changed (ReaderParallelView *self)
{
  g_clear_handle_id (&self->view_changed_id, g_source_remove);
  self->view_changed_id = g_timeout_add (SETTLED, view_changed_cb, self);
  reader_view_queue_marks (self);
}

/* --- the first frame --- */

static gboolean
has_rows (ReaderParallelView *self)
{
  guint64 first = 0;
  guint64 last = 0;

  for (guint i = 0; i < self->strands->len; i++)
    if (reader_flow_get_visible_rows (reader_view_get_strand (self, i)->flow, &first, &last))
      return TRUE;
  return FALSE;
}

static void
stop_waiting (ReaderParallelView *self)
{
  if (self->clock != NULL)
    g_signal_handler_disconnect (self->clock, self->first_frame_id);
  g_clear_object (&self->clock);
  self->first_frame_id = 0;
}

static void
after_paint_cb (ReaderParallelView *self)
{
  if (!has_rows (self))
    return;
  stop_waiting (self);
  self->painted = TRUE;
  reader_view_queue_changed (self);
  reader_view_emit (self, READER_VIEW_SIGNAL_FIRST_FRAME);
}

static void
reader_parallel_view_realize (GtkWidget *widget)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->realize (widget);
  if (self->painted)
    return;
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->first_frame_id = g_signal_connect_swapped (self->clock,
                                                   "after-paint",
                                                   G_CALLBACK (after_paint_cb),
                                                   self);
}

static void
reader_parallel_view_unrealize (GtkWidget *widget)
{
  stop_waiting (READER_PARALLEL_VIEW (widget));

  GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->unrealize (widget);
}

/* --- vfuncs --- */

static void
reader_parallel_view_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  for (guint i = 0; i < self->strands->len; i++)
    gtk_widget_measure (reader_view_get_strand (self, i)->scrolled,
                        orientation,
                        -1,
                        NULL,
                        NULL,
                        NULL,
                        NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    reader_view_measure_headers (self);
  *minimum = *natural = LEAST_WIDTH;
}

static void
reader_parallel_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  reader_view_allocate_columns (self, width - reader_view_get_overview_width (self), height);
  reader_view_allocate_overview (self, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
reader_parallel_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->snapshot (widget, snapshot);
  reader_view_snapshot_headers (self, snapshot);
}

/* Tab goes from column to column, and out at the last one. An open menu keeps all keys: GTK looks
 * for the way from the window down, and comes by here. */
static gboolean
reader_parallel_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);
  GtkWidget *holder = gtk_widget_get_focus_child (widget);
  gboolean in_text = holder != NULL && GTK_IS_SCROLLED_WINDOW (holder);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;

  if (self->popover != NULL && gtk_widget_get_visible (self->popover))
    return gtk_widget_child_focus (self->popover, direction);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (in_text && reader_view_has_column_beside (self, step))
    {
      reader_view_step_column (self, step);
      return TRUE;
    }
  if (in_text && step > 0)
    return FALSE;
  if (holder == NULL && !gtk_widget_is_focus (widget) && step > 0)
    return gtk_widget_grab_focus (widget);
  return GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->focus (widget, direction);
}

static gboolean
reader_parallel_view_grab_focus (GtkWidget *widget)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  reader_view_ensure_focus (self);
  if (!GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->grab_focus (widget))
    return FALSE;
  reader_view_grab_cell (self);
  return TRUE;
}

static void
reader_parallel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  switch (id)
    {
    case PROP_WORK:
      g_value_set_object (value, self->work);
      break;
    case PROP_FOCUS_PASSAGE:
      g_value_set_int64 (value, self->marks->focus);
      break;
    case PROP_FOCUS_SENTENCE:
      g_value_set_int (value, self->marks->sentence);
      break;
    case PROP_HIGHLIGHT_ENTITY:
      g_value_set_int64 (value, self->marks->highlight);
      break;
    case PROP_HIGHLIGHT_DATE:
      g_value_set_string (value, self->marks->highlight_date);
      break;
    case PROP_CONCEALED_TEXT:
      g_value_set_int64 (value, reader_view_get_concealed (self));
      break;
    case PROP_N_COLUMNS_SHOWN:
      /* Before the first frame it is not known yet how many have room. */
      g_value_set_uint (value,
                        reader_view_count_placed (self) > 0 ? reader_view_count_placed (self)
                                                            : reader_view_count_shown (self));
      break;
    case PROP_LEAST_WIDTH:
      g_value_set_int (value, reader_parallel_view_get_least_width (self));
      break;
    case PROP_LINKED:
      g_value_set_boolean (value, self->linked);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, self->can_go_forward);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_mark (ReaderParallelView *self, gint64 *mark, const GValue *value, GParamSpec *pspec)
{
  if (*mark == g_value_get_int64 (value))
    return;
  *mark = g_value_get_int64 (value);
  reader_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_highlight_date (ReaderParallelView *self, const char *edtf, GParamSpec *pspec)
{
  if (g_strcmp0 (self->marks->highlight_date, edtf) == 0)
    return;
  g_free (self->marks->highlight_date);
  self->marks->highlight_date = g_strdup (edtf);
  reader_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
reader_parallel_view_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  switch (id)
    {
    case PROP_HIGHLIGHT_ENTITY:
      set_mark (self, &self->marks->highlight, value, pspec);
      break;
    case PROP_HIGHLIGHT_DATE:
      set_highlight_date (self, g_value_get_string (value), pspec);
      break;
    case PROP_CONCEALED_TEXT:
      reader_view_conceal_only (self, g_value_get_int64 (value));
      break;
    case PROP_LINKED:
      reader_view_set_linked (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_parallel_view_dispose (GObject *object)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  stop_waiting (self);
  reader_word_hint_stop (self->hint);
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  g_clear_handle_id (&self->view_changed_id, g_source_remove);
  g_clear_handle_id (&self->marks_id, g_source_remove);
  g_clear_pointer (&self->ribbons, gtk_widget_unparent);
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  reader_view_drop_strands (self);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_array_set_size (self->columns, 0);
  g_clear_pointer (&self->focus, tri_passage_unref);
  g_clear_object (&self->work);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (reader_parallel_view_parent_class)->dispose (object);
}

static void
reader_parallel_view_finalize (GObject *object)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  g_array_unref (self->strands);
  g_array_unref (self->columns);
  g_array_unref (self->back);
  g_array_unref (self->forward);
  g_object_unref (self->marks);
  reader_word_hint_free (self->hint);

  G_OBJECT_CLASS (reader_parallel_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;
  gint64 most = G_MAXINT64;

  properties[PROP_WORK] = g_param_spec_object ("work", NULL, NULL, TRI_TYPE_WORK, readable);
  properties[PROP_FOCUS_PASSAGE] = g_param_spec_int64 ("focus-passage",
                                                       NULL,
                                                       NULL,
                                                       0,
                                                       most,
                                                       0,
                                                       readable);
  properties[PROP_FOCUS_SENTENCE] = g_param_spec_int ("focus-sentence",
                                                      NULL,
                                                      NULL,
                                                      -1,
                                                      G_MAXINT,
                                                      -1,
                                                      readable);
  properties[PROP_HIGHLIGHT_ENTITY] = g_param_spec_int64 ("highlight-entity",
                                                          NULL,
                                                          NULL,
                                                          0,
                                                          most,
                                                          0,
                                                          writable);
  properties[PROP_HIGHLIGHT_DATE] = g_param_spec_string ("highlight-date",
                                                         NULL,
                                                         NULL,
                                                         NULL,
                                                         writable);
  properties[PROP_CONCEALED_TEXT] = g_param_spec_int64 ("concealed-text",
                                                        NULL,
                                                        NULL,
                                                        0,
                                                        most,
                                                        0,
                                                        writable);
  properties[PROP_N_COLUMNS_SHOWN] = g_param_spec_uint ("n-columns-shown",
                                                        NULL,
                                                        NULL,
                                                        0,
                                                        G_MAXUINT,
                                                        0,
                                                        readable);
  properties[PROP_LEAST_WIDTH] = g_param_spec_int ("least-width",
                                                   NULL,
                                                   NULL,
                                                   0,
                                                   G_MAXINT,
                                                   0,
                                                   readable);
  properties[PROP_LINKED] = g_param_spec_boolean ("linked", NULL, NULL, FALSE, writable);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back",
                                                       NULL,
                                                       NULL,
                                                       FALSE,
                                                       readable);
  properties[PROP_CAN_GO_FORWARD] = g_param_spec_boolean ("can-go-forward",
                                                          NULL,
                                                          NULL,
                                                          FALSE,
                                                          readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  static const char *const names[] = {
    NULL,
    NULL,
    "focus-changed",
    "view-changed",
    "first-frame",
    "word-changed",
  };

  signals[READER_VIEW_SIGNAL_MENTION_ACTIVATED] = g_signal_new ("mention-activated",
                                                                READER_TYPE_PARALLEL_VIEW,
                                                                G_SIGNAL_RUN_LAST,
                                                                0,
                                                                NULL,
                                                                NULL,
                                                                NULL,
                                                                G_TYPE_NONE,
                                                                3,
                                                                G_TYPE_INT64,
                                                                G_TYPE_INT64,
                                                                G_TYPE_INT64);
  signals[READER_VIEW_SIGNAL_MARK_ACTIVATED] = g_signal_new ("mark-activated",
                                                             READER_TYPE_PARALLEL_VIEW,
                                                             G_SIGNAL_RUN_LAST,
                                                             0,
                                                             NULL,
                                                             NULL,
                                                             NULL,
                                                             G_TYPE_NONE,
                                                             1,
                                                             G_TYPE_INT64);
  for (guint i = READER_VIEW_SIGNAL_FOCUS_CHANGED; i < READER_VIEW_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i],
                               READER_TYPE_PARALLEL_VIEW,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
reader_parallel_view_class_init (ReaderParallelViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reader_parallel_view_get_property;
  object_class->set_property = reader_parallel_view_set_property;
  object_class->dispose = reader_parallel_view_dispose;
  object_class->finalize = reader_parallel_view_finalize;

  widget_class->realize = reader_parallel_view_realize;
  widget_class->unrealize = reader_parallel_view_unrealize;
  widget_class->measure = reader_parallel_view_measure;
  widget_class->size_allocate = reader_parallel_view_size_allocate;
  widget_class->snapshot = reader_parallel_view_snapshot;
  widget_class->focus = reader_parallel_view_focus;
  widget_class->grab_focus = reader_parallel_view_grab_focus;

  install_properties (object_class);
  install_signals ();
  g_signal_new ("date-activated",
                READER_TYPE_PARALLEL_VIEW,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                3,
                G_TYPE_INT64,
                G_TYPE_UINT,
                G_TYPE_STRING);
  g_signal_new ("joined",
                READER_TYPE_PARALLEL_VIEW,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                2,
                G_TYPE_INT64,
                G_TYPE_INT64);
  reader_view_install_actions (widget_class);
  reader_view_add_bindings (widget_class);

  gtk_widget_class_set_css_name (widget_class, "parallelview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
clear_column (gpointer data)
{
  ReaderViewColumn *column = data;

  g_clear_pointer (&column->header, gtk_widget_unparent);
  g_clear_object (&column->text);
}

static void
clear_strand (gpointer data)
{
  ReaderViewStrand *strand = data;

  reader_view_stop_glide (strand);
  g_clear_pointer (&strand->scrolled, gtk_widget_unparent);
  g_clear_object (&strand->model);
}

static void
reader_parallel_view_init (ReaderParallelView *self)
{
  self->marks = reader_marks_new ();
  self->hint = reader_word_hint_new ();
  self->columns = g_array_new (FALSE, FALSE, sizeof (ReaderViewColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->strands = g_array_new (FALSE, FALSE, sizeof (ReaderViewStrand));
  g_array_set_clear_func (self->strands, clear_strand);
  self->back = g_array_new (FALSE, FALSE, sizeof (ReaderPlace));
  self->forward = g_array_new (FALSE, FALSE, sizeof (ReaderPlace));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  reader_view_watch_style (self);
  reader_view_add_column_drag (self);
  reader_view_add_caret_keys (self);
  reader_view_tell_ways (self);
}

/**
 * reader_parallel_view_new:
 *
 * Returns: (transfer floating): a view without a work
 */
GtkWidget *
reader_parallel_view_new (void)
{
  return g_object_new (READER_TYPE_PARALLEL_VIEW, NULL);
}
