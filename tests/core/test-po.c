/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "tri-error.h"

#include <string.h>

#define NAME "messages.po"

static void
test_fixture (void)
{
  format_assert_dump (&tri_format_po, NAME);
}

static void
test_truncated (void)
{
  format_assert_truncated (&tri_format_po, NAME);
}

static void
test_sniff (void)
{
  static const FormatGuess cases[] = {
    { "any", "msgid \"\"\n", 90 },
    { "any", "\xef\xbb\xbf# a\r\n\r\n#, fuzzy\r\nmsgid \"\"\r\n", 90 },
    { "any", "#: a.c:1\nmsgctxt \"a\"\n", 90 },
    { "nl.po", "# much of nothing\n# and more", 70 },
    { "any", "# A heading\n# and another", 0 },
    { "nl.po", "", 0 },
    { "nl.po", "Words.\nmsgid \"a\"\n", 70 },
    { "any", "Words.\nmsgid \"a\"\n", 0 },
    { "nl.po", "Words of prose.\n", 0 },
    { "any", "msgid is a word\n", 0 },
  };

  format_assert_guesses (&tri_format_po, cases, G_N_ELEMENTS (cases));
}

/* The header says in which encoding and language it is, or the name does. */
static void
test_header (void)
{
  static const struct
  {
    const char *name;
    const char *encoding;
    const char *header;
    const char *source;
    const char *target;
  } cases[] = {
    { "a.po", "ISO-8859-2", "Language: pl\\nContent-Type: a; charset=ISO-8859-2\\n", "en", "pl" },
    { "a.po", "UTF-8", "Language: sr@latin\\nX-Source-Language: de\\n", "de", "sr-Latn" },
    { "pt_BR.po", "UTF-8", "Content-Type: a; charset=CHARSET\\n", "en", "pt-BR" },
    { "ferry.po", "UTF-8", "Language: \\n", "en", "" },
    { "a.po", "UTF-8", "Language: en\\n", "en", "en-x-target" },
    /* It says what it is not. */
    { "a.po", "UTF-8", "Language: pl\\nContent-Type: a; charset=no-such-thing\\n", "en", "pl" },
    { "nl.po", "UTF-8", "Content-Type: a; charset=UTF-7\\n", "en", "nl" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strdup_printf ("msgid \"\"\nmsgstr \"%s\"\n"
                                                "msgid \"a\"\nmsgstr \"Łódź é\"\n",
                                                cases[i].header);
      g_autofree char *expected = g_strdup_printf ("text lang=%s\n  paragraph “a”\n"
                                                   "text lang=%s\n  paragraph “Łódź é”\n"
                                                   "link translation imported: 0/0 1/0\n",
                                                   cases[i].source,
                                                   cases[i].target);
      gsize n_bytes = 0;
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      bytes = g_convert (words, -1, cases[i].encoding, "UTF-8", NULL, &n_bytes, &error);
      g_assert_no_error (error);
      dump = format_dup_dump (&tri_format_po, cases[i].name, bytes, n_bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, expected);
    }
}

/* Messages that do not come file by file are in no chapters. */
static void
test_unsorted (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (words,
                            "#: file-%u.c:1\nmsgid \"word %u\"\nmsgstr \"\"\n",
                            i % 3,
                            i);
  dump = format_dup_words_dump (&tri_format_po, words->str, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (dump, "division"));
  g_assert_nonnull (strstr (dump, "“word 19”"));
}

static void
test_errors (void)
{
  g_autofree char *word = g_strnfill (1024 * 1024 + 1, 'a');
  g_autofree char *longer = g_strconcat ("msgid \"a\"\nmsgstr \"", word, "\"\n", NULL);

  format_assert_fails (&tri_format_po, "msgid \"\"\nmsgstr \"\"\n", TRI_ERROR_SYNTAX, "no text");
  format_assert_fails (&tri_format_po, "msgid \"a\"\n", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_po, "msgid \"a\"\nmsgid \"b\"\n", TRI_ERROR_SYNTAX, "words:2");
  format_assert_fails (&tri_format_po, "msgid \"a\nmsgstr \"b\"\n", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_po, "msgid a\nmsgstr \"b\"\n", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_po, "msgid \"a\"\nmsgstr[99] \"b\"\n", TRI_ERROR_SYNTAX, ":2");
  format_assert_fails (&tri_format_po, "\n\n\"a\"\n", TRI_ERROR_SYNTAX, "words:3");
  format_assert_fails (&tri_format_po, longer, TRI_ERROR_LIMIT, "words:2");
}

/* Against msgfmt --statistics: translated and fuzzy; with those that are not translated. */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "parallel/gnome-help/fr.po", 2, 2 * (3267 + 140) + 64, 3267 + 140 },
    { "parallel/gnome-help/nl.po", 2, 2 * (2740 + 431) + 146, 2740 + 431 },
  };

  format_assert_counts (&tri_format_po, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/po/fixture", test_fixture);
  g_test_add_func ("/po/truncated", test_truncated);
  g_test_add_func ("/po/sniff", test_sniff);
  g_test_add_func ("/po/header", test_header);
  g_test_add_func ("/po/unsorted", test_unsorted);
  g_test_add_func ("/po/errors", test_errors);
  g_test_add_func ("/po/real", test_real);

  return g_test_run ();
}
