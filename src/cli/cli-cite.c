/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "formats/tri-citation.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static char *format_name;

static const GOptionEntry options[] = {
  {
      "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &format_name,
      N_ ("text, bibtex or csl-json"),
      N_ ("FORMAT"),
  },
  { NULL },
};

static void
print (const CliContext *context, const char *citation, TriCitationStyle style)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json || style == TRI_CITATION_CSL_JSON)
    {
      g_print ("%s%s", citation, g_str_has_suffix (citation, "\n") ? "" : "\n");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "citation", citation);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static gboolean
run_cite (const CliContext *context, char **arguments, GError **error)
{
  TriCitationStyle style = TRI_CITATION_PLAIN;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autofree char *citation = NULL;
  gint64 id = 0;
  gint64 passage = 0;

  if (format_name && !tri_citation_style_from_nick (format_name, &style))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--format is text, bibtex or csl-json, not “%s”"),
                   format_name);
      return FALSE;
    }
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  id = library ? tri_library_find_work (library, arguments[0], error) : 0;
  passage = id ? tri_library_find_passage (library, id, arguments[1], error) : 0;
  work = passage ? tri_library_get_work (library, id, error) : NULL;
  if (work)
    citation = tri_citation_dup (library, work, passage, 0, 0, style, error);
  if (citation)
    print (context, citation, style);
  return citation != NULL;
}

const CliCommand cli_cite_command = {
  "cite", N_ ("WORK PASSAGE"), N_ ("Say how to quote a passage"), options, 2, 2, run_cite
};
