/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"
#include "zip-fixture.h"

#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* What XML can do to a reader, in every format that is XML or packs it. */

#define O "xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
#define T "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define RELS "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>"
#define ODT_WORDS                    \
  "<o:document-content " O " " T ">" \
  "<o:body><o:text><t:p>Words.</t:p></o:text></o:body>"
#define ODT_FLAT                                                                  \
  "<o:document " O " " T " o:mimetype='application/vnd.oasis.opendocument.text'>" \
  "<o:body><o:text>"
#define PACKAGE "<package xmlns='http://www.idpf.org/2007/opf'><metadata/><manifest>" \
                "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"    \
                "<item id='n' href='n.ncx' media-type='application/x-dtbncx+xml'/></manifest>"

/**
 * Place:
 * @member: the one of @others that @xml takes the place of; %NULL for a file of its own
 * @others: what else is in the archive
 * @root: the name of the outermost element
 * @xml: it, with "%s" where words may stand
 * @is_html: no entity is ever expanded in it, and hardly anything is an error
 *
 * A place in a file where there is XML.
 */
typedef struct
{
  const TriFormat *format;
  const char *member;
  const ZipMember *others;
  guint n_others;
  const char *root;
  const char *xml;
  gboolean is_html;
} Place;

static const ZipMember docx[] = {
  { "word/document.xml",
    "<w:document " W "><w:body><w:p><w:r><w:t>Words.</w:t></w:r></w:p></w:body>"
    "</w:document>" },
  { "word/_rels/document.xml.rels", RELS "</Relationships>" },
  { "word/styles.xml", "<w:styles " W "/>" },
};

static const ZipMember odt[] = {
  { "mimetype", "application/vnd.oasis.opendocument.text" },
  { "content.xml", ODT_WORDS "</o:document-content>" },
  { "styles.xml", "<o:document-styles " O "/>" },
  { "META-INF/manifest.xml", "<manifest/>" },
};

static const ZipMember epub[] = {
  { "mimetype", "application/epub+zip" },
  { "META-INF/container.xml", "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles>"
                              "</container>" },
  { "b.opf", PACKAGE "<spine toc='n'><itemref idref='a'/></spine></package>" },
  { "n.ncx", "<ncx/>" },
  { "a.xhtml", "<html><body><p>Words.</p></body></html>" },
};

#define PLAIN(format, root, xml)            \
  {                                         \
    format, NULL, NULL, 0, root, xml, FALSE \
  }
#define PACKED(format, members, member, root, xml)                    \
  {                                                                   \
    format, member, members, G_N_ELEMENTS (members), root, xml, FALSE \
  }

