/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "office-fixture.h"

#include "tri-error.h"

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define BEGIN "<w:document xmlns:w='" WORD "'><w:body>"
#define END "</w:body></w:document>"

static const OfficePart parts[] = {
  { "[Content_Types].xml", "docx/content-types.xml" },
  { "_rels/.rels", "docx/package.rels" },
  { "word/document.xml", "docx/document.xml" },
  { "word/_rels/document.xml.rels", "docx/document.rels" },
  { "word/footnotes.xml", "docx/footnotes.xml" },
  { "word/numbering.xml", "docx/numbering.xml" },
  { "word/styles.xml", "docx/styles.xml" },
  { "docProps/core.xml", "docx/core.xml" },
};

static void
test_fixture (void)
{
  g_autoptr (GBytes) bytes = office_fixture_new (parts, G_N_ELEMENTS (parts));

  office_fixture_check (&tri_format_docx, bytes, "docx/document.dump");
}

static void
test_sniff (void)
{
  g_autoptr (GBytes) bytes = office_fixture_new (parts, G_N_ELEMENTS (parts));
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  size = MIN (size, 4096);
  g_assert_cmpint (tri_format_docx.sniff ("a.docx", data, size), >, 80);
  g_assert_cmpint (tri_format_docx.sniff ("a.zip", data, size), >, 80);
  g_assert_cmpint (tri_format_docx.sniff ("a.docx", (const guint8 *) "words", 5), ==, 0);
}

/* (transfer full): the dump of a document with this body, and nothing else */
static char *
dump_document (const char *xml)
{
  const OfficePart document = { "word/document.xml", xml };
  g_autoptr (GBytes) bytes = office_fixture_new (&document, 1);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  office_fixture_read (&tri_format_docx, bytes, dump, &error);
  g_assert_no_error (error);
  return g_strdup (draft_dump_get_text (dump));
}

/* The namespaces of ISO 29500, and no styles: what styles are called may still tell. */
static void
test_strict (void)
{
  g_autofree char *dump = dump_document (
      "<w:document xmlns:w='" STRICT "'><w:body>"
      "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Ferry</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>Words.</w:t></w:r></w:p></w:body></w:document>");

  g_assert_nonnull (strstr (dump, "division"));
  g_assert_nonnull (strstr (dump, "“Words.”"));
}

/* The words are asked for their language before what the document says for its speller. */
static void
test_language (void)
{
  GString *body = g_string_new (BEGIN);
  g_autofree char *xml = NULL;
  g_autofree char *dump = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append (body,
                     "<w:p><w:r><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t>Elle attendait le bac "
                     "du soir sur la rive, et il ne venait pas.</w:t></w:r></w:p>");
  g_string_append (body, END);
  xml = g_string_free (body, FALSE);
  dump = dump_document (xml);
  g_assert_true (g_str_has_prefix (dump, "text lang=fr\n"));
}

static const struct
{
  const char *name;
  const char *xml;
  int code;
  const char *message;
} refused[] = {
  { "external-entity",
    "<!DOCTYPE w:document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n" BEGIN
    "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" END,
    TRI_ERROR_UNSUPPORTED,
    "file: word/document.xml:*: *another file*" },
  { "bomb",
    "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'>"
    "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
    "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>\n" BEGIN
    "<w:p><w:r><w:t>&f;</w:t></w:r></w:p>" END,
    TRI_ERROR_LIMIT,
    "file: word/document.xml:*: *" },
  { "cut-off", BEGIN "<w:p><w:r><w:t>words", TRI_ERROR_SYNTAX, "file: word/document.xml:1: *" },
  { "no-words", BEGIN "<w:p/>" END, TRI_ERROR_SYNTAX, "file: no words*;*" },
  { "sheet", "<worksheet xmlns='x'/>", TRI_ERROR_UNSUPPORTED, "*document.xml:1: *worksheet*;*" },
};

