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
  guint counts[TRI_N_MARK_KINDS];
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

static char *
dup_count (TriMarkKind kind, guint n)
{
  switch (kind)
    {
    case TRI_MARK_HIGHLIGHT:
      return g_strdup_printf (ngettext ("%u highlight", "%u highlights", n), n);
    case TRI_MARK_NOTE:
      return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
    case TRI_MARK_PORTAL:
      return g_strdup_printf (ngettext ("%u portal", "%u portals", n), n);
    case TRI_MARK_LATER:
      return g_strdup_printf (ngettext ("%u to be read later", "%u to be read later", n), n);
    case TRI_MARK_BOOKMARK:
    default:
      return g_strdup_printf (ngettext ("%u bookmark", "%u bookmarks", n), n);
    }
}

static char *
dup_counts (ReaderContentsRow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint kind = 0; kind < TRI_N_MARK_KINDS; kind++)
    {
      g_autofree char *count = dup_count ((TriMarkKind) kind, self->counts[kind]);

      if (self->counts[kind] > 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", count);
    }
  return g_strdup (words->str);
}

/* The row says its title and its marks in one breath. */
static void
describe (ReaderContentsRow *self)
{
  g_autofree char *count = dup_counts (self);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", self->title, count);
  gboolean has_any = *count != '\0';

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
 * Shows a division or a text, as yet without marks.
 */
void
reader_contents_row_set_row (ReaderContentsRow *self, GtkTreeListRow *row, gboolean indent_for_icon)
{
  g_autoptr (ReaderDivisionItem) item = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_indent_for_icon (self->expander, indent_for_icon);
  gtk_tree_expander_set_list_row (self->expander, row);
  g_free (self->title);
  self->title = g_strdup (*item->title != '\0' ? item->title : _ ("Without a title"));
  memset (self->counts, 0, sizeof self->counts);
  gtk_label_set_label (GTK_LABEL (self->label), self->title);
  gtk_widget_set_tooltip_text (self->label, self->title);
  if (item->texts->len > 0)
    gtk_widget_add_css_class (self->label, "heading");
  else
    gtk_widget_remove_css_class (self->label, "heading");
  describe (self);
}

/**
 * reader_contents_row_set_marks:
 * @counts: how many of each kind there are in the division, in all texts and with its parts
 */
void
reader_contents_row_set_marks (ReaderContentsRow *self, const guint counts[TRI_N_MARK_KINDS])
{
  if (memcmp (self->counts, counts, sizeof self->counts) == 0)
    return;

  memcpy (self->counts, counts, sizeof self->counts);
  describe (self);
}
