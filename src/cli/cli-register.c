/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "formats/tri-export-register.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* register import FILE | export REGISTER | list | attach | detach | remove */

/* So many faults of a table are printed, and so many conflicts. */
#define MAX_SHOWN 20

static char *into;
static char *title;
static char *columns;
static char *type;
static char *lang;
static char *on_conflict;
static char *decisions;
static gboolean preview;
static char *format;
static char *output;
static gboolean no_link;

static const GOptionEntry options[] = {
  {
      "into",
      0,
      0,
      G_OPTION_ARG_STRING,
      &into,
      N_ ("import: merge into this register"),
      N_ ("REGISTER"),
  },
  {
      "title",
      0,
      0,
      G_OPTION_ARG_STRING,
      &title,
      N_ ("import: what the new register is called"),
      N_ ("TITLE"),
  },
  {
      "columns",
      0,
      0,
      G_OPTION_ARG_STRING,
      &columns,
      N_ ("import: what the columns of a table are, by number or header"),
      "id=1,type=2,name:fr=3,…",
  },
  {
      "type",
      0,
      0,
      G_OPTION_ARG_STRING,
      &type,
      N_ ("import: what the entities of a table are that does not say it"),
      N_ ("TYPE"),
  },
  {
      "lang",
      0,
      0,
      G_OPTION_ARG_STRING,
      &lang,
      N_ ("import: the language of columns that name none"),
      "fr",
  },
  {
      "preview",
      0,
      0,
      G_OPTION_ARG_NONE,
      &preview,
      N_ ("import: only show what would be imported"),
      NULL,
  },
  {
      "on-conflict",
      0,
      0,
      G_OPTION_ARG_STRING,
      &on_conflict,
      N_ ("import: decide all conflicts: ours, theirs or both"),
      N_ ("CHOICE"),
  },
  {
      "decide",
      0,
      0,
      G_OPTION_ARG_STRING,
      &decisions,
      N_ ("import: decide some conflicts, by the number of the entry"),
      "3=ours,7=both",
  },
  {
      "no-link",
      0,
      0,
      G_OPTION_ARG_NONE,
      &no_link,
      N_ ("Do not look for the names in the works concerned"),
      NULL,
  },
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("export: tei, csv or tsv"), N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("export: to this file"), N_ ("FILE") },
  { NULL },
};

static const char *const choices[] = { "", "ours", "theirs", "both" };

static gboolean
parse_choice (const char *word, TriRegisterChoice *out, GError **error)
{
  for (guint i = TRI_CHOICE_OURS; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (word, choices[i]))
      {
        *out = (TriRegisterChoice) i;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("A conflict is decided as ours, theirs or both, not “%s”"),
               word);
  return FALSE;
}

/* (element-type TriRegisterDecision): of --decide 3=ours,7=both */
static GArray *
parse_decisions (GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TriRegisterDecision));
  g_auto (GStrv) parts = g_strsplit (decisions ? decisions : "", ",", -1);

  for (guint i = 0; parts[i]; i++)
    {
      char *mark = strchr (parts[i], '=');
      TriRegisterDecision decision = { 0 };
      guint64 entry = 0;

      if (!mark)
        mark = parts[i] + strlen (parts[i]);
      else
        *mark++ = '\0';
      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, G_MAXINT, &entry, error)
          || !parse_choice (mark, &decision.choice, error))
        return NULL;
      decision.entry = (guint) entry;
      g_array_append_val (found, decision);
    }
  return g_steal_pointer (&found);
}

static gboolean
parse_options (TriRegisterImport *import, GError **error)
{
  TriEntityType parsed = TRI_ENTITY_PERSON;

  import->title = title;
  import->dry_run = preview;
  import->table.columns = columns;
  import->table.lang = lang;
  import->table.type = -1;
  if (on_conflict && !parse_choice (on_conflict, &import->otherwise, error))
    return FALSE;
  if (!type)
    return TRUE;
  if (!tri_entity_type_from_nick (type, &parsed))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--type is person, place, organisation, work or event, not “%s”"),
                   type);
      return FALSE;
    }
  import->table.type = (int) parsed;
  return TRUE;
}

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

      g_printerr ("%5u  %s  %s\n", each->entry, kinds, choices[each->choice]);
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
      cli_json_add_string (builder, "choice", each->choice ? choices[each->choice] : NULL);
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
print_outcome (TriLibrary *library, const TriRegisterOutcome *outcome)
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

