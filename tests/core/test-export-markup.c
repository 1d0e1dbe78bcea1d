/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include "library/tri-library-works.h"

#include <libxml/relaxng.h>

/* What an imported TEI file has that nobody but the file knows stands in an export where it
 * stood, and in an export of that. */

#define TEXT(parts)                                                                           \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>A</title>" \
  "</titleStmt></fileDesc></teiHeader><text xml:lang='en'>" parts "</text></TEI>"
#define TEI(body) TEXT ("<body>" body "</body>")

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
  { "prefixes",
    "<p>One <a xmlns='urn:a' xmlns:x='urn:b' xmlns:y='urn:a' x:k='1' y:k='2'>two</a>.</p>"
    "<p>One <a xmlns='urn:a' xmlns:x='urn:b' xmlns:x2='urn:a' x:k='1' x2:k='2'>two</a>.</p>",
    "<p>One <x2:a xmlns:x2=\"urn:a\" xmlns:x=\"urn:b\" x:k=\"1\" xmlns:y=\"urn:a\" y:k=\"2\">two"
    "</x2:a>.</p><p>One <x3:a xmlns:x3=\"urn:a\" xmlns:x=\"urn:b\" x:k=\"1\" xmlns:x2=\"urn:a\""
    " x2:k=\"2\">two</x3:a>.</p>" },
  { "undeclared",
    "<p>One <w q:n='1' n='2'>two</w> <q:a>three</q:a> <choice><reg q:n='1'>four</reg><orig>"
    "<w q:n='2'>five</w></orig></choice>.</p>",
    "<p>One <w n=\"2\">two</w> <a>three</a> <choice><reg>four</reg><orig><w>five</w></orig>"
    "</choice>.</p>" },
  { "colons",
    "<p>One <choice><reg>two</reg><orig><a:b:c>three</a:b:c></orig></choice> <a:b:c>four</a:b:c>"
    ".</p>",
    "<p>One <choice><reg>two</reg><orig>three</orig></choice> four.</p>" },
  { "empty",
    "<div><p>One.</p><figure rend='f'><graphic url='a.png'/></figure><p>Two.</p></div>",
    "<div><p>One.</p><figure rend=\"f\"><graphic url=\"a.png\"/></figure><p>Two.</p></div>" },
  { "pages",
    "<pb n='1' facs='a.png'/><p>One <pb n='2' rend='x'/>two.</p><pb n='3'/><p>Three.</p>",
    "<p><pb n=\"1\" facs=\"a.png\"/>One<pb n=\"2\" rend=\"x\"/> two.</p>"
    "<p><pb n=\"3\"/>Three.</p>" },
  { "letter",
    "<div><opener n='1'><dateline>Paris</dateline> <salute>Dear A</salute>,</opener><p>Word.</p>"
    "<closer>Yours <signed>B</signed></closer><closer><salute>C</salute>And more.</closer></div>",
    "<div><opener n=\"1\"><dateline>Paris</dateline><salute>Dear A,</salute></opener><p>Word.</p>"
    "<closer>Yours</closer><signed>B</signed><closer><salute>C</salute><p>And more.</p></closer>"
    "</div>" },
  { "stanzas",
    "<div><head>One</head><lg type='song' xml:id='s'><head>H</head><lg n='1'><l>A</l><l>B</l></lg>"
    "<lg><l>C</l></lg><l>D</l></lg><lg><l>E</l></lg><lg part='M'><l>F</l></lg></div>",
    "<div><head>One</head><lg type=\"song\"><head>H</head><lg n=\"1\"><l>A</l><l>B</l></lg><lg>"
    "<l>C</l></lg><l>D</l></lg><lg><l>E</l><l>F</l></lg></div>" },
  { "stanzas-in-speeches",
    "<div><sp><lg type='couplet'><l>A</l><l>B</l></lg><l>C</l></sp><sp><lg part='M' n='2'><l>D</l>"
    "</lg><lg met='x'><p>E</p><l>F</l><note>G</note><l>H</l></lg></sp><lg rhyme='a'/><l>I</l>"
    "</div>",
    "<div><sp><lg type=\"couplet\"><l>A</l><l>B</l></lg><lg><l>C</l></lg></sp><sp><lg part=\"M\">"
    "<l>D</l></lg><lg met=\"x\"><p>E</p><l>F</l><note>G</note><l>H</l></lg></sp>"
    "<lg rhyme=\"a\"/><lg><l>I</l></lg></div>" },
  { "quotations",
    "<div><quote type='a' xml:lang='en'><head>H</head><p>One.</p><p rend='x'>Two.</p><lg><l>A</l>"
    "</lg><list><head>L</head><item>I</item></list></quote><quote><p>Three.</p></quote>"
    "<quote n='q'>Four.</quote><said who='#a'><p>Five.</p></said><q who='#a'><p>Six.</p></q></div>",
    "<div><quote type=\"a\"><head>H</head><p>One.</p><p rend=\"x\">Two.</p><lg><l>A</l></lg>"
    "<head>L</head><list><item>I</item></list></quote><quote><p>Three.</p></quote>"
    "<quote n=\"q\"><p>Four.</p></quote><said who=\"#a\"><p>Five.</p></said><q who=\"#a\">"
    "<p>Six.</p></q></div>" },
  { "headings-around",
    "<div><argument><lg><head>H</head><l>A</l></lg></argument></div><div><quote type='a'><lg>"
    "<head>H</head><l>A</l></lg></quote></div>",
    "<div><argument><ab type=\"heading\">H</ab><lg><l>A</l></lg></argument></div><div>"
    "<quote type=\"a\"><ab type=\"heading\">H</ab><lg><l>A</l></lg></quote></div>" },
  { "wordless",
    "<div><head>One</head><sp who='#a'><speaker rend='x'/><p>Word.</p><p/></sp><castList>"
    "<castItem xml:id='c' sameAs='#d'/><castItem>A</castItem></castList><table><row><cell>1</cell>"
    "</row><row role='r'/><row><cell>2</cell></row></table><list><item/><item>I</item><item><p/>"
    "</item></list><lg><l>A</l><l/><l>B</l></lg><quote><p/><p>Q</p></quote><p><lb/></p><opener>"
    "<salute/></opener><p>Last.</p></div><p/>",
    "<div><head>One</head><sp who=\"#a\"><speaker rend=\"x\"/><p>Word.</p><p/></sp><castList>"
    "<castItem sameAs=\"#d\"/><castItem>A</castItem></castList><table><row>1</row>"
    "<row role=\"r\"/><row>2</row></table><list><item>I</item></list><lg><l>A</l><l>B</l></lg>"
    "<quote><p>Q</p></quote><p/><opener/><p>Last.</p></div>" },
  { "title-page",
    "<titlePage><docTitle><titlePart type='main'>T</titlePart></docTitle><byline>By A</byline>"
    "</titlePage><p>Word.</p>",
    "<titlePage><docTitle><titlePart type=\"main\">T</titlePart></docTitle><byline>By A</byline>"
    "</titlePage><p>Word.</p>" },
};

