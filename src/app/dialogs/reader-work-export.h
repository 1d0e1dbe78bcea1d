/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "panels/reader-bookmark-find.h"
#include "view/reader-parallel-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks what of a work goes to a file or to paper, which texts of it, and how. Signal "begun"
 * (ReaderExportJob): what to write. */
#define READER_TYPE_WORK_EXPORT (reader_work_export_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWorkExport, reader_work_export, READER, WORK_EXPORT, AdwWindow)

/**
 * ReaderWorkChoice:
 * @work: the one that is read
 * @texts: (element-type gint64): the shown ones, in the order in which they stand
 * @focus: the passage in focus, or 0
 * @selections: (nullable) (element-type ReaderSelection)
 * @shown: (nullable): what the list of bookmarks shows
 * @marks: (nullable) (element-type gint64): the bookmarks that are selected there
 *
 * What may be meant.
 */
typedef struct
{
  TriWork *work;
  GArray *texts;
  gint64 focus;
  GArray *selections;
  const ReaderBookmarkQuery *shown;
  GArray *marks;
} ReaderWorkChoice;

GtkWidget *reader_work_export_new (ReaderSession *session, const ReaderWorkChoice *choice);
/* By its nick: "pdf". */
void reader_work_export_choose_format (ReaderWorkExport *self, const char *nick);

G_END_DECLS
