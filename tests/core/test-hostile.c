/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-format.h"
#include "formats/tri-id-set.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEI "<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
#define BODY TEI "<text xml:lang='en'><body><p>"
#define END "</p></body></text></TEI>"

static gboolean
read_file (const char *path, DraftDump *dump, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  TriSource source = { path, name, NULL };
  const TriFormat *format = tri_formats_find (path, error);

  return format && format->read (&source, TRI_DRAFT (dump), NULL, error);
}

static gboolean
read_bytes (const char *bytes, gsize n_bytes, DraftDump *dump, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "hostile.xml", NULL);
  gboolean read = FALSE;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
  read = read_file (path, dump, error);
  g_unlink (path);
  return read;
}

static const struct
{
  const char *name;
  const char *xml;
  int code;
  const char *message;
} refused[] = {
  { "cut-off", BODY "words", TRI_ERROR_SYNTAX, "hostile.xml:1: *get it once more*" },
  { "cut-off-tag", BODY "words</p>\n<p", TRI_ERROR_SYNTAX, "hostile.xml:2: *get it once more*" },
  { "cut-off-end", BODY "words</p>\n</bo", TRI_ERROR_SYNTAX, "hostile.xml:2: *get it once more*" },
  { "empty-tag", "<?xml version='1.0'?>\n<>", TRI_ERROR_SYNTAX, "hostile.xml:2: *correct*" },
  { "wrong-encoding", BODY "\xE9t\xE9" END, TRI_ERROR_SYNTAX, "hostile.xml:1: *as UTF-8*" },
  { "no-encoding",
    "<?xml version='1.0' encoding='KLINGON'?>\n" BODY END,
    TRI_ERROR_SYNTAX,
    "hostile.xml:1: *as UTF-8*" },
  { "crossed-tags", BODY "\nwords</hi>" END, TRI_ERROR_SYNTAX, "hostile.xml:2: *correct*" },
  { "double-id",
    TEI "<text><body>\n<p xml:id='a'>x</p>\n<p xml:id='a'>y</p></body></text></TEI>",
    TRI_ERROR_SYNTAX,
    "hostile.xml:3: *“a”*twice*" },
  { "external-entity",
    "<!DOCTYPE TEI [\n<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n" BODY "&x;" END,
    TRI_ERROR_UNSUPPORTED,
    "hostile.xml:3: *another file*" },
  { "external-parameter",
    "<!DOCTYPE TEI SYSTEM 'tei.dtd' [\n<!-- %x; -->\n"
    "<!ENTITY % x PUBLIC '-//x' 'file:///etc/passwd'>\n%x;]>\n" BODY "words" END,
    TRI_ERROR_UNSUPPORTED,
    "hostile.xml:4: *“%x;”*in its place" },
  { "unknown-entity",
    "<!DOCTYPE TEI PUBLIC 'tei' 'http://localhost/tei.dtd'>\n" BODY "caf&eacute;" END,
    TRI_ERROR_SYNTAX,
    "hostile.xml:2: *put the character*eacute*" },
  { "own-entity",
    "<!DOCTYPE TEI [<!ENTITY x '&x;'>]>" BODY "&x;" END,
    TRI_ERROR_LIMIT,
    "hostile.xml:1: *" },
  { "include",
    TEI "\n<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/></TEI>",
    TRI_ERROR_UNSUPPORTED,
    "hostile.xml:2: *b.xml*beside*" },
  { "other-root", "<other xmlns='x'/>", TRI_ERROR_UNSUPPORTED, "hostile.xml:1: *<other>*" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i].name);
      g_assert_false (read_bytes (refused[i].xml, strlen (refused[i].xml), dump, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, TRI_ERROR, refused[i].code);
      g_assert_true (g_pattern_match_simple (refused[i].message, error->message));
      g_assert_true (g_pattern_match_simple ("hostile.xml:*: *; *", error->message));
    }
}

/* What real files have: a DTD beside the file, which is not opened, parameters that choose among
 * what it declares, and declarations of which nothing is used. */
static void
test_document_types (void)
{
  static const char *const types[] = {
    "<!DOCTYPE TEI SYSTEM 'tei.dtd'>",
    "<!DOCTYPE TEI PUBLIC '-//TEI//DTD TEI P5//EN' 'http://localhost/tei.dtd'>",
    "<!DOCTYPE TEI SYSTEM 'tei.dtd' [<!ENTITY % TEI.prose 'INCLUDE'>]>",
    "<!DOCTYPE TEI SYSTEM 'tei.dtd' [<!ENTITY % a '<!ENTITY b \"c\">'>\n%a; %elsewhere;]>",
    "<!DOCTYPE TEI [<!ENTITY % x SYSTEM 'x.ent'><!-- %x; --><?p %x; ?>]>",
    "<!DOCTYPE TEI [<!ENTITY % x '50'><!ENTITY % x SYSTEM 'x.ent'>%x;<!ENTITY y '%'>]>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *xml = g_strconcat (types[i], BODY "words" END, NULL);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;

      read_bytes (xml, strlen (xml), dump, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "“words”"));
    }
}

