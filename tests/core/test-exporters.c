/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-rows.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpathInternals.h>
#include <sys/wait.h>

/* The writers of whole works: is it valid, is everything in it, does it come back. */

static xmlDoc *
parse_xml (const char *content)
{
  xmlDoc *document = xmlReadMemory (content,
                                    (int) strlen (content),
                                    "export.xml",
                                    NULL,
                                    XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

static void
assert_valid (xmlDoc *document, const char *schema)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "schema", schema, NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *grammar = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = NULL;

  g_assert_nonnull (grammar);
  context = xmlRelaxNGNewValidCtxt (grammar);
  g_assert_cmpint (xmlRelaxNGValidateDoc (context, document), ==, 0);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
}

static double
count (xmlDoc *document, const char *expression)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  g_autofree char *whole = g_strdup_printf ("count(%s)", expression);
  xmlXPathObject *found = NULL;
  double n = 0;

  xmlXPathRegisterNs (context,
                      (const xmlChar *) "x",
                      (const xmlChar *) "urn:oasis:names:tc:xliff:document:2.0");
  found = xmlXPathEval ((const xmlChar *) whole, context);
  g_assert_nonnull (found);
  n = found->floatval;
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return n;
}

/* Everything that a text says but white space. */
static char *
dup_ink (TriLibrary *library, TriText *text)
{
  g_autoptr (GPtrArray) passages = NULL;
  GString *ink = g_string_new (NULL);

  passages = tri_library_read_passages (library, text->id, 0, text->n_passages, NULL);
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);

      for (const char *p = passage->content; *p; p = g_utf8_next_char (p))
        if (!g_unichar_isspace (g_utf8_get_char (p)))
          g_string_append_unichar (ink, g_utf8_get_char (p));
    }
  return g_string_free (ink, FALSE);
}

/* A work with a sentence that has two counterparts, one that has none, two that cross, and what no
 * file may take for markup. */
static const char crossed[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>A &amp; &lt;"
      "B&gt;</title></titleStmt></fileDesc></teiHeader><standOff><linkGrp type='alignment'>"
      "<link subtype='computed' cert='0.75' target='#a.1 #b.1 #b.2'/>"
      "<link subtype='confirmed' target='#a.3 #b.3'/>"
      "<link target='#c.1 #d.2'/><link target='#c.2 #d.1'/><link target='#e #f #g'/>"
      "</linkGrp></standOff><text><group><text xml:lang='fr'><body>"
      "<p xml:id='a'><s xml:id='a.1'>Un.</s> <s xml:id='a.2'>Seul &lt;b&gt;.</s> <s xml:id='a.3'>"
      "Fin\t\"x\".</s></p><p xml:id='c'><s xml:id='c.1'>C un.</s> <s xml:id='c.2'>C deux.</s></p>"
      "<p xml:id='e'>= 1 + 1<lb/>- 2</p></body></text>"
      "<text xml:lang='en'><body><p xml:id='b'><s xml:id='b.1'>One</s> <s xml:id='b.2'>half.</s> "
      "<s xml:id='b.3'>End ]]&gt; &amp;amp;.</s></p><p xml:id='d'><s xml:id='d.1'>D two.</s> "
      "<s xml:id='d.2'>D one.</s></p><p xml:id='f'>F.</p><p xml:id='g'>G.</p></body></text>"
      "<text xml:lang='en'><body><p xml:id='h'>H.</p></body></text></group></text></TEI>";

static gint64
import_string (TriLibrary *library, const char *content, const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return export_import (library, path);
}

static void
test_tmx_units (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, crossed, "crossed.xml") };
  g_autofree char *tmx = export_dup (library, "tmx", &options);
  xmlDoc *document = parse_xml (tmx);
  g_autofree char *body = g_strdup (strstr (tmx, "<body>"));

  assert_valid (document, "tmx14.rng");
  xmlFreeDoc (document);
  g_assert_nonnull (strstr (tmx, " srclang=\"fr\""));
  g_assert_nonnull (strstr (tmx, "<prop type=\"x-title\">A &amp; &lt;B&gt;</prop>"));
  g_assert_cmpstr (body,
                   ==,
                   "<body>\n"
                   "<tu tuid=\"a.1\" segtype=\"paragraph\"><prop type=\"x-status\">computed</prop>"
                   "<prop type=\"x-score\">0.75</prop>\n"
                   "<tuv xml:lang=\"fr\"><seg>Un.</seg></tuv>\n"
                   "<tuv xml:lang=\"en\"><seg>One half.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"a.2\">\n"
                   "<tuv xml:lang=\"fr\"><seg>Seul &lt;b&gt;.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"a.3\"><prop type=\"x-status\">confirmed</prop>\n"
                   "<tuv xml:lang=\"fr\"><seg>Fin &quot;x&quot;.</seg></tuv>\n"
                   "<tuv xml:lang=\"en\"><seg>End ]]&gt; &amp;amp;.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"c.1\"><prop type=\"x-status\">imported</prop>\n"
                   "<tuv xml:lang=\"fr\"><seg>C un.</seg></tuv>\n"
                   "<tuv xml:lang=\"en\"><seg>D one.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"c.2\"><prop type=\"x-status\">imported</prop>\n"
                   "<tuv xml:lang=\"fr\"><seg>C deux.</seg></tuv>\n"
                   "<tuv xml:lang=\"en\"><seg>D two.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"e\" segtype=\"paragraph\"><prop type=\"x-status\">imported</prop>\n"
                   "<tuv xml:lang=\"fr\"><seg>= 1 + 1\n- 2</seg></tuv>\n"
                   "<tuv xml:lang=\"en\"><seg>F.\nG.</seg></tuv>\n</tu>\n"
                   "<tu tuid=\"h\">\n<tuv xml:lang=\"en-x-text2\"><seg>H.</seg></tuv>\n</tu>\n"
                   "</body>\n</tmx>\n");
}

