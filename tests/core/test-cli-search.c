/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"
#include "formats/tri-csv.h"

#include <gio/gio.h>
#include <string.h>

/* The verbs that search, by the program itself. */

static const char story[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>"
      "A story</title></titleStmt></fileDesc></teiHeader>"
      "<text><group><text xml:lang='en'><body>"
      "<head xml:id='e0'>The prison</head>"
      "<p xml:id='e1'>The prison stood on an island; the prison was old.</p>"
      "<p xml:id='e2'>She left quickly.</p></body></text>"
      "<text xml:lang='fr'><body>"
      "<head xml:id='f0' corresp='#e0'>La prison</head>"
      "<p xml:id='f1' corresp='#e1'>La prison était sur une île, vieille prison.</p>"
      "<p xml:id='f2' corresp='#e2'>=1+1 Elle repartit vite de sa prison.</p>"
      "</body></text></group></text></TEI>";

static void
set_up (CliRun *cli, gconstpointer data)
{
  g_autofree char *file = NULL;

  cli_run_set_up (cli, "cli-search");
  file = cli_run_write (cli, "story.xml", story);
  cli_run (cli, "import", file, NULL);
  g_assert_cmpint (cli->status, ==, 0);
}

static JsonObject *
parse (CliRun *cli, JsonParser *parser)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "key start-end" of each, in the order of the alphabet: the ranking is another test's. */
static char *
dup_hits (JsonObject *answer, const char *member)
{
  JsonArray *hits = json_object_get_array_member (answer, member);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (hits); i++)
    {
      JsonObject *hit = json_array_get_object_element (hits, i);
      const char *passage = json_object_get_string_member (hit, "passage");

      g_assert_true (g_str_has_prefix (passage, json_object_get_string_member (hit, "text")));
      g_ptr_array_add (found,
                       g_strdup_printf ("%s %d-%d",
                                        strchr (passage, '/') + 1,
                                        (int) json_object_get_int_member (hit, "start"),
                                        (int) json_object_get_int_member (hit, "end")));
    }
  g_ptr_array_sort (found, compare_words);
  g_ptr_array_add (found, NULL);
  return g_strjoinv (", ", (char **) found->pdata);
}

static void
test_search (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *hits = NULL;
  JsonObject *answer = NULL;
  JsonObject *first = NULL;
  JsonArray *counterparts = NULL;

  cli_run (cli, "search", "prison", "--lang", "fr", "--kind", "paragraph", "--json", NULL);
  cli_run_assert_done (cli);
  answer = parse (cli, parser);
  g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, 3);
  hits = dup_hits (answer, "hits");
  g_assert_cmpstr (hits, ==, "f1 3-9, f1 37-43, f2 30-36");

  cli_run (cli, "search", "ile", "--json", NULL);
  cli_run_assert_done (cli);
  answer = parse (cli, parser);
  first = json_array_get_object_element (json_object_get_array_member (answer, "hits"), 0);
  counterparts = json_object_get_array_member (first, "counterparts");
  g_assert_cmpuint (json_array_get_length (counterparts), ==, 1);
  g_assert_true (g_str_has_suffix (json_array_get_string_element (counterparts, 0), "/e1"));

  cli_run (cli, "search", "prison", "--text", "no such text", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  cli_run (cli, "search", "prison", "--kind", "poem", NULL);
  g_assert_cmpint (cli->status, ==, 2);
}

