/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "tri-error.h"

#include <string.h>

#define NAME "languages.csv"

static void
test_fixture (void)
{
  format_assert_dump (&tri_format_table, NAME);
}

static void
test_truncated (void)
{
  format_assert_truncated (&tri_format_table, NAME);
}

/* Other tables, registers and prose are none of ours, whatever its first line looks like. */
static void
test_sniff (void)
{
  static const FormatGuess cases[] = {
    { "a.tsv", "en\tfr\nOne\tUn\n", 85 },
    { "a.csv", "\xef\xbb\xbfid;French;Dutch\r\n", 85 },
    { "a.csv", "\"EN-us\",\"fr_BE\",words\n", 85 },
    { "a.txt", "en\tfr\tnl\n", 60 },
    { "a.txt", "en\tfr\tother\n", 0 },
    { "a.txt", "English, French and Dutch are spoken here.\n", 0 },
    { "a.txt", "En,\nfr\n", 0 },
    { "a.txt", "fr,en\n", 60 },
    { "a.txt", "La cigale, la fourmi\n", 0 },
    { "a.txt", "No, no, no\n", 0 },
    { "a.md", "Is it; it is\n", 0 },
    { "a.csv", "type,en,fr\n", 30 },
    { "a.csv", "type,name,name:fr\n", 30 },
    { "a.csv", "NE-COARSE-LIT,NE-FINE-LIT\n", 30 },
    { "a.csv", "One line of words\nand another\n", 0 },
    { "a.csv", "en,fr", 0 },
    { "a.csv", "\"en,fr\n", 0 },
    { "a.csv", "", 0 },
    { "a.csv", "fr;en\rUn;One\r", 85 },
    { "a.txt", "la\tde\nThe rain came down.\nNobody slept.\n", 0 },
    { "a.txt", "la\tde\nOne\tUn\nTwo\tDeux\nThree\n", 60 },
    { "a.txt", "fr\ten\nUn\tOne\nA line that was cut o", 60 },
    { "a.txt", "fr\ten\n\"Un\nou deux\"\tOne\n", 60 },
    { "a.txt", "\tla\tde\n\tThe rain came down.\n\tNobody slept, in the end.\n", 0 },
    { "a.txt", "En,la\n\nHe slept, and it rained.\n", 0 },
    { "a.txt", "en,la\nHe slept,Dormivit\n", 60 },
    { "a.tsv", "la\tde\nThe rain came down.\n", 85 },
    { "a.csv", "en,fr\nThe summer,L'\xe9t\xe9\nGood day,Bonjour\n", 85 },
    { "a.txt", "en,fr\nThe summer,L'\xe9t\xe9\nGood day,Bonjour\n", 60 },
    { "a.csv", "sep=;\nAnglais;Fran\xe7"
               "ais\nThe summer;L'\xe9t\xe9\n",
      85 },
    { "a.txt", "en,la\nIn summer, he slept.\nL'\xe9t\xe9 passa.\nA third line.\n", 0 },
  };

  format_assert_guesses (&tri_format_table, cases, G_N_ELEMENTS (cases));
}

