/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "office-fixture.h"

#include "tri-error.h"

#include <glib/gstdio.h>

#define MIME "application/vnd.oasis.opendocument.text"
#define NAMESPACES                                                         \
  "xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "            \
  "xmlns:s='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "             \
  "xmlns:f='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' " \
  "xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' "          \
  "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
#define BEGIN "<o:document-content " NAMESPACES "><o:body><o:text>"
#define END "</o:text></o:body></o:document-content>"

static const OfficePart parts[] = {
  { "mimetype", MIME },
  { "content.xml", "odt/content.xml" },
  { "styles.xml", "odt/styles.xml" },
  { "meta.xml", "odt/meta.xml" },
  { "META-INF/manifest.xml", "odt/manifest.xml" },
};

static void
test_fixture (void)
{
  g_autoptr (GBytes) bytes = office_fixture_new (parts, G_N_ELEMENTS (parts));

  office_fixture_check (&tri_format_odt, bytes, "odt/document.dump");
}

static const char flat[]
    = "<?xml version='1.0' encoding='UTF-8'?>\n<o:document " NAMESPACES " o:mimetype='" MIME "'>"
      "<o:meta><d:title xmlns:d='http://purl.org/dc/elements/1.1/'>The ferry</d:title></o:meta>"
      "<o:styles><s:default-style s:family='paragraph'><s:text-properties f:language='en' "
      "f:country='GB'/></s:default-style></o:styles><o:automatic-styles>"
      "<s:style s:name='T1' s:family='text'><s:text-properties f:font-style='italic'/></s:style>"
      "</o:automatic-styles><o:body><o:text><t:h t:outline-level='1'>The pier</t:h>"
      "<t:p>She <t:span t:style-name='T1'>waited</t:span>.</t:p></o:text></o:body></o:document>";

/* All in one XML file, found by what is in it. */
static void
test_flat (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "flat.xml", NULL);
  const TriSource source = { path, "flat.xml", NULL, NULL, 0 };
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, flat, -1, NULL));
  g_assert_true (tri_formats_find (path, NULL) == &tri_format_odt);
  tri_format_odt.read (&source, TRI_DRAFT (dump), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft_dump_get_text (dump),
                   ==,
                   "text lang=en-GB title=The ferry\n"
                   "  division\n"
                   "    heading 1 “The pier”\n"
                   "    paragraph “She waited.”\n"
                   "      emphasis 4-10 “waited”\n");
  g_unlink (path);
}

static void
test_sniff (void)
{
  const ZipMember first = { "mimetype", MIME };
  g_autoptr (GBytes) bytes = zip_fixture_new (&first, 1, "compression=store");
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpint (tri_format_odt.sniff ("a", data, size), ==, 100);
  g_assert_cmpint (tri_format_docx.sniff ("a", data, size), ==, 0);
  g_assert_cmpint (tri_format_odt.sniff ("a.odt", (const guint8 *) "words", 5), ==, 0);
}

static const struct
{
  const char *name;
  OfficePart part;
  int code;
  const char *message;
} refused[] = {
  { "external-entity",
    { "content.xml",
      "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n" BEGIN "<t:p>&x;</t:p>" END },
    TRI_ERROR_UNSUPPORTED,
    "file: content.xml:*: *another file*" },
  { "external-entity-in-styles",
    { "styles.xml",
      "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n" BEGIN "<t:p>&x;</t:p>" END },
    TRI_ERROR_UNSUPPORTED,
    "file: styles.xml:*: *another file*" },
  { "password",
    { "META-INF/manifest.xml", "<m:manifest " NAMESPACES "><m:encryption-data/></m:manifest>" },
    TRI_ERROR_UNSUPPORTED,
    "file: *password*;*" },
  { "password-of-all", { "encrypted-package", "x" }, TRI_ERROR_UNSUPPORTED, "file: *password*;*" },
  { "cut-off", { "content.xml", BEGIN "<t:p>a" }, TRI_ERROR_SYNTAX, "file: content.xml:1: *" },
  { "no-words", { "content.xml", BEGIN "<t:p/>" END }, TRI_ERROR_SYNTAX, "file: no words*;*" },
  { "html", { "content.xml", "<html>a</html>" }, TRI_ERROR_UNSUPPORTED, "*:1: *<html>*;*" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const OfficePart both[] = { refused[i].part, { "content.xml", BEGIN "<t:p>a</t:p>" END } };
      g_autoptr (GBytes) bytes = office_fixture_new (both, G_N_ELEMENTS (both));

      g_test_message ("%s", refused[i].name);
      office_fixture_check_refused (&tri_format_odt, bytes, refused[i].code, refused[i].message);
    }
}

/* Things where they do not belong: read without harm. */
static void
test_misplaced (void)
{
  static const char *const bodies[] = {
    "words<t:p>a</t:p>words",
    "<t:p><t:p>a</t:p></t:p>",
    "<t:list-item><t:p>a</t:p></t:list-item>",
    "<t:note><t:p>n</t:p></t:note><t:p>a</t:p>",
    "<t:p>a<t:note><t:note-body><t:p>n<t:note><t:note-body><t:p>m</t:p></t:note-body></t:note>"
    "</t:p></t:note-body></t:note></t:p>",
    "<t:span>words</t:span><t:a/><t:p t:style-name='none'>a</t:p>",
    "<t:h t:outline-level='99999999999999999999'>a</t:h>",
    "<t:h t:outline-level='-1'>a</t:h><t:s t:c='4000000000'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *xml = g_strconcat (BEGIN, bodies[i], END, NULL);
      const OfficePart content = { "content.xml", xml };
      g_autoptr (GBytes) bytes = office_fixture_new (&content, 1);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;

      office_fixture_read (&tri_format_odt, bytes, dump, &error);
      g_assert_no_error (error);
      g_test_message ("%s", draft_dump_get_text (dump));
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "“a”"));
      g_assert_null (strstr (draft_dump_get_text (dump), "words"));
    }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = office_fixture_new (parts, G_N_ELEMENTS (parts));

  zip_fixture_check_cut (&tri_format_odt, bytes);
  for (gsize n = 0; n + 1 < sizeof flat; n++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (flat, n);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (office_fixture_read (&tri_format_odt, cut, dump, &error));
      g_assert_true (g_str_has_prefix (error->message, "file:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odt/fixture", test_fixture);
  g_test_add_func ("/odt/flat", test_flat);
  g_test_add_func ("/odt/sniff", test_sniff);
  g_test_add_func ("/odt/refused", test_refused);
  g_test_add_func ("/odt/misplaced", test_misplaced);
  g_test_add_func ("/odt/cut", test_cut);
  return g_test_run ();
}
