/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-slice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done with a piece of words. */
typedef void (*ReaderPieceFunc) (GtkSnapshot *snapshot,
                                 const graphene_rect_t *piece,
                                 double baseline,
                                 gconstpointer data);

void reader_paint_range (GtkSnapshot *snapshot,
                         ReaderSlice *slice,
                         PangoLayout *layout,
                         const TriRange *range,
                         ReaderPieceFunc func,
                         gconstpointer data);

void reader_paint_rounded (GtkSnapshot *snapshot,
                           const graphene_rect_t *area,
                           float radius,
                           const GdkRGBA *colour);
void reader_paint_passage (GtkSnapshot *snapshot,
                           const TriPassage *passage,
                           ReaderMarks *marks,
                           const graphene_rect_t *area);
void reader_paint_below (GtkSnapshot *snapshot,
                         ReaderSlice *slice,
                         PangoLayout *layout,
                         ReaderMarks *marks);
void reader_paint_above (GtkSnapshot *snapshot,
                         ReaderSlice *slice,
                         PangoLayout *layout,
                         ReaderMarks *marks);

G_END_DECLS
