/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"
#include "formats/tri-export-pair.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* The alignment of two texts as other programs read it. Works are made of TEI files whose sentences
 * say what they are called. */

typedef gboolean (*PairExporter) (TriLibrary *library,
                                  TriText *const *texts,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);

static TriLibrary *
open_new (void)
{
  g_autofree char *path = align_new_path ();

  return align_open (path);
}

/* @spec: "fr: a b | c": sentences, and "|" between passages. */
static void
append_text (GString *tei, const char *spec)
{
  g_auto (GStrv) passages = g_strsplit (spec + 4, " | ", -1);

  g_string_append_printf (tei, "<text xml:lang=\"%.2s\"><body>\n", spec);
  for (guint i = 0; passages[i]; i++)
    {
      g_auto (GStrv) names = g_strsplit (passages[i], " ", -1);

      g_string_append_printf (tei, "<p xml:id=\"p-%s\">", names[0]);
      for (guint n = 0; names[n]; n++)
        g_string_append_printf (tei, "<s xml:id=\"%s\">It is %s.</s> ", names[n], names[n]);
      g_string_append (tei, "</p>\n");
    }
  g_string_append (tei, "</body></text>\n");
}

/* @spec: "computed 0.9 #a #b" */
static void
append_links (GString *tei, const char *subtype, const char *const *specs)
{
  g_string_append_printf (tei, "<linkGrp type=\"alignment\" subtype=\"%s\">\n", subtype);
  for (guint i = 0; specs && specs[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (specs[i], " ", 3);

      g_string_append_printf (tei, "<link type=\"translation\" subtype=\"%s\"", parts[0]);
      if (!g_str_equal (parts[1], "-"))
        g_string_append_printf (tei, " cert=\"%s\"", parts[1]);
      g_string_append_printf (tei, " target=\"%s\"/>\n", parts[2]);
    }
  g_string_append (tei, "</linkGrp>\n");
}

static gint64
import_tei (TriLibrary *library, const char *tei)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "work.xml", NULL);

  g_assert_true (g_file_set_contents (path, tei, -1, NULL));
  return align_import (library, path, 0, "translations");
}

static gint64
make_work (TriLibrary *library,
           const char *const *texts,
           const char *const *groups,
           const char *const *pairs)
{
  g_autoptr (GString) tei = g_string_new ("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>"
                                          "<fileDesc><titleStmt><title>Work</title></titleStmt>"
                                          "<publicationStmt><p/></publicationStmt>"
                                          "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
                                          "<standOff>\n");
  g_autofree char *content = NULL;

  append_links (tei, "groups", groups);
  append_links (tei, "pairs", pairs);
  g_string_append (tei, "</standOff><text><group>\n");
  for (guint i = 0; texts[i]; i++)
    append_text (tei, texts[i]);
  g_string_append (tei, "</group></text></TEI>\n");
  content = g_string_free (g_steal_pointer (&tei), FALSE);
  return import_tei (library, content);
}

static char *
export_pair (TriLibrary *library, TriText *const *texts, PairExporter exporter)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  exporter (library, texts, stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
export_text (TriLibrary *library, TriText *text, gboolean xml)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (xml)
    tri_export_sentence_document (library, text, stream, NULL, &error);
  else
    tri_export_sentence_lines (library, text, stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Reading back. A link is written "a b;c 0.9", with the words of the sentences. */

static void
append_side (GString *out, char **lines, guint from, guint end)
{
  for (guint i = from; i < end; i++)
    g_string_append_printf (out, "%s%s", i > from ? " " : "", lines[i]);
}

/* Where the words of a sentence are "It is a.", their name. */
static void
strip_words (char **lines)
{
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "It is "))
      {
        memmove (lines[i], lines[i] + 6, strlen (lines[i] + 6) + 1);
        lines[i][strlen (lines[i]) - 1] = '\0';
      }
}

static char **
read_lines (TriLibrary *library, TriText *text)
{
  g_autofree char *content = export_text (library, text, FALSE);
  char **lines = NULL;

  g_assert_cmpint (content[strlen (content) - 1], ==, '\n');
  content[strlen (content) - 1] = '\0';
  lines = g_strsplit (content, "\n", -1);
  strip_words (lines);
  return lines;
}

