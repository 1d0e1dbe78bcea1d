/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "tri-error.h"

#include <string.h>

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

/* A score behind two texts in every line; ladders, tables with names and prose are none. */
static void
test_sniff (void)
{
  static const struct
  {
    const char *text;
    int score;
  } cases[] = {
    { "One\tUn\t0.5\nTwo\tDeux\t-0.3\n", 88 },
    { "One\tUn\t0.5\r\n\tDeux\t1.25\r\nThr", 88 },
    { "<p>\t<p>\t0.3\n\xc3\x89t\xc3\xa9\tZomer\t.5\n", 88 },
    { "One\tUn\t0.5\n", 0 },
    { "One\tUn\t0.5\nTwo\tDeux\n", 0 },
    { "One\tUn\t0.5\nTwo\tDeux\tfine\n", 0 },
    { "One\tUn\t0.5\nTwo\tDeux\t0.5\tmore\n", 0 },
    { "0\t0\t0.9\n1\t1\t0\n", 0 },
    { "en\tfr\tnl\nOne\tUn\tEen\n", 0 },
    { "One, two, three.\nFour.\n", 0 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint8 *bytes = (const guint8 *) cases[i].text;

      g_assert_cmpint (tri_format_bitext.sniff ("a.txt", bytes, strlen (cases[i].text)),
                       ==,
                       cases[i].score);
    }
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bitext/fixture", test_fixture);
  g_test_add_func ("/bitext/truncated", test_truncated);
  g_test_add_func ("/bitext/sniff", test_sniff);
  g_test_add_func ("/bitext/unknown", test_unknown);
  g_test_add_func ("/bitext/errors", test_errors);
  return g_test_run ();
}
