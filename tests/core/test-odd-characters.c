/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"
#include "zip-fixture.h"

#include "formats/tri-archive.h"
#include "library/tri-library-align.h"

/* What XML cannot hold, through every reader in every way that its files can say it: what is
 * written of it is XML all the same. */

/* Raw: controls (no tab, no end of line); what is no UTF-8, as half a surrogate pair is none; and
 * what Unicode says are no characters. */
#define CONTROLS "\x01\x02\x08\x0b\x0c\x0e\x1b\x1f\x7f"
#define CONTROLS_IN_LINE "\x01\x02\x08\x0e\x1b\x1f\x7f"
#define OTHERS "\xED\xA0\x80\xFF\xFE\xEF\xBF\xBE\xEF\xBF\xBF"
#define NO_CHARACTERS "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xF4\x8F\xBF\xBF"
#define REFERENCES                           \
  "&#0;&#1;&#8;&#11;&#31;&#127;&#128;&#x85;" \
  "&#xFFFE;&#xFFFF;&#xD800;&#x110000;&#xFDD0;"

static const struct
{
  const char *name; /* of the file */
  const char *format;
  const char *content;
  const char *words; /* that are read */
} files[] = {
  { "plain\x01\xEF\xBF\xBF.txt",
    "plain",
    "CHAPTER I. " CONTROLS NO_CHARACTERS "\n\nWords " CONTROLS NO_CHARACTERS " of prose.\n",
    "of prose." },
  { "old.txt", "plain", "Words " OTHERS " of prose.\n", "of prose." },
  { "notes.md",
    "markdown",
    "---\ntitle: A " NO_CHARACTERS CONTROLS "\nauthor: \"B \\u0001\\uFFFF\"\n---\n# I " REFERENCES
    "\n\nWords *" CONTROLS NO_CHARACTERS "* `" CONTROLS "` [a](http://x/" NO_CHARACTERS
    "&#1;&#xFFFF;&#xFFFE;) " REFERENCES " of prose[^a].\n\n[^a]: A note " REFERENCES "\n",
    "of prose" },
  { "lines.txt", "lines", "Words " CONTROLS NO_CHARACTERS " of prose.\nAnd more.\n", "of prose." },
  { "a.tsv",
    "table",
    "id\tfr\ten (A " CONTROLS NO_CHARACTERS ")\nk" CONTROLS NO_CHARACTERS "\tMots " CONTROLS
    "\tWords " CONTROLS NO_CHARACTERS " of prose.\n",
    "of prose." },
  { "a.csv", "table", "fr;en\n\"Mots\x01\n\";\"Words " OTHERS " of prose.\"\n", "of prose." },
  { "a.po",
    "po",
    "msgid \"\"\nmsgstr \"Language: fr\\nProject-Id-Version: \\001\\357\\277\\277\\n\"\n\n"
    "#: a" CONTROLS_IN_LINE NO_CHARACTERS ".c:1\nmsgctxt \"c\\x01\"\nmsgid \"Words "
    "\\001\\x02\\v\\f\\a\\b"
    "\\357\\277\\277 " CONTROLS_IN_LINE NO_CHARACTERS " of prose.\"\nmsgstr \"Mots "
    "\\357\\277\\276\\x1f\"\n",
    "of prose." },
  { "one.xlf",
    "xliff",
    "<xliff version='1.2'><file source-language='en' target-language='fr' original='a'><body>"
    "<trans-unit id='1'><source>Words <x id='1' equiv-text='&#x80;'/> of prose.</source>"
    "<target>Mots</target></trans-unit></body></file></xliff>",
    "of prose." },
  { "two.xlf",
    "xliff",
    "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='en' trgLang='fr'>"
    "<file id='f'><unit id='1'><segment><source>Words <cp hex='0001'/><cp hex='FFFF'/><cp "
    "hex='FFFE'/><cp hex='D800'/><cp hex='001F'/><cp hex='0000'/><cp hex='110000'/><cp hex='x'/>"
    "<cp hex='FDD0'/> of prose.</source><target>Mots <cp hex='000B'/></target></segment></unit>"
    "</file></xliff>",
    "of prose." },
  { "a.tmx",
    "tmx",
    "<tmx version='1.4'><header srclang='en'/><body><tu tuid='&#x80;'><tuv xml:lang='en'><seg>"
    "Words &#x85;&#x7F;&#xFDD0; of prose.</seg></tuv><tuv xml:lang='fr'><seg>Mots</seg></tuv></tu>"
    "</body></tmx>",
    "of prose." },
  { "a.html",
    "html",
    "<title>A " REFERENCES CONTROLS "</title><h1 id='&#1;&#xFFFF;'>I " REFERENCES "</h1>"
    "<p id='a" CONTROLS NO_CHARACTERS "'>Words " REFERENCES CONTROLS OTHERS
    "<a href='http://x/&#1;" NO_CHARACTERS "'>a</a><i lang='&#1;" NO_CHARACTERS "'>b</i> of prose.",
    "of prose." },
  { "old.html", "html", "<p>Words \xED\xA0\x80\xFF\xFE" CONTROLS "\x85 of prose.", "of prose." },
  { "a.xml",
    "tei",
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body><p "
    "n='&#x80;&#xFDD0;'>Words "
    "<odd x='&#9;&#10;&#x85;&#x7F;'>&#x85;&#x7F;&#xFDD0;</odd> of prose.</p></body></text></TEI>",
    "of prose." },
};