/* The words of an element in all units, without white space. */
static char *
dup_xml_ink (xmlDoc *document, const char *expression)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *found = NULL;
  GString *ink = g_string_new (NULL);

  xmlXPathRegisterNs (context,
                      (const xmlChar *) "x",
                      (const xmlChar *) "urn:oasis:names:tc:xliff:document:2.0");
  found = xmlXPathEval ((const xmlChar *) expression, context);
  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++)
    {
      xmlChar *content = xmlNodeGetContent (found->nodesetval->nodeTab[i]);

      for (const char *p = (const char *) content; *p; p = g_utf8_next_char (p))
        if (!g_unichar_isspace (g_utf8_get_char (p)))
          g_string_append_unichar (ink, g_utf8_get_char (p));
      xmlFree (content);
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return g_string_free (ink, FALSE);
}

static void
test_tmx_bundled (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_add_bundled (library), .with_notes = TRUE };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  g_autofree char *tmx = export_dup (library, "tmx", &options);
  xmlDoc *document = parse_xml (tmx);

  assert_valid (document, "tmx14.rng");
  g_assert_cmpfloat (count (document, "//tu[count(tuv)=3]"), >, 300);
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      g_autofree char *path = g_strdup_printf ("//tuv[@xml:lang='%s']/seg", text->lang);
      g_autofree char *written = dup_xml_ink (document, path);
      g_autofree char *ink = dup_ink (library, text);

      g_assert_cmpstr (written, ==, ink);
    }
  xmlFreeDoc (document);
}

static void
test_xliff (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 id = import_string (library, crossed, "crossed.xml");
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  const gint64 texts[] = { ((TriText *) work->texts->pdata[1])->id,
                           ((TriText *) work->texts->pdata[0])->id };
  TriExportOptions options = { .work = id, .texts = texts, .n_texts = 2 };
  g_autofree char *xliff = export_dup (library, "xliff", &options);
  xmlDoc *document = parse_xml (xliff);

  g_assert_cmpfloat (count (document, "/x:xliff[@version='2.0' and @srcLang='en' and @trgLang='fr']"
                                      "/x:file[@id='f1']/x:unit"),
                     ==,
                     3);
  g_assert_cmpfloat (count (document, "//x:segment"), ==, 6);
  g_assert_cmpfloat (count (document, "//x:unit[not(@id=preceding::x:unit/@id)]"), ==, 3);
  g_assert_cmpfloat (count (document, "//x:segment[count(x:source)=1 and count(x:target)<2]"),
                     ==,
                     6);
  g_assert_nonnull (strstr (xliff,
                            "<unit id=\"u1\" name=\"b.1\" xml:space=\"preserve\">\n"
                            "<segment state=\"translated\"><source>One half.</source>"
                            "<target>Un.</target></segment>\n"
                            "<segment state=\"initial\"><source></source>"
                            "<target>Seul &lt;b&gt;.</target></segment>\n"
                            "<segment state=\"final\">"));
  g_assert_cmpfloat (count (document, "//x:segment[@state='reviewed']"), ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *ink = NULL;
      g_autofree char *written = dup_xml_ink (document, i == 0 ? "//x:target" : "//x:source");

      ink = dup_ink (library, g_ptr_array_index (work->texts, i));
      /* These two cross: they come in the order of the source. */
      if (i == 1)
        g_assert_cmpstr (written, ==, ink);
      else
        g_assert_cmpuint (strlen (written), ==, strlen (ink));
    }
  xmlFreeDoc (document);
}

