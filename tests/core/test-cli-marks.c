/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "annotation-model.h"
#include "cli-run.h"
#include "formats/tri-csv.h"

#include <gio/gio.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Marks to files and from files, by the program itself: what it writes is what the formats want,
 * and what comes back is what went. */

#define TEI(texts)                                                                   \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>" \
  "A story</title></titleStmt></fileDesc></teiHeader>" texts "</TEI>"

static const char story[] = TEI ("<text><group><text xml:lang='en'><body>"
                                 "<p xml:id='e1'>Ada came to the island.</p>"
                                 "<p xml:id='e2'>She left quickly, alone.</p>"
                                 "<p xml:id='e3'>Nobody saw her again.</p></body></text>"
                                 "<text xml:lang='fr'><body>"
                                 "<p xml:id='f1' corresp='#e1'>Ada vint sur l’île.</p>"
                                 "<p xml:id='f2' corresp='#e2'>Elle repartit &lt;vite&gt; &amp;"
                                 " seule.</p></body></text></group></text>");
/* One text, and a later edition of it. */
static const char first_edition[] = TEI ("<text xml:lang='en'><body>"
                                         "<p xml:id='e1'>Ada came to the island.</p>"
                                         "<p xml:id='e2'>She left quickly, alone.</p>"
                                         "<p xml:id='e3'>Nobody saw her again.</p></body></text>");
static const char second_edition[]
    = TEI ("<text xml:lang='en'><body>"
           "<p xml:id='e0'>Long before anybody lived there:</p>"
           "<p xml:id='e1'>Ada came to the island.</p>"
           "<p xml:id='e2'>She left very quickly, alone.</p>"
           "<p xml:id='e3'>Nobody saw her again.</p></body></text>");
static const char other[] = "# Elsewhere\n\nThe lamp burned.\n";

/* Imports the story, and marks it in every way; each mark says in its note which it is. */
static void
set_up (CliRun *cli, gconstpointer data)
{
  static const char *const marks[][10] = {
    { "e1", "--note", "a *whole* passage", "--label", "ship", "--label", "=1+1", NULL },
    { "e2", "--range", "4:8", "--kind", "highlight", "--colour", "green", "--style", "wave", NULL },
    { "e1", "--end", "e3", "--range", "4:6", "--kind", "note", "--note", "over all", NULL },
    { "e3", "--to", "f1", "--note", "\"why\",\nso", NULL },
    { "f2", "--letter", "q", "--scope", "wording", NULL },
    { "f2", "--kind", "later", "--note", "=cmd|' /C calc'!A0", NULL },
  };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  cli_run_set_up (cli, "cli-marks");
  first = cli_run_write (cli, "story.xml", story);
  second = cli_run_write (cli, "elsewhere.md", other);
  cli_run (cli, "import", first, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", second, NULL);
  cli_run_assert_done (cli);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *const *m = marks[i];

      cli_run (cli,
               "bookmarks",
               "add",
               "A story",
               m[0],
               m[1],
               m[2],
               m[3],
               m[4],
               m[5],
               m[6],
               m[7],
               m[8],
               m[9],
               NULL);
      cli_run_assert_done (cli);
    }
}

#define N_ADDED 6

static void
export_as (CliRun *cli, const char *format)
{
  cli_run (cli, "bookmarks", "export", "--format", format, NULL);
  cli_run_assert_done (cli);
}

/* --- JSON-LD */

static void
test_jsonld (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonNode) all = NULL;
  g_autoptr (JsonNode) none = NULL;

  export_as (cli, "jsonld");
  all = cli_run_get_json (cli);
  g_assert_cmpuint (model_check_collection (json_node_get_object (all)), ==, N_ADDED);
  cli_run (cli, "bookmarks", "export", "--label", "nothing", NULL);
  cli_run_assert_done (cli);
  none = cli_run_get_json (cli);
  g_assert_cmpuint (model_check_collection (json_node_get_object (none)), ==, 0);
}

