/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static char *note;
static char *work_name;

static const GOptionEntry options[] = {
  { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("A note to keep with it"), N_ ("TEXT") },
  { "work", 0, 0, G_OPTION_ARG_STRING, &work_name, N_ ("Only in this work"), N_ ("WORK") },
  { NULL },
};

static void
add_bookmark (TriLibrary *library, TriBookmark *bookmark, JsonBuilder *builder)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, bookmark->work, NULL);
  TriText *text = work ? tri_work_get_text (work, bookmark->text) : NULL;
  g_autofree char *passage = NULL;

  if (bookmark->passage)
    passage = tri_library_dup_passage_id (library, bookmark->passage);
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", bookmark->uuid);
  cli_json_add_string (builder, "work", work ? work->uuid : NULL);
  cli_json_add_string (builder, "text", text ? text->uuid : NULL);
  cli_json_add_string (builder, "passage", passage);
  cli_json_add_int (builder, "start", bookmark->start);
  cli_json_add_int (builder, "end", bookmark->end);
  cli_json_add_string (builder, "quote", bookmark->quote);
  cli_json_add_string (builder, "prefix", bookmark->prefix);
  cli_json_add_string (builder, "suffix", bookmark->suffix);
  cli_json_add_string (builder, "note", bookmark->note);
  cli_json_add_string (builder, "colour", bookmark->colour);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  for (guint i = 0; bookmark->labels[i]; i++)
    json_builder_add_string_value (builder, bookmark->labels[i]);
  json_builder_end_array (builder);
  cli_json_add_string (builder, "scope", tri_scope_to_nick (bookmark->scope));
  cli_json_add_int (builder, "created", bookmark->created);
  cli_json_add_int (builder, "modified", bookmark->modified);
  json_builder_end_object (builder);
}

static void
print_bookmarks (const CliContext *context, TriLibrary *library, GPtrArray *bookmarks)
{
  g_autoptr (JsonBuilder) builder = context->json ? json_builder_new () : NULL;

  if (builder)
    json_builder_begin_array (builder);
  for (guint i = 0; i < bookmarks->len; i++)
    {
      TriBookmark *bookmark = g_ptr_array_index (bookmarks, i);

      if (builder)
        add_bookmark (library, bookmark, builder);
      else
        g_print ("%s  %s\t%s\n", bookmark->uuid, bookmark->quote, bookmark->note);
    }
  if (builder)
    {
      json_builder_end_array (builder);
      cli_json_print (builder);
    }
}

static gboolean
run_list (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (GPtrArray) bookmarks = NULL;
  gint64 work = 0;

  if (!library)
    return FALSE;
  if (work_name)
    {
      work = tri_library_find_work (library, work_name, error);
      if (work == 0)
        return FALSE;
    }
  bookmarks = tri_library_list_bookmarks (library, work, NULL, TRI_BOOKMARK_ORDER_PLACE, error);
  if (bookmarks)
    print_bookmarks (context, library, bookmarks);
  return bookmarks != NULL;
}

static void
print_added (const CliContext *context, TriLibrary *library, TriBookmark *bookmark)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      g_print ("%s\n", bookmark->uuid);
      return;
    }
  builder = json_builder_new ();
  add_bookmark (library, bookmark, builder);
  cli_json_print (builder);
}

static gboolean
run_add (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 work = library ? tri_library_find_work (library, arguments[0], error) : 0;
  gint64 passage = work ? tri_library_find_passage (library, work, arguments[1], error) : 0;
  g_autoptr (TriPassage) found = passage ? tri_library_get_passage (library, passage, error) : NULL;
  g_autoptr (TriBookmark) bookmark = NULL;

  if (!found)
    return FALSE;
  bookmark = tri_bookmark_new ();
  bookmark->work = work;
  bookmark->text = found->text;
  bookmark->passage = passage;
  bookmark->end_passage = passage;
  bookmark->end = (guint) g_utf8_strlen (found->content, -1);
  bookmark->whole = TRUE;
  bookmark->scope = TRI_SCOPE_PASSAGE;
  if (note)
    {
      g_free (bookmark->note);
      bookmark->note = g_strdup (note);
    }
  if (!tri_library_save_bookmark (library, bookmark, error))
    return FALSE;
  print_added (context, library, bookmark);
  return TRUE;
}

static gboolean
run_bookmarks (const CliContext *context, char **arguments, GError **error)
{
  guint n = g_strv_length (arguments);

  if (n == 1 && g_str_equal (arguments[0], "list"))
    return run_list (context, arguments + 1, error);
  if (n == 3 && g_str_equal (arguments[0], "add"))
    return run_add (context, arguments + 1, error);
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Usage: triptych-cli bookmarks add WORK PASSAGE | bookmarks list"));
  return FALSE;
}

const CliCommand cli_bookmarks_command = {
  "bookmarks",
  N_ ("add WORK PASSAGE | list"),
  N_ ("Add a bookmark, or list them"),
  options,
  1,
  3,
  run_bookmarks,
};