typedef struct
{
  guint at[2];
  char *score;
} Rung;

static gboolean
read_rung (const char *line, Rung *rung)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);

  if (g_strv_length (columns) != 3)
    return FALSE;
  for (guint side = 0; side < 2; side++)
    rung->at[side] = (guint) g_ascii_strtoull (columns[side], NULL, 10);
  g_free (rung->score);
  rung->score = g_strdup (columns[2]);
  return TRUE;
}

/* One link a line. Checks that the ladder begins at the beginning, never goes down, and ends at the
 * end of both texts, so that it has every sentence exactly once. */
static char *
read_ladder (TriLibrary *library, TriText *const *texts)
{
  g_autofree char *ladder = export_pair (library, texts, tri_export_ladder);
  g_auto (GStrv) rungs = g_strsplit (ladder, "\n", -1);
  g_auto (GStrv) first = read_lines (library, texts[0]);
  g_auto (GStrv) second = read_lines (library, texts[1]);
  GString *out = g_string_new (NULL);
  Rung rung = { { 0, 0 }, NULL };

  g_assert_true (read_rung (rungs[0], &rung));
  g_assert_cmpuint (rung.at[0] + rung.at[1], ==, 0);
  for (guint i = 1; *rungs[i]; i++)
    {
      const Rung last = { { rung.at[0], rung.at[1] }, NULL };
      g_autofree char *score = g_steal_pointer (&rung.score);

      g_assert_true (read_rung (rungs[i], &rung));
      g_assert_cmpuint (rung.at[0], >=, last.at[0]);
      g_assert_cmpuint (rung.at[1], >=, last.at[1]);
      g_assert_cmpuint (rung.at[0] + rung.at[1], >, last.at[0] + last.at[1]);
      append_side (out, first, last.at[0], rung.at[0]);
      g_string_append_c (out, ';');
      append_side (out, second, last.at[1], rung.at[1]);
      g_string_append_printf (out, " %s\n", score);
    }
  g_assert_cmpuint (rung.at[0], ==, g_strv_length (first));
  g_assert_cmpuint (rung.at[1], ==, g_strv_length (second));
  g_free (rung.score);
  return g_string_free (out, FALSE);
}

