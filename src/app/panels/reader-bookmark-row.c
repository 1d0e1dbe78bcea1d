/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-row.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-prose.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ReaderBookmarkRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *content;
  ReaderProse *quote;
  GtkImage *scope;
  GtkLabel *place;
  GtkLabel *note;
  GtkWidget *marks;
  GtkWidget *dot;
  GtkLabel *colour;
  GtkLabel *labels;

  ReaderBookmarkItem *item;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkRow, reader_bookmark_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_EDIT,
  SIGNAL_DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edit_cb (ReaderBookmarkRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
delete_cb (ReaderBookmarkRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE], 0);
}

static void
reader_bookmark_row_dispose (GObject *object)
{
  ReaderBookmarkRow *self = READER_BOOKMARK_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (reader_bookmark_row_parent_class)->dispose (object);
}

static void
reader_bookmark_row_class_init (ReaderBookmarkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_row_dispose;

  signals[SIGNAL_EDIT] = g_signal_new ("edit",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
  signals[SIGNAL_DELETE] = g_signal_new ("delete",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  g_type_ensure (READER_TYPE_PROSE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmark-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, title);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, content);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, quote);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, scope);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, place);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, note);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, marks);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, dot);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, colour);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, labels);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
reader_bookmark_row_init (ReaderBookmarkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_lines (reader_prose_get_label (self->quote), 2);
  gtk_label_set_ellipsize (reader_prose_get_label (self->quote), PANGO_ELLIPSIZE_END);
}

GtkWidget *
reader_bookmark_row_new (void)
{
  return g_object_new (READER_TYPE_BOOKMARK_ROW, NULL);
}

static char *
dup_first_line (const char *note)
{
  g_autofree char *line = g_strndup (note, strcspn (note, "\n"));

  return reader_panel_words_dup_line (line);
}

static const char *
get_scope_words (TriBookmark *bookmark)
{
  return bookmark->scope == TRI_SCOPE_PASSAGE ? _ ("This passage in all texts")
                                              : _ ("This wording");
}

static void
show_marks (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *labels = g_strjoinv (", ", bookmark->labels);
  gboolean has_colour = bookmark->colour[0] != '\0';
  g_autofree char *css = has_colour ? g_strconcat ("bookmark-", bookmark->colour, NULL) : NULL;
  const char *classes[] = { "bookmark-dot", css, NULL };

  gtk_widget_set_css_classes (self->dot, classes);
  gtk_widget_set_visible (self->dot, has_colour);
  gtk_label_set_text (self->colour,
                      has_colour ? reader_panel_words_for_colour (bookmark->colour) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->colour), has_colour);
  gtk_label_set_text (self->labels, labels);
  gtk_widget_set_visible (self->marks, has_colour || labels[0]);
}

static char *
dup_spoken (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *labels = g_strjoinv (", ", bookmark->labels);
  g_autoptr (GString) words = g_string_new (bookmark->quote);

  g_string_append_printf (words, ". %s. %s", self->item->place, get_scope_words (bookmark));
  if (bookmark->note[0])
    g_string_append_printf (words, ". %s", bookmark->note);
  if (bookmark->colour[0])
    g_string_append_printf (words, ". %s", reader_panel_words_for_colour (bookmark->colour));
  if (labels[0])
    g_string_append_printf (words, ". %s", labels);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_bookmark (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *quote = reader_panel_words_dup_line (bookmark->quote);
  g_autofree char *note = dup_first_line (bookmark->note);
  g_autofree char *spoken = dup_spoken (self, bookmark);

  reader_prose_set_text (self->quote, quote);
  gtk_image_set_from_icon_name (self->scope,
                                bookmark->scope == TRI_SCOPE_PASSAGE
                                    ? "triptych-all-texts-symbolic"
                                    : "triptych-one-text-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->scope), get_scope_words (bookmark));
  gtk_label_set_text (self->place, self->item->place);
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note[0] != '\0');
  show_marks (self, bookmark);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
}

/**
 * reader_bookmark_row_set_item:
 * @item: (nullable): what to show, %NULL to let go of it
 */
void
reader_bookmark_row_set_item (ReaderBookmarkRow *self, ReaderBookmarkItem *item)
{
  g_set_object (&self->item, item);
  if (!item)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->title), item->bookmark == NULL);
  gtk_widget_set_visible (self->content, item->bookmark != NULL);
  gtk_label_set_text (self->title, item->title);
  if (item->bookmark)
    show_bookmark (self, item->bookmark);
  else
    reader_panel_set_spoken (GTK_WIDGET (self), item->title);
}

ReaderBookmarkItem *
reader_bookmark_row_get_item (ReaderBookmarkRow *self)
{
  return self->item;
}