static void
assert_limit (GString *xml)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (read_bytes (xml->str, xml->len, dump, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
  /* What happened; what to do. */
  g_assert_true (g_pattern_match_simple ("hostile.xml:*: *; *", error->message));
}

static void
test_bombs (void)
{
  static const char *const leaves[] = { "lol", "" };

  for (guint leaf = 0; leaf < G_N_ELEMENTS (leaves); leaf++)
    {
      g_autoptr (GString) xml = g_string_new ("<!DOCTYPE TEI [<!ENTITY e0 '");

      g_string_append_printf (xml, "%s'>", leaves[leaf]);
      for (guint i = 1; i < 10; i++)
        {
          g_string_append_printf (xml, "<!ENTITY e%u '", i);
          for (guint j = 0; j < 20; j++)
            g_string_append_printf (xml, "&e%u;", i - 1);
          g_string_append (xml, "'>");
        }
      g_string_append (xml, "]>" BODY "&e9;" END);
      assert_limit (xml);
    }
}

/* A message quotes the file, but not all of it. */
static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (5000, 'n');
  g_autofree char *xml = g_strconcat ("<", name, "/>", NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (read_bytes (xml, strlen (xml), dump, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
  g_assert_cmpuint (strlen (error->message), <, 500);
}

static void
test_depth (void)
{
  g_autoptr (GString) xml = g_string_new (TEI "<text><body>");

  for (guint i = 0; i < 100000; i++)
    g_string_append (xml, "<div>");
  assert_limit (xml);
}

/* So many that the first one is in memory no more when it comes again. */
static void
test_distant_ids (void)
{
  static const guint n_ids = 120000;

  for (guint again = 0; again < 2; again++)
    {
      g_autoptr (GString) xml = g_string_new (TEI "<text xml:lang='en'><body>\n"
                                                  "<p xml:id='one'>a</p>");
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = g_strdup_printf ("hostile.xml:%u: *“one”*twice; *", n_ids + 3);

      for (guint i = 0; i < n_ids; i++)
        g_string_append_printf (xml, "\n<lb xml:id='lb%u'/>", i);
      g_string_append (xml, again ? "\n<p xml:id='one'>b</p>" : "\n<p>b</p>");
      g_string_append (xml, "\n</body></text></TEI>");
      g_assert_cmpint (read_bytes (xml->str, xml->len, dump, &error), ==, !again);
      if (!again)
        continue;
      g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
      g_assert_true (g_pattern_match_simple (expected, error->message));
    }
}

/* What the set has in memory is no more than its limit, and nothing is lost for it. */
static void
test_id_set (void)
{
  static const struct
  {
    guint n, first, line;
  } cases[] = { { 50, 0, 0 }, { 5000, 0, 0 }, { 5000, 1, 4999 }, { 5000, 2500, 4000 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (TriIdSet) set = tri_id_set_new (100, TRUE);
      g_autoptr (GError) error = NULL;
      TriIdTwice twice;

      for (guint line = 1; line <= cases[c].n; line++)
        {
          g_autofree char *id = g_strdup_printf (
              "id%u",
              line == cases[c].line ? cases[c].first : line);

          g_assert_true (tri_id_set_add (set, id, line));
        }
      g_assert_true (tri_id_set_find_twice (set, &twice, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (twice.first, ==, cases[c].first);
      g_assert_cmpuint (twice.line, ==, cases[c].line);
    }
}

/* Of several the one is told that a reader of the file comes to first. */
static void
test_id_set_first (void)
{
  g_autoptr (TriIdSet) set = tri_id_set_new (10, TRUE);
  TriIdTwice twice;

  for (guint line = 1; line <= 3000; line++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", line % 1000);

      tri_id_set_add (set, id, line);
    }
  g_assert_true (tri_id_set_find_twice (set, &twice, NULL));
  g_assert_cmpuint (twice.first, ==, 1);
  g_assert_cmpuint (twice.line, ==, 1001);
  g_assert_cmpuint (twice.hash, ==, tri_id_set_hash ("id1"));
}

static void
test_huge_attribute (void)
{
  g_autoptr (GString) xml = g_string_new (TEI "<text><body><p rend='");

  for (guint i = 0; i < 100 * 1024; i++)
    g_string_append_c (xml, 'x');
  g_string_append (xml, "'>" END);
  assert_limit (xml);
}

static void
test_many_attributes (void)
{
  g_autoptr (GString) xml = g_string_new (TEI "<text><body><p ");

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append_printf (xml, "a%u='>' ", i);
  g_string_append (xml, ">" END);
  assert_limit (xml);
}

/* What closes a passage goes with it, but not without end. */
static void
test_endless_dots (void)
{
  g_autofree char *dots = g_strnfill (6 * 1024 * 1024, '.');
  g_autoptr (GString) xml = g_string_new (BODY "<list><item>x</item></list>");

  g_string_append (xml, dots);
  g_string_append (xml, END);
  assert_limit (xml);
}

/* Words are what parts a passage: what has none must not pile up in it. And each that says the same
 * as all before must not try their keys. */
static void
test_many_marks (void)
{
  static const struct
  {
    const char *mark;
    guint n;
    gboolean is_refused;
  } cases[] = {
    { "<note>b</note>", 30000, FALSE },
    { "a<note>b</note>", 30000, FALSE },
    { "<note>b</note>", 40000, TRUE },
    { "<pb/>", 1100000, TRUE },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GString) xml = g_string_new (BODY "a");
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < cases[c].n; i++)
        g_string_append (xml, cases[c].mark);
      g_string_append (xml, END);
      if (cases[c].is_refused)
        {
          assert_limit (xml);
          continue;
        }
      read_bytes (xml->str, xml->len, dump, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (draft_dump_get_n_passages (dump), ==, cases[c].n + 1);
    }
}

/* The library has no room any more while several divisions are closed: the first refusal counts. */
static void
test_full (void)
{
  static const char xml[] = TEI "<text><body><div><head>A</head><div>"
                                "<div xml:lang='fr'><p>Un.</p></div>"
                                "<div xml:lang='nl'><p>Een.</p></div>"
                                "</div></div></body></text></TEI>";
  g_autoptr (DraftDump) dump = draft_dump_new_full (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (read_bytes (xml, strlen (xml), dump, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* Entities of the document itself are no crime, in text and in attributes, in UTF-16 as well. */
static void
test_entities_expanded (void)
{
  static const char xml[] = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE TEI ["
                            "<!ENTITY who 'Ada &amp; <hi>Co</hi>'>"
                            "<!ENTITY key \"it's\"><!ENTITY amp2 '&#38;#38;'>]>" BODY
                            "<persName key='&key;'>&who;</persName> &amp2;" END;
  g_autoptr (GError) error = NULL;

  for (guint wide = 0; wide < 2; wide++)
    {
      g_autoptr (DraftDump) dump = draft_dump_new ();
      gsize length = strlen (xml);
      g_autofree char *bytes = NULL;

      bytes = wide ? g_convert (xml, -1, "UTF-16", "UTF-8", NULL, &length, NULL)
                   : g_strdup (xml + strlen ("<?xml version='1.0' encoding='UTF-16'?>"));
      read_bytes (bytes, wide ? length : strlen (bytes), dump, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "“Ada & Co &”"));
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "ref=it's"));
    }
}

/* Whatever is in the folder is read or refused, with the line, and nothing falls over. */
static void
read_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      g_autoptr (GError) error = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          read_folder (path);
          continue;
        }
      if (read_file (path, dump, &error))
        continue;
      g_assert_nonnull (error);
      if (!g_error_matches (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED))
        g_assert_true (g_regex_match_simple (":[0-9]+: ", error->message, 0, 0));
    }
}

static void
test_folders (void)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  static const char *const folders[] = { "data/hostile", "data/tei" };

  if (!data)
    {
      g_test_skip ("TRIPTYCH_TEST_DATA is unset");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (data, folders[i], NULL);

      read_folder (folder);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/refused", test_refused);
  g_test_add_func ("/hostile/document-types", test_document_types);
  g_test_add_func ("/hostile/bombs", test_bombs);
  g_test_add_func ("/hostile/long-name", test_long_name);
  g_test_add_func ("/hostile/depth", test_depth);
  g_test_add_func ("/hostile/distant-ids", test_distant_ids);
  g_test_add_func ("/hostile/id-set", test_id_set);
  g_test_add_func ("/hostile/id-set/first", test_id_set_first);
  g_test_add_func ("/hostile/huge-attribute", test_huge_attribute);
  g_test_add_func ("/hostile/many-attributes", test_many_attributes);
  g_test_add_func ("/hostile/endless-dots", test_endless_dots);
  g_test_add_func ("/hostile/many-marks", test_many_marks);
  g_test_add_func ("/hostile/full", test_full);
  g_test_add_func ("/hostile/entities-expanded", test_entities_expanded);
  g_test_add_func ("/hostile/folders", test_folders);

  return g_test_run ();
}
