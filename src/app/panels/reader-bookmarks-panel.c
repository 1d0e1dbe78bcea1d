/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmarks-panel.h"

#include "library/tri-library-works.h"
#include "reader-bookmark-row.h"

#include <glib/gi18n.h>

struct _ReaderBookmarksPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *all_works;
  GtkWidget *filter;
  GtkWidget *order;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *empty;
  GtkWidget *nothing_found;

  ReaderSession *session;
  ReaderParallelView *view;
  GListStore *items;
  GtkSelectionModel *selection;
  GCancellable *cancellable;
  guint reload_id;
  gboolean at_nearest; /* whether to scroll when the list is there */
};

G_DEFINE_FINAL_TYPE (ReaderBookmarksPanel, reader_bookmarks_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_EDITED,
  SIGNAL_DELETED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define RELOAD_DELAY 80 /* milliseconds */

/* The place in the list of the bookmark nearest to the passage that has the focus. */
static gboolean
find_nearest (ReaderBookmarksPanel *self, guint *position)
{
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint nearest = G_MAXUINT;

  if (!reader_parallel_view_get_focus (self->view, &focus))
    return FALSE;
  passage = tri_library_get_passage (reader_session_get_library (self->session),
                                     focus.passage,
                                     NULL);
  for (guint i = 0; passage && i < n; i++)
    {
      g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      TriBookmark *bookmark = item->bookmark;
      guint distance = 0;

      if (!bookmark || bookmark->text != focus.text)
        continue;
      distance = (guint) ABS ((gint64) bookmark->ord - (gint64) passage->ord);
      if (distance >= nearest)
        continue;
      nearest = distance;
      *position = i;
    }
  return nearest != G_MAXUINT;
}

static void
scroll_to_nearest (ReaderBookmarksPanel *self)
{
  guint position = 0;

  if (find_nearest (self, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static gboolean
has_filter (ReaderBookmarksPanel *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->filter))[0] != '\0';
}

static void
show_items (ReaderBookmarksPanel *self, GPtrArray *items)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  g_list_store_splice (self->items, 0, old, items->pdata, items->len);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               items->len          ? self->scroller
                               : has_filter (self) ? self->nothing_found
                                                   : self->empty);
  if (self->at_nearest)
    scroll_to_nearest (self);
  self->at_nearest = FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarksPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (items)
    show_items (self, items);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
stop_asking (ReaderBookmarksPanel *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
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

static void
queue_reload (ReaderBookmarksPanel *self)
{
  if (!self->reload_id && self->session && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
mapped_cb (ReaderBookmarksPanel *self)
{
  self->at_nearest = TRUE;
  queue_reload (self);
}

static void
work_changed_cb (ReaderBookmarksPanel *self)
{
  self->at_nearest = TRUE;
  queue_reload (self);
}

static void
activate_cb (GtkListView *list, guint position, ReaderBookmarksPanel *self)
{
  g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                               position);

  if (item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item->bookmark);
}

static void
row_edit_cb (ReaderBookmarkRow *row, ReaderBookmarksPanel *self)
{
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (row);

  if (item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0, item->bookmark, row);
}

static void
row_delete_cb (ReaderBookmarkRow *row, ReaderBookmarksPanel *self)
{
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (row);

  if (item && item->bookmark)
    reader_bookmarks_panel_delete (self, item->bookmark);
}

/* A click goes there; with Ctrl or Shift it only selects, which the list does. (The list's own way
 * to go at a single click would select whatever the pointer passes over.) */
static void
row_clicked_cb (GtkGestureClick *click, int n_press, double x, double y, ReaderBookmarksPanel *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (click);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (READER_BOOKMARK_ROW (row));

  if (n_press == 1 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item->bookmark);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderBookmarksPanel *self)
{
  GtkWidget *row = reader_bookmark_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (row_clicked_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (row, "edit", G_CALLBACK (row_edit_cb), self, 0);
  g_signal_connect_object (row, "delete", G_CALLBACK (row_delete_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderBookmarksPanel *self)
{
  ReaderBookmarkItem *item = gtk_list_item_get_item (list_item);
  ReaderBookmarkRow *row = READER_BOOKMARK_ROW (gtk_list_item_get_child (list_item));

  gtk_list_item_set_activatable (list_item, item->bookmark != NULL);
  gtk_list_item_set_selectable (list_item, item->bookmark != NULL);
  reader_bookmark_row_set_item (row, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderBookmarksPanel *self)
{
  reader_bookmark_row_set_item (READER_BOOKMARK_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The row that has the focus: GtkListView gives it to the widget around ours. */
static ReaderBookmarkRow *
get_focused_row (ReaderBookmarksPanel *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, READER_TYPE_BOOKMARK_ROW) : NULL;

  if (!row && focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    row = gtk_widget_get_first_child (focus);
  return row && READER_IS_BOOKMARK_ROW (row) ? READER_BOOKMARK_ROW (row) : NULL;
}

static gboolean
edit_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  ReaderBookmarkRow *row = get_focused_row (data);

  if (row)
    row_edit_cb (row, data);
  return row != NULL;
}

static gboolean
delete_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  ReaderBookmarksPanel *self = data;
  ReaderBookmarkRow *row = get_focused_row (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  if (gtk_bitset_get_size (selected) > 1)
    reader_bookmarks_panel_delete_selected (self);
  else if (row)
    row_delete_cb (row, self);
  return row != NULL || gtk_bitset_get_size (selected) > 1;
}

static void
add_key (ReaderBookmarksPanel *self, GtkShortcutController *keys, guint key, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
      keys,
      gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                        gtk_callback_action_new (func, self, NULL)));
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
reader_bookmarks_panel_dispose (GObject *object)
{
  ReaderBookmarksPanel *self = READER_BOOKMARKS_PANEL (object);

  stop_asking (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
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
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarksPanel, nothing_found);
  gtk_widget_class_bind_template_callback (widget_class, queue_reload);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
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
  signals[SIGNAL_FAILED] = new_signal (type, "failed", G_TYPE_STRING, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmarks-panel.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
reader_bookmarks_panel_init (ReaderBookmarksPanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->items = g_list_store_new (READER_TYPE_BOOKMARK_ITEM);
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items))));
  gtk_list_view_set_model (self->list, self->selection);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->filter), self->scroller);

  add_key (self, GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_F2, edit_key_cb);
  add_key (self, GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Delete, delete_key_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
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
  g_signal_connect_object (view,
                           "notify::work",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  work_changed_cb (self);
}

void
reader_bookmarks_panel_reload (ReaderBookmarksPanel *self)
{
  TriWork *work = NULL;
  gboolean all = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all_works));

  stop_asking (self);
  if (!self->session)
    return;

  work = reader_parallel_view_get_work (self->view);
  self->cancellable = g_cancellable_new ();
  reader_bookmark_store_list_async (
      self->session,
      all || !work ? 0 : work->id,
      gtk_editable_get_text (GTK_EDITABLE (self->filter)),
      (TriBookmarkOrder) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order)),
      self->cancellable,
      listed_cb,
      g_object_ref (self));
}

void
reader_bookmarks_panel_set_filter (ReaderBookmarksPanel *self, const char *filter)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), filter);
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
 * reader_bookmarks_panel_select:
 * @position: in the list
 *
 * Adds a row to those selected, as Ctrl with a click does.
 */
void
reader_bookmarks_panel_select (ReaderBookmarksPanel *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, FALSE);
}

/**
 * reader_bookmarks_panel_delete_selected:
 *
 * Deletes all bookmarks that are selected, as one act that one undo takes back.
 */
void
reader_bookmarks_panel_delete_selected (ReaderBookmarksPanel *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->bookmark && gtk_selection_model_is_selected (self->selection, i))
        g_array_append_val (ids, item->bookmark->id);
    }
  delete_all (self, ids);
}

GListModel *
reader_bookmarks_panel_get_model (ReaderBookmarksPanel *self)
{
  return G_LIST_MODEL (self->items);
}

gboolean
reader_bookmarks_panel_is_settled (ReaderBookmarksPanel *self)
{
  return !self->reload_id && !self->cancellable;
}
