/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-list.h"

#include "concordance/reader-concordance-row.h"
#include "panels/reader-list-moves.h"
#include "panels/reader-list-scroll.h"
#include "panels/reader-row-actions.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

struct _ReaderConcordanceList
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkListView *list;
  GtkWidget *menu;
  GtkSingleSelection *selection;
  ReaderListMoves *moves;
  ReaderConcordanceModel *model;
  ReaderConcordanceColumns *columns;
  gboolean had_keyboard; /* before the order changed */
};

G_DEFINE_FINAL_TYPE (ReaderConcordanceList, reader_concordance_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LINE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderConcordanceList *self)
{
  gtk_list_item_set_child (item, reader_concordance_row_new (self->columns));
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderConcordanceList *self)
{
  reader_concordance_row_set_item (READER_CONCORDANCE_ROW (gtk_list_item_get_child (item)),
                                   gtk_list_item_get_item (item));
  reader_list_moves_bind (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderConcordanceList *self)
{
  reader_concordance_row_set_item (READER_CONCORDANCE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
selected_cb (ReaderConcordanceList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
activate_cb (ReaderConcordanceList *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_LINE_ACTIVATED], 0);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  gtk_single_selection_set_selected (READER_CONCORDANCE_LIST (owner)->selection, to);
}

/* The line with the keyboard is the chosen one, however it came there. */
static void
focus_moved_cb (ReaderConcordanceList *self)
{
  guint position = reader_list_moves_find_focused (self->moves);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, position);
}

static void
reader_concordance_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_concordance_list_parent_class)->map (widget);

  g_signal_connect_object (gtk_widget_get_root (widget),
                           "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb),
                           widget,
                           G_CONNECT_SWAPPED);
}

static void
reader_concordance_list_unmap (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (reader_concordance_list_parent_class)->unmap (widget);
}

/* --- The menu of a line */

static void
pop_up_at (ReaderConcordanceList *self, double x, double y)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (!self->menu || reader_concordance_list_get_position (self) == GTK_INVALID_LIST_POSITION)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The row below a place in the list. */
static guint
find_at (ReaderConcordanceList *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  while (at && at != GTK_WIDGET (self->list)
         && gtk_widget_get_parent (at) != GTK_WIDGET (self->list))
    at = gtk_widget_get_parent (at);
  if (!at || at == GTK_WIDGET (self->list))
    return GTK_INVALID_LIST_POSITION;
  gtk_widget_grab_focus (at);
  return reader_list_moves_find_focused (self->moves);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, ReaderConcordanceList *self)
{
  guint position = find_at (self, x, y);
  double at_x = 0;
  double at_y = 0;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list),
                                    GTK_WIDGET (self),
                                    x,
                                    y,
                                    &at_x,
                                    &at_y);
  pop_up_at (self, at_x, at_y);
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ReaderConcordanceList *self = READER_CONCORDANCE_LIST (widget);
  GtkWidget *row = reader_list_moves_get_focused (self->moves);
  graphene_rect_t at;

  if (!row || !gtk_widget_compute_bounds (row, widget, &at))
    return FALSE;
  pop_up_at (self, at.origin.x + at.size.width / 2, at.origin.y + at.size.height);
  return TRUE;
}

static void
closed_cb (ReaderConcordanceList *self)
{
  guint position = reader_concordance_list_get_position (self);

  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self)))
    reader_list_moves_go_to (self->moves, position);
}

void
reader_concordance_list_set_menu (ReaderConcordanceList *self, GMenuModel *menu)
{
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  reader_popover_name_items (self->menu);
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (closed_cb), self);
}

/* --- The object */

static void
reader_concordance_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderConcordanceList *self = READER_CONCORDANCE_LIST (widget);
  const GtkAllocation at = { 0, 0, width, height };

  gtk_widget_size_allocate (self->scrolled, &at, baseline);
  if (self->menu)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
reader_concordance_list_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  gtk_widget_measure (READER_CONCORDANCE_LIST (widget)->scrolled,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      NULL,
                      NULL);
}

static void
reader_concordance_list_dispose (GObject *object)
{
  ReaderConcordanceList *self = READER_CONCORDANCE_LIST (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (reader_concordance_list_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_CONCORDANCE_LIST,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
reader_concordance_list_class_init (ReaderConcordanceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_concordance_list_dispose;
  widget_class->map = reader_concordance_list_map;
  widget_class->unmap = reader_concordance_list_unmap;
  widget_class->measure = reader_concordance_list_measure;
  widget_class->size_allocate = reader_concordance_list_size_allocate;
  signals[SIGNAL_CHOSEN] = new_signal ("chosen");
  signals[SIGNAL_LINE_ACTIVATED] = new_signal ("line-activated");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
build_list (ReaderConcordanceList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "concordance-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lines of the concordance"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  self->moves = reader_list_moves_new (self->list, is_stop, moved_cb, self);
}

static void
reader_concordance_list_init (ReaderConcordanceList *self)
{
  self->model = reader_concordance_model_new ();
  self->columns = reader_concordance_columns_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  build_list (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

ReaderConcordanceModel *
reader_concordance_list_get_model (ReaderConcordanceList *self)
{
  return self->model;
}

ReaderConcordanceColumns *
reader_concordance_list_get_columns (ReaderConcordanceList *self)
{
  return self->columns;
}

ReaderConcordanceItem *
reader_concordance_list_get_chosen (ReaderConcordanceList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

guint
reader_concordance_list_get_position (ReaderConcordanceList *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

gboolean
reader_concordance_list_has_keyboard (ReaderConcordanceList *self)
{
  return reader_list_moves_get_focused (self->moves) != NULL;
}

void
reader_concordance_list_go_to (ReaderConcordanceList *self, guint position, gboolean with_keyboard)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (with_keyboard)
    reader_list_moves_go_to (self->moves, position);
  else
    reader_list_scroll_to (self->list, position);
}

/* GTK would look for the chosen item among all others, and so make every one of them. */
guint32
reader_concordance_list_begin_order (ReaderConcordanceList *self)
{
  guint position = reader_concordance_list_get_position (self);

  self->had_keyboard = reader_concordance_list_has_keyboard (self);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  return reader_concordance_model_get_index (self->model, position);
}

void
reader_concordance_list_end_order (ReaderConcordanceList *self, guint32 chosen)
{
  guint position = chosen == G_MAXUINT32 ? G_MAXUINT
                                         : reader_concordance_model_find (self->model, chosen);

  if (position == G_MAXUINT && self->had_keyboard)
    position = 0;
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    reader_concordance_list_go_to (self, position, self->had_keyboard);
}
