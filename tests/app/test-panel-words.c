/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-dates.h"
#include "panels/reader-distribution-bar.h"

#include <adwaita.h>

static void
test_dates (void)
{
  static const struct
  {
    const char *edtf;
    const char *words;
  } cases[] = {
    { "1890-12-30", "30 December 1890" },
    { "1917-01-01", "1 January 1917" },
    { "1917-01", "January 1917" },
    { "1917", "1917" },
    { "0970", "970" },
    { "1908~", "c. 1908" },
    { "1908-12~", "c. December 1908" },
    { "1908?", "1908 (uncertain)" },
    { "192X", "the 1920s" },
    { "18XX", "the 19th century" },
    { "20XX", "the 21st century" },
    { "1923-23", "autumn 1923" },
    { "1926/1929", "1926–1929" },
    { "1926-03/1929", "March 1926 to 1929" },
    { "1926/..", "from 1926" },
    { "../1929", "until 1929" },
    { "/1929", "until 1929" },
    { "[1930..1933]", "between 1930 and 1933" },
    { "[..1933]", "not after 1933" },
    { "[1930..]", "not before 1930" },
    { "1917-40", "first half of 1917" },
    { "1917-36~", "c. quarter 4 of 1917" },
    { "-0043", "44 BC" },
    { "XXXX-07-14", "14 July, no year" },
    { "XXXX-05-01", "1 May, no year" },
    { "XXXX-13-01", "XXXX-13-01" },
    { "1917-13", "1917-13" },
    { "1917-02-99", "1917-02-99" },
    { "some time", "some time" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = reader_dates_dup_words (cases[i].edtf);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_lives (void)
{
  static const struct
  {
    TriEntityType type;
    const char *edtf;
    const char *words;
  } cases[] = {
    { TRI_ENTITY_PERSON, "1879/1940", "born 1879, died 1940" },
    { TRI_ENTITY_PERSON, "1879/..", "born 1879" },
    { TRI_ENTITY_PERSON, "../1940~", "died c. 1940" },
    { TRI_ENTITY_PERSON, "/", "" },
    { TRI_ENTITY_PERSON, NULL, "" },
    { TRI_ENTITY_PERSON, "1912", "1912" },
    { TRI_ENTITY_EVENT, "1917/1921", "1917–1921" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = reader_dates_dup_words_of (cases[i].type, cases[i].edtf);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
activated_cb (ReaderDistributionBar *bar, guint nth, guint *out)
{
  *out = nth;
}

/* A click counts the mentions before it, and one beside a stroke goes to the nearest. */
static void
test_bar (void)
{
  static const guint bins[] = { 0, 2, 0, 0, 3, 0, 0, 0, 0, 1 };
  GtkWidget *bar = g_object_ref_sink (reader_distribution_bar_new ());
  guint nth = 99;

  g_signal_connect (bar, "activated", G_CALLBACK (activated_cb), &nth);
  reader_distribution_bar_go_to (READER_DISTRIBUTION_BAR (bar), 0.5);
  g_assert_cmpuint (nth, ==, 99);
  reader_distribution_bar_set_bins (READER_DISTRIBUTION_BAR (bar), bins, G_N_ELEMENTS (bins));
  reader_distribution_bar_go_to (READER_DISTRIBUTION_BAR (bar), 0.0);
  g_assert_cmpuint (nth, ==, 0);
  reader_distribution_bar_go_to (READER_DISTRIBUTION_BAR (bar), 0.45);
  g_assert_cmpuint (nth, ==, 2);
  reader_distribution_bar_go_to (READER_DISTRIBUTION_BAR (bar), 1.0);
  g_assert_cmpuint (nth, ==, 5);
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/panel-words/dates", test_dates);
  g_test_add_func ("/panel-words/lives", test_lives);
  g_test_add_func ("/panel-words/bar", test_bar);

  return g_test_run ();
}
