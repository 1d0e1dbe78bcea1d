/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-detect.h"
#include "formats/tri-format.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* As for TEI: TRIPTYCH_WRITE_DUMPS writes the dumps instead of comparing them. */
static void
test_fixture (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", data, NULL);
  g_autofree char *dump_path = g_strconcat (path, ".dump", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, data, "en" };
  const TriFormat *format = tri_formats_find (path, &error);

  g_assert_no_error (error);
  g_assert_true (format->read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_no_error (error);
  if (g_getenv ("TRIPTYCH_WRITE_DUMPS"))
    g_assert_true (g_file_set_contents (dump_path, draft_dump_get_text (dump), -1, NULL));
  g_assert_true (g_file_get_contents (dump_path, &expected, NULL, NULL));
  g_assert_cmpstr (draft_dump_get_text (dump), ==, expected);
}

/* The same words in whatever encoding they come. */
static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16", "UTF-32", "WINDOWS-1252" };
  static const char text[] = "Été à l’île, où l’hiver dure.\r\n\r\n"
                             "Ça ne fait rien, c’était déjà là.\r\n";

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), "encoded.txt", NULL);
      gsize length = 0;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;
      TriSource source = { path, "encoded.txt", NULL };

      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      tri_format_plain.read (&source, TRI_DRAFT (dump), NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "“Été à l’île, où l’hiver dure.”\n"));
      g_unlink (path);
    }
}

static void
test_binary (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "binary.txt", NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, "binary.txt", NULL };

  g_assert_true (g_file_set_contents (path, "one\ntwo\0three", 13, NULL));
  g_assert_false (tri_format_plain.read (&source, TRI_DRAFT (dump), NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
  g_assert_true (g_str_has_prefix (error->message, "binary.txt:2: "));
  g_unlink (path);
}

static void
test_detect_short (void)
{
  static const char words[] = "the light and the boat";

  g_assert_cmpstr (tri_detect_language (words, strlen (words)), ==, "");
}

static void
test_detect_accounts (void)
{
  static const char *const files[] = { "fr-biographie.txt",
                                       "en-riere.txt",
                                       "en-archive.txt",
                                       "en-on-this-day.txt",
                                       "nl-anarchisme.md" };
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");

  if (!data)
    {
      g_test_skip ("TRIPTYCH_TEST_DATA is unset");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (data, "texts", "serge", files[i], NULL);
      g_autofree char *lang = g_strndup (files[i], 2);
      g_autoptr (GError) error = NULL;
      g_autoptr (TriPreview) preview = tri_preview_new (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (preview->texts->len, ==, 1);
      g_assert_cmpstr (g_array_index (preview->texts, TriPreviewText, 0).lang, ==, lang);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/plain/fixture/chapters", "chapters.txt", test_fixture);
  g_test_add_data_func ("/plain/fixture/two-chapters", "two-chapters.txt", test_fixture);
  g_test_add_data_func ("/plain/fixture/entries", "entries.txt", test_fixture);
  g_test_add_data_func ("/plain/fixture/markdown", "notes.md", test_fixture);
  g_test_add_func ("/plain/encodings", test_encodings);
  g_test_add_func ("/plain/binary", test_binary);
  g_test_add_func ("/plain/detect/short", test_detect_short);
  g_test_add_func ("/plain/detect/accounts", test_detect_accounts);

  return g_test_run ();
}
