/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "library/tri-import.h"
#include "library/tri-library-works.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "memory.tmx"
#define HEAD "<tmx version='1.4'><header srclang='*all*'/><body>"
#define TAIL "</body></tmx>"

static void
test_fixture (void)
{
  format_assert_dump (&tri_format_tmx, NAME);
}

static void
test_truncated (void)
{
  format_assert_truncated (&tri_format_tmx, NAME);
}

static void
test_sniff (void)
{
  static const struct
  {
    const char *bytes;
    gsize n_bytes;
    gboolean is_tmx;
  } cases[] = {
    { "<tmx", 4, TRUE },
    { "\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE tmx [<!ENTITY a '>'>]> <tmx>", 63, TRUE },
    { "<\0t\0m\0x\0 \0", 10, TRUE },
    { "\xfe\xff\0<\0t\0m\0x\0>", 12, TRUE },
    { "<t:tmx xmlns:t='x'>", 19, TRUE },
    { "<tmxs>", 6, FALSE },
    { "<xml><tmx>", 10, FALSE },
    { "<!-- <tmx> -->", 14, FALSE },
    { "<!DOCTYPE tmx", 13, FALSE },
    { "", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int score = tri_format_tmx.sniff ("any", (const guint8 *) cases[i].bytes, cases[i].n_bytes);

      g_assert_cmpint (score, ==, cases[i].is_tmx ? 100 : 0);
    }
}

/* The same memory in whatever encoding it comes. */
static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16", "UTF-16BE", "ISO-8859-1" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      static const char unit[] = "<tu><tuv xml:lang='fr'><seg>été</seg></tuv></tu>";
      g_autofree char *words = g_strdup_printf ("<?xml version='1.0' encoding='%s'?>%s%s%s",
                                                i == 2 ? "UTF-16" : encodings[i],
                                                HEAD,
                                                unit,
                                                TAIL);
      g_autofree char *marked = g_strconcat (i == 2 ? "\xef\xbb\xbf" : "", words, NULL);
      gsize n_bytes = 0;
      g_autofree char *bytes = g_convert (marked, -1, encodings[i], "UTF-8", NULL, &n_bytes, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_dump (&tri_format_tmx, "a.tmx", bytes, n_bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, "text lang=fr\n  paragraph “été”\n");
    }
}

/* What comes first says which text is the source, where the header does not. */
static void
test_source (void)
{
  static const char *const heads[] = {
    "<tmx version='1.1'><header srclang='nl'/><body><tu>",
    "<tmx version='1.4b'><header srclang='*all*'/><body><tu srclang='NL'>",
    "<tmx><body><tu srclang='dut'>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *words = g_strconcat (heads[i],
                                            "<tuv lang='en'><seg>a</seg></tuv>"
                                            "<tuv lang='nl'><seg>b</seg></tuv></tu>"
                                            "<tu srclang='en'><tuv/></tu>" TAIL,
                                            NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_words_dump (&tri_format_tmx, words, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (dump, "text lang=nl\n"));
    }
}

static void
test_errors (void)
{
  g_autofree char *word = g_strnfill (1024 * 1024, 'a');
  g_autofree char *longer = g_strconcat (HEAD "\n<tu><tuv xml:lang='en'><seg>a", word, NULL);

  format_assert_fails (&tri_format_tmx, "<xliff/>", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_tmx, HEAD TAIL, TRI_ERROR_SYNTAX, "no text");
  format_assert_fails (&tri_format_tmx, HEAD "\n<tu>\n</tuv>", TRI_ERROR_SYNTAX, "words:3");
  format_assert_fails (&tri_format_tmx, longer, TRI_ERROR_LIMIT, "words:2");
  format_assert_fails (&tri_format_tmx,
                       "<!DOCTYPE tmx [<!ENTITY a SYSTEM '/etc/passwd'>]>" HEAD
                       "<tu><tuv xml:lang='en'><seg>&a;</seg></tuv></tu>" TAIL,
                       TRI_ERROR_UNSUPPORTED,
                       "words:1");
}

/* What is shown before an import is read of the first units alone. */
static void
test_preview (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "preview-XXXXXX.tmx", NULL);
  int file = g_mkstemp (path);
  g_autoptr (GString) words = g_string_new (HEAD);
  g_autoptr (TriPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (words,
                            "<tu><tuv xml:lang='en'><seg>Word %u</seg></tuv>"
                            "<tuv xml:lang='nl'><seg>Woord %u</seg></tuv></tu>",
                            i,
                            i);
  /* The rest is not even looked at. */
  g_string_append (words, "</not-closed>");
  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, words->str, -1, NULL));
  preview = tri_preview_new (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (preview->format == &tri_format_tmx);
  g_assert_cmpuint (preview->texts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const TriPreviewText *text = &g_array_index (preview->texts, TriPreviewText, i);

      g_assert_cmpstr (text->lang, ==, i == 0 ? "en" : "nl");
      g_assert_cmpstr (text->beginning, ==, i == 0 ? "Word 0" : "Woord 0");
      g_assert_cmpuint (text->n_passages, <, 5000);
    }
  g_assert_cmpuint (preview->n_links, >, 100);
  g_unlink (path);
}