/* As spreadsheets save text in "Unicode", whatever its name. */
static void
test_wide (void)
{
  static const char words[] = "\xEF\xBB\xBF"
                              "Français\tEnglish\r\nÉté\tSummer\r\n";
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize n = 0;
      g_autofree char *bytes = g_convert (words, -1, encodings[i], "UTF-8", NULL, &n, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      g_assert_cmpint (tri_format_table.sniff ("a.tsv", (const guint8 *) bytes, n), ==, 85);
      g_assert_cmpint (tri_format_table.sniff ("a.txt", (const guint8 *) bytes, n), ==, 60);
      g_assert_cmpint (tri_format_table.sniff ("a.txt", (const guint8 *) bytes, n - 1), ==, 60);
      dump = format_dup_dump (&tri_format_table, "a.txt", bytes, n, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (dump,
                       ==,
                       "text lang=fr\n  paragraph “Été”\ntext lang=en\n  paragraph “Summer”\n"
                       "link translation imported: 0/0 1/0\n");
    }
}

/* As spreadsheets save it that know no Unicode. */
static void
test_old (void)
{
  static const char words[] = "Anglais;Fran\xe7"
                              "ais\r\nThe summer;L'\xe9t\xe9\r\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *dump
      = format_dup_dump (&tri_format_table, "a.csv", words, strlen (words), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n  paragraph “The summer”\ntext lang=fr\n  paragraph “L'été”\n"
                   "link translation imported: 0/0 1/0\n");
}

static guint
count_texts (const char *dump)
{
  guint n = 0;

  for (const char *at = dump; (at = strstr (at, "text lang=")); at++)
    n++;
  return n;
}

/* What the first row calls a language. */
static void
test_header (void)
{
  static const struct
  {
    const char *header;
    const char *langs;
  } cases[] = {
    { "en\tfr\tnl", "en fr nl" },
    { "ENG\tfra\tdut", "en fr nl" },
    { "Anglais\tNEDERLANDS\tFrench", "en nl fr" },
    { "Deutsch\tespañol\tрусский", "de es ru" },
    { "id\ten_US\tzh-hant-TW", "en-US zh-Hant-TW" },
    { "en_kjv\ten_web\ten\ten", "en/kjv en-x-web/web en-x-1 en-x-2" },
    { "en\ten-x-1\ten", "en en-x-1 en-x-2" },
    { "en\t\tfr", "en fr" },
    { "text_en\ttexte_FR\tnl-BE_tekst", "en fr nl-BE" },
    { "translation.en\tTexte français\tDutch text", "en fr nl" },
    { "is_source\ten\tfr\tno_target", "en fr" },
    { "text_en\ttext_fr\ttext_id", "en fr" },
    { "en\tsource_id\tfr\tsegment_number\ttext_en_nr\tID_FR_text", "en fr" },
    { "en\tfr\tis_translation_ok\ttext_is_checked", "en fr" },
    { "en\tfr\tis\tno", "en fr is no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) langs = g_strsplit (cases[i].langs, " ", -1);
      g_autoptr (GString) words = g_string_new (cases[i].header);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;
      const char *at = NULL;

      g_string_append (words, "\nword");
      for (const char *tab = strchr (cases[i].header, '\t'); tab; tab = strchr (tab + 1, '\t'))
        g_string_append (words, "\tword");
      at = dump = format_dup_words_dump (&tri_format_table, words->str, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_texts (dump), ==, g_strv_length (langs));
      for (guint n = 0; langs[n]; n++)
        {
          g_auto (GStrv) parts = g_strsplit (langs[n], "/", 2);
          g_autofree char *title = parts[1] ? g_strconcat (" title=", parts[1], NULL) : NULL;
          g_autofree char *line = g_strdup_printf ("text lang=%s%s\n",
                                                   parts[0],
                                                   title ? title : "");

          at = strstr (at, line);
          g_assert_nonnull (at);
        }
    }
}

/* In a table with tabs quotation marks are those of the text, unless they stand around fields. */
static void
test_quotes (void)
{
  static const char bare[] = "en\tfr\n\"One\" he said\t« Un » dit-il\n\"Two\t\"Deux\"\n";
  static const char quoted[] = "en\tfr\n\"One\ttwo\"\t\"Un\ndeux \"\"trois\"\"\"\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *first = format_dup_words_dump (&tri_format_table, bare, &error);
  g_autofree char *second = format_dup_words_dump (&tri_format_table, quoted, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first,
                   ==,
                   "text lang=en\n  paragraph “\"One\" he said”\n  paragraph “\"Two”\n"
                   "text lang=fr\n  paragraph “« Un » dit-il”\n  paragraph “\"Deux\"”\n"
                   "link translation imported: 0/0 1/0\n"
                   "link translation imported: 0/1 1/1\n");
  g_assert_cmpstr (second,
                   ==,
                   "text lang=en\n  paragraph “One\ttwo”\n"
                   "text lang=fr\n  paragraph “Un⏎deux \"trois\"”\n"
                   "link translation imported: 0/0 1/0\n");
}

/* What Excel is told in a line of its own. */
static void
test_hint (void)
{
  static const char words[] = "sep=;\r\nfr;en\r\nUn, deux;One\r\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = format_dup_words_dump (&tri_format_table, words, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=fr\n  paragraph “Un, deux”\ntext lang=en\n  paragraph “One”\n"
                   "link translation imported: 0/0 1/0\n");
  g_assert_cmpint (tri_format_table.sniff ("a.csv", (const guint8 *) words, strlen (words)),
                   ==,
                   85);
}

/* Twelve rows of three columns, the last of them no text. */
static char *
dup_rows (const char *first, const char *separator)
{
  GString *rows = g_string_new (first);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (rows,
                            "%u%sHe was on the bank of the river when she came from the town.%s"
                            "Il était sur la rive quand elle est venue de la ville.%sCC-BY\n",
                            i,
                            separator,
                            separator,
                            separator);
  return g_string_free (rows, FALSE);
}

/* Columns that no row names are told by their words; what a tool for translators calls them is no
 * row. A table whose words do not say it is refused as before. */
static void
test_words (void)
{
  static const struct
  {
    const char *first;
    const char *separator;
  } cases[] = {
    { "", "\t" },
    { "", ";" },
    { "ID\tSource\tTarget\tNote\n", "\t" },
    { "nr,source_text,target_text,status\n", "," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = dup_rows (cases[i].first, cases[i].separator);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_words_dump (&tri_format_table, rows, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (dump, "text lang=en\n  paragraph"));
      g_assert_nonnull (strstr (dump, "\ntext lang=fr\n  paragraph"));
      g_assert_null (strstr (dump, "CC-BY"));
      g_assert_nonnull (strstr (dump, "“He was on the bank of the river when she came from"));
      g_assert_nonnull (strstr (dump, "link translation imported: 0/11 1/11\n"));
      g_assert_null (strstr (dump, "0/12"));
      g_assert_null (strstr (dump, "ource"));
    }
  format_assert_fails (&tri_format_table,
                       "Source\tTarget\nOne\tUn\n",
                       TRI_ERROR_SYNTAX,
                       "words:1: the first row does not say");
}

static void
test_errors (void)
{
  format_assert_fails (&tri_format_table, "a,b\nc,d\n", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_table, "", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_table, "en,other\na,b\n", TRI_ERROR_SYNTAX, "languages");
  format_assert_fails (&tri_format_table, "en,fr\n", TRI_ERROR_SYNTAX, "no text");
  format_assert_fails (&tri_format_table, "en,fr\na,b\nc,d,e\n", TRI_ERROR_SYNTAX, "words:3");
  format_assert_fails (&tri_format_table, "en,fr\na,\"b\n", TRI_ERROR_SYNTAX, "words:2");
}

/* Against awk -F'\t', counting the fields of these columns that are not empty. */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "parallel/gnome-help/trilingual.tsv", 3, 7722, 2574 },
    { "bible/trilingual.tsv", 3, 93226, 31098 },
  };

  format_assert_counts (&tri_format_table, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/fixture", test_fixture);
  g_test_add_func ("/table/truncated", test_truncated);
  g_test_add_func ("/table/sniff", test_sniff);
  g_test_add_func ("/table/wide", test_wide);
  g_test_add_func ("/table/old", test_old);
  g_test_add_func ("/table/header", test_header);
  g_test_add_func ("/table/quotes", test_quotes);
  g_test_add_func ("/table/hint", test_hint);
  g_test_add_func ("/table/words", test_words);
  g_test_add_func ("/table/errors", test_errors);
  g_test_add_func ("/table/real", test_real);

  return g_test_run ();
}
