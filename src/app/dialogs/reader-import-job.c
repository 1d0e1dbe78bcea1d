/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-job.h"

#include "library/tri-import.h"

#include <glib/gi18n.h>

/**
 * reader_import_job_new:
 *
 * Returns: (transfer full): a job without files
 */
ReaderImportJob *
reader_import_job_new (void)
{
  ReaderImportJob *self = g_atomic_rc_box_new0 (ReaderImportJob);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * reader_import_job_ref:
 *
 * Returns: (transfer full): the same job
 */
ReaderImportJob *
reader_import_job_ref (ReaderImportJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ReaderImportJob *self = data;

  g_ptr_array_unref (self->files);
  g_free (self->title);
  g_free (self->register_path);
}

/**
 * reader_import_job_unref:
 * @job: (type ReaderImportJob): the job
 */
void
reader_import_job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  ReaderImportJob *self = user_data;

  g_atomic_int_set (&self->progress, (int) (fraction * 1000));
}

static void
file_begun_cb (guint index,
               gpointer user_data)
{
  ReaderImportJob *self = user_data;

  g_atomic_int_set (&self->n_begun, (int) index + 1);
}

/**
 * reader_import_job_dup_words:
 *
 * Returns: (transfer full): which of the files is being read; nothing before the first
 */
char *
reader_import_job_dup_words (ReaderImportJob *self)
{
  guint n_begun = (guint) g_atomic_int_get (&self->n_begun);
  ReaderImportFile *file = n_begun > 0 ? g_ptr_array_index (self->files, n_begun - 1) : NULL;
  g_autofree char *name = file != NULL ? g_filename_display_basename (file->path) : g_strdup ("");

  if (self->files->len < 2 || file == NULL)
    return g_steal_pointer (&name);
  /* Translators: the name of a file, which of the files it is, and how many there are. */
  return g_strdup_printf (_ ("%1$s (%2$u of %3$u)"), name, n_begun, self->files->len);
}

static const char *
none_if_empty (const char *words)
{
  return words != NULL && *words != '\0' ? words : NULL;
}

/* What is found from the words is found after the import. */
static const TriImportTie ties[] = {
  [READER_IMPORT_TIE_AUTO] = TRI_IMPORT_TIE_AUTO,
  [READER_IMPORT_TIE_IDS] = TRI_IMPORT_TIE_IDS,
  [READER_IMPORT_TIE_WORDS] = TRI_IMPORT_TIE_NONE,
  [READER_IMPORT_TIE_NONE] = TRI_IMPORT_TIE_NONE,
};

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  ReaderImportJob *self = data;
  g_autofree TriImportFile *files = g_new0 (TriImportFile, self->files->len);
  TriImportOptions options = { 0 };
  gint64 work = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (self->files, i);

      files[i].path = file->path;
      files[i].lang = none_if_empty (file->lang);
      files[i].lang_is_rest = file->preview->texts->len > 1;
      files[i].title = none_if_empty (file->title);
      files[i].author = none_if_empty (file->author);
      files[i].format = file->format != NULL ? file->format->nick : NULL;
    }

  options.files = files;
  options.n_files = self->files->len;
  options.work = self->work;
  options.title = none_if_empty (self->title);
  options.kind = self->kind;
  options.is_act = TRUE;
  options.tie = ties[self->tie];
  options.register_path = self->register_path;
  options.register_id = self->register_id;
  options.link = self->register_id != 0 || self->register_path != NULL;
  options.kind_is_open = &self->kind_is_open;
  options.progress = progress_cb;
  options.file_begun = file_begun_cb;
  options.user_data = self;
  work = tri_library_import (library, &options, cancellable, error);

  return work != 0 ? g_memdup2 (&work, sizeof work) : NULL;
}

/**
 * reader_import_job_run_async:
 * @session: whose library the files go into
 * @cancellable: (nullable): to stop; the library is then as before
 * @callback: called when it is done
 *
 * Imports the files on the writing thread.
 */
void
reader_import_job_run_async (ReaderImportJob *self,
                             ReaderSession *session,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  tri_worker_run_async (reader_session_get_writer (session),
                        run,
                        reader_import_job_ref (self),
                        reader_import_job_unref,
                        g_free,
                        cancellable,
                        callback,
                        user_data);
}

/**
 * reader_import_job_run_finish:
 * @worker: the source of @result
 * @result: as given to the callback
 * @error: return location for an error
 *
 * Returns: the work, 0 on error
 */
gint64
reader_import_job_run_finish (GObject *worker,
                              GAsyncResult *result,
                              GError **error)
{
  g_autofree gint64 *work = tri_worker_run_finish (TRI_WORKER (worker), result, error);

  return work != NULL ? *work : 0;
}
