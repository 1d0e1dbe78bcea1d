/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"
#include "format-fixture.h"
#include "zip-fixture.h"

#include "tri-error.h"

#include <string.h>

#define MIMETYPE                       \
  {                                    \
    "mimetype", "application/epub+zip" \
  }
#define CONTAINER                                                             \
  {                                                                           \
    "META-INF/container.xml",                                                 \
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>" \
        "<rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles>"         \
        "</container>"                                                        \
  }
#define PACKAGE                                   \
  "<package xmlns='http://www.idpf.org/2007/opf'" \
  " xmlns:dc='http://purl.org/dc/elements/1.1/'"  \
  " xmlns:opf='http://www.idpf.org/2007/opf'>"
#define PAGE "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"
/* A book of one page. */
#define ONE                                                                    \
  {                                                                            \
    "OPS/book.opf", PACKAGE "<manifest><item id='a' href='a.xhtml'"            \
                            " media-type='application/xhtml+xml'/></manifest>" \
                            "<spine><itemref idref='a'/></spine></package>"    \
  }

/* EPUB 3: contents in a page of its own, notes in another file. */
static const ZipMember third[] = {
  MIMETYPE,
  CONTAINER,
  { "OPS/book.opf",
    PACKAGE "<metadata><dc:title id='s'>Een reis</dc:title><dc:title id='m'>Le bac</dc:title>"
            "<meta refines='#m' property='title-type'>main</meta>"
            "<dc:creator id='x'>Ada Veer</dc:creator><dc:creator id='y'>Piet Tolk</dc:creator>"
            "<meta refines='#y' property='role'>trl</meta><dc:creator>Bob Oever</dc:creator>"
            "<dc:language>dut</dc:language><dc:rights>CC0</dc:rights></metadata><manifest>"
            "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
            "<item id='n' href='notes.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='one' href='text/ch%201.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='two' href='TEXT/Ch2.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='extra' href='extra.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='gone' href='gone.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='pic' href='a.jpg' media-type='image/jpeg'/></manifest>"
            "<spine><itemref idref='nav'/><itemref idref='extra' linear='no'/>"
            "<itemref idref='one'/><itemref idref='two'/><itemref idref='n'/>"
            "<itemref idref='gone'/><itemref idref='pic'/><itemref idref='none'/>"
            "</spine></package>" },
  { "OPS/nav.xhtml",
    PAGE "<body><nav epub:type='landmarks'><ol><li><a href='text/ch%201.xhtml'>No</a></li></ol>"
         "</nav><nav epub:type='toc'><h1>Inhoud</h1><ol>"
         "<li><span>Deel een</span><ol><li><a href='text/ch%201.xhtml'>Een <i>begin</i></a></li>"
         "<li><a href='text/ch%201.xhtml#mid'>Het midden</a></li></ol></li>"
         "<li><a href='text/ch2.xhtml#nowhere'>Deel twee</a></li></ol></nav></body></html>" },
  { "OPS/notes.xhtml",
    PAGE "<body><h1>Noten</h1><ol epub:type='endnotes'>"
         "<li id='n1' epub:type='endnote'><p><a href='text/ch%201.xhtml#r1'>1</a> Een "
         "<em>noot</em>.</p></li><li id='n2' epub:type='endnote'>Twee.</li></ol></body></html>" },
  { "OPS/text/ch 1.xhtml",
    PAGE "<head><title>x</title></head><body><h2>Een begin</h2>"
         "<p id='p'>Het veer<a id='r1' epub:type='noteref' href='../notes.xhtml#n1'>1</a> vaart."
         "<span epub:type='pagebreak' id='pg' title='12'/></p>"
         "<section id='mid'><p>Het midden</p><p>Midden op de rivier.</p></section></body></html>" },
  { "OPS/text/ch2.xhtml",
    PAGE "<body xml:lang='fr'><p id='p'>La rive"
         "<a epub:type='noteref' href='../NOTES.xhtml#n2'>2</a>."
         "<a epub:type='noteref' href='#f'>*</a></p>"
         "<aside epub:type='footnote' id='f'><p>Ici.</p></aside></body></html>" },
  { "OPS/extra.xhtml", PAGE "<body><p>Toegift.</p></body></html>" },
};

static char *
dump_members (const ZipMember *members, guint n_members, GError **error)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (members, n_members, NULL);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return format_dup_dump (&tri_format_epub, "book.epub", data, size, error);
}

