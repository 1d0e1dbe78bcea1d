/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* How a passage is to be quoted, by the program itself. */

static const char book[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>"
      "Prisons &amp; 100 % {hope}</title><author>Ana Moreau; Jan de Wit</author></titleStmt>"
      "<sourceDesc><bibl>Brussels, 1937</bibl></sourceDesc></fileDesc></teiHeader>"
      "<text xml:lang='en'><body><div><head xml:id='h'>The cell</head>"
      "<p xml:id='a'><pb n='12'/>Before.</p>"
      "<p xml:id='b'>One day, <pb n='13'/>he said “no”.</p>"
      "<p xml:id='c'>After.</p></div></body></text></TEI>";

static void
set_up (CliRun *cli, gconstpointer data)
{
  g_autofree char *file = NULL;

  cli_run_set_up (cli, "citation");
  file = cli_run_write (cli, "book.xml", book);
  cli_run (cli, "import", file, NULL);
  g_assert_cmpint (cli->status, ==, 0);
}

static void
assert_has (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_plain (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "cite", "Prisons & 100 % {hope}", "c", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (cli->out,
                   ==,
                   "“After.” Ana Moreau; Jan de Wit, Prisons & 100 % {hope}, The cell, p. 13, "
                   "passage 4. Brussels, 1937.\n");
  /* The page on which the passage begins, not the one that begins in it. */
  cli_run (cli, "cite", "Prisons & 100 % {hope}", "b", NULL);
  assert_has (cli->out, ", p. 12, ");
}

static void
test_bibtex (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "cite", "Prisons & 100 % {hope}", "b", "--format", "bibtex", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->out, "@incollection{moreau1937-b,\n");
  assert_has (cli->out, "author = {Ana Moreau and Jan de Wit}");
  assert_has (cli->out, "  title = {The cell}");
  assert_has (cli->out, "booktitle = {Prisons \\& 100 \\% \\{hope\\}}");
  assert_has (cli->out, "pages = {12}");
  assert_has (cli->out, "note = {One day, he said “no”.}");
}

static void
test_csl (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *item;
  JsonArray *authors;
  g_autoptr (GError) error = NULL;

  cli_run (cli, "cite", "Prisons & 100 % {hope}", "a", "--format", "csl-json", NULL);
  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  item = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "type"), ==, "chapter");
  g_assert_cmpstr (json_object_get_string_member (item, "title"), ==, "The cell");
  g_assert_cmpstr (json_object_get_string_member (item, "page"), ==, "12");
  authors = json_object_get_array_member (item, "author");
  g_assert_cmpuint (json_array_get_length (authors), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (authors, 1),
                                                  "literal"),
                   ==,
                   "Jan de Wit");
}

/* Titles, authors and words that mean something else to whoever reads the citation. */
static const char odd[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>É } \"x\" {"
      "</title><author>Verne, Jules</author><author>Smith and Sons</author><author>A, b, c</author>"
      "<author>Verne, Jules</author><author xml:lang='ru'>Жюль Верн</author></titleStmt></fileDesc>"
      "</teiHeader><text xml:lang='fr'><body><div><head>Livre I</head><div><head>12</head>"
      "<p xml:id='o'>{a} \\b\t“c” 5 %</p></div></div></body></text></TEI>";

/* No author: neither an empty name nor two. */
static const char nobody[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Nobody"
      "</title><author> ; </author></titleStmt></fileDesc></teiHeader><text xml:lang='en'><body>"
      "<p xml:id='n'>Words.</p></body></text></TEI>";

static void
cite (CliRun *cli, const char *file, const char *passage, const char *format)
{
  g_autofree char *path = cli_run_write (cli, "odd.xml", file);

  cli_run (cli, "import", "--work=Odd", path, NULL);
  g_assert_cmpint (cli->status, ==, 0);
  cli_run (cli, "cite", "Odd", passage, "--format", format, NULL);
  g_assert_cmpint (cli->status, ==, 0);
}

static void
test_odd_bibtex (CliRun *cli, gconstpointer data)
{
  int depth = 0;

  cite (cli, odd, "o", "bibtex");
  assert_has (cli->out, "@incollection{verne-o,\n");
  assert_has (cli->out, "author = {Verne, Jules and {Smith and Sons} and {A, b, c}}");
  assert_has (cli->out, "  title = {Livre I, 12}");
  assert_has (cli->out, "booktitle = {É \\textbraceright{} \"x\" \\textbraceleft{}}");
  assert_has (cli->out, "note = {\\{a\\} \\textbackslash{}b “c” 5 \\%}");
  for (const char *at = cli->out; *at; at++)
    {
      depth += *at == '{' ? 1 : *at == '}' ? -1
                                           : 0;
      g_assert_cmpint (depth, >=, 0);
    }
  g_assert_cmpint (depth, ==, 0);
}

static void
test_odd_csl (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *item, *author;
  JsonArray *authors;

  cite (cli, odd, "o", "csl-json");
  g_assert_true (json_parser_load_from_data (parser, cli->out, -1, NULL));
  item = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "title"), ==, "Livre I, 12");
  g_assert_cmpstr (json_object_get_string_member (item, "container-title"), ==, "É } \"x\" {");
  authors = json_object_get_array_member (item, "author");
  g_assert_cmpuint (json_array_get_length (authors), ==, 3);
  author = json_array_get_object_element (authors, 0);
  g_assert_cmpstr (json_object_get_string_member (author, "family"), ==, "Verne");
  g_assert_cmpstr (json_object_get_string_member (author, "given"), ==, "Jules");
  author = json_array_get_object_element (authors, 2);
  g_assert_cmpstr (json_object_get_string_member (author, "literal"), ==, "A, b, c");
}

