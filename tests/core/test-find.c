/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-find.h"
#include "search/tri-find.h"

#include "import-fixture.h"

#include <string.h>

#define FOLD TRI_FIND_FOLD
#define WORDS TRI_FIND_WORDS
#define REGEX TRI_FIND_REGEX

/* --- the matcher --- */

/* What is found stands in brackets. */
typedef struct
{
  const char *name;
  TriFindFlags flags;
  const char *typed;
  const char *expected;
} Case;

static const Case cases[] = {
  { "fold/case", FOLD, "PRISON", "la [prison], [Prison]s" },
  { "fold/accents", FOLD, "ete", "un [été], l’[Été], ét é" },
  { "fold/typed-accents", FOLD, "été", "[ete] [Eté]" },
  { "fold/decomposed", FOLD, "été", "l’[e\u0301te\u0301]." },
  { "fold/ligature", FOLD, "soeur", "la [sœur], la [soeur]" },
  { "fold/half-of-ligature", FOLD, "so", "la [sœ]ur" },
  { "fold/typed-ligature", FOLD, "œuvre", "[Oeuvre], [œuvre]" },
  { "fold/sharp-s", FOLD, "strasse", "die [Straße], [STRASSE]" },
  { "fold/half-of-sharp-s", FOLD, "s", "Wei[ß]" },
  { "fold/apostrophe", FOLD, "l'homme", "[l’homme], [l'homme]" },
  { "fold/typed-apostrophe", FOLD, "l’homme", "[l'homme]" },
  { "fold/hyphen", FOLD, "peut-être", "[peut‑être], [peut-etre]" },
  { "fold/soft-hyphen", FOLD, "gevangenis", "de [gevan\u00adgenis]" },
  { "fold/no-break-space", FOLD, "mes amis", "[mes\u00a0amis], [mes\u202famis]" },
  { "fold/lines", FOLD, "the night", "into [the\nnight], [the   night]" },
  { "fold/typed-spaces", FOLD, "the  night", "[the night]" },
  { "fold/inside", FOLD, "ana", "b[ana]na [ana]s" },
  { "fold/cyrillic", FOLD, "тюрьма", "[ТЮРЬМА] и [тюрьма]" },
  { "fold/yo", FOLD, "еще", "[ещё]" },
  { "fold/ij", FOLD, "ijs", "[ĳs], [IJs]" },
  { "fold/beyond-the-plane", FOLD, "b", "a😀[b]" },
  { "fold/signs", FOLD, "a.c", "abc [a.c]" },
  { "fold/nothing", FOLD, "", "abc" },
  { "fold/white-space", FOLD, " ", "a b c" },
  { "fold/space-behind", FOLD, "in ", "[in ]den begin" },

  { "exact/case", 0, "Prison", "prison, [Prison]s" },
  { "exact/accents", 0, "été", "ete, [été], Été" },
  { "exact/no-accent", 0, "e", "é, e\u0301, [e]" },
  { "exact/decomposed", 0, "é", "e, [e\u0301], [é]" },
  { "exact/typed-decomposed", 0, "e\u0301", "e, [e\u0301], [é]" },
  { "exact/ligature", 0, "oe", "œ, [oe]" },
  { "exact/apostrophe", 0, "l’a", "l'a, [l’a]" },
  { "exact/soft-hyphen", 0, "exact", "[ex\u00adact]" },
  { "exact/spaces", 0, "a b", "[a\u00a0b], [a\nb]" },

  { "words/whole", FOLD | WORDS, "in", "[in] begin, [In]!" },
  { "words/several", FOLD | WORDS, "de man", "[de man], de mannen, orde man" },
  { "words/apostrophe", FOLD | WORDS, "homme", "l’[homme], hommes" },
  { "words/hyphen", FOLD | WORDS, "peut", "[peut]-être" },
  { "words/digits", FOLD | WORDS, "19", "1917, [19]" },
  { "words/mark", FOLD | WORDS, "ete", "[e\u0301te\u0301]" },
  { "words/exact", WORDS, "In", "in [In] Inn" },
  { "words/chinese", FOLD | WORDS, "人", "[人]民" },
  { "words/first-and-last", FOLD | WORDS, "a", "[a] ab ba [a]" },

  { "regex/class", REGEX, "[Pp]ri[a-z]+", "la [prison], [Prisons]" },
  { "regex/case", REGEX, "prison", "Prison [prison]" },
  { "regex/fold", FOLD | REGEX, "prison|ETE", "[Prison], [été]" },
  { "regex/fold-typed", FOLD | REGEX, "p[éè]re", "[père], [pere]" },
  { "regex/fold-class", FOLD | REGEX, "\\bl\\S+", "[l’homme] [là]" },
  { "regex/fold-ligature", FOLD | REGEX, "s.eur", "la [sœur]" },
  { "regex/fold-points", FOLD | REGEX, "…", "abc[...]" },
  { "regex/ends", REGEX, "^a|b$", "[a]ba[b]" },
  { "regex/empty", REGEX, "x*", "aab[xx]c" },
  { "regex/only-empty", REGEX, "^|$|\\b", "some words" },
  { "regex/lookbehind", REGEX, "(?<=de )man", "de [man], een man" },
  { "regex/back", FOLD | REGEX, "\\b(\\w+) \\1\\b", "[de de] man" },
  { "regex/words", REGEX | WORDS, "ma.", "[man], mannen, [mal]" },
  { "regex/accents", REGEX, "\\w+", "[été], [тюрьма]" },
  { "regex/beyond-the-plane", REGEX, "b+", "a😀[bb]" },
};

