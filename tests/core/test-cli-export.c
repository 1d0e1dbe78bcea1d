/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include "formats/tri-exporter.h"

#include <string.h>

/* The verb "export": what it lists, what it is told to leave out, and what it refuses. */

static const char story[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Story"
      "</title></titleStmt></fileDesc></teiHeader><standOff><linkGrp type='alignment'>"
      "<link target='#h1 #i1'/><link target='#a #b'/><link target='#h2 #i2'/><link target='#c #d'/>"
      "</linkGrp></standOff><text><group>"
      "<text xml:lang='en'><body><div xml:id='one'><head xml:id='h1'>One</head><p xml:id='a'>Ay."
      "<note xml:id='n'>Note.</note></p></div><div><head xml:id='h2'>Twice</head><p xml:id='c'>See."
      "</p></div></body></text>"
      "<text xml:lang='fr'><body><div><head xml:id='i1'>Un</head><p xml:id='b'>Bé.</p></div>"
      "<div><head xml:id='i2'>Deux</head><p xml:id='d'>Dé.</p></div>"
      "<div><head xml:id='s'>Éd</head></div><div><head xml:id='t'>Ed</head></div></body></text>"
      "<text xml:lang='nl'><body><p xml:id='x'>Iks.</p></body></text></group></text></TEI>";

static void
set_up (CliRun *cli, gconstpointer data)
{
  cli_run_set_up (cli, "export");
  g_free (cli_run_write (cli, "story.xml", story));
  cli_run (cli, "import", "story.xml", "--no-align", NULL);
  g_assert_cmpint (cli->status, ==, 0);
}

static void
test_help (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "export", "--help", NULL);
  cli_run_assert_done (cli);
  for (const TriExporter *const *f = tri_exporters_get_all (); *f; f++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s ", (*f)->nick);

      g_assert_nonnull (strstr (cli->out, line));
    }
}

static void
assert_table (CliRun *cli, const char *expected)
{
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, expected);
}

static void
test_choice (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "export", "Story", "-f", "tsv", "--texts", "fr, en", NULL);
  assert_table (cli,
                "id\tfr\ten\n"
                "i1\tUn\tOne\n"
                "b\tBé.\t\"Ay.\nNote.\"\n"
                "i2\tDeux\tTwice\n"
                "d\tDé.\tSee.\n"
                "s\tÉd\t\n"
                "t\tEd\t\n");
  cli_run (cli, "export", "Story", "-f", "tsv", "--division", "deux", NULL);
  assert_table (cli, "id\ten\tfr\tnl\nh2\tTwice\tDeux\t\nc\tSee.\tDé.\t\n");
  cli_run (cli, "export", "Story", "-f", "tsv", "--division", "one", "--no-notes", NULL);
  assert_table (cli, "id\ten\tfr\tnl\nh1\tOne\tUn\t\na\tAy.\tBé.\t\n");
  cli_run (cli, "export", "Story", "-f", "tsv", "--passages", "i2..b", "--no-notes", NULL);
  assert_table (cli, "id\ten\tfr\tnl\na\tAy.\tBé.\t\nh2\tTwice\tDeux\t\n");
  cli_run (cli, "export", "Story", "-f", "tsv", "--passages", "x", NULL);
  assert_table (cli, "id\ten\tfr\tnl\nx\t\t\tIks.\n");
}

static void
test_bookmarks (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "export", "Story", "-f", "tsv", "--bookmarks", "all", NULL);
  cli_run_assert_refused (cli, 1, "None of these bookmarks");
  cli_run (cli, "bookmarks", "add", "Story", "d", "--label", "sea", NULL);
  cli_run (cli, "bookmarks", "add", "Story", "x", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "export", "Story", "-f", "tsv", "--bookmarks", "sea", NULL);
  assert_table (cli, "id\ten\tfr\tnl\nc\tSee.\tDé.\t\n");
  cli_run (cli, "export", "Story", "-f", "tsv", "--bookmarks", "all", NULL);
  assert_table (cli, "id\ten\tfr\tnl\nc\tSee.\tDé.\t\nx\t\t\tIks.\n");
}

static void
test_refused (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "export", "Story", NULL);
  cli_run_assert_refused (cli, 2, "tmx");
  cli_run (cli, "export", "Story", "-f", "tmx", "--pair", "fr,en", NULL);
  cli_run_assert_refused (cli, 2, "--texts");
  cli_run (cli, "export", "Story", "-f", "tmx", "--sentences", "folder", NULL);
  cli_run_assert_refused (cli, 2, "hunalign");
  cli_run (cli, "export", "Story", "-f", "xliff", NULL);
  cli_run_assert_refused (cli, 2, "--pair");
  cli_run (cli, "export", "Story", "-f", "xliff", "--texts", "fr,nl", NULL);
  cli_run_assert_refused (cli, 1, "not aligned");
  cli_run (cli, "export", "Story", "-f", "tei", "--texts", "fr", NULL);
  cli_run_assert_refused (cli, 1, "all of its texts");
  cli_run (cli, "export", "Story", "-f", "json", "--passages", "a", NULL);
  cli_run_assert_refused (cli, 1, "whole texts");
  cli_run (cli, "export", "Story", "-f", "html", "--texts", "de", NULL);
  cli_run_assert_refused (cli, 1, "“de”");
  cli_run (cli, "export", "Story", "-f", "html", "--texts", "fr,fr", NULL);
  cli_run_assert_refused (cli, 1, "twice");
  cli_run (cli, "export", "Story", "-f", "html", "--division", "Three", NULL);
  cli_run_assert_refused (cli, 1, "“Three”");
  cli_run (cli, "export", "Story", "-f", "html", "--division", "ed", NULL);
  cli_run_assert_refused (cli, 1, "several");
  cli_run (cli, "export", "Story", "-f", "html", "--passages", "a..b", NULL);
  cli_run_assert_refused (cli, 1, "different texts");
}

/* What is refused leaves the file that was there. */
static void
test_output (CliRun *cli, gconstpointer data)
{
  g_autofree char *path = cli_run_write (cli, "out.xlf", "kept");
  g_autofree char *content = NULL;

  cli_run (cli, "export", "Story", "-f", "xliff", "--texts", "fr,nl", "-o", "out.xlf", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "kept");
  g_clear_pointer (&content, g_free);
  cli_run (cli, "export", "Story", "-f", "xliff", "--texts", "fr,en", "-o", "out.xlf", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "srcLang=\"fr\" trgLang=\"en\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, CliRun, NULL, set_up, func, cli_run_tear_down)
  ADD ("/cli-export/help", test_help);
  ADD ("/cli-export/choice", test_choice);
  ADD ("/cli-export/bookmarks", test_bookmarks);
  ADD ("/cli-export/refused", test_refused);
  ADD ("/cli-export/output", test_output);
#undef ADD

  return g_test_run ();
}
