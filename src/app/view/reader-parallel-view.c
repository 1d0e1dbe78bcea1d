/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-library-rows.h"

/* How long nothing must move before it is said that other passages are in view, in milliseconds. */
#define SETTLED 120
/* The texts are a little larger than the interface. */
#define TEXT_SCALE 1.12
#define LEAST_WIDTH 240

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

          if (!column->shown || reader_view_get_flow_of (self, column->text->id) != strand->flow)
            continue;
          cell = tri_row_get_cell (found, column->text->column);
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

static void
look_up_bookmarks (ReaderParallelView *self)
{
  g_autoptr (GArray) visible = reader_parallel_view_dup_visible_passages (self);
  g_autoptr (GArray) found = NULL;

  if (self->strands->len == 0)
    return;
  found = reader_row_model_dup_bookmarked (reader_view_get_strand (self, 0)->model,
                                           (const gint64 *) (gpointer) visible->data,
                                           visible->len);
  if (reader_marks_set_bookmarked (self->marks, found))
    reader_view_update (self);
}

static gboolean
view_changed_cb (gpointer data)
{
  ReaderParallelView *self = data;

  self->view_changed_id = 0;
  look_up_bookmarks (self);
  reader_view_emit (self, READER_VIEW_SIGNAL_VIEW_CHANGED);
  return G_SOURCE_REMOVE;
}

void
reader_view_queue_changed (ReaderParallelView *self)
{
  g_clear_handle_id (&self->view_changed_id, g_source_remove);
  self->view_changed_id = g_timeout_add (SETTLED, view_changed_cb, self);
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

/* --- the style --- */

static PangoFontDescription *
dup_system_font (ReaderParallelView *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *name = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "org.gnome.desktop.interface", TRUE);
  if (schema != NULL && g_settings_schema_has_key (schema, "document-font-name"))
    {
      g_autoptr (GSettings) settings = g_settings_new_full (schema, NULL, NULL);

      name = g_settings_get_string (settings, "document-font-name");
      return pango_font_description_from_string (name);
    }
  return pango_font_description_from_string ("Serif");
}

static double
get_system_size (ReaderParallelView *self)
{
  g_autofree char *name = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  int dpi = 0;
  int size = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-font-name",
                &name,
                "gtk-xft-dpi",
                &dpi,
                NULL);
  font = pango_font_description_from_string (name);
  size = pango_font_description_get_size (font);
  if (size == 0)
    return 14;
  if (pango_font_description_get_size_is_absolute (font))
    return (double) size / PANGO_SCALE;
  return (double) size / PANGO_SCALE * (dpi > 0 ? dpi / 1024.0 : 96) / 72;
}

static void
load_font (ReaderParallelView *self)
{
  g_autofree char *family = NULL;
  double scale = 1;
  double size = get_system_size (self) * TEXT_SCALE;

  self->marks->line_height = 1.4;
  if (self->settings != NULL)
    {
      family = g_settings_get_string (self->settings, "font");
      scale = g_settings_get_double (self->settings, "font-scale");
      self->marks->line_height = g_settings_get_double (self->settings, "line-height");
    }
  g_clear_pointer (&self->marks->font, pango_font_description_free);
  if (family != NULL && *family != '\0')
    self->marks->font = pango_font_description_from_string (family);
  else
    self->marks->font = dup_system_font (self);
  pango_font_description_set_absolute_size (self->marks->font, size * scale * PANGO_SCALE);
  self->em = (int) (size * scale);
}

static void
load_palette (ReaderParallelView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->marks->palette = reader_palette_get (adw_style_manager_get_dark (style),
                                             adw_style_manager_get_high_contrast (style));
}

static void
restyle (ReaderParallelView *self)
{
  load_font (self);
  load_palette (self);
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_restyle (reader_view_get_strand (self, i)->flow);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
watch_style (ReaderParallelView *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema != NULL)
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      g_signal_connect_object (self->settings,
                               "changed",
                               G_CALLBACK (restyle),
                               self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style,
                           "notify::high-contrast",
                           G_CALLBACK (restyle),
                           self,
                           G_CONNECT_SWAPPED);
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

  reader_view_allocate_columns (self, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
reader_parallel_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);

  GTK_WIDGET_CLASS (reader_parallel_view_parent_class)->snapshot (widget, snapshot);
  if (self->header_height > 0)
    gtk_snapshot_append_color (snapshot,
                               &self->marks->palette->rule,
                               &GRAPHENE_RECT_INIT (0,
                                                    (float) self->header_height - 1,
                                                    (float) gtk_widget_get_width (widget),
                                                    1));
}

