/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"
#include "library/tri-import.h"
#include "tri-environment.h"

#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* Works to write: what is imported into a library of its own, and what a writer makes of it. */

static inline TriLibrary *
export_open (void)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

/* @paths: up to seven files, parted by blanks: of the fixtures when they are relative. */
static inline gint64
export_import (TriLibrary *library, const char *paths)
{
  g_auto (GStrv) parts = g_strsplit (paths, " ", -1);
  TriImportFile files[8] = { { NULL } };
  TriImportOptions options = { .files = files, .link = TRUE, .kind = "auto" };
  g_autoptr (GError) error = NULL;
  gint64 work = 0;

  for (guint i = 0; parts[i]; i++)
    {
      if (!g_path_is_absolute (parts[i]))
        {
          g_autofree char *name = g_steal_pointer (&parts[i]);

          parts[i] = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
        }
      files[options.n_files++].path = parts[i];
    }
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

static inline gint64
export_add_bundled (TriLibrary *library)
{
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (GError) error = NULL;

  tri_library_add_bundled (library, tri_environment_get_data_dir (), &error);
  g_assert_no_error (error);
  works = tri_library_list_works (library, &error);
  g_assert_no_error (error);
  return ((TriWork *) g_ptr_array_index (works, 0))->id;
}

static inline GBytes *
export_write (TriLibrary *library, const char *nick, const TriExportOptions *options)
{
  const TriExporter *exporter = tri_exporters_find (nick);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (exporter);
  tri_exporter_write (exporter, library, options, stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static inline char *
export_dup (TriLibrary *library, const char *nick, const TriExportOptions *options)
{
  g_autoptr (GBytes) bytes = export_write (library, nick, options);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/* A file of this content and name. */
static inline gint64
export_import_string (TriLibrary *library, const char *content, const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return export_import (library, path);
}

static inline xmlDoc *
export_parse (const char *content)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document = xmlCtxtReadMemory (context,
                                        content,
                                        (int) strlen (content),
                                        "export.xml",
                                        NULL,
                                        XML_PARSE_NONET);

  g_assert_nonnull (document);
  g_assert_true (context->nsWellFormed);
  xmlFreeParserCtxt (context);
  return document;
}

/* How many nodes an expression of XPath finds; x is the namespace of XLIFF. */
static inline double
export_count (xmlDoc *document, const char *expression)
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

/* A work with a sentence that has two counterparts, one that has none, two that cross, and what no
 * file may take for markup. */
static const char export_crossed[]
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

static inline gint64
export_import_crossed (TriLibrary *library)
{
  return export_import_string (library, export_crossed, "crossed.xml");
}