static void
test_tsv (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, crossed, "crossed.xml") };
  g_autofree char *tsv = export_dup (library, "tsv", &options);

  g_assert_cmpstr (tsv,
                   ==,
                   "id\tfr\ten\ten-x-text2\n"
                   "a\t\"Un. Seul <b>. Fin \"\"x\"\".\"\tOne half. End ]]> &amp;.\t\n"
                   "c\tC un. C deux.\tD two. D one.\t\n"
                   "e\t\"= 1 + 1\n- 2\"\t\"F.\nG.\"\t\n"
                   "h\t\t\tH.\n");
}

/* Every row of a table, as spreadsheets read it, has the cells that the work has. */
static void
test_tsv_bundled (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_add_bundled (library), .with_notes = TRUE };
  char *tsv = export_dup (library, "tsv", &options);
  g_autoptr (TriCsv) table = tri_csv_new ("tsv", tsv, strlen (tsv), '\t');
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, &options, NULL);
  const GPtrArray *fields = tri_csv_next (table, NULL);
  const TriExportRow *row = NULL;

  g_assert_cmpuint (fields->len, ==, 4);
  while ((row = tri_export_rows_next (rows, NULL, NULL)))
    {
      fields = tri_csv_next (table, NULL);
      g_assert_nonnull (fields);
      g_assert_cmpuint (fields->len, ==, 4);
      for (guint i = 0; i < row->cells->len; i++)
        {
          GPtrArray *cell = tri_export_row_get_cell (row, i);
          TriPassage *passage = cell->len == 1 ? g_ptr_array_index (cell, 0) : NULL;

          if (passage)
            g_assert_cmpstr (g_ptr_array_index (fields, i + 1), ==, passage->content);
        }
    }
  g_assert_null (tri_csv_next (table, NULL));
}

/* --- Pages */

/* Every link into the page leads somewhere, and nothing has the same name twice. */
static void
assert_links (xmlDoc *document)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *ids = xmlXPathEval ((const xmlChar *) "//@id", context);
  xmlXPathObject *links = xmlXPathEval ((const xmlChar *) "//@href[starts-with(., '#')]", context);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; ids->nodesetval && i < ids->nodesetval->nodeNr; i++)
    {
      xmlChar *id = xmlNodeGetContent (ids->nodesetval->nodeTab[i]);

      if (!g_hash_table_add (names, g_strdup ((const char *) id)))
        g_error ("%s comes twice", id);
      xmlFree (id);
    }
  for (int i = 0; links->nodesetval && i < links->nodesetval->nodeNr; i++)
    {
      xmlChar *link = xmlNodeGetContent (links->nodesetval->nodeTab[i]);

      if (!g_hash_table_contains (names, (const char *) link + 1))
        g_error ("%s leads nowhere", link);
      xmlFree (link);
    }
  xmlXPathFreeObject (ids);
  xmlXPathFreeObject (links);
  xmlXPathFreeContext (context);
}

static void
assert_tidy (const char *html)
{
  g_autofree char *tidy = g_find_program_in_path ("tidy");
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.html", NULL);
  const char *argv[] = { tidy, "-q", "-e", path, NULL };
  g_autofree char *complaints = NULL;
  int status = 0;

  if (!tidy)
    {
      g_test_message ("tidy is not installed");
      return;
    }
  g_assert_true (g_file_set_contents (path, html, -1, NULL));
  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_DEFAULT,
                               NULL,
                               NULL,
                               NULL,
                               &complaints,
                               &status,
                               NULL));
  /* 1: it only warns. */
  if (WEXITSTATUS (status) > 1)
    g_error ("%s", complaints);
}

