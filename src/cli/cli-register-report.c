/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-register-report.h"

#include "cli-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an import of a register came to, in words or as JSON. */

/* So many faults of a table are printed, and so many conflicts. */
#define MAX_SHOWN 20

const char *const cli_register_choices[] = { "", "ours", "theirs", "both" };

static void
print_problems (const TriTable *table, const char *name)
{
  for (guint i = 0; i < MIN (table->problems->len, MAX_SHOWN); i++)
    {
      const TriTableProblem *problem = &g_array_index (table->problems, TriTableProblem, i);

      if (problem->column)
        g_printerr ("%s:%u: %s (%s)\n",
                    name,
                    problem->line,
                    problem->message,
                    (const char *) g_ptr_array_index (table->header, problem->column - 1));
      else
        g_printerr ("%s:%u: %s\n", name, problem->line, problem->message);
    }
  if (table->n_problems > MAX_SHOWN)
    g_printerr (ngettext ("%u more line like this\n",
                          "%u more lines like these\n",
                          table->n_problems - MAX_SHOWN),
                table->n_problems - MAX_SHOWN);
}

static char *
dup_kinds (guint kinds)
{
  static const char *const words[] = {
    "identifier",
    "key",
    "name",
    "type",
    "dates",
    "description",
  };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (kinds & (1u << i))
      g_string_append_printf (out, "%s%s", out->len ? "," : "", words[i]);
  return g_strdup (out->str);
}

static void
print_side (const char *label,
            const char *name,
            const char *key,
            TriEntityType kind,
            const char *dates)
{
  g_printerr ("      %s  %s  %s  %s  %s\n",
              label,
              name,
              tri_entity_type_to_nick (kind),
              key ? key : "–",
              dates ? dates : "–");
}

static void
print_conflicts (const GArray *conflicts)
{
  for (guint i = 0; i < MIN (conflicts->len, MAX_SHOWN); i++)
    {
      const TriRegisterConflict *each = &g_array_index (conflicts, TriRegisterConflict, i);
      g_autofree char *kinds = dup_kinds (each->kinds);

      g_printerr ("%5u  %s  %s\n", each->entry, kinds, cli_register_choices[each->choice]);
      print_side ("ours  ", each->our_name, each->our_key, each->our_type, each->our_dates);
      print_side ("theirs",
                  each->their_name,
                  each->their_key,
                  each->their_type,
                  each->their_dates);
    }
  if (conflicts->len > MAX_SHOWN)
    g_printerr (ngettext ("%u more conflict; --json lists all\n",
                          "%u more conflicts; --json lists all\n",
                          conflicts->len - MAX_SHOWN),
                conflicts->len - MAX_SHOWN);
}

static void
add_side (JsonBuilder *builder,
          const char *member,
          const char *name,
          const char *key,
          TriEntityType kind,
          const char *dates)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "name", name);
  cli_json_add_string (builder, "key", key);
  cli_json_add_string (builder, "type", tri_entity_type_to_nick (kind));
  cli_json_add_string (builder, "dates", dates);
  json_builder_end_object (builder);
}

static void
add_conflicts (JsonBuilder *builder, const GArray *conflicts)
{
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; conflicts && i < conflicts->len; i++)
    {
      const TriRegisterConflict *each = &g_array_index (conflicts, TriRegisterConflict, i);
      g_autofree char *kinds = dup_kinds (each->kinds);

      json_builder_begin_object (builder);
      cli_json_add_int (builder, "entry", each->entry);
      cli_json_add_string (builder, "kinds", kinds);
      cli_json_add_string (builder,
                           "choice",
                           each->choice ? cli_register_choices[each->choice] : NULL);
      add_side (builder, "ours", each->our_name, each->our_key, each->our_type, each->our_dates);
      add_side (builder,
                "theirs",
                each->their_name,
                each->their_key,
                each->their_type,
                each->their_dates);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_columns (JsonBuilder *builder, const TriTable *table)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->header->len; i++)
    {
      g_autofree char *word = tri_column_dup_word (&g_array_index (table->columns, TriColumn, i));

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "header", g_ptr_array_index (table->header, i));
      cli_json_add_string (builder, "as", word);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rows (JsonBuilder *builder, const TriTable *table)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->rows->len; i++)
    {
      json_builder_begin_array (builder);
      for (char **cell = g_ptr_array_index (table->rows, i); *cell; cell++)
        json_builder_add_string_value (builder, *cell);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_problems (JsonBuilder *builder, const TriTable *table)
{
  cli_json_add_int (builder, "problemCount", table->n_problems);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->problems->len; i++)
    {
      const TriTableProblem *problem = &g_array_index (table->problems, TriTableProblem, i);

      json_builder_begin_object (builder);
      cli_json_add_int (builder, "line", problem->line);
      cli_json_add_int (builder, "column", problem->column);
      cli_json_add_string (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_outcome_json (TriLibrary *library, const TriRegisterOutcome *outcome, guint n_works)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *uuid = outcome->reg ? tri_library_dup_register_uuid (library, outcome->reg)
                                       : NULL;

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", uuid);
  cli_json_add_int (builder, "read", outcome->n_read);
  cli_json_add_int (builder, "added", outcome->n_added);
  cli_json_add_int (builder, "merged", outcome->n_merged);
  cli_json_add_int (builder, "changed", outcome->n_changed);
  cli_json_add_int (builder, "linkedWorks", n_works);
  add_conflicts (builder, outcome->conflicts);
  if (outcome->table && outcome->table->columns)
    {
      add_columns (builder, outcome->table);
      add_rows (builder, outcome->table);
      add_problems (builder, outcome->table);
    }
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* What each column of a table is taken for, and the first lines. */
static void
print_table (const TriTable *table)
{
  for (guint i = 0; i < table->header->len; i++)
    {
      g_autofree char *word = tri_column_dup_word (&g_array_index (table->columns, TriColumn, i));

      g_print ("%3u  %-20s %s\n",
               i + 1,
               word,
               (const char *) g_ptr_array_index (table->header, i));
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *line = g_strjoinv (" | ", g_ptr_array_index (table->rows, i));

      g_print ("%s\n", g_strdelimit (line, "\n", ' '));
    }
}

static void
print_outcome (TriLibrary *library, const TriRegisterOutcome *outcome, gboolean preview)
{
  g_autofree char *uuid = outcome->reg ? tri_library_dup_register_uuid (library, outcome->reg)
                                       : NULL;

  if (outcome->table && preview)
    print_table (outcome->table);
  if (uuid)
    g_print ("%s\n", uuid);
  g_print (_ ("%u read, %u new, %u known already\n"),
           outcome->n_read,
           outcome->n_added,
           outcome->n_merged);
}

/**
 * cli_register_report_problems:
 * @name: of the file
 *
 * Prints what does not go, on standard error: lines of the table, entities that are in conflict.
 */
void
cli_register_report_problems (const TriRegisterOutcome *outcome, const char *name)
{
  if (outcome->table)
    print_problems (outcome->table, name);
  if (outcome->conflicts)
    print_conflicts (outcome->conflicts);
}

/**
 * cli_register_report:
 * @n_works: how many works were linked anew
 *
 * Prints what was found, or done.
 */
void
cli_register_report (TriLibrary *library,
                     const TriRegisterOutcome *outcome,
                     guint n_works,
                     CliRegisterReport report)
{
  if (report == CLI_REGISTER_REPORT_JSON)
    print_outcome_json (library, outcome, n_works);
  else
    print_outcome (library, outcome, report == CLI_REGISTER_REPORT_PREVIEW);
}