/* What lists say of marks, but for what is new in every library: ids and the time of the import. */
static char *
dup_said (CliRun *cli)
{
  g_autoptr (GRegex) ids = g_regex_new ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0, 0, NULL);
  g_autoptr (GRegex) times = g_regex_new ("\"(created|modified)\" : \\d+", 0, 0, NULL);
  g_autofree char *without_ids = NULL;

  cli_run (cli, "bookmarks", "list", "--json", NULL);
  cli_run_assert_done (cli);
  without_ids = g_regex_replace_literal (ids, cli->out, -1, 0, "ID", 0, NULL);
  return g_regex_replace_literal (times, without_ids, -1, 0, "TIME", 0, NULL);
}

/* Into another library that imported the same text by itself, and there once more. */
static void
test_round (CliRun *cli, gconstpointer data)
{
  g_autofree char *file = g_build_filename (cli->folder, "marks.jsonld", NULL);
  g_autofree char *text = g_build_filename (cli->folder, "story.xml", NULL);
  g_autofree char *before = dup_said (cli);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  cli_run (cli, "bookmarks", "export", "-o", file, NULL);
  cli_run_assert_done (cli);
  cli_run_set_library (cli, "second.db");
  cli_run (cli, "import", text, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "import", file, NULL);
  cli_run_assert_done (cli);
  after = dup_said (cli);
  g_assert_cmpstr (after, ==, before);
  cli_run (cli, "bookmarks", "import", file, NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "6  here already, and as new"));
  again = dup_said (cli);
  g_assert_cmpstr (again, ==, before);
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

/* --- TEI */

typedef struct
{
  GPtrArray *stack;
  GHashTable *ids;
  guint n_annotations;
  guint n_notes; /* of the annotation */
} Walk;

/* Content as the Guidelines (17.10.2 and the specifications of the elements) have it:
 * listAnnotation holds annotations; these hold revisionDesc, then ptr or note; each has a
 * target. */
static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  static const char *const parents[][2] = {
    { "TEI", "" },
    { "teiHeader", "TEI" },
    { "standOff", "TEI" },
    { "listAnnotation", "standOff" },
    { "annotation", "listAnnotation" },
    { "revisionDesc", "annotation" },
    { "change", "revisionDesc" },
  };
  static const char *const motivations[] = {
    "bookmarking",
    "highlighting",
    "commenting",
    "linking",
    NULL,
  };
  Walk *walk = data;
  const char *parent = walk->stack->len ? walk->stack->pdata[walk->stack->len - 1] : "";
  const char *id = NULL;
  const char *target = NULL;
  const char *motivation = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    if (g_str_equal (parents[i][0], name))
      g_assert_cmpstr (parent, ==, parents[i][1]);
  for (guint i = 0; names[i]; i++)
    {
      id = g_str_equal (names[i], "xml:id") ? values[i] : id;
      target = g_str_equal (names[i], "target") ? values[i] : target;
      motivation = g_str_equal (names[i], "motivation") ? values[i] : motivation;
    }
  if (g_str_equal (parent, "annotation"))
    {
      g_assert_true (g_str_equal (name, "revisionDesc") || g_str_equal (name, "note")
                     || g_str_equal (name, "ptr"));
      g_assert_true (walk->n_notes == 0 || !g_str_equal (name, "revisionDesc"));
      walk->n_notes += !g_str_equal (name, "revisionDesc");
    }
  if (g_str_equal (name, "annotation"))
    {
      walk->n_annotations++;
      walk->n_notes = 0;
      g_assert_nonnull (id);
      g_assert_true (g_regex_match_simple ("^[A-Za-z_][-A-Za-z0-9._]*$", id, 0, 0));
      g_assert_true (g_hash_table_add (walk->ids, g_strdup (id)));
      g_assert_true (g_strv_contains (motivations, motivation));
      g_assert_nonnull (target);
      g_assert_true (g_str_has_prefix (target, "urn:uuid:"));
    }
  g_ptr_array_add (walk->stack, g_strdup (name));
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Walk *walk = data;

  if (g_str_equal (name, "annotation"))
    g_assert_cmpuint (walk->n_notes, >, 0);
  g_ptr_array_set_size (walk->stack, (int) walk->stack->len - 1);
}

