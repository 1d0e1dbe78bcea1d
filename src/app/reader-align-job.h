/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-align.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderAlignJob:
 * @work: whose texts are aligned
 * @decide_kind: whether the texts say by how well they align what they are to each other
 * @progress: thousandths, read and written atomically
 * @is_in_stretches: links are there, and more are to come; likewise
 *
 * What the writing thread is told; nothing else touches it while it runs.
 */
typedef struct
{
  gint64 work;
  gboolean decide_kind;
  int progress;
  int is_in_stretches;
} ReaderAlignJob;

typedef struct
{
  guint n_aligned;
  guint n_links;
  double confidence;
  guint n_loose;
  gint64 loose; /* the first of them */
} ReaderAlignResult;

ReaderAlignJob *reader_align_job_new (gint64 work,
                                      gboolean decide_kind) G_GNUC_WARN_UNUSED_RESULT;
ReaderAlignJob *reader_align_job_ref (ReaderAlignJob *self);
void reader_align_job_unref (gpointer job);
void reader_align_job_run_async (ReaderAlignJob *self,
                                 ReaderSession *session,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ReaderAlignResult *reader_align_job_run_finish (GObject *worker,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
