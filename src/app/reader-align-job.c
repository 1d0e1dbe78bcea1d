/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-align-job.h"

/**
 * reader_align_job_new:
 *
 * Returns: (transfer full): a job that was not begun
 */
ReaderAlignJob *
reader_align_job_new (gint64 work,
                      gboolean decide_kind)
{
  ReaderAlignJob *self = g_atomic_rc_box_new0 (ReaderAlignJob);

  self->work = work;
  self->decide_kind = decide_kind;

  return self;
}

/**
 * reader_align_job_ref:
 *
 * Returns: (transfer full): the same job
 */
ReaderAlignJob *
reader_align_job_ref (ReaderAlignJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * reader_align_job_unref:
 * @job: (type ReaderAlignJob): the job
 */
void
reader_align_job_unref (gpointer job)
{
  g_atomic_rc_box_release (job);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  ReaderAlignJob *self = user_data;

  g_atomic_int_set (&self->progress, (int) (fraction * 1000));
}

static void
stretch_cb (gpointer user_data)
{
  ReaderAlignJob *self = user_data;

  g_atomic_int_set (&self->is_in_stretches, TRUE);
}

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  ReaderAlignJob *self = data;
  g_auto (TriLibraryAlignment) alignment = { 0 };
  TriLibraryAlignOptions options = {
    .decide_kind = self->decide_kind,
    .progress = progress_cb,
    .stretch = stretch_cb,
    .user_data = self,
  };
  ReaderAlignResult *result = NULL;

  if (!tri_library_align (library, self->work, &options, &alignment, cancellable, error))
    return NULL;

  result = g_new0 (ReaderAlignResult, 1);
  result->n_aligned = alignment.n_aligned;
  result->n_links = alignment.n_links;
  result->confidence = alignment.confidence;
  result->n_loose = alignment.loose != NULL ? alignment.loose->len : 0;
  if (result->n_loose > 0)
    result->loose = g_array_index (alignment.loose, gint64, 0);

  return result;
}

/**
 * reader_align_job_run_async:
 * @session: whose library the work is in
 * @cancellable: (nullable): to stop; what was aligned stays
 * @callback: called when it is done
 *
 * Aligns the texts on the writing thread.
 */
void
reader_align_job_run_async (ReaderAlignJob *self,
                            ReaderSession *session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  tri_worker_run_async (reader_session_get_writer (session),
                        run,
                        reader_align_job_ref (self),
                        reader_align_job_unref,
                        g_free,
                        cancellable,
                        callback,
                        user_data);
}

/**
 * reader_align_job_run_finish:
 * @worker: the source of @result
 * @result: as given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): what came of it, %NULL on error
 */
ReaderAlignResult *
reader_align_job_run_finish (GObject *worker,
                             GAsyncResult *result,
                             GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
