/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-find.h"

/* Code points on each side of the hit in a file. */
#define EXPORT_WIDTH 80

/* What a worker is asked. */
typedef struct
{
  char *typed;
  gboolean forms;
  TriConcordance *concordance;
  gboolean is_found;
  TriConcordanceSort sort;
  ReaderConcordanceProgress *progress;
  GArray *order;
  TriConcordanceFormat format;
  GFile *file;
  guint32 index;
  guint width;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->typed);
  g_clear_pointer (&self->concordance, tri_concordance_unref);
  g_clear_pointer (&self->progress, reader_concordance_progress_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_object (&self->file);
  g_free (self);
}

static Job *
job_new (TriConcordance *concordance, ReaderConcordanceProgress *progress)
{
  Job *self = g_new0 (Job, 1);

  self->concordance = concordance ? tri_concordance_ref (concordance) : NULL;
  self->progress = progress ? g_atomic_rc_box_acquire (progress) : NULL;
  return self;
}

/* --- How far */

ReaderConcordanceProgress *
reader_concordance_progress_new (void)
{
  return g_atomic_rc_box_new0 (ReaderConcordanceProgress);
}

void
reader_concordance_progress_unref (ReaderConcordanceProgress *self)
{
  g_atomic_rc_box_release (self);
}

double
reader_concordance_progress_get (ReaderConcordanceProgress *self)
{
  int n_all = g_atomic_int_get (&self->n_all);

  return n_all > 0 ? (double) g_atomic_int_get (&self->n_done) / n_all : -1;
}

static gboolean
progress_cb (guint n_done, guint n_all, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->progress->n_done, (int) n_done);
  g_atomic_int_set (&job->progress->n_all, (int) n_all);
  return TRUE;
}

/* --- The question */

static gpointer
open_concordance (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (TriSearch) search = NULL;

  options->forms = job->forms;
  search = tri_search_new (library, job->typed, options, error);
  return search ? tri_concordance_new (library, search, error) : NULL;
}

void
reader_concordance_open_async (TriWorker *worker,
                               const char *typed,
                               gboolean forms,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Job *job = job_new (NULL, NULL);

  job->typed = g_strdup (typed);
  job->forms = forms;
  tri_worker_run_async (worker,
                        open_concordance,
                        job,
                        job_free,
                        (GDestroyNotify) tri_concordance_unref,
                        cancellable,
                        callback,
                        data);
}

TriConcordance *
reader_concordance_open_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

static gpointer
sort_hits (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  if (!job->is_found
      && !tri_concordance_run (job->concordance, library, 0, FALSE, NULL, NULL, error))
    return NULL;
  return tri_concordance_sort (job->concordance, library, job->sort, progress_cb, job, error);
}

void
reader_concordance_sort_async (TriWorker *worker,
                               TriConcordance *concordance,
                               gboolean is_found,
                               TriConcordanceSort sort,
                               ReaderConcordanceProgress *progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Job *job = job_new (concordance, progress);

  job->is_found = is_found;
  job->sort = sort;
  tri_worker_run_async (worker,
                        sort_hits,
                        job,
                        job_free,
                        (GDestroyNotify) g_array_unref,
                        cancellable,
                        callback,
                        data);
}

GArray *
reader_concordance_sort_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

/* --- To a file */

static gpointer
export_lines (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  const TriConcordanceExport what = {
    job->format,
    job->typed,
    EXPORT_WIDTH,
    (const guint32 *) (gpointer) job->order->data,
    job->order->len,
  };
  g_autofree char *name = g_file_get_basename (job->file);

  if (!tri_export_concordance_to_file (job->concordance,
                                       library,
                                       &what,
                                       job->file,
                                       progress_cb,
                                       job,
                                       cancellable,
                                       error))
    return NULL;
  return g_filename_display_name (name);
}

void
reader_concordance_export_async (TriWorker *worker,
                                 TriConcordance *concordance,
                                 GArray *order,
                                 TriConcordanceFormat format,
                                 const char *title,
                                 GFile *file,
                                 ReaderConcordanceProgress *progress,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Job *job = job_new (concordance, progress);

  job->order = g_array_ref (order);
  job->format = format;
  job->typed = g_strdup (title);
  job->file = g_object_ref (file);
  tri_worker_run_async (worker,
                        export_lines,
                        job,
                        job_free,
                        g_free,
                        cancellable,
                        callback,
                        data);
}

char *
reader_concordance_export_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

/* --- One line */

static gpointer
read_line (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  return tri_concordance_read_line (job->concordance, library, job->index, job->width, error);
}

void
reader_concordance_read_async (TriWorker *worker,
                               TriConcordance *concordance,
                               guint32 index,
                               guint width,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Job *job = job_new (concordance, NULL);

  job->index = index;
  job->width = width;
  tri_worker_run_async (worker,
                        read_line,
                        job,
                        job_free,
                        (GDestroyNotify) tri_concordance_line_unref,
                        cancellable,
                        callback,
                        data);
}

TriConcordanceLine *
reader_concordance_read_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