/* A page of ours is XML, too, so that it can be asked questions. */
static xmlDoc *
check_page (const char *html)
{
  xmlDoc *document = parse_xml (html);

  assert_tidy (html);
  assert_links (document);
  g_assert_cmpfloat (count (document, "//script|//link|//img|//@style|//@onclick"), ==, 0);
  return document;
}

static void
test_html_bundled (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_add_bundled (library),
                               .with_notes = TRUE,
                               .with_entities = TRUE };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  g_autofree char *html = export_dup (library, "html", &options);
  xmlDoc *document = check_page (html);
  g_autofree char *bare = NULL;

  g_assert_cmpfloat (count (document, "//nav//a"), ==, 13);
  g_assert_cmpfloat (count (document, "//tr[td[@lang='fr'] and td[@lang='en'] and td[@lang='nl']]"),
                     ==,
                     count (document, "//tbody/tr"));
  g_assert_cmpfloat (count (document, "//a[@role='doc-noteref']"), >, 5);
  g_assert_cmpfloat (count (document, "//a[@role='doc-noteref']"),
                     ==,
                     count (document, "//a[@role='doc-backlink']"));
  g_assert_cmpfloat (count (document, "//section[@id='index']//dt"), >, 50);
  g_assert_cmpfloat (count (document, "//section[@id='index']//dd/a"), >, 500);
  g_assert_cmpfloat (count (document, "//span[contains(@class, 'name')][@title='']"), ==, 0);
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      g_autofree char *some = g_strdup_printf ("//td[@lang='%s']//*[starts-with(@id, 't%u-p')]"
                                               "|//div[@lang='%s']/div[@class='note']",
                                               text->lang,
                                               i + 1,
                                               text->lang);

      g_assert_cmpfloat (count (document, some), ==, text->n_passages);
    }
  xmlFreeDoc (document);

  options.with_notes = options.with_entities = FALSE;
  bare = export_dup (library, "html", &options);
  document = check_page (bare);
  g_assert_cmpfloat (count (document, "//sup|//section|//span[contains(@class, 'name')]"), ==, 0);
  xmlFreeDoc (document);
}

static void
test_html_nasty (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import (library, "export/nasty.xml"),
                               .with_notes = TRUE,
                               .with_entities = TRUE };
  g_autofree char *html = export_dup (library, "html", &options);
  xmlDoc *document = check_page (html);

  g_assert_cmpfloat (count (document, "//table[@class='rows']"), ==, 3);
  g_assert_cmpfloat (count (document, "//main/h2"), ==, 3);
  g_assert_cmpfloat (count (document, "//div[@class='note']"), ==, 8);
  g_assert_nonnull (strstr (html, "href=\"http://x.example/?a=1&amp;b=%22\""));
  g_assert_nonnull (strstr (html, "<i lang=\"en\">well</i>"));
  g_assert_nonnull (strstr (html, "<span class=\"marker\">b &amp; c)</span>"));
  g_assert_nonnull (strstr (html, "(1890–1948"));
  xmlFreeDoc (document);
}

/* A part of a work is a whole page: what leads out of it is not there. */
static void
test_html_range (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  TriExportOptions options = { .work = export_add_bundled (library),
                               .ranges = ranges,
                               .with_notes = TRUE,
                               .with_entities = TRUE };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  TriText *text = g_ptr_array_index (work->texts, 1);
  g_autoptr (GPtrArray) divisions = NULL;
  const TriExportRange one = { text->id, 100, 1 };
  g_autofree char *html = NULL;
  xmlDoc *document = NULL;

  divisions = tri_library_list_divisions (library, text->id, 0, 0, NULL);
  tri_export_ranges_add_division (ranges, g_ptr_array_index (divisions, 2));
  g_array_append_val (ranges, one);
  html = export_dup (library, "html", &options);
  document = check_page (html);
  g_assert_cmpfloat (count (document, "//nav//a"), ==, 2);
  g_assert_cmpfloat (count (document, "//tr[contains(@class, 'gap')]"), ==, 1);
  g_assert_cmpfloat (count (document, "//tr[contains(@class, 'gap')]//*[@class='made']"), ==, 3);
  g_assert_cmpfloat (count (document, "//*[@id='t2-p100']"), ==, 1);
  g_assert_cmpfloat (count (document, "//*[@id='t2-p0']"), ==, 0);
  xmlFreeDoc (document);
}