/* Of a whole text. */
static void
test_text (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *xml = g_strdup_printf (TEXT ("%s"), self->body);
  g_autofree char *tei = NULL;
  g_autofree char *plain = dup_export (xml, &tei);
  g_autofree char *again = NULL;
  g_autofree char *plain_again = dup_export (tei, &again);
  g_autofree char *written = g_strdup_printf ("<text xml:lang=\"en\">%s</text></TEI></teiCorpus>",
                                              self->written);

  g_assert_cmpstr (strstr (plain, "<text"), ==, written);
  g_assert_cmpstr (strstr (again, "<text"), ==, strstr (tei, "<text"));
}

static const Case text_cases[] = {
  { "all",
    "<front rend='f' xml:id='f1'><head>H</head><titlePage><docTitle><titlePart>T</titlePart>"
    "</docTitle></titlePage><div><head>Before</head><p>One.</p></div></front><body><pb n='1'/>"
    "<div><head>I</head><sp who='#a'><p>Two.</p></sp></div></body><back><div type='index'>"
    "<p>Three.</p></div><p>Four.</p></back>",
    "<front rend=\"f\"><head>H</head><titlePage><docTitle><titlePart>T</titlePart></docTitle>"
    "</titlePage><div><head>Before</head><p>One.</p></div></front><body><div><head>"
    "<pb n=\"1\"/>I</head><sp who=\"#a\"><p>Two.</p></sp></div></body><back>"
    "<div type=\"index\"><p>Three.</p></div><div type=\"continued\"><p>Four.</p></div></back>" },
  { "front-only", "<front><p>One.</p></front>", "<front><p>One.</p></front><body></body>" },
  { "back-only",
    "<body/><back><p>One.</p></back>",
    "<body></body><back><p>One.</p></back>" },
  { "front-and-back",
    "<front><p>One.</p></front><body><p/></body><back><p>Two.</p></back>",
    "<front><p>One.</p></front><body></body><back><p>Two.</p></back>" },
  { "body-says-more", "<body n='b'><p>One.</p></body>", "<body n=\"b\"><p>One.</p></body>" },
  { "notes",
    "<body><p>One.</p></body><back><note>Two.</note></back>",
    "<body><p>One.</p></body><back><note>Two.</note></back>" },
  { "floating",
    "<body><p>One.</p><floatingText><front><p>Two.</p></front><body><p>Three.</p></body>"
    "</floatingText></body>",
    "<body><p>One.</p><p>Two.</p><p>Three.</p></body>" },
  { "group",
    "<front><p>One.</p></front><group><text><body><p>Two.</p></body><back><p>Three.</p></back>"
    "</text></group><back n='b'><p>Four.</p></back>",
    "<front><p>One.</p></front><body><p>Two.</p></body><back><p>Three.</p><p>Four.</p></back>" },
  { "group-front",
    "<front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage></front><group>"
    "<text><front><p>One.</p></front><body><p>Two.</p></body></text></group>",
    "<front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage><p>One.</p></front>"
    "<body><p>Two.</p></body>" },
  { "no-body",
    "<front><p>One.</p></front><div><p>Two.</p></div>",
    "<front><p>One.</p></front><body><div><p>Two.</p></div></body>" },
  { "late-body",
    "<back><sp who='#a'><p>One.</p></sp></back><body><p>Two.</p></body>",
    "<body></body><back><sp who=\"#a\"><p>One.</p></sp><p>Two.</p></back>" },
  { "note-of-back",
    "<body><p>A<ref type='note' target='#n1'/></p></body><back><note xml:id='n1'>N</note><p>B</p>"
    "</back>",
    "<body><p>A<ref type=\"note\" target=\"#n1\"/></p></body><back><note>N</note><p>B</p></back>" },
};

