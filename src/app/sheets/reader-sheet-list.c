/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-list.h"

#include "panels/reader-list-moves.h"
#include "panels/reader-list-scroll.h"
#include "panels/reader-row-actions.h"
#include "sheets/reader-sheet-drag.h"
#include "sheets/reader-sheet-row.h"

#include <glib/gi18n.h>

struct _ReaderSheetList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  ReaderSheetModel *items;
  GtkSelectionModel *selection;
  ReaderListMoves *moves;
};

G_DEFINE_FINAL_TYPE (ReaderSheetList, reader_sheet_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MARK_ACTIVATED,
  SIGNAL_EDIT_ASKED,
  SIGNAL_REMOVAL_ASKED,
  SIGNAL_MOVE_ASKED,
  SIGNAL_WRITTEN,
  SIGNAL_DROPPED,
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What rows ask for */

static void
act_on (ReaderSheetList *self, ReaderSheetLine *line, const char *act)
{
  const char *items[] = { line->uuid, NULL };

  if (!line->item)
    return;
  if (g_str_equal (act, "remove"))
    g_signal_emit (self, signals[SIGNAL_REMOVAL_ASKED], 0, items);
  else if (!tri_sheet_item_is_mark (line->item))
    g_signal_emit (self, signals[SIGNAL_EDIT_ASKED], 0, line);
  else if (g_str_equal (act, "open"))
    g_signal_emit (self, signals[SIGNAL_MARK_ACTIVATED], 0, line->item);
}

static void
asked_cb (ReaderSheetRow *row, const char *act, ReaderSheetList *self)
{
  ReaderSheetLine *line = reader_sheet_row_get_line (row);

  if (line)
    act_on (self, line, act);
}

static void
written_cb (ReaderSheetRow *row, const char *words, gboolean is_done, ReaderSheetList *self)
{
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, reader_sheet_row_get_line (row), words, is_done);
}

static void
dropped_cb (ReaderSheetRow *row, ReaderSheetList *self)
{
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, reader_sheet_row_get_line (row));
}

static void
activate_cb (GtkListView *list, guint position, ReaderSheetList *self)
{
  g_autoptr (ReaderSheetLine) line = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (line)
    act_on (self, line, "open");
}

