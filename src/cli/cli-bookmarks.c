/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"
#include "cli-marks.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static char *note;
static char *work_name;
static char *text_name;
static char *kind_name;
static char *style_name;
static char *colour;
static char **labels;
static char *scope_name;
static char *letter;
static char *to_name;
static char *to_work_name;
static char *end_name;
static char *range;
static char *entity_name;
static char *words;
static char *order;
static char *format;
static char *template_file;
static char *languages;
static char *output;
static gboolean with_note;
static gboolean unplaced;
static gboolean dry_run;

#define OPTION(name, variable, summary, value)                   \
  {                                                              \
    name, 0, 0, G_OPTION_ARG_STRING, &(variable), summary, value \
  }

static const GOptionEntry options[] = {
  OPTION ("note", note, N_ ("A note to keep with it"), N_ ("TEXT")),
  OPTION ("kind", kind_name, N_ ("bookmark, highlight, note, portal or later"), N_ ("KIND")),
  OPTION ("style", style_name, N_ ("fill, underline, wave or strike"), N_ ("STYLE")),
  OPTION ("colour", colour, N_ ("yellow, green, blue, pink, purple or orange"), N_ ("COLOUR")),
  { "label",
    0,
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &labels,
    N_ ("A label (add: may be given several times)"),
    N_ ("LABEL") },
  OPTION ("scope",
          scope_name,
          N_ ("add: wording, or passage (in all texts)"),
          N_ ("SCOPE")),
  OPTION ("letter", letter, N_ ("add: a quick mark, a to z"), N_ ("LETTER")),
  OPTION ("range", range, N_ ("add: only these code points"), N_ ("START:END")),
  OPTION ("end", end_name, N_ ("add: the passage it ends in"), N_ ("PASSAGE")),
  OPTION ("to", to_name, N_ ("add: where a portal leads to"), N_ ("PASSAGE")),
  OPTION ("to-work", to_work_name, N_ ("add: with --to: in another work"), N_ ("WORK")),
  OPTION ("work", work_name, N_ ("Only in this work"), N_ ("WORK")),
  OPTION ("text", text_name, N_ ("Only in this text"), N_ ("TEXT")),
  OPTION ("entity", entity_name, N_ ("Only where it is named"), N_ ("ENTITY")),
  OPTION ("words", words, N_ ("Only with these words in quote, note or labels"), N_ ("WORDS")),
  { "with-note", 0, 0, G_OPTION_ARG_NONE, &with_note, N_ ("Only those with a note"), NULL },
  { "unplaced", 0, 0, G_OPTION_ARG_NONE, &unplaced, N_ ("Only those without a place"), NULL },
  OPTION ("order", order, N_ ("list, export: by place, by date or by rows"), N_ ("ORDER")),
  { "format",
    0,
    0,
    G_OPTION_ARG_STRING,
    &format,
    N_ ("Export as jsonld (as it is by default), markdown, html, org, csv, tei or template"),
    N_ ("FORMAT") },
  { "template",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &template_file,
    N_ ("Export as this template says"),
    N_ ("FILE") },
  { "languages",
    0,
    0,
    G_OPTION_ARG_STRING,
    &languages,
    N_ ("Export counterparts in these languages: fr,en,nl"),
    N_ ("LANGUAGES") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what an import would do"), NULL },
  { NULL },
};

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

/* --- Printing */

static void
add_place (TriLibrary *library, TriBookmark *bookmark, JsonBuilder *builder)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, bookmark->work, NULL);
  TriText *text = work ? tri_work_get_text (work, bookmark->text) : NULL;
  g_autofree char *passage = NULL;

  if (bookmark->passage)
    passage = tri_library_dup_passage_id (library, bookmark->passage);
  cli_json_add_string (builder, "id", bookmark->uuid);
  cli_json_add_string (builder, "work", work ? work->uuid : NULL);
  cli_json_add_string (builder, "text", text ? text->uuid : NULL);
  cli_json_add_string (builder, "passage", passage);
  cli_json_add_int (builder, "start", bookmark->start);
  cli_json_add_int (builder, "end", bookmark->end);
  cli_json_add_string (builder, "quote", bookmark->quote);
  cli_json_add_string (builder, "prefix", bookmark->prefix);
  cli_json_add_string (builder, "suffix", bookmark->suffix);
}

