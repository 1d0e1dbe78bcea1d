/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-contents-row.h"

#include "panels/reader-panel-row.h"

#include <glib/gi18n.h>

struct _ReaderContentsRow
{
  GtkWidget parent_instance;

  GtkTreeExpander *expander;
  GtkWidget *label;
  GtkWidget *sign;

  char *title;
  guint n_bookmarks;
};

G_DEFINE_FINAL_TYPE (ReaderContentsRow, reader_contents_row, GTK_TYPE_WIDGET)

static void
reader_contents_row_dispose (GObject *object)
{
  ReaderContentsRow *self = READER_CONTENTS_ROW (object);

  if (self->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->expander));
  self->expander = NULL;
  g_clear_pointer (&self->sign, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_contents_row_parent_class)->dispose (object);
}

static void
reader_contents_row_finalize (GObject *object)
{
  ReaderContentsRow *self = READER_CONTENTS_ROW (object);

  g_free (self->title);

  G_OBJECT_CLASS (reader_contents_row_parent_class)->finalize (object);
}

static void
reader_contents_row_class_init (ReaderContentsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_contents_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_contents_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
reader_contents_row_init (ReaderContentsRow *self)
{
  self->title = g_strdup ("");
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  self->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  gtk_tree_expander_set_child (self->expander, self->label);
  gtk_widget_set_hexpand (GTK_WIDGET (self->expander), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));

  self->sign = gtk_image_new_from_icon_name ("triptych-star-symbolic");
  gtk_widget_add_css_class (self->sign, "contents-bookmarks");
  gtk_widget_set_margin_start (self->sign, 6);
  gtk_widget_set_visible (self->sign, FALSE);
  gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
}

GtkWidget *
reader_contents_row_new (void)
{
  return g_object_new (READER_TYPE_CONTENTS_ROW, NULL);
}

/* The row says its title and its bookmarks in one breath. */
static void
describe (ReaderContentsRow *self)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u bookmark",
                                                      "%u bookmarks",
                                                      self->n_bookmarks),
                                            self->n_bookmarks);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", self->title, count);
  gboolean has_any = self->n_bookmarks > 0;

  gtk_widget_set_visible (self->sign, has_any);
  gtk_widget_set_tooltip_text (self->sign, has_any ? count : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  has_any ? count : "",
                                  -1);
  reader_panel_set_spoken (GTK_WIDGET (self), has_any ? spoken : self->title);
}

/**
 * reader_contents_row_set_row:
 * @row: whose item is a #ReaderDivisionItem
 * @indent_for_icon: whether there is room for an arrow where there is none
 *
 * Shows a division or a text, as yet without bookmarks.
 */
void
reader_contents_row_set_row (ReaderContentsRow *self, GtkTreeListRow *row, gboolean indent_for_icon)
{
  g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_indent_for_icon (self->expander, indent_for_icon);
  gtk_tree_expander_set_list_row (self->expander, row);
  g_free (self->title);
  self->title = g_strdup (*item->title != '\0' ? item->title : _ ("Without a title"));
  self->n_bookmarks = 0;
  gtk_label_set_label (GTK_LABEL (self->label), self->title);
  gtk_widget_set_tooltip_text (self->label, self->title);
  if (item->texts->len > 0)
    gtk_widget_add_css_class (self->label, "heading");
  else
    gtk_widget_remove_css_class (self->label, "heading");
  describe (self);
}

/**
 * reader_contents_row_set_bookmarks:
 * @n_bookmarks: how many there are in the division, in all texts and with its parts
 */
void
reader_contents_row_set_bookmarks (ReaderContentsRow *self, guint n_bookmarks)
{
  if (self->n_bookmarks == n_bookmarks)
    return;

  self->n_bookmarks = n_bookmarks;
  describe (self);
}