static xmlDoc *
parse (const char *xml)
{
  xmlDoc *document = xmlReadMemory (xml, (int) strlen (xml), "x.xml", NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

static char *
dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static xmlNode *
next_element (xmlNode *node)
{
  while (node && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

/* The sentences of a document by their ids. */
static GHashTable *
read_document (TriLibrary *library, TriText *text)
{
  g_autofree char *xml = export_text (library, text, TRUE);
  xmlDoc *document = parse (xml);
  xmlNode *root = xmlDocGetRootElement (document);
  GHashTable *sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_cmpstr ((const char *) root->name, ==, "text");
  for (xmlNode *p = next_element (root->children); p; p = next_element (p->next))
    for (xmlNode *s = next_element (p->children); s; s = next_element (s->next))
      {
        xmlChar *content = xmlNodeGetContent (s);
        char *words[] = { g_strdup ((const char *) content), NULL };

        strip_words (words);
        g_assert_cmpstr ((const char *) s->name, ==, "s");
        g_assert_true (g_hash_table_insert (sentences, dup_attribute (s, "id"), words[0]));
        xmlFree (content);
      }
  xmlFreeDoc (document);
  return sentences;
}

/* Each id is taken out of @sentences, so that it can be met only once. */
static void
take_side (GString *out, GHashTable *sentences, const char *side)
{
  g_auto (GStrv) ids = g_strsplit (side, " ", -1);

  for (guint i = 0; *side && ids[i]; i++)
    {
      const char *words = g_hash_table_lookup (sentences, ids[i]);

      g_assert_nonnull (words);
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", words);
      g_hash_table_remove (sentences, ids[i]);
    }
}

static void
take_link (GString *out, GHashTable *first, GHashTable *second, xmlNode *link)
{
  g_autofree char *targets = dup_attribute (link, "xtargets");
  g_autofree char *certainty = dup_attribute (link, "certainty");
  g_auto (GStrv) sides = g_strsplit (targets, ";", -1);

  g_assert_cmpstr ((const char *) link->name, ==, "link");
  g_assert_cmpuint (g_strv_length (sides), ==, 2);
  take_side (out, first, sides[0]);
  g_string_append_c (out, ';');
  take_side (out, second, sides[1]);
  g_string_append_printf (out, " %s\n", certainty ? certainty : "-");
}

static char *
read_xces (TriLibrary *library, TriText *const *texts)
{
  g_autofree char *xml = export_pair (library, texts, tri_export_xces);
  g_autoptr (GHashTable) first = read_document (library, texts[0]);
  g_autoptr (GHashTable) second = read_document (library, texts[1]);
  xmlDoc *document = parse (xml);
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *group = next_element (root->children);
  g_autofree char *version = dup_attribute (root, "version");
  g_autofree char *type = dup_attribute (group, "targType");
  GString *out = g_string_new (NULL);

  g_assert_cmpstr ((const char *) root->name, ==, "cesAlign");
  g_assert_cmpstr (version, ==, "1.0");
  g_assert_cmpstr ((const char *) document->intSubset->ExternalID,
                   ==,
                   "-//CES//DTD XML cesAlign//EN");
  g_assert_cmpstr ((const char *) group->name, ==, "linkGrp");
  g_assert_cmpstr (type, ==, "s");
  for (xmlNode *link = next_element (group->children); link; link = next_element (link->next))
    take_link (out, first, second, link);
  g_assert_cmpuint (g_hash_table_size (first) + g_hash_table_size (second), ==, 0);
  xmlFreeDoc (document);
  return g_string_free (out, FALSE);
}

static void
check (TriLibrary *library,
       gint64 work,
       guint first,
       guint second,
       const char *ladder,
       const char *xces)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *texts[] = { found->texts->pdata[first], found->texts->pdata[second] };
  g_autofree char *as_ladder = read_ladder (library, texts);
  g_autofree char *as_xces = read_xces (library, texts);

  g_assert_cmpstr (as_ladder, ==, ladder);
  g_assert_cmpstr (as_xces, ==, xces);
}

static void
test_shapes (void)
{
  static const char *const texts[] = { "fr: a b | c | d e", "en: A B | C | D E", NULL };
  static const char *const groups[] = {
    "computed 0.9 #a #A #B",
    "imported 0.25 #c #C",
    "imported - #d #e #D",
    NULL,
  };
  static const char links[] = "a;A B 0.9\nb; 0\nc;C 0.25\nd e;D 1\n;E 0\n";
  static const char xces[] = "a;A B 0.9\nb; -\nc;C 0.25\nd e;D -\n;E -\n";
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = make_work (library, texts, groups, NULL);

  check (library, work, 0, 1, links, xces);
  check (library,
         work,
         1,
         0,
         "A B;a 0.9\n;b 0\nC;c 0.25\nD;d e 1\nE; 0\n",
         "A B;a 0.9\n;b -\nC;c 0.25\nD;d e -\nE; -\n");
}

/* The first two texts of a work of their own. */
static void
check_made (const char *const *texts,
            const char *const *groups,
            const char *ladder,
            const char *xces)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = make_work (library, texts, groups, NULL);

  check (library, work, 0, 1, ladder, xces);
}

/* A ladder cannot cross: what reaches farther ahead is left out. */
static void
test_crossing (void)
{
  static const char *const texts[] = { "fr: a | b | c | d", "en: A | B | C | D", NULL };
  static const char *const groups[] = {
    "computed 0.9 #a #C",
    "computed 0.8 #b #A",
    "computed 0.7 #c #B",
    "confirmed 0.6 #d #D",
    NULL,
  };

  check_made (texts,
              groups,
              "a; 0\nb;A 0.8\nc;B 0.7\n;C 0\nd;D 1\n",
              "a;C 0.9\nb;A 0.8\nc;B 0.7\nd;D 1\n");
}

/* What stands between the sentences of a link, with no counterpart or with one. */
static void
test_gap (void)
{
  static const char *const texts[] = { "fr: a n | b c | d e | f", "en: A | C | D E | F", NULL };
  static const char *const groups[] = {
    "computed 0.9 #a #b #A",
    "computed 0.8 #c #C",
    "computed 0.7 #d #f #D #F",
    "computed 0.6 #e #E",
    NULL,
  };

  check_made (texts,
              groups,
              "a n b;A 0.9\nc;C 0.8\nd; 0\n;D 0\ne;E 0.6\nf; 0\n;F 0\n",
              "a b;A 0.9\nn; -\nc;C 0.8\nd f;D F 0.7\ne;E 0.6\n");
}

/* Links that overlap are one; those of sentences count before those of the passages around. */
static void
test_overlap (void)
{
  static const char *const texts[] = { "fr: a b | c d | e f", "en: A B | C D | E F", NULL };
  static const char *const groups[] = {
    "computed 0.9 #a #A",
    "computed 0.8 #b #A",
    "imported - #p-c #p-C",
    "computed 0.7 #c #C",
    "imported - #p-e #p-E",
    NULL,
  };

  check_made (texts,
              groups,
              "a b;A 0.8\n;B 0\nc;C 0.7\nd; 0\n;D 0\ne f;E F 1\n",
              "a b;A 0.8\n;B -\nc;C 0.7\nd; -\n;D -\ne f;E F -\n");
}

/* What is said of the pair stands for what is said of all texts, unless the reader said that. */
static void
test_pairs (void)
{
  static const char *const texts[] = {
    "fr: a b | c | d e",
    "en: A B | C | D E",
    "nl: x | y | z",
    NULL,
  };
  static const char *const groups[] = {
    "computed 0.9 #a #b #A #B #x",
    "computed 0.8 #c #C #y",
    "confirmed 0.7 #d #e #D #E #z",
    NULL,
  };
  static const char *const pairs[] = {
    "computed 0.6 #a #A",
    "computed 0.5 #b #B",
    "computed 0.4 #d #D",
    NULL,
  };
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = make_work (library, texts, groups, pairs);

  check (library,
         work,
         0,
         1,
         "a;A 0.6\nb;B 0.5\nc;C 0.8\nd e;D E 1\n",
         "a;A 0.6\nb;B 0.5\nc;C 0.8\nd e;D E 1\n");
  check (library,
         work,
         0,
         2,
         "a b;x 0.9\nc;y 0.8\nd e;z 1\n",
         "a b;x 0.9\nc;y 0.8\nd e;z 1\n");
}

/* Over the borders of what is read at a time: every third sentence has no counterpart. */
static void
test_long (void)
{
  g_autoptr (GString) first = g_string_new ("fr: ");
  g_autoptr (GString) second = g_string_new ("en: ");
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) expected = g_string_new (NULL);
  const char *texts[] = { NULL, NULL, NULL };
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = 0;

  for (guint i = 0; i < 1300; i++)
    {
      const char *before = i == 0 ? "" : " | ";

      g_string_append_printf (first, "%sa%u b%u", before, i, i);
      g_string_append_printf (second, "%sA%u", before, i);
      if (i % 3 == 0)
        g_string_append_printf (expected, "a%u; 0\nb%u; 0\n;A%u 0\n", i, i, i);
      else
        {
          g_string_append_printf (expected, "a%u b%u;A%u 0.5\n", i, i, i);
          g_ptr_array_add (groups, g_strdup_printf ("computed 0.5 #a%u #b%u #A%u", i, i, i));
        }
    }
  g_ptr_array_add (groups, NULL);
  texts[0] = first->str;
  texts[1] = second->str;
  work = make_work (library, texts, (const char *const *) groups->pdata, NULL);
  {
    g_autoptr (GString) xces = g_string_new (expected->str);

    g_string_replace (xces, " 0\n", " -\n", 0);
    check (library, work, 0, 1, expected->str, xces->str);
  }
}

/* As the aligner leaves three texts; no file of them is ill-formed. */
static void
test_aligned (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = align_import (library, "lock.en.md lock.fr.md lock.nl.md", 0, "translations");
  g_autoptr (TriWork) found = NULL;

  align_run (library, work, FALSE);
  found = tri_library_get_work (library, work, NULL);
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      {
        TriText *texts[] = { found->texts->pdata[a], found->texts->pdata[b] };
        g_autofree char *ladder = a != b ? read_ladder (library, texts) : NULL;
        g_autofree char *xces = a != b ? read_xces (library, texts) : NULL;

        /* Nothing crosses here, and nothing is missing. */
        g_assert_cmpstr (ladder, ==, xces);
        g_assert_true (a == b || !strstr (ladder, "; "));
      }
}

/* The command line. */

typedef struct
{
  char *folder;
  char *library;
  char *out;
  char *err;
  int status;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  fixture->library = g_build_filename (fixture->folder, "library.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->folder);
  g_free (fixture->library);
  g_free (fixture->out);
  g_free (fixture->err);
}

static void
spawn (Fixture *fixture, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &fixture->out,
                &fixture->err,
                &status,
                &error);
  g_assert_no_error (error);
  fixture->status = WEXITSTATUS (status);
}

static void
run (Fixture *fixture, const char *format, const char *pair, const char *folder)
{
  const char *argv[12] = {
    g_getenv ("TRIPTYCH_CLI"),
    "--library",
    fixture->library,
    "export",
    "Work",
    "--format",
    format,
  };
  guint n = 7;

  if (pair)
    {
      argv[n++] = "--pair";
      argv[n++] = pair;
    }
  if (folder)
    {
      argv[n++] = "--sentences";
      argv[n++] = folder;
    }
  spawn (fixture, argv);
}

static void
assert_refused (Fixture *fixture, const char *pair, int status, const char *words)
{
  run (fixture, "hunalign", pair, NULL);
  g_assert_cmpint (fixture->status, ==, status);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_nonnull (strstr (fixture->err, words));
}

static void
make_cli_work (Fixture *fixture)
{
  static const char *const texts[] = { "fr: a | b", "en: A | B", "fr: x | y", "nl: u | v", NULL };
  static const char *const groups[] = { "computed 0.5 #a #A #x", "computed 0.25 #b #B #y", NULL };
  g_autoptr (TriLibrary) library = align_open (fixture->library);

  make_work (library, texts, groups, NULL);
}

static char *
dup_text_id (Fixture *fixture, guint ord)
{
  g_autoptr (TriLibrary) library = align_open (fixture->library);
  gint64 id = tri_library_find_work (library, "Work", NULL);
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);

  return g_strdup (((TriText *) work->texts->pdata[ord])->uuid);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *twice = NULL;

  make_cli_work (fixture);
  first = dup_text_id (fixture, 0);
  twice = g_strdup_printf ("%s,%s", first, first);
  assert_refused (fixture, NULL, 2, "--pair");
  assert_refused (fixture, "en", 2, "--pair");
  assert_refused (fixture, "en,", 2, "--pair");
  assert_refused (fixture, "en,nl,fr", 2, "--pair");
  assert_refused (fixture, "en,en", 2, "same text");
  assert_refused (fixture, twice, 2, "same text");
  assert_refused (fixture, "en,de", 1, "“de”");
  assert_refused (fixture, "en,fr", 1, first);
  assert_refused (fixture, "en,nl", 1, "not aligned");
  run (fixture, "tei", "en,fr", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  run (fixture, "tmw", NULL, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->err, "hunalign"));
}

