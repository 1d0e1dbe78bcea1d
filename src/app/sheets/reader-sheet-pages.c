/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-pages.h"

#include "model/tri-note.h"
#include "model/tri-sheet.h"

#include <glib/gi18n.h>

/* Points. */
#define HEAD 34   /* the title and what is below it */
#define FOOT 26   /* the number and what is above it */
#define MARGIN 30 /* left of words that have a language beside them */
#define KEPT 32   /* what must have room below a place: two lines */

/* A run of lines of one kind. */
typedef struct
{
  char *markup;
  char *lang;  /* of its words, or NULL */
  char *label; /* beside its first line, or NULL */
  const char *font;
  double indent;
  double above;
  gboolean keep; /* with the next one */
} Paragraph;

/* Where a line stands on its page: its baseline, and its end below. */
typedef struct
{
  guint paragraph;
  int line;
  double x;
  double y;
  double end;
} Line;

struct _ReaderSheetPages
{
  char *title;
  GPtrArray *paragraphs;
  PangoContext *context;
  double width;
  double height;
  GArray *lines; /* Line */
  GArray *pages; /* guint: the first line of each */
  guint next;    /* paragraph */
  double y;      /* below the last line */
};

static const char small_font[] = "Sans 8.5";
static const char place_font[] = "Sans Bold 8.5";
static const char words_font[] = "Serif 10.5";
static const char note_font[] = "Serif Italic 10";

static void
paragraph_free (gpointer data)
{
  Paragraph *paragraph = data;

  g_free (paragraph->markup);
  g_free (paragraph->lang);
  g_free (paragraph->label);
  g_free (paragraph);
}

/* --- What stands there */

static Paragraph *
add_paragraph (ReaderSheetPages *self, char *markup, const char *font, double indent, double above)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);

  paragraph->markup = markup;
  paragraph->font = font;
  paragraph->indent = indent;
  paragraph->above = above;
  g_ptr_array_add (self->paragraphs, paragraph);
  return paragraph;
}

static void
add_note (ReaderSheetPages *self, const char *note, const char *font, double indent, double above)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);

  if (blocks->len > 0)
    add_paragraph (self, tri_note_to_markup (blocks, FALSE), font, indent, above);
}

static void
add_mark (ReaderSheetPages *self, TriSheetItem *item)
{
  add_paragraph (self, g_markup_escape_text (item->place, -1), place_font, 0, 14)->keep = TRUE;
  for (guint i = 0; i < item->quotes->len; i++)
    {
      const TriSheetQuote *quote = g_ptr_array_index (item->quotes, i);
      Paragraph *paragraph = NULL;

      paragraph = add_paragraph (self,
                                 g_markup_escape_text (quote->quote, -1),
                                 words_font,
                                 MARGIN,
                                 4);
      paragraph->lang = g_strdup (quote->lang);
      paragraph->label = g_strdup (quote->lang);
    }
  if (item->mark)
    add_note (self, item->mark->note, note_font, MARGIN, 5);
}

ReaderSheetPages *
reader_sheet_pages_new (const char *title, GPtrArray *items)
{
  ReaderSheetPages *self = g_new0 (ReaderSheetPages, 1);

  self->title = g_strdup (title);
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < items->len; i++)
    {
      TriSheetItem *item = g_ptr_array_index (items, i);

      if (tri_sheet_item_is_mark (item))
        add_mark (self, item);
      else
        add_note (self, item->words, words_font, 0, 12);
    }
  return self;
}

void
reader_sheet_pages_free (ReaderSheetPages *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->paragraphs);
  g_array_unref (self->lines);
  g_array_unref (self->pages);
  g_clear_object (&self->context);
  g_free (self);
}

/* --- Lines and pages */

