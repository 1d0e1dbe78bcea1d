/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-paint-marks.h"

#include "reader-paint.h"

#include <math.h>

/* Below the baseline: lines under names and dates come first. */
#define FIRST_LINE 5
#define LANE_STEP 3
#define THICK 2

/* What a mark looks like where it lies over others: a fill is lower, so that the edges of those
 * around it are seen above and below it; a line under words is deeper.
 *
 *   ┌───────────────┐      words words words
 *   │  ┌─────┐      │      ───────────────────
 *   │  │     │      │             ─────
 *   │  └━━━━━┘      │
 *   └━━━━━━━━━━━━━━━┘
 */
typedef struct
{
  const GdkRGBA *inside; /* or NULL */
  const GdkRGBA *edge;
  guint lane;
} Pen;

static void
append_box (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float w, float h)
{
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, w, h));
}

static float
get_line (double baseline, guint lane)
{
  return roundf ((float) baseline) + FIRST_LINE + (float) (LANE_STEP * lane);
}

static void
fill_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  const Pen *pen = data;
  float inset = (float) (LANE_STEP * pen->lane);
  float x = roundf (piece->origin.x) - 1;
  float y = roundf (piece->origin.y) + inset;
  float width = roundf (piece->size.width) + 2;
  float bottom = roundf (piece->origin.y + piece->size.height) - 1 - inset;

  if (pen->inside != NULL)
    append_box (snapshot, pen->inside, x, y, width, bottom - y);
  append_box (snapshot, pen->edge, x, y, width, 1);
  append_box (snapshot, pen->edge, x, bottom - 1, width, 1);
}

static void
line_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  const Pen *pen = data;

  append_box (snapshot,
              pen->edge,
              piece->origin.x,
              get_line (baseline, pen->lane),
              piece->size.width,
              THICK);
}

static void
push_tiles (GtkSnapshot *snapshot, const graphene_rect_t *line, float width)
{
  gtk_snapshot_push_repeat (snapshot,
                            line,
                            &GRAPHENE_RECT_INIT (line->origin.x,
                                                 line->origin.y,
                                                 width,
                                                 line->size.height));
}

static void
wave_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  const Pen *pen = data;
  float x = roundf (piece->origin.x);
  float y = get_line (baseline, pen->lane);

  push_tiles (snapshot, &GRAPHENE_RECT_INIT (x, y, roundf (piece->size.width), 4), 8);
  append_box (snapshot, pen->edge, x, y + 2, 2, 2);
  append_box (snapshot, pen->edge, x + 2, y + 1, 1, 2);
  append_box (snapshot, pen->edge, x + 3, y, 3, 2);
  append_box (snapshot, pen->edge, x + 6, y + 1, 1, 2);
  append_box (snapshot, pen->edge, x + 7, y + 2, 1, 2);
  gtk_snapshot_pop (snapshot);
}

/* Through the middle of small letters; more than one lie side by side. */
static void
strike_piece (GtkSnapshot *snapshot,
              const graphene_rect_t *piece,
              double baseline,
              gconstpointer data)
{
  const Pen *pen = data;
  float middle = (float) baseline - ((float) baseline - piece->origin.y) * 0.3f;

  append_box (snapshot,
              pen->edge,
              piece->origin.x,
              roundf (middle) + (float) LANE_STEP * (float) pen->lane,
              piece->size.width,
              1.5f);
}

/* Words of a bookmark or a note, which has its sign besides. */
static void
dots_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  const Pen *pen = data;
  float x = roundf (piece->origin.x);
  float y = get_line (baseline, pen->lane);

  push_tiles (snapshot, &GRAPHENE_RECT_INIT (x, y, roundf (piece->size.width), 1), 4);
  append_box (snapshot, pen->edge, x, y, 2, 1);
  gtk_snapshot_pop (snapshot);
}

static gboolean
is_fill (const ReaderMark *mark)
{
  return mark->range.kind == TRI_MARK_HIGHLIGHT && mark->range.style == TRI_MARK_FILL
         && !mark->range.is_counterpart;
}

static ReaderPieceFunc
get_func (const ReaderMark *mark)
{
  if (mark->range.kind != TRI_MARK_HIGHLIGHT || mark->range.is_counterpart)
    return dots_piece;
  switch (mark->range.style)
    {
    case TRI_MARK_WAVE:
      return wave_piece;
    case TRI_MARK_STRIKE:
      return strike_piece;
    case TRI_MARK_UNDERLINE:
      return line_piece;
    case TRI_MARK_FILL:
    default:
      return fill_piece;
    }
}

static void
paint (GtkSnapshot *snapshot,
       ReaderSlice *slice,
       PangoLayout *layout,
       const ReaderPalette *palette,
       const ReaderMark *mark,
       ReaderPieceFunc func,
       gboolean inside)
{
  TriRange range = { mark->range.start, mark->range.end };
  guint colour = mark->range.colour;
  Pen pen = { inside ? &palette->marks[colour] : NULL, &palette->edges[colour], mark->lane };

  reader_paint_range (snapshot, slice, layout, &range, func, &pen);
}

/**
 * reader_paint_marks_below:
 * @layout: of the label, whose corner is the origin
 *
 * Paints what highlights have behind their words, the outer ones first.
 */
void
reader_paint_marks_below (GtkSnapshot *snapshot,
                          ReaderSlice *slice,
                          PangoLayout *layout,
                          ReaderMarks *marks)
{
  GArray *own = reader_mark_set_get (marks->set, slice->passage->id);

  for (guint lane = 0; own != NULL && lane < READER_MARK_LANES; lane++)
    for (guint i = 0; i < own->len; i++)
      {
        const ReaderMark *mark = &g_array_index (own, ReaderMark, i);

        if (mark->lane == lane && is_fill (mark) && reader_mark_is_drawn (mark))
          paint (snapshot, slice, layout, marks->palette, mark, fill_piece, TRUE);
      }
}

/**
 * reader_paint_marks_above:
 * @layout: of the label, whose corner is the origin
 *
 * Paints the lines and edges of highlights, which are seen in a selection, too, and what says which
 * words a bookmark or a note is of.
 */
void
reader_paint_marks_above (GtkSnapshot *snapshot,
                          ReaderSlice *slice,
                          PangoLayout *layout,
                          ReaderMarks *marks)
{
  GArray *own = slice->concealed ? NULL : reader_mark_set_get (marks->set, slice->passage->id);

  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const ReaderMark *mark = &g_array_index (own, ReaderMark, i);

      if (reader_mark_is_drawn (mark))
        paint (snapshot, slice, layout, marks->palette, mark, get_func (mark), FALSE);
    }
}
