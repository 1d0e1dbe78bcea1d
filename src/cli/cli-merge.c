/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-merge.h"

#include <glib/gi18n.h>

static gboolean dry_run;
static char *prefer;

static const GOptionEntry options[] = {
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would be merged"), NULL },
  { "prefer",
    0,
    0,
    G_OPTION_ARG_STRING,
    &prefer,
    N_ ("What stays when both were changed: newer, mine or theirs"),
    N_ ("WHICH") },
  { NULL },
};

static const char *const ways[] = { "newer", "mine", "theirs" };

static gboolean
parse_prefer (TriMergePrefer *out, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (prefer ? prefer : "newer", ways[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” is not one of newer, mine and theirs"),
               prefer);
  return FALSE;
}

static const char *
get_stays (const TriMergeConflict *conflict)
{
  return conflict->took_theirs ? "theirs" : "mine";
}

static void
add_conflict (JsonBuilder *builder, const TriMergeConflict *conflict)
{
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", conflict->uuid);
  cli_json_add_string (builder, "what", conflict->what);
  cli_json_add_string (builder, "title", conflict->title);
  cli_json_add_string (builder, "stays", get_stays (conflict));
  json_builder_set_member_name (builder, "mine-deleted");
  json_builder_add_boolean_value (builder, conflict->mine_gone);
  json_builder_set_member_name (builder, "theirs-deleted");
  json_builder_add_boolean_value (builder, conflict->theirs_gone);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const TriMergeField *field = g_ptr_array_index (conflict->fields, i);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "name", field->name);
      cli_json_add_string (builder, "mine", field->mine);
      cli_json_add_string (builder, "theirs", field->theirs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const TriMergeReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_int (builder, "elsewhere", report->n_elsewhere);
  cli_json_add_int (builder, "same-texts", report->n_texts);
  cli_json_add_int (builder, "found-again", report->n_moved);
  cli_json_add_int (builder, "no-place", report->n_unplaced);
  cli_json_add_int (builder, "clock-ahead", report->skew);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (guint i = 0; i < report->counts->len; i++)
    {
      const TriMergeCount *count = &g_array_index (report->counts, TriMergeCount, i);

      json_builder_set_member_name (builder, count->what);
      json_builder_begin_object (builder);
      cli_json_add_int (builder, "new", count->n_new);
      cli_json_add_int (builder, "changed", count->n_changed);
      cli_json_add_int (builder, "deleted", count->n_gone);
      cli_json_add_int (builder, "conflicts", count->n_conflicts);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->conflicts->len; i++)
    add_conflict (builder, g_ptr_array_index (report->conflicts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* A line for each field: what, which version stays, the words, the field in both. */
static void
print_conflict (const TriMergeConflict *conflict)
{
  const char *stays = get_stays (conflict);

  if (conflict->mine_gone || conflict->theirs_gone)
    g_print ("%s\t%s\t%s\t%s\t\t\n",
             conflict->what,
             stays,
             conflict->title,
             conflict->mine_gone ? "mine-deleted" : "theirs-deleted");
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const TriMergeField *field = g_ptr_array_index (conflict->fields, i);

      g_print ("%s\t%s\t%s\t%s\t%s\t%s\n",
               conflict->what,
               stays,
               conflict->title,
               field->name,
               field->mine,
               field->theirs);
    }
}

static void
print_places (const TriMergeReport *report)
{
  if (report->n_texts > 0)
    g_print (ngettext ("%u text came to both from the same file: it is one text\n",
                       "%u texts came to both from the same files: they are one text each\n",
                       report->n_texts),
             report->n_texts);
  if (report->n_moved > 0)
    g_print (ngettext ("%u place found again in another version of its text\n",
                       "%u places found again in other versions of their texts\n",
                       report->n_moved),
             report->n_moved);
  if (report->n_unplaced > 0)
    g_print (ngettext ("%u place not found for certain: listed, not shown in the text\n",
                       "%u places not found for certain: listed, not shown in the texts\n",
                       report->n_unplaced),
             report->n_unplaced);
}

static void
print_lines (const TriMergeReport *report)
{
  print_places (report);
  if (report->n_elsewhere > 0)
    g_print (ngettext ("%u bookmark of a work that is not here: kept, not shown\n",
                       "%u bookmarks of works that are not here: kept, not shown\n",
                       report->n_elsewhere),
             report->n_elsewhere);
  for (guint i = 0; i < report->counts->len; i++)
    {
      const TriMergeCount *count = &g_array_index (report->counts, TriMergeCount, i);

      g_print (_ ("%s: %u new, %u changed, %u deleted, %u conflicts\n"),
               count->what,
               count->n_new,
               count->n_changed,
               count->n_gone,
               count->n_conflicts);
    }
  for (guint i = 0; i < report->conflicts->len; i++)
    print_conflict (g_ptr_array_index (report->conflicts, i));
  if (tri_merge_report_is_empty (report))
    g_print (_ ("Nothing new.\n"));
  g_print (_ ("Only bookmarks, notes, study sheets and the reading history are merged.\n"));
}

static gboolean
run (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();
  TriMergeOptions how = { .path = arguments[0], .dry_run = dry_run };

  if (!library || !parse_prefer (&how.prefer, error)
      || !tri_library_merge (library, &how, report, context->cancellable, error))
    return FALSE;
  if (report->skew > 0)
    g_printerr (_ ("The other library lies %d minutes in the future: look at the clocks.\n"),
                (int) (report->skew / 60));
  if (context->json)
    print_json (report);
  else
    print_lines (report);
  return TRUE;
}

const CliCommand cli_merge_command = {
  "merge",
  N_ ("FILE"),
  N_ ("Bring what another library holds into this one"),
  options,
  1,
  1,
  run,
};
