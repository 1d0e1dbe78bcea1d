/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-row-actions.h"

/* GTK 4.8 has no action of a list's row on the accessibility bus and refuses the keyboard to
 * whatever asks for it there; but a widget offers there the groups of actions that were inserted
 * into it, and a row may have one. */

#define GROUP "reader-row-actions"

static GtkWidget *
get_row (GtkListItem *list_item)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  return child != NULL ? gtk_widget_get_parent (child) : NULL;
}

static void
activate_cb (GtkListItem *list_item)
{
  GtkWidget *row = get_row (list_item);

  if (row != NULL)
    gtk_widget_activate (row);
}

static void
focus_cb (GtkListItem *list_item)
{
  GtkWidget *row = get_row (list_item);

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
add_action (GSimpleActionGroup *group,
            const char *name,
            GtkListItem *list_item,
            const char *property,
            GCallback callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_object_bind_property (list_item, property, action, "enabled", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (action, "activate", callback, list_item, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static void
parent_changed_cb (GtkListItem *list_item)
{
  GtkWidget *row = get_row (list_item);
  GActionGroup *group = g_object_get_data (G_OBJECT (list_item), GROUP);

  if (row != NULL)
    gtk_widget_insert_action_group (row, "row", group);
}

void
reader_row_actions_offer (GtkListItem *list_item)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  GSimpleActionGroup *group = NULL;

  if (g_object_get_data (G_OBJECT (list_item), GROUP) == NULL)
    {
      group = g_simple_action_group_new ();
      add_action (group, "activate", list_item, "activatable", G_CALLBACK (activate_cb));
      add_action (group, "focus", list_item, "selectable", G_CALLBACK (focus_cb));
      g_object_set_data_full (G_OBJECT (list_item), GROUP, group, g_object_unref);
    }
  /* The child comes into the row after the factory has made it, in some versions of GTK. */
  if (gtk_widget_get_parent (child) != NULL)
    parent_changed_cb (list_item);
  else
    g_signal_connect_object (child,
                             "notify::parent",
                             G_CALLBACK (parent_changed_cb),
                             list_item,
                             G_CONNECT_SWAPPED);
}

static void
activate_row_cb (GtkWidget *row)
{
  gtk_widget_activate (row);
}

static void
focus_row_cb (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
}

static void
add_row_action (GActionMap *group,
                const char *name,
                GtkWidget *row,
                GCallback callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", callback, row, G_CONNECT_SWAPPED);
  g_action_map_add_action (group, G_ACTION (action));
}

void
reader_row_actions_offer_box_row (GtkWidget *row)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  add_row_action (G_ACTION_MAP (group), "activate", row, G_CALLBACK (activate_row_cb));
  add_row_action (G_ACTION_MAP (group), "focus", row, G_CALLBACK (focus_row_cb));
  gtk_widget_insert_action_group (row, "row", G_ACTION_GROUP (group));
}