static const Place places[] = {
  PLAIN (&tri_format_tei,
         "TEI",
         "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:lang='en'><body><p>a %s</p></body>"
         "</text></TEI>"),
  PLAIN (&tri_format_tmx,
         "tmx",
         "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>a %s</seg>"
         "</tuv><tuv xml:lang='fr'><seg>b</seg></tuv></tu></body></tmx>"),
  PLAIN (&tri_format_xliff,
         "xliff",
         "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file "
         "source-language='en' target-language='fr'><body><trans-unit id='1'><source>a %s</source>"
         "<target>b</target></trans-unit></body></file></xliff>"),
  PLAIN (&tri_format_osis,
         "osis",
         "<osis xmlns='http://www.bibletechnologies.net/2003/OSIS/namespace'><osisText "
         "xml:lang='en'><div type='book' osisID='Gen'><chapter osisID='Gen.1'><verse "
         "osisID='Gen.1.1'>a %s</verse></chapter></div></osisText></osis>"),
  PLAIN (&tri_format_usfx,
         "usfx",
         "<usfx><languageCode>eng</languageCode><book id='GEN'><c id='1'/><p><v id='1'/>a %s<ve/>"
         "</p></book></usfx>"),
  PLAIN (&tri_format_zefania,
         "XMLBIBLE",
         "<XMLBIBLE><BIBLEBOOK bnumber='1'><CHAPTER cnumber='1'><VERS vnumber='1'>a %s</VERS>"
         "</CHAPTER></BIBLEBOOK></XMLBIBLE>"),
  PLAIN (&tri_format_xces_doc,
         "document",
         "<document><p id='1'><s id='1'>a %s</s></p></document>"),
  PLAIN (&tri_format_xces,
         "cesAlign",
         "<cesAlign version='1.0'><linkGrp fromDoc='en/a.xml' toDoc='fr/a.xml'><link "
         "xtargets='1;1'/>%s</linkGrp></cesAlign>"),
  PLAIN (&tri_format_odt,
         "o:document",
         "<o:document " O " " T " o:mimetype='application/vnd.oasis.opendocument.text'><o:body>"
         "<o:text><t:p>a %s</t:p></o:text></o:body></o:document>"),
  { &tri_format_html,
    NULL,
    NULL,
    0,
    "html",
    "<html lang='en'><body><p>a %s</p></body></html>",
    TRUE },
  PACKED (&tri_format_docx,
          docx,
          "word/document.xml",
          "w:document",
          "<w:document " W "><w:body><w:p><w:r><w:t>a %s</w:t></w:r></w:p></w:body></w:document>"),
  PACKED (&tri_format_docx,
          docx,
          "word/_rels/document.xml.rels",
          "Relationships",
          RELS "%s</Relationships>"),
  PACKED (&tri_format_docx, docx, "word/styles.xml", "w:styles", "<w:styles " W ">%s</w:styles>"),
  PACKED (&tri_format_odt,
          odt,
          "content.xml",
          "o:document-content",
          "<o:document-content " O " " T "><o:body><o:text><t:p>a %s</t:p></o:text></o:body>"
          "</o:document-content>"),
  PACKED (&tri_format_odt,
          odt,
          "styles.xml",
          "o:document-styles",
          "<o:document-styles " O ">%s</o:document-styles>"),
  PACKED (&tri_format_odt, odt, "META-INF/manifest.xml", "manifest", "<manifest>%s</manifest>"),
  PACKED (&tri_format_epub,
          epub,
          "META-INF/container.xml",
          "container",
          "<container><rootfiles><rootfile full-path='b.opf'/>%s</rootfiles></container>"),
  PACKED (&tri_format_epub,
          epub,
          "b.opf",
          "package",
          PACKAGE "<spine toc='n'><itemref idref='a'/>%s</spine></package>"),
  { &tri_format_epub,
    "n.ncx",
    epub,
    G_N_ELEMENTS (epub),
    "ncx",
    "<ncx><navMap><navPoint><navLabel><text>%s</text></navLabel><content src='a.xhtml'/></navPoint>"
    "</navMap></ncx>",
    TRUE },
  { &tri_format_epub,
    "a.xhtml",
    epub,
    G_N_ELEMENTS (epub),
    "html",
    "<html><body><p>a %s</p></body></html>",
    TRUE },
};

/* The place in its file, with a prolog before it and words in it. */
static GBytes *
make_file (const Place *place, const char *prolog, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (place->xml, "%s", 2);
  g_autofree char *xml = g_strconcat (prolog, parts[0], words, parts[1], NULL);
  g_autofree ZipMember *members = NULL;

  if (!place->member)
    return g_bytes_new (xml, strlen (xml));
  members = g_memdup2 (place->others, place->n_others * sizeof (ZipMember));
  for (guint i = 0; i < place->n_others; i++)
    if (g_str_equal (members[i].name, place->member))
      members[i].content = xml;
  return zip_fixture_new (members, place->n_others, "compression=store");
}

/* What is read, or an error that names the file and says something. */
static char *
dup_read (const Place *place, GBytes *file, GError **error)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  const TriSource source = { .path = "/nowhere/a.file", .name = "a.file", .bytes = file };
  gsize n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (file, &n_bytes);

  g_test_message ("%s %s", place->format->nick, place->member ? place->member : "");
  place->format->sniff ("a.file", bytes, MIN (n_bytes, 4096));
  if (place->format->read (&source, TRI_DRAFT (dump), NULL, error))
    return g_strdup (draft_dump_get_text (dump));
  g_test_message ("%s", (*error)->message);
  g_assert_true (g_str_has_prefix ((*error)->message, "a.file:"));
  g_assert_true (g_utf8_validate ((*error)->message, -1, NULL));
  g_assert_cmpuint (strlen ((*error)->message), <, 600);
  return NULL;
}