static gboolean
link_works (const CliContext *context, TriLibrary *library, guint *n_works, GError **error)
{
  *n_works = 0;
  return no_link || tri_library_link_stale (library, n_works, context->cancellable, error);
}

static gboolean
import_file (const CliContext *context,
             TriLibrary *library,
             const TriRegisterImport *import,
             GError **error)
{
  g_auto (TriRegisterOutcome) outcome = { 0 };
  GError *failed = NULL;
  gboolean done = FALSE;
  guint n_works = 0;

  done = tri_library_import_register_file (library,
                                           import,
                                           &outcome,
                                           context->cancellable,
                                           &failed);
  if (outcome.table && !context->json)
    print_problems (outcome.table, import->path);
  if (outcome.conflicts && !context->json)
    print_conflicts (outcome.conflicts);
  if (done && !import->dry_run)
    done = link_works (context, library, &n_works, &failed);
  if (context->json && (done || outcome.conflicts))
    print_outcome_json (library, &outcome, n_works);
  else if (done)
    print_outcome (library, &outcome);
  if (failed)
    g_propagate_error (error, failed);
  return done;
}

static gboolean
run_import (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (GArray) decided = parse_decisions (error);
  TriRegisterImport import = { .path = arguments[0] };
  g_autoptr (TriLibrary) library = NULL;

  if (!decided || !parse_options (&import, error))
    return FALSE;
  import.decisions = (const TriRegisterDecision *) (gpointer) decided->data;
  import.n_decisions = decided->len;
  library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  if (!library)
    return FALSE;
  if (into)
    import.target = tri_library_find_register (library, into, error);
  return (!into || import.target) && import_file (context, library, &import, error);
}

static gboolean
write_register (const CliContext *context,
                TriLibrary *library,
                gint64 reg,
                GOutputStream *stream,
                GError **error)
{
  if (!format || g_str_equal (format, "tei"))
    return tri_export_register_tei (library, reg, stream, context->cancellable, error);
  return tri_export_register_table (library,
                                    reg,
                                    g_str_equal (format, "tsv") ? '\t' : ',',
                                    stream,
                                    context->cancellable,
                                    error);
}

static GOutputStream *
open_output (const CliContext *context, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!output || g_str_equal (output, "-"))
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (output);
  return G_OUTPUT_STREAM (g_file_replace (file,
                                          NULL,
                                          FALSE,
                                          G_FILE_CREATE_NONE,
                                          context->cancellable,
                                          error));
}

