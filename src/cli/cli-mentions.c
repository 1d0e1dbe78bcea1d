/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

#define WINDOW 500

static char *work_name;

static const GOptionEntry options[] = {
  { "work", 0, 0, G_OPTION_ARG_STRING, &work_name, N_ ("Only in this work"), N_ ("WORK") },
  { NULL },
};

static void
add_context (TriLibrary *library, TriText *text, const TriContext *context, JsonBuilder *builder)
{
  g_autofree char *passage = tri_library_dup_passage_id (library, context->passage);

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "text", text->uuid);
  cli_json_add_string (builder, "passage", passage);
  cli_json_add_int (builder, "start", context->mention.start);
  cli_json_add_int (builder, "end", context->mention.end);
  cli_json_add_string (builder, "surface", context->surface);
  cli_json_add_string (builder, "origin", tri_origin_to_nick (context->mention.origin));
  cli_json_add_double (builder, "confidence", context->mention.confidence);
  json_builder_end_object (builder);
}

static void
print_context (TriText *text, const TriContext *context)
{
  g_print ("%-3s %s[%s]%s\n", text->lang, context->before, context->surface, context->after);
}

static gboolean
show_text (TriLibrary *library, gint64 entity, TriText *text, JsonBuilder *builder, GError **error)
{
  for (guint offset = 0;; offset += WINDOW)
    {
      g_autoptr (GArray) window = NULL;

      window = tri_library_list_mentions (library, entity, text->id, offset, WINDOW, error);
      if (!window)
        return FALSE;
      for (guint i = 0; i < window->len; i++)
        {
          const TriContext *context = &g_array_index (window, TriContext, i);

          if (builder)
            add_context (library, text, context, builder);
          else
            print_context (text, context);
        }
      if (window->len < WINDOW)
        return TRUE;
    }
}

static gboolean
show_work (TriLibrary *library, gint64 entity, TriWork *work, JsonBuilder *builder, GError **error)
{
  for (guint i = 0; i < work->texts->len; i++)
    if (!show_text (library, entity, g_ptr_array_index (work->texts, i), builder, error))
      return FALSE;
  return TRUE;
}

static gboolean
show_all (TriLibrary *library, gint64 work, gint64 entity, JsonBuilder *builder, GError **error)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, error);

  for (guint i = 0; works && i < works->len; i++)
    {
      TriWork *candidate = g_ptr_array_index (works, i);

      if ((work == 0 || candidate->id == work)
          && !show_work (library, entity, candidate, builder, error))
        return FALSE;
    }
  return works != NULL;
}

static gboolean
run_mentions (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (JsonBuilder) builder = context->json ? json_builder_new () : NULL;
  gint64 work = 0;
  gint64 entity = 0;

  if (!library)
    return FALSE;
  if (work_name)
    {
      work = tri_library_find_work (library, work_name, error);
      if (work == 0)
        return FALSE;
    }
  entity = tri_library_find_entity (library, work, arguments[0], error);
  if (entity == 0)
    return FALSE;

  if (builder)
    json_builder_begin_array (builder);
  if (!show_all (library, work, entity, builder, error))
    return FALSE;
  if (builder)
    {
      json_builder_end_array (builder);
      cli_json_print (builder);
    }
  return TRUE;
}

const CliCommand cli_mentions_command = {
  "mentions", N_ ("ENTITY"), N_ ("List where an entity is mentioned"), options, 1, 1, run_mentions
};
