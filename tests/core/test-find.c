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

/* --- a work --- */

/* What is read of a work: hits in the order of rows, computed from the rows themselves. */
static void
add_expected (GArray *hits, const TriPassage *passage, guint column, const TriFind *find)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));

  tri_find_match (find, passage->content, ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      const TriRange *range = &g_array_index (ranges, TriRange, i);
      TriFindHit hit = { passage->id,
                         range->start,
                         (guint16) (range->end - range->start),
                         (guint16) column };

      g_array_append_val (hits, hit);
    }
}

/* @turn: (out): how many hits stand before the passage @from. */
static GArray *
list_expected (Fixture *fixture,
               gint64 work,
               const GArray *texts,
               gint64 from,
               const TriFind *find,
               guint *turn)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (TriFindHit));
  g_autoptr (TriWork) found = tri_library_get_work (fixture->library, work, NULL);

  for (guint s = 0; s < tri_library_count_strands (fixture->library, work); s++)
    {
      g_autoptr (GPtrArray) rows = tri_library_read_rows (fixture->library,
                                                          work,
                                                          s,
                                                          0,
                                                          100000,
                                                          NULL);

      for (guint r = 0; r < rows->len; r++)
        for (guint c = 0; c < texts->len; c++)
          {
            TriText *text = tri_work_get_text (found, g_array_index (texts, gint64, c));
            GPtrArray *cell = NULL;

            if (text->strand != s)
              continue;
            cell = tri_row_get_cell (g_ptr_array_index (rows, r), text->column);
            for (guint p = 0; p < cell->len; p++)
              {
                const TriPassage *passage = g_ptr_array_index (cell, p);

                if (passage->id == from)
                  *turn = hits->len;
                add_expected (hits, passage, c, find);
              }
          }
    }
  return hits;
}

typedef struct
{
  GArray *behind;
  GArray *before;
  guint n_steps;
  guint n_slow;
  guint most_steps; /* 0: as many as come */
  GCancellable *cancellable;
} Heard;

static gboolean
heard_cb (const TriFindStep *step, gpointer data)
{
  Heard *heard = data;

  /* Nothing comes behind the first half once the second has begun. */
  g_assert_true (step->is_before || heard->before->len == 0);
  g_array_append_vals (step->is_before ? heard->before : heard->behind, step->hits, step->n_hits);
  heard->n_steps++;
  heard->n_slow = step->n_slow;
  if (heard->cancellable)
    g_cancellable_cancel (heard->cancellable);
  return heard->most_steps == 0 || heard->n_steps < heard->most_steps;
}

static void
clear_heard (Heard *heard)
{
  g_array_unref (heard->behind);
  g_array_unref (heard->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, clear_heard)

static void
assert_same (const GArray *heard, const GArray *expected, guint from, guint end)
{
  g_assert_cmpuint (heard->len, ==, end - from);
  for (guint i = 0; i < heard->len; i++)
    g_assert_cmpmem (&g_array_index (heard, TriFindHit, i),
                     sizeof (TriFindHit),
                     &g_array_index (expected, TriFindHit, from + i),
                     sizeof (TriFindHit));
}

static const char *const words[] = {
  "prison",
  "la",
  "Prison",
  "été",
  "l’homme",
  "sœur",
  "gevangenis",
  "in",
  "den",
  "a",
};

/* Two texts that are tied, with notes, gaps and rows of several passages, and one by itself, over
 * more than one block of rows. */
static gint64
make_work (Fixture *fixture)
{
  static const char *const langs[] = { "fr", "nl", "en" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint t = 0; t < 3; t++)
    {
      begin_text (fixture, langs[t]);
      begin_division (fixture, langs[t]);
      for (guint i = 0; i < 400; i++)
        {
          g_autofree char *key = g_strdup_printf ("%s%u", langs[t], i);
          g_autoptr (GString) content = g_string_new ("x");

          for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
            g_string_append_printf (content,
                                    " %s",
                                    words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
          add (fixture,
               i % 23 == 5 ? TRI_PASSAGE_NOTE : TRI_PASSAGE_PARAGRAPH,
               key,
               content->str);
        }
      end_division (fixture);
      end_text (fixture);
    }
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *a = g_strdup_printf ("fr%u", i);
      g_autofree char *b = g_strdup_printf ("nl%u", i - i % 3);

      if (i % 7 != 3 && i % 23 != 5 && (i - i % 3) % 23 != 5)
        g_assert_true (add_link (fixture, a, b, NULL));
    }
  return finish (fixture);
}

static GArray *
list_texts (Fixture *fixture, gint64 work, const char *order)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *order; order++)
    {
      gint64 text = get_text (fixture, work, (guint) (*order - '0'));

      g_array_append_val (texts, text);
    }
  return texts;
}