/* They are read as they are. */
static void
test_sound (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GBytes) file = make_file (&places[i], "<?xml version='1.0'?>", "");
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = dup_read (&places[i], file, &error);

      g_assert_no_error (error);
    }
}

/* A file that is there, which every way to take one in names. Who opened it would show its words,
 * or say that it could not. */
static void
test_outside (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "outside.txt", NULL);
  static const char *const prologs[] = {
    "<!DOCTYPE %s [<!ENTITY x SYSTEM 'file://%s'>]>",
    "<!DOCTYPE %s [<!ENTITY x PUBLIC '-//x' 'file://%s'>]>",
    "<!DOCTYPE %s [<!ENTITY %% p SYSTEM 'file://%s'> %%p;]>",
    "<!DOCTYPE %s SYSTEM 'file://%s'>",
  };

  g_assert_true (g_file_set_contents (path, "<!ENTITY x 'Secret'>Secret", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint p = 0; p < G_N_ELEMENTS (prologs); p++)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_autofree char *prolog = g_strdup_printf (prologs[p], places[i].root, path);
#pragma GCC diagnostic pop
        g_autoptr (GBytes) file = make_file (&places[i], prolog, "&x;");
        g_autoptr (GError) error = NULL;
        g_autofree char *dump = dup_read (&places[i], file, &error);

        g_assert_true ((dump != NULL) == places[i].is_html);
        g_assert_null (strstr (dump ? dump : error->message, "Secret"));
      }
  g_unlink (path);
}

static void
test_xinclude (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "outside.txt", NULL);
  g_autofree char *words = g_strdup_printf (
      "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='%s'/>",
      path);

  g_assert_true (g_file_set_contents (path, "Secret", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GBytes) file = make_file (&places[i], "", words);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = dup_read (&places[i], file, &error);

      g_assert_null (strstr (dump ? dump : error->message, "Secret"));
    }
  g_unlink (path);
}

/* Eight times each of the one before, and one that holds itself. */
static void
test_bombs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint again = 0; again < 2; again++)
      {
        g_autoptr (GString) prolog = g_string_new (NULL);
        g_autoptr (GBytes) file = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *dump = NULL;

        g_string_printf (prolog,
                         "<!DOCTYPE %s [<!ENTITY e0 '%s'>",
                         places[i].root,
                         again ? "&e9;" : "lol");
        for (guint e = 1; e < 10; e++)
          g_string_append_printf (prolog,
                                  "<!ENTITY e%u '&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;'>",
                                  e,
                                  e - 1,
                                  e - 1,
                                  e - 1,
                                  e - 1,
                                  e - 1,
                                  e - 1,
                                  e - 1,
                                  e - 1);
        g_string_append (prolog, "]>");
        file = make_file (&places[i], prolog->str, "&e9;");
        g_free (dup_read (&places[i], file, &error));
        if (places[i].is_html)
          g_assert_no_error (error);
        else
          g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
      }
}

/* End tags or none; and attributes that do not end. What HTML says of both is its own. */
static void
test_measure (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) closed = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("<b x='");

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<b>");
  g_string_append (closed, deep->str);
  for (guint i = 0; i < 100000; i++)
    g_string_append (closed, "</b>");
  for (guint i = 0; i < 100000; i++)
    g_string_append (wide, "wide wide ");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *const words[] = { deep->str, closed->str, wide->str };

      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        {
          g_autoptr (GBytes) file = make_file (&places[i], "", words[w]);
          g_autoptr (GError) error = NULL;
          g_autofree char *dump = dup_read (&places[i], file, &error);

          if (!places[i].is_html)
            g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
        }
    }
}