static void
test_refused (void)
{
  const OfficePart other = { "xl/workbook.xml", "<workbook/>" };
  g_autoptr (GBytes) bytes = office_fixture_new (&other, 1);

  office_fixture_check_refused (&tri_format_docx, bytes, TRI_ERROR_UNSUPPORTED, "file: *no doc*;*");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const OfficePart document = { "word/document.xml", refused[i].xml };
      g_autoptr (GBytes) made = office_fixture_new (&document, 1);

      g_test_message ("%s", refused[i].name);
      office_fixture_check_refused (&tri_format_docx, made, refused[i].code, refused[i].message);
    }
}

/* What is packed well may be long. */
static void
test_limits (void)
{
  static const struct
  {
    guint n;
    const char *message;
  } cases[] = { { 1500 * 1000, "file: word/document.xml:1: *a paragraph*4 MiB; *" },
                { 18 * 1000 * 1000, "file: “word/document.xml”*64 MiB; *" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *xml = g_string_new (BEGIN "<w:p><w:r><w:t>");
      g_autofree char *document = NULL;
      OfficePart part = { "word/document.xml", NULL };
      g_autoptr (GBytes) bytes = NULL;

      for (guint k = 0; k < cases[i].n; k++)
        g_string_append (xml, "a b ");
      g_string_append (xml, "</w:t></w:r></w:p>" END);
      part.file = document = g_string_free (xml, FALSE);
      bytes = office_fixture_new (&part, 1);
      office_fixture_check_refused (&tri_format_docx, bytes, TRI_ERROR_LIMIT, cases[i].message);
    }
}

/* Things where they do not belong: read without harm. */
static void
test_misplaced (void)
{
  static const char *const bodies[] = {
    "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>",
    "<w:tbl><w:tr><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tr></w:tbl>",
    "<w:footnote w:id='1'><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>"
    "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='1'/></w:r></w:p>",
    "<w:p><w:r><w:t>a</w:t><w:txbxContent><w:tbl><w:tr><w:p><w:r><w:txbxContent><w:p><w:r>"
    "<w:t>b</w:t></w:r></w:p></w:txbxContent></w:r></w:p></w:tr></w:tbl></w:txbxContent></w:r>"
    "</w:p>",
    "<w:p><w:p><w:r><w:r><w:t>a</w:t></w:r></w:r></w:p></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType='end'/><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='99999999999'/><w:numId w:val='-7'/></w:numPr>"
    "<w:outlineLvl w:val='77'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:r><w:tbl><w:tr><w:t>a</w:t></w:tr></w:tbl></w:r></w:p>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *xml = g_strconcat (BEGIN, bodies[i], END, NULL);
      g_autofree char *dump = dump_document (xml);

      g_test_message ("%s", dump);
      g_assert_nonnull (strstr (dump, "“a"));
    }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = office_fixture_new (parts, G_N_ELEMENTS (parts));

  zip_fixture_check_cut (&tri_format_docx, bytes);
}

/* The part itself cut off within a sound archive. */
static void
test_cut_part (void)
{
  static const char xml[] = "<?xml version='1.0'?>" BEGIN
                            "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:rPr><w:b/>"
                            "</w:rPr><w:t>Été</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a"
                            "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" END;

  for (gsize n = 0; n + 1 < sizeof xml; n++)
    {
      g_autofree char *cut = g_strndup (xml, n);
      const ZipMember document = { "word/document.xml", cut };
      g_autoptr (GBytes) bytes = zip_fixture_new (&document, 1, NULL);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (office_fixture_read (&tri_format_docx, bytes, dump, &error));
      g_assert_true (g_str_has_prefix (error->message, "file: word/document.xml:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/fixture", test_fixture);
  g_test_add_func ("/docx/sniff", test_sniff);
  g_test_add_func ("/docx/strict", test_strict);
  g_test_add_func ("/docx/language", test_language);
  g_test_add_func ("/docx/refused", test_refused);
  g_test_add_func ("/docx/limits", test_limits);
  g_test_add_func ("/docx/misplaced", test_misplaced);
  g_test_add_func ("/docx/cut", test_cut);
  g_test_add_func ("/docx/cut-part", test_cut_part);
  return g_test_run ();
}
