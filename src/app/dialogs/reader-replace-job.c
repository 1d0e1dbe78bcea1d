/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-replace-job.h"

/**
 * reader_replace_job_new:
 * @text: what is imported again
 * @path: (type filename): from where
 * @dry_run: whether only what would be is asked for
 *
 * Returns: (transfer full): a job that was not begun
 */
ReaderReplaceJob *
reader_replace_job_new (TriText *text,
                        const char *path,
                        gboolean dry_run)
{
  ReaderReplaceJob *self = g_atomic_rc_box_new0 (ReaderReplaceJob);

  self->text = text->id;
  self->path = g_strdup (path);
  self->lang = g_strdup (text->lang);
  self->dry_run = dry_run;

  return self;
}

static void
clear (gpointer data)
{
  ReaderReplaceJob *self = data;

  g_free (self->path);
  g_free (self->lang);
}

/**
 * reader_replace_job_unref:
 * @job: (type ReaderReplaceJob): the job
 */
void
reader_replace_job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear);
}

static void
report_free (gpointer report)
{
  tri_replace_report_free (report);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  ReaderReplaceJob *self = user_data;

  g_atomic_int_set (&self->progress, (int) (fraction * 1000));
}

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  ReaderReplaceJob *self = data;
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  /* TEI names its languages itself, and may hold several texts. */
  gboolean is_tei = tri_formats_find (self->path, NULL) == &tri_format_tei;
  const TriImportFile file = { .path = self->path, .lang = is_tei ? NULL : self->lang };
  const TriImportOptions options = {
    .files = &file,
    .n_files = 1,
    .link = TRUE,
    .progress = progress_cb,
    .user_data = self,
  };

  if (tri_library_import_replace (library,
                                  self->text,
                                  &options,
                                  self->dry_run,
                                  report,
                                  cancellable,
                                  error)
      == 0)
    return NULL;

  return g_steal_pointer (&report);
}

/**
 * reader_replace_job_run_async:
 * @session: whose library the text is in
 * @cancellable: (nullable): to stop; the library is then as before
 * @callback: called when it is done
 *
 * Reads the file and compares it on the writing thread.
 */
void
reader_replace_job_run_async (ReaderReplaceJob *self,
                              ReaderSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  tri_worker_run_async (reader_session_get_writer (session),
                        run,
                        g_atomic_rc_box_acquire (self),
                        reader_replace_job_unref,
                        report_free,
                        cancellable,
                        callback,
                        user_data);
}

/**
 * reader_replace_job_run_finish:
 *
 * Returns: (transfer full): what became of everything, or would; %NULL on error
 */
TriReplaceReport *
reader_replace_job_run_finish (GObject *worker,
                               GAsyncResult *result,
                               GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
