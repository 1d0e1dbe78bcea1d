/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-row.h"

#include "model/tri-note.h"
#include "reader-note-links.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-prose.h"

#include <glib/gi18n.h>

struct _ReaderBookmarkRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *content;
  GtkImage *kind;
  ReaderProse *quote;
  GtkLabel *letter;
  GtkLabel *counterpart;
  GtkImage *scope;
  GtkLabel *place;
  ReaderProse *note;
  GtkWidget *marks;
  GtkWidget *dot;
  GtkLabel *colour;
  GtkLabel *labels;
  GtkActionable *to_sheet;

  ReaderBookmarkItem *item;
  gulong read_id;
};

/* Bytes of a note that are read out and shown in a tooltip. */
#define MAX_SPOKEN 2000
/* Paragraphs of it in a row, and lines of each. */
#define MOST_BLOCKS 3
#define MOST_LINES 2

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

  reader_bookmark_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

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
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, kind);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, letter);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, counterpart);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, scope);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, place);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, note);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, marks);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, dot);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, colour);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, labels);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkRow, to_sheet);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
reader_bookmark_row_init (ReaderBookmarkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_lines (reader_prose_get_label (self->quote), 2);
  gtk_label_set_ellipsize (reader_prose_get_label (self->quote), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (reader_prose_get_label (self->note), MOST_LINES);
  gtk_label_set_ellipsize (reader_prose_get_label (self->note), PANGO_ELLIPSIZE_END);
  reader_note_links_watch (reader_prose_get_label (self->note));
}

GtkWidget *
reader_bookmark_row_new (void)
{
  return g_object_new (READER_TYPE_BOOKMARK_ROW, NULL);
}

static const char *
get_scope_words (TriBookmark *bookmark)
{
  return bookmark->scope == TRI_SCOPE_PASSAGE ? _ ("This passage in all texts")
                                              : _ ("This wording");
}

/* The colour, and of a highlight the style before it. */
static char *
dup_look (TriBookmark *bookmark)
{
  const char *colour = bookmark->colour[0] ? reader_panel_words_for_colour (bookmark->colour) : "";
  const char *style = reader_panel_words_for_mark_style (bookmark->style);

  if (bookmark->kind != TRI_MARK_HIGHLIGHT)
    return g_strdup (colour);
  return colour[0] ? g_strdup_printf ("%s · %s", style, colour) : g_strdup (style);
}

static void
show_marks (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *labels = g_strjoinv (", ", bookmark->labels);
  gboolean has_colour = bookmark->colour[0] != '\0';
  g_autofree char *look = dup_look (bookmark);
  g_autofree char *css = has_colour ? g_strconcat ("bookmark-", bookmark->colour, NULL) : NULL;
  const char *classes[] = { "bookmark-dot", css, NULL };

  gtk_widget_set_css_classes (self->dot, classes);
  gtk_widget_set_visible (self->dot, has_colour);
  gtk_label_set_text (self->colour, look);
  gtk_widget_set_visible (GTK_WIDGET (self->colour), look[0] != '\0');
  gtk_label_set_text (self->labels, labels);
  gtk_widget_set_visible (self->marks, look[0] || labels[0]);
}

/* The kind first, as the eye has it; colour and letter by their names. */
static char *
dup_spoken (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *labels = g_strjoinv (", ", bookmark->labels);
  g_autofree char *look = dup_look (bookmark);
  g_autoptr (GPtrArray) note_blocks = tri_note_parse (bookmark->note, MAX_SPOKEN);
  g_autofree char *note = tri_note_to_text (note_blocks);
  g_autoptr (GString) words = g_string_new (NULL);

  if (self->item->title)
    g_string_append_printf (words, "%s. ", self->item->title);
  if (bookmark->kind != TRI_MARK_BOOKMARK)
    g_string_append_printf (words, "%s. ", reader_panel_words_for_mark (bookmark->kind));
  g_string_append (words, bookmark->quote);
  g_string_append_printf (words, ". %s. %s", self->item->place, get_scope_words (bookmark));
  if (note[0])
    g_string_append_printf (words, ". %s", note);
  if (look[0])
    g_string_append_printf (words, ". %s", look);
  if (labels[0])
    g_string_append_printf (words, ". %s", labels);
  if (bookmark->letter)
    {
      g_string_append (words, ". ");
      g_string_append_printf (words, _ ("Quick mark %c"), bookmark->letter);
    }
  if (self->item->counterpart[0])
    g_string_append_printf (words, ". %s", self->item->counterpart);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_note (ReaderBookmarkRow *self, const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, MAX_SPOKEN);
  g_autofree char *all = tri_note_to_markup (blocks, FALSE);

  reader_note_links_show (reader_prose_get_label (self->note), blocks, MOST_BLOCKS);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->note), all[0] ? all : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note), blocks->len > 0);
}

static void
show_kind (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *letter = bookmark->letter ? g_strdup_printf ("%c", bookmark->letter) : NULL;

  gtk_image_set_from_icon_name (self->kind, reader_panel_words_get_mark_icon (bookmark->kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind),
                               reader_panel_words_for_mark (bookmark->kind));
  gtk_label_set_text (self->letter, letter ? letter : "");
  gtk_widget_set_visible (GTK_WIDGET (self->letter), letter != NULL);
}

static void
show_bookmark (ReaderBookmarkRow *self, TriBookmark *bookmark)
{
  g_autofree char *quote = reader_panel_words_dup_line (bookmark->quote);
  g_autofree char *spoken = dup_spoken (self, bookmark);

  show_kind (self, bookmark);
  gtk_actionable_set_action_target (self->to_sheet, "x", bookmark->id);
  reader_prose_set_text (self->quote, quote);
  gtk_label_set_text (self->counterpart, self->item->counterpart);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counterpart), self->item->counterpart);
  gtk_widget_set_visible (GTK_WIDGET (self->counterpart), self->item->counterpart[0] != '\0');
  gtk_image_set_from_icon_name (self->scope,
                                bookmark->scope == TRI_SCOPE_PASSAGE
                                    ? "triptych-all-texts-symbolic"
                                    : "triptych-one-text-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->scope), get_scope_words (bookmark));
  gtk_label_set_text (self->place, self->item->place);
  show_note (self, bookmark->note);
  show_marks (self, bookmark);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
}

/* Until it is read it has the height of a line or two, and no words. */
static void
show_nothing (ReaderBookmarkRow *self)
{
  gtk_image_clear (self->kind);
  reader_prose_set_text (self->quote, " ");
  gtk_label_set_text (self->place, "");
  gtk_widget_set_visible (GTK_WIDGET (self->letter), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->counterpart), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (self->marks, FALSE);
  reader_panel_set_spoken (GTK_WIDGET (self), _ ("Bookmark"));
}

static void
show_item (ReaderBookmarkRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->item->title != NULL);
  gtk_label_set_text (self->title, self->item->title ? self->item->title : "");
  if (self->item->bookmark)
    show_bookmark (self, self->item->bookmark);
  else
    show_nothing (self);
}

/**
 * reader_bookmark_row_set_item:
 * @item: (nullable): what to show, %NULL to let go of it
 */
void
reader_bookmark_row_set_item (ReaderBookmarkRow *self, ReaderBookmarkItem *item)
{
  if (self->item)
    g_clear_signal_handler (&self->read_id, self->item);
  g_set_object (&self->item, item);
  if (!item)
    return;
  self->read_id = g_signal_connect_swapped (item, "read", G_CALLBACK (show_item), self);
  show_item (self);
}

ReaderBookmarkItem *
reader_bookmark_row_get_item (ReaderBookmarkRow *self)
{
  return self->item;
}