/* Units say that the texts are translations: nobody has to ask, whatever the words look like. The
 * language that the reader chose is that of what has none. */
static void
test_import (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tmx-XXXXXX", NULL);
  g_autofree char *library_path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", NAME, NULL);
  const TriImportFile files[] = { { .path = path, .lang = "de" } };
  gboolean kind_is_open = TRUE;
  const TriImportOptions options = { .files = files,
                                     .n_files = 1,
                                     .kind = "auto",
                                     .kind_is_open = &kind_is_open };
  static const char *const langs[] = { "en-US", "fr", "nl", "de" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (library_path,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     &error);
  g_autoptr (TriWork) work = NULL;
  gint64 id = 0;

  g_assert_no_error (error);
  id = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (kind_is_open);
  work = tri_library_get_work (library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (work->kind, ==, TRI_WORK_TRANSLATIONS);
  g_assert_cmpuint (work->texts->len, ==, G_N_ELEMENTS (langs));
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    g_assert_cmpstr (((TriText *) g_ptr_array_index (work->texts, i))->lang, ==, langs[i]);
}

typedef struct
{
  guint n;
  guint n_before; /* anything is stored */
  double last;
} Heard;

static void
progress_cb (double fraction, gpointer data)
{
  Heard *heard = data;

  g_assert_cmpfloat (fraction, >=, heard->last);
  g_assert_cmpfloat (fraction, <=, 1);
  heard->last = fraction;
  heard->n++;
  if (fraction < 0.1)
    heard->n_before++;
}

/* All of a file of units is read before anything of it is stored, and its progress is heard both
 * while it is read and while it is stored. */
static void
test_progress (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tmx-XXXXXX", NULL);
  g_autofree char *library_path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *path = g_build_filename (folder, "long.tmx", NULL);
  g_autoptr (GString) tmx = g_string_new (HEAD);
  const TriImportFile files[] = { { .path = path } };
  Heard heard = { 0 };
  const TriImportOptions options
      = { .files = files, .n_files = 1, .progress = progress_cb, .user_data = &heard };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (library_path,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (tmx,
                            "<tu><tuv xml:lang='en'><seg>One %u</seg></tuv>"
                            "<tuv xml:lang='fr'><seg>Un %u</seg></tuv></tu>",
                            i,
                            i);
  g_string_append (tmx, TAIL);
  g_assert_true (g_file_set_contents (path, tmx->str, -1, NULL));
  g_assert_cmpint (tri_library_import (library, &options, NULL, &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (heard.n_before, >=, 5);
  g_assert_cmpuint (heard.n - heard.n_before, >=, 10);
  g_assert_cmpfloat (heard.last, ==, 1);
}

/* Against the counts of tuv and of tu with several by xmllint --xpath. */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "exchange/tmx/generated/ntrex-en-fr-nl.tmx", 3, 1500, 500 },
    { "exchange/tmx/generated/ntrex-en-fr-nl.utf16.tmx", 3, 1500, 500 },
    { "exchange/tmx/openxliff/OpenXLIFF_Java_es.tmx", 2, 1038, 519 },
    { "exchange/tmx/omegat/tmx__test-match-stat-en-ca11.tmx", 2, 518, 259 },
    { "exchange/tmx/omegat/tmx__TMXComplianceKit__ImportTest1C.tmx", 5, 15, 3 },
    { "exchange/tmx/omegat/tmx__TMXComplianceKit__ImportTest2A.tmx", 2, 14, 7 },
  };

  format_assert_counts (&tri_format_tmx, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tmx/fixture", test_fixture);
  g_test_add_func ("/tmx/truncated", test_truncated);
  g_test_add_func ("/tmx/sniff", test_sniff);
  g_test_add_func ("/tmx/encodings", test_encodings);
  g_test_add_func ("/tmx/source", test_source);
  g_test_add_func ("/tmx/errors", test_errors);
  g_test_add_func ("/tmx/preview", test_preview);
  g_test_add_func ("/tmx/import", test_import);
  g_test_add_func ("/tmx/progress", test_progress);
  g_test_add_func ("/tmx/real", test_real);

  return g_test_run ();
}
