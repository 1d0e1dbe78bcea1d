/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-detect.h"
#include "formats/tri-format.h"
#include "formats/tri-plain-blocks.h"
#include "formats/tri-plain-load.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

/* A part of a book has chapters, which are no second line of its name. */
static void
test_parts (void)
{
  static const char text[] = "PREMIÈRE PARTIE\n\nCHAPITRE PREMIER\n\nOÙ L’ON PART\n\n"
                             "Il était tard quand le passeur vint.\n\n"
                             "CHAPITRE II\n\nLa nuit tombait.\n\n"
                             "DEUXIÈME PARTIE\n\nLE RETOUR\n\nCHAPITRE PREMIER\n\nRien.\n";
  g_autofree char *dump = dump_bytes (text, strlen (text));

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n"
                   "  division\n"
                   "    heading 1 “PREMIÈRE PARTIE”\n"
                   "    division title=CHAPITRE PREMIER OÙ L’ON PART\n"
                   "      heading 2 “CHAPITRE PREMIER”\n"
                   "      heading 3 “OÙ L’ON PART”\n"
                   "      paragraph “Il était tard quand le passeur vint.”\n"
                   "    division\n"
                   "      heading 2 “CHAPITRE II”\n"
                   "      paragraph “La nuit tombait.”\n"
                   "  division title=DEUXIÈME PARTIE LE RETOUR\n"
                   "    heading 1 “DEUXIÈME PARTIE”\n"
                   "    heading 2 “LE RETOUR”\n"
                   "    division\n"
                   "      heading 2 “CHAPITRE PREMIER”\n"
                   "      paragraph “Rien.”\n");
}

/* What Pandoc writes above a text. */
static void
test_title_block (void)
{
  static const struct
  {
    const char *text;
    const char *head;
  } cases[] = {
    { "% The\n  ferry\n% A. Writer; B. Writer\n% 1910\n\nMot.\n",
      "text lang= title=The ferry author=A. Writer; B. Writer\n" },
    { "% The ferry\n%\n% 1910\nMot.\n", "text lang= title=The ferry\n" },
    { "% The ferry\n\nMot.\n\n% no more\n", "text lang= title=The ferry\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (DraftDump) dump = draft_dump_new ();
      const TriSource source = { .path = "a.md", .name = "a.md", .bytes = bytes };

      g_assert_true (tri_format_markdown.read (&source, TRI_DRAFT (dump), NULL, NULL));
      g_assert_true (g_str_has_prefix (draft_dump_get_text (dump), cases[i].head));
      g_assert_nonnull (strstr (draft_dump_get_text (dump), "\n  paragraph “Mot.”\n"));
    }
}

/* What Project Gutenberg puts around a book, in the forms it has had. */
static void
test_gutenberg (void)
{
  static const char *const tops[] = {
    "*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\n"
    "Produced by Some One and the Online\nDistributed Proofreading Team\n\n\n",
    "*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***\n\nE-text prepared by Some One\n\n\n"
    "Note: Project Gutenberg also has an HTML version of this\n      file.\n\n\n",
    "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n\nThis etext was typed by Some One.\n\n",
  };
  static const char *const ends[] = {
    "*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nLicence.\n",
    "End of Project Gutenberg's The Ferry, by A. Writer\n\n*** END OF THIS PROJECT ***\n",
    "End of the Project Gutenberg EBook of The Ferry\n\nLicence.\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      g_autofree char *text = g_strconcat ("The Project Gutenberg eBook of The Ferry\n\n"
                                           "Title: The Ferry\n\nAuthor: A. Writer\n\n",
                                           tops[i],
                                           "[Illustration: A boat]\n\nTHE FERRY\n\nby A. Writer\n\n"
                                           "CHAPTER I\n\nIt was late when he came.\n\n"
                                           "  [Illustration]\n\n",
                                           ends[i],
                                           NULL);
      g_autofree char *dump = dump_bytes (text, strlen (text));

      g_assert_cmpstr (dump,
                       ==,
                       "text lang= title=The Ferry author=A. Writer\n"
                       "  paragraph “[Illustration: A boat]”\n"
                       "  heading 1 “THE FERRY”\n"
                       "  paragraph “by A. Writer”\n"
                       "  division\n"
                       "    heading 1 “CHAPTER I”\n"
                       "    paragraph “It was late when he came.”\n");
    }
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

static gboolean
read_path (const char *path, GError **error)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  TriSource source = { path, "large.txt", "en" };

  return tri_format_plain.read (&source, TRI_DRAFT (dump), NULL, error);
}

/* Removes the file. */
static void
assert_too_large (const char *path, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (read_path (path, &error));
  g_unlink (path);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
  g_test_message ("%s", error->message);
  g_assert_true (g_pattern_match_simple (message, error->message));
}

