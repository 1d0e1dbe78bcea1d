/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-signs.h"

#include <math.h>

#define SIZE READER_SIGN_SIZE
#define LINE 1.4

/* --- which ones --- */

static gboolean
has_sign (GArray *signs, gint64 bookmark)
{
  for (guint i = 0; i < signs->len; i++)
    if (g_array_index (signs, ReaderSign, i).bookmark == bookmark)
      return TRUE;
  return FALSE;
}

static ReaderSignForm
get_form (const TriMarkRange *range)
{
  switch (range->kind)
    {
    case TRI_MARK_HIGHLIGHT:
      return READER_SIGN_HIGHLIGHT;
    case TRI_MARK_NOTE:
      return READER_SIGN_NOTE;
    case TRI_MARK_PORTAL:
      return READER_SIGN_PORTAL;
    case TRI_MARK_LATER:
      return READER_SIGN_LATER;
    case TRI_MARK_BOOKMARK:
    default:
      return READER_SIGN_BOOKMARK;
    }
}

static void
add (GArray *signs, const TriMarkRange *range, ReaderSignForm form)
{
  ReaderSign sign = { form, range->bookmark, range->colour, range->letter, range->is_counterpart };

  g_array_append_val (signs, sign);
}

/* Its letter stands for a bookmark that is a quick mark; of the others it is told besides, and so
 * is a note. */
static void
add_signs (GArray *signs, const TriMarkRange *range)
{
  ReaderSignForm form = get_form (range);

  if (has_sign (signs, range->bookmark))
    return;
  if (form != READER_SIGN_BOOKMARK || range->letter == 0)
    add (signs, range, form);
  if (range->letter != 0)
    add (signs, range, READER_SIGN_LETTER);
  if (range->has_note && form != READER_SIGN_NOTE)
    add (signs, range, READER_SIGN_NOTE);
}

/**
 * reader_signs_list:
 * @marks: (nullable) (element-type ReaderMark): those of one passage
 * @height: of the passage, in pixels
 *
 * Returns: (transfer full) (element-type ReaderSign): from top to bottom, each bookmark once; when
 *   not all have room the last one stands for the rest
 */
GArray *
reader_signs_list (GArray *marks, int height)
{
  GArray *signs = g_array_new (FALSE, FALSE, sizeof (ReaderSign));
  guint room = (guint) MAX (1, (height + READER_SIGN_STEP - SIZE) / READER_SIGN_STEP);
  ReaderSign more = { .form = READER_SIGN_MORE };

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    add_signs (signs, &g_array_index (marks, ReaderMark, i).range);
  if (signs->len <= room)
    return signs;
  g_array_set_size (signs, room - 1);
  g_array_append_val (signs, more);
  return signs;
}

/* --- painting --- */

