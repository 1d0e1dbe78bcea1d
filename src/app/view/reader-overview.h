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
 * ReaderOverview:
 *
 * The whole work in a strip: where something has no counterpart, where one text says more than
 * another, and how sure the links are.
 *
 * Signals:
 *  "activated" (guint64 row): somebody wants to go to that row
 */
#define READER_TYPE_OVERVIEW (reader_overview_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOverview, reader_overview, READER, OVERVIEW, GtkWidget)

#define READER_OVERVIEW_WIDTH 16

GtkWidget *reader_overview_new (ReaderMarks *marks);
void reader_overview_set_bins (ReaderOverview *self, const ReaderOverviewBin *bins, guint n_bins);
void reader_overview_set_view (ReaderOverview *self, guint64 first, guint64 last);
char *reader_overview_dup_words (ReaderOverview *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_overview_get_row_at (ReaderOverview *self, double y, guint64 *row);
gboolean reader_overview_find_mark (ReaderOverview *self, int direction, guint64 *row);

G_END_DECLS