static void
add_parts (TriLibrary *library, TriBookmark *bookmark, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bookmark->parts->len; i++)
    {
      json_builder_begin_object (builder);
      add_place (library, g_ptr_array_index (bookmark->parts, i), builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_counterparts (TriLibrary *library, TriBookmark *bookmark, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) all = tri_library_list_mark_counterparts (library, bookmark->id, NULL);

  json_builder_set_member_name (builder, "counterparts");
  json_builder_begin_array (builder);
  for (guint i = 0; all && i < all->len; i++)
    {
      const TriMarkCounterpart *counterpart = g_ptr_array_index (all, i);
      g_autofree char *passage = tri_library_dup_passage_id (library, counterpart->passage);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "language", counterpart->lang);
      cli_json_add_string (builder, "passage", passage);
      cli_json_add_string (builder, "quote", counterpart->quote);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_bookmark (TriLibrary *library, TriBookmark *bookmark, JsonBuilder *builder)
{
  const char sign[] = { bookmark->letter, '\0' };

  json_builder_begin_object (builder);
  add_place (library, bookmark, builder);
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
  cli_json_add_string (builder, "kind", tri_mark_kind_to_nick (bookmark->kind));
  cli_json_add_string (builder, "style", tri_mark_style_to_nick (bookmark->style));
  cli_json_add_string (builder, "letter", sign);
  cli_json_add_string (builder, "anchor", tri_anchor_state_to_nick (bookmark->anchor));
  add_parts (library, bookmark, builder);
  add_counterparts (library, bookmark, builder);
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

/* --- bookmarks list */

static gboolean
find_places (TriLibrary *library, TriMarkQuery *query, GError **error)
{
  if (work_name && !(query->work = tri_library_find_work (library, work_name, error)))
    return FALSE;
  if (text_name && !(query->text = tri_library_find_text (library, text_name, error)))
    return FALSE;
  if (!entity_name)
    return TRUE;
  query->entity = tri_library_find_entity (library, query->work, entity_name, error);
  return query->entity != 0;
}

static gboolean
read_order (TriMarkQuery *query)
{
  static const char *const names[] = { "place", "date", "rows" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (order, names[i]))
      {
        query->order = (TriBookmarkOrder) i;
        return TRUE;
      }
  return FALSE;
}

/* What --work, --kind and the others ask for. */
static gboolean
read_query (TriLibrary *library, TriMarkQuery *query, GError **error)
{
  TriMarkKind kind = TRI_MARK_BOOKMARK;

  if (kind_name && !tri_mark_kind_from_nick (kind_name, &kind))
    return refuse ("kind", kind_name, error);
  if (order && !read_order (query))
    return refuse ("order", order, error);
  query->kinds = kind_name ? 1u << kind : 0;
  query->colour = colour;
  query->label = labels ? labels[0] : NULL;
  query->words = words;
  query->with_note = with_note;
  query->unplaced = unplaced;
  return find_places (library, query, error);
}

/* Marks are found by the words of their counterparts as these stand now, where they can be written:
 * since texts or links changed no window may have been open that does it. */
static TriLibrary *
open_to_find (const CliContext *context, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (TriLibrary) writer = NULL;

  if (!library || !words || !tri_library_has_stale_marks (library))
    return g_steal_pointer (&library);
  writer = cli_library_open (context, TRI_LIBRARY_READ_WRITE, NULL);
  if (!writer)
    return g_steal_pointer (&library);
  return tri_library_refresh_marks (writer, context->cancellable, error) ? g_steal_pointer (&writer)
                                                                         : NULL;
}

static gboolean
run_list (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = open_to_find (context, error);
  TriMarkQuery query = { 0 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) bookmarks = NULL;

  if (!library || !read_query (library, &query, error))
    return FALSE;
  ids = tri_library_find_marks (library, &query, error);
  if (!ids)
    return FALSE;
  bookmarks = tri_library_get_marks (library, (const gint64 *) ids->data, ids->len, error);
  if (bookmarks)
    print_bookmarks (context, library, bookmarks);
  return bookmarks != NULL;
}

/* --- bookmarks add */

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

static void
set (char **member, const char *value)
{
  if (!value)
    return;
  g_free (*member);
  *member = g_strdup (value);
}

static gboolean
read_words (TriBookmark *bookmark, GError **error)
{
  TriMarkColour known = TRI_MARK_COLOUR_NONE;

  bookmark->kind = to_name ? TRI_MARK_PORTAL : TRI_MARK_BOOKMARK;
  if (kind_name && !tri_mark_kind_from_nick (kind_name, &bookmark->kind))
    return refuse ("kind", kind_name, error);
  if (style_name && !tri_mark_style_from_nick (style_name, &bookmark->style))
    return refuse ("style", style_name, error);
  if (colour && !tri_mark_colour_from_nick (colour, &known))
    return refuse ("colour", colour, error);
  if (scope_name && !tri_scope_from_nick (scope_name, &bookmark->scope))
    return refuse ("scope", scope_name, error);
  if (letter && (!g_ascii_islower (letter[0]) || letter[1]))
    return refuse ("letter", letter, error);
  bookmark->letter = letter ? letter[0] : 0;
  set (&bookmark->note, note);
  set (&bookmark->colour, colour);
  if (labels)
    {
      g_strfreev (bookmark->labels);
      bookmark->labels = g_strdupv (labels);
    }
  return TRUE;
}

static gboolean
read_range (TriBookmark *bookmark, GError **error)
{
  char *rest = NULL;
  guint64 start = 0;
  guint64 end = 0;

  if (!range)
    return TRUE;
  start = g_ascii_strtoull (range, &rest, 10);
  if (rest == range || *rest != ':' || !g_ascii_isdigit (rest[1]))
    return refuse ("range", range, error);
  end = g_ascii_strtoull (rest + 1, &rest, 10);
  if (*rest || start > G_MAXINT || end > G_MAXINT
      || (bookmark->passage == bookmark->end_passage && end < start))
    return refuse ("range", range, error);
  bookmark->start = (guint) start;
  bookmark->end = (guint) end;
  bookmark->whole = FALSE;
  return TRUE;
}

static TriBookmark *
new_at (TriLibrary *library, gint64 work, const char *name, GError **error)
{
  gint64 passage = tri_library_find_passage (library, work, name, error);
  TriBookmark *place = NULL;

  if (passage == 0)
    return NULL;
  place = tri_bookmark_new ();
  place->work = work;
  place->passage = passage;
  place->end_passage = passage;
  place->whole = TRUE;
  place->scope = TRI_SCOPE_PASSAGE;
  return place;
}

static gboolean
read_places (TriLibrary *library, TriBookmark *bookmark, GError **error)
{
  TriBookmark *part = NULL;
  gint64 work = bookmark->work;

  if (end_name
      && !(bookmark->end_passage = tri_library_find_passage (library,
                                                             bookmark->work,
                                                             end_name,
                                                             error)))
    return FALSE;
  if (to_work_name && !to_name)
    return refuse ("to-work", to_work_name, error);
  if (!to_name)
    return TRUE;
  if (to_work_name && !(work = tri_library_find_work (library, to_work_name, error)))
    return FALSE;
  part = new_at (library, work, to_name, error);
  if (part)
    g_ptr_array_add (bookmark->parts, part);
  return part != NULL;
}

static gboolean
run_add (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 work = library ? tri_library_find_work (library, arguments[0], error) : 0;
  g_autoptr (TriBookmark) bookmark = work ? new_at (library, work, arguments[1], error) : NULL;

  if (!bookmark
      || !read_places (library, bookmark, error)
      || !read_range (bookmark, error)
      || !read_words (bookmark, error)
      || !tri_library_save_bookmark (library, bookmark, error))
    return FALSE;
  print_added (context, library, bookmark);
  return TRUE;
}

/* --- bookmarks delete */

static GArray *
find_marks (TriLibrary *library, char **names, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names[i]; i++)
    {
      gint64 id = tri_library_find_mark (library, names[i], error);

      if (id == 0)
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
run_delete (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  g_autoptr (GArray) ids = library ? find_marks (library, arguments, error) : NULL;

  return ids && tri_library_delete_bookmarks (library, (const gint64 *) ids->data, ids->len, error);
}

/* --- bookmarks export, import */

static gboolean
run_export (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = open_to_find (context, error);
  CliMarksExport export = { { 0 }, NULL, format, template_file, languages, output };
  g_autoptr (GArray) ids = NULL;

  if (!library || !read_query (library, &export.query, error))
    return FALSE;
  if (arguments[0] && !(export.ids = ids = find_marks (library, arguments, error)))
    return FALSE;
  return cli_marks_export (context, library, &export, error);
}

static gboolean
run_import (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  TriMarksImport import = { arguments[0], 0, 0, dry_run };
  TriMarkQuery query = { 0 };

  if (!library || !find_places (library, &query, error))
    return FALSE;
  import.work = query.work;
  import.text = query.text;
  return cli_marks_import (context, library, &import, error);
}

static gboolean
run_bookmarks (const CliContext *context, char **arguments, GError **error)
{
  guint n = g_strv_length (arguments);

  if (n == 1 && g_str_equal (arguments[0], "list"))
    return run_list (context, arguments + 1, error);
  if (n == 3 && g_str_equal (arguments[0], "add"))
    return run_add (context, arguments + 1, error);
  if (n > 1 && g_str_equal (arguments[0], "delete"))
    return run_delete (context, arguments + 1, error);
  if (n > 0 && g_str_equal (arguments[0], "export"))
    return run_export (context, arguments + 1, error);
  if (n == 2 && g_str_equal (arguments[0], "import"))
    return run_import (context, arguments + 1, error);
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Usage: triptych-cli bookmarks add WORK PASSAGE | list | delete ID… | "
                          "export [ID…] | import FILE"));
  return FALSE;
}

const CliCommand cli_bookmarks_command = {
  "bookmarks",
  N_ ("add WORK PASSAGE | list | delete ID… | export [ID…] | import FILE"),
  N_ ("Add a bookmark, list or delete them, take them to files and from files"),
  options,
  1,
  G_MAXUINT,
  run_bookmarks,
};