/* A word nearly as the texts have it is said where nothing is found. */
static void
test_near (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *answer = NULL;
  JsonObject *first = NULL;

  cli_run (cli, "search", "islnad", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_nonnull (strstr (cli->err, "island"));
  cli_run (cli, "search", "en:islnad NOT quickly", "--json", NULL);
  answer = parse (cli, parser);
  g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, 0);
  first = json_array_get_object_element (json_object_get_array_member (answer, "near"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "words"), ==, "island");
  g_assert_cmpstr (json_object_get_string_member (first, "query"), ==, "en:island NOT quickly");
  cli_run (cli, "search", "island", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_false (json_object_has_member (parse (cli, parser), "near"));
}

/* Two translations that are linked to the original alone correspond by way of it; forms of words
 * are found at the first search. */
static void
test_third_text (CliRun *cli, gconstpointer data)
{
  static const char third[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>"
        "Third</title></titleStmt></fileDesc></teiHeader><text><group>"
        "<text xml:lang='ru'><body><p xml:id='r1'>Stone</p></body></text>"
        "<text xml:lang='en'><body><p xml:id='x1' corresp='#r1'>Walked on stones.</p></body></text>"
        "<text xml:lang='fr'><body><p xml:id='y1' corresp='#r1'>Sur des pierres.</p></body></text>"
        "</group></text></TEI>";
  g_autofree char *file = g_build_filename (cli->folder, "third.xml", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *hit = NULL;

  g_assert_true (g_file_set_contents (file, third, -1, NULL));
  cli_run (cli, "import", file, NULL);
  g_assert_cmpint (cli->status, ==, 0);
  cli_run (cli, "search", "walking", "--json", NULL);
  cli_run_assert_done (cli);
  hit = json_array_get_object_element (json_object_get_array_member (parse (cli, parser),
                                                                     "hits"),
                                       0);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (hit, "passage"), "/x1"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (hit, "counterparts")),
                    ==,
                    2);
}

static void
test_limit (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *answer = NULL;

  cli_run (cli, "search", "prison", "--limit", "2", "--json", NULL);
  cli_run_assert_done (cli);
  answer = parse (cli, parser);
  g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, 7);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "hits")), ==, 2);
}

/* Nothing found is no failure; what there is to say of the question goes beside the answer. */
static void
test_nothing (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "search", "zeppelin", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "search", "zeppelin", "--json", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "concordance", "zeppelin", "--format", "csv", NULL);
  cli_run_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "work,text,language,"));
  cli_run (cli, "search", "\"la prison", "--lang", "fr", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_nonnull (strstr (cli->out, "[La prison] était"));
  g_assert_cmpstr (cli->err, !=, "");
}

static void
test_both_sides (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *hits = NULL;

  cli_run (cli, "search", "fr:prison en:!prison", "--json", NULL);
  cli_run_assert_done (cli);
  hits = dup_hits (parse (cli, parser), "hits");
  g_assert_cmpstr (hits, ==, "f2 30-36");
}

static void
test_lines (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "concordance", "prison", "--lang", "fr", "--width", "12", "--sort", "left", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out,
                   ==,
                   "fr           La [prison]\n"
                   "fr           La [prison] était sur\n"
                   "fr   vite de sa [prison].\n"
                   "fr      vieille [prison].\n");
  cli_run (cli, "concordance", "prison", "--sort", "L9", NULL);
  g_assert_cmpint (cli->status, ==, 2);
}

static void
test_table (CliRun *cli, gconstpointer data)
{
  g_autofree char *path = g_build_filename (cli->folder, "prison.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (TriCsv) csv = NULL;
  const GPtrArray *fields = NULL;
  guint n = 0;

  cli_run (cli, "concordance", "prison", "--lang", "fr", "--format", "csv", "-o", path, NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  /* what a spreadsheet would compute is words */
  g_assert_nonnull (strstr (content, "'=1+1 Elle repartit"));
  csv = tri_csv_new (path, g_strdup (content), strlen (content), ',');
  while ((fields = tri_csv_next (csv, NULL)))
    {
      g_assert_cmpuint (fields->len, ==, 12);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);

  cli_run (cli, "concordance", "prison", "--format", "html", "--limit", "1", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "<mark>prison</mark>"));
}

static void
test_json (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *line = NULL;
  JsonObject *counterpart = NULL;

  cli_run (cli, "concordance", "île", "--json", NULL);
  cli_run_assert_done (cli);
  line = json_array_get_object_element (
      json_object_get_array_member (parse (cli, parser), "lines"),
      0);
  g_assert_cmpstr (json_object_get_string_member (line, "left"), ==, "La prison était sur une ");
  g_assert_cmpstr (json_object_get_string_member (line, "hit"), ==, "île");
  counterpart = json_array_get_object_element (json_object_get_array_member (line, "counterparts"),
                                               0);
  g_assert_cmpstr (json_object_get_string_member (counterpart, "words"),
                   ==,
                   "The prison stood on an island; the prison was old.");
}

#define ADD(path, func) g_test_add (path, CliRun, NULL, set_up, func, cli_run_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/cli-search/search", test_search);
  ADD ("/cli-search/limit", test_limit);
  ADD ("/cli-search/near", test_near);
  ADD ("/cli-search/third-text", test_third_text);
  ADD ("/cli-search/nothing", test_nothing);
  ADD ("/cli-search/both-sides", test_both_sides);
  ADD ("/cli-search/lines", test_lines);
  ADD ("/cli-search/table", test_table);
  ADD ("/cli-search/json", test_json);

  return g_test_run ();
}