static void
test_tei (CliRun *cli, gconstpointer data)
{
  static const GMarkupParser parser = { start_cb, end_cb, NULL, NULL, NULL };
  Walk walk = { g_ptr_array_new_with_free_func (g_free),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                0,
                0 };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  export_as (cli, "tei");
  context = g_markup_parse_context_new (&parser, 0, &walk, NULL);
  g_assert_true (g_markup_parse_context_parse (context, cli->out, -1, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (walk.n_annotations, ==, N_ADDED);
  g_assert_nonnull (strstr (cli->out, "rend=\"wave green\""));
  g_assert_nonnull (strstr (cli->out, "#string-range(e2,4,4)"));
  g_assert_nonnull (strstr (cli->out, "Elle repartit &lt;vite&gt; &amp; seule."));
  g_ptr_array_unref (walk.stack);
  g_hash_table_unref (walk.ids);
}

/* --- For people */

/* Every record has the columns of the first; a spreadsheet computes nothing. */
static void
test_csv (CliRun *cli, gconstpointer data)
{
  g_autoptr (TriCsv) csv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;
  const GPtrArray *record;
  guint n_columns = 0;
  guint n = 0;

  export_as (cli, "csv");
  text = g_string_new (cli->out);
  g_string_replace (text, "\r\n", "\n", 0);
  csv = tri_csv_new ("marks", g_strdup (text->str), text->len, ',');
  for (; (record = tri_csv_next (csv, &error)); n++)
    {
      g_assert_cmpuint (record->len, ==, n ? n_columns : record->len);
      n_columns = record->len;
      for (guint i = 0; i < record->len; i++)
        {
          const char *field = record->pdata[i];

          g_assert_true (!field[0] || !strchr ("=+@", field[0]));
        }
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1 + N_ADDED);
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *p = strstr (text, words); p; p = strstr (p + 1, words))
    n++;
  return n;
}

/* Read again as a text it has the words of every mark. */
static void
test_markdown (CliRun *cli, gconstpointer data)
{
  g_autofree char *file = g_build_filename (cli->folder, "marks.md", NULL);

  cli_run (cli, "bookmarks", "export", "--format", "markdown", "-o", file, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", "--work", "Marks", file, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "read", "Marks", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Ada came to the island."));
  g_assert_nonnull (strstr (cli->out, "Elle repartit <vite> & seule."));
  g_assert_nonnull (strstr (cli->out, "over all"));
}

static void
test_html (CliRun *cli, gconstpointer data)
{
  htmlDocPtr document;

  export_as (cli, "html");
  document = htmlReadMemory (cli->out,
                             (int) strlen (cli->out),
                             NULL,
                             "UTF-8",
                             HTML_PARSE_NONET | HTML_PARSE_NOERROR);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
  g_assert_cmpuint (count (cli->out, "<blockquote"),
                    ==,
                    count (cli->out, "</blockquote>"));
  g_assert_cmpuint (count (cli->out, "<blockquote"), >=, N_ADDED);
  g_assert_null (strstr (cli->out, "<vite>"));
}

static void
test_org (CliRun *cli, gconstpointer data)
{
  export_as (cli, "org");
  g_assert_cmpuint (count (cli->out, ":PROPERTIES:"), ==, N_ADDED);
  g_assert_cmpuint (count (cli->out, ":END:"), ==, N_ADDED);
  g_assert_cmpuint (count (cli->out, "\n#+begin_quote\n"), >=, N_ADDED);
  g_assert_cmpuint (count (cli->out, "\n#+begin_quote\n"),
                    ==,
                    count (cli->out, "\n#+end_quote\n"));
}

/* --- Which */

static guint
count_exported (CliRun *cli)
{
  g_autoptr (JsonNode) node = NULL;

  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  return model_check_collection (json_node_get_object (node));
}

