/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-many.h"

#include "reader-panel-words.h"

#include <glib/gi18n.h>

struct _ReaderBookmarkMany
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *labels;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkMany, reader_bookmark_many, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGE_ASKED,
  SIGNAL_DELETION_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ask (ReaderBookmarkMany *self, const TriMarkChange *change)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE_ASKED], 0, change);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_DELETION_ASKED], 0);
}

static void
colour_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TriMarkChange change = TRI_MARK_CHANGE_INIT;

  change.colour = g_variant_get_string (parameter, NULL);
  ask (READER_BOOKMARK_MANY (widget), &change);
}

static void
kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TriMarkChange change = TRI_MARK_CHANGE_INIT;

  change.kind = g_variant_get_int32 (parameter);
  ask (READER_BOOKMARK_MANY (widget), &change);
}

static void
scope_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TriMarkChange change = TRI_MARK_CHANGE_INIT;

  change.scope = g_variant_get_int32 (parameter);
  ask (READER_BOOKMARK_MANY (widget), &change);
}

static void
change_label (ReaderBookmarkMany *self, gboolean adds)
{
  g_autofree char *label = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label)));
  TriMarkChange change = TRI_MARK_CHANGE_INIT;

  g_strdelimit (label, ",", ' ');
  g_strstrip (label);
  if (!label[0])
    return;
  if (adds)
    change.add_label = label;
  else
    change.remove_label = label;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->labels));
  ask (self, &change);
}

static void
add_label_cb (ReaderBookmarkMany *self)
{
  change_label (self, TRUE);
}

static void
remove_label_cb (ReaderBookmarkMany *self)
{
  change_label (self, FALSE);
}

static void
reader_bookmark_many_dispose (GObject *object)
{
  ReaderBookmarkMany *self = READER_BOOKMARK_MANY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_bookmark_many_parent_class)->dispose (object);
}

static void
reader_bookmark_many_class_init (ReaderBookmarkManyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_many_dispose;

  signals[SIGNAL_CHANGE_ASKED] = g_signal_new ("change-asked",
                                               type,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_POINTER);
  signals[SIGNAL_DELETION_ASKED] = g_signal_new ("deletion-asked",
                                                 type,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "many.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "many.colour", "s", colour_action);
  gtk_widget_class_install_action (widget_class, "many.kind", "i", kind_action);
  gtk_widget_class_install_action (widget_class, "many.scope", "i", scope_action);
}

static void
append_item (GMenu *menu, const char *words, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) colours = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) scopes = g_menu_new ();

  for (guint i = 0; i < READER_N_COLOURS; i++)
    {
      const char *colour = reader_panel_words_get_colour (i);

      append_item (colours,
                   reader_panel_words_for_colour (colour),
                   "many.colour",
                   g_variant_new_string (colour));
    }
  append_item (colours, _ ("No colour"), "many.colour", g_variant_new_string (""));
  for (guint i = 0; i < TRI_N_MARK_KINDS; i++)
    if (i != TRI_MARK_PORTAL)
      append_item (kinds,
                   reader_panel_words_for_mark ((TriMarkKind) i),
                   "many.kind",
                   g_variant_new_int32 ((int) i));
  append_item (scopes,
               _ ("This _wording only"),
               "many.scope",
               g_variant_new_int32 (TRI_SCOPE_WORDING));
  append_item (scopes,
               _ ("The passage in _all texts"),
               "many.scope",
               g_variant_new_int32 (TRI_SCOPE_PASSAGE));
  g_menu_append_submenu (menu, _ ("_Colour"), G_MENU_MODEL (colours));
  g_menu_append_submenu (menu, _ ("_Kind"), G_MENU_MODEL (kinds));
  g_menu_append_submenu (menu, _ ("_What They Keep"), G_MENU_MODEL (scopes));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_button (ReaderBookmarkMany *self, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_label_popover (ReaderBookmarkMany *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->label), _ ("Label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Label"),
                                  -1);
  g_signal_connect_swapped (self->label, "activate", G_CALLBACK (add_label_cb), self);
  gtk_box_append (GTK_BOX (buttons), new_button (self, _ ("_Add"), G_CALLBACK (add_label_cb)));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (self, _ ("_Take Away"), G_CALLBACK (remove_label_cb)));
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static GtkWidget *
new_menu_button (const char *icon, const char *words)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  return button;
}

/* What it does is the window's affair. */
static GtkWidget *
new_sheet_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("triptych-note-symbolic");

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Add all selected to a sheet (Ctrl+Shift+S)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add all selected to a sheet"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "bookmark.selected-to-sheet");
  return button;
}

static void
reader_bookmark_many_init (ReaderBookmarkMany *self)
{
  GtkWidget *change = new_menu_button ("document-edit-symbolic", _ ("Change all selected"));
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autoptr (GMenuModel) menu = new_menu ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_add_css_class (self->box, "bookmark-many");
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (change), menu);
  self->labels = new_menu_button ("list-add-symbolic", _ ("Label all selected"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->labels), new_label_popover (self));
  gtk_button_set_has_frame (GTK_BUTTON (remove), FALSE);
  gtk_widget_set_tooltip_text (remove, _ ("Delete all selected"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Delete all selected"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "many.delete");
  gtk_box_append (GTK_BOX (self->box), self->count);
  gtk_box_append (GTK_BOX (self->box), change);
  gtk_box_append (GTK_BOX (self->box), self->labels);
  gtk_box_append (GTK_BOX (self->box), new_sheet_button ());
  gtk_box_append (GTK_BOX (self->box), remove);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
reader_bookmark_many_set_count (ReaderBookmarkMany *self, guint n_selected)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected),
                                            n_selected);

  gtk_label_set_text (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (GTK_WIDGET (self), n_selected > 1);
}
