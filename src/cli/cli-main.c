/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-main.h"

#include "cli-command.h"
#include "tri-environment.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

static const CliCommand *const commands[] = {
  &cli_import_command,
  &cli_works_command,
  &cli_sheets_command,
  &cli_texts_command,
  &cli_read_command,
  &cli_search_command,
  &cli_concordance_command,
  &cli_equivalents_command,
  &cli_export_command,
  &cli_cite_command,
  &cli_align_command,
  &cli_discover_command,
  &cli_entities_command,
  &cli_mentions_command,
  &cli_names_command,
  &cli_link_command,
  &cli_register_command,
  &cli_bookmarks_command,
  &cli_merge_command,
  &cli_unplaced_command,
  &cli_backup_command,
  &cli_restore_command,
  &cli_check_command,
};

static GCancellable *interrupted;

/* g_cancellable_cancel() may take locks, so the handler only writes to a pipe that a thread
 * reads. */
static gboolean
interrupt_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
watch_interrupts (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) source = g_unix_signal_source_new (SIGINT);

  g_source_set_callback (source, interrupt_cb, data, NULL);
  g_source_attach (source, context);
  while (!g_cancellable_is_cancelled (data))
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static void
print_usage (void (*print) (const char *format, ...) G_GNUC_PRINTF (1, 2))
{
  print (_ ("Usage: %s [--library FILE] VERB [ARGUMENT…]\n"), "triptych-cli");
  print ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    print ("  %-11s %s\n", commands[i]->verb, _ (commands[i]->summary));
  print ("\n");
  print (_ ("“%s VERB --help” explains a verb.\n"), "triptych-cli");
}

static const CliCommand *
find_command (const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->verb, verb))
      return commands[i];
  return NULL;
}

/* The first argument that is neither an option nor the value of --library, taken out of the
 * arguments. */
static char *
take_verb (GPtrArray *arguments)
{
  for (guint i = 1; i + 1 < arguments->len; i++)
    {
      const char *argument = g_ptr_array_index (arguments, i);

      if (g_str_equal (argument, "--library"))
        i++;
      else if (argument[0] != '-')
        return g_ptr_array_steal_index (arguments, i);
    }
  return NULL;
}

static GPtrArray *
copy_arguments (int argc, char **argv)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < argc; i++)
    g_ptr_array_add (arguments, g_strdup (argv[i]));
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static int
report (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_printerr (_ ("Cancelled; the library is as it was.\n"));
      return CLI_EXIT_CANCELLED;
    }
  g_printerr ("triptych-cli: %s\n", error->message);
  return error->domain == G_OPTION_ERROR ? CLI_EXIT_USAGE : CLI_EXIT_FAILED;
}

static void
describe (GOptionContext *context, const CliCommand *command)
{
  g_autofree char *list = command->dup_list ? command->dup_list () : NULL;
  const char *details = command->details ? _ (command->details) : NULL;
  g_autofree char *both = list && details ? g_strconcat (list, "\n", details, NULL) : NULL;

  if (both)
    details = both;
  else if (list)
    details = list;
  if (details)
    g_option_context_set_description (context, details);
}

static gboolean
check_count (const CliCommand *command, char **rest, GError **error)
{
  guint n = rest ? g_strv_length (rest) : 0;

  if (n >= command->n_min && n <= command->n_max)
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("Usage: %s %s %s"),
               "triptych-cli",
               command->verb,
               _ (command->arguments));
  return FALSE;
}

static gboolean
run_command (const CliCommand *command, char ***argv, GError **error)
{
  g_autofree char *library = NULL;
  g_auto (GStrv) rest = NULL;
  gboolean json = FALSE;
  const GOptionEntry common[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &library, N_ ("The library to use"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON value"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ (command->arguments));
  CliContext call = { NULL, FALSE, interrupted };
  char *none[] = { NULL };

  if (command->options)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  describe (context, command);
  if (!g_option_context_parse_strv (context, argv, error) || !check_count (command, rest, error))
    return FALSE;

  call.path = library;
  call.json = json;
  return command->run (&call, rest ? rest : none, error);
}

static gboolean
has_argument (int argc, char **argv, const char *wanted)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], wanted))
      return TRUE;
  return FALSE;
}

/* What is asked for without a verb. */
static int
run_without_verb (int argc, char **argv, const char *verb)
{
  if (!verb && has_argument (argc, argv, "--version"))
    {
      g_print ("triptych-cli %s\n", tri_environment_get_version ());
      return 0;
    }
  if (!verb && (has_argument (argc, argv, "--help") || has_argument (argc, argv, "-h")))
    {
      print_usage (g_print);
      return 0;
    }
  if (verb)
    g_printerr (_ ("%s: there is no verb “%s”\n\n"), "triptych-cli", verb);
  print_usage (g_printerr);
  return CLI_EXIT_USAGE;
}

/* A full disk or a closed pipe shows here. */
static gboolean
flush_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_FAILED,
                       _ ("The output could not be written. Is the disk full?"));
  return FALSE;
}

/**
 * cli_main:
 * @argc: the number of arguments
 * @argv: the arguments, the name of the program first
 *
 * Runs one verb. What it finds goes to standard output, every message to standard error.
 *
 * Returns: the exit status: 0, 1 when it failed, 2 when it was called wrongly, 130 when it was
 * interrupted
 */
int
cli_main (int argc, char **argv)
{
  g_autoptr (GPtrArray) arguments = copy_arguments (argc, argv);
  g_autofree char *verb = take_verb (arguments);
  g_auto (GStrv) strv = NULL;
  g_autoptr (GError) error = NULL;
  const CliCommand *command = verb ? find_command (verb) : NULL;
  g_autofree char *name = NULL;

  if (!command)
    return run_without_verb (argc, argv, verb);

  interrupted = g_cancellable_new ();
  g_thread_unref (g_thread_new ("interrupts", watch_interrupts, interrupted));
  name = g_strdup_printf ("triptych-cli %s", command->verb);
  g_set_prgname (name);
  strv = (char **) g_ptr_array_steal (arguments, NULL);
  return run_command (command, &strv, &error) && flush_output (&error) ? 0 : report (error);
}