#define HEADER                                                                                   \
  "<teiHeader xml:lang='en'><!-- no --><fileDesc><titleStmt><title type='main'>A</title>"        \
  "<author ref='#x'>Bo <surname>Co</surname></author><respStmt><resp>keyed</resp><name>C</name>" \
  "</respStmt></titleStmt><editionStmt><p>2nd &amp; last</p></editionStmt><publicationStmt>"     \
  "<publisher>P</publisher><availability status='free'><licence target='http://l.example'>Free"  \
  "</licence></availability></publicationStmt><sourceDesc><bibl xml:id='src'>A <hi>book</hi>."   \
  "</bibl></sourceDesc></fileDesc><encodingDesc><p xml:id='p1'>How.</p></encodingDesc>"          \
  "<profileDesc><particDesc><listPerson><person xml:id='bo'><persName>Bo</persName></person>"    \
  "</listPerson></particDesc></profileDesc><xenoData><x:r xmlns:x='urn:x' x:a='1'/></xenoData>"  \
  "<revisionDesc><change when='2020-01-01'>Begun.</change></revisionDesc></teiHeader>"

static const char header_file[]
    = "<?xml version='1.0'?>\n<!-- <teiHeader> --><TEI xmlns='http://www.tei-c.org/ns/1.0'>" HEADER
      "<text xml:lang='en'><body><p xml:id='p1'>See <persName ref='#bo'>Bo</persName>.</p></body>"
      "</text></TEI>";