/* --- Rows */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderSheetList *self)
{
  GtkWidget *row = reader_sheet_row_new ();

  g_signal_connect_object (row, "asked", G_CALLBACK (asked_cb), self, 0);
  g_signal_connect_object (row, "written", G_CALLBACK (written_cb), self, 0);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, 0);
  reader_sheet_drag_offer (row, self);
  gtk_list_item_set_child (item, row);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderSheetList *self)
{
  reader_sheet_row_set_line (READER_SHEET_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
  reader_list_moves_bind (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderSheetList *self)
{
  reader_sheet_row_set_line (READER_SHEET_ROW (gtk_list_item_get_child (item)), NULL);
}

/* --- Keys */

static gboolean
key_cb (GtkWidget *list, GVariant *arguments, gpointer action)
{
  GtkRoot *root = gtk_widget_get_root (list);

  /* Who writes has the keys. */
  if (GTK_IS_TEXT_VIEW (gtk_root_get_focus (root)))
    return FALSE;
  return gtk_widget_activate_action (list, action, NULL);
}

static void
add_keys (ReaderSheetList *self)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
  } keys[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "item.up" },
    { GDK_KEY_KP_Up, GDK_ALT_MASK, "item.up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "item.down" },
    { GDK_KEY_KP_Down, GDK_ALT_MASK, "item.down" },
    { GDK_KEY_Delete, 0, "item.remove" },
    { GDK_KEY_KP_Delete, 0, "item.remove" },
    { GDK_KEY_F2, 0, "item.edit" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "item.write" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "item.write" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the row, which takes Ctrl+Enter for Enter. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].state),
                          gtk_callback_action_new (key_cb, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

/* As a GtkListView does it by itself. */
static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  ReaderSheetList *self = owner;

  if (state & GDK_SHIFT_MASK)
    gtk_selection_model_select_range (self->selection,
                                      MIN (from, to),
                                      MAX (from, to) - MIN (from, to) + 1,
                                      FALSE);
  else if (!(state & GDK_CONTROL_MASK))
    gtk_selection_model_select_item (self->selection, to, TRUE);
}

static void
selection_changed_cb (ReaderSheetList *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* By Tab: to the line where the keyboard was, not to a button of it; from there through its buttons
 * and out. */
static gboolean
reader_sheet_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReaderSheetList *self = READER_SHEET_LIST (widget);
  GtkWidget *child = reader_list_moves_get_focused (self->moves);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  guint position = reader_sheet_list_get_position (self);

  if (!child)
    return reader_list_moves_go_to (self->moves, position == G_MAXUINT ? 0 : position);
  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (reader_sheet_list_parent_class)->focus (widget, direction);
  if (!forward && gtk_widget_is_focus (child))
    return FALSE;
  if (gtk_widget_child_focus (gtk_widget_get_first_child (child), direction))
    return TRUE;
  return !forward && gtk_widget_grab_focus (child);
}

/* --- The object */

static void
reader_sheet_list_dispose (GObject *object)
{
  ReaderSheetList *self = READER_SHEET_LIST (object);

  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_sheet_list_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n, GType first, GType second, GType third)
{
  return g_signal_new (name,
                       READER_TYPE_SHEET_LIST,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       first,
                       second,
                       third);
}

static void
reader_sheet_list_class_init (ReaderSheetListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType none = G_TYPE_NONE;

  G_OBJECT_CLASS (klass)->dispose = reader_sheet_list_dispose;
  widget_class->focus = reader_sheet_list_focus;

  signals[SIGNAL_MARK_ACTIVATED] = new_signal ("mark-activated",
                                               1,
                                               TRI_TYPE_SHEET_ITEM,
                                               none,
                                               none);
  signals[SIGNAL_EDIT_ASKED] = new_signal ("edit-asked", 1, READER_TYPE_SHEET_LINE, none, none);
  signals[SIGNAL_REMOVAL_ASKED] = new_signal ("removal-asked", 1, G_TYPE_STRV, none, none);
  signals[SIGNAL_MOVE_ASKED] = new_signal ("move-asked", 2, G_TYPE_STRV, G_TYPE_STRING, none);
  signals[SIGNAL_WRITTEN] = new_signal ("written",
                                        3,
                                        READER_TYPE_SHEET_LINE,
                                        G_TYPE_STRING,
                                        G_TYPE_BOOLEAN);
  signals[SIGNAL_DROPPED] = new_signal ("dropped", 1, READER_TYPE_SHEET_LINE, none, none);
  signals[SIGNAL_SELECTED] = new_signal ("selection-changed", 0, none, none, none);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
build_list (ReaderSheetList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  list = gtk_list_view_new (g_object_ref (self->selection), g_steal_pointer (&factory));
  self->list = GTK_LIST_VIEW (list);
  gtk_widget_add_css_class (list, "sheet-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What stands on the sheet"),
                                  -1);
  g_signal_connect (list, "activate", G_CALLBACK (activate_cb), self);
}

static void
reader_sheet_list_init (ReaderSheetList *self)
{
  self->items = reader_sheet_model_new ();
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items))));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  build_list (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  reader_sheet_drag_watch (GTK_SCROLLED_WINDOW (self->scroller));
  add_keys (self);
  self->moves = reader_list_moves_new (self->list, is_stop, moved_cb, self);
}

ReaderSheetModel *
reader_sheet_list_get_model (ReaderSheetList *self)
{
  return self->items;
}

/* --- Filling */

static GHashTable *
dup_selected_set (ReaderSheetList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkBitsetIter iter;
  guint position = 0;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_hash_table_add (set, g_strdup (reader_sheet_model_get_uuid (self->items, position)));
  return set;
}

/* What was selected is, where it is now. */
static void
select_again (ReaderSheetList *self, GHashTable *set)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (set, reader_sheet_model_get_uuid (self->items, i)))
      gtk_bitset_add (selected, i);
  all = gtk_bitset_new_range (0, n);
  gtk_selection_model_set_selection (self->selection, selected, all);
}

void
reader_sheet_list_show (ReaderSheetList *self,
                        const char *sheet,
                        GPtrArray *uuids,
                        GPtrArray *items)
{
  gboolean had_focus = reader_list_moves_get_focused (self->moves) != NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_writing = root && GTK_IS_TEXT_VIEW (gtk_root_get_focus (root));
  guint position = reader_sheet_list_get_position (self);
  g_autofree char *uuid = g_strdup (reader_sheet_model_get_uuid (self->items, position));
  g_autoptr (GHashTable) selected = dup_selected_set (self);
  guint there = G_MAXUINT;
  guint n = 0;

  reader_sheet_model_show (self->items, sheet, uuids, items);
  select_again (self, selected);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  if (!had_focus || is_writing || n == 0)
    return;
  there = reader_sheet_model_find (self->items, uuid);
  if (there == G_MAXUINT)
    reader_sheet_list_go_to (self, MIN (position, n - 1));
  else if (reader_list_moves_find_focused (self->moves) != there)
    reader_list_moves_go_to (self->moves, there);
}

