/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-unplaced.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static char *put_id;
static char *drop_id;
static char *passage_name;
static char *range;

static const GOptionEntry options[] = {
  { "put", 0, 0, G_OPTION_ARG_STRING, &put_id, N_ ("This one stands in --passage now"), N_ ("ID") },
  { "passage", 0, 0, G_OPTION_ARG_STRING, &passage_name, N_ ("The passage"), N_ ("PASSAGE") },
  { "range",
    0,
    0,
    G_OPTION_ARG_STRING,
    &range,
    N_ ("The words, in code points from its beginning"),
    N_ ("START-END") },
  { "drop", 0, 0, G_OPTION_ARG_STRING, &drop_id, N_ ("Let this one go"), N_ ("ID") },
  { NULL },
};

static void
print_json (TriLibrary *library, const GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const TriUnplaced *item = g_ptr_array_index (items, i);
      g_autofree char *passage = item->passage
                                     ? tri_library_dup_passage_id (library, item->passage)
                                     : NULL;

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "id", item->id);
      cli_json_add_string (builder, "what", tri_replace_what_to_nick (item->what));
      cli_json_add_string (builder, "state", tri_anchor_state_to_nick (item->state));
      cli_json_add_string (builder, "quote", item->quote);
      cli_json_add_string (builder, "prefix", item->prefix);
      cli_json_add_string (builder, "suffix", item->suffix);
      cli_json_add_string (builder, "now", item->now);
      cli_json_add_string (builder, "passage", passage);
      cli_json_add_int (builder, "start", item->start);
      cli_json_add_int (builder, "end", item->end);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static gboolean
run_list (const CliContext *context, const char *work_name, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (GPtrArray) items = NULL;
  gint64 work = 0;

  if (!library)
    return FALSE;
  if (work_name && (work = tri_library_find_work (library, work_name, error)) == 0)
    return FALSE;
  items = tri_library_list_unplaced (library, work, error);
  if (!items)
    return FALSE;
  if (context->json)
    print_json (library, items);
  for (guint i = 0; !context->json && i < items->len; i++)
    {
      const TriUnplaced *item = g_ptr_array_index (items, i);

      g_print ("%s\t%s\t%s\t%s\t%s\n",
               tri_replace_what_to_nick (item->what),
               tri_anchor_state_to_nick (item->state),
               item->quote,
               item->now,
               item->id);
    }
  return TRUE;
}

static gboolean
read_range (TriUnplacedPlace *place, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (range, "-", 2);
  guint64 start = 0;
  guint64 end = 0;

  if (!g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXINT, &start, NULL)
      || !ends[1]
      || !g_ascii_string_to_unsigned (ends[1], 10, start + 1, G_MAXINT, &end, NULL))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no range. Write it as 12-30."),
                   range);
      return FALSE;
    }
  place->whole = FALSE;
  place->start = (guint) start;
  place->end = (guint) end;
  return TRUE;
}

/* Without a passage it stands where it may stand. */
static gboolean
find_place (TriLibrary *library, TriUnplacedPlace *place, GError **error)
{
  g_autoptr (TriUnplaced) item = tri_library_get_unplaced (library, put_id, error);

  if (!item)
    return FALSE;
  place->passage = item->passage;
  place->start = item->start;
  place->end = item->end;
  place->whole = item->whole;
  if (passage_name)
    {
      place->passage = tri_library_find_passage (library, item->work, passage_name, error);
      place->whole = TRUE;
      if (!place->passage)
        return FALSE;
    }
  if (place->passage)
    return !range || read_range (place, error);
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Nobody knows where it may stand: name the --passage."));
  return FALSE;
}

static gboolean
run_unplaced (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = NULL;
  const char *const ids[] = { drop_id, NULL };
  TriUnplacedPlace place = { 0 };

  if (!put_id && !drop_id)
    return run_list (context, arguments[0], error);
  library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  if (!library)
    return FALSE;
  if (drop_id)
    return tri_library_drop_unplaced (library, ids, error);
  return find_place (library,
                     &place,
                     error)
         && tri_library_put_unplaced (library, put_id, &place, error);
}

const CliCommand cli_unplaced_command = {
  "unplaced",
  N_ ("[WORK]"),
  N_ ("List what found no place when texts were imported again, or give it one"),
  options,
  0,
  1,
  run_unplaced,
};
