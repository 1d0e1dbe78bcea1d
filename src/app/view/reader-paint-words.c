/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-paint-words.h"

#include "reader-paint.h"

#include <math.h>

/* Dots are what was computed: nobody said it. */
#define DOT 2.5f
#define DOT_TILE 5

static void
fill_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  gtk_snapshot_append_color (snapshot,
                             data,
                             &GRAPHENE_RECT_INIT (piece->origin.x - 1,
                                                  roundf (piece->origin.y),
                                                  piece->size.width + 2,
                                                  roundf (piece->size.height)));
}

static void
dots_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  graphene_rect_t line = GRAPHENE_RECT_INIT (roundf (piece->origin.x),
                                             roundf ((float) baseline) + 4,
                                             roundf (piece->size.width),
                                             DOT);

  gtk_snapshot_push_repeat (snapshot,
                            &line,
                            &GRAPHENE_RECT_INIT (line.origin.x, line.origin.y, DOT_TILE, DOT));
  reader_paint_rounded (snapshot,
                        &GRAPHENE_RECT_INIT (line.origin.x, line.origin.y, DOT, DOT),
                        DOT / 2,
                        data);
  gtk_snapshot_pop (snapshot);
}

static void
paint_words (GtkSnapshot *snapshot,
             ReaderSlice *slice,
             PangoLayout *layout,
             const GArray *words,
             ReaderPieceFunc func,
             const GdkRGBA *colour)
{
  for (guint i = 0; words != NULL && !slice->concealed && i < words->len; i++)
    reader_paint_range (snapshot,
                        slice,
                        layout,
                        &g_array_index (words, TriRange, i),
                        func,
                        colour);
}

void
reader_paint_words_below (GtkSnapshot *snapshot,
                          ReaderSlice *slice,
                          PangoLayout *layout,
                          ReaderMarks *marks)
{
  const GArray *words = reader_marks_get_words (marks, slice->passage->id);

  paint_words (snapshot, slice, layout, words, fill_piece, &marks->palette->sentence);
}

void
reader_paint_words_above (GtkSnapshot *snapshot,
                          ReaderSlice *slice,
                          PangoLayout *layout,
                          ReaderMarks *marks)
{
  const GArray *words = reader_marks_get_words (marks, slice->passage->id);

  paint_words (snapshot, slice, layout, words, dots_piece, &marks->palette->accent);
}
