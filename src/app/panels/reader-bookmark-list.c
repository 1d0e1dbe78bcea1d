/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-list.h"

#include "reader-bookmark-row.h"
#include "reader-list-moves.h"
#include "reader-list-scroll.h"
#include "reader-row-actions.h"

struct _ReaderBookmarkList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  ReaderBookmarkModel *items;
  GtkSelectionModel *selection;
  ReaderListMoves *moves;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkList, reader_bookmark_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_EDITED,
  SIGNAL_DELETION_ASKED,
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ReaderBookmarkRow *
get_row (GtkWidget *child)
{
  GtkWidget *row = child ? gtk_widget_get_first_child (child) : NULL;

  return row && READER_IS_BOOKMARK_ROW (row) ? READER_BOOKMARK_ROW (row) : NULL;
}

static void
row_edit_cb (ReaderBookmarkRow *row, ReaderBookmarkList *self)
{
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (row);

  if (item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0, item->bookmark, row);
}

static void
row_delete_cb (ReaderBookmarkRow *row, ReaderBookmarkList *self)
{
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (row);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!item)
    return;
  g_array_append_val (ids, item->id);
  g_signal_emit (self, signals[SIGNAL_DELETION_ASKED], 0, ids);
}

/* A click goes there; with Ctrl or Shift it only selects, which the list does. (The list's own way
 * to go at a single click would select whatever the pointer passes over.) */
static void
row_clicked_cb (GtkGestureClick *click, int n_press, double x, double y, ReaderBookmarkList *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (click);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  ReaderBookmarkItem *item = reader_bookmark_row_get_item (READER_BOOKMARK_ROW (row));

  if (n_press == 1 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item->bookmark);
}

static void
activate_cb (GtkListView *list, guint position, ReaderBookmarkList *self)
{
  g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                               position);

  if (item && item->bookmark)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item->bookmark);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderBookmarkList *self)
{
  GtkWidget *row = reader_bookmark_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (row_clicked_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (row, "edit", G_CALLBACK (row_edit_cb), self, 0);
  g_signal_connect_object (row, "delete", G_CALLBACK (row_delete_cb), self, 0);
  gtk_list_item_set_child (item, row);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderBookmarkList *self)
{
  ReaderBookmarkItem *item = gtk_list_item_get_item (list_item);
  ReaderBookmarkRow *row = READER_BOOKMARK_ROW (gtk_list_item_get_child (list_item));

  reader_bookmark_row_set_item (row, item);
  reader_list_moves_bind (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderBookmarkList *self)
{
  reader_bookmark_row_set_item (READER_BOOKMARK_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* --- Keys */

static gboolean
edit_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  ReaderBookmarkList *self = data;
  ReaderBookmarkRow *row = get_row (reader_list_moves_get_focused (self->moves));

  if (row)
    row_edit_cb (row, self);
  return row != NULL;
}

static gboolean
delete_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  ReaderBookmarkList *self = data;
  ReaderBookmarkRow *row = get_row (reader_list_moves_get_focused (self->moves));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  gboolean several = gtk_bitset_get_size (selected) > 1;

  if (several)
    reader_bookmark_list_delete_selected (self);
  else if (row)
    row_delete_cb (row, self);
  return row != NULL || several;
}

static void
add_key (ReaderBookmarkList *self, GtkEventController *keys, guint key, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                        gtk_callback_action_new (func, self, NULL)));
}

static void
add_keys (ReaderBookmarkList *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_key (self, keys, GDK_KEY_F2, edit_key_cb);
  add_key (self, keys, GDK_KEY_Delete, delete_key_cb);
  add_key (self, keys, GDK_KEY_KP_Delete, delete_key_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* --- The focus */

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

/* As a GtkListView does it by itself. */
static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  ReaderBookmarkList *self = owner;

  if (state & GDK_SHIFT_MASK)
    gtk_selection_model_select_range (self->selection,
                                      MIN (from, to),
                                      MAX (from, to) - MIN (from, to) + 1,
                                      FALSE);
  else if (!(state & GDK_CONTROL_MASK))
    gtk_selection_model_select_item (self->selection, to, TRUE);
}

/* By Tab: to the first row that is selected, which is where the keyboard was last, not to a button
 * of it. */
static gboolean
enter (ReaderBookmarkList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return reader_list_moves_go_to (self->moves,
                                  gtk_bitset_is_empty (selected)
                                      ? 0
                                      : gtk_bitset_get_minimum (selected));
}

/* From a row through its buttons and out of the list, and the same way back: GtkListView would stop
 * at every row. */
static gboolean
reader_bookmark_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderBookmarkList *self = READER_BOOKMARK_LIST (widget);
  GtkWidget *child = reader_list_moves_get_focused (self->moves);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (!child)
    return enter (self);
  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (reader_bookmark_list_parent_class)->focus (widget, direction);
  if (!forward && gtk_widget_is_focus (child))
    return FALSE;
  if (gtk_widget_child_focus (gtk_widget_get_first_child (child), direction))
    return TRUE;
  return !forward && gtk_widget_grab_focus (child);
}

