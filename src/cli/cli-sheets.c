/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "formats/tri-export-sheet.h"
#include "library/tri-library-sheets.h"
#include "tri-output.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static char *format_name;
static char *output;

static const GOptionEntry options[] = {
  { "format",
    'f',
    0,
    G_OPTION_ARG_STRING,
    &format_name,
    N_ ("html, markdown, text or json"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  { NULL },
};

static void
add_sheet (JsonBuilder *builder, TriSheet *sheet)
{
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", sheet->uuid);
  cli_json_add_string (builder, "title", sheet->title);
  json_builder_set_member_name (builder, "languages");
  json_builder_begin_array (builder);
  for (guint i = 0; sheet->languages[i]; i++)
    json_builder_add_string_value (builder, sheet->languages[i]);
  json_builder_end_array (builder);
  cli_json_add_int (builder, "items", sheet->n_items);
  cli_json_add_int (builder, "created", sheet->created);
  cli_json_add_int (builder, "modified", sheet->modified);
  json_builder_end_object (builder);
}

static void
print_sheets (GPtrArray *sheets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < sheets->len; i++)
    add_sheet (builder, g_ptr_array_index (sheets, i));
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static gboolean
run_list (const CliContext *context, TriLibrary *library, GError **error)
{
  g_autoptr (GPtrArray) sheets = tri_library_list_sheets (library, error);

  if (!sheets)
    return FALSE;
  if (context->json)
    print_sheets (sheets);
  for (guint i = 0; !context->json && i < sheets->len; i++)
    {
      TriSheet *sheet = g_ptr_array_index (sheets, i);

      g_print ("%s  %u  %s\n", sheet->uuid, sheet->n_items, sheet->title);
    }
  return TRUE;
}

static GOutputStream *
open_output (GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!output)
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (output);
  return tri_output_open (file, NULL, error);
}

static gboolean
write_sheet (const CliContext *context,
             TriLibrary *library,
             const char *what,
             TriSheetFormat format,
             GError **error)
{
  g_autofree char *sheet = tri_library_find_sheet (library, what, error);
  g_autoptr (GOutputStream) stream = sheet ? open_output (error) : NULL;

  gboolean is_written = FALSE;

  if (!stream)
    return FALSE;
  is_written = tri_export_sheet (library, sheet, format, stream, context->cancellable, error);
  return tri_output_close (stream, is_written, context->cancellable, error);
}

static gboolean
find_format (const CliContext *context, gboolean shows, TriSheetFormat *format, GError **error)
{
  *format = shows ? TRI_SHEET_TEXT : output ? tri_sheet_format_guess (output)
                                            : TRI_SHEET_HTML;
  if (context->json)
    *format = TRI_SHEET_JSON;
  if (!format_name || tri_sheet_format_from_nick (format_name, format))
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("Unknown format “%s”: html, markdown, text or json"),
               format_name);
  return FALSE;
}

static gboolean
run_sheets (const CliContext *context, char **arguments, GError **error)
{
  guint n = g_strv_length (arguments);
  gboolean lists = n == 1 && g_str_equal (arguments[0], "list");
  gboolean shows = n == 2 && g_str_equal (arguments[0], "show");
  g_autoptr (TriLibrary) library = NULL;
  TriSheetFormat format = TRI_SHEET_TEXT;

  if (!lists && !shows && (n != 2 || !g_str_equal (arguments[0], "export")))
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("Usage: triptych-cli sheets list | show SHEET | export SHEET"));
      return FALSE;
    }
  if (!find_format (context, shows, &format, error))
    return FALSE;
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  if (!library)
    return FALSE;
  return lists ? run_list (context, library, error)
               : write_sheet (context, library, arguments[1], format, error);
}

const CliCommand cli_sheets_command = {
  "sheets",
  N_ ("list | show SHEET | export SHEET"),
  N_ ("List study sheets, show one, or write it to a file"),
  options,
  1,
  2,
  run_sheets,
};
