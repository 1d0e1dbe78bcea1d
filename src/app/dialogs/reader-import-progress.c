/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-progress.h"

#include <glib/gi18n.h>

struct _ReaderImportProgress
{
  AdwBin parent_instance;

  GtkProgressBar *bar;
  GtkLabel *file;

  ReaderImportJob *job; /* that runs, or NULL */
  GCancellable *cancellable;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (ReaderImportProgress, reader_import_progress, ADW_TYPE_BIN)

static gboolean
tick_cb (gpointer user_data)
{
  ReaderImportProgress *self = user_data;
  g_autofree char *words = reader_import_job_dup_words (self->job);

  gtk_label_set_label (self->file, words);
  gtk_progress_bar_set_fraction (self->bar, g_atomic_int_get (&self->job->progress) / 1000.0);

  return G_SOURCE_CONTINUE;
}

static void
reader_import_progress_dispose (GObject *object)
{
  ReaderImportProgress *self = READER_IMPORT_PROGRESS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, reader_import_job_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_PROGRESS);

  G_OBJECT_CLASS (reader_import_progress_parent_class)->dispose (object);
}

static void
reader_import_progress_class_init (ReaderImportProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_progress_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportProgress, file);
}

static void
reader_import_progress_init (ReaderImportProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_import_progress_run_async:
 * @job: what to import
 * @session: the library to import into
 * @callback: called when it is done, with what reader_import_job_run_finish() takes; it calls
 * reader_import_progress_end()
 *
 * Begins an import, while none runs.
 */
void
reader_import_progress_run_async (ReaderImportProgress *self,
                                  ReaderImportJob *job,
                                  ReaderSession *session,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (READER_IS_IMPORT_PROGRESS (self));
  g_return_if_fail (!reader_import_progress_is_running (self));

  self->job = reader_import_job_ref (job);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->file, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  self->tick_id = g_timeout_add (100, tick_cb, self);
  reader_import_job_run_async (job, session, self->cancellable, callback, user_data);
}

/**
 * reader_import_progress_is_running:
 *
 * Returns: whether an import was begun and did not end yet
 */
gboolean
reader_import_progress_is_running (ReaderImportProgress *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_PROGRESS (self), FALSE);

  return self->job != NULL;
}

/**
 * reader_import_progress_cancel:
 *
 * Stops the import, if one runs. What is there already is taken away again, which may take as long.
 */
void
reader_import_progress_cancel (ReaderImportProgress *self)
{
  g_return_if_fail (READER_IS_IMPORT_PROGRESS (self));

  if (self->job == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_label_set_label (self->file, _ ("Taking away what was imported…"));
}

/**
 * reader_import_progress_end:
 *
 * Returns: (transfer full): the job, which runs no more
 */
ReaderImportJob *
reader_import_progress_end (ReaderImportProgress *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_PROGRESS (self), NULL);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);

  return g_steal_pointer (&self->job);
}