/* Tab goes from column to column, and out at the last one. */
static gboolean
reader_parallel_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);
  GtkWidget *holder = gtk_widget_get_focus_child (widget);
  gboolean in_text = holder != NULL && GTK_IS_SCROLLED_WINDOW (holder);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;

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
    case PROP_CONCEALED_TEXT:
      g_value_set_int64 (value, self->marks->concealed);
      break;
    case PROP_N_COLUMNS_SHOWN:
      g_value_set_uint (value, reader_view_count_shown (self));
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
    case PROP_CONCEALED_TEXT:
      reader_marks_conceal_all (self->marks);
      set_mark (self, &self->marks->concealed, value, pspec);
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
  g_clear_handle_id (&self->view_changed_id, g_source_remove);
  reader_view_drop_popover (self);
  g_array_set_size (self->strands, 0);
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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  static const char *const names[] = { NULL, "focus-changed", "view-changed", "first-frame" };

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

  g_clear_pointer (&strand->scrolled, gtk_widget_unparent);
  g_clear_object (&strand->model);
}

static void
reader_parallel_view_init (ReaderParallelView *self)
{
  self->marks = reader_marks_new ();
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
  watch_style (self);
  load_font (self);
  load_palette (self);
  reader_view_add_column_drag (self);
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

/* --- the work --- */

static void
add_strand (ReaderParallelView *self, ReaderRowModel *model)
{
  ReaderViewStrand strand = { g_object_ref (model), gtk_scrolled_window_new (), NULL };

  strand.flow = READER_FLOW (reader_flow_new (self->marks));
  reader_flow_set_model (strand.flow, model);
  reader_view_add_gestures (self, strand.flow);
  g_signal_connect_object (strand.flow,
                           "moved",
                           G_CALLBACK (reader_view_queue_changed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (strand.scrolled), GTK_WIDGET (strand.flow));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (strand.scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (strand.scrolled, GTK_WIDGET (self));
  g_array_append_val (self->strands, strand);
}

static void
forget_places (ReaderParallelView *self)
{
  g_clear_pointer (&self->focus, tri_passage_unref);
  self->focus_strand = 0;
  self->marks->focus = 0;
  self->marks->sentence = -1;
  self->marks->mention = 0;
  self->marks->found_in = 0;
  self->marks->selection = (ReaderStretch){ 0 };
  self->anchor = (ReaderPlace){ 0 };
  reader_marks_clear_matches (self->marks);
  reader_marks_conceal_all (self->marks);
  g_array_set_size (self->back, 0);
  g_array_set_size (self->forward, 0);
}

/**
 * reader_parallel_view_set_models:
 * @work: (nullable):
 * @models: (element-type ReaderRowModel): the rows of each strand of @work
 * @place: (nullable): where to begin
 *
 * What set_work() does with rows of the library, for rows from elsewhere.
 */
void
reader_parallel_view_set_models (ReaderParallelView *self,
                                 TriWork *work,
                                 GPtrArray *models,
                                 const ReaderPlace *place)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  forget_places (self);
  g_array_set_size (self->strands, 0);
  g_set_object (&self->work, work);
  for (guint i = 0; i < models->len; i++)
    add_strand (self, g_ptr_array_index (models, i));
  reader_view_set_texts (self, work);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
  if (place != NULL)
    {
      reader_parallel_view_go_to (self, place);
      g_array_set_size (self->back, 0);
    }
}

static GPtrArray *
make_models (ReaderSession *session, TriWork *work)
{
  GPtrArray *models = g_ptr_array_new_with_free_func (g_object_unref);
  TriLibrary *library = NULL;
  guint n_strands = 0;

  if (work == NULL)
    return models;
  library = reader_session_get_library (session);
  n_strands = tri_library_count_strands (library, work->id);
  for (guint i = 0; i < n_strands; i++)
    g_ptr_array_add (models, reader_library_rows_new (library, work, i));
  return models;
}

/**
 * reader_parallel_view_set_work:
 * @work: (nullable): what to read
 * @place: (nullable): where to begin
 */
void
reader_parallel_view_set_work (ReaderParallelView *self,
                               ReaderSession *session,
                               TriWork *work,
                               const ReaderPlace *place)
{
  g_autoptr (GPtrArray) models = NULL;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  g_set_object (&self->session, session);
  models = make_models (session, work);
  reader_parallel_view_set_models (self, work, models, place);
}

TriWork *
reader_parallel_view_get_work (ReaderParallelView *self)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  return self->work;
}

static gboolean
knows_passage (ReaderParallelView *self, gint64 passage)
{
  guint64 row = 0;

  for (guint i = 0; i < self->strands->len; i++)
    if (reader_row_model_find_passage (reader_view_get_strand (self, i)->model, passage, &row))
      return TRUE;
  return FALSE;
}

/**
 * reader_parallel_view_go_to:
 * @place: where; what is not in the work is passed over
 */
void
reader_parallel_view_go_to (ReaderParallelView *self, const ReaderPlace *place)
{
  TriRange range = { place->start, place->end };
  gboolean has_words = FALSE;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (!knows_passage (self, place->passage))
    return;
  reader_view_remember (self);
  if (!reader_view_focus_passage (self, place->passage, -1))
    return;
  /* Another one has the focus when the place is in a note. */
  has_words = place->end > place->start && self->focus->id == place->passage;
  self->marks->found_in = has_words ? place->passage : 0;
  self->marks->found = range;
  if (has_words && self->focus->sentences->len > 1)
    reader_view_focus_passage (self,
                               place->passage,
                               (int) tri_passage_get_sentence_at (self->focus, place->start));
  reader_view_update (self);
  reader_view_reveal_focus (self);
}

/**
 * reader_parallel_view_get_focus:
 * @out: (out): the passage in focus, with the range of the sentence when one has it
 *
 * Returns: whether a passage has the focus
 */
gboolean
reader_parallel_view_get_focus (ReaderParallelView *self, ReaderPlace *out)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  if (self->focus == NULL)
    return FALSE;
  *out = (ReaderPlace){ self->focus->text, self->focus->id, 0, 0 };
  if (self->marks->sentence >= 0 && (guint) self->marks->sentence < self->focus->sentences->len)
    {
      TriRange range = g_array_index (self->focus->sentences, TriRange, self->marks->sentence);

      out->start = range.start;
      out->end = range.end;
    }
  return TRUE;
}

