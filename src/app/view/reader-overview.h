/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderOverviewBin:
 * @first_row: the first of @n_rows aligned rows that it is of
 * @omitted: the share of the sentences that have no counterpart, 0 to 1
 * @ratio: how much more the longest text says here than the shortest, each measured by its whole
 *   length: 1 where they are level, INFINITY where one says nothing
 * @confidence: the mean score of what was computed, NAN where nothing was
 *
 * A piece of the work, as thin as a line.
 */
typedef struct
{
  guint64 first_row;
  guint n_rows;
  double omitted;
  double ratio;
  double confidence;
} ReaderOverviewBin;

/**
 * ReaderOverviewMark:
 * @row: where it is, or as far down when its text stands in no aligned row
 *
 * Something that the reader marked: at a place of a text.
 */
typedef struct
{
  guint64 row;
  gint64 text;
  guint ord;
  TriMarkKind kind;
} ReaderOverviewMark;

/**
 * ReaderOverview:
 *
 * The whole work in a strip: where something has no counterpart, where one text says more than
 * another, and how sure the links are; and, in a lane beside that, what the reader marked.
 *
 * Signals:
 *  "activated" (guint64 row): somebody wants to go to that row
 */
#define READER_TYPE_OVERVIEW (reader_overview_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOverview, reader_overview, READER, OVERVIEW, GtkWidget)

#define READER_OVERVIEW_WIDTH 25
/* Of that, what the reader marked; all there is of a work that nothing ties. */
#define READER_OVERVIEW_LANE 9

GtkWidget *reader_overview_new (ReaderMarks *marks);
void reader_overview_set_bins (ReaderOverview *self, const ReaderOverviewBin *bins, guint n_bins);
void reader_overview_set_view (ReaderOverview *self, guint64 first, guint64 last);
char *reader_overview_dup_words (ReaderOverview *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_overview_get_row_at (ReaderOverview *self, double y, guint64 *row);
gboolean reader_overview_find_mark (ReaderOverview *self, int direction, guint64 *row);
void reader_overview_set_marks (ReaderOverview *self, GArray *marks, guint64 n_rows);
const ReaderOverviewMark *reader_overview_find_own (ReaderOverview *self,
                                                    int direction,
                                                    const ReaderOverviewMark *from);
gboolean reader_overview_is_empty (ReaderOverview *self);
guint64 reader_overview_get_n_rows (ReaderOverview *self);
guint64 reader_overview_scale (guint64 at, guint64 of, guint64 n_rows);
void reader_overview_append_own (GArray *marks, guint64 n_rows, GString *words);
void reader_overview_paint_own (GtkSnapshot *snapshot,
                                GArray *marks,
                                guint64 n_rows,
                                const ReaderPalette *palette,
                                int x,
                                int height);

G_END_DECLS
