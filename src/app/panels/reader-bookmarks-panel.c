/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmarks-panel.h"

#include "library/tri-library-works.h"
#include "reader-bookmark-filter.h"
#include "reader-bookmark-list.h"
#include "reader-bookmark-many.h"
#include "reader-prose.h"

#include <glib/gi18n.h>

struct _ReaderBookmarksPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *all_works;
  GtkWidget *filter;
  ReaderBookmarkFilter *which;
  GtkWidget *filtered;
  ReaderProse *filtered_words;
  GtkWidget *order;
  GtkWidget *stack;
  ReaderBookmarkList *list;
  GtkWidget *empty;
  GtkWidget *nothing_found;
  ReaderBookmarkMany *many;

  ReaderSession *session;
  ReaderParallelView *view;
  GCancellable *cancellable;
  /* What is being asked, and what is shown. */
  ReaderBookmarkQuery *query;
  ReaderBookmarkQuery *shown;
  guint reload_id;
  /* A page is shown, and the rest is not asked for yet. */
  guint rest_id;
  /* When the list is there: whether it scrolls to the nearest, and whether that gets the focus. */
  gboolean at_nearest;
  gboolean wants_focus;
  gboolean wants_all; /* to be selected, when all are there */
  /* The bookmark it points at, or 0, and until when that is waited for. */
  gint64 pointed;
  gint64 pointed_until;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarksPanel, reader_bookmarks_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_EDITED,
  SIGNAL_DELETED,
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Milliseconds: for changes that come one after the other, and for the rest of a long list, lest
 * who types wait for it. */
#define RELOAD_DELAY 80
#define REST_DELAY 80
/* Another work is shown meanwhile, perhaps. */
#define POINT_MICROSECONDS (5 * G_USEC_PER_SEC)

static gboolean
has_filter (ReaderBookmarksPanel *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->filter))[0] != '\0'
         || gtk_widget_get_visible (self->filtered);
}

static void
selection_changed_cb (ReaderBookmarksPanel *self)
{
  reader_bookmark_many_set_count (self->many, reader_bookmark_list_count_selected (self->list));
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, widget);
}

/* Where there is no bookmark, the words that say so get the focus, so that they are read out. */
static void
take_focus (ReaderBookmarksPanel *self, guint position)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  if (page == GTK_WIDGET (self->list))
    reader_bookmark_list_focus_row (self->list, position);
  else
    gtk_widget_grab_focus (page);
}

/* Once what it points at is listed. */
static gboolean
take_pointed (ReaderBookmarksPanel *self, guint *position)
{
  ReaderBookmarkModel *items = reader_bookmark_list_get_model (self->list);
  guint found = G_MAXUINT;

  if (self->pointed && g_get_monotonic_time () > self->pointed_until)
    self->pointed = 0;
  if (self->pointed)
    found = reader_bookmark_model_find_id (items, self->pointed);
  if (found == G_MAXUINT)
    return FALSE;
  self->pointed = 0;
  *position = found;
  return TRUE;
}

static void
show_found (ReaderBookmarksPanel *self, ReaderBookmarkFound *found)
{
  gboolean had_focus = has_focus_inside (self->stack);
  guint position = reader_bookmark_list_show (self->list, self->query, found);
  GtkWidget *none = has_filter (self) ? self->nothing_found : self->empty;
  guint n = found->ids->len;
  gboolean points = FALSE;

  g_clear_pointer (&self->shown, reader_bookmark_query_free);
  self->shown = reader_bookmark_query_copy (self->query);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), n ? GTK_WIDGET (self->list) : none);
  /* The nearest was not known to be wanted when this was asked for: it comes with the rest. */
  if (found->is_page && self->query->from_start && self->wants_focus)
    return;
  if (self->at_nearest || self->wants_focus)
    position = found->nearest;
  points = take_pointed (self, &position);
  if (had_focus || self->wants_focus)
    take_focus (self, position);
  else if (points)
    reader_bookmark_list_point_at (self->list, position);
  else if (self->at_nearest && n)
    reader_bookmark_list_scroll_to (self->list, position);
  self->at_nearest = FALSE;
  self->wants_focus = FALSE;
  if (self->wants_all && !found->is_page)
    reader_bookmark_list_select_all (self->list);
  self->wants_all = self->wants_all && found->is_page;
  selection_changed_cb (self);
}