static void
add_polygon (cairo_t *cr, int n, double radius, double turn)
{
  for (int i = 0; i < n; i++)
    {
      double angle = -G_PI / 2 + turn + i * 2 * G_PI / n;

      cairo_line_to (cr, SIZE / 2.0 + radius * cos (angle), SIZE / 2.0 + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
add_star (cairo_t *cr)
{
  for (int i = 0; i < 10; i++)
    {
      double radius = (i % 2 == 0 ? 0.5 : 0.2) * SIZE;
      double angle = -G_PI / 2 + i * G_PI / 5;

      cairo_line_to (cr, SIZE / 2.0 + radius * cos (angle), SIZE / 2.0 + radius * sin (angle));
    }
  cairo_close_path (cr);
}

/* One form a colour, in the order of the palette:
 *   none ▬   yellow ■   green ●   blue ◆   pink ▲   purple ⬢   orange ▼
 */
static void
add_colour_form (cairo_t *cr, guint colour)
{
  switch (colour)
    {
    case 1:
      cairo_rectangle (cr, 2, 2, SIZE - 4, SIZE - 4);
      return;
    case 2:
      cairo_arc (cr, SIZE / 2.0, SIZE / 2.0, 4.8, 0, 2 * G_PI);
      return;
    case 3:
      add_polygon (cr, 4, 5.8, 0);
      return;
    case 4:
      add_polygon (cr, 3, 6, 0);
      return;
    case 5:
      add_polygon (cr, 6, 5.4, 0);
      return;
    case 6:
      add_polygon (cr, 3, 6, G_PI);
      return;
    default:
      cairo_rectangle (cr, 1.5, 4, SIZE - 3, 5);
      return;
    }
}

/* A leaf with its corner turned down and lines on it. */
static void
draw_note (cairo_t *cr)
{
  cairo_move_to (cr, 2, 1.5);
  cairo_line_to (cr, 8, 1.5);
  cairo_line_to (cr, 11, 4.5);
  cairo_line_to (cr, 11, 12);
  cairo_line_to (cr, 2, 12);
  cairo_close_path (cr);
  cairo_stroke (cr);
  for (int i = 0; i < 2; i++)
    {
      cairo_move_to (cr, 4.2, 6.5 + 2.7 * i);
      cairo_line_to (cr, 8.8, 6.5 + 2.7 * i);
    }
  cairo_stroke (cr);
}

/* There, and back. */
static void
draw_portal (cairo_t *cr)
{
  cairo_move_to (cr, 1, 4);
  cairo_line_to (cr, 11, 4);
  cairo_move_to (cr, 8, 1.2);
  cairo_line_to (cr, 11.4, 4);
  cairo_line_to (cr, 8, 6.4);
  cairo_move_to (cr, 12, 9.2);
  cairo_line_to (cr, 2, 9.2);
  cairo_move_to (cr, 5, 6.8);
  cairo_line_to (cr, 1.6, 9.2);
  cairo_line_to (cr, 5, 12);
  cairo_stroke (cr);
}

static void
draw_clock (cairo_t *cr)
{
  cairo_arc (cr, SIZE / 2.0, SIZE / 2.0, 5.3, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, SIZE / 2.0, 3.4);
  cairo_line_to (cr, SIZE / 2.0, SIZE / 2.0);
  cairo_line_to (cr, 9, 8);
  cairo_stroke (cr);
}

static void
draw_more (cairo_t *cr)
{
  for (int i = -1; i <= 1; i++)
    {
      cairo_arc (cr, SIZE / 2.0, SIZE / 2.0 + 4.2 * i, 1.4, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_letter (cairo_t *cr, char letter)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  char word[] = { letter, '\0' };
  PangoRectangle ink;

  cairo_rectangle (cr, 0.7, 0.7, SIZE - 1.4, SIZE - 1.4);
  cairo_stroke (cr);
  pango_font_description_set_absolute_size (font, 10 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, word, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr,
                 (SIZE - ink.width) / 2.0 - ink.x,
                 (SIZE - ink.height) / 2.0 - ink.y);
  pango_cairo_show_layout (cr, layout);
}

/* Filled, or, of what is marked in another text, drawn alone. */
static void
fill (const ReaderSign *self, cairo_t *cr, const GdkRGBA *inside)
{
  if (!self->hollow)
    {
      cairo_save (cr);
      gdk_cairo_set_source_rgba (cr, inside);
      cairo_fill_preserve (cr);
      cairo_restore (cr);
    }
  cairo_stroke (cr);
}

static void
draw (const ReaderSign *self, cairo_t *cr, const ReaderPalette *palette, const GdkRGBA *line)
{
  switch (self->form)
    {
    case READER_SIGN_HIGHLIGHT:
      add_colour_form (cr, self->colour);
      fill (self, cr, &palette->marks[self->colour]);
      break;
    case READER_SIGN_NOTE:
      draw_note (cr);
      break;
    case READER_SIGN_PORTAL:
      draw_portal (cr);
      break;
    case READER_SIGN_LATER:
      draw_clock (cr);
      break;
    case READER_SIGN_LETTER:
      draw_letter (cr, self->letter);
      break;
    case READER_SIGN_MORE:
      draw_more (cr);
      break;
    case READER_SIGN_BOOKMARK:
    default:
      add_star (cr);
      fill (self, cr, line);
    }
}

/**
 * reader_sign_paint:
 *
 * Paints it with its upper left corner at (@x, @y).
 */
void
reader_sign_paint (const ReaderSign *self,
                   GtkSnapshot *snapshot,
                   const ReaderPalette *palette,
                   float x,
                   float y)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (x - 1, y - 1, SIZE + 2, SIZE + 2);
  const GdkRGBA *line = self->colour > 0 ? &palette->edges[self->colour] : &palette->accent;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  if (self->form == READER_SIGN_MORE || (self->form == READER_SIGN_HIGHLIGHT && self->colour == 0))
    line = &palette->edges[0];
  cairo_translate (cr, x, y);
  cairo_set_line_width (cr, LINE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->hollow && self->form != READER_SIGN_HIGHLIGHT && self->form != READER_SIGN_BOOKMARK)
    cairo_set_dash (cr, (double[1]){ 2 }, 1, 0);
  gdk_cairo_set_source_rgba (cr, line);
  draw (self, cr, palette, line);
  cairo_destroy (cr);
}
