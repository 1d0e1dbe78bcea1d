/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-panel-private.h"

#include "reader-search-place.h"
#include "reader-search-syntax.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ReaderSearchPanel, reader_search_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is left out stands in words, with a button that takes it away. */
static void
show_filtered (ReaderSearchPanel *self)
{
  g_autofree char *words = reader_search_filter_dup_words (self->filter);

  reader_prose_set_text (self->filtered_words, words ? words : "");
  gtk_widget_set_visible (self->filtered, words != NULL);
}

/* --- Keeping */

/* The kept search that asks what is asked now, or NULL.
 * @options: (out) (optional): in its words */
static TriSavedSearch *
find_kept (ReaderSearchPanel *self, char **options)
{
  g_autoptr (TriSearchOptions) chosen = reader_search_filter_dup_options (self->filter);
  g_autofree char *json = NULL;
  TriSavedSearch *kept = NULL;

  if (!self->session || reader_search_panel_is_blank (self))
    return NULL;
  json = tri_search_options_to_json (chosen, reader_session_get_library (self->session));
  kept = reader_search_kept_find (self->kept, reader_search_panel_get_question (self), json);
  if (options)
    *options = g_steal_pointer (&json);
  return kept;
}

/* A star: full when the search is kept. */
void
reader_search_panel_show_kept (ReaderSearchPanel *self)
{
  gboolean is_kept = find_kept (self, NULL) != NULL;
  const char *words = is_kept ? _ ("Delete this saved search") : _ ("Save this search");
  g_autofree char *tooltip = g_strdup_printf ("%s (Ctrl+S)", words);

  gtk_button_set_icon_name (GTK_BUTTON (self->keep),
                            is_kept ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->keep, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  gtk_widget_set_visible (self->keep, self->session && !reader_search_panel_is_blank (self));
  gtk_widget_set_visible (self->concordance, gtk_widget_get_visible (self->keep));
}

/* All hits of the question, one below the other. */
static void
concordance_cb (ReaderSearchPanel *self)
{
  g_autofree char *typed = g_strdup (reader_search_panel_get_question (self));

  reader_search_history_add (self->history, typed);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.concordance", "s", typed);
}

static void
listed_cb (ReaderSearchPanel *self)
{
  gboolean has_any = reader_search_kept_get_n_searches (self->kept) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->kept), has_any);
  gtk_widget_set_visible (self->hint, !has_any);
  reader_search_panel_show_kept (self);
}

void
reader_search_panel_say (ReaderSearchPanel *self, const char *words, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, words, undoable);
}

static void
opened_cb (ReaderSearchPanel *self, TriSavedSearch *search)
{
  g_autoptr (TriSearchOptions) options = NULL;

  if (!self->session)
    return;
  options = tri_search_options_from_json (search->options,
                                          reader_session_get_library (self->session));
  reader_search_filter_set_options (self->filter, options);
  reader_search_panel_set_question (self, search->query);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSearchPanel *self = READER_SEARCH_PANEL (widget);
  g_autofree char *options = NULL;
  TriSavedSearch *kept = find_kept (self, &options);

  if (kept)
    reader_search_kept_delete (self->kept, kept);
  else if (options)
    reader_search_kept_add (self->kept, reader_search_panel_get_question (self), options);
}

/* --- What the reader does */

static void
changed_cb (ReaderSearchPanel *self)
{
  self->wants_first = FALSE;
  reader_search_panel_hurry (self);
}

static void
filter_changed_cb (ReaderSearchPanel *self)
{
  show_filtered (self);
  reader_search_panel_hurry (self);
}

static void
clear_filter_cb (ReaderSearchPanel *self)
{
  reader_search_filter_clear (self->filter);
  gtk_widget_grab_focus (self->entry);
}

/* --- Going there */

static void
activate (ReaderSearchPanel *self, guint position, gboolean leave)
{
  TriLibrary *library = self->session ? reader_session_get_library (self->session) : NULL;
  TriSearchHit hit = { 0 };
  ReaderPlace place = { 0 };
  gint64 work = 0;

  if (!library || !self->search
      || !reader_search_model_get_hit (reader_search_list_get_model (self->list), position, &hit))
    return;
  reader_search_history_add (self->history, reader_search_panel_get_question (self));
  work = reader_search_place_find (self->search, library, &hit, &place);
  if (work != 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, work, &place, leave);
}

