/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-merge-job.h"

#include "library/tri-library-bookmarks.h"

typedef struct
{
  char *name; /* a path, or the uuid of a conflict */
  gboolean dry_run;
  TriMergeChoice choice;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->name);
  g_free (self);
}

static void
report_free (gpointer report)
{
  tri_merge_report_free (report);
}

static void
conflicts_free (gpointer conflicts)
{
  g_ptr_array_unref (conflicts);
}

static gpointer
run_merge (TriLibrary *library,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const Job *self = data;
  const TriMergeOptions options = { .path = self->name, .dry_run = self->dry_run };
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();

  if (!tri_library_merge (library, &options, report, cancellable, error))
    return NULL;

  return g_steal_pointer (&report);
}

void
reader_merge_job_run_async (ReaderSession *session,
                            const char *path,
                            gboolean dry_run,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (path);
  job->dry_run = dry_run;
  tri_worker_run_async (reader_session_get_writer (session),
                        run_merge,
                        job,
                        job_free,
                        report_free,
                        cancellable,
                        callback,
                        user_data);
}

TriMergeReport *
reader_merge_job_run_finish (GObject *worker,
                             GAsyncResult *result,
                             GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

static gboolean
undo (TriLibrary *library,
      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *act = tri_library_undo_since (library, 0, "merge.decide", &local);

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static gpointer
run_decide (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  const Job *self = data;
  gboolean done = self->name != NULL
                      ? tri_library_decide_merge_conflict (library, self->name, self->choice, error)
                      : undo (library, error);

  return done ? tri_library_list_merge_conflicts (library, error) : NULL;
}

void
reader_merge_job_decide_async (ReaderSession *session,
                               const char *uuid,
                               TriMergeChoice choice,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (uuid);
  job->choice = choice;
  tri_worker_run_async (reader_session_get_writer (session),
                        run_decide,
                        job,
                        job_free,
                        conflicts_free,
                        NULL,
                        callback,
                        user_data);
}

GPtrArray *
reader_merge_job_decide_finish (GObject *worker,
                                GAsyncResult *result,
                                GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