static void
test_third (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_members (third, G_N_ELEMENTS (third), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=nl title=Le bac author=Ada Veer, Bob Oever rights=CC0\n"
                   "  division title=Deel een\n"
                   "    division title=Een begin\n"
                   "      heading 2 “Een begin”\n"
                   "      paragraph key=c1.p “Het veer vaart.”\n"
                   "        note 8-8 “” value=c3.n1\n"
                   "        page 15-15 “” value=12\n"
                   "        anchor c1.r1 -1\n"
                   "        anchor c1.pg -1\n"
                   "      note key=c3.n1 “Een noot.”\n"
                   "        emphasis 4-8 “noot”\n"
                   "    division title=Het midden\n"
                   "      heading 2 “Het midden”\n"
                   "        anchor c1.mid -1\n"
                   "      paragraph “Midden op de rivier.”\n"
                   "  division title=Deel twee\n"
                   "    paragraph key=c2.p “La rive.”\n"
                   "      foreign 0-8 “La rive.” value=fr\n"
                   "      note 7-7 “” value=c3.n2\n"
                   "      note 8-8 “” value=c2.f\n"
                   "    note key=c3.n2 “Twee.”\n"
                   "    note key=c2.f “Ici.”\n"
                   "    paragraph “Toegift.”\n");
}

/* EPUB 2, without a type and not in order: contents in NCX. */
static const ZipMember second[] = {
  { "b.html", "<html><body><h1>B</h1><p>b</p></body></html>" },
  { "a.html", "<html lang='en'><body><h1>A</h1><p>a&nbsp;a &eacute;</p></body></html>" },
  { "toc.html",
    "<html><body><h1>T</h1><p>by X</p><p><a href='a.html'>A</a></p><p><a href='b.html'>B</a></p>"
    "<p>3. <a href='b.html#3'>Third</a></p><p><a href='b.html#4'>Fourth</a></p>"
    "<p><a href='b.html#5'>Fifth</a></p></body></html>" },
  { "toc.ncx",
    "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><docTitle><text>No</text></docTitle>"
    "<navMap><navPoint><navLabel><text>First</text></navLabel><content src='a.html'/>"
    "<navPoint><navLabel><text>Second</text></navLabel><content src='b.html#x'/></navPoint>"
    "</navPoint></navMap></ncx>" },
  { "book.opf",
    PACKAGE "<metadata><dc:title>T</dc:title><dc:creator opf:role='aut'>X</dc:creator>"
            "<dc:creator opf:role='ill'>Y</dc:creator><dc:language>UND</dc:language></metadata>"
            "<manifest><item id='a' href='a.html' media-type='application/xhtml+xml'/>"
            "<item id='b' href='b.html' media-type='text/html'/>"
            "<item id='c' href='toc.html' media-type='text/html'/>"
            "<item id='toc' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
            "<spine toc='toc'><itemref idref='c'/><itemref idref='a'/><itemref idref='b'/></spine>"
            "</package>" },
};

static void
test_second (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_members (second, G_N_ELEMENTS (second), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en title=T author=X\n"
                   "  division title=First\n    heading 1 “A”\n    paragraph “a\u00a0a é”\n"
                   "    division title=Second\n      heading 2 “B”\n      paragraph “b”\n");
}

/* Without contents the headings are those of divisions; what would take in other files, or expand,
 * is as harmless as in a page of its own. */
static void
test_one (void)
{
  const ZipMember members[] = {
    MIMETYPE,
    CONTAINER,
    ONE,
    { "OPS/a.xhtml",
      "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>"
      "<!ENTITY y '&x;&x;'>]>" PAGE "<body><h2>A</h2><p>&y;a</p><h2>B</h2><p>b</p>"
      "<p>c<a href='http://localhost/#a'>1</a></p></body></html>" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_members (members, G_N_ELEMENTS (members), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n  division\n    heading 1 “A”\n    paragraph “&y;a”\n"
                   "  division\n    heading 1 “B”\n    paragraph “b”\n    paragraph “c1”\n"
                   "      link 1-2 “1” value=http://localhost/#a\n");
}

static const struct
{
  const char *name;
  ZipMember extra;
  int code; /* -1: it is read */
  const char *message;
} locks[] = {
  { "adobe",
    { "META-INF/rights.xml", "<rights xmlns='http://ns.adobe.com/adept'/>" },
    TRI_ERROR_UNSUPPORTED,
    "book.epub: *Adobe ADEPT*; *" },
  { "apple",
    { "META-INF/sinf.xml", "<sinf/>" },
    TRI_ERROR_UNSUPPORTED,
    "book.epub: *FairPlay*; *" },
  { "lcp",
    { "META-INF/license.lcpl", "{}" },
    TRI_ERROR_UNSUPPORTED,
    "book.epub: *Readium LCP*; *" },
  { "unknown",
    { "META-INF/encryption.xml",
      "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'"
      " xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData><e:EncryptionMethod"
      " Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/></e:EncryptedData></encryption>" },
    TRI_ERROR_UNSUPPORTED,
    "book.epub: *DRM; *" },
  { "fonts",
    { "META-INF/encryption.xml",
      "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'"
      " xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData><e:EncryptionMethod"
      " Algorithm='http://www.idpf.org/2008/embedding'/></e:EncryptedData></encryption>" },
    -1,
    NULL },
  { "bomb",
    { "META-INF/encryption.xml", "<!DOCTYPE e [<!ENTITY x SYSTEM '/etc/passwd'>]><e>&x;</e>" },
    TRI_ERROR_UNSUPPORTED,
    "book.epub: META-INF/encryption.xml:1: *" },
};

static void
test_locks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      const ZipMember members[] = { MIMETYPE,
                                    CONTAINER,
                                    ONE,
                                    { "OPS/a.xhtml", PAGE "<p>a</p></html>" },
                                    locks[i].extra };
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = dump_members (members, G_N_ELEMENTS (members), &error);

      g_test_message ("%s: %s", locks[i].name, error ? error->message : "");
      g_assert_cmpint (dump != NULL, ==, locks[i].code < 0);
      if (dump)
        continue;
      g_assert_error (error, TRI_ERROR, locks[i].code);
      g_assert_true (g_pattern_match_simple (locks[i].message, error->message));
    }
}

