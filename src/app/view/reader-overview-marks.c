/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-overview.h"

#include <glib/gi18n.h>

/* What the reader marked, in a lane of its own: each kind has its form.
 *
 *   bookmark ◂   highlight ▬   note ■   portal ◆   to be read later ○
 */

#define SIZE 6.0
/* Marks that are nearer to each other show as one. */
#define NEAREST 5.0
#define TENTHS 10

static void
draw (cairo_t *cr, TriMarkKind kind, double x, double y)
{
  switch (kind)
    {
    case TRI_MARK_HIGHLIGHT:
      cairo_rectangle (cr, x, y + 1.5, SIZE, 3);
      break;
    case TRI_MARK_NOTE:
      cairo_rectangle (cr, x + 0.5, y + 0.5, SIZE - 1, SIZE - 1);
      break;
    case TRI_MARK_PORTAL:
      cairo_move_to (cr, x + SIZE / 2, y);
      cairo_line_to (cr, x + SIZE, y + SIZE / 2);
      cairo_line_to (cr, x + SIZE / 2, y + SIZE);
      cairo_line_to (cr, x, y + SIZE / 2);
      cairo_close_path (cr);
      break;
    case TRI_MARK_LATER:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x + SIZE / 2, y + SIZE / 2, SIZE / 2 - 0.6, 0, 2 * G_PI);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
      return;
    case TRI_MARK_BOOKMARK:
    default:
      cairo_move_to (cr, x + SIZE, y);
      cairo_line_to (cr, x, y + SIZE / 2);
      cairo_line_to (cr, x + SIZE, y + SIZE);
      cairo_close_path (cr);
      break;
    }
  cairo_fill (cr);
}

/**
 * reader_overview_paint_own:
 * @marks: (element-type ReaderOverviewMark): in order
 * @x: where the lane begins
 */
void
reader_overview_paint_own (GtkSnapshot *snapshot,
                           GArray *marks,
                           guint64 n_rows,
                           const ReaderPalette *palette,
                           int x,
                           int height)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) x, 0, READER_OVERVIEW_LANE, (float) height);
  double last = -NEAREST;
  cairo_t *cr = NULL;

  if (marks->len == 0 || n_rows == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  gdk_cairo_set_source_rgba (cr, &palette->accent);
  for (guint i = 0; i < marks->len; i++)
    {
      const ReaderOverviewMark *mark = &g_array_index (marks, ReaderOverviewMark, i);
      double y = ((double) mark->row + 0.5) / (double) n_rows * height;

      if (y - last < NEAREST)
        continue;
      last = y;
      draw (cr, mark->kind, x + 1.5, CLAMP (y - SIZE / 2, 0, height - SIZE));
    }
  cairo_destroy (cr);
}

/* Says in which tenths of the work there is something. */
void
reader_overview_append_own (GArray *marks, guint64 n_rows, GString *words)
{
  gboolean has[TENTHS] = { FALSE };
  gboolean any = FALSE;

  for (guint i = 0; i < marks->len; i++)
    has[MIN (g_array_index (marks, ReaderOverviewMark, i).row * TENTHS / MAX (n_rows, 1),
             TENTHS - 1)]
        = TRUE;
  for (guint tenth = 0; tenth < TENTHS; tenth++)
    {
      guint from = tenth;

      if (!has[tenth])
        continue;
      while (tenth + 1 < TENTHS && has[tenth + 1])
        tenth++;
      if (any)
        g_string_append (words, ", ");
      else
        g_string_append_printf (words, "%s%s ", words->len > 0 ? ". " : "", _ ("Your marks:"));
      any = TRUE;
      g_string_append_printf (words, _ ("%1$u to %2$u %%"), from * 10, tenth * 10 + 10);
    }
}

/**
 * reader_overview_scale:
 * @at: a place among @of
 *
 * Returns: the row among @n_rows that is as far down
 */
guint64
reader_overview_scale (guint64 at, guint64 of, guint64 n_rows)
{
  double share = (double) at / (double) MAX (of, 1);

  return n_rows > 0 ? MIN ((guint64) (share * (double) n_rows), n_rows - 1) : 0;
}
