/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-export-choice.h"
#include "cli-library.h"
#include "cli-pair.h"

#include "formats/tri-export-pair.h"
#include "library/tri-library-works.h"
#include "tri-output.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *format_name;
static char *output;
static char *texts_names;
static char *pair;
static char *folder;
static char *division;
static char *bookmarks;
static char *passages;
static gboolean no_notes;
static gboolean no_entities;

#define OPTION(name, variable, summary, value)                   \
  {                                                              \
    name, 0, 0, G_OPTION_ARG_STRING, &(variable), summary, value \
  }

static const GOptionEntry options[] = {
  { "format",
    'f',
    0,
    G_OPTION_ARG_STRING,
    &format_name,
    N_ ("One of the formats below"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  OPTION ("texts",
          texts_names,
          N_ ("Only these texts, in this order, by language or, where texts share one, by id"),
          N_ ("fr,en")),
  OPTION ("division",
          division,
          N_ ("Only this part of the work, by its title or id"),
          N_ ("DIVISION")),
  OPTION ("bookmarks",
          bookmarks,
          N_ ("Only what bookmarks with this label mark; all: any bookmarks"),
          N_ ("LABEL")),
  OPTION ("passages", passages, N_ ("Only from one passage to another"), N_ ("FROM..TO")),
  { "no-notes", 0, 0, G_OPTION_ARG_NONE, &no_notes, N_ ("Leave notes out"), NULL },
  { "no-entities",
    0,
    0,
    G_OPTION_ARG_NONE,
    &no_entities,
    N_ ("Mark no names, and add no index of them"),
    NULL },
  OPTION ("pair",
          pair,
          N_ ("The two texts, by language or, where texts share one, by id"),
          N_ ("fr,en")),
  { "sentences",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &folder,
    N_ ("Write the sentences of the two texts, too, into this folder"),
    N_ ("FOLDER") },
  { NULL },
};

typedef gboolean (*TextExporter) (TriLibrary *library,
                                  TriText *text,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);

/* The formats that count sentences, and what writes these. */
static const struct
{
  const char *nick;
  TextExporter write;
  const char *extension;
} sentences[] = {
  { "hunalign", tri_export_sentence_lines, "txt" },
  { "xces", tri_export_sentence_document, "xml" },
};

/* What is asked for, once it was found. */
typedef struct
{
  const TriExporter *format;
  int sentences; /* which of them; -1 for none */
  TriLibrary *library;
  TriWork *work;
  TriText *texts[2];
  guint side;
  GArray *chosen; /* texts */
  TriExportOptions options;
  GCancellable *cancellable;
} Export;

static void
clear_export (Export *self)
{
  g_clear_object (&self->library);
  g_clear_object (&self->work);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_clear_pointer (&self->options.ranges, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static char *
dup_nicks (void)
{
  GString *nicks = g_string_new (NULL);

  for (const TriExporter *const *f = tri_exporters_get_all (); *f; f++)
    g_string_append_printf (nicks, "%s%s", nicks->len > 0 ? ", " : "", (*f)->nick);
  return g_string_free (nicks, FALSE);
}

static int
find_sentences (const TriExporter *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].nick, format->nick))
      return (int) i;
  return -1;
}

static gboolean
find_format (Export *self, GError **error)
{
  g_autofree char *nicks = dup_nicks ();

  self->format = format_name ? tri_exporters_find (format_name) : NULL;
  if (!self->format)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("Name the format: --format with one of %s"),
                   nicks);
      return FALSE;
    }
  self->sentences = find_sentences (self->format);
  if (folder && self->sentences < 0)
    g_set_error_literal (error,
                         G_OPTION_ERROR,
                         G_OPTION_ERROR_BAD_VALUE,
                         _ ("--sentences goes with --format hunalign or xces"));
  else if (pair && !(self->format->flags & TRI_EXPORTER_PAIR))
    g_set_error_literal (error,
                         G_OPTION_ERROR,
                         G_OPTION_ERROR_BAD_VALUE,
                         _ ("--pair goes with a format of two texts; --texts with any"));
  else
    return TRUE;
  return FALSE;
}

static GOutputStream *
open_output (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!path || g_str_equal (path, "-"))
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (path);
  return tri_output_open (file, cancellable, error);
}

typedef gboolean (*Writer) (const Export *self, GOutputStream *stream, GError **error);

static gboolean
write_file (const Export *self, const char *path, Writer writer, GError **error)
{
  g_autoptr (GOutputStream) stream = open_output (path, self->cancellable, error);

  return stream
         && tri_output_close (stream, writer (self, stream, error), self->cancellable, error);
}

static gboolean
write_sentences (const Export *self, GOutputStream *stream, GError **error)
{
  return sentences[self->sentences].write (self->library,
                                           self->texts[self->side],
                                           stream,
                                           self->cancellable,
                                           error);
}

static gboolean
write_export (const Export *self, GOutputStream *stream, GError **error)
{
  return tri_exporter_write (self->format,
                             self->library,
                             &self->options,
                             stream,
                             self->cancellable,
                             error);
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

      name = tri_export_dup_sentences_name (self->texts,
                                            self->side,
                                            sentences[self->sentences].extension);
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
find_texts (Export *self, GError **error)
{
  const char *names = pair ? pair : texts_names;

  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (self->format->flags & TRI_EXPORTER_PAIR)
    {
      if (!cli_pair_find (self->library, self->work, names, self->texts, error))
        return FALSE;
      for (guint i = 0; i < 2; i++)
        g_array_append_val (self->chosen, self->texts[i]->id);
    }
  else if (names && !cli_texts_find (self->work, names, self->chosen, error))
    return FALSE;
  self->options.texts = (const gint64 *) self->chosen->data;
  self->options.n_texts = self->chosen->len;
  return TRUE;
}

static gboolean
find_ranges (Export *self, GError **error)
{
  const CliExportChoice choice = { division, bookmarks, passages };

  return cli_export_choice_find (&choice,
                                 self->library,
                                 self->work,
                                 &self->options.ranges,
                                 error);
}

static gboolean
run_export (const CliContext *context, char **arguments, GError **error)
{
  g_auto (Export) self = { .cancellable = context->cancellable,
                           .options = { .with_notes = !no_notes,
                                        .with_entities = !no_entities } };

  if (!find_format (&self, error))
    return FALSE;
  self.library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  if (!self.library || !find_work (&self, arguments[0], error))
    return FALSE;
  self.options.work = self.work->id;
  if (!find_texts (&self, error) || !find_ranges (&self, error)
      || !tri_exporter_check (self.format, self.library, &self.options, error))
    return FALSE;
  return write_sentence_files (&self, error) && write_file (&self, output, write_export, error);
}

static char *
dup_formats (void)
{
  GString *lines = g_string_new (_ ("Formats:"));

  for (const TriExporter *const *f = tri_exporters_get_all (); *f; f++)
    g_string_append_printf (lines,
                            "\n  %-9s %s%s",
                            (*f)->nick,
                            _ ((*f)->label),
                            (*f)->flags & TRI_EXPORTER_PAIR ? _ (", of two texts") : "");
  g_string_append_c (lines, '\n');
  return g_string_free (lines, FALSE);
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
      "a line, in fr.txt; for xces as elements with these ids, in fr.xml."),
  dup_formats,
};