static char *
dup_marked (const char *text, const GArray *ranges)
{
  GString *marked = g_string_new (NULL);
  guint next = 0;
  guint at = 0;

  for (const char *p = text;; p = g_utf8_next_char (p), at++)
    {
      if (next < ranges->len && g_array_index (ranges, TriRange, next).end == at)
        {
          g_string_append_c (marked, ']');
          next++;
        }
      if (next < ranges->len && g_array_index (ranges, TriRange, next).start == at)
        g_string_append_c (marked, '[');
      if (!*p)
        break;
      g_string_append_unichar (marked, g_utf8_get_char (p));
    }
  return g_string_free (marked, FALSE);
}

static char *
dup_bare (const char *marked)
{
  GString *bare = g_string_new (NULL);

  for (; *marked; marked++)
    if (*marked != '[' && *marked != ']')
      g_string_append_c (bare, *marked);
  return g_string_free (bare, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *text = dup_bare (self->expected);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriFind) find = tri_find_new (self->typed, self->flags, &error);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  g_autofree char *marked = NULL;

  g_assert_no_error (error);
  g_assert_true (tri_find_match (find, text, ranges));
  marked = dup_marked (text, ranges);
  g_assert_cmpstr (marked, ==, self->expected);
}

/* What is wrong is said in words, with the place in what was typed. */
static void
test_problems (void)
{
  static const struct
  {
    const char *typed;
    const char *words;
  } problems[] = {
    { "(abc", "At character 5: a parenthesis lacks its counterpart" },
    { "abc)", "At character 4: a parenthesis lacks its counterpart" },
    { "été[a-", "At character 7: a [ is not closed by a ]" },
    { "*a", "At character 1: there is nothing to repeat" },
    { "a{3,1}", "At character 6: the numbers in {} are the wrong way round" },
    { "abc\\", "At character 5: a \\ stands at the end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    for (guint folds = 0; folds < 2; folds++)
      {
        g_autoptr (GError) error = NULL;
        TriFind *find = tri_find_new (problems[i].typed, REGEX | (folds ? FOLD : 0), &error);

        g_assert_null (find);
        g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
        g_assert_cmpstr (error->message, ==, problems[i].words);
      }
}

/* Expressions that would try for longer than anybody lives come to an end, and say so. */
static void
test_catastrophic (void)
{
  static const char *const typed[] = {
    "(a+)+$",
    "(a|aa)+$",
    "(.*.*.*.*.*)*[xy]",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(*LIMIT_MATCH=4000000000)(a+)+$",
  };
  g_autofree char *text = g_strnfill (2000, 'a');

  text[1999] = '!';
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (TriFind) find = tri_find_new (typed[i], REGEX | FOLD, NULL);
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
      gint64 begun = g_get_monotonic_time ();

      g_test_message ("%s", typed[i]);
      g_assert_nonnull (find);
      g_assert_false (tri_find_match (find, text, ranges));
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 2 * G_USEC_PER_SEC);
    }
}

/* Whatever is typed is an expression or an error, and no text breaks it. */
static void
test_any (void)
{
  static const char *const pieces[] = {
    "a",
    "é",
    "(",
    ")",
    "[",
    "]",
    "*",
    "+",
    "?",
    "{2}",
    "\\",
    "\\K",
    "\\C",
    "|",
    "^",
    "$",
    ".",
    "(?=",
    "(?i)",
    "œ",
    "e\u0301",
    "’",
    " ",
    "\\b",
    "(*ACCEPT)",
    "\\1",
    "(?R)",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (TriFind) find = NULL;
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
      guint last = 0;

      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append (typed, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      find = tri_find_new (typed->str, (TriFindFlags) g_rand_int_range (rand, 0, 8), NULL);
      if (!find)
        continue;
      tri_find_match (find, "aé œe\u0301’ sœur a(a)\u00ad [é] ßa", ranges);
      for (guint r = 0; r < ranges->len; r++)
        {
          TriRange range = g_array_index (ranges, TriRange, r);

          g_assert_cmpuint (range.start, >=, last);
          g_assert_cmpuint (range.end, >, range.start);
          g_assert_cmpuint (range.end, <=, 29);
          last = range.end;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/find/match/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/find/problems", test_problems);
  g_test_add_func ("/find/catastrophic", test_catastrophic);
  g_test_add_func ("/find/any", test_any);
  return g_test_run ();
}
