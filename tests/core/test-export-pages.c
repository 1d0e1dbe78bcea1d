/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/wait.h>

/* Works as web pages and books: every link leads somewhere, nothing is lost. */

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
  xmlDoc *document = export_parse (html);

  assert_tidy (html);
  assert_links (document);
  g_assert_cmpfloat (export_count (document, "//script|//link|//img|//@style|//@onclick"), ==, 0);
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

  g_assert_cmpfloat (export_count (document, "//nav//a"), ==, 13);
  g_assert_cmpfloat (export_count (document,
                                   "//tr[td[@lang='fr'] and td[@lang='en'] and td[@lang='nl']]"),
                     ==,
                     export_count (document, "//tbody/tr"));
  g_assert_cmpfloat (export_count (document, "//a[@role='doc-noteref']"), >, 5);
  g_assert_cmpfloat (export_count (document, "//a[@role='doc-noteref']"),
                     ==,
                     export_count (document, "//a[@role='doc-backlink']"));
  g_assert_cmpfloat (export_count (document, "//section[@id='index']//dt"), >, 50);
  g_assert_cmpfloat (export_count (document, "//section[@id='index']//dd/a"), >, 500);
  g_assert_cmpfloat (export_count (document, "//span[contains(@class, 'name')][@title='']"), ==, 0);
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      g_autofree char *some = g_strdup_printf ("//td[@lang='%s']//*[starts-with(@id, 't%u-p')]"
                                               "|//div[@lang='%s']/div[@class='note']",
                                               text->lang,
                                               i + 1,
                                               text->lang);

      g_assert_cmpfloat (export_count (document, some), ==, text->n_passages);
    }
  xmlFreeDoc (document);

  options.with_notes = options.with_entities = FALSE;
  bare = export_dup (library, "html", &options);
  document = check_page (bare);
  g_assert_cmpfloat (export_count (document,
                                   "//sup|//section|//span[contains(@class, 'name')]"),
                     ==,
                     0);
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

  g_assert_cmpfloat (export_count (document, "//table[@class='rows']"), ==, 3);
  g_assert_cmpfloat (export_count (document, "//main/h2"), ==, 3);
  g_assert_cmpfloat (export_count (document, "//div[@class='note']"), ==, 8);
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
  g_assert_cmpfloat (export_count (document, "//nav//a"), ==, 2);
  g_assert_cmpfloat (export_count (document, "//tr[contains(@class, 'gap')]"), ==, 1);
  g_assert_cmpfloat (export_count (document,
                                   "//tr[contains(@class, 'gap')]//*[@class='made']"),
                     ==,
                     3);
  g_assert_cmpfloat (export_count (document, "//*[@id='t2-p100']"), ==, 1);
  g_assert_cmpfloat (export_count (document, "//*[@id='t2-p0']"), ==, 0);
  xmlFreeDoc (document);
}

/* The index leads to no note when notes are left out. */
static void
test_html_no_notes (void)
{
  static const char tei[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff><listPerson><person xml:id='ada'>"
        "<persName>Ada</persName></person></listPerson></standOff><text xml:lang='en'><body>"
        "<p><persName ref='#ada'>Ada</persName> wrote it.<note>So says "
        "<persName ref='#ada'>Ada</persName>.</note></p></body></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_string (library, tei, "note.xml"),
                               .with_notes = TRUE,
                               .with_entities = TRUE };

  for (guint n = 2; n > 0; n--, options.with_notes = FALSE)
    {
      g_autofree char *html = export_dup (library, "html", &options);
      xmlDoc *document = check_page (html);

      g_assert_cmpfloat (export_count (document, "//section[@id='index']//dd/a"), ==, n);
      xmlFreeDoc (document);
    }
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
  TriExportOptions options = { .work = export_import_string (library, hebrew, "hebrew.xml") };
  g_autofree char *html = export_dup (library, "html", &options);
  xmlDoc *document = check_page (html);

  g_assert_cmpfloat (export_count (document, "//td[@lang='he' and @dir='rtl']"), ==, 1);
  g_assert_cmpfloat (export_count (document, "//td[@lang='en' and not(@dir)]"), ==, 1);
  /* Columns go from left to right whatever is in them: none of them may touch the next. */
  g_assert_nonnull (strstr (html, ".rows td:first-child,.rows th:first-child{padding-left:0}"));
  xmlFreeDoc (document);
}

