/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "tri-error.h"

#include <string.h>
#include <sys/resource.h>

#define NAME "sentences.align"

static void
test_fixture (void)
{
  format_assert_dump (&tri_format_bitext, NAME);
}

static void
test_truncated (void)
{
  format_assert_truncated (&tri_format_bitext, NAME);
}

/* A score behind two texts in every line; ladders, tables with names and prose are none, nor are
 * lists with counts, years or places on a map. */
static void
test_sniff (void)
{
  static const FormatGuess cases[] = {
    { "a.txt", "One\tUn\t0.5\nTwo\tDeux\t-0.3\n", 88 },
    { "a.txt", "One\tUn\t0.5\r\n\tDeux\t1.25\r\nThr", 88 },
    { "a.txt", "<p>\t<p>\t0.3\n\xc3\x89t\xc3\xa9\tZomer\t.5\n", 88 },
    { "a.txt", "One\tUn\t1\nTwo\t\t-1\n", 88 },
    { "a.txt", "One\tUn\t0.5\n", 0 },
    { "a.txt", "One\tUn\t0.5\nTwo\tDeux\n", 0 },
    { "a.txt", "One\tUn\t0.5\nTwo\tDeux\tfine\n", 0 },
    { "a.txt", "One\tUn\t0.5\nTwo\tDeux\t0.5\tmore\n", 0 },
    { "a.txt", "0\t0\t0.9\n1\t1\t0\n", 0 },
    { "a.txt", "en\tfr\tnl\nOne\tUn\tEen\n", 0 },
    { "a.txt", "One, two, three.\nFour.\n", 0 },
    { "a.txt", "", 0 },
    { "freq.txt", "house\tnoun\t12\ndog\tnoun\t7\n", 0 },
    { "people.txt", "Anna\tParis\t1987\nBert\tGent\t1990\n", 0 },
    { "list.txt", "Apples\tRed\t3\nPears\tGreen\t4\n", 0 },
    { "places.txt", "Paris\tFrance\t48.85\nSydney\tAustralia\t-33.87\n", 0 },
    { "a.tsv", "One\tUn\t0.5\nTwo\tDeux\t-0.3\n", 25 },
    { "A.CSV", "One\tUn\t0.5\nTwo\tDeux\t-0.3\n", 25 },
    { "a.tab", "One\tUn\t0.5\nTwo\tDeux\t-0.3\n", 25 },
  };

  format_assert_guesses (&tri_format_bitext, cases, G_N_ELEMENTS (cases));
}

/* What is called a table is one, with scores, too. */
static void
test_table (void)
{
  static const guint8 words[] = "One\tUn\t0.5\nTwo\tDeux\t-0.3\n";
  const gsize n = sizeof words - 1;

  g_assert_cmpint (tri_format_bitext.sniff ("a.tsv", words, n),
                   <,
                   tri_format_table.sniff ("a.tsv", words, n));
}

/* Where the words do not tell the languages, the texts are told apart all the same. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = format_dup_words_dump (&tri_format_bitext,
                                                 "One\tUn\t0.5\nTwo\t ~~~ \t0\n",
                                                 &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n  paragraph “One”\n  paragraph “Two”\n"
                   "text lang=und-x-target\n  paragraph “Un”\n"
                   "link translation 0.50 imported: 0/0 1/0\n");
}

static void
test_errors (void)
{
  format_assert_fails (&tri_format_bitext,
                       "One\tUn\t0.5\nTwo\tDeux\n",
                       TRI_ERROR_SYNTAX,
                       "words:2: this line is not two texts");
  format_assert_fails (&tri_format_bitext, "\t\t0.5\n", TRI_ERROR_SYNTAX, "no text");
}

static long
get_peak_kb (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

/* Sixteen megabytes of sentences in one line are refused at the first too many. */
static void
test_many (void)
{
  const guint n = 4000000;
  g_autoptr (GString) words = g_string_sized_new (n * 4 + 16);
  long before = 0;

  for (guint i = 0; i < n; i++)
    g_string_append (words, "a~~~");
  g_string_append (words, "\tUn\t0.5\n");
  before = get_peak_kb ();
  format_assert_fails (&tri_format_bitext,
                       words->str,
                       TRI_ERROR_LIMIT,
                       "more than 1000 segments; part it");
  g_assert_cmpint (get_peak_kb () - before, <, 96 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bitext/fixture", test_fixture);
  g_test_add_func ("/bitext/truncated", test_truncated);
  g_test_add_func ("/bitext/sniff", test_sniff);
  g_test_add_func ("/bitext/table", test_table);
  g_test_add_func ("/bitext/unknown", test_unknown);
  g_test_add_func ("/bitext/errors", test_errors);
  g_test_add_func ("/bitext/many", test_many);
  return g_test_run ();
}
