/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-library.h"
#include "cli-pair.h"

#include "formats/tri-export-pair.h"
#include "formats/tri-export.h"
#include "library/tri-library-works.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *format_name;
static char *output;
static char *pair;
static char *folder;

static const GOptionEntry options[] = {
  {
      "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &format_name,
      N_ ("json or tei; of two texts of the work: hunalign (a ladder) or xces"),
      N_ ("FORMAT"),
  },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  {
      "pair",
      0,
      0,
      G_OPTION_ARG_STRING,
      &pair,
      N_ ("The two texts, by language or, where texts share one, by id"),
      N_ ("fr,en"),
  },
  {
      "sentences",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &folder,
      N_ ("Write the sentences of the two texts, too, into this folder"),
      N_ ("FOLDER"),
  },
  { NULL },
};

typedef gboolean (*Exporter) (TriLibrary *library,
                              gint64 work,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);
typedef gboolean (*PairExporter) (TriLibrary *library,
                                  TriText *const *texts,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);
typedef gboolean (*TextExporter) (TriLibrary *library,
                                  TriText *text,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);

/* Of a work, or of two texts of it. */
typedef struct
{
  const char *name;
  Exporter of_work;
  PairExporter of_pair;
  TextExporter sentences;
  const char *extension; /* of the sentences */
} Format;

static const Format formats[] = {
  { "json", .of_work = tri_export_json },
  { "tei", .of_work = tri_export_tei },
  { "hunalign", NULL, tri_export_ladder, tri_export_sentence_lines, "txt" },
  { "xces", NULL, tri_export_xces, tri_export_sentence_document, "xml" },
};

/* What is asked for, once it was found. */
typedef struct
{
  const Format *format;
  TriLibrary *library;
  TriWork *work;
  TriText *texts[2];
  guint side;
  GCancellable *cancellable;
} Export;

static void
clear_export (Export *self)
{
  g_clear_object (&self->library);
  g_clear_object (&self->work);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static const Format *
find_format (GError **error)
{
  for (guint i = 0; format_name && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (format_name, formats[i].name))
      {
        if (formats[i].of_pair || !(pair || folder))
          return &formats[i];
        g_set_error_literal (error,
                             G_OPTION_ERROR,
                             G_OPTION_ERROR_BAD_VALUE,
                             _ ("--pair and --sentences go with --format hunalign or xces"));
        return NULL;
      }
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Name the format: --format json, tei, hunalign or xces"));
  return NULL;
}

/* A file appears under its name only when it is whole: GFileOutputStream replaces on close. */
static GOutputStream *
open_output (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!path || g_str_equal (path, "-"))
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (path);
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

typedef gboolean (*Writer) (const Export *self, GOutputStream *stream, GError **error);

static gboolean
write_file (const Export *self, const char *path, Writer writer, GError **error)
{
  g_autoptr (GOutputStream) stream = open_output (path, self->cancellable, error);

  if (!stream)
    return FALSE;
  if (!writer (self, stream, error))
    {
      give_up (stream);
      return FALSE;
    }
  return g_output_stream_close (stream, self->cancellable, error);
}

static gboolean
write_sentences (const Export *self, GOutputStream *stream, GError **error)
{
  return self->format->sentences (self->library,
                                  self->texts[self->side],
                                  stream,
                                  self->cancellable,
                                  error);
}

static gboolean
write_export (const Export *self, GOutputStream *stream, GError **error)
{
  const Format *format = self->format;

  if (format->of_pair)
    return format->of_pair (self->library, self->texts, stream, self->cancellable, error);
  return format->of_work (self->library, self->work->id, stream, self->cancellable, error);
}

static gboolean
make_folder (GError **error)
{
  int saved = 0;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  saved = errno;
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               "%s: %s",
               folder,
               g_strerror (saved));
  return FALSE;
}

static gboolean
write_sentence_files (Export *self, GError **error)
{
  if (!folder)
    return TRUE;
  if (!make_folder (error))
    return FALSE;
  for (self->side = 0; self->side < 2; self->side++)
    {
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      name = tri_export_dup_sentences_name (self->texts, self->side, self->format->extension);
      path = g_build_filename (folder, name, NULL);
      if (!write_file (self, path, write_sentences, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_work (Export *self, const char *name, GError **error)
{
  gint64 work = tri_library_find_work (self->library, name, error);

  self->work = work ? tri_library_get_work (self->library, work, error) : NULL;
  return self->work != NULL;
}

static gboolean
run_export (const CliContext *context, char **arguments, GError **error)
{
  g_auto (Export) self = { .format = find_format (error), .cancellable = context->cancellable };

  if (!self.format)
    return FALSE;
  self.library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  if (!self.library || !find_work (&self, arguments[0], error))
    return FALSE;
  if (self.format->of_pair && !cli_pair_find (self.library, self.work, pair, self.texts, error))
    return FALSE;
  return write_sentence_files (&self, error) && write_file (&self, output, write_export, error);
}

const CliCommand cli_export_command = {
  "export",
  N_ ("WORK"),
  N_ ("Write a work as a file"),
  options,
  1,
  1,
  run_export,
  N_ ("hunalign: each line names the sentences of the two texts, counted from 0 through the whole "
      "text, at which a link begins, and its confidence; a link ends where the next line begins. "
      "Links that cross cannot be written so: their sentences have no counterpart.\n"
      "xces: a sentence is called P.S, the S-th sentence of the P-th passage of its text, both "
      "counted from 1, as “export --format json” lists them.\n"
      "Headings and notes are passages, too. One without sentences of its own is one sentence, "
      "or none when it is empty. --sentences writes the sentences themselves: for hunalign one "
      "a line, in fr.txt; for xces as elements with these ids, in fr.xml.")
};
