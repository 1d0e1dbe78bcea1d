/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-export.h"

#include "formats/tri-export-register.h"
#include "formats/tri-register-table.h"
#include "tri-output.h"

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
  g_autoptr (GOutputStream) stream = tri_output_open (file, NULL, error);

  if (stream == NULL)
    return NULL;

  return GINT_TO_POINTER (
      tri_output_close (stream, write_file (library, self, stream, error), NULL, error));
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
