/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-format.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Files of TEI that are not alone, not whole, or not of today. Each test has a folder of its own,
 * which is written from a table of names and contents. */

typedef struct
{
  const char *name;
  const char *content;
} File;

#define NS "http://www.tei-c.org/ns/1.0"
#define TEI "<TEI xmlns='" NS "'>"
#define BODY TEI "<text xml:lang='en'><body>"
#define END "</body></text></TEI>"

static char *
make_folder (const File *files)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tei-XXXXXX", &error);

  g_assert_no_error (error);
  for (; files->name; files++)
    {
      g_autofree char *path = g_build_filename (folder, files->name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_mkdir_with_parents (parent, 0700);
      g_assert_true (g_file_set_contents (path, files->content, -1, NULL));
    }
  return folder;
}

static void
remove_folder (char *folder, const File *files)
{
  for (; files->name; files++)
    {
      g_autofree char *path = g_build_filename (folder, files->name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_unlink (path);
      if (!g_str_equal (parent, folder))
        g_rmdir (parent);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* (transfer full): the dump of the first file, or the message that it was refused with */
static char *
read_first (const File *files)
{
  char *folder = make_folder (files);
  g_autofree char *path = g_build_filename (folder, files->name, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, name, NULL };
  const TriFormat *format = tri_formats_find (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (format->nick, ==, "tei");
  if (!format->read (&source, TRI_DRAFT (dump), NULL, &error))
    {
      remove_folder (folder, files);
      g_assert_nonnull (error);
      return g_strdup (error->message);
    }
  remove_folder (folder, files);
  return g_strdup (draft_dump_get_text (dump));
}

static void
check (const File *files, const char *expected)
{
  g_autofree char *dump = read_first (files);

  g_assert_cmpstr (dump, ==, expected);
}

static void
check_refused (const char *name, const char *content, const char *words)
{
  const File files[] = { { name, content }, { NULL } };
  g_autofree char *message = read_first (files);

  if (!strstr (message, words))
    g_error ("“%s” does not say “%s”", message, words);
}

/* TEI of before P5 names ids and languages without a prefix. */
static void
test_older (void)
{
  const File files[] = {
    { "old.xml",
      "<TEI.2><teiHeader><fileDesc><titleStmt><title>Huyck</title></titleStmt></fileDesc>"
      "</teiHeader><text lang='nl'><body><div0 id='d'><head>Een</head><p id='p1' corresp='p2'>Den"
      " <name type='topo'>Dam</name>.</p><p id='p2'>Ja.</p></div0></body></text></TEI.2>" },
    { NULL }
  };
  const File bare[] = { { "bare.xml",
                          "<TEI><text><body><p xml:id='a'>Yes.</p></body></text></TEI>" },
                        { NULL } };

  check (files,
         "work title=Huyck\n"
         "text lang=nl title=Huyck\n"
         "  division key=d\n"
         "    heading 1 “Een”\n"
         "link translation imported: p1 p2\n"
         "    paragraph key=p1 “Den Dam.”\n"
         "      other 4-7 “Dam” value=<name type=\"topo\">\n"
         "      mention place 4-7 “Dam”\n"
         "    paragraph key=p2 “Ja.”\n");
  check (bare,
         "text lang=\n"
         "  paragraph key=a “Yes.”\n");
}

/* A chapter or a list that other files take in can be read by itself. */
static void
test_part (void)
{
  const File chapter[] = { { "c.xml",
                             "<div xmlns='" NS "' xml:id='c' xml:lang='en'><head>One</head>"
                             "<p>Yes.</p></div>" },
                           { NULL } };
  const File list[] = { { "l.xml",
                          "<listPerson><person xml:id='ann'><persName>Ann</persName></person>"
                          "</listPerson>" },
                        { NULL } };

  check (chapter,
         "text lang=en\n"
         "  division key=c\n"
         "    heading 1 “One”\n"
         "    paragraph “Yes.”\n");
  check (list,
         "entity person key=ann\n"
         "  name [] official: Ann\n");
}

/* So can a paragraph, with words or without. */
static void
test_block (void)
{
  const File paragraph[] = { { "p.xml", "<p xmlns='" NS "'>Yes.</p>" }, { NULL } };
  const File empty[] = { { "e.xml", "<p xmlns='" NS "'/>" }, { NULL } };
  const File bare[] = { { "d.xml", "<div xmlns='" NS "' xml:lang='en'>Yes.</div>" }, { NULL } };

  check (paragraph, "text lang=\n  paragraph “Yes.”\n");
  check (bare, "text lang=en\n  division\n    paragraph “Yes.”\n");
  check (empty, "");
}

/* What stands in an example names nothing in the file around it. */
static void
test_ids_of_examples (void)
{
  const File files[] = { { "e.xml",
                           BODY "<p xml:id='a'>One.</p><eg><x xmlns='http://www.tei-c.org/ns/"
                                "Examples' xml:id='a'>Two.</x></eg>" END },
                         { NULL } };

  check (files,
         "text lang=en\n"
         "  paragraph key=a “One.”\n"
         "  paragraph “Two.”\n"
         "    other 0-4 “Two.” value=<eg>\n"
         "    code 0-4 “Two.”\n"
         "    other 0-4 “Two.” value=<x:x xmlns:x=\"http://www.tei-c.org/ns/Examples\" "
         "xml:id=\"a\">\n");
}

static void
test_refused (void)
{
  check_refused ("s.tei",
                 "<!DOCTYPE TEI.2 PUBLIC \"-//TEI//DTD TEI Lite 1.0//EN\" [\n"
                 "<!ENTITY ndash CDATA \"-\" -- 2 -->\n]>\n<TEI.2 lang=en><p>1&ndash;2</TEI.2>",
                 "s.tei:4: the file is SGML");
  check_refused ("m.page",
                 "<page xmlns='http://projectmallard.org/1.0/' id='x'><p>Yes.</p></page>",
                 "m.page:1: the file is a page of Mallard help");
  check_refused ("t.xml", "<?xml version='1.0'?><martif type='TBX'/>", "a term base");
  check_refused ("x.xml", "<?xml version='1.0'?><recipe/>", "begins with <recipe>");
}

/* A list with ids is a register; what has none is there to be read. A book that has no description
 * is described by all that is said of it, and not called by the journal that it is in. */
static void
test_lists (void)
{
  const File files[] = {
    { "lists.xml",
      BODY "<listBibl><bibl><author>Ann</author>, <title>Tides</title>, 1901.</bibl>"
           "<biblStruct xml:id='b'><analytic><author>Bob</author><title>Ebb</title></analytic>"
           "<monogr>"
           "<title>Seas</title><imprint><date>1902</date></imprint></monogr></biblStruct>"
           "<bibl>Cat, <title>Flow</title>.</bibl></listBibl><listPerson><person xml:id='p'>"
           "<persName>P"
           "</persName></person><person><persName>Q</persName></person></listPerson>" END },
    { NULL }
  };

  check (files,
         "text lang=en\n"
         "  item 1 “Ann, Tides, 1901.”\n"
         "    other 0-3 “Ann” value=<author>\n"
         "    title 5-10 “Tides”\n"
         "entity work key=b\n"
         "  name [en] official: Ebb\n"
         "  description [en] Bob Ebb Seas 1902\n"
         "  item 1 “Cat, Flow.”\n"
         "    title 5-9 “Flow”\n"
         "entity person key=p\n"
         "  name [en] official: P\n");
}

/* Notes beside the text stand behind it; a corpus goes on. */
static void
test_notes_apart (void)
{
  const File files[] = {
    { "notes.xml",
      "<teiCorpus xmlns='" NS "'><TEI><text xml:lang='en'><body><div><p>One."
      "<ref type='note' target='#n'>1</ref></p></div></body></text><standOff><listAnnotation>"
      "<note xml:id='n'>Says <persName ref='#p'>Ann</persName>.</note></listAnnotation></standOff>"
      "</TEI><TEI><standOff><note xml:id='m'>Before.</note></standOff><text xml:lang='fr'><body>"
      "<p>Un.</p></body></text></TEI></teiCorpus>" },
    { NULL }
  };

  check (files,
         "text lang=en\n"
         "  division\n"
         "    paragraph “One.1”\n"
         "      note 4-5 “1” value=n\n"
         "  note key=n “Says Ann.”\n"
         "    mention person 5-8 “Ann” ref=#p\n"
         "text lang=fr\n"
         "  paragraph “Un.”\n"
         "  note key=m “Before.”\n");
}

/* A register alone has notes, too, and no text to stand behind. */
static void
test_notes_alone (void)
{
  const File files[] = {
    { "register.xml",
      "<TEI xmlns='" NS "'><standOff><listPerson><note>Persons.</note><person xml:id='p'>"
      "<persName>Ann</persName></person></listPerson><note>More.</note></standOff></TEI>" },
    { NULL }
  };

  check (files, "entity person key=p\n  name [] official: Ann\n");
}

/* What is said of words beside a text is none of it. */
static void
test_analysis (void)
{
  const File files[]
      = { { "talk.xml",
            BODY "<annotationBlock who='#a' xml:id='b'><u xml:id='u'>Hello there.</u><spanGrp>"
                 "<span from='#w1' to='#w1'>UH</span></spanGrp></annotationBlock>"
                 "<p>Go<span from='#x' to='#y'>a metaphor</span> on.</p>"
                 "<interpGrp><interp>irony</interp></interpGrp>" END },
          { NULL } };

  check (files,
         "text lang=en\n"
         "  paragraph key=u “Hello there.”\n"
         "    other 0-0 “” value=<u>\n"
         "    other 0-0 “” value=<?around?><annotationBlock who=\"#a\" xml:id=\"b\">\n"
         "    anchor b -1\n"
         "  paragraph “Go on.”\n"
         "    other 0-0 “” value=<?around?></annotationBlock>\n");
}

static void
test_manuscripts (void)
{
  const File files[] = { { "ms.xml",
                           BODY "<listBibl><msDesc xml:id='ms'><msIdentifier><settlement>Paris"
                                "</settlement> <idno>fr. 1</idno></msIdentifier><p>Torn.</p>"
                                "</msDesc>"
                                "</listBibl>" END },
                         { NULL } };

  check (files,
         "text lang=en\n"
         "  paragraph “Paris fr. 1”\n"
         "    other 0-5 “Paris” value=<settlement>\n"
         "    other 0-0 “” value=<msIdentifier>\n"
         "    other 0-0 “” value=<?around?><msDesc xml:id=\"ms\">\n"
         "    other 6-11 “fr. 1” value=<idno>\n"
         "    anchor ms -1\n"
         "  paragraph “Torn.”\n"
         "    ms ends here\n");
}

static void
test_spoken (void)
{
  const File files[] = { { "spoken.xml",
                           BODY "<u who='#a'><seg>you said</seg><pause/><seg>fish</seg></u>"
                                "<u><incident><desc>a truck</desc></incident>you what</u>"
                                "<incident><desc>silence</desc></incident>" END },
                         { NULL } };

  check (files,
         "text lang=en\n"
         "  paragraph “you said fish”\n"
         "    other 0-8 “you said” value=<seg>\n"
         "    other 0-0 “” value=<u who=\"#a\">\n"
         "    other 8-8 “” value=<pause>\n"
         "    other 9-13 “fish” value=<seg>\n"
         "  paragraph “a truck⏎you what”\n"
         "    other 0-7 “a truck” value=<desc>\n"
         "    other 0-0 “” value=<u>\n"
         "  paragraph “silence”\n"
         "    other 0-7 “silence” value=<desc>\n");
}

/* What a prefix stands for is said by the file, which may mean harm: the search has an end. */
static void
test_prefix (void)
{
  g_autoptr (GString) xml = g_string_new (
      TEI "<teiHeader><encodingDesc><listPrefixDef>"
          "<prefixDef ident='p' matchPattern='(a+)+b' replacementPattern='#$1'/>"
          "<prefixDef ident='q' matchPattern='(' replacementPattern='#$1'/>"
          "<prefixDef ident='r' matchPattern='(.)(.)' replacementPattern='#$2$1$3$'/>"
          "</listPrefixDef></encodingDesc></teiHeader><text xml:lang='en'><body>"
          "<p xml:id='ba$' "
          "corresp='r:xy p:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac'>"
          "<persName ref='r:ab'>A</persName> <persName ref='q:ab'>B</persName></p>" END);
  const File files[] = { { "prefix.xml", xml->str }, { NULL } };

  check (files,
         "work\n"
         "link translation imported: ba$ yx$ "
         "p:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\n"
         "text lang=en\n"
         "  paragraph key=ba$ “A B”\n"
         "    mention person 0-1 “A” ref=#ba$\n"
         "    mention person 2-3 “B” ref=q:ab\n");
}

#define XI "xmlns:xi='http://www.w3.org/2001/XInclude'"

/* What is taken in comes in the place of the inclusion, and its language with it. */
static void
test_include (void)
{
  const File files[] = {
    { "main.xml",
      TEI "<text xml:lang='en'><body " XI "><p>Before.</p><xi:include href='ch/one.xml'/>"
          "<p>See <xi:include href='note.txt' parse='text'/>!</p>"
          "<xi:include href='more.xml' xpointer='b'/>"
          "<xi:include href='more.xml' xpointer='element(/1/2/1)'/>"
          "<xi:include href='more.xml' xpointer='element(d/2)'/>" END },
    { "ch/one.xml",
      "<div xmlns='" NS "' " XI " xml:id='one'><head>One</head>"
      "<xi:include href='two%20a.xml'/></div>" },
    { "ch/two a.xml", "<p xmlns='" NS "'>Two &amp; a half.</p>" },
    { "note.txt", "here &\nthere" },
    { "more.xml",
      "<div xmlns='" NS "' xml:lang='fr'><p xml:id='b'>Bis.</p>"
      "<list xml:id='d'><item>Un</item><item>Deux</item></list></div>" },
    { NULL }
  };

  check (files,
         "text lang=en\n"
         "  paragraph “Before.”\n"
         "file one.xml\n"
         "  division key=one\n"
         "    heading 1 “One”\n"
         "file two a.xml\n"
         "    paragraph “Two & a half.”\n"
         "file note.txt\n"
         "  paragraph “See here & there!”\n"
         "file more.xml\n"
         "  paragraph key=b “Bis.”\n"
         "    foreign 0-4 “Bis.” value=fr\n"
         "file more.xml\n"
         "  item 1 “Un”\n"
         "    foreign 0-2 “Un” value=fr\n"
         "file more.xml\n"
         "  item 1 “Deux”\n"
         "    foreign 0-4 “Deux” value=fr\n");
}

/* A corpus whose texts and header lie in files of their own. */
static void
test_include_texts (void)
{
  const File files[] = {
    { "corpus.xml",
      "<teiCorpus xmlns='" NS "' " XI "><xi:include href='header.xml'/>"
      "<xi:include href='fr.xml'/><xi:include href='en.xml'/></teiCorpus>" },
    { "header.xml",
      "<teiHeader xmlns='" NS "'><fileDesc><titleStmt><title>Both</title></titleStmt></fileDesc>"
      "</teiHeader>" },
    { "fr.xml", TEI "<text xml:lang='fr'><body><p xml:id='f'>Oui.</p></body></text></TEI>" },
    { "en.xml", BODY "<p xml:id='e' corresp='#f'>Yes.</p>" END },
    { NULL }
  };

  check (files,
         "file header.xml\n"
         "work title=Both\n"
         "file fr.xml\n"
         "text lang=fr title=Both\n"
         "  paragraph key=f “Oui.”\n"
         "file en.xml\n"
         "link translation imported: e f\n"
         "text lang=en title=Both\n"
         "  paragraph key=e “Yes.”\n");
}

static void
test_fallback (void)
{
  const File files[] = {
    { "main.xml",
      BODY "<xi:include " XI " href='gone.xml'><xi:fallback><p>None.</p></xi:fallback></xi:include>"
           "<p>A <xi:include " XI " href='../up.xml'><xi:fallback>word</xi:fallback></xi:include>"
           " more.</p><xi:include " XI " href='here.xml'><xi:fallback><p>No.</p></xi:fallback>"
           "</xi:include>" END },
    { "here.xml", "<p xmlns='" NS "'>Here.</p>" },
    { NULL }
  };

  check (files,
         "text lang=en\n"
         "  paragraph “None.”\n"
         "  paragraph “A word more.”\n"
         "file here.xml\n"
         "  paragraph “Here.”\n");
}

/* Nothing is read that lies elsewhere, and nothing without end. */
static void
test_include_refused (void)
{
  static const struct
  {
    const char *attributes;
    const char *words;
  } cases[] = {
    { "href='gone.xml'", "main.xml:2: “gone.xml” is taken in, but is not there" },
    { "href='../gone.xml'", "in the folder of this one" },
    { "href='a/%2e%2e/../gone.xml'", "in the folder of this one" },
    { "href='/etc/passwd' parse='text'", "in the folder of this one" },
    { "href='file:///etc/passwd' parse='text'", "in the folder of this one" },
    { "href='http://localhost/x.xml'", "in the folder of this one" },
    { "href='//localhost/x.xml'", "in the folder of this one" },
    { "href=''", "in the folder of this one" },
    { "xpointer='p'", "in the folder of this one" },
    { "href='a'", "is not there" }, /* a folder */
    { "href='main.xml'", "main.xml:2: “main.xml” is taken in by itself" },
    { "href='a/loop.xml'", "a/loop.xml:2: “loop.xml” is taken in by itself" },
    { "href='a/broken.xml'", "a/broken.xml:2: this is not well-formed XML" },
    { "href='a/deep.xml'", "by itself" },
    { "href='a/twice.xml'", "a/twice.xml:1: the xml:id “p” is used twice" },
    { "href='a/twice.xml' xpointer='nobody'", "the part of “a/twice.xml” that is taken in is not" },
    { "href='a/twice.xml' xpointer='xpath1(//p)'", "“xpath1(//p)” of a file is not understood" },
    { "href='a/twice.xml' parse='image'", "in a way that is not understood" },
    { "href='a/latin.txt' parse='text'", "main.xml:2: the encoding of “a/latin.txt”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *main = g_strdup_printf (BODY "<p xml:id='p'>x</p>\n<xi:include " XI
                                                    " %s/>" END,
                                               cases[i].attributes);
      const File files[] = {
        { "main.xml", main },
        { "a/loop.xml", "<div xmlns='" NS "' " XI ">\n<xi:include href='loop.xml'/></div>" },
        { "a/broken.xml", "<div xmlns='" NS "'>\n<p>One</q>\n<p>Two.</p></div>" },
        { "a/deep.xml",
          "<div xmlns='" NS "' " XI "><xi:include href='deeper.xml'/></div>" },
        { "a/deeper.xml", "<div xmlns='" NS "' " XI "><xi:include href='deep.xml'/></div>" },
        { "a/twice.xml", "<p xmlns='" NS "' xml:id='p'>y</p>" },
        { "a/latin.txt", "\xE9t\xE9" },
        { NULL }
      };
      g_autofree char *message = read_first (files);

      g_test_message ("%s: %s", cases[i].attributes, message);
      if (!strstr (message, cases[i].words))
        g_error ("“%s” does not say “%s”", message, cases[i].words);
    }
}

/* A link of the file system leads out of the folder: it is not followed. */
static void
test_include_link (void)
{
  const File files[] = { { "in/main.xml", BODY "<p>x</p><xi:include " XI " href='link.xml'/>" END },
                         { "out.xml", "<p xmlns='" NS "'>secret</p>" },
                         { NULL } };
  char *folder = make_folder (files);
  g_autofree char *path = g_build_filename (folder, "in", "main.xml", NULL);
  g_autofree char *link = g_build_filename (folder, "in", "link.xml", NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, "main.xml", NULL };

  g_assert_cmpint (symlink ("../out.xml", link), ==, 0);
  g_assert_false (tri_format_tei.read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_nonnull (strstr (error->message, "in the folder of this one"));
  g_assert_null (strstr (draft_dump_get_text (dump), "secret"));
  g_unlink (link);
  remove_folder (folder, files);
}

/* Files that take in each other many times are no way to make a small file large. */
static void
test_include_bomb (void)
{
  g_autoptr (GString) many = g_string_new ("<div xmlns='" NS "' " XI ">");
  File files[12] = { { NULL } };
  g_autofree char *message = NULL;

  for (guint i = 0; i < 10; i++)
    g_string_append (many, "<xi:include href='NEXT'/>");
  g_string_append (many, "</div>");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *next = g_strdup_printf ("%u.xml", i + 1);
      g_autoptr (GString) content = g_string_new (many->str);

      g_string_replace (content, "NEXT", next, 0);
      files[i] = (File){ g_strdup_printf ("%u.xml", i), g_strdup (content->str) };
    }
  files[10] = (File){ g_strdup ("10.xml"), g_strdup ("<p xmlns='" NS "'>x</p>") };
  message = read_first (files);
  g_assert_nonnull (strstr (message, "take in each other"));
  for (guint i = 0; i < 11; i++)
    {
      g_free ((char *) files[i].name);
      g_free ((char *) files[i].content);
    }
}

static void
test_preview (void)
{
  const File files[] = { { "main.xml",
                           BODY "<xi:include " XI " href='a.xml'/>"
                                "<xi:include " XI " href='a.xml'/>" END },
                         { "a.xml", "<p xmlns='" NS "'>x</p>" },
                         { NULL } };
  char *folder = make_folder (files);
  g_autofree char *path = g_build_filename (folder, "main.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriPreview) preview = tri_preview_new (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (preview->included_files->len, ==, 1);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (preview->included_files, 0), "/a.xml"));
  remove_folder (folder, files);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tei-files/older", test_older);
  g_test_add_func ("/tei-files/part", test_part);
  g_test_add_func ("/tei-files/block", test_block);
  g_test_add_func ("/tei-files/examples", test_ids_of_examples);
  g_test_add_func ("/tei-files/refused", test_refused);

  g_test_add_func ("/tei-files/lists", test_lists);
  g_test_add_func ("/tei-files/notes-apart", test_notes_apart);
  g_test_add_func ("/tei-files/notes-apart/alone", test_notes_alone);
  g_test_add_func ("/tei-files/analysis", test_analysis);
  g_test_add_func ("/tei-files/manuscripts", test_manuscripts);
  g_test_add_func ("/tei-files/spoken", test_spoken);
  g_test_add_func ("/tei-files/prefix", test_prefix);
  g_test_add_func ("/tei-files/include", test_include);
  g_test_add_func ("/tei-files/include/texts", test_include_texts);
  g_test_add_func ("/tei-files/include/fallback", test_fallback);
  g_test_add_func ("/tei-files/include/refused", test_include_refused);
  g_test_add_func ("/tei-files/include/link", test_include_link);
  g_test_add_func ("/tei-files/include/bomb", test_include_bomb);
  g_test_add_func ("/tei-files/include/preview", test_preview);

  return g_test_run ();
}