static void
assert_content (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new", "s", name, NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "new", "s", NULL);
  g_autofree char *first = NULL;
  g_autofree char *third = NULL;
  g_autofree char *pair = NULL;
  g_autofree char *both = NULL;

  make_cli_work (fixture);
  first = dup_text_id (fixture, 0);
  third = dup_text_id (fixture, 2);
  pair = g_strdup_printf ("EN,%s", first);
  both = g_strdup_printf ("%s, %s", third, first);

  run (fixture, "hunalign", pair, folder);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "0\t0\t0.5\n1\t1\t0.25\n2\t2\t0\n");
  assert_content (fixture, "en.txt", "It is A.\nIt is B.\n");
  assert_content (fixture, "fr.txt", "It is a.\nIt is b.\n");

  run (fixture, "xces", both, folder);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out,
                   ==,
                   "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                   "<!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\">\n"
                   "<cesAlign version=\"1.0\">\n"
                   "<linkGrp targType=\"s\" fromDoc=\"fr-1.xml\" toDoc=\"fr-2.xml\">\n"
                   "<link id=\"SL1\" xtargets=\"1.1;1.1\" certainty=\"0.5\" />\n"
                   "<link id=\"SL2\" xtargets=\"2.1;2.1\" certainty=\"0.25\" />\n"
                   "</linkGrp>\n"
                   "</cesAlign>\n");
  assert_content (fixture,
                  "fr-1.xml",
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<text xml:lang=\"fr\">\n"
                  "<p id=\"1\">\n<s id=\"1.1\">It is x.</s>\n</p>\n"
                  "<p id=\"2\">\n<s id=\"2.1\">It is y.</s>\n</p>\n"
                  "</text>\n");
}

