/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-question.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* Code points of a line on each side of the hit. */
#define WIDTH 40

static CliQuestion question;
static int limit;

static const GOptionEntry options[] = {
  CLI_QUESTION_OPTIONS (question),
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many hits"), "N" },
  { NULL },
};

/* Those of the passage, each once. */
static gboolean
add_counterparts (TriLibrary *library, gint64 passage, JsonBuilder *builder, GError **error)
{
  g_autoptr (GArray) found = tri_library_get_counterparts (library, passage, -1, error);

  if (!found)
    return FALSE;
  json_builder_set_member_name (builder, "counterparts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      gint64 other = g_array_index (found, TriCounterpart, i).passage;
      g_autofree char *id = tri_library_dup_passage_id (library, other);

      json_builder_add_string_value (builder, id);
    }
  json_builder_end_array (builder);
  return TRUE;
}

static gboolean
add_hit (TriConcordance *concordance,
         TriLibrary *library,
         guint index,
         JsonBuilder *builder,
         GError **error)
{
  TriConcordanceHit hit;

  tri_concordance_get_hit (concordance, index, &hit);
  json_builder_begin_object (builder);
  cli_question_add_place (concordance, library, &hit, builder);
  if (!add_counterparts (library, hit.passage, builder, error))
    return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
print_json (TriConcordance *concordance, TriLibrary *library, guint n, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_int (builder, "total", tri_concordance_count (concordance));
  json_builder_set_member_name (builder, "hits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    if (!add_hit (concordance, library, i, builder, error))
      return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
  return TRUE;
}

static gboolean
print_lines (TriConcordance *concordance, TriLibrary *library, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (TriConcordanceLine) line = NULL;

      line = tri_concordance_read_line (concordance, library, i, WIDTH, &failed);
      if (failed)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      if (line)
        g_print ("%-3s %s[%s]%s\n", line->text->lang, line->left, line->words, line->right);
    }
  return TRUE;
}

static gboolean
run_search (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (TriConcordance) concordance = NULL;
  guint n;

  if (!library)
    return FALSE;
  concordance = cli_question_ask (&question, library, arguments[0], error);
  tri_library_set_cancellable (library, context->cancellable);
  if (!concordance || !tri_concordance_run (concordance, library, 0, TRUE, NULL, NULL, error))
    return FALSE;
  n = tri_concordance_count (concordance);
  if (limit > 0)
    n = MIN (n, (guint) limit);
  return context->json ? print_json (concordance, library, n, error)
                       : print_lines (concordance, library, n, error);
}

const CliCommand cli_search_command = {
  "search",
  N_ ("QUERY"),
  N_ ("Search the library: words, \"phrases\", prefix*, @Name, fr:word, AND, OR, NOT"),
  options,
  1,
  1,
  run_search,
};
