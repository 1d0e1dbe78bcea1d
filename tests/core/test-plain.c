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

/* (transfer full): the dump of a file with these bytes */
static char *
dump_bytes (const char *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bytes.txt", NULL);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;
  TriSource source = { path, "bytes.txt", NULL };

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_true (tri_formats_find (path, NULL) == &tri_format_plain);
  tri_format_plain.read (&source, TRI_DRAFT (dump), NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_strdup (draft_dump_get_text (dump));
}

/* What the letters of a language tell of an encoding that the file does not
 * name. */
static void
test_letters (void)
{
  static const struct
  {
    const char *encoding;
    const char *text;
  } cases[] = {
    { "ISO-8859-15", "Le cœur de la sœur bat." },
    { "ISO-8859-15", "L'Œuvre lui coûta cinq € et l'été." },
    { "ISO-8859-1",
      "Il but ½ litre d'eau, à l'ombre, et s'en alla vers ¼ de sept heures." },
    { "ISO-8859-1", "Eén keer, de zeeën, coöperatie, vóór ons, financiële "
                    "ideeën en België." },
    { "WINDOWS-1252", "Il coûte cinq € ; c’est l’œuvre d’un « fou »…" },
    { "WINDOWS-1252", "He said “no” – it’s the café’s naïve fiancé." },
    { "MACINTOSH", "Été à l’île, où l’hiver dure. Ça ne fait rien : « déjà là "
                   "», dit-elle." },
    { "MACINTOSH", "Eén keer, de zeeën, coöperatie, vóór ons, financiële "
                   "ideeën en België." },
    { "MACINTOSH", "He said “no” – it’s the café’s naïve fiancé." },
    { "CP850", "Réfugié, exilé, libéré, arrêté à Moscou, déporté : ça va." },
    { "KOI8-R", "Виктор Серж родился в Брюсселе в семье русских эмигрантов." },
    { "UTF-16LE", "Été à l’île, où l’hiver dure." },
    { "UTF-16BE", "Eén keer, de zeeën." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = 0;
      g_autofree char *bytes = g_convert (cases[i].text,
                                          -1,
                                          cases[i].encoding,
                                          "UTF-8",
                                          NULL,
                                          &length,
                                          NULL);
      g_autofree char *dump = NULL;

      g_assert_nonnull (bytes);
      dump = dump_bytes (bytes, length);
      g_test_message ("%s: %s", cases[i].encoding, dump);
      g_assert_nonnull (strstr (dump, cases[i].text));
    }
}

/* A word that is cut at the end of a line shows that a short text was wrapped;
 * what is not wrapped stays in its lines. */
static void
test_cut_words (void)
{
  static const char wrapped[] = "She had always told him that he would remem-\n"
                                "ber the ferry and the boat, and the evening\n"
                                "they had left.\n";
  static const char verse[] = "The ferry and the boat\nand the half-\nforgotten evening\n";
  g_autofree char *joined = dump_bytes (wrapped, strlen (wrapped));
  g_autofree char *apart = dump_bytes (verse, strlen (verse));

  g_assert_nonnull (strstr (
      joined, "ber the ferry and the boat, and the evening they had left."));
  g_assert_null (strstr (apart, "half-forgotten"));
}

/* What stands above and below a letter keeps its lines and says nothing of the others. */
static void
test_letter_wrapped (void)
{
  static const char letter[] = "To the Keeper of the Light\nHarbour Street 4\nPort Ellen\n\n"
                               "The ferry came in late on the evening of the storm, and nobody\n"
                               "had told us that the boat was lost with all the letters that we\n"
                               "had written.\n\n"
                               "Yours,\nAnna Vale\nPort Askaig\n3 May 1921\n";
  g_autofree char *dump = dump_bytes (letter, strlen (letter));

  g_assert_nonnull (strstr (dump, "storm, and nobody had told us that"));
  g_assert_nonnull (strstr (dump, "letters that we had written."));
  g_assert_null (strstr (dump, "Street 4 Port"));
  g_assert_null (strstr (dump, "Vale Port"));
}

/* A hyphen at the end of a line goes where the other words of the file say that the word has none.
 * Where they say nothing it stays, unless the file is seen to cut words, and these halves are none.
 */
static void
test_hyphens (void)
{
  static const struct
  {
    const char *text;
    const char *found[6];
  } cases[] = {
    { "He kept the ferry for years, and to remember that ferry he made it an exam-\n"
      "ple of what a boat is; this example was good enough for the people of remem-\n"
      "brance, and it was self-evident, or so it was said by them, and very self-\n"
      "evident too, in arc-en-\n"
      "ciel or arc-\n"
      "en-ciel, while the river went on.\n",
      { "an example of",
        "of remem-brance, and",
        "very self-evident",
        "in arc-en-ciel or arc-en-ciel" } },
    { "Il a toujours dit que le passeur reviendrait avant la nuit, peut-\n"
      "être même avant, et que le bateau serait vide, ce qui était fort\n"
      "possible en somme.\n",
      { "la nuit, peut-être même" } },
    { "The river and the ferry could be seen from the window, and in the eve-\n"
      "ning there was a lantern on the boat, as on every evening of that win-\n"
      "ter, a winter without ice; and nobody was there to be undis-\n"
      "turbed by it, nor was anything well-\n"
      "made on the ferry, nor made with care, when the boat was used for in-\n"
      "and outgoing mail.\n",
      { "in the evening there",
        "that winter, a winter",
        "be undisturbed by",
        "anything well-made on",
        "for in- and outgoing" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dump = dump_bytes (cases[i].text, strlen (cases[i].text));

      for (guint n = 0; cases[i].found[n]; n++)
        g_assert_nonnull (strstr (dump, cases[i].found[n]));
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
  g_test_add_func ("/plain/encodings/letters", test_letters);
  g_test_add_func ("/plain/cut-words", test_cut_words);
  g_test_add_func ("/plain/letter-wrapped", test_letter_wrapped);
  g_test_add_func ("/plain/hyphens", test_hyphens);
  g_test_add_func ("/plain/binary", test_binary);
  g_test_add_func ("/plain/detect/short", test_detect_short);
  g_test_add_func ("/plain/detect/accounts", test_detect_accounts);

  return g_test_run ();
}
