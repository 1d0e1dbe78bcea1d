/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* "triptych-cli align", from outside. */

static const char english[] = "The ship left London on 3 March 1872.\n"
                              "Mr Fogg slept.\n"
                              "Passepartout counted 27 trunks and wrote a letter to Paris.\n"
                              "\n"
                              "In Suez the train was waiting.\n";
static const char french[] = "Le navire quitta Londres le 3 mars 1872.\n"
                             "M. Fogg dormait.\n"
                             "Passepartout compta 27 malles.\n"
                             "Il écrivit une lettre à Paris.\n"
                             "\n"
                             "À Suez le train attendait.\n";
static const char dutch[] = "Het schip verliet Londen op 3 maart 1872.\n"
                            "De heer Fogg sliep.\n"
                            "Passepartout telde 27 koffers en schreef een brief naar Parijs.\n"
                            "\n"
                            "In Suez wachtte de trein.\n";

static void
set_up (CliRun *cli, gconstpointer data)
{
  cli_run_set_up (cli, "cli-align");
  g_clear_pointer (&cli->library, g_free);
  g_free (cli_run_write (cli, "en.txt", english));
  g_free (cli_run_write (cli, "fr.txt", french));
  g_free (cli_run_write (cli, "nl.txt", dutch));
}

/* The links without their confidence, which must be one. */
static char *
get_links (CliRun *cli)
{
  g_auto (GStrv) lines = g_strsplit (cli->out, "\n", -1);
  GString *links = g_string_new (NULL);

  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      char *tab = strchr (lines[i], '\t');
      double confidence;

      g_assert_nonnull (tab);
      confidence = g_ascii_strtod (tab + 1, NULL);
      g_assert_cmpfloat (confidence, >=, 0);
      g_assert_cmpfloat (confidence, <=, 1);
      *tab = '\0';
      g_string_append_printf (links, "%s%s", i ? " " : "", lines[i]);
    }
  return g_string_free (links, FALSE);
}

static void
test_lines (CliRun *cli, gconstpointer data)
{
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  cli_run (cli, "align", "en.txt", "fr.txt", "--unit", "line", "--lang", "en,fr", NULL);
  cli_run_assert_done (cli);
  two = get_links (cli);
  g_assert_cmpstr (two, ==, "0:0 1:1 2:2,3 3:4 4:5");
  cli_run (cli, "align", "en.txt", "fr.txt", "nl.txt", "--lang", "en,fr,nl", NULL);
  cli_run_assert_done (cli);
  three = get_links (cli);
  g_assert_cmpstr (three, ==, "0:0:0 1:1:1 2:2,3:2 3:4:3 4:5:4");
}

/* Every line of every file is in exactly one link, in order, whatever the files are. */
static void
test_odd_files (CliRun *cli, gconstpointer data)
{
  g_autofree char *empty = cli_run_write (cli, "empty.txt", "");
  g_autofree char *one = cli_run_write (cli, "one.txt", "Only this");
  g_autofree char *windows = cli_run_write (cli, "crlf.txt", "Only this\r\nand that\r\n");
  g_autofree char *links = NULL;

  cli_run (cli, "align", empty, empty, NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "align", empty, windows, NULL);
  cli_run_assert_done (cli);
  links = get_links (cli);
  g_assert_cmpstr (links, ==, ":0 :1");
  cli_run (cli, "align", one, one, "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "[[0],[0]]"));
}

static JsonObject *
parse (CliRun *cli, JsonNode **node)
{
  cli_run_assert_done (cli);
  *node = cli_run_get_json (cli);
  return json_node_get_object (*node);
}

static void
test_sentences (CliRun *cli, gconstpointer data)
{
  static const char first[] = "# One\n\nHe came. She saw 12.\n\nMr. X won.\n";
  static const char second[] = "# Un\n\nIl vint. Elle vit 12.\n\nM. X gagna.\n";
  g_autofree char *en = cli_run_write (cli, "a.md", first);
  g_autofree char *fr = cli_run_write (cli, "b.md", second);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;
  JsonObject *text = NULL;
  JsonObject *link = NULL;
  JsonArray *units = NULL;

  cli_run (cli, "align", en, fr, "--unit", "sentence", "--lang", "en,fr", NULL);
  object = parse (cli, &node);
  text = json_array_get_object_element (json_object_get_array_member (object, "texts"), 0);
  g_assert_cmpstr (json_object_get_string_member (text, "lang"), ==, "en");
  g_assert_cmpstr (json_object_get_string_member (text, "file"), ==, en);
  units = json_object_get_array_member (text, "units");
  g_assert_cmpuint (json_array_get_length (units), ==, 4);
  g_assert_cmpstr (json_array_get_string_element (units, 1), ==, "He came.");
  g_assert_cmpstr (json_array_get_string_element (units, 3), ==, "Mr. X won.");
  link = json_array_get_object_element (json_object_get_array_member (object, "links"), 0);
  g_assert_true (json_object_has_member (link, "sides"));
  g_assert_true (json_object_has_member (link, "confidence"));
  g_assert_cmpstr (json_object_get_string_member (link, "relation"), ==, "translation");
}

static void
test_passages (CliRun *cli, gconstpointer data)
{
  g_autofree char *en = cli_run_write (cli, "a.md", "# One\n\nHe came. She saw.\n\nX won.\n");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *text = NULL;
  JsonArray *units = NULL;

  cli_run (cli, "align", en, en, "--unit", "passage", NULL);
  text = json_array_get_object_element (
      json_object_get_array_member (parse (cli, &node), "texts"),
      0);
  units = json_object_get_array_member (text, "units");
  g_assert_cmpuint (json_array_get_length (units), ==, 3);
  g_assert_cmpstr (json_array_get_string_element (units, 1), ==, "He came. She saw.");
}

static void
test_usage (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "align", "en.txt", NULL);
  cli_run_assert_refused (cli, 2, "two files");
  cli_run (cli, "align", "en.txt", "fr.txt", "--unit", "word", NULL);
  cli_run_assert_refused (cli, 2, "word");
  cli_run (cli, "align", "en.txt", "fr.txt", "--lang", "en", NULL);
  cli_run_assert_refused (cli, 2, "2 of them, not 1");
  cli_run (cli, "align", "en.txt", "fr.txt", "--lang", "en,!", NULL);
  cli_run_assert_refused (cli, 2, "“!”");
  cli_run (cli,
           "align",
           "en.txt",
           "fr.txt",
           "--dictionary",
           "en.txt",
           "--dictionary",
           "fr.txt",
           NULL);
  cli_run_assert_refused (cli, 2, "2 dictionaries for 1 pairs");
}