/* Another program's eyes: characters that mean something in XML, lines of verse, a language that
 * would be a path. */
static void
test_well_formed (Fixture *fixture, gconstpointer data)
{
#define HEADER                                                           \
  "<teiHeader><fileDesc><titleStmt><title>Work</title></titleStmt>"      \
  "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>" \
  "</fileDesc></teiHeader>"
  static const char tei[] = "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">" HEADER
                            "<TEI>" HEADER "<text xml:lang=\"fr-x-/../&quot;&lt;\"><body>"
                            "<p xml:id=\"a\">« A &amp; B » &lt;br&gt; ]]&gt; \"c\".</p>"
                            "</body></text></TEI>"
                            "<TEI>" HEADER "<text xml:lang=\"en\"><body>"
                            "<p xml:id=\"b\" corresp=\"#a\">One<lb/>two&#x2028;three "
                            "&lt;/s&gt;</p></body></text></TEI></teiCorpus>";
#undef HEADER
  g_autofree char *folder = g_build_filename (fixture->folder, "s", NULL);
  g_autofree char *align = g_build_filename (fixture->folder, "align.xml", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *xmllint[] = { "xmllint", "--noout", "--nonet", align, NULL, NULL, NULL };

  {
    g_autoptr (TriLibrary) library = align_open (fixture->library);
    g_autoptr (TriWork) work = tri_library_get_work (library, import_tei (library, tei), NULL);
    TriText *texts[] = { work->texts->pdata[0], work->texts->pdata[1] };
    g_autofree char *name = tri_export_dup_sentences_name (texts, 0, "xml");
    g_autofree char *ladder = read_ladder (library, texts);

    g_assert_null (strpbrk (name, "/\"<"));
    g_assert_cmpstr (ladder, ==, "« A & B » <br> ]]> \"c\".;One two three </s> 1\n");
    first = g_build_filename (folder, name, NULL);
    second = g_build_filename (folder, "en.xml", NULL);
  }
  run (fixture, "xces", NULL, folder);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_file_set_contents (align, fixture->out, -1, NULL));
  xmllint[4] = first;
  xmllint[5] = second;
  spawn (fixture, xmllint);
  g_assert_cmpstr (fixture->err, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-align/shapes", test_shapes);
  g_test_add_func ("/export-align/crossing", test_crossing);
  g_test_add_func ("/export-align/gap", test_gap);
  g_test_add_func ("/export-align/overlap", test_overlap);
  g_test_add_func ("/export-align/pairs", test_pairs);
  g_test_add_func ("/export-align/long", test_long);
  g_test_add_func ("/export-align/aligned", test_aligned);
#define ADD(name, function) \
  g_test_add ("/export-align/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("usage", test_usage);
  ADD ("files", test_files);
  ADD ("well-formed", test_well_formed);
#undef ADD

  return g_test_run ();
}
