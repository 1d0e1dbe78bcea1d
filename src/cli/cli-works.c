/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static void
add_text (JsonBuilder *builder, TriText *text, gboolean is_whole)
{
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", text->uuid);
  cli_json_add_string (builder, "lang", text->lang);
  cli_json_add_string (builder, "title", text->title);
  if (is_whole)
    {
      cli_json_add_string (builder, "author", text->author);
      cli_json_add_string (builder, "source", text->source);
      cli_json_add_int (builder, "passages", text->n_passages);
    }
  json_builder_end_object (builder);
}

static void
add_texts (JsonBuilder *builder, TriWork *work, gboolean is_whole)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < work->texts->len; i++)
    add_text (builder, g_ptr_array_index (work->texts, i), is_whole);
  json_builder_end_array (builder);
}

static void
print_texts (TriWork *work, const char *indent)
{
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      g_print ("%s%s  %-3s %s\n", indent, text->uuid, text->lang, text->title);
    }
}

static void
print_works_json (GPtrArray *works)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < works->len; i++)
    {
      TriWork *work = g_ptr_array_index (works, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "id", work->uuid);
      cli_json_add_string (builder, "title", work->title);
      cli_json_add_string (builder, "kind", tri_work_kind_to_nick (work->kind));
      json_builder_set_member_name (builder, "texts");
      add_texts (builder, work, FALSE);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static gboolean
run_works (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (GPtrArray) works = library ? tri_library_list_works (library, error) : NULL;

  if (!works)
    return FALSE;
  if (context->json)
    {
      print_works_json (works);
      return TRUE;
    }
  for (guint i = 0; i < works->len; i++)
    {
      TriWork *work = g_ptr_array_index (works, i);

      g_print ("%s  %s\n", work->uuid, work->title);
      print_texts (work, "    ");
    }
  return TRUE;
}

static gboolean
run_texts (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  gint64 id = library ? tri_library_find_work (library, arguments[0], error) : 0;
  g_autoptr (TriWork) work = id ? tri_library_get_work (library, id, error) : NULL;

  if (!work)
    return FALSE;
  if (context->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_texts (builder, work, TRUE);
      cli_json_print (builder);
    }
  else
    print_texts (work, "");
  return TRUE;
}

const CliCommand cli_works_command = {
  "works", "", N_ ("List the works of the library"), NULL, 0, 0, run_works
};

const CliCommand cli_texts_command = {
  "texts", N_ ("WORK"), N_ ("List the texts of a work"), NULL, 1, 1, run_texts
};