void
reader_sheet_list_go_to (ReaderSheetList *self, guint position)
{
  if (reader_list_moves_go_to (self->moves, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
}

void
reader_sheet_list_reveal (ReaderSheetList *self, guint position)
{
  reader_list_scroll_to (self->list, position);
}

void
reader_sheet_list_finish (ReaderSheetList *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row && READER_IS_SHEET_ROW (row))
        reader_sheet_row_finish (READER_SHEET_ROW (row));
    }
}

guint
reader_sheet_list_get_position (ReaderSheetList *self)
{
  guint position = reader_list_moves_find_focused (self->moves);
  g_autoptr (GtkBitset) selected = NULL;

  if (position != GTK_INVALID_LIST_POSITION)
    return position;
  selected = gtk_selection_model_get_selection (self->selection);
  return gtk_bitset_is_empty (selected) ? G_MAXUINT : gtk_bitset_get_minimum (selected);
}

ReaderSheetLine *
reader_sheet_list_get_line (ReaderSheetList *self)
{
  guint position = reader_sheet_list_get_position (self);
  g_autoptr (ReaderSheetLine) line = NULL;

  /* The model keeps it. */
  line = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  return line;
}

/* What has the keyboard and is not selected is meant alone. */
static GtkBitset *
get_meant (ReaderSheetList *self)
{
  guint position = reader_list_moves_find_focused (self->moves);

  if (position == GTK_INVALID_LIST_POSITION
      || gtk_selection_model_is_selected (self->selection, position))
    return gtk_selection_model_get_selection (self->selection);
  return gtk_bitset_new_range (position, 1);
}

GStrv
reader_sheet_list_dup_selected (ReaderSheetList *self)
{
  g_autoptr (GtkBitset) selected = get_meant (self);
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint position = 0;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      const char *uuid = reader_sheet_model_get_uuid (self->items, position);

      if (uuid && uuid[0])
        g_strv_builder_add (items, uuid);
    }
  return g_strv_builder_end (items);
}

/* --- Moving */

static guint
find_line (ReaderSheetList *self, ReaderSheetLine *line)
{
  guint position = reader_sheet_model_find (self->items, line->uuid);
  g_autoptr (ReaderSheetLine) there = NULL;

  if (position == G_MAXUINT)
    return position;
  there = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  return there == line ? position : G_MAXUINT;
}

/* The first item from @position on, that way, that is not moved itself. */
static const char *
find_before (ReaderSheetList *self, guint position, const char *const *moved)
{
  const char *uuid = NULL;

  for (guint i = position; (uuid = reader_sheet_model_get_uuid (self->items, i)); i++)
    if (uuid[0] && !g_strv_contains (moved, uuid))
      return uuid;
  return NULL;
}

void
reader_sheet_list_step (ReaderSheetList *self, int step)
{
  g_auto (GStrv) items = reader_sheet_list_dup_selected (self);
  guint n = g_strv_length (items);
  guint first = n ? reader_sheet_model_find (self->items, items[0]) : 0;
  guint last = n ? reader_sheet_model_find (self->items, items[n - 1]) : 0;
  guint at = step < 0 ? first - 1 : last + 2;

  if (n == 0 || (step < 0 && first == 0)
      || (step > 0 && !reader_sheet_model_get_uuid (self->items, last + 1)))
    return;
  g_signal_emit (self,
                 signals[SIGNAL_MOVE_ASKED],
                 0,
                 items,
                 find_before (self, at, (const char *const *) items));
}

gboolean
reader_sheet_list_drop (ReaderSheetList *self,
                        ReaderSheetLine *line,
                        guint position,
                        gboolean below)
{
  guint from = find_line (self, line);
  g_auto (GStrv) items = NULL;

  if (from == G_MAXUINT || position == G_MAXUINT)
    return FALSE;
  if (!gtk_selection_model_is_selected (self->selection, from))
    gtk_selection_model_select_item (self->selection, from, TRUE);
  items = reader_sheet_list_dup_selected (self);
  if (items[0])
    g_signal_emit (self,
                   signals[SIGNAL_MOVE_ASKED],
                   0,
                   items,
                   find_before (self,
                                position + (below ? 1 : 0),
                                (const char *const *) items));
  return items[0] != NULL;
}
