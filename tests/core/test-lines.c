/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"
#include "draft-dump.h"
#include "tied-fixture.h"

#include "tri-error.h"

#include <string.h>

/* Files of lines that correspond by their numbers. */

static char *
dump_lines (Tied *tied, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (tied->folder, name, NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  const TriSource source = { .path = path, .name = name, .lang = "en" };

  if (!tri_format_lines.read (&source, TRI_DRAFT (dump), NULL, error))
    return NULL;
  return g_strdup (draft_dump_get_text (dump));
}

static void
test_read (Tied *tied, gconstpointer data)
{
  static const struct
  {
    const char *content;
    const char *dump;
  } cases[] = {
    { "one\ntwo\n", "  paragraph key=line-1 “one”\n  paragraph key=line-2 “two”\n" },
    { "one\n\n \t\r\n four", "  paragraph key=line-1 “one”\n  paragraph key=line-4 “four”\n" },
    { "one\rtwo\r", "  paragraph key=line-1 “one”\n  paragraph key=line-2 “two”\n" },
    /* Nothing but the end of a line parts lines. */
    { "a\rb\fc\vd\xc2\x85"
      "e\n2\r\n",
      "  paragraph key=line-1 “a b c d\xc2\x85"
      "e”\n  paragraph key=line-2 “2”\n" },
    { "\xef\xbb\xbf"
      "été\n",
      "  paragraph key=line-1 “été”\n" },
    /* In the encoding that its letters tell. */
    { "\xe9t\xe9, c'\xe9tait d\xe9j\xe0 l\xe0\n",
      "  paragraph key=line-1 “été, c'était déjà là”\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strconcat ("text lang=en\n", cases[i].dump, NULL);
      g_autofree char *dump = NULL;
      g_autoptr (GError) error = NULL;

      tied_write (tied, "a.txt", cases[i].content);
      dump = dump_lines (tied, "a.txt", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, expected);
    }
}

static void
test_empty (Tied *tied, gconstpointer data)
{
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;

  tied_write (tied, "a.txt", "\n \n\n");
  dump = dump_lines (tied, "a.txt", &error);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
  g_assert_null (dump);
}

/* Nobody takes a text for lines that correspond unless the reader says so. */
static void
test_never_sniffed (Tied *tied, gconstpointer data)
{
  g_autofree char *path = g_build_filename (tied->folder, "a.txt", NULL);

  tied_write (tied, "a.txt", "one\ntwo\n");
  g_assert_true (tri_formats_find (path, NULL) == &tri_format_plain);
}

static void
test_unknown_format (Tied *tied, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tied_write (tied, "a.txt", "one\ntwo\n");
  g_assert_cmpint (tied_try (tied, "a.txt", "verses", 0, TRI_IMPORT_TIE_AUTO, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "“verses”"));
}

static void
cli_set_up (CliRun *cli, gconstpointer data)
{
  cli_run_set_up (cli, "lines");
  g_free (cli_run_write (cli, "a.fr.txt", "un\ndeux\n"));
  g_free (cli_run_write (cli, "a.en.txt", "one\ntwo\nthree\n"));
}

/* The program says what it tied, and what it did not, beside what it prints. */
static void
test_cli (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "import", "a.fr.txt", "a.en.txt", "--format", "lines", "--no-align", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (cli->err,
                   ==,
                   "2 ids tie passages of different texts.\n"
                   "1 passage has an id that no other text has: it stands without a "
                   "counterpart.\n");
}

static void
test_cli_none (CliRun *cli, gconstpointer data)
{
  cli_run (cli,
           "import",
           "a.fr.txt",
           "a.en.txt",
           "--format",
           "lines,lines",
           "--tie",
           "none",
           "--no-align",
           NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->err, ==, "");
}

static void
test_cli_refused (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "import", "a.fr.txt", "--format", "verses", NULL);
  cli_run_assert_refused (cli, 2, "lines");
  cli_run (cli, "import", "a.fr.txt", "--format", "lines,lines", NULL);
  cli_run_assert_refused (cli, 2, "--format");
  cli_run (cli, "import", "a.fr.txt", "--tie", "all", NULL);
  cli_run_assert_refused (cli, 2, "--tie");
}

#define ADD_CLI(path, func) g_test_add (path, CliRun, NULL, cli_set_up, func, cli_run_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_TIED ("/lines/read", test_read);
  ADD_TIED ("/lines/empty", test_empty);
  ADD_TIED ("/lines/never-sniffed", test_never_sniffed);
  ADD_TIED ("/lines/unknown-format", test_unknown_format);
  ADD_CLI ("/lines/cli/tied", test_cli);
  ADD_CLI ("/lines/cli/none", test_cli_none);
  ADD_CLI ("/lines/cli/refused", test_cli_refused);
  return g_test_run ();
}