/* What the library has of it is what the header says; what belongs elsewhere is written there. */
static void
test_header (void)
{
  g_autofree char *tei = NULL;
  g_autofree char *again = NULL;
  g_autofree char *plain = dup_export (header_file, &tei);
  g_autofree char *plain_again = dup_export (tei, &again);
  const char *header = strstr (tei, "<TEI>");

  g_assert_true (g_str_has_prefix (
      header,
      "<TEI>\n<teiHeader xml:lang=\"en\"><fileDesc><titleStmt><title type=\"main\">A</title>"
      "<author ref=\"#x\">Bo <surname>Co</surname></author><respStmt><resp>keyed</resp><name>C"
      "</name></respStmt></titleStmt><editionStmt><p>2nd &amp; last</p></editionStmt>"
      "<publicationStmt><publisher>P</publisher><availability status=\"free\"><licence target="
      "\"http://l.example\">Free</licence></availability></publicationStmt><sourceDesc>"
      "<bibl xml:id=\"src\">A <hi>book</hi>.</bibl></sourceDesc></fileDesc><encodingDesc><p>How."
      "</p></encodingDesc><profileDesc><particDesc/></profileDesc><xenoData><x:r xmlns:x=\"urn:x\""
      " x:a=\"1\"/></xenoData><revisionDesc><change when=\"2020-01-01\">Begun.</change>"
      "</revisionDesc></teiHeader>\n<text"));
  g_assert_nonnull (strstr (again, "<TEI>"));
  g_assert_cmpstr (strstr (again, "<TEI>"), ==, header);
}

/* What the reader of the work says counts more than what the file said. */
static void
test_header_changed (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 work = export_import_string (library, header_file, "header.xml");
  const TriExportOptions options = { .work = work };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriWork) found = tri_library_get_work (library, work, &error);
  TriText *text = g_ptr_array_index (found->texts, 0);
  g_autofree char *tei = NULL;
  g_autoptr (TriLibrary) other = export_open ();
  g_autoptr (TriWork) again = NULL;

  tri_library_edit_text (library, text->id, "en", "B & C", "Dee", &error);
  g_assert_no_error (error);
  tei = export_dup (library, "tei", &options);
  assert_valid (tei);
  g_assert_nonnull (strstr (tei, "<title type=\"main\">A</title>"));
  g_assert_nonnull (strstr (tei, "<respStmt>"));
  g_assert_null (strstr (tei, "Bo <surname>"));
  work = export_import_string (other, tei, "again.xml");
  again = tri_library_get_work (other, work, &error);
  text = g_ptr_array_index (again->texts, 0);
  g_assert_cmpstr (text->title, ==, "B & C");
  g_assert_cmpstr (text->author, ==, "Dee");
}

/* Each text of a corpus has its own, and so has the corpus. */
static void
test_headers_of_corpus (void)
{
#define PART(n, id)                                                                  \
  "<TEI><teiHeader><fileDesc><titleStmt><title>" n                                   \
  "</title></titleStmt><publicationStmt><p>Pub " n                                   \
  "</p></publicationStmt><sourceDesc><p>Src</p></sourceDesc></fileDesc></teiHeader>" \
  "<text xml:id='" id "' xml:lang='en'><body><p>" n "</p></body></text></TEI>"
  g_autofree char *tei = NULL;
  g_autofree char *again = NULL;
  g_autofree char *plain = dup_export (
      "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>All"
      "</title></titleStmt><publicationStmt><p>Pub all</p></publicationStmt><sourceDesc><p>S</p>"
      "</sourceDesc></fileDesc></teiHeader>" PART ("One", "a") PART ("Two", "b") "</teiCorpus>",
      &tei);
  g_autofree char *plain_again = dup_export (tei, &again);
  const char *all = strstr (tei, "Pub all");
  const char *one = all ? strstr (all, "Pub One") : NULL;
  const char *two = one ? strstr (one, "Pub Two") : NULL;

  g_assert_nonnull (two);
  g_assert_null (strstr (two + 1, "Pub"));
  g_assert_cmpstr (again, ==, tei);
}

/* (transfer full): a file with a header that says this of itself */
static char *
dup_with_data (const char *data)
{
  return g_strconcat ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
                      "<title>A</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
                      "<sourceDesc><p>S</p></sourceDesc></fileDesc><xenoData>",
                      data,
                      "</xenoData></teiHeader><text xml:lang='en'><body><p>One.</p></body></text>"
                      "</TEI>",
                      NULL);
}

