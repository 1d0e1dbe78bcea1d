/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-output.h"

/* On a stream: the file, when there was none of its name. */
#define NEW "tri-output-new"

/**
 * tri_output_open:
 * @file: what is to be written, whether or not there is one already
 *
 * Returns: (transfer full): a stream for tri_output_close(); %NULL with @error
 */
GOutputStream *
tri_output_open (GFile *file, GCancellable *cancellable, GError **error)
{
  gboolean is_new = !g_file_query_exists (file, cancellable);
  GFileOutputStream *stream = NULL;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  if (stream && is_new)
    g_object_set_data_full (G_OBJECT (stream), NEW, g_object_ref (file), g_object_unref);
  return G_OUTPUT_STREAM (stream);
}

/* Closing with a cancelled GCancellable leaves the file that was there; one that was not has got
 * its name already. */
static void
give_up (GOutputStream *stream)
{
  GFile *file = g_object_get_data (G_OBJECT (stream), NEW);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
  if (file)
    g_file_delete (file, NULL, NULL);
}

/**
 * tri_output_close:
 * @stream: of tri_output_open(), or any other
 * @is_written: whether all is in it; else @error is set already
 *
 * Ends a file. One that is not whole goes: what was there before stays as it was.
 *
 * Returns: whether the file is whole
 */
gboolean
tri_output_close (GOutputStream *stream,
                  gboolean is_written,
                  GCancellable *cancellable,
                  GError **error)
{
  if (is_written && g_output_stream_close (stream, cancellable, error))
    return TRUE;
  give_up (stream);
  return FALSE;
}