/* A book that lacks something that it cannot lack. */
static void
test_broken (void)
{
  static const ZipMember empty[] = { MIMETYPE };
  static const ZipMember lost[] = { MIMETYPE, CONTAINER };
  static const ZipMember no_pages[] = { MIMETYPE,
                                        CONTAINER,
                                        { "OPS/book.opf", PACKAGE "</package>" } };
  static const ZipMember no_text[] = { MIMETYPE,
                                       CONTAINER,
                                       ONE,
                                       { "OPS/a.xhtml", PAGE "</html>" } };
  static const ZipMember no_xml[] = { MIMETYPE, CONTAINER, { "OPS/book.opf", "<package>\n<a" } };
  static const struct
  {
    const ZipMember *members;
    guint n;
    int code;
    const char *message;
  } cases[] = {
    { empty, 1, TRI_ERROR_UNSUPPORTED, "book.epub: *nothing in it says*; *" },
    { lost, 2, TRI_ERROR_UNSUPPORTED, "book.epub: *nothing in it says*; *" },
    { no_pages, 3, TRI_ERROR_SYNTAX, "book.epub: OPS/book.opf:1: *no pages*; *" },
    { no_text, 4, TRI_ERROR_UNSUPPORTED, "book.epub: *no text*; *" },
    { no_xml, 3, TRI_ERROR_SYNTAX, "book.epub: OPS/book.opf:2: *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = dump_members (cases[i].members, cases[i].n, &error);

      g_assert_null (dump);
      g_test_message ("%s", error->message);
      g_assert_error (error, TRI_ERROR, cases[i].code);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (second, G_N_ELEMENTS (second), NULL);

  zip_fixture_check_cut (&tri_format_epub, bytes);
}

static void
test_sniff (void)
{
  g_autoptr (GBytes) typed = zip_fixture_new (third, G_N_ELEMENTS (third), "compression=store");
  g_autoptr (GBytes) bare = zip_fixture_new (second, G_N_ELEMENTS (second), NULL);
  gsize n_typed = 0;
  gsize n_bare = 0;
  const guint8 *first = g_bytes_get_data (typed, &n_typed);
  const guint8 *other = g_bytes_get_data (bare, &n_bare);

  g_assert_cmpint (tri_format_epub.sniff ("any", first, MIN (n_typed, 4096)), ==, 100);
  g_assert_cmpint (tri_format_epub.sniff ("a.EPUB", other, MIN (n_bare, 4096)), >, 90);
  g_assert_cmpint (tri_format_epub.sniff ("a.zip", other, MIN (n_bare, 4096)), ==, 0);
  g_assert_cmpint (tri_format_epub.sniff ("a.epub", (const guint8 *) "words", 5), ==, 0);
}

/* Of the first 2,277 div and 2 h2 have words in them, by a regular expression over its pages,
 * 38 of these on the page of the contents. */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "parallel/novels/80days/80days.en.epub", 1, 2241, 0 },
    { "tei/tei-stylesheets/test.epub", 1, 262, 0 },
  };

  format_assert_counts (&tri_format_epub, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/epub/third", test_third);
  g_test_add_func ("/epub/second", test_second);
  g_test_add_func ("/epub/one", test_one);
  g_test_add_func ("/epub/locks", test_locks);
  g_test_add_func ("/epub/broken", test_broken);
  g_test_add_func ("/epub/truncated", test_truncated);
  g_test_add_func ("/epub/sniff", test_sniff);
  g_test_add_func ("/epub/real", test_real);

  return g_test_run ();
}