static void
test_too_many_bytes (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "large.txt", NULL);
  /* Each is three bytes in UTF-8. */
  gsize n_euros = TRI_PLAIN_MAX_BYTES / 3 + 1;
  g_autofree char *euros = g_strnfill (n_euros, '\x80');

  g_assert_true (g_file_set_contents (path, "words", -1, NULL));
  g_assert_cmpint (truncate (path, TRI_PLAIN_MAX_BYTES + 1), ==, 0);
  assert_too_large (path, "large.txt: the file is larger than 256 MiB; split*");
  g_assert_true (g_file_set_contents (path, euros, (gssize) n_euros, NULL));
  assert_too_large (path, "large.txt: the text is larger than 256 MiB in UTF-8; split*");
}

/* A line costs more memory than its letters. */
static void
test_too_many_lines (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "large.txt", NULL);
  g_autofree char *text = g_strnfill (TRI_PLAIN_MAX_LINES + 1, '\n');
  g_autoptr (GError) error = NULL;

  text[0] = 'a';
  g_assert_true (g_file_set_contents (path, text, TRI_PLAIN_MAX_LINES + 1, NULL));
  g_assert_true (read_path (path, &error));
  g_assert_no_error (error);
  text[0] = '\n';
  g_assert_true (g_file_set_contents (path, text, TRI_PLAIN_MAX_LINES + 1, NULL));
  assert_too_large (path, "large.txt: the file has more than 4000000 lines; split*");
}

static void
test_too_long_paragraph (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "large.txt", NULL);
  g_autofree char *letters = g_strnfill (TRI_PLAIN_MAX_BLOCK, 'a');
  g_autofree char *text = g_strconcat ("one\n\n", letters, NULL);
  g_autofree char *longer = g_strconcat (text, "a\n\ntwo\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (read_path (path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
  assert_too_large (path, "large.txt:3: a paragraph is longer than 4 MiB; part*");
}

static void
append_word (GString *text, guint number)
{
  for (guint i = 0; i < 6; i++, number /= 26)
    g_string_append_c (text, (char) ('a' + number % 26));
}

/* Only so many words that are cut are counted: what comes first is joined, a hyphen that comes
 * later stays, though its word is seen elsewhere. */
static void
test_many_cuts (void)
{
  static const char paragraph[] = "%s by the river the lantern of the ferry is seen in the %s-\n"
                                  "%s, and every %s%s it is seen again from the other side.\n\n";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *dump = NULL;

  g_string_append_printf (text, paragraph, "Down", "eve", "ning", "eve", "ning");
  for (guint i = 0; i < 90000; i++)
    {
      g_string_append (text, "the river and the ferry could be seen from the window of qu");
      append_word (text, i);
      g_string_append (text, "-\nx");
      append_word (text, i);
      g_string_append_c (text, ' ');
      if (i % 100 == 99)
        g_string_append (text, "end.\n\n");
    }
  g_string_append_printf (text, paragraph, "Again", "win", "ter", "win", "ter");
  dump = dump_bytes (text->str, text->len);
  g_assert_nonnull (strstr (dump, "seen in the evening, and every evening"));
  g_assert_nonnull (strstr (dump, "seen in the win-ter, and every winter"));
}

/* None of many pairs of a date and an entry is lost. */
static void
test_many_pairs (void)
{
  g_autoptr (GString) text = g_string_new ("Chronology\n\n");
  g_autofree char *dump = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "1%03u\n\nEntry %u\n\n", i % 1000, i);
  dump = dump_bytes (text->str, text->len);
  g_assert_nonnull (strstr (dump, "1999⏎Entry 19999"));
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
  g_test_add_func ("/plain/parts", test_parts);
  g_test_add_func ("/plain/gutenberg", test_gutenberg);
  g_test_add_func ("/plain/title-block", test_title_block);
  g_test_add_func ("/plain/cut-words", test_cut_words);
  g_test_add_func ("/plain/letter-wrapped", test_letter_wrapped);
  g_test_add_func ("/plain/hyphens", test_hyphens);
  g_test_add_func ("/plain/binary", test_binary);
  g_test_add_func ("/plain/limits/bytes", test_too_many_bytes);
  g_test_add_func ("/plain/limits/lines", test_too_many_lines);
  g_test_add_func ("/plain/limits/paragraph", test_too_long_paragraph);
  g_test_add_func ("/plain/limits/cut-words", test_many_cuts);
  g_test_add_func ("/plain/limits/pairs", test_many_pairs);
  g_test_add_func ("/plain/detect/short", test_detect_short);
  g_test_add_func ("/plain/detect/accounts", test_detect_accounts);

  return g_test_run ();
}