/**
 * reader_parallel_view_get_top_passage:
 *
 * Returns: the first passage in view of that text, 0 for none
 */
gint64
reader_parallel_view_get_top_passage (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);
  ReaderFlow *flow = reader_view_get_flow_of (self, text);
  guint64 first = 0;
  guint64 last = 0;

  if (flow == NULL || !reader_flow_get_visible_rows (flow, &first, &last))
    return 0;
  for (guint64 row = first; row <= last; row++)
    {
      TriRow *found = reader_flow_get_row (flow, row);
      GPtrArray *cell = found != NULL ? tri_row_get_cell (found, column->text->column) : NULL;

      if (cell != NULL && cell->len > 0)
        return ((TriPassage *) g_ptr_array_index (cell, 0))->id;
    }
  return 0;
}

static gboolean
has_same_texts (ReaderParallelView *self, TriWork *work)
{
  if (self->columns->len != work->texts->len)
    return FALSE;
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);

      if (column == NULL
          || column->text->strand != text->strand
          || column->text->column != text->column)
        return FALSE;
    }
  return TRUE;
}

/* The first passage that a strand shows, in whichever of its texts. */
static gint64
get_top_of_strand (ReaderParallelView *self, guint strand)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      TriText *text = reader_view_get_column (self, i)->text;
      gint64 top = text->strand == strand ? reader_parallel_view_get_top_passage (self,
                                                                                  text->id)
                                          : 0;

      if (top != 0)
        return top;
    }
  return 0;
}

static void
reload_strand (ReaderParallelView *self, guint index, ReaderRowModel *model)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  gint64 top = get_top_of_strand (self, index);
  guint64 row = 0;
  guint64 found = 0;
  double into = 0;

  reader_flow_get_position (strand->flow, &row, &into);
  if (top != 0 && reader_row_model_find_passage (model, top, &found))
    row = found;
  g_set_object (&strand->model, model);
  reader_flow_set_model (strand->flow, model);
  reader_flow_scroll_to (strand->flow, row, into);
}

/* Shows the same texts as the library has them now. Focus and selection stay. */
static void
reload_in_place (ReaderParallelView *self, TriWork *work, GPtrArray *models)
{
  gint64 focus = self->marks->focus;
  int sentence = self->marks->sentence;

  g_set_object (&self->work, work);
  for (guint i = 0; i < models->len; i++)
    reload_strand (self, i, g_ptr_array_index (models, i));
  reader_view_set_texts (self, work);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
  if (self->focus == NULL)
    return;
  g_clear_pointer (&self->focus, tri_passage_unref);
  if (reader_view_focus_passage (self, focus, sentence) && reader_view_has_keyboard (self))
    reader_view_grab_cell (self);
}

/**
 * reader_parallel_view_reload:
 *
 * Reads again what is in view, at the same place and with the same focus.
 */
void
reader_parallel_view_reload (ReaderParallelView *self)
{
  g_autoptr (TriWork) work = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GArray) back = NULL;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (self->work == NULL || self->session == NULL)
    return;
  work = tri_library_get_work (reader_session_get_library (self->session), self->work->id, NULL);
  if (work == NULL)
    return;
  models = make_models (self->session, work);
  if (models->len == self->strands->len && has_same_texts (self, work))
    {
      reload_in_place (self, work, models);
      return;
    }
  state = reader_parallel_view_dup_state (self);
  back = g_array_copy (self->back);
  reader_parallel_view_set_models (self, work, models, NULL);
  reader_parallel_view_restore_state (self, state);
  g_array_append_vals (self->back, back->data, back->len);
}
