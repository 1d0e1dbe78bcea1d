/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-flow.h"

#define MARGIN 28
#define GUTTER 32

enum
{
  PROP_WORK = 1,
  PROP_FOCUS_PASSAGE,
  PROP_FOCUS_SENTENCE,
  PROP_HIGHLIGHT_ENTITY,
  PROP_CONCEALED_TEXT,
  PROP_N_COLUMNS_SHOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_MENTION_ACTIVATED,
  SIGNAL_FOCUS_CHANGED,
  SIGNAL_VIEW_CHANGED,
  SIGNAL_FIRST_FRAME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _ReaderParallelView
{
  GtkWidget parent_instance;

  ReaderSession *session;
  TriWork *work;
  GPtrArray *models;
  GPtrArray *flows; /* scrolled windows, one a strand */
  ReaderPlace focus;
  int focus_sentence;
  gint64 highlight;
  gint64 concealed;
};

G_DEFINE_FINAL_TYPE (ReaderParallelView, reader_parallel_view, GTK_TYPE_WIDGET)

static ReaderFlow *
get_flow (ReaderParallelView *self, guint strand)
{
  return READER_FLOW (gtk_scrolled_window_get_child (g_ptr_array_index (self->flows, strand)));
}

static void
reader_parallel_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);
  int share = width / (int) MAX (self->flows->len, 1);

  for (guint i = 0; i < self->flows->len; i++)
    {
      g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (ReaderFlowColumn));

      for (guint t = 0; t < self->work->texts->len; t++)
        {
          TriText *text = g_ptr_array_index (self->work->texts, t);
          ReaderFlowColumn column = { text->column, text, 0, 0 };

          if (text->strand == i)
            g_array_append_val (columns, column);
        }
      for (guint c = 0; c < columns->len; c++)
        {
          ReaderFlowColumn *column = &g_array_index (columns, ReaderFlowColumn, c);

          column->width = (share - 2 * MARGIN - (int) (columns->len - 1) * GUTTER) / (int) columns->len;
          column->x = MARGIN + (int) c * (column->width + GUTTER);
        }
      reader_flow_set_columns (get_flow (self, i), (ReaderFlowColumn *) (gpointer) columns->data, columns->len);
      gtk_widget_size_allocate (g_ptr_array_index (self->flows, i),
                                &(GtkAllocation){ (int) i * share, 0, share, height },
                                -1);
    }
}

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

  for (guint i = 0; i < self->flows->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->flows, i), orientation, for_size, NULL, NULL, NULL, NULL);
  *minimum = *natural = 200;
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
      g_value_set_int64 (value, self->focus.passage);
      break;
    case PROP_FOCUS_SENTENCE:
      g_value_set_int (value, self->focus_sentence);
      break;
    case PROP_HIGHLIGHT_ENTITY:
      g_value_set_int64 (value, self->highlight);
      break;
    case PROP_CONCEALED_TEXT:
      g_value_set_int64 (value, self->concealed);
      break;
    case PROP_N_COLUMNS_SHOWN:
      g_value_set_uint (value, self->work != NULL ? self->work->texts->len : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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
      self->highlight = g_value_get_int64 (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONCEALED_TEXT:
      self->concealed = g_value_get_int64 (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_parallel_view_dispose (GObject *object)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  g_ptr_array_set_size (self->flows, 0);
  g_ptr_array_set_size (self->models, 0);
  g_clear_object (&self->work);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (reader_parallel_view_parent_class)->dispose (object);
}

static void
reader_parallel_view_finalize (GObject *object)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (object);

  g_ptr_array_unref (self->flows);
  g_ptr_array_unref (self->models);

  G_OBJECT_CLASS (reader_parallel_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_WORK] = g_param_spec_object ("work", NULL, NULL, TRI_TYPE_WORK, readable);
  properties[PROP_FOCUS_PASSAGE] = g_param_spec_int64 ("focus-passage", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_FOCUS_SENTENCE] = g_param_spec_int ("focus-sentence", NULL, NULL, -1, G_MAXINT, -1, readable);
  properties[PROP_HIGHLIGHT_ENTITY] = g_param_spec_int64 ("highlight-entity", NULL, NULL, 0, G_MAXINT64, 0, writable);
  properties[PROP_CONCEALED_TEXT] = g_param_spec_int64 ("concealed-text", NULL, NULL, 0, G_MAXINT64, 0, writable);
  properties[PROP_N_COLUMNS_SHOWN] = g_param_spec_uint ("n-columns-shown", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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

  widget_class->measure = reader_parallel_view_measure;
  widget_class->size_allocate = reader_parallel_view_size_allocate;

  install_properties (object_class);

  signals[SIGNAL_MENTION_ACTIVATED] = g_signal_new ("mention-activated",
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
  for (guint i = SIGNAL_FOCUS_CHANGED; i < N_SIGNALS; i++)
    {
      static const char *const names[] = { NULL, "focus-changed", "view-changed", "first-frame" };

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

  gtk_widget_class_set_css_name (widget_class, "parallelview");
}

static void
reader_parallel_view_init (ReaderParallelView *self)
{
  self->flows = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  self->focus_sentence = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
reader_parallel_view_new (void)
{
  return g_object_new (READER_TYPE_PARALLEL_VIEW, NULL);
}

static void
view_changed_cb (ReaderParallelView *self)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

/**
 * reader_parallel_view_set_models:
 * @work: (nullable):
 * @models: (element-type ReaderRowModel): the rows of each strand of @work
 * @place: (nullable): where to begin
 *
 * What set_work() does with models of the library, for rows from elsewhere.
 */
void
reader_parallel_view_set_models (ReaderParallelView *self,
                                 TriWork *work,
                                 GPtrArray *models,
                                 const ReaderPlace *place)
{
  g_set_object (&self->work, work);
  g_ptr_array_set_size (self->flows, 0);
  g_ptr_array_set_size (self->models, 0);
  for (guint i = 0; i < models->len; i++)
    {
      ReaderRowModel *model = g_ptr_array_index (models, i);
      GtkWidget *flow = reader_flow_new ();
      GtkWidget *scrolled = gtk_scrolled_window_new ();

      reader_flow_set_model (READER_FLOW (flow), model);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), flow);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      g_signal_connect_object (flow, "moved", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
      g_ptr_array_add (self->flows, scrolled);
      g_ptr_array_add (self->models, g_object_ref (model));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_COLUMNS_SHOWN]);
  if (place != NULL)
    reader_parallel_view_go_to (self, place);
}

void
reader_parallel_view_set_work (ReaderParallelView *self,
                               ReaderSession *session,
                               TriWork *work,
                               const ReaderPlace *place)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_object (&self->session, session);
  reader_parallel_view_set_models (self, work, models, place);
}

TriWork *
reader_parallel_view_get_work (ReaderParallelView *self)
{
  return self->work;
}

void
reader_parallel_view_go_to (ReaderParallelView *self, const ReaderPlace *place)
{
  for (guint i = 0; i < self->models->len; i++)
    {
      guint64 row = 0;

      if (!reader_row_model_find_passage (g_ptr_array_index (self->models, i), place->passage, &row))
        continue;
      reader_flow_scroll_to (get_flow (self, i), row, 0);
      self->focus = *place;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_PASSAGE]);
      g_signal_emit (self, signals[SIGNAL_FOCUS_CHANGED], 0);
    }
}

gboolean
reader_parallel_view_get_focus (ReaderParallelView *self, ReaderPlace *out)
{
  *out = self->focus;
  return self->focus.passage != 0;
}

gboolean
reader_parallel_view_get_selection (ReaderParallelView *self, ReaderSelection *out)
{
  return FALSE;
}

GArray *
reader_parallel_view_dup_visible_passages (ReaderParallelView *self)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

gint64
reader_parallel_view_get_top_passage (ReaderParallelView *self, gint64 text)
{
  return 0;
}

char *
reader_parallel_view_dup_state (ReaderParallelView *self)
{
  return g_strdup ("{}");
}

void
reader_parallel_view_restore_state (ReaderParallelView *self, const char *state)
{
}

void
reader_parallel_view_reload (ReaderParallelView *self)
{
}