/* A declaration that does not fit, and bytes that no encoding has. */
static void
test_declarations (void)
{
  static const struct
  {
    const char *prolog;
    const char *words;
  } cases[] = {
    { "<?xml version='1.0' encoding='UTF-16'?>", "\xC3\xA9" },
    { "<?xml version='1.0' encoding='KLINGON'?>", "\xC3\xA9" },
    { "<?xml version='1.0' encoding='UTF-8'?>", "\xE9t\xE9" },
    { "<?xml version='1.0'?>", "a\xED\xA0\x80z" },
    { "<?xml version='1.0'?>", "a\xEF\xBF\xBFz" },
    { "<?xml version='1.0'?>", "a\x01z" },
    { "<?xml version='1.0'?>", "a&#0;z" },
    { "<?xml version='1.0'?>", "a&#xFFFF;z" },
    { "<?xml version='1.0'?>", "a&#xD800;z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (GBytes) file = make_file (&places[i], cases[c].prolog, cases[c].words);
        g_autoptr (GError) error = NULL;
        g_autofree char *dump = dup_read (&places[i], file, &error);

        if (places[i].is_html)
          g_assert_true (g_utf8_validate (dump, -1, NULL));
        else
          g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
      }
}

/* UTF-16 that is cut off within a letter, that holds half of one, or a zero. */
static void
test_wide (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places) && !places[i].member; i++)
    for (guint c = 0; c < 3; c++)
      {
        g_autoptr (GBytes) file = make_file (&places[i], "<?xml version='1.0'?>\n", "@");
        gsize n = 0, length = 0;
        const char *bytes = g_bytes_get_data (file, &length);
        g_autofree char *wide
            = g_convert (bytes, (gssize) length, "UTF-16", "UTF-8", NULL, &n, NULL);
        g_autoptr (GBytes) broken = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *dump = NULL;

        for (gsize b = 0; c > 0 && b + 1 < n; b++)
          if (wide[b] == '@')
            {
              wide[b] = 0;
              wide[b + 1] = (char) (c == 1 ? 0xD8 : 0);
            }
        broken = g_bytes_new (wide, c == 0 ? n - 1 : n);
        dump = dup_read (&places[i], broken, &error);
        if (places[i].is_html && c == 2)
          continue;
        g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
        g_assert_nonnull (strstr (error->message, ";"));
      }
}

/* --- What a cancel comes to ----------------------------------------------------------------- */