static void
test_errors (CliRun *cli, gconstpointer data)
{
  g_autofree char *binary = g_build_filename (cli->folder, "binary.txt", NULL);
  static const char tei[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<x";
  g_autofree char *broken = cli_run_write (cli, "broken.xml", tei);
  g_autofree char *words = cli_run_write (cli, "words.lex", "ship navire 12\nno-count\n");

  cli_run (cli, "align", "en.txt", "/nowhere/there.txt", NULL);
  cli_run_assert_refused (cli, 1, "there.txt");
  g_assert_true (g_file_set_contents (binary, "One\nTwo\n\0Three\n", 15, NULL));
  cli_run (cli, "align", binary, "fr.txt", NULL);
  cli_run_assert_refused (cli, 1, "binary.txt:3");
  cli_run (cli, "align", broken, "fr.txt", "--unit", "sentence", NULL);
  cli_run_assert_refused (cli, 1, "broken.xml");
  cli_run (cli, "align", "en.txt", "fr.txt", "--dictionary", words, NULL);
  cli_run_assert_refused (cli, 1, "words.lex:2");
}

/* Words that no text would teach. */
static void
test_dictionary (CliRun *cli, gconstpointer data)
{
  g_autofree char *a = cli_run_write (cli, "a.txt", "Zzzz xxxx zzzz xxxx.\nQqqq wwww.\n");
  static const char other[] = "Llll mmmm llll mmmm.\nJjjj kkkk jjjj kkkk.\nBbbb cccc.\n";
  g_autofree char *b = cli_run_write (cli, "b.txt", other);
  static const char lex[] = "zzzz jjjj 90\nxxxx kkkk 90\nqqqq bbbb 90\nwwww cccc 90\n";
  g_autofree char *words = cli_run_write (cli, "w.lex", lex);
  g_autofree char *links = NULL;

  cli_run (cli, "align", a, b, "--dictionary", words, NULL);
  cli_run_assert_done (cli);
  links = get_links (cli);
  g_assert_cmpstr (links, ==, ":0 0:1 1:2");
}

/* Interrupted from the keyboard while it computes. */
static void
test_interrupt (CliRun *cli, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  const char *argv[] = { g_getenv ("TRIPTYCH_CLI"), "align", NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  GPid child = 0;
  int status = 0;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Line %u has w%u and w%u.\n", i, i * 7919 % 5003, i % 13);
  path = cli_run_write (cli, "long.txt", text->str);
  argv[2] = argv[3] = path;
  g_spawn_async (NULL,
                 (char **) argv,
                 NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
                 NULL,
                 NULL,
                 &child,
                 &error);
  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_cmpint (kill (child, SIGINT), ==, 0);
  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 130);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/cli-align/" name, CliRun, NULL, set_up, function, cli_run_tear_down)
  ADD ("lines", test_lines);
  ADD ("odd-files", test_odd_files);
  ADD ("sentences", test_sentences);
  ADD ("passages", test_passages);
  ADD ("usage", test_usage);
  ADD ("errors", test_errors);
  ADD ("dictionary", test_dictionary);
  ADD ("interrupt", test_interrupt);
#undef ADD

  return g_test_run ();
}