static void
test_html_right_to_left (void)
{
  static const char hebrew[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>H</title>"
        "</titleStmt></fileDesc></teiHeader><text><group><text xml:lang='he'><body>"
        "<p xml:id='a' corresp='#b'>בראשית</p></body></text><text xml:lang='en'><body>"
        "<p xml:id='b'>In the beginning</p></body></text></group></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, hebrew, "hebrew.xml") };
  g_autofree char *html = export_dup (library, "html", &options);
  xmlDoc *document = check_page (html);

  g_assert_cmpfloat (count (document, "//td[@lang='he' and @dir='rtl']"), ==, 1);
  g_assert_cmpfloat (count (document, "//td[@lang='en' and not(@dir)]"), ==, 1);
  xmlFreeDoc (document);
}

/* --- Books */

/* The members of a zip file, by another program's eyes. */
static GHashTable *
read_members (GBytes *bytes, GPtrArray *names)
{
  GHashTable *members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry = NULL;
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, data, size), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      gsize n = (gsize) archive_entry_size (entry);
      char *content = g_malloc0 (n + 1);
      char *name = g_strdup (archive_entry_pathname (entry));

      g_assert_cmpint (archive_read_data (archive, content, n), ==, (la_ssize_t) n);
      g_ptr_array_add (names, name);
      g_assert_true (g_hash_table_insert (members, name, content));
    }
  g_assert_cmpint (archive_read_free (archive), ==, ARCHIVE_OK);
  return members;
}

static GPtrArray *
ask (xmlDoc *document, const char *expression)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *found = xmlXPathEval ((const xmlChar *) expression, context);

  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++)
    {
      xmlChar *content = xmlNodeGetContent (found->nodesetval->nodeTab[i]);

      g_ptr_array_add (values, g_strdup ((const char *) content));
      xmlFree (content);
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return values;
}

/* What all documents of the book call something: "c0001.xhtml#t1-p1". */
static GHashTable *
list_targets (GHashTable *members)
{
  GHashTable *targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name = NULL, content = NULL;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &name, &content))
    if (g_str_has_suffix (name, ".xhtml"))
      {
        xmlDoc *document = parse_xml (content);
        g_autoptr (GPtrArray) ids = ask (document, "//@id");
        g_autofree char *file = g_path_get_basename (name);

        g_hash_table_add (targets, g_strdup (file));
        for (guint i = 0; i < ids->len; i++)
          g_assert_true (g_hash_table_add (
              targets,
              g_strconcat (file, "#", g_ptr_array_index (ids, i), NULL)));
        xmlFreeDoc (document);
      }
  return targets;
}

static void
assert_targets (GHashTable *members, const char *name, GHashTable *targets)
{
  xmlDoc *document = parse_xml (g_hash_table_lookup (members, name));
  g_autoptr (GPtrArray) links = ask (document, "//*[local-name()='a']/@href");
  g_autofree char *file = g_path_get_basename (name);

  for (guint i = 0; i < links->len; i++)
    {
      const char *link = g_ptr_array_index (links, i);
      g_autofree char *whole = *link == '#' ? g_strconcat (file, link, NULL) : g_strdup (link);

      if (!strstr (whole, "://") && !g_hash_table_contains (targets, whole))
        g_error ("%s: %s leads nowhere", name, link);
    }
  xmlFreeDoc (document);
}

static void
assert_manifest (GHashTable *members, GPtrArray *names)
{
  xmlDoc *package = parse_xml (g_hash_table_lookup (members, "OPS/package.opf"));
  g_autoptr (GPtrArray) items = ask (package, "//*[local-name()='item']/@href");
  g_autoptr (GPtrArray) ids = ask (package, "//*[local-name()='item']/@id");
  g_autoptr (GPtrArray) spine = ask (package, "//*[local-name()='itemref']/@idref");
  g_autoptr (GPtrArray) needed = NULL;

  /* All but mimetype, container.xml and the package itself. */
  g_assert_cmpuint (items->len, ==, names->len - 3);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *path = g_strconcat ("OPS/", g_ptr_array_index (items, i), NULL);

      g_assert_true (g_hash_table_contains (members, path));
    }
  g_assert_cmpuint (spine->len, ==, items->len - 1);
  for (guint i = 0; i < spine->len; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (ids,
                                                     g_ptr_array_index (spine, i),
                                                     g_str_equal,
                                                     NULL));
  needed = ask (package,
                "//*[local-name()='identifier'][starts-with(., 'urn:uuid:')]"
                "|//*[local-name()='title'][.!='']|//*[@property='dcterms:modified']"
                "|//*[@properties='nav']");
  g_assert_cmpuint (needed->len, ==, 4);
  xmlFreeDoc (package);
}