/* Elements and attributes stay in the namespaces that they are in, those in none too. */
static void
test_header_namespaces (void)
{
  static const char *const data[][2] = {
    { "<a xmlns='urn:a' xmlns:x='urn:b' xmlns:y='urn:a' x:k='1' y:k='2'><b/></a>",
      "<x2:a xmlns:x2=\"urn:a\" xmlns:x=\"urn:b\" x:k=\"1\" xmlns:y=\"urn:a\" y:k=\"2\">"
      "<x:b xmlns:x=\"urn:a\"/></x2:a>" },
    { "<a xmlns='urn:a' xmlns:x='urn:b' x:k='1'/>",
      "<x2:a xmlns:x2=\"urn:a\" xmlns:x=\"urn:b\" x:k=\"1\"/>" },
    { "<rec xmlns='' n='1'><title>T</title><a xmlns='urn:a'><b xmlns=''/></a>"
      "<p xmlns='http://www.tei-c.org/ns/1.0'>P<hi>h</hi></p></rec>",
      "<rec xmlns=\"\" n=\"1\"><title>T</title><x:a xmlns:x=\"urn:a\"><b/></x:a>"
      "<p xmlns=\"http://www.tei-c.org/ns/1.0\">P<hi>h</hi></p></rec>" },
    { "<rec xmlns='' q:n='1' n='2'><q:a/><b:c:d/></rec>",
      "<rec xmlns=\"\" n=\"2\"><q_a/><b_c_d/></rec>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_autofree char *xml = dup_with_data (data[i][0]);
      g_autofree char *written = g_strdup_printf ("<xenoData>%s</xenoData>", data[i][1]);
      g_autofree char *tei = NULL;
      g_autofree char *again = NULL;
      g_autofree char *plain = dup_export (xml, &tei);
      g_autofree char *plain_again = dup_export (tei, &again);

      g_assert_nonnull (strstr (tei, written));
      g_assert_cmpstr (strstr (again, "<TEI>"), ==, strstr (tei, "<TEI>"));
    }
}

/* A name of the register keeps its id; what the header of a corpus calls so goes without. */
static void
test_header_ids (void)
{
  static const char corpus[]
      = "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>All"
        "</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p>"
        "</sourceDesc></fileDesc><encodingDesc><classDecl><taxonomy><category xml:id='anna'>"
        "<catDesc>C</catDesc></category></taxonomy></classDecl></encodingDesc></teiHeader>" PART (
            "One",
            "a") PART ("Two", "b") "</teiCorpus>";
  static const char people[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>R</title>"
        "</titleStmt></fileDesc></teiHeader><standOff><listPerson><person xml:id='anna'><persName>"
        "Anna</persName></person></listPerson></standOff></TEI>";
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *corpus_path = g_build_filename (folder, "corpus.xml", NULL);
  g_autofree char *people_path = g_build_filename (folder, "people.xml", NULL);
  g_autofree char *paths = g_strconcat (corpus_path, " ", people_path, NULL);
  g_autoptr (TriLibrary) library = export_open ();
  g_autofree char *tei = NULL;
  xmlDoc *document = NULL;
  TriExportOptions options = { 0 };

  g_assert_true (g_file_set_contents (corpus_path, corpus, -1, NULL));
  g_assert_true (g_file_set_contents (people_path, people, -1, NULL));
  options.work = export_import (library, paths);
  tei = export_dup (library, "tei", &options);
  document = export_parse (tei);
  g_assert_cmpfloat (export_count (document, "//*[local-name()='catDesc']"), ==, 1);
  g_assert_cmpfloat (export_count (document, "//*[@xml:id='anna']"), ==, 1);
  g_assert_cmpfloat (export_count (document, "//*[local-name()='person'][@xml:id='anna']"), ==, 1);
  xmlFreeDoc (document);
  assert_valid (tei);
}

/* Each was compared with all of the others once, which took minutes for as many as these. */
static void
test_many (gconstpointer data)
{
  const char *element = data;
  const guint n = 60000;
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (GString) body = g_string_new ("<p>One");
  g_autofree char *xml = NULL;
  g_autofree char *tei = NULL;
  g_autofree char *again = NULL;
  const char *at = NULL;
  TriExportOptions options = { 0 };

  for (guint i = 0; i < n; i++)
    g_string_append_printf (body, "<%s n=\"%u\"/>", element, i);
  g_string_append (body, " two.");
  xml = g_strdup_printf (TEI ("%s</p>"), body->str);
  options.work = export_import_string (library, xml, "many.xml");
  tei = export_dup (library, "tei", &options);
  at = strstr (tei, ">One<");
  g_assert_nonnull (at);
  g_assert_true (g_str_has_prefix (at + strlen (">"), body->str + strlen ("<p>")));
  options.work = export_import_string (library, tei, "again.xml");
  again = export_dup (library, "tei", &options);
  g_assert_cmpstr (strstr (again, "<body>"), ==, strstr (tei, "<body>"));
}

/* What cannot be read by itself is not written: no entity is known without its declaration. */
static void
test_header_unsafe (void)
{
  g_autofree char *tei = NULL;
  g_autofree char *plain = dup_export (
      "<!DOCTYPE TEI [<!ENTITY e 'Ent'>]><TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>"
      "<fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p>&e;</p>"
      "</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
      "<text xml:lang='en'><body><p>One.</p></body></text></TEI>",
      &tei);

  g_assert_nonnull (strstr (tei, "Exported by Triptych."));
}

#define HEAD(name, more)                                                                      \
  "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>Pub " name \
  "</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>" more "</teiHeader>"
#define WORDS(start) start "<body><p>Words.</p></body></text>"
#define WHOLE(name, text) "<TEI>" HEAD (name, "") text "</TEI>"
#define CORPUS(texts) \
  "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>" HEAD ("all", "") texts "</teiCorpus>"
#define NO_WORDS "<text xml:lang='en'><body/></text>"
#define A WORDS ("<text xml:lang='en' xml:id='a'>")
#define B WORDS ("<text xml:lang='fr' xml:id='b'>")
#define NAMELESS WORDS ("<text xml:lang='en'>")
#define TWO WHOLE ("Two", NAMELESS)
#define QUOTED_ID "<text n=\" xml:id='b' \"><body/></text>"
#define SINGLE(head, text) "<TEI xmlns='http://www.tei-c.org/ns/1.0'>" head text "</TEI>"

/* (transfer full): of every TEI what its header says of the publication, “-” where we made it */
static char *
dup_headers (const char *tei)
{
  GString *found = g_string_new (NULL);

  for (const char *at = strstr (tei, "<TEI>"); at; at = strstr (at + 1, "<TEI>"))
    {
      const char *end = strstr (at, "</teiHeader>");
      const char *said = g_strstr_len (at, end - at, "<p>Pub ");

      g_string_append (found, found->len > 0 ? " " : "");
      if (said)
        g_string_append_len (found, said + 7, (gssize) strcspn (said + 7, "<"));
      else
        g_string_append_c (found, '-');
    }
  return g_string_free (found, FALSE);
}

typedef struct
{
  const char *name;
  const char *xml; /* %s: 600 KB of words */
  const char *headers;
} HeaderCase;

static const HeaderCase header_cases[] = {
  { "stopped", CORPUS (WHOLE ("One", A) "<TEI>" HEAD ("Two", "<p>%s</p>") B "</TEI>"), "One -" },
  { "stopped-nameless",
    CORPUS (WHOLE ("One", NAMELESS) "<TEI>" HEAD ("Two", "<p>%s</p>") NAMELESS "</TEI>"),
    "- -" },
  { "headerless", CORPUS (WHOLE ("One", A) "<TEI>" B "</TEI>"), "One -" },
  { "nameless", CORPUS (WHOLE ("One", NAMELESS) WHOLE ("Two", NAMELESS)), "One Two" },
  { "wordless",
    CORPUS (WHOLE ("One", NO_WORDS)
                WHOLE ("Two", "<text><group>" NAMELESS NAMELESS "</group></text>")),
    "- -" },
  { "divisions",
    CORPUS (WHOLE ("One", NO_WORDS)
                WHOLE ("Two",
                       "<text><body><div xml:lang='en'><p>Words.</p></div><div xml:lang='fr'>"
                       "<p>Mots.</p></div></body></text>")),
    "- -" },
  { "same-id", CORPUS (WHOLE ("One", QUOTED_ID) WHOLE ("Two", B)), "Two" },
  { "inner", SINGLE (HEAD ("Out", ""), WHOLE ("One", A) WHOLE ("Two", B) NAMELESS), "One Two Out" },
  { "group", SINGLE (HEAD ("One", ""), "<text><group>" A B "</group></text>"), "One -" },
  { "white-space",
    CORPUS ("<TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>"
            "<p>Pub One</p></publicationStmt></fileDesc></teiHeader >" NAMELESS "</TEI>" TWO),
    "One Two" },
  { "comment",
    SINGLE (HEAD ("One", "<!-- </teiHeader> --><encodingDesc><p>How.</p></encodingDesc>"), A),
    "One" },
  { "doctype", "<!DOCTYPE TEI [ <!ENTITY e 'a]b'> ] >" SINGLE (HEAD ("One", ""), A), "One" },
};

/* A text has the header of its own TEI, once, or one that we make: never that of another. */
static void
test_headers_own (gconstpointer data)
{
  const HeaderCase *self = data;
  g_autofree char *words = g_strnfill (600 * 1024, 'y');
  g_auto (GStrv) parts = g_strsplit (self->xml, "%s", 2);
  g_autofree char *xml = g_strjoinv (words, parts);
  g_autofree char *tei = NULL;
  g_autofree char *plain = dup_export (xml, &tei);
  g_autofree char *headers = dup_headers (tei);

  g_assert_cmpstr (headers, ==, self->headers);
}

/* The reader may lay texts in another order than that of their file. */
static void
test_headers_order (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  gint64 work = export_import_string (library,
                                      CORPUS (WHOLE ("One", NAMELESS) WHOLE ("Two", NAMELESS)),
                                      "order.xml");
  const TriExportOptions options = { .work = work };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriWork) found = tri_library_get_work (library, work, &error);
  const gint64 texts[] = {
    ((TriText *) g_ptr_array_index (found->texts, 1))->id,
    ((TriText *) g_ptr_array_index (found->texts, 0))->id,
  };
  g_autofree char *tei = NULL;
  g_autofree char *headers = NULL;

  tri_library_order_texts (library, work, texts, G_N_ELEMENTS (texts), &error);
  g_assert_no_error (error);
  tei = export_dup (library, "tei", &options);
  headers = dup_headers (tei);
  g_assert_cmpstr (headers, ==, "Two One");
}

/* A long start tag around thousands of headers is not kept with each of them. */
static void
test_headers_bomb (void)
{
  g_autofree char *long_value = g_strnfill (60 * 1024, 'x');
  g_autoptr (GString) xml = g_string_new ("<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'");
  g_autofree char *tei = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *headers = NULL;

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (xml, " n%u='%s'", i, long_value);
  g_string_append (xml, ">" HEAD ("all", "") WHOLE ("One", A));
  for (guint i = 0; i < 20000; i++)
    g_string_append (xml, "<TEI><teiHeader></teiHeader></TEI>");
  g_string_append (xml, "</teiCorpus>");
  plain = dup_export (xml->str, &tei);
  headers = dup_headers (tei);
  g_assert_cmpstr (headers, ==, "-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export-markup/body/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_body);
    }

  for (guint i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export-markup/text/", text_cases[i].name, NULL);

      g_test_add_data_func (path, &text_cases[i], test_text);
    }

  for (guint i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export-markup/header/own/",
                                           header_cases[i].name,
                                           NULL);

      g_test_add_data_func (path, &header_cases[i], test_headers_own);
    }

  g_test_add_func ("/export-markup/header/kept", test_header);
  g_test_add_func ("/export-markup/header/changed", test_header_changed);
  g_test_add_func ("/export-markup/header/corpus", test_headers_of_corpus);
  g_test_add_func ("/export-markup/header/namespaces", test_header_namespaces);
  g_test_add_func ("/export-markup/header/ids", test_header_ids);
  g_test_add_data_func ("/export-markup/many/pages", "pb facs=\"x\"", test_many);
  g_test_add_data_func ("/export-markup/many/words", "milestone xml:lang=\"de\"", test_many);
  g_test_add_func ("/export-markup/header/unsafe", test_header_unsafe);
  g_test_add_func ("/export-markup/header/order", test_headers_order);
  g_test_add_func ("/export-markup/header/bomb", test_headers_bomb);

  return g_test_run ();
}
