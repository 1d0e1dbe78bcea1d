/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-list.h"

#include "reader-bookmark-row.h"
#include "reader-list-moves.h"
#include "reader-row-actions.h"

struct _ReaderBookmarkList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GListStore *items;
  GtkSelectionModel *selection;
  ReaderListMoves *moves;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkList, reader_bookmark_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_EDITED,
  SIGNAL_DELETION_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ReaderBookmarkRow *
get_row (GtkWidget *child)
{
  GtkWidget *row = child ? gtk_widget_get_first_child (child) : NULL;

  return row && READER_IS_BOOKMARK_ROW (row) ? READER_BOOKMARK_ROW (row) : NULL;
}

static ReaderBookmarkItem *
get_focused_item (ReaderBookmarkList *self)
{
  ReaderBookmarkRow *row = get_row (reader_list_moves_get_focused (self->moves));

  return row ? reader_bookmark_row_get_item (row) : NULL;
}

static ReaderBookmarkItem *
get_item (ReaderBookmarkList *self, guint position)
{
  g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                               position);

  /* The list holds it too. */
  return item;
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

  if (!item || !item->bookmark)
    return;
  g_array_append_val (ids, item->bookmark->id);
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
  ReaderBookmarkItem *item = get_item (self, position);

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

  gtk_list_item_set_activatable (list_item, item->bookmark != NULL);
  gtk_list_item_set_selectable (list_item, item->bookmark != NULL);
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
  return READER_BOOKMARK_ITEM (item)->bookmark != NULL;
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

/* How many of the rows at the start, or at the end, are the same as before. */
static guint
count_same (ReaderBookmarkList *self, GPtrArray *items, guint skipped, gboolean at_end)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n = MIN (n_old, items->len) - skipped;

  for (guint i = 0; i < n; i++)
    {
      ReaderBookmarkItem *old = get_item (self, at_end ? n_old - 1 - i : i);

      if (!reader_bookmark_item_is_same (old, items->pdata[at_end ? items->len - 1 - i : i]))
        return i;
    }
  return n;
}

/* Where the bookmark is now, else what took its place: a row below it, or else above. */
static guint
find_successor (ReaderBookmarkList *self, gint64 id, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    if (get_item (self, i)->bookmark && get_item (self, i)->bookmark->id == id)
      return i;
  for (guint i = position; i < n; i++)
    if (get_item (self, i)->bookmark)
      return i;
  for (guint i = MIN (position, n); i > 0; i--)
    if (get_item (self, i - 1)->bookmark)
      return i - 1;
  return 0;
}

/**
 * reader_bookmark_list_set_items:
 * @items: (element-type ReaderBookmarkItem): what to list
 *
 * Fills the list; rows that are as before stay where they are.
 *
 * Returns: where the row is now that had the focus, or what took its place
 */
guint
reader_bookmark_list_set_items (ReaderBookmarkList *self, GPtrArray *items)
{
  ReaderBookmarkItem *focused = get_focused_item (self);
  gint64 id = focused && focused->bookmark ? focused->bookmark->id : 0;
  guint position = 0;
  guint start = count_same (self, items, 0, FALSE);
  guint end = count_same (self, items, start, TRUE);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (focused)
    g_list_store_find (self->items, focused, &position);
  if (start + end < n_old || start + end < items->len)
    g_list_store_splice (self->items,
                         start,
                         n_old - start - end,
                         items->pdata + start,
                         items->len - start - end);
  return find_successor (self, id, position);
}

void
reader_bookmark_list_scroll_to (ReaderBookmarkList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
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

void
reader_bookmark_list_select (ReaderBookmarkList *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, FALSE);
}

/**
 * reader_bookmark_list_delete_selected:
 *
 * Asks for the deletion of all that are selected, as one act.
 */
void
reader_bookmark_list_delete_selected (ReaderBookmarkList *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      ReaderBookmarkItem *item = get_item (self, i);

      if (item->bookmark && gtk_selection_model_is_selected (self->selection, i))
        g_array_append_val (ids, item->bookmark->id);
    }
  if (ids->len > 0)
    g_signal_emit (self, signals[SIGNAL_DELETION_ASKED], 0, ids);
}

GListModel *
reader_bookmark_list_get_model (ReaderBookmarkList *self)
{
  return G_LIST_MODEL (self->items);
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

  self->items = g_list_store_new (READER_TYPE_BOOKMARK_ITEM);
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items))));
  gtk_list_view_set_model (self->list, self->selection);
  add_keys (self);
  self->moves = reader_list_moves_new (self->list, is_stop, moved_cb, self);
}
