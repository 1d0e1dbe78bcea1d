/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-list.h"

#include "reader-list-moves.h"
#include "reader-list-scroll.h"
#include "reader-row-actions.h"
#include "reader-search-row.h"

#include <glib/gi18n.h>

struct _ReaderSearchList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  ReaderSearchModel *items;
  GtkSingleSelection *selection;
  ReaderListMoves *moves;
};

G_DEFINE_FINAL_TYPE (ReaderSearchList, reader_search_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate (ReaderSearchList *self, guint position, gboolean leave)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, position, leave);
}

static void
activate_cb (ReaderSearchList *self, guint position)
{
  activate (self, position, FALSE);
}

static void
clicked_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *list_item)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (click);
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  GtkWidget *list = gtk_widget_get_ancestor (row, READER_TYPE_SEARCH_LIST);

  if (n_press == 1 && list)
    activate (READER_SEARCH_LIST (list), gtk_list_item_get_position (list_item), FALSE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *row = reader_search_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
  reader_row_actions_offer (list_item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  reader_search_row_set_item (READER_SEARCH_ROW (row), gtk_list_item_get_item (list_item));
  reader_list_moves_bind (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  reader_search_row_set_item (READER_SEARCH_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* --- The focus */

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  ReaderSearchList *self = owner;

  gtk_single_selection_set_selected (self->selection, to);
}

static gboolean
leave_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ReaderSearchList *self = data;
  guint position = reader_list_moves_find_focused (self->moves);

  if (position != GTK_INVALID_LIST_POSITION)
    activate (self, position, TRUE);
  return position != GTK_INVALID_LIST_POSITION;
}

static void
add_keys (ReaderSearchList *self)
{
  const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (leave_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

/* Into the list to the row that is selected, and out of it again, as in the list of bookmarks. */
static gboolean
reader_search_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderSearchList *self = READER_SEARCH_LIST (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (!reader_list_moves_get_focused (self->moves))
    return reader_list_moves_go_to (self->moves,
                                    selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return GTK_WIDGET_CLASS (reader_search_list_parent_class)->focus (widget, direction);
}

/* --- The object */

static void
reader_search_list_dispose (GObject *object)
{
  ReaderSearchList *self = READER_SEARCH_LIST (object);

  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_search_list_parent_class)->dispose (object);
}

static void
reader_search_list_class_init (ReaderSearchListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_search_list_dispose;
  widget_class->focus = reader_search_list_focus;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("hit-activated",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            G_TYPE_UINT,
                                            G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkListItemFactory *
new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

static void
reader_search_list_init (ReaderSearchList *self)
{
  self->items = reader_search_model_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), new_factory ()));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "panel-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "search-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passages found"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  add_keys (self);
  self->moves = reader_list_moves_new (self->list, is_stop, moved_cb, self);
}

ReaderSearchModel *
reader_search_list_get_model (ReaderSearchList *self)
{
  return self->items;
}

void
reader_search_list_focus_row (ReaderSearchList *self, guint position)
{
  if (reader_list_moves_go_to (self->moves, position))
    gtk_single_selection_set_selected (self->selection, position);
}

void
reader_search_list_point_at (ReaderSearchList *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  reader_list_scroll_to (self->list, position);
}

guint
reader_search_list_get_selected (ReaderSearchList *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

static GtkAdjustment *
get_adjustment (ReaderSearchList *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

gboolean
reader_search_list_is_walked (ReaderSearchList *self)
{
  return reader_list_moves_get_focused (self->moves) != NULL
         || reader_search_list_get_selected (self) != GTK_INVALID_LIST_POSITION
         || gtk_adjustment_get_value (get_adjustment (self)) > 0;
}

/* Back to the beginning, where nothing is selected. */
void
reader_search_list_rewind (ReaderSearchList *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  reader_list_scroll_forget (self->list);
  gtk_adjustment_set_value (get_adjustment (self), 0);
}