static void
hit_activated_cb (ReaderSearchPanel *self, guint position, gboolean leave)
{
  activate (self, position, leave);
}

/* Enter in the entry: to the first hit, as soon as there is one. */
static void
entry_activate_cb (ReaderSearchPanel *self)
{
  if (reader_search_panel_is_blank (self))
    return;
  reader_search_history_add (self->history, reader_search_panel_get_question (self));
  self->wants_first = TRUE;
  if (self->ask_id || (self->run && !self->search))
    return;
  if (self->run && self->search == reader_search_run_get_search (self->run))
    reader_search_panel_show_first (self);
}

/* Escape: the entry is emptied, and when it is empty the texts get the focus. */
static void
stop_cb (ReaderSearchPanel *self)
{
  if (reader_search_panel_get_question (self)[0])
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "panel.close", NULL);
}

static void
focus_entry (ReaderSearchPanel *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
taken_cb (ReaderSearchPanel *self, const char *typed)
{
  reader_search_panel_set_question (self, typed);
  focus_entry (self);
}

static void
offered_cb (ReaderSearchPanel *self, const char *words)
{
  if (words[0])
    gtk_label_set_text (self->status, words);
  else
    reader_search_panel_show_status (self);
}

static gboolean
into_list (ReaderSearchPanel *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderSearchPanel *self)
{
  gboolean is_down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  const char *typed = NULL;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)
      || reader_search_names_is_shown (self->names))
    return FALSE;
  if (!is_down && key != GDK_KEY_Up && key != GDK_KEY_KP_Up)
    return FALSE;
  typed = reader_search_history_walk (self->history,
                                      reader_search_panel_get_question (self),
                                      is_down ? -1 : 1);
  if (typed)
    taken_cb (self, typed);
  return typed || (is_down && into_list (self));
}

/* --- The object */

static void
reader_search_panel_dispose (GObject *object)
{
  ReaderSearchPanel *self = READER_SEARCH_PANEL (object);

  reader_search_panel_close (self);
  g_clear_object (&self->names);
  g_clear_object (&self->history);
  g_clear_object (&self->view);
  g_clear_pointer (&self->search, tri_search_unref);
  g_clear_pointer (&self->ranked, g_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_search_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, note);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, note_words);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, filtered);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, filtered_words);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, status);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, by_rank);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, nothing);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, near);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, start);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, kept);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, keep);
  gtk_widget_class_bind_template_child (widget_class, ReaderSearchPanel, concordance);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_search_panel_show_by_rank);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_entry);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, concordance_cb);
  gtk_widget_class_bind_template_callback (widget_class, listed_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_search_panel_say);
}

static void
reader_search_panel_class_init (ReaderSearchPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_search_panel_dispose;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("hit-activated",
                                            type,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            3,
                                            G_TYPE_INT64,
                                            G_TYPE_POINTER,
                                            G_TYPE_BOOLEAN);
  signals[SIGNAL_SAID] = g_signal_new ("said",
                                       type,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING,
                                       G_TYPE_BOOLEAN);

  g_type_ensure (READER_TYPE_PROSE);
  g_type_ensure (READER_TYPE_SEARCH_FILTER);
  g_type_ensure (READER_TYPE_SEARCH_KEPT);
  g_type_ensure (READER_TYPE_SEARCH_LIST);
  g_type_ensure (READER_TYPE_SEARCH_NEAR);
  g_type_ensure (READER_TYPE_SEARCH_SYNTAX);
  gtk_widget_class_install_action (widget_class, "search.keep", NULL, keep_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK,
                                       "search.keep",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-search-panel.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
reader_search_panel_init (ReaderSearchPanel *self)
{
  GtkEventController *keys = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->history = reader_search_history_new ();
  self->names = reader_search_names_new (GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->names,
                           "offered",
                           G_CALLBACK (offered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry),
                                           GTK_WIDGET (self->list));
  show_filtered (self);
}

/**
 * reader_search_panel_new:
 *
 * Returns: (transfer floating): a panel that finds nothing until it is connected
 */
GtkWidget *
reader_search_panel_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_PANEL, NULL);
}

