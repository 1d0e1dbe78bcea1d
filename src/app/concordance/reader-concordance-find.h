/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-concordance.h"
#include "library/tri-worker.h"

G_BEGIN_DECLS

/**
 * ReaderConcordanceProgress:
 *
 * How far a job is, said by its thread and read by another; both hold it.
 */
typedef struct
{
  int n_done;
  int n_all; /* 0: nobody knows yet */
} ReaderConcordanceProgress;

ReaderConcordanceProgress *reader_concordance_progress_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_concordance_progress_unref (ReaderConcordanceProgress *self);
/* 0 to 1; below 0 when nobody knows. */
double reader_concordance_progress_get (ReaderConcordanceProgress *self);

/* Understands what was typed. */
void reader_concordance_open_async (TriWorker *worker,
                                    const char *typed,
                                    gboolean forms,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
TriConcordance *reader_concordance_open_finish (GObject *worker,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Finds all hits, unless @is_found, and puts them in order. */
void reader_concordance_sort_async (TriWorker *worker,
                                    TriConcordance *concordance,
                                    gboolean is_found,
                                    TriConcordanceSort sort,
                                    ReaderConcordanceProgress *progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* (element-type guint32) */
GArray *reader_concordance_sort_finish (GObject *worker,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @order (element-type guint32): the lines to write. */
void reader_concordance_export_async (TriWorker *worker,
                                      TriConcordance *concordance,
                                      GArray *order,
                                      TriConcordanceFormat format,
                                      const char *title,
                                      GFile *file,
                                      ReaderConcordanceProgress *progress,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
/* The name of the file. */
char *reader_concordance_export_finish (GObject *worker,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One line with more around it. */
void reader_concordance_read_async (TriWorker *worker,
                                    TriConcordance *concordance,
                                    guint32 index,
                                    guint width,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
TriConcordanceLine *reader_concordance_read_finish (GObject *worker,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