static const ZipMember docx[] = {
  { "word/document.xml",
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    "<w:p><w:r><w:t>Words </w:t><w:sym w:font='Symbol' w:char='FFFF'/><w:sym w:char='0001'/><w:sym "
    "w:char='F001'/><w:sym w:char='D800'/><w:noBreakHyphen/><w:t>&#x80; of prose.</w:t></w:r></w:p>"
    "</w:body></w:document>" },
};

static const ZipMember odt[] = {
  { "mimetype", "application/vnd.oasis.opendocument.text" },
  { "content.xml",
    "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:y='urn:oasis:names:tc:opendocument:xmlns:style:1.0'><o:automatic-styles>"
    "<t:list-style y:name='L'><t:list-level-style-bullet t:level='1' t:bullet-char='&#xFDD0;'/>"
    "</t:list-style></o:automatic-styles><o:body><o:text><t:list t:style-name='L'><t:list-item>"
    "<t:p>Words &#x80; of prose.</t:p></t:list-item></t:list></o:text></o:body>"
    "</o:document-content>" },
};

static const ZipMember epub[] = {
  { "mimetype", "application/epub+zip" },
  { "META-INF/container.xml",
    "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>" },
  { "b.opf",
    "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<metadata><dc:title>&#x80;&#xFDD0;</dc:title><dc:language>en</dc:language></metadata>"
    "<manifest>"
    "<item id='n' href='n.xhtml' properties='nav' media-type='application/xhtml+xml'/><item "
    "id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine>"
    "<itemref idref='a'/></spine></package>" },
  { "n.xhtml",
    "<html><body><nav epub:type='toc'><a href='a.xhtml#a'>I " REFERENCES CONTROLS "</a><a "
    "href='a.xhtml#b'>II</a></nav></body></html>" },
  { "a.xhtml",
    "<html><body><p id='a'>Words " REFERENCES CONTROLS NO_CHARACTERS " of prose.</p><p id='b'>And "
    "more.</p></body></html>" },
};

static gboolean
may_stand_in_xml (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff)
         || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
}

