/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-rows.h"

#include <libxml/relaxng.h>

/* The writers for other programs, and what holds for all: is it valid, is everything in it, does it
 * come back. */

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

static void
test_tmx_units (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_crossed (library) };
  g_autofree char *tmx = export_dup (library, "tmx", &options);
  xmlDoc *document = export_parse (tmx);
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
  xmlDoc *document = export_parse (tmx);

  assert_valid (document, "tmx14.rng");
  g_assert_cmpfloat (export_count (document, "//tu[count(tuv)=3]"), >, 300);
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
  gint64 id = export_import_crossed (library);
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  const gint64 texts[] = { ((TriText *) work->texts->pdata[1])->id,
                           ((TriText *) work->texts->pdata[0])->id };
  TriExportOptions options = { .work = id, .texts = texts, .n_texts = 2 };
  g_autofree char *xliff = export_dup (library, "xliff", &options);
  xmlDoc *document = export_parse (xliff);

  g_assert_cmpfloat (export_count (document,
                                   "/x:xliff[@version='2.0' and @srcLang='en' and @trgLang='fr']"
                                   "/x:file[@id='f1']/x:unit"),
                     ==,
                     3);
  g_assert_cmpfloat (export_count (document, "//x:segment"), ==, 6);
  g_assert_cmpfloat (export_count (document, "//x:unit[not(@id=preceding::x:unit/@id)]"), ==, 3);
  g_assert_cmpfloat (export_count (document,
                                   "//x:segment[count(x:source)=1 and count(x:target)<2]"),
                     ==,
                     6);
  g_assert_nonnull (strstr (xliff,
                            "<unit id=\"u1\" name=\"b.1\" xml:space=\"preserve\">\n"
                            "<segment state=\"translated\"><source>One half.</source>"
                            "<target>Un.</target></segment>\n"
                            "<segment state=\"initial\"><source></source>"
                            "<target>Seul &lt;b&gt;.</target></segment>\n"
                            "<segment state=\"final\">"));
  g_assert_cmpfloat (export_count (document, "//x:segment[@state='reviewed']"), ==, 3);
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
  TriExportOptions options = { .work = export_import_crossed (library) };
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
  TriExportOptions options = { .work = export_import_crossed (library) };
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

static void
cancel_cb (double fraction, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Nothing is left of a new one. */
static void
test_unfinished (void)
{
  static const char *const nicks[] = { "html", "epub", "markdown", "tsv", "tmx" };
  g_autoptr (TriLibrary) library = export_open ();
  gint64 work = export_add_bundled (library);
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TriExportOptions options = { .work = work,
                                   .progress = cancel_cb,
                                   .progress_data = cancellable };
      g_autoptr (GError) error = NULL;

      g_assert_false (tri_exporter_write_file (tri_exporters_find (nicks[i]),
                                               library,
                                               &options,
                                               file,
                                               cancellable,
                                               &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

typedef struct
{
  TriLibrary *library;
  gint64 text;
} Change;

static void
change_cb (double fraction, gpointer data)
{
  Change *change = data;
  g_autoptr (GError) error = NULL;

  if (change->text != 0)
    tri_library_remove_text (change->library, change->text, &error);
  g_assert_no_error (error);
  change->text = 0;
}

/* What changes meanwhile, as when a text is aligned, is in none of it. */
static void
test_meanwhile (void)
{
  static const char *const nicks[] = { "html", "epub", "markdown", "tsv", "tmx" };

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "library.db", NULL);
      g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
      g_autoptr (TriLibrary) other = NULL;
      TriExportOptions options = { .work = export_add_bundled (library) };
      g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
      g_autoptr (GBytes) before = export_write (library, nicks[i], &options);
      g_autoptr (GBytes) behind = NULL;
      g_autoptr (GBytes) later = NULL;
      Change change = { NULL, ((TriText *) work->texts->pdata[1])->id };

      change.library = other = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
      options.progress = change_cb;
      options.progress_data = &change;
      behind = export_write (library, nicks[i], &options);
      g_assert_cmpint (change.text, ==, 0);
      g_assert_true (g_bytes_equal (behind, before));
      later = export_write (library, nicks[i], &options);
      g_assert_false (g_bytes_equal (later, before));
    }
}

/* A format that holds all of a work takes its texts as the reader's columns stand. */
static void
test_any_order (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 id = export_add_bundled (library);
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  const gint64 first = ((TriText *) work->texts->pdata[0])->id;
  const gint64 second = ((TriText *) work->texts->pdata[1])->id;
  const gint64 third = ((TriText *) work->texts->pdata[2])->id;
  const gint64 texts[][3] = { { second, third, first }, { second, second, first } };
  const TriExporter *tei = tri_exporters_find ("tei");
  TriExportOptions options = { .work = id, .texts = texts[0], .n_texts = 3 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (work->texts->len, ==, 3);
  g_assert_true (tri_exporter_check (tei, library, &options, &error));
  g_assert_no_error (error);
  options.n_texts = 2;
  g_assert_false (tri_exporter_check (tei, library, &options, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  options.texts = texts[1];
  options.n_texts = 3;
  g_assert_false (tri_exporter_check (tei, library, &options, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
}

/* What was chosen stands in a text that was not: nothing is not written for it. */
static void
test_elsewhere (void)
{
  static const char tei[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><group>"
                            "<text xml:lang='fr'><body><p>Un.</p></body></text>"
                            "<text xml:lang='en'><body><p>One.</p></body></text>"
                            "</group></text></TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  gint64 id = export_import_string (library, tei, "apart.xml");
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);
  const gint64 french = ((TriText *) work->texts->pdata[0])->id;
  const TriExportRange range = { ((TriText *) work->texts->pdata[1])->id, 0, 1 };
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  const TriExportOptions options = { id, &french, 1, .ranges = ranges };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (tri_library_count_strands (library, id), ==, 2);
  g_array_append_val (ranges, range);
  g_assert_null (tri_export_rows_new (library, &options, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
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
  g_test_add_data_func ("/exporters/round-trip/tmx", "tmx", test_round_trip);
  g_test_add_data_func ("/exporters/round-trip/xliff", "xliff", test_round_trip);
  g_test_add_data_func ("/exporters/round-trip/tsv", "tsv", test_round_trip);
  g_test_add_func ("/exporters/kept", test_kept);
  g_test_add_func ("/exporters/unfinished", test_unfinished);
  g_test_add_func ("/exporters/meanwhile", test_meanwhile);
  g_test_add_func ("/exporters/any-order", test_any_order);
  g_test_add_func ("/exporters/elsewhere", test_elsewhere);
  g_test_add_func ("/exporters/stable", test_stable);

  return g_test_run ();
}