static PangoLayout *
new_layout (ReaderSheetPages *self, const char *font, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  if (width > 0)
    pango_layout_set_width (layout, pango_units_from_double (width));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

static PangoLayout *
new_paragraph_layout (ReaderSheetPages *self, const Paragraph *paragraph)
{
  PangoLayout *layout = new_layout (self, paragraph->font, self->width - paragraph->indent);
  PangoAttrList *attributes = NULL;

  pango_layout_set_markup (layout, paragraph->markup, -1);
  if (!paragraph->lang || !paragraph->lang[0])
    return layout;
  attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
  if (!attributes)
    attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes,
                          pango_attr_language_new (pango_language_from_string (paragraph->lang)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

void
reader_sheet_pages_set_size (ReaderSheetPages *self,
                             PangoContext *context,
                             double width,
                             double height)
{
  guint first = 0;

  g_set_object (&self->context, context);
  self->width = width;
  self->height = height;
  self->next = 0;
  self->y = HEAD;
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->pages, 0);
  g_array_append_val (self->pages, first);
}

static double
get_limit (ReaderSheetPages *self)
{
  return self->height - FOOT;
}

static gboolean
is_page_empty (ReaderSheetPages *self)
{
  return g_array_index (self->pages, guint, self->pages->len - 1) == self->lines->len;
}

static void
turn_page (ReaderSheetPages *self)
{
  g_array_append_val (self->pages, self->lines->len);
  self->y = HEAD;
}

static void
place_line (ReaderSheetPages *self, PangoLayoutIter *iter, int n, const Paragraph *paragraph)
{
  PangoRectangle logical;
  double height = 0;
  double ascent = 0;
  Line line = { .paragraph = self->next, .line = n };

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  height = pango_units_to_double (logical.height);
  ascent = pango_units_to_double (pango_layout_iter_get_baseline (iter) - logical.y);
  if (self->y + height > get_limit (self) && !is_page_empty (self))
    turn_page (self);
  line.x = paragraph->indent + pango_units_to_double (logical.x);
  line.y = self->y + ascent;
  line.end = self->y + height;
  self->y = line.end;
  g_array_append_val (self->lines, line);
}

static void
place_paragraph (ReaderSheetPages *self, const Paragraph *paragraph)
{
  g_autoptr (PangoLayout) layout = new_paragraph_layout (self, paragraph);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int height = 0;
  int n = 0;

  pango_layout_get_size (layout, NULL, &height);
  if (!is_page_empty (self))
    {
      self->y += paragraph->above;
      if (paragraph->keep
          && self->y + pango_units_to_double (height) + KEPT > get_limit (self))
        turn_page (self);
    }
  do
    place_line (self, iter, n++, paragraph);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

gboolean
reader_sheet_pages_lay_out (ReaderSheetPages *self, guint n_paragraphs)
{
  for (; n_paragraphs > 0 && self->next < self->paragraphs->len; n_paragraphs--, self->next++)
    place_paragraph (self, g_ptr_array_index (self->paragraphs, self->next));
  return self->next == self->paragraphs->len;
}

guint
reader_sheet_pages_count (ReaderSheetPages *self)
{
  return self->pages->len;
}

static guint
get_end_of_page (ReaderSheetPages *self, guint page)
{
  return page + 1 < self->pages->len ? g_array_index (self->pages, guint, page + 1)
                                     : self->lines->len;
}

double
reader_sheet_pages_get_end (ReaderSheetPages *self, guint page, double *limit)
{
  guint end = get_end_of_page (self, page);

  *limit = get_limit (self);
  return end > g_array_index (self->pages, guint, page)
             ? g_array_index (self->lines, Line, end - 1).end
             : HEAD;
}

/* --- Drawing */

static void
draw_title (ReaderSheetPages *self, cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = new_layout (self, place_font, self->width);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, self->title, -1);
  cairo_move_to (cairo, 0, 0);
  pango_cairo_show_layout (cairo, layout);
  cairo_set_line_width (cairo, 0.5);
  cairo_move_to (cairo, 0, HEAD - 16);
  cairo_line_to (cairo, self->width, HEAD - 16);
  cairo_stroke (cairo);
}

static void
draw_number (ReaderSheetPages *self, guint page, cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = new_layout (self, small_font, self->width);
  /* Translators: the number of a page, and of all pages */
  g_autofree char *number = g_strdup_printf (_ ("%u of %u"), page + 1, self->pages->len);
  int height = 0;

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (cairo, 0, self->height - pango_units_to_double (height));
  pango_cairo_show_layout (cairo, layout);
}

static void
draw_label (ReaderSheetPages *self, const char *label, double y, cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = new_layout (self, small_font, 0);

  pango_layout_set_text (layout, label, -1);
  cairo_move_to (cairo, 0, y);
  pango_cairo_show_layout_line (cairo, pango_layout_get_line_readonly (layout, 0));
}

void
reader_sheet_pages_draw (ReaderSheetPages *self, guint page, cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = NULL;
  guint drawn = G_MAXUINT;

  cairo_set_source_rgb (cairo, 0, 0, 0);
  draw_title (self, cairo);
  draw_number (self, page, cairo);
  for (guint i = g_array_index (self->pages, guint, page); i < get_end_of_page (self, page); i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const Paragraph *paragraph = g_ptr_array_index (self->paragraphs, line->paragraph);

      if (line->paragraph != drawn)
        {
          g_clear_object (&layout);
          layout = new_paragraph_layout (self, paragraph);
          drawn = line->paragraph;
        }
      if (line->line == 0 && paragraph->label)
        draw_label (self, paragraph->label, line->y, cairo);
      cairo_move_to (cairo, line->x, line->y);
      pango_cairo_show_layout_line (cairo, pango_layout_get_line_readonly (layout, line->line));
    }
}