/* From the beginning and from passages all over; all texts, some, in another order. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const orders[] = { "012", "10", "2", "210" };
  gint64 work = make_work (fixture);
  g_autoptr (TriFind) find = tri_find_new ("prison", TRI_FIND_FOLD, NULL);

  for (guint o = 0; o < G_N_ELEMENTS (orders); o++)
    for (guint from = 0; from <= 399; from += 19)
      {
        g_autoptr (GArray) texts = list_texts (fixture, work, orders[o]);
        gint64 text = g_array_index (texts, gint64, from % texts->len);
        g_autoptr (GPtrArray) passages = tri_library_read_passages (fixture->library,
                                                                    text,
                                                                    from,
                                                                    1,
                                                                    NULL);
        const TriPassage *origin = g_ptr_array_index (passages, 0);
        guint turn = 0;
        g_autoptr (GArray) expected = list_expected (fixture,
                                                     work,
                                                     texts,
                                                     origin->id,
                                                     find,
                                                     &turn);
        TriFindPlan plan = { work, texts, from == 0 ? 0 : text, from, find };
        g_auto (Heard) heard = { g_array_new (FALSE, FALSE, sizeof (TriFindHit)),
                                 g_array_new (FALSE, FALSE, sizeof (TriFindHit)) };

        if (from == 0)
          turn = 0;
        g_assert_true (tri_library_find (fixture->library, &plan, heard_cb, &heard, NULL));
        g_assert_cmpuint (expected->len, >, 100);
        assert_same (heard.behind, expected, turn, expected->len);
        assert_same (heard.before, expected, 0, turn);
      }
}

/* Who has enough is told no more, and a cancelled search ends. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gint64 work = make_work (fixture);
  g_autoptr (GArray) texts = list_texts (fixture, work, "012");
  g_autoptr (TriFind) find = tri_find_new ("a", TRI_FIND_FOLD, NULL);
  g_autoptr (TriFind) nothing = tri_find_new (" ", TRI_FIND_FOLD, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TriFindPlan plan = { work, texts, 0, 0, find };
  g_auto (Heard) heard = { g_array_new (FALSE, FALSE, sizeof (TriFindHit)),
                           g_array_new (FALSE, FALSE, sizeof (TriFindHit)) };

  heard.most_steps = 1;
  g_assert_true (tri_library_find (fixture->library, &plan, heard_cb, &heard, NULL));
  g_assert_cmpuint (heard.n_steps, ==, 1);
  /* The first block alone. */
  g_assert_cmpuint (heard.behind->len, <, 3 * 128 * 6);

  plan.find = nothing;
  g_assert_true (tri_library_find (fixture->library, &plan, heard_cb, &heard, NULL));
  g_assert_cmpuint (heard.n_steps, ==, 1);

  plan.find = find;
  heard.most_steps = 0;
  heard.cancellable = cancellable;
  tri_library_set_cancellable (fixture->library, cancellable);
  g_assert_false (tri_library_find (fixture->library, &plan, heard_cb, &heard, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heard.n_steps, ==, 2);
  tri_library_set_cancellable (fixture->library, NULL);
}

/* An expression that takes too long everywhere is given up. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = g_strnfill (300, 'a');
  g_autoptr (TriFind) find = tri_find_new ("(a+)+[bc]$", TRI_FIND_REGEX, NULL);
  g_autoptr (GArray) texts = NULL;
  TriFindPlan plan = { .find = find };
  g_auto (Heard) heard = { g_array_new (FALSE, FALSE, sizeof (TriFindHit)),
                           g_array_new (FALSE, FALSE, sizeof (TriFindHit)) };

  content[297] = 'b';
  begin_text (fixture, "en");
  begin_division (fixture, "d");
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", i);

      add (fixture, TRI_PASSAGE_PARAGRAPH, key, i == 3 ? "aab" : content);
    }
  end_division (fixture);
  end_text (fixture);
  plan.work = finish (fixture);
  plan.texts = texts = list_texts (fixture, plan.work, "0");
  g_assert_true (tri_library_find (fixture->library, &plan, heard_cb, &heard, NULL));
  g_assert_cmpuint (heard.n_slow, ==, TRI_FIND_MOST_SLOW);
  g_assert_cmpuint (heard.behind->len, ==, 1);
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
  g_test_add ("/find/work/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/find/work/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/find/work/slow", Fixture, NULL, set_up, test_slow, tear_down);
  return g_test_run ();
}
