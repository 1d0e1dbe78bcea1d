/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-panel-row.h"

struct _ReaderPanelRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *suffix;
};

G_DEFINE_FINAL_TYPE (ReaderPanelRow, reader_panel_row, GTK_TYPE_WIDGET)

static void
reader_panel_row_dispose (GObject *object)
{
  ReaderPanelRow *self = READER_PANEL_ROW (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->suffix, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_panel_row_parent_class)->dispose (object);
}

static void
reader_panel_row_class_init (ReaderPanelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_panel_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "panelrow");
}

static void
reader_panel_row_init (ReaderPanelRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);

  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));

  self->suffix = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->suffix, "dim-label");
  gtk_widget_add_css_class (self->suffix, "numeric");
  gtk_widget_set_visible (self->suffix, FALSE);
  gtk_widget_set_parent (self->suffix, GTK_WIDGET (self));
}

GtkWidget *
reader_panel_row_new (void)
{
  return g_object_new (READER_TYPE_PANEL_ROW, NULL);
}

/**
 * reader_panel_row_set_icon:
 * @icon: (nullable): the name of an icon, %NULL for none
 */
void
reader_panel_row_set_icon (ReaderPanelRow *self, const char *icon)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, icon != NULL);
}

/**
 * reader_panel_row_set_title:
 *
 * Sets the text of the row, without anything strong in it.
 */
void
reader_panel_row_set_title (ReaderPanelRow *self, const char *title)
{
  gtk_label_set_attributes (GTK_LABEL (self->title), NULL);
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

/**
 * reader_panel_row_set_strong:
 * @start: where the strong words begin in the title, in bytes
 * @end: where they end
 */
void
reader_panel_row_set_strong (ReaderPanelRow *self, guint start, guint end)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = start;
  bold->end_index = end;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (GTK_LABEL (self->title), attributes);
}

/**
 * reader_panel_row_set_suffix:
 * @suffix: (nullable): what stands behind the title, in a lower voice
 */
void
reader_panel_row_set_suffix (ReaderPanelRow *self, const char *suffix)
{
  gtk_label_set_text (GTK_LABEL (self->suffix), suffix ? suffix : "");
  gtk_widget_set_visible (self->suffix, suffix != NULL);
}

static void
parent_changed_cb (GtkWidget *child)
{
  GtkWidget *item = gtk_widget_get_parent (child);
  const char *spoken = g_object_get_data (G_OBJECT (child), "reader-spoken");

  if (item && spoken)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken,
                                    -1);
}

/**
 * reader_panel_set_spoken:
 * @child: the widget in a list's row
 * @spoken: all that the row shows, as a sentence
 *
 * GtkListItem has an accessible label of its own only from GTK 4.12 on, so the row around @child
 * gets it, now or when @child comes into it.
 */
void
reader_panel_set_spoken (GtkWidget *child, const char *spoken)
{
  gboolean known = g_object_get_data (G_OBJECT (child), "reader-spoken") != NULL;

  g_object_set_data_full (G_OBJECT (child), "reader-spoken", g_strdup (spoken), g_free);
  if (!known)
    g_signal_connect (child, "notify::parent", G_CALLBACK (parent_changed_cb), NULL);
  parent_changed_cb (child);
}
