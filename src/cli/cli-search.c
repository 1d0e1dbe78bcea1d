/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-question.h"

#include "library/tri-library-works.h"
#include "library/tri-search-near.h"

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

/* Those of the passage, also by way of a third text, each once. */
static gboolean
add_counterparts (TriSearch *search,
                  TriLibrary *library,
                  gint64 passage,
                  JsonBuilder *builder,
                  GError **error)
{
  g_autoptr (GPtrArray) found = tri_search_read_counterparts (search, library, passage, 1, error);

  if (!found)
    return FALSE;
  json_builder_set_member_name (builder, "counterparts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      gint64 other = ((const TriSearchSnippet *) found->pdata[i])->passage;
      g_autofree char *id = tri_library_dup_passage_id (library, other);

      json_builder_add_string_value (builder, id);
    }
  json_builder_end_array (builder);
  return TRUE;
}

/* What may be meant where nothing is found. */
static void
add_near (const GPtrArray *near, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "near");
  json_builder_begin_array (builder);
  for (guint i = 0; i < near->len; i++)
    {
      const TriSearchNear *each = near->pdata[i];

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "words", each->words);
      cli_json_add_string (builder, "query", each->typed);
      cli_json_add_int (builder, "passages", each->passages);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_near (const GPtrArray *near)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (near->len == 0)
    return;
  for (guint i = 0; i < near->len; i++)
    g_ptr_array_add (words, ((const TriSearchNear *) near->pdata[i])->words);
  g_ptr_array_add (words, NULL);
  list = g_strjoinv (", ", (char **) words->pdata);
  g_printerr (_ ("Nothing is found. Perhaps one of these: %s"), list);
  g_printerr ("\n");
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
  if (!add_counterparts (tri_concordance_get_search (concordance),
                         library,
                         hit.passage,
                         builder,
                         error))
    return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
print_json (TriConcordance *concordance,
            TriLibrary *library,
            guint n,
            const GPtrArray *near,
            GError **error)
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
  if (near)
    add_near (near, builder);
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
  g_autoptr (TriLibrary) library = cli_question_open (context, error);
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GPtrArray) near = NULL;
  guint n;

  if (!library)
    return FALSE;
  concordance = cli_question_ask (&question, library, arguments[0], error);
  tri_library_set_cancellable (library, context->cancellable);
  if (!concordance || !tri_concordance_run (concordance, library, 0, TRUE, NULL, NULL, error))
    return FALSE;
  n = tri_concordance_count (concordance);
  if (n == 0)
    near = tri_search_list_near (tri_concordance_get_search (concordance), library, question.lang);
  if (near && !context->json)
    print_near (near);
  if (limit > 0)
    n = MIN (n, (guint) limit);
  return context->json ? print_json (concordance, library, n, near, error)
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
