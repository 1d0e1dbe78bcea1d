/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-paint-hits.h"

#include "reader-paint.h"

#include <math.h>

/* What is looked for in the work: a tint, and the one that is gone to last a frame as well:
 *
 *                ┏━━━━━━━┓
 *   words ░words░┃░words░┃ words
 *                ┗━━━━━━━┛
 */
#define FRAME 2

typedef struct
{
  GtkSnapshot *snapshot;
  ReaderSlice *slice;
  PangoLayout *layout;
  const ReaderPalette *palette;
} Painter;

static void
fill_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  gtk_snapshot_append_color (snapshot,
                             data,
                             &GRAPHENE_RECT_INIT (roundf (piece->origin.x),
                                                  roundf (piece->origin.y),
                                                  roundf (piece->size.width),
                                                  roundf (piece->size.height)));
}

static void
frame_piece (GtkSnapshot *snapshot,
             const graphene_rect_t *piece,
             double baseline,
             gconstpointer data)
{
  const GdkRGBA *colour = data;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (roundf (piece->origin.x) - FRAME,
                                                        roundf (piece->origin.y) - 1,
                                                        roundf (piece->size.width) + 2 * FRAME,
                                                        roundf (piece->size.height) + 2),
                                   3);
  gtk_snapshot_append_border (snapshot,
                              &outline,
                              (float[4]){ FRAME, FRAME, FRAME, FRAME },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

static void
fill_hit (const TriRange *range, gboolean is_current, gpointer data)
{
  Painter *painter = data;

  reader_paint_range (painter->snapshot,
                      painter->slice,
                      painter->layout,
                      range,
                      fill_piece,
                      &painter->palette->hit);
}

static void
frame_hit (const TriRange *range, gboolean is_current, gpointer data)
{
  Painter *painter = data;

  if (is_current)
    reader_paint_range (painter->snapshot,
                        painter->slice,
                        painter->layout,
                        range,
                        frame_piece,
                        &painter->palette->text);
}

static void
paint (GtkSnapshot *snapshot,
       ReaderSlice *slice,
       PangoLayout *layout,
       ReaderMarks *marks,
       ReaderFindHitFunc func)
{
  Painter painter = { snapshot, slice, layout, marks->palette };

  if (marks->hits != NULL && !slice->concealed)
    reader_find_hits_foreach (marks->hits,
                              slice->passage->text,
                              slice->passage->id,
                              func,
                              &painter);
}

/**
 * reader_paint_hits_below:
 * @layout: of the label, whose corner is the origin
 *
 * Paints the tint of what was found in the work.
 */
void
reader_paint_hits_below (GtkSnapshot *snapshot,
                         ReaderSlice *slice,
                         PangoLayout *layout,
                         ReaderMarks *marks)
{
  paint (snapshot, slice, layout, marks, fill_hit);
}

/**
 * reader_paint_hits_above:
 * @layout: of the label, whose corner is the origin
 *
 * Paints the frame of the hit that is gone to.
 */
void
reader_paint_hits_above (GtkSnapshot *snapshot,
                         ReaderSlice *slice,
                         PangoLayout *layout,
                         ReaderMarks *marks)
{
  paint (snapshot, slice, layout, marks, frame_hit);
}
