/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"

#include "model/tri-bookmark.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

/* So often it is looked how far the worker is. */
#define LOOK_MS 40
/* Code points on each side of the hit below the table. */
#define PANE_WIDTH 500

G_DEFINE_FINAL_TYPE (ReaderConcordance, reader_concordance, ADW_TYPE_WINDOW)

guint reader_concordance_place_activated;

enum
{
  PROP_FORMS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const sort_names[TRI_N_CONCORDANCE_SORTS] = {
  N_ ("As they are read"),
  N_ ("By text"),
  N_ ("By the words found"),
  N_ ("By the word before"),
  N_ ("By the 2nd word before"),
  N_ ("By the 3rd word before"),
  N_ ("By the word behind"),
  N_ ("By the 2nd word behind"),
  N_ ("By the 3rd word behind"),
};

static GListModel *
get_lines (ReaderConcordance *self)
{
  return G_LIST_MODEL (reader_concordance_list_get_model (self->list));
}

/* --- How far it is */

static gboolean
look_cb (gpointer data)
{
  ReaderConcordance *self = data;
  double done = reader_concordance_progress_get (self->progress);

  if (done < 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (done, 1));
  if (!self->is_found && self->concordance)
    {
      reader_concordance_model_grow (reader_concordance_list_get_model (self->list));
      if (done >= 0)
        self->doing = _ ("Sorting…");
      reader_concordance_update (self);
    }
  return G_SOURCE_CONTINUE;
}

void
reader_concordance_set_doing (ReaderConcordance *self, const char *doing)
{
  self->doing = doing;
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_pointer (&self->progress, reader_concordance_progress_unref);
  if (doing)
    {
      self->progress = reader_concordance_progress_new ();
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      gtk_progress_bar_set_fraction (self->progress_bar, 0);
      self->look_id = g_timeout_add (LOOK_MS, look_cb, self);
    }
  gtk_widget_set_visible (self->stop_button, doing != NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->progress_bar), doing ? 1 : 0);
  reader_concordance_update (self);
}

/* --- Finding */

static void sort_lines (ReaderConcordance *self);

static void
take_order (ReaderConcordance *self, GArray *order, TriConcordanceSort sort)
{
  guint32 chosen = reader_concordance_list_begin_order (self->list);

  self->sorted = sort;
  reader_concordance_model_set_order (reader_concordance_list_get_model (self->list), order);
  reader_concordance_list_end_order (self->list, chosen);
}

static void
sorted_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderConcordance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) order = reader_concordance_sort_finish (worker, result, &error);

  /* What was stopped for another question is not this one's. */
  if (!self->session || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (order)
    {
      self->is_found = TRUE;
      take_order (self, order, self->sorted);
      reader_concordance_show_languages (self);
      if (order->len == 0)
        reader_search_near_ask (self->near,
                                self->session,
                                tri_concordance_get_search (self->concordance),
                                NULL);
    }
  reader_concordance_set_doing (self, NULL);
  if (!order && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reader_concordance_show_problem (self, error->message);
  else if (order && self->sorted != self->sort)
    sort_lines (self);
}

/* Finds first what is not found yet. */
static void
sort_lines (ReaderConcordance *self)
{
  if (!self->concordance)
    return;
  self->sorted = self->sort;
  reader_concordance_set_doing (self, self->is_found ? _ ("Sorting…") : _ ("Searching…"));
  reader_concordance_sort_async (self->worker,
                                 self->concordance,
                                 self->is_found,
                                 self->sort,
                                 self->progress,
                                 self->cancellable,
                                 sorted_cb,
                                 g_object_ref (self));
}

static void
opened_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderConcordance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriConcordance) concordance = NULL;

  concordance = reader_concordance_open_finish (worker, result, &error);
  if (!self->session || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (!concordance)
    {
      reader_concordance_set_doing (self, NULL);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reader_concordance_show_problem (self, error->message);
      return;
    }
  self->concordance = g_steal_pointer (&concordance);
  reader_concordance_model_set_concordance (reader_concordance_list_get_model (self->list),
                                            self->concordance);
  reader_concordance_show_notes (self);
  sort_lines (self);
}

static void
drop_lines (ReaderConcordance *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->concordance, tri_concordance_unref);
  self->is_found = FALSE;
  g_array_set_size (self->acts, 0);
  reader_concordance_list_begin_order (self->list);
  reader_concordance_model_set_concordance (reader_concordance_list_get_model (self->list), NULL);
  reader_concordance_columns_reset (reader_concordance_list_get_columns (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->notes), FALSE);
  reader_search_near_clear (self->near);
  gtk_stack_set_visible_child_name (self->pages, "finding");
}

