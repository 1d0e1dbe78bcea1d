/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-dates.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ReaderWindow, reader_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_CONTENTS_OPEN,
  PROP_BOOKMARKS_OPEN,
  PROP_SIDEBAR_OPEN,
  N_PROPS
};

enum
{
  SIGNAL_READY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_start_page_shown (ReaderWindow *self,
                     const char *name)
{
  return reader_panes_is_shown (self->panes, READER_PANE_START)
         && self->start_stack != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->start_stack), name) == 0;
}

static void
open_start_page (ReaderWindow *self,
                 const char *name,
                 gboolean open)
{
  if (open)
    reader_window_show_start_page (self, name);
  reader_panes_set_open (self->panes, READER_PANE_START, open);
}

static void
shown_changed_cb (ReaderWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENTS_OPEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOKMARKS_OPEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_OPEN]);

  if (self->is_ready)
    reader_window_build_panes (self);
}

/* Whether the contents, which list texts and what ties them, are as they were. */
static gboolean
has_same_contents (TriWork *one,
                   TriWork *other)
{
  if (one->texts->len != other->texts->len)
    return FALSE;

  for (guint i = 0; i < one->texts->len; i++)
    {
      TriText *a = g_ptr_array_index (one->texts, i);
      TriText *b = g_ptr_array_index (other->texts, i);

      if (a->id != b->id
          || a->strand != b->strand
          || a->column != b->column
          || g_strcmp0 (a->title, b->title) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Shows the library as it is now. */
void
reader_window_take_changes (ReaderWindow *self)
{
  g_autoptr (TriWork) work = NULL;
  gboolean has_other_contents = FALSE;
  gboolean has_versions = FALSE;

  g_clear_handle_id (&self->look_id, g_source_remove);

  if (self->work != NULL)
    work = tri_library_get_work (reader_session_get_library (self->session), self->work->id, NULL);

  /* The work that is read was deleted, here or in another window. */
  if (self->work != NULL && work == NULL)
    {
      reader_window_show_work (self, NULL, NULL);
      reader_window_show_library (self);
      return;
    }

  has_other_contents = work != NULL && !has_same_contents (self->work, work);
  has_versions = work != NULL && reader_window_take_versions (self, work);
  g_set_object (&self->work, work);
  if (!has_versions)
    reader_parallel_view_reload (self->view);
  if (has_other_contents)
    reader_window_rebuild_contents (self);
  if (has_other_contents || has_versions)
    reader_window_find_again (self);
  reader_window_update_actions (self);
  reader_window_queue_overview (self);
  reader_window_queue_describe (self);
}

static void
session_doubtful_cb (ReaderWindow *self)
{
  AdwToast *toast = adw_toast_new (_ ("The library file is damaged, or another program wrote to "
                                      "it. Check it in the preferences."));

  adw_toast_set_button_label (toast, _ ("_Preferences"));
  adw_toast_set_action_name (toast, "window.backups");
  /* Long enough to be read and followed. */
  adw_toast_set_timeout (toast, 30);
  reader_window_show_toast (self, toast);
}

static void
session_changed_cb (ReaderWindow *self)
{
  if (!reader_window_delay_changes (self))
    reader_window_take_changes (self);
}

static void
is_active_cb (ReaderWindow *self)
{
  if (self->session == NULL)
    return;

  if (gtk_window_is_active (GTK_WINDOW (self)))
    reader_session_poll (self->session);
  else
    reader_window_save_place (self);
}

static gboolean
build_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->build_id = 0;
  reader_window_finish_building (self);

  return G_SOURCE_REMOVE;
}

static void
queue_build (ReaderWindow *self)
{
  if (!self->is_ready && self->build_id == 0)
    self->build_id = g_idle_add_full (G_PRIORITY_LOW, build_cb, self, NULL);
}

static void
first_frame_cb (ReaderWindow *self)
{
  queue_build (self);
}

static void
focus_changed_cb (ReaderWindow *self)
{
  self->place_changed = TRUE;
  reader_window_watch_stay (self);
  reader_window_queue_describe (self);
}

/* Keys, and what they act on, are there at once: the first passage in view has the focus. */
static void
take_focus (ReaderWindow *self)
{
  ReaderPlace focus = { 0 };

  if (!self->wants_focus || !self->is_ready || self->work == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->wants_focus = !reader_parallel_view_get_focus (self->view, &focus);
}

static void
view_changed_cb (ReaderWindow *self)
{
  take_focus (self);
  focus_changed_cb (self);
}

/* A name that the file marks and that no register explains. */
static void
report_unknown (ReaderWindow *self,
                gint64 passage_id,
                gint64 mention_id)
{
  g_autoptr (TriPassage) passage = NULL;

  passage = tri_library_get_passage (reader_session_get_library (self->session), passage_id, NULL);
  for (guint i = 0; passage != NULL && i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);
      g_autofree char *name = NULL;
      g_autofree char *words = NULL;

      if (mention->id != mention_id)
        continue;
      name = g_utf8_substring (passage->content, mention->start, mention->end);
      words = g_strdup_printf (_ ("No register of this work explains “%s”"), name);
      reader_window_add_toast (self, words, FALSE);
    }
}

static void
mention_activated_cb (ReaderWindow *self,
                      gint64 passage,
                      gint64 mention,
                      gint64 entity)
{
  if (entity != 0)
    reader_window_show_entity (self, entity, mention);
  else
    report_unknown (self, passage, mention);
}

static void
date_activated_cb (ReaderWindow *self,
                   gint64 passage,
                   guint start,
                   const char *edtf)
{
  reader_window_show_date (self, edtf, tri_date_make_id (passage, start));
}

/* GTK may keep the view for a moment when the window is gone. */
static void
watch (ReaderWindow *self,
       const char *signal,
       GCallback callback)
{
  g_signal_connect_object (self->view, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
build_content (ReaderWindow *self)
{
  self->view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  self->status = GTK_LABEL (gtk_label_new (" "));
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "status");
  gtk_widget_add_css_class (self->content, "view");
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->status));
  reader_panes_set_content (self->panes, self->content);

  self->end_slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  reader_panes_set_pane (self->panes, READER_PANE_END, self->end_slot);

  watch (self, "notify::least-width", G_CALLBACK (reader_window_update_measure));
  watch (self, "notify::can-go-back", G_CALLBACK (reader_window_update_actions));
  watch (self, "notify::can-go-forward", G_CALLBACK (reader_window_update_actions));
  watch (self, "first-frame", G_CALLBACK (first_frame_cb));
  watch (self, "focus-changed", G_CALLBACK (focus_changed_cb));
  watch (self, "word-changed", G_CALLBACK (reader_window_queue_describe));
  watch (self, "joined", G_CALLBACK (reader_window_offer_anchor));
  watch (self, "view-changed", G_CALLBACK (view_changed_cb));
  watch (self, "mention-activated", G_CALLBACK (mention_activated_cb));
  reader_window_connect_marks (self);
  watch (self, "date-activated", G_CALLBACK (date_activated_cb));
}

static void
close_session (ReaderWindow *self)
{
  if (self->session == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->session, session_changed_cb, self);
  reader_window_drop_alignments (self);
  reader_window_drop_writings (self);
  reader_window_drop_linking (self);
  reader_window_drop_find (self);
  reader_parallel_view_stop_asking (self->view);
  reader_window_save_place (self);
  reader_window_end_stay (self);
  g_clear_object (&self->portal_end);
  g_clear_object (&self->portal);
  g_clear_pointer (&self->trail, g_array_unref);
  reader_window_drop_panels (self);
  reader_session_close (self->session);
  g_clear_object (&self->session);
}

static gboolean
reader_window_close_request (GtkWindow *window)
{
  ReaderWindow *self = READER_WINDOW (window);

  reader_window_save_state (self);
  close_session (self);

  return GTK_WINDOW_CLASS (reader_window_parent_class)->close_request (window);
}

static void
reader_window_get_property (GObject *object,
                            guint prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  ReaderWindow *self = READER_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONTENTS_OPEN:
      g_value_set_boolean (value, is_start_page_shown (self, "contents"));
      break;
    case PROP_BOOKMARKS_OPEN:
      g_value_set_boolean (value, is_start_page_shown (self, "bookmarks"));
      break;
    case PROP_SIDEBAR_OPEN:
      g_value_set_boolean (value, reader_panes_is_shown (self->panes, READER_PANE_END));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
reader_window_set_property (GObject *object,
                            guint prop_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  ReaderWindow *self = READER_WINDOW (object);
  gboolean open = g_value_get_boolean (value);

  switch (prop_id)
    {
    case PROP_CONTENTS_OPEN:
      open_start_page (self, "contents", open);
      break;
    case PROP_BOOKMARKS_OPEN:
      open_start_page (self, "bookmarks", open);
      break;
    case PROP_SIDEBAR_OPEN:
      reader_panes_set_open (self->panes, READER_PANE_END, open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
reader_window_dispose (GObject *object)
{
  ReaderWindow *self = READER_WINDOW (object);

  g_clear_handle_id (&self->build_id, g_source_remove);
  g_clear_handle_id (&self->describe_id, g_source_remove);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->visit_id, g_source_remove);
  g_clear_handle_id (&self->announce_id, g_source_remove);
  g_clear_handle_id (&self->overview_id, g_source_remove);
  close_session (self);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->work);
  g_clear_object (&self->settings);
  g_clear_object (&self->focus);
  g_clear_pointer (&self->messages, reader_toasts_free);
  g_clear_pointer (&self->announced, g_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_WINDOW);

  G_OBJECT_CLASS (reader_window_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_CONTENTS_OPEN] = g_param_spec_boolean ("contents-open", NULL, NULL, FALSE, flags);
  properties[PROP_BOOKMARKS_OPEN] = g_param_spec_boolean ("bookmarks-open",
                                                          NULL,
                                                          NULL,
                                                          FALSE,
                                                          flags);
  properties[PROP_SIDEBAR_OPEN] = g_param_spec_boolean ("sidebar-open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_READY] = g_signal_new ("ready",
                                        READER_TYPE_WINDOW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
reader_window_class_init (ReaderWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_window_dispose;
  object_class->get_property = reader_window_get_property;
  object_class->set_property = reader_window_set_property;
  install_properties (object_class);

  GTK_WINDOW_CLASS (klass)->close_request = reader_window_close_request;

  g_type_ensure (READER_TYPE_PANES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, header);
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ReaderWindow, panes);

  reader_window_class_install_actions (widget_class);
}

static void
reader_window_init (ReaderWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = reader_toasts_new (self->toasts);

#if PROFILE_DEVEL
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif

  build_content (self);
  reader_window_load_state (self);
  reader_window_update_actions (self);

  g_signal_connect_object (self->panes,
                           "shown-changed",
                           G_CALLBACK (shown_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages,
                           "notify::visible-child",
                           G_CALLBACK (reader_window_update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}

/**
 * reader_window_new:
 * @application: who owns the window
 *
 * Makes a window that shows no library yet, with only what the first frame needs.
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
ReaderWindow *
reader_window_new (ReaderApplication *application)
{
  return g_object_new (READER_TYPE_WINDOW, "application", application, NULL);
}

static void
show_last_work (ReaderWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = tri_library_list_works (reader_session_get_library (self->session),
                                                        &error);

  if (works == NULL)
    {
      reader_window_show_problem (self,
                                  tri_library_get_path (reader_session_get_library (self->session)),
                                  error);
      return;
    }

  if (works->len > 0)
    reader_window_show_work (self, g_ptr_array_index (works, 0), NULL);
  else
    reader_window_show_library (self);
}

/**
 * reader_window_open_library:
 * @path: (type filename): the library file; made when there is none
 * @bundled: whether the bundled work belongs into a new one
 *
 * Shows the work that was read last, at its place; the list of works when there is none; and what
 * can be done when the file cannot be opened.
 */
void
reader_window_open_library (ReaderWindow *self,
                            const char *path,
                            gboolean bundled)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (READER_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  close_session (self);
  self->session = bundled ? reader_session_new (path, &error)
                          : reader_session_new_empty (path, &error);
  reader_window_update_actions (self);
  if (self->session == NULL)
    {
      reader_window_show_problem (self, path, error);
      queue_build (self);
      return;
    }

  g_signal_connect_object (self->session,
                           "changed",
                           G_CALLBACK (session_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "doubtful",
                           G_CALLBACK (session_doubtful_cb),
                           self,
                           G_CONNECT_SWAPPED);
  reader_window_connect_linking (self);
  show_last_work (self);
  if (self->work == NULL)
    queue_build (self);
  else if (self->is_ready)
    reader_session_settle (self->session);
}

/**
 * reader_window_show_work:
 * @work: (nullable): what to read, or nothing
 * @place: (nullable): where; else where the reader stopped
 */
void
reader_window_show_work (ReaderWindow *self,
                         TriWork *work,
                         const ReaderPlace *place)
{
  g_autofree char *state = NULL;

  g_return_if_fail (READER_IS_WINDOW (self));

  reader_window_save_place (self);
  reader_window_end_stay (self);
  g_set_object (&self->work, work);
  if (work != NULL)
    reader_linking_set_first (reader_session_get_linking (self->session), work->id);
  reader_parallel_view_set_work (self->view, self->session, work, place);
  if (work != NULL && place == NULL)
    state = tri_library_dup_place (reader_session_get_library (self->session), work->id);
  if (state != NULL)
    reader_parallel_view_restore_state (self->view, state);
  reader_window_update_measure (self);
  self->wants_focus = work != NULL;
  if (work != NULL)
    gtk_stack_set_visible_child_name (self->pages, "reading");

  reader_window_update_actions (self);
  reader_window_rebuild_contents (self);
  reader_window_find_again (self);
  reader_window_queue_overview (self);
  reader_window_describe (self);
}

/**
 * reader_window_go_to:
 * @place: a place in a work of the library
 *
 * Shows the place, in another work too.
 */
void
reader_window_go_to (ReaderWindow *self,
                     const ReaderPlace *place)
{
  g_return_if_fail (READER_IS_WINDOW (self));
  g_return_if_fail (place != NULL);

  if (self->work == NULL)
    return;

  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_parallel_view_go_to (self->view, place);
}

/**
 * reader_window_finish_building:
 *
 * Makes what the first frame does without: buttons, panels, the status line. Called when that frame
 * is painted; harmless when called again.
 */
void
reader_window_finish_building (ReaderWindow *self)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  if (self->is_ready)
    return;

  self->is_ready = TRUE;
  reader_window_build_tools (self);
  reader_window_accept_drops (self);
  reader_window_keep_keyboard (self);
  reader_window_build_panes (self);
  take_focus (self);
  reader_window_describe (self);
  if (self->session != NULL)
    reader_session_settle (self->session);
  reader_window_queue_overview (self);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

/**
 * reader_window_get_session:
 *
 * Returns: (transfer none) (nullable): the library that is shown, %NULL when it could not be opened
 */
ReaderSession *
reader_window_get_session (ReaderWindow *self)
{
  g_return_val_if_fail (READER_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * reader_window_get_view:
 *
 * Returns: (transfer none): the reading surface
 */
ReaderParallelView *
reader_window_get_view (ReaderWindow *self)
{
  g_return_val_if_fail (READER_IS_WINDOW (self), NULL);

  return self->view;
}

/**
 * reader_window_get_work:
 *
 * Returns: (transfer none) (nullable): what is read
 */
TriWork *
reader_window_get_work (ReaderWindow *self)
{
  g_return_val_if_fail (READER_IS_WINDOW (self), NULL);

  return self->work;
}
