/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"
#include "tied-fixture.h"

#include "tri-error.h"

#include <string.h>

/* OSIS, USFX, Zefania. As for TEI: TRIPTYCH_WRITE_DUMPS writes the dumps instead of comparing. */

static void
test_fixture (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", data, NULL);
  g_autofree char *dump_path = g_strconcat (path, ".dump", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  const TriSource source = { .path = path, .name = data };
  const TriFormat *format = tri_formats_find (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (format->flags & TRI_FORMAT_IDS_CORRESPOND, !=, 0);
  g_assert_nonnull (strstr (data, format->nick));
  g_assert_true (format->read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_no_error (error);
  if (g_getenv ("TRIPTYCH_WRITE_DUMPS"))
    g_assert_true (g_file_set_contents (dump_path, draft_dump_get_text (dump), -1, NULL));
  g_assert_true (g_file_get_contents (dump_path, &expected, NULL, NULL));
  g_assert_cmpstr (draft_dump_get_text (dump), ==, expected);
}

/* A file that ends anywhere is refused with the place, or read as far as it is sound. */
static void
test_truncated (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", data, NULL);
  const TriFormat *format = tri_formats_find (path, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize n = 0; n + 2 < length; n++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (content, n);
      const TriSource source = { .path = path, .name = data, .bytes = bytes };
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      g_autoptr (GError) error = NULL;

      g_assert_false (format->read (&source, TRI_DRAFT (dump), NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, data));
    }
}

static void
test_empty (void)
{
  static const struct
  {
    const TriFormat *format;
    const char *content;
  } cases[] = {
    { &tri_format_osis, "<osis><osisText><p/></osisText></osis>" },
    { &tri_format_osis, "<article><p>Words</p>and more</article>" },
    { &tri_format_usfx, "<usfx><book id=\"GEN\"/></usfx>" },
    { &tri_format_zefania, "<XMLBIBLE><BIBLEBOOK bnumber=\"1\"/></XMLBIBLE>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *content = cases[i].content;
      g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
      const TriSource source = { .path = "a.xml", .name = "a.xml", .bytes = bytes };
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;
      gboolean read = cases[i].format->read (&source, TRI_DRAFT (dump), NULL, &error);

      g_test_message ("%s: %s", content, draft_dump_get_text (dump));
      /* Paragraphs outside of books are text. */
      g_assert_cmpint (read, ==, i == 1);
      if (!read)
        g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
    }
}

/* So many verses are enough to see what a file is. */
static void
test_sample (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", data, NULL);
  const TriFormat *format = tri_formats_find (path, NULL);
  const TriSource source = { .path = path, .name = data, .sample = 2 };
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (format->read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (draft_dump_get_text (dump), "Gen.1.2"));
  g_assert_null (strstr (draft_dump_get_text (dump), "Ruth.1.1"));
}

static void
test_endless_verse (void)
{
  g_autoptr (GString) content = g_string_new ("<osisText osisIDWork='x'><verse osisID='Gen.1.1'>");
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TriSource source = { .path = "x.xml", .name = "x.xml" };

  for (guint i = 0; i < 600000; i++)
    g_string_append (content, "for ever ");
  g_string_append (content, "</verse></osisText>");
  bytes = g_bytes_new (content->str, content->len);
  source.bytes = bytes;
  g_assert_false (tri_format_osis.read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "x.xml:1: "));
}

/* Three formats, three languages: the same verses stand beside each other, with their headings.
 * What one has as one verse stands beside both of the other. */
static void
test_tied (Tied *tied, gconstpointer data)
{
  g_autofree char *osis = g_test_build_filename (G_TEST_DIST, "fixtures", "verses.osis.xml", NULL);
  g_autofree char *usfx = g_test_build_filename (G_TEST_DIST, "fixtures", "verses.usfx.xml", NULL);
  g_autofree char *zefania = g_test_build_filename (G_TEST_DIST,
                                                    "fixtures",
                                                    "verses.zefania.xml",
                                                    NULL);
  g_autofree char *names = g_strjoin (" ", osis, usfx, zefania, NULL);
  gint64 work = tied_import (tied, names, NULL, 0, TRI_IMPORT_TIE_AUTO);

  tied_assert (tied,
               work,
               "Genesis|La Genèse|Genesis\n"
               "In the beginning was a ferry.|Au commencement, un grand bac.|"
               "In het begin was een veer.\n"
               "It crossed the Water daily.|Il traversait l’Eau.|"
               "Het stak het water over,\ndagelijks./En terug.\n"
               "Over and over,\nsaid the man, “I go.”|"
               "Encore et encore,\ndit l’homme, « je passe ».|Steeds weer.\n"
               "Nobody came,\nand he waited.|Sans fin\n"
               "Long. It rained. It still does.|jusqu’au suivant.\n"
               "‘Go’, she said.|Va, dit-elle.|Ga, zei zij.\n"
               "Ruth|Ruth");
  g_assert_cmpint (tied_get_kind (tied, work), ==, TRI_WORK_TRANSLATIONS);
  g_assert_false (tied->kind_is_open);
  g_assert_cmpuint (tied->report.n_tied, ==, 8);
  /* Gen.1.4!a and 4a, Ruth.2.1 and 2.2. */
  g_assert_cmpuint (tied->report.n_lone, ==, 4);
}

static char *
dup_data (const char *name)
{
  const char *root = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autofree char *path = root ? g_build_filename (root, "data", "bible", name, NULL) : NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("TRIPTYCH_TEST_DATA has no data/bible");
  return NULL;
}

/* What the files hold, as grep counts it: verses with words, titles, notes. */
static const struct
{
  const char *name;
  guint n_passages;
} real[] = {
  { "chr-cherokee.usfx.xml", 7957 + 27 },
  { "eng-gb-oeb.osis.xml", 11703 + 569 + 48 },
  { "gen-ruth-matt-acts.en.GENERATED.osis.xml", 3696 + 4 },
  { "gen-ruth-matt-acts.fr.GENERATED.osis.xml", 3696 + 4 },
  { "gen-ruth-matt-acts.fr.GENERATED.usfx.xml", 3696 + 4 },
  { "gen-ruth-matt-acts.nl.GENERATED.osis.xml", 3695 + 4 },
  { "gen-ruth-matt-acts.nl.GENERATED.usfx.xml", 3695 + 4 },
  { "nld-stva-apocrypha.osis.xml", 5837 + 17 },
  { "ruth-acts.fra-darby.raw-markup.osis.xml", 1080 + 10 + 176 },
};

static void
test_real (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *path = dup_data (real[i].name);
      const TriSource source = { .path = path, .name = real[i].name };
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      g_autoptr (GError) error = NULL;

      if (!path)
        return;
      g_test_message ("%s", real[i].name);
      g_assert_true (tri_formats_find (path, NULL)->read (&source, TRI_DRAFT (dump), NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (draft_dump_get_n_passages (dump), ==, real[i].n_passages);
    }
}

/* One work of three languages and two formats: every verse of one stands beside its own. */
static void
test_real_tied (Tied *tied, gconstpointer data)
{
  g_autofree char *en = dup_data ("gen-ruth-matt-acts.en.GENERATED.osis.xml");
  g_autofree char *fr = en ? dup_data ("gen-ruth-matt-acts.fr.GENERATED.usfx.xml") : NULL;
  g_autofree char *nl = en ? dup_data ("gen-ruth-matt-acts.nl.GENERATED.osis.xml") : NULL;
  g_autofree char *names = NULL;
  gint64 work;

  if (!en)
    return;
  names = g_strjoin (" ", en, fr, nl, NULL);
  work = tied_import (tied, names, NULL, 0, TRI_IMPORT_TIE_AUTO);
  g_assert_cmpuint (tied->report.n_tied, ==, 3700);
  g_assert_cmpuint (tied->report.n_lone, ==, 0);
  g_assert_cmpuint (tri_library_count_rows (tied->library, work, 0), ==, 3700);
  assert_sound (tied->library);
}

int
main (int argc, char **argv)
{
  static const char *const fixtures[] = {
    "verses.osis.xml",
    "verses.usfx.xml",
    "verses.zefania.xml",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *read = g_strconcat ("/bibles/read/", fixtures[i], NULL);
      g_autofree char *cut = g_strconcat ("/bibles/truncated/", fixtures[i], NULL);
      g_autofree char *sample = g_strconcat ("/bibles/sample/", fixtures[i], NULL);

      g_test_add_data_func (read, fixtures[i], test_fixture);
      g_test_add_data_func (cut, fixtures[i], test_truncated);
      g_test_add_data_func (sample, fixtures[i], test_sample);
    }
  g_test_add_func ("/bibles/empty", test_empty);
  g_test_add_func ("/bibles/endless-verse", test_endless_verse);
  ADD_TIED ("/bibles/tied", test_tied);
  g_test_add_func ("/bibles/real", test_real);
  ADD_TIED ("/bibles/real-tied", test_real_tied);
  return g_test_run ();
}