/* Without a tag, so that nothing but the bytes can be looked at. */
static void
test_cancel (void)
{
  static const char *const begun[] = { "<!-- ", "<?p " };
  g_autofree char *fill = g_strnfill (300000, 'a');
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint b = 0; b < G_N_ELEMENTS (begun) && !places[i].is_html; b++)
      {
        g_autofree char *prolog = g_strconcat (begun[b], fill, NULL);
        g_autoptr (GBytes) file = make_file (&places[i], prolog, "");
        g_autoptr (DraftDump) dump = draft_dump_new ();
        const TriSource source = { .path = "/a.file", .name = "a.file", .bytes = file };
        g_autoptr (GError) error = NULL;

        g_assert_false (places[i].format->read (&source, TRI_DRAFT (dump), cancellable, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      }
}

/* --- What takes long ------------------------------------------------------------------------- */

/* To shift all that follows for each of them takes minutes. */
static void
test_references (void)
{
  g_autoptr (GString) text = g_string_new ("<div>\n");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
  TriSource source = { .path = "/a.md", .name = "a.md", .lang = "en" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4000000; i++)
    g_string_append (text, "&amp; ");
  source.bytes = file = g_bytes_new_static (text->str, text->len);
  tri_format_markdown.read (&source, TRI_DRAFT (dump), NULL, &error);
  g_assert_no_error (error);
}

/* Each of the rows is as long as the first one, once it is read. */
static void
test_table (void)
{
  static const guint n_columns[] = { 10, 1500, 60000 };

  for (guint i = 0; i < G_N_ELEMENTS (n_columns); i++)
    {
      g_autoptr (GString) text = g_string_new ("# A\n\n|");
      g_autoptr (GBytes) file = NULL;
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      TriSource source = { .path = "/a.md", .name = "a.md", .lang = "en" };
      g_autoptr (GError) error = NULL;

      for (guint c = 0; c < n_columns[i]; c++)
        g_string_append (text, "a|");
      g_string_append (text, "\n|");
      for (guint c = 0; c < n_columns[i]; c++)
        g_string_append (text, "-|");
      for (guint r = 0; r < 20000; r++)
        g_string_append (text, "\n|b");
      source.bytes = file = g_bytes_new_static (text->str, text->len);
      tri_format_markdown.read (&source, TRI_DRAFT (dump), NULL, &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
      if (i == 1)
        g_assert_nonnull (strstr (error->message, "524288"));
    }
}

/* The parser looks at all before for each. */
static void
test_pictures (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
  TriSource source = { .path = "/a.md", .name = "a.md", .lang = "en" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "![[]()");
  source.bytes = file = g_bytes_new_static (text->str, text->len);
  g_assert_false (tri_format_markdown.read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
}

/* Notes without words between them would pile up. */
static void
test_notes (void)
{
  static const guint n_notes[] = { 1000, 40000 };

  for (guint i = 0; i < G_N_ELEMENTS (n_notes); i++)
    {
      g_autoptr (GString) text = g_string_new (ODT_FLAT "<t:p>a");
      g_autoptr (GBytes) file = NULL;
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      TriSource source = { .path = "/a.fodt", .name = "a.fodt", .lang = "en" };
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < n_notes[i]; n++)
        g_string_append (text,
                         "<t:note t:note-class='footnote'><t:note-body><t:p>b</t:p></t:note-body>"
                         "</t:note>");
      g_string_append (text, "</t:p></o:text></o:body></o:document>");
      source.bytes = file = g_bytes_new_static (text->str, text->len);
      tri_format_odt.read (&source, TRI_DRAFT (dump), NULL, &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
    }
}

/* --- What is damaged ------------------------------------------------------------------------ */

static const struct
{
  const char *name;
  const char *content;
  const char *message;
} damaged[] = {
  { "a.docx", "P", "a.docx: *get it once more" },
  { "a.odt", "PK", "a.odt: *get it once more" },
  { "a.EPUB", "PK\3\4\5", "a.EPUB: *get it once more" },
  { "a.docx", "PK\5\6", "a.docx is called a Word document*once more." },
  { "a.odt", "\1\2\3\4\5\6\7", "a.odt is called an OpenDocument text*once more." },
  { "a.epub", "\1\2\3\4\5\6\7", "a.epub is called an EPUB*once more." },
  { "a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.docx is a document of an older*" },
  { "a.zip", "PK\5\6", "a.zip is a zip archive*" },
  { "a.po", "msgid hello\nmsgstr \"x\"\n", "a.po:1: *quotation marks*" },
  { "a.po", "\n<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n", "a.po:2: *none of a PO file*" },
  { "a.pot", "gid \"\"\nmsgstr \"\"\n", "a.pot:1: *none of a PO file*" },
};

/* It is told as what it is called. */
static void
test_damaged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), damaged[i].name, NULL);
      const TriSource source = { .path = path, .name = damaged[i].name };
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;
      const TriFormat *format = NULL;

      g_assert_true (g_file_set_contents (path, damaged[i].content, -1, NULL));
      format = tri_formats_find (path, &error);
      g_assert_false (format && format->read (&source, TRI_DRAFT (dump), NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (damaged[i].message, error->message));
      g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile-formats/sound", test_sound);
  g_test_add_func ("/hostile-formats/outside", test_outside);
  g_test_add_func ("/hostile-formats/xinclude", test_xinclude);
  g_test_add_func ("/hostile-formats/bombs", test_bombs);
  g_test_add_func ("/hostile-formats/measure", test_measure);
  g_test_add_func ("/hostile-formats/declarations", test_declarations);
  g_test_add_func ("/hostile-formats/wide", test_wide);
  g_test_add_func ("/hostile-formats/cancel", test_cancel);
  g_test_add_func ("/hostile-formats/references", test_references);
  g_test_add_func ("/hostile-formats/table", test_table);
  g_test_add_func ("/hostile-formats/pictures", test_pictures);
  g_test_add_func ("/hostile-formats/notes", test_notes);
  g_test_add_func ("/hostile-formats/damaged", test_damaged);

  return g_test_run ();
}
