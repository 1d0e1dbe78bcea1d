/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-job.h"

/**
 * reader_register_job_new:
 * @path: (type filename): the file
 *
 * Returns: (transfer full): a job that looks what a new register of the file would be
 */
ReaderRegisterJob *
reader_register_job_new (const char *path)
{
  ReaderRegisterJob *self = g_new0 (ReaderRegisterJob, 1);

  self->path = g_strdup (path);
  self->type = -1;
  self->decisions = g_array_new (FALSE, FALSE, sizeof (TriRegisterDecision));
  self->dry_run = TRUE;

  return self;
}

void
reader_register_job_free (ReaderRegisterJob *self)
{
  g_free (self->path);
  g_free (self->title);
  g_free (self->columns);
  g_array_unref (self->decisions);
  g_free (self);
}

void
reader_register_result_free (ReaderRegisterResult *self)
{
  tri_register_outcome_clear (&self->outcome);
  g_clear_error (&self->error);
  g_free (self);
}

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  ReaderRegisterJob *self = data;
  g_autoptr (ReaderRegisterResult) result = g_new0 (ReaderRegisterResult, 1);
  const TriRegisterImport import = {
    .path = self->path,
    .target = self->target,
    .title = self->title,
    .table = { self->columns, self->type, NULL },
    .decisions = (const TriRegisterDecision *) (gpointer) self->decisions->data,
    .n_decisions = self->decisions->len,
    .otherwise = self->otherwise,
    .dry_run = self->dry_run,
  };

  tri_library_import_register_file (library,
                                    &import,
                                    &result->outcome,
                                    cancellable,
                                    &result->error);

  return g_steal_pointer (&result);
}

static void
free_job (gpointer data)
{
  reader_register_job_free (data);
}

static void
free_result (gpointer data)
{
  reader_register_result_free (data);
}

void
reader_register_job_run_async (ReaderRegisterJob *self,
                               ReaderSession *session,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  TriWorker *worker = self->dry_run ? reader_session_get_asker (session)
                                    : reader_session_get_writer (session);

  tri_worker_run_async (worker,
                        run,
                        self,
                        free_job,
                        free_result,
                        cancellable,
                        callback,
                        user_data);
}

ReaderRegisterResult *
reader_register_job_run_finish (GObject *worker,
                                GAsyncResult *result,
                                GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
