/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages-private.h"

#include "tri-language.h"

static const char head_font[] = "Sans 8";
static const char column_font[] = "Sans Bold 8";

static void
show_text (PaperPages *self,
           cairo_t *cairo,
           const char *text,
           const char *font,
           double x,
           double y,
           double width,
           PangoAlignment alignment)
{
  PaperBlock *block = paper_block_new (self->context, text, font, NULL, width);

  pango_layout_set_ellipsize (block->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (block->layout, alignment);
  pango_layout_set_single_paragraph_mode (block->layout, TRUE);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, block->layout);
  paper_block_free (block);
}

/* Of a column; a language that nobody knows has none. */
static char *
dup_name (const TriText *text)
{
  gboolean is_known = *text->lang && !tri_language_matches (text->lang, "und");

  return g_strconcat (is_known ? text->lang : "", is_known ? "  " : "", text->title, NULL);
}

static void
draw_head (PaperPages *self, cairo_t *cairo)
{
  double half = self->width / 2 - PAPER_GAP / 2;

  if (self->page > 0)
    {
      show_text (self, cairo, self->title, head_font, 0, 0, half, PANGO_ALIGN_LEFT);
      show_text (self, cairo, self->head, head_font, half + PAPER_GAP, 0, half, PANGO_ALIGN_RIGHT);
    }
  for (guint i = 0; !self->is_index && i < self->n_texts; i++)
    if (paper_get_text (self, i)->strand == self->page_strand)
      {
        g_autofree char *name = dup_name (paper_get_text (self, i));

        show_text (self,
                   cairo,
                   name,
                   column_font,
                   paper_get_x (self, i),
                   14,
                   paper_get_width (self, self->page_strand),
                   self->columns[i].backwards ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      }
  cairo_set_line_width (cairo, 0.5);
  cairo_move_to (cairo, 0, 28);
  cairo_line_to (cairo, self->width, 28);
  cairo_stroke (cairo);
}

static void
draw_foot (PaperPages *self, cairo_t *cairo)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page + 1);

  show_text (self,
             cairo,
             number,
             head_font,
             0,
             self->height - 12,
             self->width,
             PANGO_ALIGN_CENTER);
}

static void
draw_line (const PaperLine *line, cairo_t *cairo)
{
  PangoLayoutLine *words = pango_layout_get_line_readonly (line->block->layout, line->line);

  if (line->line == 0 && line->block->label)
    {
      cairo_move_to (cairo, line->left + line->block->label_x, line->y);
      pango_cairo_show_layout_line (cairo,
                                    pango_layout_get_line_readonly (line->block->label, 0));
    }
  cairo_move_to (cairo, line->x, line->y);
  pango_cairo_show_layout_line (cairo, words);
}

gboolean
paper_pages_draw (PaperPages *self, guint page, cairo_t *cairo, GError **error)
{
  g_return_val_if_fail (page < self->starts->len, FALSE);
  if (page != self->page && !paper_lay_out_again (self, page, error))
    return FALSE;
  cairo_set_source_rgb (cairo, 0, 0, 0);
  draw_head (self, cairo);
  for (guint i = 0; i < self->lines->len; i++)
    draw_line (&g_array_index (self->lines, PaperLine, i), cairo);
  draw_foot (self, cairo);
  return TRUE;
}
