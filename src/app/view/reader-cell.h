/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-signs.h"
#include "reader-slice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What lies under a point of a cell. */
typedef struct
{
  TriPassage *passage; /* (transfer none) */
  guint offset;        /* the nearest place between two characters, in code points */
  gboolean inside;     /* the point is on the words, not beside them */
  guint at;            /* the character under the point, when it is inside */
  const TriSpan *note;
} ReaderHit;

/**
 * ReaderCell:
 *
 * What one text has in one row: its passages, one below the other, each in a label of its own, or
 * in several when it is very long. A cell without passages says that nothing corresponds.
 */
#define READER_TYPE_CELL (reader_cell_get_type ())
G_DECLARE_FINAL_TYPE (ReaderCell, reader_cell, READER, CELL, GtkWidget)

/* How far tints reach beyond the words. */
#define READER_CELL_PAD_X 14
#define READER_CELL_PAD_Y 7

GtkWidget *reader_cell_new (ReaderMarks *marks);
void reader_cell_bind (ReaderCell *self, TriText *text, GPtrArray *passages, gboolean tagged);
int reader_cell_get_height_for (ReaderCell *self, int width);
gboolean reader_cell_update (ReaderCell *self);
int reader_cell_get_pad (const TriPassage *passage);
char *reader_cell_dup_address_at (ReaderCell *self, double x, double y);
gboolean reader_cell_get_sign (ReaderCell *self,
                               double x,
                               double y,
                               ReaderSign *out,
                               TriPassage **passage);

gboolean reader_cell_get_hit (ReaderCell *self, double x, double y, ReaderHit *out);
gboolean reader_cell_get_range (ReaderCell *self,
                                gint64 passage,
                                const TriRange *range,
                                GdkRectangle *out);
void reader_cell_set_caret (ReaderCell *self, gint64 passage);
gboolean reader_cell_get_caret (ReaderCell *self, gint64 *passage, TriRange *out);

G_END_DECLS