static void
work_changed_cb (ReaderSearchPanel *self)
{
  TriWork *work = reader_parallel_view_get_work (self->view);

  reader_search_names_set_session (self->names, self->session, work ? work->id : 0);
  show_filtered (self);
}

/**
 * reader_search_panel_connect:
 *
 * Searches the library of @session from now on; called once.
 */
void
reader_search_panel_connect (ReaderSearchPanel *self,
                             ReaderSession *session,
                             ReaderParallelView *view)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = g_object_ref (view);
  reader_paged_model_set_session (READER_PAGED_MODEL (reader_search_list_get_model (self->list)),
                                  session);
  reader_search_filter_connect (self->filter, session, view);
  reader_search_kept_set_session (self->kept, session);
  g_signal_connect_object (view,
                           "notify::work",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (reader_search_panel_renew),
                           self,
                           G_CONNECT_SWAPPED);
  work_changed_cb (self);
  reader_search_panel_hurry (self);
}

void
reader_search_panel_close (ReaderSearchPanel *self)
{
  reader_search_panel_stop_asking (self);
  if (self->names)
    reader_search_names_close (self->names);
  if (self->box)
    {
      reader_paged_model_set_session (
          READER_PAGED_MODEL (reader_search_list_get_model (self->list)),
          NULL);
      reader_search_kept_set_session (self->kept, NULL);
      reader_search_near_clear (self->near);
    }
  g_clear_object (&self->session);
}

void
reader_search_panel_take_focus (ReaderSearchPanel *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
reader_search_panel_set_question (ReaderSearchPanel *self, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
}

ReaderSearchNear *
reader_search_panel_get_near (ReaderSearchPanel *self)
{
  return self->near;
}

ReaderSearchKept *
reader_search_panel_get_kept (ReaderSearchPanel *self)
{
  return self->kept;
}

const char *
reader_search_panel_get_question (ReaderSearchPanel *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * reader_search_panel_step:
 * @direction: 1 or -1; 0: the one that is selected
 *
 * Shows a hit; the keyboard stays where it is.
 *
 * Returns: %FALSE when there is none that way
 */
gboolean
reader_search_panel_step (ReaderSearchPanel *self, int direction)
{
  guint selected = reader_search_list_get_selected (self->list);
  gint64 at = selected == GTK_INVALID_LIST_POSITION ? -1 : (gint64) selected;
  gint64 to = at < 0 && direction <= 0 ? 0 : at + direction;

  if (to < 0 || to >= reader_search_panel_count_hits (self))
    return FALSE;
  reader_search_list_point_at (self->list, (guint) to);
  activate (self, (guint) to, FALSE);
  return TRUE;
}

/**
 * reader_search_panel_point_at:
 * @position: in the list
 *
 * Scrolls to a row and selects it; the keyboard stays where it is.
 */
void
reader_search_panel_point_at (ReaderSearchPanel *self, guint position)
{
  reader_search_list_point_at (self->list, position);
}

GListModel *
reader_search_panel_get_model (ReaderSearchPanel *self)
{
  return G_LIST_MODEL (reader_search_list_get_model (self->list));
}

ReaderSearchFilter *
reader_search_panel_get_filter (ReaderSearchPanel *self)
{
  return self->filter;
}

gboolean
reader_search_panel_is_settled (ReaderSearchPanel *self)
{
  return !self->ask_id && !self->renew_id && (!self->run || reader_search_run_is_over (self->run))
         && !reader_paged_model_is_reading (
             READER_PAGED_MODEL (reader_search_list_get_model (self->list)));
}

const char *
reader_search_panel_get_status (ReaderSearchPanel *self)
{
  return gtk_label_get_text (self->status);
}

const char *
reader_search_panel_get_note (ReaderSearchPanel *self)
{
  return gtk_label_get_text (reader_prose_get_label (self->note_words));
}
