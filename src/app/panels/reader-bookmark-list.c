/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-list.h"

#include "reader-bookmark-row.h"

struct _ReaderBookmarkList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GListStore *items;
  GtkSelectionModel *selection;
  ReaderBookmarkItem *awaited; /* the row that gets the focus as soon as it is there, or NULL */
  guint n_tries;
  guint tick_id;
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

/* Frames in which a row that is scrolled to must have appeared. */
#define MAX_TRIES 30

/* The child of the list view that has the focus or holds it, around a row of ours. */
static GtkWidget *
get_focused_child (ReaderBookmarkList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = GTK_WIDGET (self->list);

  if (!focus || !gtk_widget_is_ancestor (focus, list))
    return NULL;
  while (gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  return focus;
}

static ReaderBookmarkRow *
get_row (GtkWidget *child)
{
  GtkWidget *row = child ? gtk_widget_get_first_child (child) : NULL;

  return row && READER_IS_BOOKMARK_ROW (row) ? READER_BOOKMARK_ROW (row) : NULL;
}

static gboolean
is_in_view (ReaderBookmarkList *self, GtkWidget *child)
{
  graphene_rect_t at = { 0 };

  return gtk_widget_get_mapped (child)
         && gtk_widget_compute_bounds (child, self->scroller, &at)
         && at.origin.y >= 0
         && at.origin.y + at.size.height <= gtk_widget_get_height (self->scroller);
}

static ReaderBookmarkItem *
get_focused_item (ReaderBookmarkList *self)
{
  ReaderBookmarkRow *row = get_row (get_focused_child (self));

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
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderBookmarkList *self)
{
  ReaderBookmarkItem *item = gtk_list_item_get_item (list_item);
  ReaderBookmarkRow *row = READER_BOOKMARK_ROW (gtk_list_item_get_child (list_item));

  gtk_list_item_set_activatable (list_item, item->bookmark != NULL);
  gtk_list_item_set_selectable (list_item, item->bookmark != NULL);
  reader_bookmark_row_set_item (row, item);
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
  ReaderBookmarkRow *row = get_row (get_focused_child (data));

  if (row)
    row_edit_cb (row, data);
  return row != NULL;
}

static gboolean
delete_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  ReaderBookmarkList *self = data;
  ReaderBookmarkRow *row = get_row (get_focused_child (self));
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
focus_awaited (ReaderBookmarkList *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      ReaderBookmarkRow *row = get_row (child);

      if (row && reader_bookmark_row_get_item (row) == self->awaited)
        return gtk_widget_get_mapped (child) && gtk_widget_grab_focus (child);
    }
  return FALSE;
}

static void
stop_awaiting (ReaderBookmarkList *self)
{
  if (self->tick_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_object (&self->awaited);
}

/* A row far away is made some frames after it was scrolled to. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ReaderBookmarkList *self = READER_BOOKMARK_LIST (widget);
  guint position = 0;

  if (!g_list_store_find (self->items, self->awaited, &position))
    self->n_tries = MAX_TRIES;
  else
    reader_bookmark_list_scroll_to (self, position);
  if (!focus_awaited (self) && ++self->n_tries < MAX_TRIES)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  g_clear_object (&self->awaited);
  return G_SOURCE_REMOVE;
}

/* Brings a row into view and gives it the focus, now or when it is there. */
static gboolean
await_row (ReaderBookmarkList *self, guint position)
{
  ReaderBookmarkItem *item = get_item (self, position);

  stop_awaiting (self);
  if (!item)
    return FALSE;

  self->awaited = g_object_ref (item);
  self->n_tries = 0;
  reader_bookmark_list_scroll_to (self, position);
  if (focus_awaited (self))
    stop_awaiting (self);
  else
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  return TRUE;
}

/* --- Keys that move */

/* By how many rows a key moves; 0 when it does not. */
static int
get_steps (ReaderBookmarkList *self, guint keyval)
{
  int n_items = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items));
  int page = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    page += is_in_view (self, child) ? 1 : 0;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -1;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 1;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return -MAX (page - 1, 1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return MAX (page - 1, 1);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return -n_items;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return n_items;
    default:
      return 0;
    }
}

/* The bookmark so many rows on, or one past the title that stands there; where there is none, the
 * last that way. */
static guint
find_target (ReaderBookmarkList *self, guint from, int steps)
{
  int last = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items)) - 1;
  int direction = steps < 0 ? -1 : 1;
  int target = CLAMP ((int) from + steps, 0, last);

  for (int i = target; i >= 0 && i <= last; i += direction)
    if (get_item (self, (guint) i)->bookmark)
      return (guint) i;
  for (int i = target; i >= 0 && i <= last; i -= direction)
    if (get_item (self, (guint) i)->bookmark)
      return (guint) i;
  return from;
}

/* GtkListView stops at a row that cannot be selected: at every title. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                ReaderBookmarkList *self)
{
  ReaderBookmarkItem *item = get_focused_item (self);
  int steps = get_steps (self, keyval);
  guint position = 0;
  guint target = 0;

  if (!item || !steps || state & GDK_ALT_MASK)
    return FALSE;
  if (!g_list_store_find (self->items, item, &position))
    return FALSE;

  target = find_target (self, position, steps);
  await_row (self, target);
  if (state & GDK_SHIFT_MASK)
    gtk_selection_model_select_range (self->selection,
                                      MIN (position, target),
                                      MAX (position, target) - MIN (position, target) + 1,
                                      FALSE);
  else if (!(state & GDK_CONTROL_MASK))
    gtk_selection_model_select_item (self->selection, target, TRUE);
  return TRUE;
}

static void
add_moves (ReaderBookmarkList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* By Tab: to the first row that is selected, which is where the keyboard was last, not to a button
 * of it. */
static gboolean
enter (ReaderBookmarkList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return await_row (self, gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected));
}

/* From a row through its buttons and out of the list, and the same way back: GtkListView would stop
 * at every row. */
static gboolean
reader_bookmark_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderBookmarkList *self = READER_BOOKMARK_LIST (widget);
  GtkWidget *child = get_focused_child (self);
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
  if (await_row (self, position))
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

  stop_awaiting (self);
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
  add_moves (self);
}
