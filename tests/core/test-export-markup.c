/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include <libxml/relaxng.h>

/* What an imported TEI file has that nobody but the file knows stands in an export where it
 * stood, and in an export of that. */

#define TEI(body)                                                                             \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>A</title>" \
  "</titleStmt></fileDesc></teiHeader><text xml:lang='en'><body>" body "</body></text></TEI>"

static void
assert_valid (const char *tei)
{
  g_autofree char *path = g_build_filename (tri_environment_get_data_dir (),
                                            "schema",
                                            "triptych-tei.rng",
                                            NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);
  xmlDoc *document = export_parse (tei);

  g_assert_cmpint (xmlRelaxNGValidateDoc (context, document), ==, 0);
  xmlFreeDoc (document);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

/* (transfer full): the export of a file as if ids were none and no line broken */
static char *
dup_export (const char *xml, char **whole)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 work = export_import_string (library, xml, "play.xml");
  const TriExportOptions options = { .work = work };
  g_autofree char *tei = export_dup (library, "tei", &options);
  g_autoptr (GRegex) ids = g_regex_new (" xml:id=\"[^\"]*\"|</?s>|\n", 0, 0, NULL);
  g_autoptr (GRegex) sentences = g_regex_new ("</?s>", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (ids, tei, -1, 0, "", 0, NULL);
  char *plain = g_regex_replace_literal (sentences, bare, -1, 0, "", 0, NULL);

  assert_valid (tei);
  if (whole)
    *whole = g_steal_pointer (&tei);
  return plain;
}

typedef struct
{
  const char *name;
  const char *body;
  const char *written; /* of the body, without ids */
} Case;

static void
test_body (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *xml = g_strdup_printf (TEI ("%s"), self->body);
  g_autofree char *tei = NULL;
  g_autofree char *plain = dup_export (xml, &tei);
  g_autofree char *again = NULL;
  g_autofree char *plain_again = dup_export (tei, &again);
  g_autofree char *written = g_strdup_printf ("<body>%s</body>", self->written);
  const char *at = strstr (plain, "<body>");

  g_assert_nonnull (at);
  *(strstr (plain, "</body>") + strlen ("</body>")) = '\0';
  g_assert_cmpstr (at, ==, written);
  g_assert_cmpstr (strstr (again, "<body>"), ==, strstr (tei, "<body>"));
}

static const Case cases[] = {
  { "speeches",
    "<div><head>One</head><sp who='#a' xml:id='x1'><speaker>A.</speaker><l>First.</l></sp>"
    "<sp who='#b &#34;&#38;&gt;'><speaker rend='sc'>B.</speaker><p>Second.</p><p>More.</p></sp>"
    "<p>Behind.</p></div>",
    "<div><head>One</head><sp who=\"#a\"><speaker>A.</speaker><lg part=\"M\"><l>First.</l></lg>"
    "</sp><sp who=\"#b &quot;&amp;&gt;\"><speaker rend=\"sc\">B.</speaker><p>Second.</p>"
    "<p>More.</p></sp><p>Behind.</p></div>" },
  { "divisions",
    "<div><sp><p>Open.</p></sp><div><sp><p>In.</p></sp></div></div><div><p>Last.</p></div>",
    "<div><sp><p>Open.</p></sp><div><sp><p>In.</p></sp></div></div><div><p>Last.</p></div>" },
  { "cast",
    "<castList><head>Cast</head><castItem>A</castItem><castGroup rend='b'><castItem type='role'>"
    "B</castItem></castGroup></castList><p>Word.</p>",
    "<castList><head>Cast</head><castItem>A</castItem><castGroup rend=\"b\"><castItem "
    "type=\"role\">B</castItem></castGroup></castList><p>Word.</p>" },
  { "lists",
    "<list type='gloss'><label>L</label><item>I<list rend='b'><item>In</item></list></item>"
    "<item>J</item></list><list type='other'><item>K</item></list>",
    "<list type=\"gloss\"><label>L</label><item>I<list rend=\"b\"><item>In</item></list></item>"
    "<item>J</item></list><list type=\"other\"><item>K</item></list>" },
  { "unknown",
    "<x:box xmlns:x='urn:x' x:a='1' xml:id='i'><x:p>One.</x:p><x:p>Two.</x:p></x:box><strange>"
    "Three.</strange>",
    "<x:box xmlns:x=\"urn:x\" x:a=\"1\"><x:p xmlns:x=\"urn:x\"><p>One.</p></x:p>"
    "<x:p xmlns:x=\"urn:x\"><p>Two.</p></x:p></x:box><strange><p>Three.</p></strange>" },
  { "empty",
    "<div><p>One.</p><figure rend='f'><graphic url='a.png'/></figure><p>Two.</p></div>",
    "<div><p>One.</p><figure rend=\"f\"><graphic url=\"a.png\"/></figure><p>Two.</p></div>" },
  { "title-page",
    "<titlePage><docTitle><titlePart type='main'>T</titlePart></docTitle><byline>By A</byline>"
    "</titlePage><p>Word.</p>",
    "<titlePage><docTitle><titlePart type=\"main\">T</titlePart></docTitle><byline>By A</byline>"
    "</titlePage><p>Word.</p>" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export-markup/body/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_body);
    }

  return g_test_run ();
}
