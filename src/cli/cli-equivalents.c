/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-equivalents.h"
#include "library/tri-library-works.h"
#include "tri-error.h"

#include <glib/gi18n.h>

static char *work_name;
static char *lang;
static int limit;
static gboolean exact;

static const GOptionEntry options[] = {
  { "lang", 0, 0, G_OPTION_ARG_STRING, &lang, N_ ("The language of the word"), N_ ("LANG") },
  { "work", 0, 0, G_OPTION_ARG_STRING, &work_name, N_ ("Only in this work"), N_ ("WORK") },
  { "exact", 0, 0, G_OPTION_ARG_NONE, &exact, N_ ("The word as it is, without other forms"), NULL },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most this many for a language"), "N" },
  { NULL },
};

static void
add_forms (JsonBuilder *builder, const GPtrArray *forms)
{
  json_builder_set_member_name (builder, "forms");
  json_builder_begin_array (builder);
  for (guint i = 0; i < forms->len; i++)
    {
      const TriEquivalentForm *form = g_ptr_array_index (forms, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "word", form->word);
      cli_json_add_int (builder, "links", form->links);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_list (JsonBuilder *builder, const TriEquivalentList *list)
{
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "lang", list->lang);
  cli_json_add_int (builder, "links", list->links);
  cli_json_add_int (builder, "looked_at", list->looked);
  cli_json_add_int (builder, "none", list->nothing);
  json_builder_set_member_name (builder, "equivalents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->items->len; i++)
    {
      const TriEquivalent *item = g_ptr_array_index (list->items, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "word", item->word);
      cli_json_add_int (builder, "links", item->links);
      cli_json_add_int (builder, "own", item->own);
      cli_json_add_double (builder, "log_likelihood", item->likelihood);
      cli_json_add_double (builder, "dice", item->dice);
      add_forms (builder, item->forms);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const GPtrArray *lists)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lists->len; i++)
    add_list (builder, g_ptr_array_index (lists, i));
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static void
print_item (const TriEquivalent *item)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < item->forms->len && item->forms->len > 1; i++)
    g_string_append_printf (line,
                            "%s%s",
                            i ? ", " : "  (",
                            ((TriEquivalentForm *) item->forms->pdata[i])->word);
  if (line->len > 0)
    g_string_append_c (line, ')');
  g_print ("%7u  %s%s  G² %.1f  Dice %.2f\n",
           item->links,
           item->word,
           line->str,
           item->likelihood,
           item->dice);
  g_string_free (line, TRUE);
}

static void
print_lines (const GPtrArray *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const TriEquivalentList *list = g_ptr_array_index (lists, i);

      if (list->looked < list->links)
        g_print (_ ("%s: computed from %u of about %u links\n"),
                 list->lang,
                 list->looked,
                 list->links);
      else
        g_print (ngettext ("%s: computed from %u link\n",
                           "%s: computed from %u links\n",
                           list->looked),
                 list->lang,
                 list->looked);
      for (guint k = 0; k < list->items->len; k++)
        print_item (g_ptr_array_index (list->items, k));
      g_print ("%7u  ∅\n", list->nothing);
    }
}

static gboolean
run_equivalents (const CliContext *context, char **arguments, GError **error)
{
  TriEquivalentsQuestion question = { arguments[0], lang, 0, !exact, (guint) MAX (0, limit) };
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  if (!lang)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_FAILED,
                   _ ("Say with --lang which language “%s” is a word of."),
                   arguments[0]);
      return FALSE;
    }
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  if (!library)
    return FALSE;
  if (work_name)
    {
      question.work = tri_library_find_work (library, work_name, error);
      if (question.work == 0)
        return FALSE;
    }
  tri_library_set_cancellable (library, context->cancellable);
  lists = tri_library_list_equivalents (library, &question, error);
  tri_library_set_cancellable (library, NULL);
  if (!lists)
    return FALSE;
  if (context->json)
    print_json (lists);
  else
    print_lines (lists);
  return TRUE;
}

const CliCommand cli_equivalents_command
    = { "equivalents",
        N_ ("WORD"),
        N_ ("List what stands for a word in the other languages"),
        options,
        1,
        1,
        run_equivalents,
        N_ ("For each word the number of links that hold both is given, then how surely they go\n"
            "together (log-likelihood) and how often (Dice); ∅ counts the links that hold none.") };