static void ask (ReaderBookmarksPanel *self, gboolean page);

static gboolean
rest_cb (gpointer data)
{
  ReaderBookmarksPanel *self = data;

  self->rest_id = 0;
  ask (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarksPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderBookmarkFound) found = tri_worker_run_finish (TRI_WORKER (source),
                                                                 result,
                                                                 &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (found)
    show_found (self, found);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  if (found && found->is_page)
    self->rest_id = g_timeout_add (REST_DELAY, rest_cb, self);
}

static void
ask (ReaderBookmarksPanel *self, gboolean page)
{
  self->cancellable = g_cancellable_new ();
  reader_bookmark_store_find_async (self->session,
                                    self->query,
                                    page,
                                    self->cancellable,
                                    found_cb,
                                    g_object_ref (self));
}

static void
stop_asking (ReaderBookmarksPanel *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
reload_cb (gpointer data)
{
  ReaderBookmarksPanel *self = data;

  self->reload_id = 0;
  reader_bookmarks_panel_reload (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_listing (ReaderBookmarksPanel *self)
{
  return self->session && gtk_widget_get_mapped (GTK_WIDGET (self));
}

/* What changed elsewhere often changes again at once. */
static void
queue_reload (ReaderBookmarksPanel *self)
{
  if (!self->reload_id && is_listing (self))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* What the reader asks for does not wait. */
static void
hurry (ReaderBookmarksPanel *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (is_listing (self))
    self->reload_id = g_idle_add_full (G_PRIORITY_DEFAULT, reload_cb, self, NULL);
}

static void
mapped_cb (ReaderBookmarksPanel *self)
{
  self->at_nearest = TRUE;
  hurry (self);
}

static void
work_changed_cb (ReaderBookmarksPanel *self)
{
  self->at_nearest = TRUE;
  hurry (self);
}

static void
activated_cb (ReaderBookmarksPanel *self, TriBookmark *bookmark)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, bookmark);
}

static void
edited_cb (ReaderBookmarksPanel *self, TriBookmark *bookmark, GtkWidget *row)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, bookmark, row);
}

/* What is filtered by stands in words over the list, with a button that takes it away. */
static void
show_filtered (ReaderBookmarksPanel *self)
{
  g_autofree char *words = reader_bookmark_filter_dup_words (self->which);

  reader_prose_set_text (self->filtered_words, words ? words : "");
  gtk_widget_set_visible (self->filtered, words != NULL);
}

static void
which_changed_cb (ReaderBookmarksPanel *self)
{
  show_filtered (self);
  hurry (self);
}

static void
clear_cb (ReaderBookmarksPanel *self)
{
  reader_bookmarks_panel_set_filter (self, "");
  reader_bookmark_filter_clear (self->which);
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  clear_cb (READER_BOOKMARKS_PANEL (widget));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderBookmarksPanel *self = READER_BOOKMARKS_PANEL (widget);

  reader_bookmark_list_select_all (self->list);
  self->wants_all = self->rest_id || self->cancellable;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarksPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *n_changed = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (!n_changed)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  else if (*n_changed > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, *n_changed);
}

/* All that are selected, as one act. */
static void
change_selected (ReaderBookmarksPanel *self, gpointer change)
{
  g_autoptr (GArray) ids = reader_bookmark_list_dup_selected (self->list);

  if (ids->len > 0)
    reader_bookmark_store_change_async (self->session,
                                        ids,
                                        change,
                                        changed_cb,
                                        g_object_ref (self));
}

/* Escape in the filter: it is emptied, and when it is empty the texts get the focus. */
static void
stop_cb (ReaderBookmarksPanel *self)
{
  if (has_filter (self))
    reader_bookmarks_panel_set_filter (self, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "panel.close", NULL);
}

typedef struct
{
  ReaderBookmarksPanel *panel;
  guint n_bookmarks;
} Deletion;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Deletion *deletion = data;
  g_autoptr (ReaderBookmarksPanel) self = deletion->panel;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (!done)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  else
    g_signal_emit (self, signals[SIGNAL_DELETED], 0, deletion->n_bookmarks);
}

