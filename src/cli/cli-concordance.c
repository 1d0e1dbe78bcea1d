/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-question.h"

#include "formats/tri-export-concordance.h"
#include "library/tri-library-works.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define WIDTH 40
#define MAX_WIDTH 100000

static CliQuestion question;
static int limit;
static int width = WIDTH;
static char *sort_name;
static char *format_name;
static char *output;

static const GOptionEntry options[] = {
  CLI_QUESTION_OPTIONS (question),
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many lines"), "N" },
  { "sort",
    0,
    0,
    G_OPTION_ARG_STRING,
    &sort_name,
    N_ ("reading, text, hit, left (L1), L2, L3, right (R1), R2 or R3"),
    N_ ("ORDER") },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, N_ ("Code points on each side, 0: all"), "N" },
  { "format",
    0,
    0,
    G_OPTION_ARG_STRING,
    &format_name,
    N_ ("table (as it is by default), csv, tsv or html"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  { NULL },
};

/* What is asked for, understood. */
typedef struct
{
  const CliContext *context;
  TriConcordanceSort sort;
  gboolean is_table;
  TriConcordanceFormat format;
  TriLibrary *library;
  TriConcordance *concordance;
  const guint32 *order;
  guint n;
} Listing;

static gboolean
refuse (const char *option, const char *value, GError **error)
{
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s cannot be “%s”."),
               option,
               value);
  return FALSE;
}

static gboolean
read_options (Listing *self, GError **error)
{
  self->sort = TRI_CONCORDANCE_READING;
  if (sort_name && !tri_concordance_sort_from_nick (sort_name, &self->sort))
    return refuse ("sort", sort_name, error);
  self->is_table = !format_name || g_str_equal (format_name, "table");
  if (!self->is_table && !tri_concordance_format_from_nick (format_name, &self->format))
    return refuse ("format", format_name, error);
  width = CLAMP (width, 0, MAX_WIDTH);
  return TRUE;
}

/* --- A table to look at */

static guint
count_cells (const char *words)
{
  guint n = 0;

  for (; *words; words = g_utf8_next_char (words))
    {
      gunichar c = g_utf8_get_char (words);

      n += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2
                                                                : 1;
    }
  return n;
}

static void
append_line (GString *out, const TriConcordanceLine *line)
{
  guint n = count_cells (line->left);

  g_string_append_printf (out, "%-3s ", line->text->lang);
  for (; n < (guint) width; n++)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "%s[%s]%s\n", line->left, line->words, line->right);
}

/* --- JSON */

static void
add_counterparts (TriLibrary *library, const TriConcordanceLine *line, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "counterparts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < line->counterparts->len; i++)
    {
      const TriConcordanceCounterpart *counterpart = g_ptr_array_index (line->counterparts, i);
      g_autofree char *passage = tri_library_dup_passage_id (library, counterpart->passage);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "text", counterpart->text->uuid);
      cli_json_add_string (builder, "language", counterpart->text->lang);
      cli_json_add_string (builder, "passage", passage);
      cli_json_add_string (builder, "words", counterpart->content);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_line (const Listing *self, const TriConcordanceLine *line, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  cli_question_add_place (self->concordance, self->library, &line->hit, builder);
  cli_json_add_string (builder, "left", line->left);
  cli_json_add_string (builder, "hit", line->words);
  cli_json_add_string (builder, "right", line->right);
  cli_json_add_string (builder, "chapter", line->chapter);
  add_counterparts (self->library, line, builder);
  json_builder_end_object (builder);
}

/* --- All lines */

static gboolean
write_out (const Listing *self, const GString *out, GError **error)
{
  if (output)
    return g_file_set_contents (output, out->str, (gssize) out->len, error);
  g_print ("%s", out->str);
  return TRUE;
}

static gboolean
list_lines (const Listing *self, GString *out, JsonBuilder *builder, GError **error)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (TriConcordanceLine) line = NULL;

      line = tri_concordance_read_line (self->concordance,
                                        self->library,
                                        self->order[i],
                                        (guint) width,
                                        &failed);
      if (failed)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      if (line && builder)
        add_line (self, line, builder);
      else if (line)
        append_line (out, line);
    }
  return TRUE;
}

static gboolean
print_json (const Listing *self, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_int (builder, "total", tri_concordance_count (self->concordance));
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  if (!list_lines (self, NULL, builder, error))
    return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
  return TRUE;
}

static gboolean
print_table (const Listing *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  return list_lines (self, out, NULL, error) && write_out (self, out, error);
}

static gboolean
export_lines (const Listing *self, const char *typed, GError **error)
{
  TriConcordanceExport what = { self->format, typed, (guint) width, self->order, self->n };
  g_autoptr (GFile) file = output ? g_file_new_for_commandline_arg (output) : NULL;
  g_autoptr (GOutputStream) stream = NULL;
  GCancellable *cancellable = self->context->cancellable;

  if (file)
    return tri_export_concordance_to_file (self->concordance,
                                           self->library,
                                           &what,
                                           file,
                                           NULL,
                                           NULL,
                                           cancellable,
                                           error);
  stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  return tri_export_concordance (self->concordance,
                                 self->library,
                                 &what,
                                 stream,
                                 NULL,
                                 NULL,
                                 cancellable,
                                 error);
}

static gboolean
run_concordance (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GArray) order = NULL;
  Listing listing = { context };

  if (!read_options (&listing, error))
    return FALSE;
  library = cli_question_open (context, error);
  if (!library)
    return FALSE;
  concordance = cli_question_ask (&question, library, arguments[0], error);
  tri_library_set_cancellable (library, context->cancellable);
  if (!concordance || !tri_concordance_run (concordance, library, 0, FALSE, NULL, NULL, error))
    return FALSE;
  order = tri_concordance_sort (concordance, library, listing.sort, NULL, NULL, error);
  if (!order)
    return FALSE;
  listing.library = library;
  listing.concordance = concordance;
  listing.order = (const guint32 *) (gpointer) order->data;
  listing.n = limit > 0 ? MIN (order->len, (guint) limit) : order->len;
  if (context->json)
    return print_json (&listing, error);
  return listing.is_table ? print_table (&listing, error)
                          : export_lines (&listing, arguments[0], error);
}

const CliCommand cli_concordance_command = {
  "concordance",
  N_ ("QUERY"),
  N_ ("List all hits with the words around them, in any order"),
  options,
  1,
  1,
  run_concordance,
};