static void
test_filter (CliRun *cli, gconstpointer data)
{
  static const struct
  {
    const char *option;
    const char *value;
    guint n;
  } filters[] = {
    { "--kind", "highlight", 1 },
    { "--label", "ship", 1 },
    { "--colour", "green", 1 },
    { "--words", "island", 2 },
    { "--with-note", NULL, 4 },
    { "--unplaced", NULL, 0 },
    { "--order", "rows", N_ADDED },
    { "--work", "Elsewhere", 0 },
  };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *marks;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      cli_run (cli, "bookmarks", "export", filters[i].option, filters[i].value, NULL);
      g_assert_cmpuint (count_exported (cli), ==, filters[i].n);
    }
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  node = cli_run_get_json (cli);
  marks = json_node_get_array (node);
  cli_run (cli,
           "bookmarks",
           "export",
           json_object_get_string_member (json_array_get_object_element (marks, 1), "id"),
           json_object_get_string_member (json_array_get_object_element (marks, 4), "id"),
           NULL);
  g_assert_cmpuint (count_exported (cli), ==, 2);
  cli_run (cli, "bookmarks", "export", "nothing-of-the-kind", NULL);
  cli_run_assert_refused (cli, 1, "nothing-of-the-kind");
  cli_run (cli, "bookmarks", "export", "--order", "size", NULL);
  cli_run_assert_refused (cli, 2, "--order cannot be “size”.");
}

static void
test_template (CliRun *cli, gconstpointer data)
{
  g_autofree char *good = cli_run_write (cli,
                                         "good.txt",
                                         "{#marks}{#letter}{letter}: {quote}{/letter}{/marks}\n");
  g_autofree char *bad = cli_run_write (cli, "bad.txt", "{note}\n{#note}\n{nothing}\n{/note}\n");

  cli_run (cli, "bookmarks", "export", "--template", good, NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "q: Elle repartit <vite> & seule.\n");
  cli_run (cli, "bookmarks", "export", "--template", bad, NULL);
  cli_run_assert_refused (cli, 1, "bad.txt, line 3: there is no placeholder {nothing}");
}

/* --- Further places */

/* The key of the last passage of a work of one text. */
static char *
dup_last_key (CliRun *cli, const char *work)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rows, *cell;

  cli_run (cli, "read", work, "--json", NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  rows = json_object_get_array_member (json_node_get_object (node), "rows");
  cell = json_object_get_array_member (
      json_array_get_object_element (rows, json_array_get_length (rows) - 1),
      "cells");
  cell = json_array_get_array_element (cell, 0);
  return g_strdup (strchr (json_array_get_string_element (cell, 0), '/') + 1);
}

static JsonObject *
find_mark (JsonNode *node, const char *member, const char *value)
{
  JsonArray *marks = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject *mark = json_array_get_object_element (marks, i);

      if (g_strcmp0 (json_object_get_string_member (mark, member), value) == 0)
        return mark;
    }
  g_assert_not_reached ();
}

static const char *
get_part_quote (JsonObject *mark)
{
  JsonArray *parts = json_object_get_array_member (mark, "parts");

  g_assert_cmpuint (json_array_get_length (parts), ==, 1);
  return json_object_get_string_member (json_array_get_object_element (parts, 0), "quote");
}