static void
delete_all (ReaderBookmarksPanel *self, GArray *ids)
{
  Deletion *deletion = NULL;

  if (ids->len == 0)
    return;

  deletion = g_new0 (Deletion, 1);
  deletion->panel = g_object_ref (self);
  deletion->n_bookmarks = ids->len;
  reader_bookmark_store_delete_async (self->session, ids, deleted_cb, deletion);
}

static void
reader_bookmarks_panel_dispose (GObject *object)
{
  ReaderBookmarksPanel *self = READER_BOOKMARKS_PANEL (object);

  stop_asking (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->query, reader_bookmark_query_free);
  g_clear_pointer (&self->shown, reader_bookmark_query_free);
  g_clear_object (&self->session);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (reader_bookmarks_panel_parent_class)->dispose (object);
}

static guint
new_signal (GType type, const char *name, GType argument, GType second)
{
  return g_signal_new (name,
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       second == G_TYPE_NONE ? 1 : 2,
                       argument,
                       second);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, all_works);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, order);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, which);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, filtered);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, filtered_words);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, many);
  gtk_widget_class_bind_template_callback (widget_class, hurry);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_all);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, which_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_selected);
  gtk_widget_class_bind_template_callback (widget_class, reader_bookmarks_panel_delete_selected);
}

static void
reader_bookmarks_panel_class_init (ReaderBookmarksPanelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_bookmarks_panel_dispose;

  signals[SIGNAL_ACTIVATED] = new_signal (type,
                                          "bookmark-activated",
                                          TRI_TYPE_BOOKMARK,
                                          G_TYPE_NONE);
  signals[SIGNAL_EDITED] = new_signal (type, "bookmark-edited", TRI_TYPE_BOOKMARK, GTK_TYPE_WIDGET);
  signals[SIGNAL_DELETED] = new_signal (type, "bookmarks-deleted", G_TYPE_UINT, G_TYPE_NONE);
  signals[SIGNAL_CHANGED] = new_signal (type, "bookmarks-changed", G_TYPE_UINT, G_TYPE_NONE);
  signals[SIGNAL_FAILED] = new_signal (type, "failed", G_TYPE_STRING, G_TYPE_NONE);

  g_type_ensure (READER_TYPE_BOOKMARK_FILTER);
  g_type_ensure (READER_TYPE_BOOKMARK_LIST);
  g_type_ensure (READER_TYPE_BOOKMARK_MANY);
  g_type_ensure (READER_TYPE_PROSE);
  gtk_widget_class_install_action (widget_class, "bookmarks.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "bookmarks.show-all", NULL, show_all_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmarks-panel.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
reader_bookmarks_panel_init (ReaderBookmarksPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->filter),
                                           GTK_WIDGET (self->list));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_bookmarks_panel_new:
 *
 * Returns: (transfer floating): a panel that shows nothing until it is connected
 */
GtkWidget *
reader_bookmarks_panel_new (void)
{
  return g_object_new (READER_TYPE_BOOKMARKS_PANEL, NULL);
}

/**
 * reader_bookmarks_panel_connect:
 *
 * Lists from now on the bookmarks in the library of @session, while it is shown; called once.
 */
void
reader_bookmarks_panel_connect (ReaderBookmarksPanel *self,
                                ReaderSession *session,
                                ReaderParallelView *view)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = g_object_ref (view);
  reader_paged_model_set_session (READER_PAGED_MODEL (reader_bookmark_list_get_model (self->list)),
                                  session);
  reader_bookmark_filter_connect (self->which, session);
  g_signal_connect_object (view,
                           "notify::work",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  work_changed_cb (self);
}

/* Where the reader is, for what is nearest. */
static void
fill_focus (ReaderBookmarksPanel *self, ReaderBookmarkQuery *query, TriWork *work)
{
  TriLibrary *library = reader_session_get_library (self->session);
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  if (!work || !reader_parallel_view_get_focus (self->view, &focus))
    return;
  passage = tri_library_get_passage (library, focus.passage, NULL);
  query->focus_work = work->id;
  query->focus_text = passage ? focus.text : 0;
  query->focus_ord = passage ? passage->ord : 0;
}

void
reader_bookmarks_panel_reload (ReaderBookmarksPanel *self)
{
  ReaderBookmarkQuery query = { 0 };
  TriWork *work = NULL;
  gboolean all = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all_works));
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->filter));

  stop_asking (self);
  if (!self->session)
    return;

  work = reader_parallel_view_get_work (self->view);
  reader_bookmark_filter_set_work (self->which, work);
  show_filtered (self);
  reader_bookmark_filter_fill (self->which, &query.asked);
  query.asked.work = all || !work ? 0 : work->id;
  query.asked.words = words[0] ? words : NULL;
  query.asked.order = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order)) == 1
                          ? TRI_BOOKMARK_ORDER_DATE
                          : TRI_BOOKMARK_ORDER_ROWS;
  query.from_start = !self->at_nearest && !self->wants_focus;
  fill_focus (self, &query, work);
  g_clear_pointer (&self->query, reader_bookmark_query_free);
  self->query = reader_bookmark_query_copy (&query);
  /* What is shown already is not cut down to a page. */
  ask (self, !self->shown || !reader_bookmark_query_is_same (self->shown, self->query));
}