/* --- Filling */

/* Where the bookmark is now, else what took its place: the one below it, or else above. */
static guint
find_successor (ReaderBookmarkList *self, gint64 id, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint there = id ? reader_bookmark_model_find_id (self->items, id) : G_MAXUINT;

  if (there != G_MAXUINT)
    return there;
  return n > 0 ? MIN (position, n - 1) : 0;
}

/**
 * reader_bookmark_list_show:
 *
 * Fills the list; rows that are as before stay where they are.
 *
 * Returns: where the row is now that had the focus, or what took its place
 */
guint
reader_bookmark_list_show (ReaderBookmarkList *self,
                           const ReaderBookmarkQuery *query,
                           ReaderBookmarkFound *found)
{
  guint position = reader_list_moves_find_focused (self->moves);
  gint64 id = reader_bookmark_model_get_id (self->items, position);

  reader_bookmark_model_show (self->items, query, found);
  return find_successor (self, id, id ? position : 0);
}

void
reader_bookmark_list_scroll_to (ReaderBookmarkList *self, guint position)
{
  reader_list_scroll_to (self->list, position);
}

/**
 * reader_bookmark_list_focus_row:
 *
 * Gives the focus to a row and selects it, at once or as soon as the row is there.
 */
void
reader_bookmark_list_focus_row (ReaderBookmarkList *self, guint position)
{
  if (reader_list_moves_go_to (self->moves, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
}

/**
 * reader_bookmark_list_point_at:
 *
 * Shows a row and selects it alone; the keyboard stays where it is.
 */
void
reader_bookmark_list_point_at (ReaderBookmarkList *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  reader_bookmark_list_scroll_to (self, position);
}

void
reader_bookmark_list_select (ReaderBookmarkList *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, FALSE);
}

/**
 * reader_bookmark_list_dup_selected:
 *
 * Returns: (transfer full) (element-type gint64): the ids of all that are selected, in order
 */
GArray *
reader_bookmark_list_dup_selected (ReaderBookmarkList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position = 0;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = reader_bookmark_model_get_id (self->items, position);

      if (id)
        g_array_append_val (ids, id);
    }
  return ids;
}

guint
reader_bookmark_list_count_selected (ReaderBookmarkList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return (guint) gtk_bitset_get_size (selected);
}

void
reader_bookmark_list_select_all (ReaderBookmarkList *self)
{
  gtk_selection_model_select_all (self->selection);
}

/**
 * reader_bookmark_list_delete_selected:
 *
 * Asks for the deletion of all that are selected, as one act.
 */
void
reader_bookmark_list_delete_selected (ReaderBookmarkList *self)
{
  g_autoptr (GArray) ids = reader_bookmark_list_dup_selected (self);

  if (ids->len > 0)
    g_signal_emit (self, signals[SIGNAL_DELETION_ASKED], 0, ids);
}

ReaderBookmarkModel *
reader_bookmark_list_get_model (ReaderBookmarkList *self)
{
  return self->items;
}

static void
selection_changed_cb (ReaderBookmarkList *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* --- The object */

static void
reader_bookmark_list_dispose (GObject *object)
{
  ReaderBookmarkList *self = READER_BOOKMARK_LIST (object);

  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_bookmark_list_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_arguments, GType first, GType second)
{
  return g_signal_new (name,
                       READER_TYPE_BOOKMARK_LIST,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       first,
                       second);
}

static void
reader_bookmark_list_class_init (ReaderBookmarkListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_list_dispose;
  widget_class->focus = reader_bookmark_list_focus;

  signals[SIGNAL_ACTIVATED] = new_signal ("bookmark-activated",
                                          1,
                                          TRI_TYPE_BOOKMARK,
                                          G_TYPE_NONE);
  signals[SIGNAL_EDITED] = new_signal ("bookmark-edited", 2, TRI_TYPE_BOOKMARK, GTK_TYPE_WIDGET);
  signals[SIGNAL_DELETION_ASKED] = new_signal ("deletion-asked", 1, G_TYPE_ARRAY, G_TYPE_NONE);
  signals[SIGNAL_SELECTED] = new_signal ("selection-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmark-list.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkList, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkList, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
reader_bookmark_list_init (ReaderBookmarkList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->items = reader_bookmark_model_new ();
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items))));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, self->selection);
  add_keys (self);
  self->moves = reader_list_moves_new (self->list, is_stop, moved_cb, self);
}
