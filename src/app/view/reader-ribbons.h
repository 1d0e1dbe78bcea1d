/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"
#include "reader-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderBand:
 * @top: likewise @bottom: where it begins, on its left [0] and its right [1] side
 * @passage: the first passage that it ties, on each side
 * @full: all of one side corresponds to all of the other
 * @relation: what it says of them
 * @score: NAN when there is none
 * @lit: it belongs to the focus
 *
 * What corresponds in two columns, in pixels below their upper edge; the gutter is from @left to
 * @right.
 */
typedef struct
{
  double left;
  double right;
  double top[2];
  double bottom[2];
  gint64 passage[2];
  gboolean full;
  gboolean lit;
  TriStatus status;
  TriRelation relation;
  double score;
} ReaderBand;

/* (element-type ReaderBand), from the top. */
typedef GArray *(*ReaderBandsFunc) (gpointer data);

/**
 * ReaderRibbons:
 *
 * Paints what ties linked columns to each other, in the gutters between them. It asks for the bands
 * when it is to paint them.
 *
 * Signals:
 *  "activated" (gint64 passage, gint64 other): somebody clicked on a ribbon between two passages
 */
#define READER_TYPE_RIBBONS (reader_ribbons_get_type ())
G_DECLARE_FINAL_TYPE (ReaderRibbons, reader_ribbons, READER, RIBBONS, GtkWidget)

GtkWidget *reader_ribbons_new (ReaderMarks *marks, ReaderBandsFunc func, gpointer data);
void reader_ribbons_update (ReaderRibbons *self);
const ReaderBand *reader_ribbons_pick (ReaderRibbons *self, double x, double y);
GArray *reader_ribbons_get_bands (ReaderRibbons *self);

G_END_DECLS
