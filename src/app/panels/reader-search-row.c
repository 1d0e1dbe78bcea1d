/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-row.h"

#include "reader-panel-row.h"
#include "reader-prose.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* Lines of a snippet, and of each of the others. */
#define MOST_LINES 6
#define MOST_OTHER_LINES 2
#define MOST_OTHERS 4
#define LANG_WIDTH 18

/* A language and words in it. */
typedef struct
{
  GtkWidget *box;
  GtkLabel *lang;
  ReaderProse *words;
} Line;

struct _ReaderSearchRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *place;
  Line lines[1 + MOST_OTHERS];
  guint n_lines; /* that were made */

  ReaderSearchItem *item;
  gulong read_id;
};

G_DEFINE_FINAL_TYPE (ReaderSearchRow, reader_search_row, GTK_TYPE_WIDGET)

static void
reader_search_row_dispose (GObject *object)
{
  ReaderSearchRow *self = READER_SEARCH_ROW (object);

  reader_search_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_search_row_parent_class)->dispose (object);
}

static void
reader_search_row_class_init (ReaderSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_row_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "searchrow");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static Line *
ensure_line (ReaderSearchRow *self, guint i)
{
  Line *line = &self->lines[i];

  if (line->box)
    return line;
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  line->lang = GTK_LABEL (gtk_label_new (NULL));
  line->words = READER_PROSE (reader_prose_new (i == 0 ? MOST_LINES : MOST_OTHER_LINES));
  gtk_label_set_xalign (line->lang, 0);
  /* All words begin on one line, whatever their size. */
  gtk_widget_set_size_request (GTK_WIDGET (line->lang), LANG_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (line->lang), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (line->lang), i == 0 ? 2 : 0);
  gtk_widget_set_hexpand (GTK_WIDGET (line->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (line->lang), "search-lang");
  gtk_widget_add_css_class (line->box, i == 0 ? "search-snippet" : "search-counterpart");
  gtk_box_append (GTK_BOX (line->box), GTK_WIDGET (line->lang));
  gtk_box_append (GTK_BOX (line->box), GTK_WIDGET (line->words));
  gtk_box_append (GTK_BOX (self->box), line->box);
  self->n_lines = MAX (self->n_lines, i + 1);
  return line;
}

static void
reader_search_row_init (ReaderSearchRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->place, 0);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->place));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  ensure_line (self, 0);
}

GtkWidget *
reader_search_row_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_ROW, NULL);
}

/* Bold, by attributes: what a text says is never markup. */
static PangoAttrList *
list_attributes (const TriSearchSnippet *snippet)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *content = snippet->content;
  guint n_bytes = (guint) strlen (content);
  long length = g_utf8_strlen (content, -1);

  for (guint i = 0; snippet->matches && i < snippet->matches->len; i++)
    {
      const TriMatch *match = &g_array_index (snippet->matches, TriMatch, i);
      PangoAttribute *bold = NULL;

      if (match->start >= match->end || match->end > length)
        continue;
      bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      bold->start_index = (guint) (g_utf8_offset_to_pointer (content, match->start) - content);
      bold->end_index = (guint) (g_utf8_offset_to_pointer (content, match->end) - content);
      bold->end_index = MIN (bold->end_index, n_bytes);
      pango_attr_list_insert (attributes, bold);
    }
  return attributes;
}

/* NULL when nobody said which it is. */
static char *
dup_language (const TriSearchSnippet *snippet)
{
  return g_str_has_prefix (snippet->lang, "und") ? NULL : reader_words_dup_language (snippet->lang);
}

static void
show_line (Line *line, const TriSearchSnippet *snippet)
{
  g_autoptr (PangoAttrList) attributes = list_attributes (snippet);
  GtkLabel *label = reader_prose_get_label (line->words);
  g_autofree char *language = dup_language (snippet);

  gtk_label_set_text (line->lang, language ? snippet->lang : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (line->lang), language);
  gtk_label_set_attributes (label, NULL);
  reader_prose_set_text (line->words, snippet->content);
  gtk_label_set_attributes (label, attributes);
  gtk_widget_set_visible (line->box, TRUE);
}

/* The chapter first: where one is in a work says more than its title, which is cut off then. */
static char *
dup_place (const TriSearchSnippet *snippet)
{
  const char *title = snippet->text_title && snippet->text_title[0] ? snippet->text_title
                                                                    : snippet->work_title;
  gboolean has_chapter = snippet->chapter && snippet->chapter[0]
                         && g_strcmp0 (snippet->chapter, title) != 0
                         && g_strcmp0 (snippet->chapter, snippet->content) != 0;

  return has_chapter ? g_strdup_printf ("%s · %s", snippet->chapter, title) : g_strdup (title);
}

static void
add_spoken (GString *words, const TriSearchSnippet *snippet)
{
  g_autofree char *language = dup_language (snippet);

  g_string_append_printf (words,
                          "%s%s%s ",
                          language ? language : "",
                          language ? ": " : "",
                          snippet->content);
}

/* As the eye has it; what was found first, since one goes through many. */
static char *
dup_spoken (ReaderSearchItem *item, const char *place)
{
  GString *words = g_string_new (NULL);

  add_spoken (words, item->snippet);
  g_string_append (words, place);
  g_string_append (words, ". ");
  for (guint i = 0; item->counterparts && i < MIN (item->counterparts->len, MOST_OTHERS); i++)
    add_spoken (words, item->counterparts->pdata[i]);
  return g_string_free (words, FALSE);
}

static void
hide_lines (ReaderSearchRow *self, guint from)
{
  for (guint i = from; i < self->n_lines; i++)
    gtk_widget_set_visible (self->lines[i].box, FALSE);
}

static void
show_read (ReaderSearchRow *self)
{
  TriSearchSnippet *snippet = self->item->snippet;
  GPtrArray *others = self->item->counterparts;
  guint n_others = others ? MIN (others->len, MOST_OTHERS) : 0;
  g_autofree char *place = dup_place (snippet);
  g_autofree char *spoken = dup_spoken (self->item, place);

  gtk_label_set_text (self->place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), place);
  show_line (&self->lines[0], snippet);
  for (guint i = 0; i < n_others; i++)
    show_line (ensure_line (self, i + 1), others->pdata[i]);
  hide_lines (self, n_others + 1);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
}

/* Until it is read it has the height of a few lines, and no words. */
static void
show_nothing (ReaderSearchRow *self, const char *words)
{
  gtk_label_set_text (self->place, " ");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), NULL);
  gtk_label_set_text (self->lines[0].lang, "");
  gtk_label_set_attributes (reader_prose_get_label (self->lines[0].words), NULL);
  reader_prose_set_text (self->lines[0].words, words);
  hide_lines (self, 1);
  reader_panel_set_spoken (GTK_WIDGET (self), words[0] != ' ' ? words : _ ("Passage"));
}

static void
show_item (ReaderSearchRow *self)
{
  if (self->item->snippet)
    show_read (self);
  else
    show_nothing (self, self->item->is_read ? _ ("This passage is gone") : " \n ");
}

/**
 * reader_search_row_set_item:
 * @item: (nullable): what to show, %NULL to let go of it
 */
void
reader_search_row_set_item (ReaderSearchRow *self, ReaderSearchItem *item)
{
  if (self->item)
    g_clear_signal_handler (&self->read_id, self->item);
  g_set_object (&self->item, item);
  if (!item)
    return;
  self->read_id = g_signal_connect_swapped (item, "read", G_CALLBACK (show_item), self);
  show_item (self);
}