static void
ask_again (ReaderConcordance *self)
{
  drop_lines (self);
  if (!self->typed[0])
    {
      reader_concordance_set_doing (self, NULL);
      return;
    }
  reader_concordance_set_doing (self, _ ("Searching…"));
  reader_concordance_open_async (self->worker,
                                 self->typed,
                                 self->forms,
                                 self->cancellable,
                                 opened_cb,
                                 g_object_ref (self));
}

static void
take_question (ReaderConcordance *self)
{
  g_autofree char *typed = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!self->session || g_strcmp0 (typed, self->typed) == 0)
    return;
  g_free (self->typed);
  self->typed = g_steal_pointer (&typed);
  ask_again (self);
}

static void
focus_entry (ReaderConcordance *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* What was meant, perhaps. */
static void
taken_cb (ReaderConcordance *self, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  focus_entry (self);
  take_question (self);
}

/* Enter leads to the lines, once there are some. */
static void
entered_cb (ReaderConcordance *self)
{
  guint position = reader_concordance_list_get_position (self->list);

  take_question (self);
  if (g_list_model_get_n_items (get_lines (self)) > 0)
    reader_concordance_list_go_to (self->list,
                                   position == GTK_INVALID_LIST_POSITION ? 0 : position,
                                   TRUE);
}

/* --- Order */

static void
show_sort (ReaderConcordance *self)
{
  reader_concordance_heads_set_sort (self->heads, self->sort);
  gtk_drop_down_set_selected (self->sorts, self->sort);
}

void
reader_concordance_set_sort (ReaderConcordance *self, TriConcordanceSort sort)
{
  if (self->sort == sort)
    return;
  self->sort = sort;
  show_sort (self);
  /* While hits are sought they are sorted when all are found. */
  if (self->doing || !self->concordance)
    return;
  if (self->is_found)
    sort_lines (self);
  else
    ask_again (self); /* it was stopped */
}

static void
sort_chosen_cb (ReaderConcordance *self, guint sort)
{
  reader_concordance_set_sort (self, (TriConcordanceSort) sort);
}

static void
sort_selected_cb (ReaderConcordance *self)
{
  guint selected = gtk_drop_down_get_selected (self->sorts);

  if (self->heads && selected < TRI_N_CONCORDANCE_SORTS)
    reader_concordance_set_sort (self, (TriConcordanceSort) selected);
}

/* --- The chosen line */

static void
shown_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderConcordance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriConcordanceLine) line = NULL;

  line = reader_concordance_read_finish (worker, result, &error);
  if (!self->session || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  reader_concordance_pane_show (self->pane, line);
  reader_concordance_update_acts (self);
}

static void
chosen_cb (ReaderConcordance *self)
{
  ReaderConcordanceItem *item = reader_concordance_list_get_chosen (self->list);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  reader_concordance_update_acts (self);
  if (!item || !self->session || !self->concordance)
    {
      reader_concordance_pane_show (self->pane, NULL);
      return;
    }
  self->reading = g_cancellable_new ();
  reader_concordance_read_async (reader_session_get_asker (self->session),
                                 self->concordance,
                                 item->index,
                                 PANE_WIDTH,
                                 self->reading,
                                 shown_cb,
                                 g_object_ref (self));
}

/* Down leads to the lines, or to what is offered, not to the button that happens to be below. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              ReaderConcordance *self)
{
  guint position = reader_concordance_list_get_position (self->list);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
      || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->near)))
    return gtk_widget_child_focus (GTK_WIDGET (self->near), GTK_DIR_TAB_FORWARD);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return FALSE;
  reader_concordance_list_go_to (self->list,
                                 position == GTK_INVALID_LIST_POSITION ? 0 : position,
                                 TRUE);
  return TRUE;
}

static void
activated_cb (ReaderConcordance *self)
{
  reader_concordance_go (self);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (READER_CONCORDANCE (widget)->cancellable);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (READER_CONCORDANCE (widget)->entry));
}

/* --- The object */

static void
reader_concordance_unrealize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_concordance_parent_class)->unrealize (widget);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

/* What moves comes to its end: libadwaita 1.2 crashes when the window goes before it. */
static gboolean
reader_concordance_close_request (GtkWindow *window)
{
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return GTK_WINDOW_CLASS (reader_concordance_parent_class)->close_request (window);
}

static void
reader_concordance_dispose (GObject *object)
{
  ReaderConcordance *self = READER_CONCORDANCE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->messages, reader_toasts_free);
  g_clear_object (&self->session);
  if (self->worker)
    tri_worker_close (self->worker);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_CONCORDANCE);

  G_OBJECT_CLASS (reader_concordance_parent_class)->dispose (object);
}

