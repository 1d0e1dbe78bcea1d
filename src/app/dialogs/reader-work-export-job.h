/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"
#include "panels/reader-bookmark-find.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/* What of a work is written. */
typedef enum
{
  READER_EXPORT_SELECTION,
  READER_EXPORT_DIVISION,
  READER_EXPORT_MARKS_SELECTED,
  READER_EXPORT_MARKS_SHOWN,
  READER_EXPORT_MARKS,
  READER_EXPORT_ALL,
} ReaderExportWhat;

/**
 * ReaderExportJob:
 * @format: %NULL: only what is asked for is looked up
 * @texts: (element-type gint64): the chosen ones
 * @selections: (nullable) (element-type ReaderSelection)
 * @passage: that whose division is meant, or 0
 * @marks: (nullable) (element-type gint64): the bookmarks selected in the list
 * @query: (nullable): what that list shows
 * @font: that the reader chose for texts, or ""
 * @file: (nullable): %NULL: it is only checked
 *
 * What was chosen, for a worker; counted atomically.
 */
typedef struct
{
  const TriExporter *format;
  ReaderExportWhat what;
  gint64 work;
  GArray *texts;
  GArray *selections;
  gint64 passage;
  GArray *marks;
  ReaderBookmarkQuery *query;
  gboolean with_notes;
  gboolean with_entities;
  char *font;
  GFile *file;
  int permille;   /* what is done, atomically */
  int is_written; /* likewise */
} ReaderExportJob;

ReaderExportJob *reader_export_job_new (void) G_GNUC_WARN_UNUSED_RESULT;
ReaderExportJob *reader_export_job_ref (ReaderExportJob *self);
void reader_export_job_unref (ReaderExportJob *self);
/* Functions of a TriWorker. The first writes, or only checks, and gives a string; the second gives
 * the ranges (element-type TriExportRange), an array without any for the whole work. */
gpointer reader_export_job_run (TriLibrary *library,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
gpointer reader_export_job_find_ranges (TriLibrary *library,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
