/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-salvage.h"

#include <glib/gi18n.h>

static gboolean repair;
static gboolean dry_run;

static const GOptionEntry options[] = {
  { "repair",
    0,
    0,
    G_OPTION_ARG_NONE,
    &repair,
    N_ ("Mend what can be computed again, and take the rest from the newest sound backup"),
    NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what --repair would do"), NULL },
  { NULL },
};

static void
add_faults (JsonBuilder *builder, GPtrArray *faults)
{
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (faults, i));
  json_builder_end_array (builder);
}

static void
print_faults (const CliContext *context, GPtrArray *faults)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      for (guint i = 0; i < faults->len; i++)
        g_print ("%s\n", (const char *) g_ptr_array_index (faults, i));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_faults (builder, faults);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static gboolean
fail_if_any (const char *path, GPtrArray *faults, GError **error)
{
  if (faults->len == 0)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_DAMAGED,
               ngettext ("%s: %u fault", "%s: %u faults", faults->len),
               path,
               faults->len);
  return FALSE;
}

/* --- What was salvaged */

static void
print_table (const TriSalvageTable *table)
{
  if (table->is_open)
    g_print (_ ("%s: %u read, %u from the backup, others lost perhaps\n"),
             table->name,
             table->n_read,
             table->n_taken);
  else
    g_print (_ ("%s: %u read, %u from the backup, %u lost at most\n"),
             table->name,
             table->n_read,
             table->n_taken,
             table->n_lost);
}

static void
print_lines (const TriSalvageReport *report)
{
  TriSalvageTable sum = tri_salvage_report_sum (report);

  g_print (_ ("The file is damaged. %u entries of it can be read.\n"), sum.n_read);
  if (report->backup)
    g_print (_ ("%u come from the backup “%s”.\n"), sum.n_taken, report->backup);
  else
    g_print (_ ("There is no sound backup of it.\n"));
  for (guint i = 0; i < report->tables->len; i++)
    {
      const TriSalvageTable *table = &g_array_index (report->tables, TriSalvageTable, i);

      if (table->n_taken > 0 || table->n_lost > 0 || table->is_open)
        print_table (table);
    }
  for (guint i = 0; i < report->faults->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (report->faults, i));
  if (report->kept)
    g_print (_ ("What was there before is kept as “%s”.\n"), report->kept);
}

static void
add_table (JsonBuilder *builder, const TriSalvageTable *table)
{
  json_builder_set_member_name (builder, table->name);
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "read", table->n_read);
  cli_json_add_int (builder, "backup", table->n_taken);
  cli_json_add_int (builder, "lost", table->n_lost);
  json_builder_set_member_name (builder, "more");
  json_builder_add_boolean_value (builder, table->is_open);
  json_builder_end_object (builder);
}

static void
print_json (const TriSalvageReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "backup", report->backup ? report->backup : "");
  cli_json_add_string (builder, "kept", report->kept ? report->kept : "");
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_object (builder);
  for (guint i = 0; i < report->tables->len; i++)
    add_table (builder, &g_array_index (report->tables, TriSalvageTable, i));
  json_builder_end_object (builder);
  add_faults (builder, report->faults);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static gboolean
salvage (const CliContext *context, GError **error)
{
  const TriSalvageOptions how = { .dry_run = dry_run };
  g_autoptr (TriSalvageReport) report = tri_salvage_report_new ();
  g_autofree char *path = cli_library_dup_path (context);

  if (!tri_salvage_library (path, &how, report, context->cancellable, error))
    return FALSE;
  if (context->json)
    print_json (report);
  else
    print_lines (report);
  return fail_if_any (path, report->faults, error);
}

/* --- Mending */

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, TRI_ERROR, TRI_ERROR_DAMAGED)
         || g_error_matches (error, TRI_ERROR, TRI_ERROR_NOT_LIBRARY);
}

/* What follows from the rest is made anew in the file; NULL without @error: there is more to do. */
static GPtrArray *
mend (const CliContext *context, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, &local);
  g_autoptr (GPtrArray) faults = NULL;

  if (library && tri_library_is_file_sound (library))
    faults = tri_library_check (library, !dry_run, context->cancellable, &local);
  if (local && !is_damage (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return faults && faults->len == 0 ? g_steal_pointer (&faults) : NULL;
}

static gboolean
run_repair (const CliContext *context, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) faults = mend (context, &local);

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!faults)
    return salvage (context, error);
  print_faults (context, faults);
  return TRUE;
}

static gboolean
run_check (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  if (!cli_library_is_there (context, error))
    return FALSE;
  if (repair || dry_run)
    return run_repair (context, error);
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  if (!library)
    return FALSE;
  faults = tri_library_check (library, FALSE, context->cancellable, error);
  if (!faults)
    return FALSE;
  print_faults (context, faults);
  return fail_if_any (tri_library_get_path (library), faults, error);
}

const CliCommand cli_check_command = {
  "check",
  "",
  N_ ("Check the library file"),
  options,
  0,
  0,
  run_check,
  N_ ("What --repair cannot mend goes row by row into a new file: what can be read of the damaged "
      "one, and where it cannot, what the newest sound backup has. The damaged file is kept beside "
      "it."),
};
