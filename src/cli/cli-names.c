/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-entities.h"
#include "library/tri-library-names.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* More than anybody goes through. */
#define MOST 100000

static int accept;
static int reject;

static const GOptionEntry options[] = {
  { "accept", 0, 0, G_OPTION_ARG_INT, &accept, N_ ("The suggestion of this number is right"), "N" },
  { "reject", 0, 0, G_OPTION_ARG_INT, &reject, N_ ("The suggestion of this number is wrong"), "N" },
  { NULL },
};

static void
add_reasons (JsonBuilder *builder, const GPtrArray *reasons)
{
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *reason = g_ptr_array_index (reasons, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "kind", tri_name_reason_kind_to_nick (reason->kind));
      cli_json_add_string (builder, "form", reason->a);
      cli_json_add_string (builder, "name", reason->b);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_suggestion (TriLibrary *library,
                JsonBuilder *builder,
                guint number,
                const TriNameSuggestion *suggestion)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, suggestion->entity, NULL);
  g_autofree char *passage = tri_library_dup_passage_id (library, suggestion->passage);

  json_builder_begin_object (builder);
  cli_json_add_int (builder, "number", number);
  cli_json_add_string (builder, "form", suggestion->form);
  cli_json_add_string (builder, "lang", suggestion->lang);
  cli_json_add_string (builder, "entity", entity ? entity->uuid : NULL);
  cli_json_add_string (builder, "type", tri_entity_type_to_nick (suggestion->type));
  cli_json_add_string (builder, "name", suggestion->name);
  cli_json_add_string (builder, "name_lang", suggestion->name_lang);
  cli_json_add_double (builder, "score", suggestion->score);
  cli_json_add_int (builder, "count", suggestion->n);
  cli_json_add_string (builder, "passage", passage);
  cli_json_add_int (builder, "start", suggestion->start);
  cli_json_add_int (builder, "end", suggestion->end);
  add_reasons (builder, suggestion->reasons);
  json_builder_end_object (builder);
}

static void
print_json (TriLibrary *library, const GPtrArray *suggestions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < suggestions->len; i++)
    add_suggestion (library, builder, i + 1, g_ptr_array_index (suggestions, i));
  json_builder_end_array (builder);
  cli_json_print (builder);
}

/* tch = tsj; the words themselves where it is not the spelling. */
static char *
dup_reasons (const GPtrArray *reasons)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *reason = g_ptr_array_index (reasons, i);

      if (text->len > 0)
        g_string_append (text, ", ");
      if (reason->kind != TRI_NAME_REASON_SPELLING)
        g_string_append_printf (text, "%s ", tri_name_reason_kind_to_nick (reason->kind));
      if (*reason->a != '\0' && *reason->b != '\0')
        g_string_append_printf (text, "%s = %s", reason->a, reason->b);
      else
        g_string_append_printf (text, "%s%s", reason->a, reason->b);
    }
  return g_string_free (text, FALSE);
}

static void
print_lines (const GPtrArray *suggestions)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      const TriNameSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      g_autofree char *reasons = dup_reasons (suggestion->reasons);

      g_print ("%3u  %.2f  %s (%s, %u) = %s: %s\n",
               i + 1,
               suggestion->score,
               suggestion->form,
               suggestion->lang,
               suggestion->n,
               suggestion->name,
               reasons);
    }
}

static GPtrArray *
list (const CliContext *context, TriLibrary *library, gint64 work, GError **error)
{
  return tri_library_list_name_suggestions (library, work, MOST, context->cancellable, error);
}

static gboolean
decide (const CliContext *context,
        TriLibrary *library,
        gint64 work,
        const GPtrArray *suggestions,
        GError **error)
{
  guint number = (guint) MAX (accept, reject);
  const TriNameSuggestion *suggestion;

  if (accept < 0 || reject < 0 || number > suggestions->len)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_NOT_FOUND,
                   _ ("There is no suggestion of this number; there are %u."),
                   suggestions->len);
      return FALSE;
    }
  suggestion = g_ptr_array_index (suggestions, number - 1);
  if (accept > 0)
    return tri_library_accept_name (library,
                                    work,
                                    suggestion->entity,
                                    suggestion->lang,
                                    suggestion->form,
                                    context->cancellable,
                                    error);
  return tri_library_reject_name (library,
                                  work,
                                  suggestion->entity,
                                  suggestion->lang,
                                  suggestion->form,
                                  error);
}

static gboolean
run_names (const CliContext *context, char **arguments, GError **error)
{
  gboolean deciding = accept != 0 || reject != 0;
  TriLibraryMode mode = deciding ? TRI_LIBRARY_READ_WRITE : TRI_LIBRARY_READ_ONLY;
  g_autoptr (TriLibrary) library = cli_library_open (context, mode, error);
  g_autoptr (GPtrArray) suggestions = NULL;
  gint64 work;

  if (!library || !(work = tri_library_find_work (library, arguments[0], error)))
    return FALSE;
  suggestions = list (context, library, work, error);
  if (!suggestions || (deciding && !decide (context, library, work, suggestions, error)))
    return FALSE;
  if (deciding)
    {
      g_ptr_array_unref (suggestions);
      suggestions = list (context, library, work, error);
    }
  if (suggestions && context->json)
    print_json (library, suggestions);
  else if (suggestions)
    print_lines (suggestions);
  return suggestions != NULL;
}

const CliCommand cli_names_command = {
  "names",
  N_ ("WORK"),
  N_ ("List what may be names of the registers in another spelling, and decide on them"),
  options,
  1,
  1,
  run_names,
};
