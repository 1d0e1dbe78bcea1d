/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-popover.h"

static gboolean
is_item (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX
         || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO;
}

/* "_Undo" → "Undo", "_Save__As" → "Save_As" */
static char *
dup_without_mnemonic (const char *text)
{
  GString *words = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '_' && *++c == '\0')
        break;
      g_string_append_c (words, *c);
    }
  return g_string_free (words, FALSE);
}

static void
name_item (GtkWidget *item)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), "text") == NULL)
    return;
  g_object_get (item, "text", &text, NULL);
  if (text == NULL)
    return;
  name = dup_without_mnemonic (text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * reader_popover_name_items:
 * @popover: a menu, with all its items
 *
 * Says on the accessibility bus what each item of a menu is called. GTK 4.18 refers to the label in
 * the item, which is not on the bus, so that an item has no name at all there.
 */
void
reader_popover_name_items (GtkWidget *popover)
{
  for (GtkWidget *child = gtk_widget_get_first_child (popover); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_item (child))
      name_item (child);
    else
      reader_popover_name_items (child);
}

/**
 * reader_popover_name_menu:
 *
 * Names the items of the menu of @button whenever it is shown, as reader_popover_name_items() does.
 */
void
reader_popover_name_menu (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  g_signal_connect (popover, "show", G_CALLBACK (reader_popover_name_items), NULL);
}

/* What a popover has around its child: arrow, padding, shadow. */
#define FRAME 48

/* Above or below where there is room, else beside it, where a popover may slide up and down; the
 * area it points to is then cut so that there is room on its right. */
static void
choose_side (GtkPopover *self,
             GtkWidget *parent,
             GdkRectangle *area)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (parent));
  GtkWidget *child = gtk_popover_get_child (self);
  int width = 0;
  int height = 0;
  double x = 0;
  double y = 0;
  int room = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  width += FRAME;
  height += FRAME;
  gtk_widget_translate_coordinates (parent, root, area->x, area->y, &x, &y);
  if (height <= y || height <= gtk_widget_get_height (root) - y - area->height)
    return;

  room = gtk_widget_get_width (root) - width - (int) x;
  area->width = CLAMP (room, 1, area->width);
  gtk_popover_set_position (self, GTK_POS_RIGHT);
}

/**
 * reader_popover_point_at:
 * @popover: with a parent
 * @at: a widget in its parent, which it points to
 *
 * Chooses the side where there is room for it.
 */
void
reader_popover_point_at (GtkPopover *popover,
                         GtkWidget *at)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  graphene_rect_t bounds;
  float height = (float) gtk_widget_get_height (parent);

  if (gtk_widget_compute_bounds (at, parent, &bounds))
    {
      int top = (int) CLAMP (bounds.origin.y, 0, height);
      int bottom = (int) CLAMP (bounds.origin.y + bounds.size.height, 0, height);
      GdkRectangle area = { (int) bounds.origin.x, top, (int) bounds.size.width, bottom - top };

      choose_side (popover, parent, &area);
      gtk_popover_set_pointing_to (popover, &area);
    }
}

/**
 * reader_popover_remove:
 * @popover: a #GtkPopover with or without a parent, shown or not
 *
 * Takes @popover from its parent, which drops the parent's reference. GTK 4.8 ends in
 * gdk_surface_request_motion() when a popover goes while its window believes that the pointer is
 * inside: an event that comes late can say so of one that has closed already.
 */
void
reader_popover_remove (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) == NULL)
    return;

  /* First down: one that goes while it is up keeps the pointer and the keyboard to itself. */
  gtk_popover_popdown (GTK_POPOVER (popover));
  /* The window looks for the pointer anew, past what cannot be used. */
  gtk_widget_set_sensitive (popover, FALSE);
  gtk_widget_unparent (popover);
}
