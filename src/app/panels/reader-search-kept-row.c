/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-kept-row.h"

#include <glib/gi18n.h>

struct _ReaderSearchKeptRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *number;
  GtkLabel *query;

  TriSavedSearch *search;
  gint64 n; /* -1: never counted */
  gboolean is_counted;
};

G_DEFINE_FINAL_TYPE (ReaderSearchKeptRow, reader_search_kept_row, GTK_TYPE_LIST_BOX_ROW)

static void
reader_search_kept_row_finalize (GObject *object)
{
  ReaderSearchKeptRow *self = READER_SEARCH_KEPT_ROW (object);

  g_clear_object (&self->search);

  G_OBJECT_CLASS (reader_search_kept_row_parent_class)->finalize (object);
}

static void
reader_search_kept_row_class_init (ReaderSearchKeptRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_search_kept_row_finalize;
}

static GtkLabel *
add_label (GtkWidget *box, gboolean is_quiet)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_quiet)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* Of the row that has the keyboard, which a click on the button gives it. */
static void
clicked_cb (ReaderSearchKeptRow *self, GtkWidget *button)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), gtk_widget_get_name (button), NULL);
}

static void
add_button (ReaderSearchKeptRow *self,
            GtkWidget *box,
            const char *icon,
            const char *action,
            const char *tooltip,
            const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_name (button, action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
reader_search_kept_row_init (ReaderSearchKeptRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->n = -1;
  self->title = add_label (first, FALSE);
  self->number = add_label (first, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->number), FALSE);
  gtk_label_set_ellipsize (self->number, PANGO_ELLIPSIZE_NONE);
  self->query = add_label (second, TRUE);
  gtk_widget_add_css_class (buttons, "row-buttons");
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  add_button (self,
              buttons,
              "document-edit-symbolic",
              "kept-search.rename",
              _ ("Rename (F2)"),
              _ ("Rename the search"));
  add_button (self,
              buttons,
              "user-trash-symbolic",
              "kept-search.delete",
              _ ("Delete (Delete)"),
              _ ("Delete the search"));
  gtk_box_append (GTK_BOX (second), buttons);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
reader_search_kept_row_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_KEPT_ROW, NULL);
}

static void
show (ReaderSearchKeptRow *self)
{
  g_autofree char *number = self->n < 0 ? g_strdup ("") : g_strdup_printf ("%'u", (guint) self->n);
  g_autofree char *count = self->n < 0
                               ? NULL
                               : g_strdup_printf (ngettext ("%s passage",
                                                            "%s passages",
                                                            (gulong) self->n),
                                                  number);
  gboolean is_called_so = g_strcmp0 (self->search->title, self->search->query) == 0;
  g_autofree char *spoken = g_strdup_printf ("%s%s%s",
                                             self->search->title,
                                             count ? ", " : "",
                                             count ? count : "");

  gtk_label_set_text (self->title, self->search->title);
  gtk_label_set_text (self->number, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->number), count);
  gtk_label_set_text (self->query, is_called_so ? "" : self->search->query);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->search->query);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

static gboolean
asks_same (TriSavedSearch *one, TriSavedSearch *other)
{
  return g_strcmp0 (one->query, other->query) == 0 && g_strcmp0 (one->options, other->options) == 0;
}

void
reader_search_kept_row_set_search (ReaderSearchKeptRow *self, TriSavedSearch *search)
{
  if (!self->search || !asks_same (self->search, search))
    {
      self->n = -1;
      self->is_counted = FALSE;
    }
  g_set_object (&self->search, search);
  show (self);
}

TriSavedSearch *
reader_search_kept_row_get_search (ReaderSearchKeptRow *self)
{
  return self->search;
}

void
reader_search_kept_row_set_count (ReaderSearchKeptRow *self, gint64 n)
{
  self->n = n;
  self->is_counted = TRUE;
  show (self);
}

gint64
reader_search_kept_row_get_count (ReaderSearchKeptRow *self)
{
  return self->n;
}

void
reader_search_kept_row_set_stale (ReaderSearchKeptRow *self)
{
  self->is_counted = FALSE;
}

gboolean
reader_search_kept_row_is_counted (ReaderSearchKeptRow *self)
{
  return self->is_counted;
}
