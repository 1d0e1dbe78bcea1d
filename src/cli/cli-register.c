/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"
#include "cli-register-report.h"

#include "formats/tri-export-register.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"
#include "tri-output.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* register import FILE | export REGISTER | list | attach | detach | remove */

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

static gboolean
parse_choice (const char *word, TriRegisterChoice *out, GError **error)
{
  for (guint i = TRI_CHOICE_OURS; i <= TRI_CHOICE_BOTH; i++)
    if (g_str_equal (word, cli_register_choices[i]))
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
  if (!context->json)
    cli_register_report_problems (&outcome, import->path);
  if (done && !import->dry_run)
    done = link_works (context, library, &n_works, &failed);
  if (context->json && (done || outcome.conflicts))
    cli_register_report (library, &outcome, n_works, CLI_REGISTER_REPORT_JSON);
  else if (done)
    cli_register_report (library,
                         &outcome,
                         n_works,
                         preview ? CLI_REGISTER_REPORT_PREVIEW : CLI_REGISTER_REPORT_WORDS);
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
  return tri_output_open (file, context->cancellable, error);
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
  return stream
         && tri_output_close (stream,
                              write_register (context, library, reg, stream, error),
                              context->cancellable,
                              error);
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
