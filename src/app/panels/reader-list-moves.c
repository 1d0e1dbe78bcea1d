/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-list-moves.h"

#include "reader-list-scroll.h"

struct _ReaderListMoves
{
  GtkListView *list;
  ReaderListStop is_stop;
  ReaderListMoved moved;
  gpointer owner;

  /* What gets the focus as soon as its row is there, or NULL, and where it stands. */
  GObject *awaited;
  guint position;
  guint n_tries;
  guint tick_id;
};

/* Frames in which a row that is scrolled to must have appeared. */
#define MAX_TRIES 30

#define LIST_ITEM "reader-list-item"

void
reader_list_moves_bind (GtkListItem *list_item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), LIST_ITEM, list_item);
}

GtkWidget *
reader_list_moves_get_focused (ReaderListMoves *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, list))
    return NULL;
  while (gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  return focus;
}

/* Where a child of the list stands; FALSE for one that is kept for later use. */
static gboolean
get_position (GtkWidget *child, guint *position)
{
  GtkWidget *row = child ? gtk_widget_get_first_child (child) : NULL;
  GtkListItem *list_item = row ? g_object_get_data (G_OBJECT (row), LIST_ITEM) : NULL;

  *position = list_item ? gtk_list_item_get_position (list_item) : GTK_INVALID_LIST_POSITION;
  return *position != GTK_INVALID_LIST_POSITION;
}

guint
reader_list_moves_find_focused (ReaderListMoves *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  get_position (reader_list_moves_get_focused (self), &position);
  return position;
}

/* --- A row gets the focus */

static gboolean
focus_row (ReaderListMoves *self, guint wanted)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      guint position = 0;

      if (get_position (child, &position) && position == wanted)
        return gtk_widget_get_mapped (child) && gtk_widget_grab_focus (child);
    }
  return FALSE;
}

static void
stop_awaiting (ReaderListMoves *self)
{
  if (self->tick_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->tick_id);
  self->tick_id = 0;
  g_clear_object (&self->awaited);
}

/* Rows may have come or gone above it. */
static gboolean
find_awaited (ReaderListMoves *self)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  guint n = g_list_model_get_n_items (items);
  g_autoptr (GObject) there = g_list_model_get_object (items, self->position);

  if (there == self->awaited)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_object (items, i);

      if (item != self->awaited)
        continue;
      self->position = i;
      return TRUE;
    }
  return FALSE;
}

/* A row far away is made some frames after it was scrolled to. */
static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  ReaderListMoves *self = data;

  if (find_awaited (self))
    reader_list_scroll_to (self->list, self->position);
  else
    self->n_tries = MAX_TRIES;
  if (!focus_row (self, self->position) && ++self->n_tries < MAX_TRIES)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  g_clear_object (&self->awaited);
  return G_SOURCE_REMOVE;
}

gboolean
reader_list_moves_go_to (ReaderListMoves *self, guint position)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (GObject) item = g_list_model_get_object (items, position);

  stop_awaiting (self);
  if (!item)
    return FALSE;

  reader_list_scroll_to (self->list, position);
  if (focus_row (self, position))
    return TRUE;
  self->awaited = g_steal_pointer (&item);
  self->position = position;
  self->n_tries = 0;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), tick_cb, self, NULL);
  return TRUE;
}

/* --- Keys */

static gboolean
is_in_view (ReaderListMoves *self, GtkWidget *child)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  graphene_rect_t at = { 0 };

  return gtk_widget_get_mapped (child) && gtk_widget_compute_bounds (child, list, &at)
         && at.origin.y >= 0 && at.origin.y + at.size.height <= gtk_widget_get_height (list);
}

static int
count_in_view (ReaderListMoves *self)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    n += is_in_view (self, child) ? 1 : 0;
  return n;
}

/* By how many rows a key moves; 0 when it does not. */
static int
get_steps (ReaderListMoves *self, guint keyval, int n_items)
{
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
      return -MAX (count_in_view (self) - 1, 1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return MAX (count_in_view (self) - 1, 1);
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

static gboolean
stops_at (ReaderListMoves *self, guint position)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (GObject) item = g_list_model_get_object (items, position);

  return self->is_stop (item);
}

/* The row so many rows on, or the next that way at which the keyboard stops; where there is none,
 * the last before it. */
static guint
find_target (ReaderListMoves *self, guint from, int steps, int n_items)
{
  int direction = steps < 0 ? -1 : 1;
  int target = CLAMP ((int) from + steps, 0, n_items - 1);

  for (int i = target; i >= 0 && i < n_items; i += direction)
    if (stops_at (self, (guint) i))
      return (guint) i;
  for (int i = target; i >= 0 && i < n_items && i != (int) from; i -= direction)
    if (stops_at (self, (guint) i))
      return (guint) i;
  return from;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                ReaderListMoves *self)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  int n_items = (int) g_list_model_get_n_items (items);
  int steps = get_steps (self, keyval, n_items);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->list));
  guint from = 0;
  guint to = 0;

  /* In a row where one writes the keys are the text's. */
  if (!steps || state & GDK_ALT_MASK || GTK_IS_TEXT_VIEW (gtk_root_get_focus (root)))
    return FALSE;
  if (!get_position (reader_list_moves_get_focused (self), &from))
    return FALSE;

  to = find_target (self, from, steps, n_items);
  if (to != from)
    reader_list_moves_go_to (self, to);
  if (self->moved)
    self->moved (self->owner, from, to, state);
  return TRUE;
}

ReaderListMoves *
reader_list_moves_new (GtkListView *list,
                       ReaderListStop is_stop,
                       ReaderListMoved moved,
                       gpointer owner)
{
  ReaderListMoves *self = g_new0 (ReaderListMoves, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = list;
  self->is_stop = is_stop;
  self->moved = moved;
  self->owner = owner;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
  return self;
}

void
reader_list_moves_free (ReaderListMoves *self)
{
  stop_awaiting (self);
  g_free (self);
}
