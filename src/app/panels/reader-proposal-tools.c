/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposal-tools.h"

#include "reader-panel-words.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

static GMenu *
make_type_menu (void)
{
  GMenu *types = g_menu_new ();

  for (int i = 0; i < TRI_N_ENTITY_TYPES; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (
          reader_panel_words_for_type ((TriEntityType) i),
          NULL);

      g_menu_item_set_action_and_target (item, "proposal.set-type", "i", i);
      g_menu_append_item (types, item);
    }
  return types;
}

static GMenu *
make_menu (void)
{
  g_autoptr (GMenu) types = make_type_menu ();
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Accept"), "review.accept");
  g_menu_append (menu, _ ("_Not an Entity"), "review.reject");
  g_menu_append (menu, _ ("_Rename"), "proposal.rename");
  g_menu_append_submenu (menu, _ ("_Type"), G_MENU_MODEL (types));
  g_menu_append (menu, _ ("_Merge With…"), "proposal.merge");
  g_menu_append (menu, _ ("_Look Again"), "proposal.look-again");
  return menu;
}

static GtkWidget *
make_unfold (void)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "edit-find-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Filter and Order (F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter and Order (F)"),
                                  -1);
  return button;
}

GtkWidget *
reader_proposal_tools_new (GtkWidget **unfold)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *all = gtk_button_new_with_label (_ ("Accept All"));
  GtkWidget *change = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = make_menu ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "proposal.accept-all");
  gtk_widget_set_hexpand (all, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (change), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (change), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (change, _ ("What to do with the proposal"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (change),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to do with the proposal"),
                                  -1);
  reader_popover_name_menu (GTK_MENU_BUTTON (change));
  gtk_box_append (GTK_BOX (tools), all);
  *unfold = make_unfold ();
  gtk_box_append (GTK_BOX (tools), *unfold);
  gtk_box_append (GTK_BOX (tools), change);
  gtk_widget_set_margin_start (tools, 12);
  gtk_widget_set_margin_end (tools, 12);
  return tools;
}