static void
reader_concordance_finalize (GObject *object)
{
  ReaderConcordance *self = READER_CONCORDANCE (object);

  g_clear_pointer (&self->concordance, tri_concordance_unref);
  g_clear_pointer (&self->progress, reader_concordance_progress_unref);
  g_array_unref (self->acts);
  g_free (self->typed);

  G_OBJECT_CLASS (reader_concordance_parent_class)->finalize (object);
}

static void
reader_concordance_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, READER_CONCORDANCE (object)->forms);
}

static void
reader_concordance_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ReaderConcordance *self = READER_CONCORDANCE (object);

  if (self->forms == g_value_get_boolean (value))
    return;
  self->forms = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
  if (self->session && self->typed)
    ask_again (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-concordance.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, more);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, sorts);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, status);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, stop_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, notes);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, pages);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, problem);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, near);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, heads);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, pane);
  gtk_widget_class_bind_template_child (widget_class, ReaderConcordance, line_menu);
  gtk_widget_class_bind_template_callback (widget_class, take_question);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_entry);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
reader_concordance_class_init (ReaderConcordanceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reader_concordance_dispose;
  object_class->finalize = reader_concordance_finalize;
  object_class->get_property = reader_concordance_get_property;
  object_class->set_property = reader_concordance_set_property;
  widget_class->unrealize = reader_concordance_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = reader_concordance_close_request;
  properties[PROP_FORMS] = g_param_spec_boolean ("forms",
                                                 NULL,
                                                 NULL,
                                                 TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  reader_concordance_place_activated = g_signal_new ("place-activated",
                                                     READER_TYPE_CONCORDANCE,
                                                     G_SIGNAL_RUN_LAST,
                                                     0,
                                                     NULL,
                                                     NULL,
                                                     NULL,
                                                     G_TYPE_NONE,
                                                     1,
                                                     TRI_TYPE_BOOKMARK);
  g_type_ensure (READER_TYPE_CONCORDANCE_HEADS);
  g_type_ensure (READER_TYPE_CONCORDANCE_LIST);
  g_type_ensure (READER_TYPE_CONCORDANCE_PANE);
  g_type_ensure (READER_TYPE_SEARCH_NEAR);
  bind_template (widget_class);
  reader_concordance_class_install_acts (widget_class);
  reader_concordance_class_install_files (widget_class);
  gtk_widget_class_install_property_action (widget_class, "concordance.forms", "forms");
  gtk_widget_class_install_action (widget_class, "concordance.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "concordance.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "concordance.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_w,
                                       GDK_CONTROL_MASK,
                                       "window.close",
                                       NULL);
}

static void
fill_sorts (ReaderConcordance *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < TRI_N_CONCORDANCE_SORTS; i++)
    gtk_string_list_append (names, _ (sort_names[i]));
  gtk_drop_down_set_model (self->sorts, G_LIST_MODEL (names));
}

/* Not before: a window whose parts have the keyboard earlier is not on the accessibility bus. */
static void
mapped_cb (ReaderConcordance *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
reader_concordance_init (ReaderConcordance *self)
{
  self->forms = TRUE;
  self->acts = g_array_new (FALSE, FALSE, sizeof (ReaderConcordanceAct));
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_popover_name_menu (self->more);
  self->messages = reader_toasts_new (self->toasts);
  fill_sorts (self);
  reader_concordance_heads_set_columns (self->heads,
                                        reader_concordance_list_get_columns (self->list));
  reader_concordance_list_set_menu (self->list, self->line_menu);
  reader_concordance_pane_show (self->pane, NULL);
  show_sort (self);
  reader_concordance_set_doing (self, NULL);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_concordance_new:
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
reader_concordance_new (ReaderSession *session)
{
  ReaderConcordance *self = g_object_new (READER_TYPE_CONCORDANCE, NULL);
  TriLibrary *library = reader_session_get_library (session);

  self->session = g_object_ref (session);
  self->worker = tri_worker_new (tri_library_get_path (library), TRI_LIBRARY_READ_ONLY);
  reader_paged_model_set_session (
      READER_PAGED_MODEL (reader_concordance_list_get_model (self->list)),
      session);
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (reader_paged_model_read_again),
                           reader_concordance_list_get_model (self->list),
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
reader_concordance_ask (ReaderConcordance *self, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed ? typed : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  take_question (self);
}

ReaderConcordanceList *
reader_concordance_get_list (ReaderConcordance *self)
{
  return self->list;
}

void
reader_concordance_add_toast (ReaderConcordance *self, const char *words)
{
  reader_toasts_say (self->messages, words, NULL);
}

gboolean
reader_concordance_is_settled (ReaderConcordance *self)
{
  return !self->doing && !self->reading && self->n_acts == 0
         && !reader_paged_model_is_reading (
             READER_PAGED_MODEL (reader_concordance_list_get_model (self->list)));
}