static GHashTable *
check_book (TriLibrary *library, const TriExportOptions *options)
{
  static const char beginning[] = "PK\3\4\24\0\0\10\0\0\0\0\41\0";
  g_autoptr (GBytes) bytes = export_write (library, "epub", options);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTable *members = read_members (bytes, names);
  g_autoptr (GHashTable) targets = list_targets (members);
  const char *data = g_bytes_get_data (bytes, NULL);

  /* Stored, without an extra field: its type stands where everybody looks for it. */
  g_assert_cmpmem (data, sizeof beginning - 1, beginning, sizeof beginning - 1);
  g_assert_cmpmem (data + 30, 28, "mimetypeapplication/epub+zip", 28);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "mimetype");
  g_assert_nonnull (strstr (g_hash_table_lookup (members, "META-INF/container.xml"),
                            "full-path=\"OPS/package.opf\""));
  assert_manifest (members, names);
  for (guint i = 0; i < names->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (names, i), ".xhtml"))
      assert_targets (members, g_ptr_array_index (names, i), targets);
  return members;
}

static void
test_epub_bundled (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_add_bundled (library),
                               .with_notes = TRUE,
                               .with_entities = TRUE };
  g_autoptr (GHashTable) members = check_book (library, &options);
  xmlDoc *nav = parse_xml (g_hash_table_lookup (members, "OPS/nav.xhtml"));
  g_autoptr (GPtrArray) entries = NULL;
  const char *chapter = g_hash_table_lookup (members, "OPS/c0002.xhtml");

  entries = ask (nav, "//*[@id='toc']//*[local-name()='a']");
  g_assert_cmpuint (entries->len, ==, 14);
  g_assert_cmpstr (g_ptr_array_index (entries, 0), ==, "I. Bruxelles, 1890");
  g_assert_nonnull (strstr (chapter, "<div class=\"cell\" lang=\"nl\" xml:lang=\"nl\">"));
  g_assert_nonnull (strstr (chapter, "epub:type=\"noteref\""));
  g_assert_nonnull (strstr (chapter, "<aside epub:type=\"footnote\""));
  xmlFreeDoc (nav);
}

/* A book of one text, of accounts, of what has no chapters, of a single row. */
static void
test_epub_shapes (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 id = export_import (library, "export/nasty.xml");
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  TriExportOptions options = { .work = id, .with_notes = TRUE, .with_entities = TRUE };
  g_autoptr (GHashTable) all = check_book (library, &options);
  g_autoptr (GHashTable) one = NULL;
  g_autoptr (GHashTable) row = NULL;
  TriExportRange range = { ((TriText *) work->texts->pdata[0])->id, 30, 1 };

  g_assert_nonnull (strstr (g_hash_table_lookup (all, "OPS/package.opf"),
                            "<dc:title>All &amp; &lt;sundry&gt; &quot;things&quot;</dc:title>"));
  options.texts = &((TriText *) work->texts->pdata[3])->id;
  options.n_texts = 1;
  one = check_book (library, &options);
  g_assert_null (g_hash_table_lookup (one, "OPS/c0002.xhtml"));
  g_assert_null (g_hash_table_lookup (one, "OPS/index1.xhtml"));
  g_array_append_val (ranges, range);
  options.n_texts = 0;
  options.ranges = ranges;
  row = check_book (library, &options);
  g_assert_nonnull (strstr (g_hash_table_lookup (row, "OPS/c0001.xhtml"), "t1-p30"));
}

/* --- Markdown */

static void
test_markdown_rows (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, crossed, "crossed.xml") };
  g_autofree char *markdown = export_dup (library, "markdown", &options);

  g_assert_cmpstr (markdown,
                   ==,
                   "---\n"
                   "title: \"A & <B>\"\n"
                   "languages: [fr, en, en-x-text2]\n"
                   "---\n\n"
                   "**fr** Un. Seul \\<b\\>. Fin \"x\".\n\n"
                   "**en** One half. End \\]\\]\\> \\&amp;.\n\n"
                   "**fr** C un. C deux.\n\n"
                   "**en** D two. D one.\n\n"
                   "**fr** \\= 1 + 1\\\n\\- 2\n\n"
                   "**en** F.\n\n"
                   "G.\n\n"
                   "**en-x-text2** H.\n");
}