/* A portal to another work. */
static void
test_to_work (CliRun *cli, gconstpointer data)
{
  g_autofree char *key = dup_last_key (cli, "Elsewhere");
  g_autoptr (JsonNode) node = NULL;

  cli_run (cli, "bookmarks", "add", "Elsewhere", key, "--to", "e2", "--to-work", "A story", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "list", "--work", "Elsewhere", "--json", NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  g_assert_cmpstr (get_part_quote (find_mark (node, "kind", "portal")),
                   ==,
                   "She left quickly, alone.");
  cli_run (cli, "bookmarks", "add", "A story", "e1", "--to-work", "Elsewhere", NULL);
  cli_run_assert_refused (cli, 2, "--to-work cannot be “Elsewhere”.");
  cli_run (cli, "bookmarks", "add", "A story", "e1", "--to", "e2", "--to-work", "Nowhere", NULL);
  cli_run_assert_refused (cli, 1, "Nowhere");
}

static void
add (CliRun *cli, const char *work, const char *passage, const char *const *options)
{
  cli_run (cli,
           "bookmarks",
           "add",
           work,
           passage,
           options[0],
           options[1],
           options[2],
           options[3],
           options[4],
           options[5],
           NULL);
  cli_run_assert_done (cli);
}

/* The mark of a passage in all texts is one of a text that comes later; that of words is not. */
static void
test_later_text (CliRun *cli, gconstpointer data)
{
  static const char dutch[] = TEI ("<text xml:lang='nl'><body>"
                                   "<p corresp='#e1'>Ada kwam op het eiland.</p>"
                                   "<p corresp='#e2'>Snel vertrok zij, alleen.</p></body></text>");
  static const char *const in_all[] = { "--scope", "passage", "--note", "in all", NULL, NULL };
  static const char *const here[] = { "--scope", "wording", "--note", "here", NULL, NULL };
  g_autofree char *file = cli_run_write (cli, "story.nl.xml", dutch);

  add (cli, "A story", "e1", in_all);
  add (cli, "A story", "e2", here);
  cli_run (cli, "bookmarks", "list", "--words", "eiland", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "import", "--work", "A story", file, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "list", "--words", "eiland", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "in all"));
  cli_run (cli, "bookmarks", "list", "--words", "vertrok", NULL);
  cli_run_assert_done (cli);
  g_assert_null (strstr (cli->out, "here"));
  cli_run (cli, "bookmarks", "export", "--format", "markdown", "--languages", "nl", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Ada kwam op het eiland."));
}

/* A text that changed takes marks over several passages, portals out of it and into it, and letters
 * along. */
static void
test_replace (CliRun *cli, gconstpointer data)
{
  g_autofree char *first = cli_run_write (cli, "first.xml", first_edition);
  g_autofree char *second = cli_run_write (cli, "second.xml", second_edition);
  g_autofree char *elsewhere = g_build_filename (cli->folder, "elsewhere.md", NULL);
  g_autofree char *key = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *mark;

  cli_run_set_library (cli, "editions.db");
  cli_run (cli, "import", first, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", elsewhere, NULL);
  cli_run_assert_done (cli);
  key = dup_last_key (cli, "Elsewhere");
  add (cli,
       "A story",
       "e1",
       (const char *[]){ "--end", "e3", "--range", "4:6", "--note", "over all" });
  add (cli,
       "A story",
       "e3",
       (const char *[]){ "--letter", "b", "--to", key, "--to-work", "Elsewhere" });
  add (cli,
       "Elsewhere",
       key,
       (const char *[]){ "--letter", "z", "--to", "e1", "--to-work", "A story" });
  cli_run (cli, "import", "--replace", "A story", second, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
  mark = find_mark (node, "letter", "b");
  g_assert_cmpstr (json_object_get_string_member (mark, "quote"), ==, "Nobody saw her again.");
  g_assert_cmpstr (get_part_quote (mark), ==, "The lamp burned.");
  mark = find_mark (node, "letter", "z");
  g_assert_cmpstr (json_object_get_string_member (mark, "quote"), ==, "The lamp burned.");
  g_assert_cmpstr (get_part_quote (mark), ==, "Ada came to the island.");
  mark = find_mark (node, "note", "over all");
  g_assert_cmpstr (json_object_get_string_member (mark, "quote"),
                   ==,
                   "came to the island.\nShe left very quickly, alone.\nNobody");
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, CliRun, NULL, set_up, func, cli_run_tear_down)
  ADD ("/cli-marks/jsonld/model", test_jsonld);
  ADD ("/cli-marks/jsonld/round", test_round);
  ADD ("/cli-marks/tei", test_tei);
  ADD ("/cli-marks/csv", test_csv);
  ADD ("/cli-marks/markdown", test_markdown);
  ADD ("/cli-marks/html", test_html);
  ADD ("/cli-marks/org", test_org);
  ADD ("/cli-marks/filter", test_filter);
  ADD ("/cli-marks/template", test_template);
  ADD ("/cli-marks/to-work", test_to_work);
  ADD ("/cli-marks/replace", test_replace);
  ADD ("/cli-marks/later-text", test_later_text);
  return g_test_run ();
}