void
reader_bookmarks_panel_point_at (ReaderBookmarksPanel *self, gint64 bookmark)
{
  self->pointed = bookmark;
  self->pointed_until = g_get_monotonic_time () + POINT_MICROSECONDS;
  queue_reload (self);
}

void
reader_bookmarks_panel_set_filter (ReaderBookmarksPanel *self, const char *filter)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), filter);
}

/**
 * reader_bookmarks_panel_delete:
 *
 * Deletes a bookmark; "bookmarks-deleted" follows when it is gone.
 */
void
reader_bookmarks_panel_delete (ReaderBookmarksPanel *self, TriBookmark *bookmark)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, bookmark->id);
  delete_all (self, ids);
}

/**
 * reader_bookmarks_panel_take_focus:
 *
 * Gives the focus to the bookmark nearest to what is read, when the list is there.
 */
void
reader_bookmarks_panel_take_focus (ReaderBookmarksPanel *self)
{
  self->wants_focus = TRUE;
  if (self->session && !self->reload_id && !self->cancellable)
    reader_bookmarks_panel_reload (self);
}

/**
 * reader_bookmarks_panel_select:
 * @position: in the list
 *
 * Adds a row to those selected, as Ctrl with a click does.
 */
void
reader_bookmarks_panel_select (ReaderBookmarksPanel *self, guint position)
{
  reader_bookmark_list_select (self->list, position);
}

/**
 * reader_bookmarks_panel_delete_selected:
 *
 * Deletes all bookmarks that are selected, as one act that one undo takes back.
 */
void
reader_bookmarks_panel_delete_selected (ReaderBookmarksPanel *self)
{
  reader_bookmark_list_delete_selected (self->list);
}

GListModel *
reader_bookmarks_panel_get_model (ReaderBookmarksPanel *self)
{
  return G_LIST_MODEL (reader_bookmark_list_get_model (self->list));
}

ReaderBookmarkFilter *
reader_bookmarks_panel_get_filter (ReaderBookmarksPanel *self)
{
  return self->which;
}

/**
 * reader_bookmarks_panel_change_selected:
 *
 * Says the same of all bookmarks that are selected, as one act.
 */
void
reader_bookmarks_panel_change_selected (ReaderBookmarksPanel *self, const TriMarkChange *change)
{
  change_selected (self, (gpointer) change);
}

GArray *
reader_bookmarks_panel_dup_selected (ReaderBookmarksPanel *self)
{
  return reader_bookmark_list_dup_selected (self->list);
}

gboolean
reader_bookmarks_panel_is_settled (ReaderBookmarksPanel *self)
{
  return !self->reload_id && !self->rest_id && !self->cancellable
         && !reader_paged_model_is_reading (
             READER_PAGED_MODEL (reader_bookmark_list_get_model (self->list)));
}

const ReaderBookmarkQuery *
reader_bookmarks_panel_get_shown (ReaderBookmarksPanel *self)
{
  return self->shown;
}