/* Marks within the same marks, marks across others, what Markdown would read as something else. */
static void
test_markdown_nasty (void)
{
  static const char *const lines[] = {
    "\nlanguages: [fr, en, nl, nl-x-text2]\n",
    "\n## Un **titre** / A title\n",
    " Puis *l’Œuvre au* loin.\n",
    "\n[^fr1]: Une note[^fr2] qui suit.",
    "\n• Un\n\n• Un et demi\n\n• Un et trois quarts\n\n• Presque deux\n\n",
    "\n**fr** 1 *Un*\n\n**fr** b \\& c) Deux\n\n",
    "\n> **fr** Cité.\n",
    "[lien](<http://x.example/?a=1&b=%22>)",
    "\n[^fr5]: Une note sans marque.\n",
  };
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import (library, "export/nasty.xml"),
                               .with_notes = TRUE };
  g_autofree char *markdown = export_dup (library, "markdown", &options);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!strstr (markdown, lines[i]))
      g_error ("“%s” is not in\n%s", lines[i], markdown);
}

/* Chapters without a heading keep their titles, lists of a single text their form. */
static void
test_markdown_verses (void)
{
  static const char verses[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>V</title>"
        "</titleStmt></fileDesc></teiHeader><text><group><text xml:lang='en'><body>"
        "<div><head xml:id='h'>Book</head><div n='7'><list rend='numbered'><item xml:id='a'>A."
        "</item><item xml:id='b'>B.</item></list></div></div></body></text><text xml:lang='nl'><body><div>"
        "<head corresp='#h'>Boek</head><div n='7'><list rend='numbered'><item corresp='#a'>Aa."
        "</item><item corresp='#b'>Bee.</item></list></div></div></body></text></group></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, verses, "verses.xml") };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  g_autofree char *both = export_dup (library, "markdown", &options);
  g_autofree char *one = NULL;

  g_assert_nonnull (strstr (both,
                            "\n## Book / Boek\n\n### 7\n\n**en** 1 A.\n\n**nl** 1 Aa.\n\n"
                            "**en** 2 B.\n\n**nl** 2 Bee.\n"));
  options.texts = &((TriText *) work->texts->pdata[0])->id;
  options.n_texts = 1;
  one = export_dup (library, "markdown", &options);
  g_assert_nonnull (strstr (one, "\n## Book\n\n### 7\n\n1. A.\n2. B.\n"));
}

/* A single text, written and read again, has the same passages of the same kinds. */
static char *
describe_text (TriLibrary *library, gint64 work)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *text = g_ptr_array_index (found->texts, 0);
  g_autoptr (GPtrArray) passages = NULL;
  GString *out = g_string_new (NULL);

  passages = tri_library_read_passages (library, text->id, 0, text->n_passages, NULL);
  g_string_append_printf (out, "%s: %s\n", text->lang, text->title);
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);
      TriPassageKind kind = passage->kind;

      g_string_append_printf (out,
                              "%s %u: %s",
                              tri_passage_kind_to_nick (kind),
                              passage->level,
                              passage->content);
      for (guint j = 0; j < passage->spans->len; j++)
        {
          const TriSpan *span = &g_array_index (passage->spans, TriSpan, j);

          g_string_append_printf (out, " {%u %u-%u}", span->kind, span->start, span->end);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
test_markdown_again (gconstpointer name)
{
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (TriLibrary) other = export_open ();
  TriExportOptions options = { .work = export_import (library, name), .with_notes = TRUE };
  g_autofree char *markdown = export_dup (library, "markdown", &options);
  gint64 again = import_string (other, markdown, "again.md");
  g_autofree char *before = describe_text (library, options.work);
  g_autofree char *behind = describe_text (other, again);

  g_assert_cmpstr (behind, ==, before);
}

/* --- What holds for all of them */

/* A text of one writer imported again says what it said. */
static void
test_round_trip (gconstpointer nick)
{
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (TriLibrary) other = export_open ();
  const TriExporter *exporter = tri_exporters_find (nick);
  g_autofree char *name = g_strconcat ("work.", exporter->extension, NULL);
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  TriExportOptions options = { .work = export_add_bundled (library), .with_notes = TRUE };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  const gint64 texts[] = { ((TriText *) work->texts->pdata[0])->id,
                           ((TriText *) work->texts->pdata[2])->id };
  g_autoptr (TriWork) again = NULL;
  g_autoptr (GError) error = NULL;

  options.texts = texts;
  options.n_texts = 2;
  tri_exporter_write_file (exporter, library, &options, file, NULL, &error);
  g_assert_no_error (error);
  again = tri_library_get_work (other, export_import (other, path), NULL);
  g_assert_cmpuint (again->texts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      TriText *text = g_ptr_array_index (again->texts, i);
      g_autofree char *before = dup_ink (library, tri_work_get_text (work, texts[i]));
      g_autofree char *behind = dup_ink (other, text);

      g_assert_cmpstr (text->lang, ==, tri_work_get_text (work, texts[i])->lang);
      g_assert_cmpstr (behind, ==, before);
    }
  /* They are tied as they were: no text stands alone. */
  g_assert_cmpuint (tri_library_count_strands (other, again->id), ==, 1);
}

/* A file that cannot be finished leaves what was there. */
static void
test_kept (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = import_string (library, crossed, "crossed.xml") };
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "kept", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
  g_cancellable_cancel (cancellable);
  for (const TriExporter *const *f = tri_exporters_get_all (); *f; f++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;

      g_assert_false (
          tri_exporter_write_file (*f, library, &options, file, cancellable, &error));
      g_assert_nonnull (error);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "kept");
    }
}