static void
test_nobody (CliRun *cli, gconstpointer data)
{
  cite (cli, nobody, "n", "bibtex");
  assert_has (cli->out, "@book{nobody-n,\n");
  g_assert_null (strstr (cli->out, "author"));
  cli_run (cli, "cite", "Odd", "n", "--format", "csl-json", NULL);
  g_assert_null (strstr (cli->out, "author"));
  cli_run (cli, "cite", "Odd", "n", NULL);
  g_assert_true (g_str_has_prefix (cli->out, "“Words.” Nobody, "));
}

/* By book, chapter and verse, whose printed number may be more than one; what is none is cited as
 * in any text. */
static const char bible[]
    = "<osis xmlns='http://www.bibletechnologies.net/2003/OSIS/namespace'>"
      "<osisText osisIDWork='TST' xml:lang='en'><header><work osisWork='TST'>"
      "<title>A Bible</title></work></header><div type='book' osisID='Gen'>"
      "<title type='main'>Genesis</title><div type='introduction'><p>About it.</p></div>"
      "<chapter osisID='Gen.3' n='III'>"
      "<verse osisID='Gen.3.1'>One.</verse><verse osisID='Gen.3.2 Gen.3.3' n='2–3'>Two.</verse>"
      "</chapter></div></osisText></osis>";

static void
test_verse (CliRun *cli, gconstpointer data)
{
  cite (cli, bible, "Gen.3.1", "text");
  g_assert_cmpstr (cli->out, ==, "“One.” A Bible, Odd, Genesis 3:1.\n");
  cli_run (cli, "cite", "Odd", "Gen.3.2", NULL);
  g_assert_cmpstr (cli->out, ==, "“Two.” A Bible, Odd, Genesis 3:2–3.\n");
  cli_run (cli, "cite", "Odd", "Gen.3.2", "--format", "bibtex", NULL);
  assert_has (cli->out, "  title = {Genesis 3:2–3},\n  booktitle = {A Bible}");
  cli_run (cli, "cite", "Odd", "Gen.title", NULL);
  assert_has (cli->out, ", passage ");
}

/* An identifier with points in it is no verse. */
static const char sections[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body><div xml:id='c1'>"
      "<head>One</head><div xml:id='c1.2'><head>Two</head><p xml:id='c1.2.3'>Words.</p></div>"
      "</div></body></text></TEI>";

static void
test_no_verse (CliRun *cli, gconstpointer data)
{
  cite (cli, sections, "c1.2.3", "text");
  assert_has (cli->out, ", One, Two, passage 3.");
}

static void
test_wrong (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "cite", "Prisons & 100 % {hope}", "a", "--format", "word", NULL);
  g_assert_cmpint (cli->status, ==, 2);
  cli_run (cli, "cite", "Prisons & 100 % {hope}", "nothing", NULL);
  g_assert_cmpint (cli->status, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, CliRun, NULL, set_up, test, cli_run_tear_down)
  ADD ("/citation/plain", test_plain);
  ADD ("/citation/bibtex", test_bibtex);
  ADD ("/citation/csl", test_csl);
  ADD ("/citation/odd-bibtex", test_odd_bibtex);
  ADD ("/citation/odd-csl", test_odd_csl);
  ADD ("/citation/nobody", test_nobody);
  ADD ("/citation/verse", test_verse);
  ADD ("/citation/no-verse", test_no_verse);
  ADD ("/citation/wrong", test_wrong);
#undef ADD
  return g_test_run ();
}