/* Emphasis within emphasis is said once; where it goes on alone, it is. */
static void
test_html_nested (void)
{
  static const char book[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body>"
        "<p><hi rend='italic'><hi rend='italic'>Horns.</hi> <hi rend='bold'>All</hi> go.</hi> And "
        "<hi rend='italic'>off</hi>.</p></body></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_string (library, book, "book.xml") };
  g_autofree char *html = export_dup (library, "html", &options);

  g_assert_nonnull (strstr (html, "><em>Horns. <strong>All</strong> go.</em> And <em>off</em>.<"));
}

/* Paper is narrow, too, and has its columns all the same; what leads nowhere there is not on it. */
static void
test_html_paper (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import (library, "export/nasty.xml") };
  g_autofree char *html = export_dup (library, "html", &options);
  const char *print = strstr (html, "@media print{");

  g_assert_nonnull (strstr (html, "@media screen and (max-width:"));
  g_assert_null (strstr (html, "@media(max-width:"));
  g_assert_nonnull (print);
  g_assert_nonnull (strstr (print, ".index dd{display:none}"));
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
        xmlDoc *document = export_parse (content);
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
  xmlDoc *document = export_parse (g_hash_table_lookup (members, name));
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
  xmlDoc *package = export_parse (g_hash_table_lookup (members, "OPS/package.opf"));
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
  xmlDoc *nav = export_parse (g_hash_table_lookup (members, "OPS/nav.xhtml"));
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

/* Each author is a creator, and who reads by ear is told what the book offers. */
static void
test_epub_metadata (void)
{
  static const char book[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>B</title>"
        "<author>Ann</author><author>Bo &amp; Co</author></titleStmt></fileDesc></teiHeader><text>"
        "<group><text xml:lang='en'><body><p>One.</p></body></text>"
        "<text xml:lang='fr'><body><p>Un.</p></body></text></group></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_string (library, book, "book.xml") };
  g_autoptr (GHashTable) members = check_book (library, &options);
  xmlDoc *package = export_parse (g_hash_table_lookup (members, "OPS/package.opf"));
  g_autoptr (GPtrArray) creators = ask (package, "//*[local-name()='creator']");
  g_autoptr (GPtrArray) langs = ask (package, "//*[local-name()='language']");
  g_autoptr (GPtrArray) features = NULL;

  g_assert_cmpuint (creators->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (creators, 0), ==, "Ann");
  g_assert_cmpstr (g_ptr_array_index (creators, 1), ==, "Bo & Co");
  g_assert_cmpuint (langs->len, ==, 2);
  features = ask (package, "//*[@property='schema:accessibilityFeature'][.='readingOrder']");
  g_assert_cmpuint (features->len, ==, 1);
  xmlFreeDoc (package);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-pages/html/bundled", test_html_bundled);
  g_test_add_func ("/export-pages/html/nasty", test_html_nasty);
  g_test_add_func ("/export-pages/html/range", test_html_range);
  g_test_add_func ("/export-pages/html/no-notes", test_html_no_notes);
  g_test_add_func ("/export-pages/html/right-to-left", test_html_right_to_left);
  g_test_add_func ("/export-pages/html/nested", test_html_nested);
  g_test_add_func ("/export-pages/html/paper", test_html_paper);
  g_test_add_func ("/export-pages/epub/bundled", test_epub_bundled);
  g_test_add_func ("/export-pages/epub/shapes", test_epub_shapes);
  g_test_add_func ("/export-pages/epub/metadata", test_epub_metadata);

  return g_test_run ();
}
