/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-marks.h"

#include "cli-json.h"
#include "formats/tri-export-marks.h"
#include "tri-output.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* --- to files --- */

static const TriMarksFormat *
find_format (const char *nick, GError **error)
{
  const TriMarksFormat *format = nick ? tri_marks_find_format (nick) : &tri_marks_jsonld;
  g_autoptr (GString) names = g_string_new (NULL);
  const TriMarksFormat *const *formats = tri_marks_list_formats ();

  if (format)
    return format;
  for (guint i = 0; formats[i]; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", formats[i]->nick);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--format %s: there are %s."),
               nick,
               names->str);
  return NULL;
}

static GOutputStream *
open_output (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = path ? g_file_new_for_commandline_arg (path) : NULL;

  if (!file)
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  return tri_output_open (file, cancellable, error);
}

/* A file that was there stays as it was until all is written. */
static gboolean
write_marks (const CliContext *context,
             TriLibrary *library,
             const TriMarksExport *export,
             const char *path,
             GError **error)
{
  g_autoptr (GOutputStream) stream = open_output (path, context->cancellable, error);
  gboolean is_written = FALSE;

  if (!stream)
    return FALSE;
  is_written = tri_export_marks (library, export, stream, NULL, NULL, context->cancellable, error);
  return tri_output_close (stream, is_written, context->cancellable, error);
}

gboolean
cli_marks_export (const CliContext *context,
                  TriLibrary *library,
                  const CliMarksExport *what,
                  GError **error)
{
  const TriMarksFormat *format = find_format (what->tmpl && !what->format ? "template"
                                                                          : what->format,
                                              error);
  g_auto (GStrv) languages = what->languages ? g_strsplit (what->languages, ",", -1) : NULL;
  g_autoptr (TriMarksTemplate) tmpl = NULL;
  g_autoptr (GArray) ids = NULL;
  TriMarksExport export;

  if (!format)
    return FALSE;
  if (format == &tri_marks_by_template)
    {
      tmpl = what->tmpl ? tri_marks_template_load (what->tmpl, error)
                        : tri_marks_template_new ("", tri_marks_template_get_example (), error);
      if (!tmpl)
        return FALSE;
    }
  ids = what->ids ? g_array_ref (what->ids) : tri_library_find_marks (library, &what->query, error);
  if (!ids)
    return FALSE;
  export = (TriMarksExport){ format,
                             tmpl,
                             (const char *const *) languages,
                             (const gint64 *) (gpointer) ids->data,
                             ids->len };
  return write_marks (context, library, &export, what->output, error);
}

/* --- and from them --- */

static void
print_json (const TriMarksOutcome *outcome)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "source", outcome->source);
  cli_json_add_int (builder, "read", outcome->n_marks);
  for (guint i = 0; i < TRI_N_MARKS_FATES; i++)
    cli_json_add_int (builder, tri_marks_fate_to_nick (i), outcome->counts[i]);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < outcome->items->len; i++)
    {
      const TriMarksItem *item = g_ptr_array_index (outcome->items, i);

      json_builder_begin_object (builder);
      cli_json_add_int (builder, "line", item->line);
      cli_json_add_string (builder, "fate", tri_marks_fate_to_nick (item->fate));
      cli_json_add_string (builder, "quote", item->quote);
      cli_json_add_string (builder, "text", item->where);
      cli_json_add_string (builder, "words", item->words);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static void
print_words (const TriMarksOutcome *outcome)
{
  for (guint i = 0; i < outcome->items->len; i++)
    {
      const TriMarksItem *item = g_ptr_array_index (outcome->items, i);

      g_print (_ ("line %u: %s: “%s” %s\n"),
               item->line,
               tri_marks_fate_to_words (item->fate),
               item->quote,
               item->words);
    }
  g_print (_ ("%s, %u marks\n"), _ (outcome->source), outcome->n_marks);
  for (guint i = 0; i < TRI_N_MARKS_FATES; i++)
    if (outcome->counts[i])
      g_print ("%6u  %s\n", outcome->counts[i], tri_marks_fate_to_words (i));
}

static void
show_progress (guint n_done, guint n_all, gpointer user_data)
{
  g_printerr ("\r%u / %u", n_done, n_all);
}

gboolean
cli_marks_import (const CliContext *context,
                  TriLibrary *library,
                  const TriMarksImport *what,
                  GError **error)
{
  g_auto (TriMarksOutcome) outcome = { 0 };
  gboolean show = !context->json && isatty (STDERR_FILENO);
  gboolean is_done;

  is_done = tri_library_import_marks (library,
                                      what,
                                      &outcome,
                                      show ? show_progress : NULL,
                                      NULL,
                                      context->cancellable,
                                      error);
  if (show)
    g_printerr ("\r");
  /* What was taken before it stopped is told, too. */
  if (!is_done && outcome.counts[TRI_MARKS_ADDED] + outcome.counts[TRI_MARKS_UPDATED] == 0)
    return FALSE;
  if (context->json)
    print_json (&outcome);
  else
    print_words (&outcome);
  return is_done;
}