/* Closing with a cancelled GCancellable leaves the file that was there. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gboolean
run_export (const CliContext *context, char **arguments, GError **error)
{
  static const char *const formats[] = { "tei", "csv", "tsv", NULL };
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  gint64 reg = 0;

  if (format && !g_strv_contains (formats, format))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--format is tei, csv or tsv, not “%s”"),
                   format);
      return FALSE;
    }
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  reg = library ? tri_library_find_register (library, arguments[0], error) : 0;
  stream = reg ? open_output (context, error) : NULL;
  if (!stream)
    return FALSE;
  if (write_register (context, library, reg, stream, error))
    return g_output_stream_close (stream, context->cancellable, error);
  give_up (stream);
  return FALSE;
}

static void
add_works (JsonBuilder *builder, TriLibrary *library, const GArray *works)
{
  json_builder_set_member_name (builder, "works");
  json_builder_begin_array (builder);
  for (guint i = 0; i < works->len; i++)
    {
      gint64 id = g_array_index (works, gint64, i);
      g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);

      json_builder_add_string_value (builder, work ? work->uuid : "");
    }
  json_builder_end_array (builder);
}

static gboolean
run_list (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (GArray) registers = library ? tri_library_list_registers (library, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!registers)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < registers->len; i++)
    {
      const TriRegister *each = &g_array_index (registers, TriRegister, i);
      g_autoptr (GArray) works = tri_library_list_register_works (library, each->id, error);

      if (!works)
        return FALSE;
      if (!context->json)
        g_print ("%s  %6u  %3u  %s\n", each->uuid, each->n_entities, works->len, each->title);
      json_builder_begin_object (builder);
      cli_json_add_string (builder, "id", each->uuid);
      cli_json_add_string (builder, "title", each->title);
      cli_json_add_int (builder, "entities", each->n_entities);
      add_works (builder, library, works);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (context->json)
    cli_json_print (builder);
  return TRUE;
}

typedef gboolean (*Switch) (TriLibrary *library, gint64 work, gint64 reg, GError **error);

static void
print_linked (const CliContext *context, guint n_works)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!context->json)
    return;
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "linkedWorks", n_works);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* REGISTER WORK */
static gboolean
run_switch (const CliContext *context, char **arguments, Switch act, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 reg = library ? tri_library_find_register (library, arguments[0], error) : 0;
  gint64 work = reg ? tri_library_find_work (library, arguments[1], error) : 0;
  guint n_works = 0;

  if (work == 0 || !act (library, work, reg, error)
      || !link_works (context, library, &n_works, error))
    return FALSE;
  print_linked (context, n_works);
  return TRUE;
}

static gboolean
run_attach (const CliContext *context, char **arguments, GError **error)
{
  return run_switch (context, arguments, tri_library_attach_register, error);
}

static gboolean
run_detach (const CliContext *context, char **arguments, GError **error)
{
  return run_switch (context, arguments, tri_library_detach_register, error);
}

static gboolean
run_remove (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 reg = library ? tri_library_find_register (library, arguments[0], error) : 0;
  guint n_works = 0;

  if (reg == 0 || !tri_library_remove_register (library, reg, error)
      || !link_works (context, library, &n_works, error))
    return FALSE;
  print_linked (context, n_works);
  return TRUE;
}

static const struct
{
  const char *name;
  guint n_arguments;
  gboolean (*run) (const CliContext *context, char **arguments, GError **error);
} verbs[] = {
  { "import", 1, run_import },
  { "export", 1, run_export },
  { "list", 0, run_list },
  { "attach", 2, run_attach },
  { "detach", 2, run_detach },
  { "remove", 1, run_remove },
};

static gboolean
run_register (const CliContext *context, char **arguments, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (arguments[0], verbs[i].name)
        && g_strv_length (arguments) == verbs[i].n_arguments + 1)
      return verbs[i].run (context, arguments + 1, error);
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("Usage: triptych-cli register import FILE | export REGISTER | list | "
                          "attach REGISTER WORK | detach REGISTER WORK | remove REGISTER"));
  return FALSE;
}

const CliCommand cli_register_command = {
  "register",
  N_ ("import FILE | export REGISTER | list | attach REGISTER WORK | detach REGISTER WORK | "
      "remove REGISTER"),
  N_ ("Registers of names: as files, and which work uses which"),
  options,
  1,
  3,
  run_register,
  N_ ("A table (.csv, .tsv) names its columns in the first line, in English, French or Dutch: id, "
      "type, name:fr, birth name:fr, pseudonym:fr, transliteration:fr, short:fr, "
      "description:fr, dates, birth, death, forename, surname, lang, identifier:viaf. Several "
      "names or identifiers in one cell are parted by “|”. --columns says what a column is; “-” "
      "leaves one out. --preview shows what was understood, and what is wrong in which line.\n"
      "--into merges: an entity is known by an identifier, else by its id, else by a name and its "
      "type. What does not go together is listed, and nothing is imported until it is decided: "
      "ours keeps what the register says, theirs takes what the file says, both makes two "
      "entities. Nothing that only one of them says is lost.")
};