static void
check_xml (const char *xml, gsize length)
{
  xmlDoc *document = NULL;

  g_assert_true (g_utf8_validate (xml, (gssize) length, NULL));
  for (const char *p = xml; p < xml + length; p = g_utf8_next_char (p))
    g_assert_true (may_stand_in_xml (g_utf8_get_char (p)));
  document = xmlReadMemory (xml, (int) length, "export.xml", NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
}

static void
check_book (GBytes *bytes)
{
  const TriSource source = { .path = "/book", .name = "book", .bytes = bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriArchive) archive = tri_archive_new (&source, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < tri_archive_get_n_members (archive); i++)
    {
      const char *name = tri_archive_get_member (archive, i);
      g_autoptr (GBytes) member = tri_archive_read (archive, name, &error);
      gsize n = 0;

      g_assert_no_error (error);
      if (g_str_has_suffix (name, "ml") || g_str_has_suffix (name, ".opf")
          || g_str_has_suffix (name, ".ncx"))
        check_xml (g_bytes_get_data (member, &n), g_bytes_get_size (member));
    }
}

/* The page is HTML, which forgives; that nothing stands in it that may not is what can be asked. */
static void
check_page (const char *html, gsize length)
{
  g_assert_true (g_utf8_validate (html, (gssize) length, NULL));
  for (const char *p = html; p < html + length; p = g_utf8_next_char (p))
    g_assert_true (may_stand_in_xml (g_utf8_get_char (p)));
}

static void
check_exports (TriLibrary *library, gint64 work, gboolean has_both, const char *words)
{
  static const char *const nicks[] = { "tei", "tmx", "xliff", "xces", "html", "epub" };
  g_autoptr (TriWork) whole = tri_library_get_work (library, work, NULL);
  TriExportOptions options = { .work = work, .with_notes = TRUE, .with_entities = TRUE };

  g_assert_cmpuint (whole->texts->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      gsize length = 0;
      const char *written = NULL;

      g_test_message ("%s", nicks[i]);
      /* Words too odd to be aligned. */
      if (!has_both && !tri_exporter_check (tri_exporters_find (nicks[i]), library, &options, NULL))
        continue;
      bytes = export_write (library, nicks[i], &options);
      written = g_bytes_get_data (bytes, &length);
      if (g_str_equal (nicks[i], "epub"))
        {
          check_book (bytes);
          continue;
        }
      if (g_str_equal (nicks[i], "html"))
        check_page (written, length);
      else
        check_xml (written, length);
      if (!g_str_equal (nicks[i], "xces")) /* which holds links alone */
        g_assert_nonnull (memmem (written, length, words, strlen (words)));
    }
}

/* A work of two texts: of one file that has both, or of a second one. */
static void
check_file (const char *name, const char *nick, GBytes *content, const char *words)
{
  const gboolean has_both = tri_formats_find_nick (nick)->flags & TRI_FORMAT_UNITS;
  g_autofree char *folder = g_dir_make_tmp ("odd-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *other = g_build_filename (folder, "other.txt", NULL);
  const TriImportFile file = { .path = path, .format = nick, .lang = has_both ? NULL : "en" };
  const TriImportFile copy = { .path = other, .format = "plain", .lang = "fr" };
  const TriImportFile both[] = { file, copy };
  const TriImportOptions options
      = { .files = both, .n_files = has_both ? 1 : 2, .kind = "translations" };
  const TriLibraryAlignOptions how = { .again = FALSE };
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;
  const char *bytes = g_bytes_get_data (content, &n_bytes);
  gint64 work = 0;

  g_test_message ("%s", nick);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
  /* Plain text with controls and lines that correspond are what somebody says they are. */
  if (g_str_equal (nick, "table"))
    g_assert_true (tri_formats_find (path, NULL) == tri_formats_find_nick (nick));
  g_assert_true (g_file_set_contents (other, "Mots.\n", -1, NULL));
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  tri_library_align (library, work, &how, &alignment, NULL, &error);
  g_assert_no_error (error);
  check_exports (library, work, has_both, words);
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) content
          = g_bytes_new_static (files[i].content, strlen (files[i].content));

      check_file (files[i].name, files[i].format, content, files[i].words);
    }
}

static void
test_packed (void)
{
  g_autoptr (GBytes) word = zip_fixture_new (docx, G_N_ELEMENTS (docx), NULL);
  g_autoptr (GBytes) open = zip_fixture_new (odt, G_N_ELEMENTS (odt), "compression=store");
  g_autoptr (GBytes) book = zip_fixture_new (epub, G_N_ELEMENTS (epub), "compression=store");

  check_file ("a.docx", "docx", word, "of prose.");
  check_file ("a.odt", "odt", open, "of prose.");
  check_file ("a.epub", "epub", book, "of prose.");
}

/* The parser says on standard error what nobody took from it. */
static void
fail_cb (void *data, const char *format, ...)
{
  g_error ("the parser complained: %s", format);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  xmlSetGenericErrorFunc (NULL, fail_cb);

  g_test_add_func ("/odd-characters/files", test_files);
  g_test_add_func ("/odd-characters/packed", test_packed);

  return g_test_run ();
}
