/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-environment.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

static xmlRelaxNG *
load_schema (void)
{
  g_autofree char *path = g_build_filename (tri_environment_get_data_dir (),
                                            "schema",
                                            "triptych-tei.rng",
                                            NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);

  xmlRelaxNGFreeParserCtxt (parser);
  g_assert_nonnull (schema);
  return schema;
}

static void
ignore_cb (void *data, const char *format, ...)
{
}

static gboolean
validates (xmlDoc *document, gboolean is_quiet)
{
  xmlRelaxNG *schema = load_schema ();
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);
  int result = 0;

  if (is_quiet)
    xmlRelaxNGSetValidErrors (context, ignore_cb, ignore_cb, NULL);
  result = xmlRelaxNGValidateDoc (context, document);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  return result == 0;
}

static void
test_bundled (gconstpointer data)
{
  g_autofree char *path = g_build_filename (tri_environment_get_data_dir (), data, NULL);
  xmlDoc *document = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("not written yet");
      return;
    }
  document = xmlReadFile (path, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  g_assert_true (validates (document, FALSE));
  xmlFreeDoc (document);
}

/* What stands in the body of a text that is valid but for it. */
static const struct
{
  const char *body;
  gboolean is_valid;
} cases[] = {
  { "<div><head>A</head><p>B <date when='1917-02'>c</date></p></div>", TRUE },
  { "<p><persName ref='#x'>B</persName><note place='foot'>n</note></p>", TRUE },
  { "<p><date when='last spring'>c</date></p>", FALSE },
  /* What a file has in its words or around them, and we do not know, is written back. */
  { "<p><blink>B</blink></p>", TRUE },
  { "<div><blink><p>B</p></blink></div>", TRUE },
  { "<div>B</div>", FALSE },
  { "<div><sp><speaker>A</speaker><p>B</p></sp></div>", TRUE },
  { "<div><p>A</p><head><p>B</p></head></div>", FALSE },
  { "<p><div/></p>", FALSE },
  { "<p><p>B</p></p>", FALSE },
  { "<head>A<div/></head>", FALSE },
  { "words", FALSE },
  { "<p xml:lang='no language'>B</p>", FALSE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strconcat (
          "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
          "<title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt>"
          "<sourceDesc><p>s</p></sourceDesc>"
          "</fileDesc></teiHeader><text xml:lang='en'><body>",
          cases[i].body,
          "</body></text></TEI>",
          NULL);
      xmlDoc *document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);

      g_test_message ("%s", cases[i].body);
      g_assert_nonnull (document);
      g_assert_cmpint (validates (document, TRUE), ==, cases[i].is_valid);
      xmlFreeDoc (document);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/schema/bundled/work", "library/victor-serge.xml", test_bundled);
  g_test_add_data_func ("/schema/bundled/register", "register/victor-serge.xml", test_bundled);
  g_test_add_func ("/schema/cases", test_cases);

  return g_test_run ();
}
