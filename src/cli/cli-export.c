/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-library.h"

#include "formats/tri-export.h"
#include "library/tri-library-works.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static char *format;
static char *output;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("json or tei"), N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  { NULL },
};

typedef gboolean (*Exporter) (TriLibrary *library,
                              gint64 work,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);

static Exporter
find_exporter (GError **error)
{
  if (format && g_str_equal (format, "json"))
    return tri_export_json;
  if (format && g_str_equal (format, "tei"))
    return tri_export_tei;
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Name the format: --format json or --format tei"));
  return NULL;
}

/* A file appears under its name only when it is whole: GFileOutputStream replaces on close. */
static GOutputStream *
open_output (GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!output || g_str_equal (output, "-"))
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (output);
  return G_OUTPUT_STREAM (g_file_replace (file,
                                          NULL,
                                          FALSE,
                                          G_FILE_CREATE_NONE,
                                          cancellable,
                                          error));
}

/* Closing with a cancelled GCancellable leaves the file that was there. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gboolean
run_export (const CliContext *context, char **arguments, GError **error)
{
  Exporter exporter = find_exporter (error);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  gint64 work = 0;

  if (!exporter)
    return FALSE;
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  work = library ? tri_library_find_work (library, arguments[0], error) : 0;
  stream = work ? open_output (context->cancellable, error) : NULL;
  if (!stream)
    return FALSE;
  if (!exporter (library, work, stream, context->cancellable, error))
    {
      give_up (stream);
      return FALSE;
    }
  return g_output_stream_close (stream, context->cancellable, error);
}

const CliCommand cli_export_command = {
  "export", N_ ("WORK"), N_ ("Write a work as a file"), options, 1, 1, run_export
};