/* The same work gives the same file, to the byte; control characters leave no broken XML. */
static void
test_stable (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 id = export_import (library, "export/nasty.xml");
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  const gint64 texts[] = { ((TriText *) work->texts->pdata[0])->id,
                           ((TriText *) work->texts->pdata[1])->id };

  for (const TriExporter *const *f = tri_exporters_get_all (); *f; f++)
    {
      gboolean is_whole = ((*f)->flags & TRI_EXPORTER_WHOLE_WORK) != 0;
      TriExportOptions options = { .work = id,
                                   .texts = texts,
                                   .n_texts = is_whole ? 0 : 2,
                                   .title = is_whole ? NULL : "\1\033 & <t>",
                                   .with_notes = TRUE,
                                   .with_entities = TRUE };
      g_autoptr (GBytes) first = export_write (library, (*f)->nick, &options);
      g_autoptr (GBytes) second = export_write (library, (*f)->nick, &options);
      gsize size = 0;
      const char *data = g_bytes_get_data (first, &size);

      g_assert_true (g_bytes_equal (first, second));
      if (g_str_has_suffix ((*f)->media_type, "xml"))
        {
          xmlDoc *document = xmlReadMemory (data, (int) size, (*f)->nick, NULL, XML_PARSE_NONET);

          g_assert_nonnull (document);
          xmlFreeDoc (document);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporters/tmx/units", test_tmx_units);
  g_test_add_func ("/exporters/tmx/bundled", test_tmx_bundled);
  g_test_add_func ("/exporters/xliff", test_xliff);
  g_test_add_func ("/exporters/tsv/quoted", test_tsv);
  g_test_add_func ("/exporters/tsv/bundled", test_tsv_bundled);
  g_test_add_func ("/exporters/html/bundled", test_html_bundled);
  g_test_add_func ("/exporters/html/nasty", test_html_nasty);
  g_test_add_func ("/exporters/html/range", test_html_range);
  g_test_add_func ("/exporters/html/right-to-left", test_html_right_to_left);
  g_test_add_func ("/exporters/epub/bundled", test_epub_bundled);
  g_test_add_func ("/exporters/epub/shapes", test_epub_shapes);
  g_test_add_func ("/exporters/markdown/rows", test_markdown_rows);
  g_test_add_func ("/exporters/markdown/nasty", test_markdown_nasty);
  g_test_add_func ("/exporters/markdown/verses", test_markdown_verses);
  g_test_add_data_func ("/exporters/markdown/again", "export/plain.md", test_markdown_again);
  g_test_add_data_func ("/exporters/markdown/notes", "notes.md", test_markdown_again);
  g_test_add_data_func ("/exporters/round-trip/tmx", "tmx", test_round_trip);
  g_test_add_data_func ("/exporters/round-trip/xliff", "xliff", test_round_trip);
  g_test_add_data_func ("/exporters/round-trip/tsv", "tsv", test_round_trip);
  g_test_add_func ("/exporters/kept", test_kept);
  g_test_add_func ("/exporters/stable", test_stable);

  return g_test_run ();
}
