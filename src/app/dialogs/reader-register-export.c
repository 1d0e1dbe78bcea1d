/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-export.h"

#include "formats/tri-export-register.h"
#include "formats/tri-register-table.h"

typedef struct
{
  gint64 reg;
  char *path;
} Export;

static gboolean
write_file (TriLibrary *library,
            const Export *self,
            GOutputStream *stream,
            GError **error)
{
  if (!tri_table_is_name (self->path))
    return tri_export_register_tei (library, self->reg, stream, NULL, error);

  return tri_export_register_table (library,
                                    self->reg,
                                    g_str_has_suffix (self->path, ".csv") ? ',' : '\t',
                                    stream,
                                    NULL,
                                    error);
}

static gpointer
run_export (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Export *self = data;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GFileOutputStream) stream = NULL;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL)
    return NULL;
  if (write_file (library, self, G_OUTPUT_STREAM (stream), error))
    return GINT_TO_POINTER (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error));

  /* Closing so leaves the file that was there. */
  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);

  return NULL;
}

static void
export_free (gpointer data)
{
  Export *self = data;

  g_free (self->path);
  g_free (self);
}

/**
 * reader_register_export_async:
 * @path: (type filename): its end says how: .csv, .tsv, else TEI
 *
 * Writes a register into a file, on the thread that answers questions. A file that was there stays
 * as it was until all is written.
 */
void
reader_register_export_async (ReaderSession *session,
                              gint64 reg,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Export *data = g_new0 (Export, 1);

  data->reg = reg;
  data->path = g_strdup (path);
  tri_worker_run_async (reader_session_get_asker (session),
                        run_export,
                        data,
                        export_free,
                        NULL,
                        NULL,
                        callback,
                        user_data);
}

gboolean
reader_register_export_finish (GObject *worker,
                               GAsyncResult *result,
                               GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error) != NULL;
}
