/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-merge.h"

#include <glib/gi18n.h>

static gboolean dry_run;
static gboolean list_conflicts;
static char *prefer;
static char *decide;

static const GOptionEntry options[] = {
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would be merged"), NULL },
  { "prefer",
    0,
    0,
    G_OPTION_ARG_STRING,
    &prefer,
    N_ ("What stays when both were changed: newer, mine or theirs"),
    N_ ("WHICH") },
  { "list-conflicts",
    0,
    0,
    G_OPTION_ARG_NONE,
    &list_conflicts,
    N_ ("List what merges before left to decide; without FILE"),
    NULL },
  { "decide",
    0,
    0,
    G_OPTION_ARG_STRING,
    &decide,
    N_ ("Decide one of these, or “all”, as --prefer says (mine, theirs or both); without FILE"),
    N_ ("ID") },
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
  g_print (_ ("Links that something here contradicts, and texts added to a work that both have, "
              "stay there.\n"));
}

static void
print_conflicts (const CliContext *context, const GPtrArray *conflicts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!context->json)
    {
      for (guint i = 0; i < conflicts->len; i++)
        {
          const TriMergeConflict *conflict = g_ptr_array_index (conflicts, i);

          g_print ("%s\n", conflict->uuid);
          print_conflict (conflict);
        }
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflicts->len; i++)
    add_conflict (builder, g_ptr_array_index (conflicts, i));
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static gboolean
parse_choice (TriMergeChoice *out, GError **error)
{
  static const char *const choices[] = { "mine", "theirs", "both" };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (prefer, choices[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Say how to decide: --prefer mine, theirs or both"));
  return FALSE;
}

static gboolean
decide_them (TriLibrary *library, const GPtrArray *conflicts, GError **error)
{
  TriMergeChoice choice;
  guint n = 0;

  if (!parse_choice (&choice, error))
    return FALSE;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const TriMergeConflict *conflict = g_ptr_array_index (conflicts, i);

      if (!g_str_equal (decide, "all") && !g_str_equal (decide, conflict->uuid))
        continue;
      n++;
      if (!tri_library_decide_merge_conflict (library, conflict->uuid, choice, error))
        return FALSE;
    }
  if (n > 0 || g_str_equal (decide, "all"))
    return TRUE;
  g_set_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, _ ("No conflict “%s” is open"), decide);
  return FALSE;
}

/* What was left to decide. */
static gboolean
run_conflicts (const CliContext *context, TriLibrary *library, GError **error)
{
  g_autoptr (GPtrArray) conflicts = tri_library_list_merge_conflicts (library, error);

  if (!conflicts || (decide && !decide_them (library, conflicts, error)))
    return FALSE;
  if (list_conflicts)
    {
      g_autoptr (GPtrArray) left = tri_library_list_merge_conflicts (library, error);

      if (!left)
        return FALSE;
      print_conflicts (context, left);
    }
  return TRUE;
}

static gboolean
merge_file (const CliContext *context, TriLibrary *library, const char *path, GError **error)
{
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();
  TriMergeOptions how = { .path = path, .dry_run = dry_run };

  if (!parse_prefer (&how.prefer, error)
      || !tri_library_merge (library, &how, report, context->cancellable, error)
      /* Nobody else would write the words of many marks behind it. */
      || (!dry_run && !tri_library_refresh_marks (library, context->cancellable, error)))
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

static gboolean
run (const CliContext *context, char **arguments, GError **error)
{
  gboolean is_list = list_conflicts || decide;
  g_autoptr (TriLibrary) library = NULL;

  if (is_list == (arguments[0] != NULL))
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("Name a library file, or ask for conflicts without one"));
      return FALSE;
    }
  library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  if (!library)
    return FALSE;
  return is_list ? run_conflicts (context, library, error)
                 : merge_file (context, library, arguments[0], error);
}

const CliCommand cli_merge_command = {
  "merge",
  N_ ("[FILE]"),
  N_ ("Bring what another library holds into this one"),
  options,
  0,
  1,
  run,
};
