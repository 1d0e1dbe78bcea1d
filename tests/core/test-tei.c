/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-format.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* Each fixture is read and compared with the dump beside it. With TRIPTYCH_WRITE_DUMPS set the
 * dumps are written instead, for a person to look at what changed. */
static void
test_fixture (gconstpointer data)
{
  g_autofree char *xml = g_strconcat (data, ".xml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", xml, NULL);
  g_autofree char *dump_path = g_strconcat (path, ".dump", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, xml, NULL };
  const TriFormat *format = tri_formats_find (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (format->nick, ==, "tei");
  g_assert_true (format->read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_no_error (error);
  if (g_getenv ("TRIPTYCH_WRITE_DUMPS"))
    g_assert_true (g_file_set_contents (dump_path, draft_dump_get_text (dump), -1, NULL));
  g_assert_true (g_file_get_contents (dump_path, &expected, NULL, NULL));
  g_assert_cmpstr (draft_dump_get_text (dump), ==, expected);
}

#define TEI "<TEI xmlns='http://www.tei-c.org/ns/1.0'>"

/* (transfer full): the dump of a file */
static char *
dump_xml (const char *xml)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "some.xml", NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, "some.xml", NULL };

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  tri_format_tei.read (&source, TRI_DRAFT (dump), NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_strdup (draft_dump_get_text (dump));
}

/* A letter, its address, which names no language, and a translation: two texts. A passage in
 * another language than its text says so. */
static void
test_lang_of_divisions (void)
{
  g_autofree char *dump = dump_xml (TEI "<text><body><div><p>Straat 40.</p></div>"
                                        "<div xml:lang='nl'><p>Beste Zus,</p>"
                                        "<p xml:lang='fr'>Mon ami.</p></div>"
                                        "<div xml:lang='en'><p>Dear Zus,</p></div>"
                                        "</body></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n"
                   "  division\n"
                   "    paragraph “Straat 40.”\n"
                   "    text is lang=nl\n"
                   "  division\n"
                   "    paragraph “Beste Zus,”\n"
                   "    paragraph “Mon ami.”\n"
                   "      foreign 0-8 “Mon ami.” value=fr\n"
                   "text lang=en\n"
                   "  division\n"
                   "    paragraph “Dear Zus,”\n");
}

#define FRONT                                                           \
  "<front><titlePage><docTitle><titlePart>Les <lb/>lettres</titlePart>" \
  "<titlePart>Une suite</titlePart></docTitle></titlePage>"             \
  "<div xml:id='d'><head>Avant-propos</head><p>Voici.</p></div></front>"
#define BACK "<back><div><p>Fin.</p></div></back>"
#define HEADER                                            \
  "<teiHeader><fileDesc><titleStmt><title>A file</title>" \
  "</titleStmt></fileDesc></teiHeader>"

/* What stands around a group of texts stands in its first and its last one. */
static void
test_around_group (void)
{
  g_autofree char *dump = dump_xml (TEI HEADER
                                    "<text xml:lang='fr'>" FRONT "<group>"
                                    "<text xml:id='a' xml:lang='fr'><body><p>Un.</p></body></text>"
                                    "<text xml:id='b' xml:lang='en'><body><p>One.</p></body></text>"
                                    "</group>" BACK "</text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "work title=A file\n"
                   "text lang=fr title=A file\n"
                   "  heading 1 “Les⏎lettres”\n"
                   "    other 0-0 “” value=<titlePart>\n"
                   "    other 0-0 “” value=<?around?><front><titlePage><docTitle>\n"
                   "  heading 1 “Une suite”\n"
                   "    other 0-0 “” value=<titlePart>\n"
                   "  division key=d\n"
                   "    heading 1 “Avant-propos”\n"
                   "    paragraph “Voici.”\n"
                   "    text is key=a\n"
                   "work title=Les lettres. Une suite\n"
                   "  paragraph “Un.”\n"
                   "    other 0-0 “” value=<?around?><body>\n"
                   "text key=b lang=en title=A file\n"
                   "  paragraph “One.”\n"
                   "  division\n"
                   "    paragraph “Fin.”\n"
                   "      foreign 0-4 “Fin.” value=fr\n"
                   "      other 0-0 “” value=<?around?><back>\n");
}

/* The parts of a title make one, but for what is no title. */
static void
test_title_parts (void)
{
  static const struct
  {
    const char *parts;
    const char *title;
  } cases[] = {
    { "<titlePart type='main'>Les choses</titlePart>"
      "<titlePart type='sub'>Une histoire</titlePart>",
      "Les choses. Une histoire" },
    { "<titlePart type='main'>Histoire du Roi</titlePart>"
      "<titlePart type='sub'>et de ses <lb/>châteaux</titlePart>",
      "Histoire du Roi et de ses châteaux" },
    { "<titlePart>L’Avare,</titlePart><titlePart type='sub'/><titlePart>Comédie.</titlePart>",
      "L’Avare, Comédie." },
    { "<titlePart>Cinq semaines</titlePart><titlePart type='desc'>Par trois Anglais</titlePart>",
      "Cinq semaines" },
    { "<titlePart>Short</titlePart><titlePart>With all that came to pass in the town, in the"
      " fields, on the river and in the hills, as told by those who saw it happen</titlePart>",
      "Short" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strconcat (TEI "<text><front><titlePage><docTitle>",
                                          cases[i].parts,
                                          "</docTitle><docTitle><titlePart>Second</titlePart>"
                                          "</docTitle></titlePage></front><group>"
                                          "<text xml:lang='fr'><body><p>Un.</p></body></text>"
                                          "</group></text></TEI>",
                                          NULL);
      g_autofree char *dump = dump_xml (xml);
      g_autofree char *line = g_strdup_printf ("work title=%s\n", cases[i].title);

      g_assert_nonnull (strstr (dump, line));
    }
}

/* A text says its language only now; a group in a group has a head. */
static void
test_around_groups (void)
{
  g_autofree char *dump = dump_xml (TEI "<text><front><p>Before.</p></front><group>"
                                        "<text xml:lang='fr'><body><p>Un.</p></body></text>"
                                        "<text><group><head>More</head>"
                                        "<text xml:lang='nl'><body><p>Een.</p></body></text>"
                                        "</group></text></group></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n"
                   "  paragraph “Before.”\n"
                   "    other 0-0 “” value=<?around?><front>\n"
                   "    text is lang=fr\n"
                   "  paragraph “Un.”\n"
                   "    other 0-0 “” value=<?around?><body>\n"
                   "text lang=\n"
                   "  heading 1 “More”\n"
                   "    text is lang=nl\n"
                   "  paragraph “Een.”\n");
}

/* What stands between two elements of an opener is part of the first. */
static void
test_closing_punctuation (void)
{
  g_autofree char *dump = dump_xml (TEI "<text xml:lang='en'><body>"
                                        "<opener><dateline>Paris</dateline>, <salute>Dear <hi>you"
                                        "</hi></salute>,—</opener>"
                                        "<closer><salute>Yours</salute>\n, "
                                        "<signed>A. B.</signed>;\n"
                                        "<date>1901</date></closer>"
                                        "<p>Buy <list><item>bread</item>\n<item>wine</item>\n"
                                        "</list>.” — And go.</p>"
                                        "<p>See <list><item>it</item></list> – or not.</p>"
                                        "</body></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n"
                   "  paragraph “Paris,”\n"
                   "    other 0-0 “” value=<dateline>\n"
                   "    other 0-0 “” value=<?around?><opener>\n"
                   "  paragraph “Dear you,—”\n"
                   "    other 0-0 “” value=<salute>\n"
                   "    other 5-8 “you” value=<hi>\n"
                   "    emphasis 5-8 “you”\n"
                   "  paragraph “Yours,”\n"
                   "    other 0-0 “” value=<salute>\n"
                   "    other 0-0 “” value=<?around?></opener><closer>\n"
                   "  paragraph “A. B.;”\n"
                   "    other 0-0 “” value=<signed>\n"
                   "  paragraph “1901”\n"
                   "    other 0-4 “1901” value=<date>\n"
                   "  paragraph “Buy”\n"
                   "    other 0-0 “” value=<?around?></closer>\n"
                   "  item 1 “bread”\n"
                   "  item 1 “wine.””\n"
                   "  paragraph “— And go.”\n"
                   "  paragraph “See”\n"
                   "  item 1 “it”\n"
                   "  paragraph “– or not.”\n");
}

/* No passage is made of punctuation alone where a block has a note and no words. */
static void
test_note_before_comma (void)
{
  g_autofree char *dump = dump_xml (TEI "<text xml:lang='en'><body>"
                                        "<p>See <list><item><note xml:id='n'>There.</note></item>"
                                        "</list>, and go.</p></body></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n"
                   "  paragraph “See”\n"
                   "  note key=n “There.”\n"
                   "  paragraph “, and go.”\n");
}

/* A gap between blocks is a passage, and over before what follows. */
static void
test_gap_between_blocks (void)
{
  g_autofree char *dump = dump_xml (TEI "<text xml:lang='en'><body><gap xml:id='g' xml:lang='fr'>"
                                        "<desc>Two pages.</desc></gap><p>One.</p></body></text>"
                                        "</TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n"
                   "  paragraph key=g “[…]”\n"
                   "    foreign 0-3 “[…]” value=fr\n"
                   "    other 0-3 “[…]” value=<gap xml:lang=\"fr\">\n"
                   "  paragraph “One.”\n");
}

/* A block that stands before a division is no part of it, whatever may be where. */
static void
test_block_before_division (void)
{
  g_autofree char *dump = dump_xml (TEI "<text xml:lang='en'><body><p>Buy <list><item>bread</item>"
                                        "</list><div><p>And go.</p></div></p></body></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n"
                   "  paragraph “Buy”\n"
                   "  item 1 “bread”\n"
                   "  division\n"
                   "    paragraph “And go.”\n");
}

/* What goes on behind a block in a paragraph is the paragraph's, with whatever it begins. */
static void
test_behind_block (void)
{
  g_autofree char *dump = dump_xml (TEI "<text xml:lang='nl'><body>"
                                        "<p>Een <list><item xml:lang='en'>two</item></list>"
                                        "<choice><rdg>drie</rdg></choice> vier.</p>"
                                        "<p>Een <list><item xml:lang='en' xml:space='preserve'>two"
                                        "</item></list><lb/>drie.</p></body></text></TEI>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=nl\n"
                   "  paragraph “Een”\n"
                   "  item 1 “two”\n"
                   "    foreign 0-3 “two” value=en\n"
                   "  paragraph “drie vier.”\n"
                   "  paragraph “Een”\n"
                   "  item 1 “two”\n"
                   "    foreign 0-3 “two” value=en\n"
                   "  paragraph “drie.”\n");
}

int
main (int argc,
      char **argv)
{
  static const char *const fixtures[] = { "elements", "three-texts" };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *name = g_strconcat ("/tei/fixture/", fixtures[i], NULL);

      g_test_add_data_func (name, fixtures[i], test_fixture);
    }
  g_test_add_func ("/tei/lang/divisions", test_lang_of_divisions);
  g_test_add_func ("/tei/group/around", test_around_group);
  g_test_add_func ("/tei/title-parts", test_title_parts);
  g_test_add_func ("/tei/group/nested", test_around_groups);
  g_test_add_func ("/tei/block/closing-punctuation", test_closing_punctuation);
  g_test_add_func ("/tei/block/note-before-comma", test_note_before_comma);
  g_test_add_func ("/tei/block/before-division", test_block_before_division);
  g_test_add_func ("/tei/block/behind", test_behind_block);
  g_test_add_func ("/tei/block/gap", test_gap_between_blocks);

  return g_test_run ();
}
