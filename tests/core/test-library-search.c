/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library-search-fixture.h"

#include "library/tri-word-forms.h"

#include <math.h>
#include <string.h>

/* Questions to a library against a plain scan over the same texts: the scan has rules of its own
 * for what a word is, and knows no index. */

#define N_QUESTIONS 1200

static const char beginnings[] = "pri co Œu ge gevangenis vil ij de st мо noe";

/* --- The scan */

/* What is asked, as the test means it. */
typedef enum
{
  ASK_WORDS, /* one after another */
  ASK_BEGINNING,
  ASK_AND,
  ASK_OR,
  ASK_WITHOUT, /* the first, and not the second */
  ASK_NEAR,
  ASK_ADA,
  ASK_YEARS,
  ASK_SECOND, /* stands in the second chapter */
  ASK_NEVER,  /* a heading, of which there is none here */
  ASK_NOT,
  ASK_BOTH, /* the first in a language, the second in another, or not there */
} AskKind;

typedef struct _Ask Ask;

struct _Ask
{
  AskKind kind;
  GPtrArray *words;
  guint distance;
  guint first;
  guint last;
  guint lang;
  guint other;
  gboolean lacks;
  Ask *a;
  Ask *b;
};

static void
ask_free (Ask *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->words, g_ptr_array_unref);
  ask_free (self->a);
  ask_free (self->b);
  g_free (self);
}

static gboolean
stands_at (const Plain *passage, const Ask *ask, guint at)
{
  if (at + ask->words->len > passage->words->len)
    return FALSE;
  for (guint i = 0; i < ask->words->len; i++)
    {
      const char *word = passage->words->pdata[at + i];
      const char *wanted = ask->words->pdata[i];

      if (ask->kind == ASK_BEGINNING ? !g_str_has_prefix (word, wanted)
                                     : !g_str_equal (word, wanted))
        return FALSE;
    }
  return TRUE;
}

static gboolean
stands_near (const Plain *passage, const Ask *ask)
{
  for (guint i = 0; i < passage->words->len; i++)
    for (guint n = 0; stands_at (passage, ask->a, i) && n < passage->words->len; n++)
      {
        guint end_a = i + ask->a->words->len;
        guint end_b = n + ask->b->words->len;

        if (!stands_at (passage, ask->b, n) || (n < end_a && i < end_b))
          continue;
        if ((n >= end_a ? n - end_a : i - end_b) <= ask->distance)
          return TRUE;
      }
  return FALSE;
}

static gboolean scan (GPtrArray *passages, const Plain *passage, const Ask *ask);

static gboolean
scan_both (GPtrArray *passages, const Plain *passage, const Ask *ask)
{
  if (passage->lang != ask->lang || !scan (passages, passage, ask->a))
    return FALSE;
  for (guint i = 0; i < passages->len; i++)
    {
      const Plain *other = passages->pdata[i];

      if (other->lang == ask->other && other->number == passage->number)
        return scan (passages, other, ask->b) != ask->lacks;
    }
  return FALSE;
}

static gboolean
scan (GPtrArray *passages, const Plain *passage, const Ask *ask)
{
  switch (ask->kind)
    {
    case ASK_AND:
      return scan (passages, passage, ask->a) && scan (passages, passage, ask->b);
    case ASK_OR:
      return scan (passages, passage, ask->a) || scan (passages, passage, ask->b);
    case ASK_WITHOUT:
      return scan (passages, passage, ask->a) && !scan (passages, passage, ask->b);
    case ASK_NEAR:
      return stands_near (passage, ask);
    case ASK_ADA:
      return passage->names_ada;
    case ASK_YEARS:
      return passage->year >= ask->first && passage->year <= ask->last;
    case ASK_SECOND:
      return passage->number >= N_PASSAGES / 2;
    case ASK_NEVER:
      return FALSE;
    case ASK_NOT:
      return !scan (passages, passage, ask->a);
    case ASK_BOTH:
      return scan_both (passages, passage, ask);
    case ASK_WORDS:
    case ASK_BEGINNING:
    default:
      for (guint i = 0; i < passage->words->len; i++)
        if (stands_at (passage, ask, i))
          return TRUE;
      return FALSE;
    }
}

/* --- Asking */

static Ask *
ask_words (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  guint n = 1 + (pick (rand, 3) == 0);
  g_autoptr (GString) phrase = g_string_new (NULL);

  ask->kind = ASK_WORDS;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = pick_word (rand, asked);

      g_string_append_printf (phrase, "%s%s", i ? " " : "", word);
    }
  ask->words = plain_words (phrase->str);
  if (n > 1)
    g_string_append_printf (typed, pick (rand, 2) ? "\"%s\"" : "« %s »", phrase->str);
  else
    g_string_append (typed, phrase->str);
  return ask;
}

static Ask *
ask_beginning (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  g_autofree char *beginning = pick_word (rand, beginnings);

  ask->kind = ASK_BEGINNING;
  ask->words = plain_words (beginning);
  g_string_append_printf (typed, "%s*", beginning);
  return ask;
}

static Ask *
ask_near (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_NEAR;
  ask->distance = pick (rand, 4);
  ask->a = ask_words (rand, typed);
  g_string_append_printf (typed, " NEAR/%u ", ask->distance);
  ask->b = ask_words (rand, typed);
  return ask;
}

static Ask *
ask_years (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_YEARS;
  ask->first = 1910 + pick (rand, 10);
  ask->last = ask->first + pick (rand, 4);
  g_string_append_printf (typed, "date:%u..%u", ask->first, ask->last);
  return ask;
}

static Ask *
ask_ada (GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_ADA;
  g_string_append (typed, "@Ada");
  return ask;
}

static Ask *ask_anything (GRand *rand, guint depth, GString *typed);

static Ask *
ask_pair (GRand *rand, guint depth, GString *typed, AskKind kind, const char *between)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = kind;
  g_string_append_c (typed, '(');
  ask->a = ask_anything (rand, depth - 1, typed);
  g_string_append (typed, between);
  ask->b = ask_anything (rand, depth - 1, typed);
  g_string_append_c (typed, ')');
  return ask;
}

static Ask *
ask_anything (GRand *rand, guint depth, GString *typed)
{
  switch (depth > 0 ? pick (rand, 10) : pick (rand, 6))
    {
    case 0:
      return ask_beginning (rand, typed);
    case 1:
      return ask_ada (typed);
    case 2:
      return ask_years (rand, typed);
    case 6:
      return ask_near (rand, typed);
    case 7:
      return ask_pair (rand, depth, typed, ASK_AND, pick (rand, 2) ? " AND " : " ");
    case 8:
      return ask_pair (rand, depth, typed, ASK_OR, " OR ");
    case 9:
      return ask_pair (rand, depth, typed, ASK_WITHOUT, pick (rand, 2) ? " NOT " : " AND NOT ");
    default:
      return ask_words (rand, typed);
    }
}

/* Where to look, with words among it. What is not to be there is no side of an OR. */
static Ask *
ask_place (GRand *rand, guint depth, gboolean is_side, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);
  guint way = pick (rand, depth > 0 ? 6 : 2);

  if (way == 2 && is_side)
    way = 5;

  switch (way)
    {
    case 0:
      ask->kind = ASK_SECOND;
      g_string_append (typed, "chapter:second");
      break;
    case 1:
      ask->kind = ASK_NEVER;
      g_string_append (typed, "kind:heading");
      break;
    case 2:
      ask->kind = ASK_NOT;
      g_string_append (typed, "NOT (");
      ask->a = ask_place (rand, depth - 1, TRUE, typed);
      g_string_append_c (typed, ')');
      break;
    default:
      ask->kind = way == 5 ? ASK_AND : ASK_OR;
      g_string_append_c (typed, '(');
      ask->a = ask_place (rand, depth - 1, is_side || way != 5, typed);
      g_string_append (typed, way == 5 ? " AND " : " OR ");
      if (way == 4)
        ask->b = ask_words (rand, typed);
      else
        ask->b = ask_place (rand, depth - 1, is_side || way != 5, typed);
      g_string_append_c (typed, ')');
      break;
    }
  return ask;
}

static Ask *
ask_there (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_AND;
  g_string_append_c (typed, '(');
  ask->a = ask_anything (rand, 1, typed);
  g_string_append (typed, ") AND ");
  ask->b = ask_place (rand, 3, FALSE, typed);
  return ask;
}

static Ask *
ask_both (GRand *rand, GString *typed)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = ASK_BOTH;
  ask->lang = pick (rand, N_LANGS);
  ask->other = (ask->lang + 1 + pick (rand, N_LANGS - 1)) % N_LANGS;
  ask->lacks = pick (rand, 2);
  g_string_append_printf (typed, "%s:(", langs[ask->lang]);
  ask->a = ask_anything (rand, 1, typed);
  g_string_append_printf (typed, ") %s:%s(", langs[ask->other], ask->lacks ? "!" : "");
  ask->b = ask_anything (rand, 1, typed);
  g_string_append_c (typed, ')');
  return ask;
}

/* --- The library */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
assert_same (const char *typed, GPtrArray *found, GPtrArray *expected)
{
  g_ptr_array_sort (found, compare_keys);
  g_ptr_array_sort (expected, compare_keys);
  for (guint i = 0; i < MAX (found->len, expected->len); i++)
    if (i >= found->len || i >= expected->len
        || strcmp (found->pdata[i], expected->pdata[i]) != 0)
      g_error ("%s: found %u, expected %u; first other: %s, %s",
               typed,
               found->len,
               expected->len,
               i < found->len ? (char *) found->pdata[i] : "none",
               i < expected->len ? (char *) expected->pdata[i] : "none");
}

static void
assert_scan_finds_the_same (Fixture *fixture, const char *typed, const Ask *ask)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;

  options->forms = FALSE;
  options->kinds = 1u << TRI_PASSAGE_PARAGRAPH;
  found = ask_library (fixture->library, typed, options);
  for (guint i = 0; i < fixture->passages->len; i++)
    if (scan (fixture->passages, fixture->passages->pdata[i], ask))
      g_ptr_array_add (expected, g_strdup (((Plain *) fixture->passages->pdata[i])->key));
  assert_same (typed, found, expected);
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_found = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      Ask *ask = i % 4 == 0   ? ask_both (rand, typed)
                 : i % 4 == 1 ? ask_there (rand, typed)
                              : ask_anything (rand, 3, typed);

      assert_scan_finds_the_same (fixture, typed->str, ask);
      for (guint n = 0; n < fixture->passages->len; n++)
        n_found += scan (fixture->passages, fixture->passages->pdata[n], ask);
      ask_free (ask);
    }
  /* They are no idle questions. */
  g_assert_cmpuint (n_found, >, N_QUESTIONS * 5);
}

/* --- Forms */

static void
assert_finds (Fixture *fixture, const char *typed, const char *lang, const char *const *spellings)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;

  options->lang = g_strdup (lang);
  found = ask_library (fixture->library, typed, options);
  for (guint i = 0; i < fixture->passages->len; i++)
    {
      const Plain *passage = fixture->passages->pdata[i];
      gboolean any = FALSE;

      for (guint n = 0; g_str_equal (langs[passage->lang], lang) && spellings[n]; n++)
        any |= g_ptr_array_find_with_equal_func (passage->words,
                                                 spellings[n],
                                                 g_str_equal,
                                                 NULL);
      if (any)
        g_ptr_array_add (expected, g_strdup (passage->key));
    }
  g_assert_cmpuint (expected->len, >, 0);
  assert_same (typed, found, expected);
}

/* Each language has its own rules; an exact word has none. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture, "prison", "fr", (const char *[]){ "prison", "prisons", NULL });
  assert_finds (fixture, "prisons", "en", (const char *[]){ "prison", "prisons", NULL });
  assert_finds (fixture, "\"prison\"", "en", (const char *[]){ "prison", NULL });
  assert_finds (fixture, "ville", "fr", (const char *[]){ "ville", "villes", NULL });
  assert_finds (fixture, "hommes", "fr", (const char *[]){ "homme", "hommes", NULL });
  assert_finds (fixture, "city", "en", (const char *[]){ "city", "cities", NULL });
  assert_finds (fixture, "walk", "en", (const char *[]){ "walked", "walking", NULL });
  assert_finds (fixture, "hearts", "en", (const char *[]){ "heart", "hearts", NULL });
  assert_finds (fixture, "cœur", "fr", (const char *[]){ "coeur", "coeurs", NULL });
  assert_finds (fixture, "boek", "nl", (const char *[]){ "boek", "boeken", NULL });
  assert_finds (fixture, "harten", "nl", (const char *[]){ "hart", "harten", NULL });
  assert_finds (fixture,
                "gevangenissen",
                "nl",
                (const char *[]){ "gevangenis", "gevangenissen", NULL });
}

/* A text whose language is mended has the forms of that language, once its words are counted. */
static void
test_language_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 text = tri_library_find_text (fixture->library, "en", &error);
  g_autoptr (GPtrArray) before = ask_library (fixture->library, "en:walk", NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) no_more = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, >, 0);
  g_assert_true (tri_library_edit_text (fixture->library, text, "nl", "Engels", NULL, &error));
  g_assert_true (tri_library_has_uncounted_words (fixture->library));
  g_assert_true (tri_library_count_words (fixture->library, NULL, &error));
  g_assert_false (tri_library_has_uncounted_words (fixture->library));
  no_more = ask_library (fixture->library, "en:walked", NULL);
  g_assert_cmpuint (no_more->len, ==, 0);
  after = ask_library (fixture->library, "nl:walked", NULL);
  g_assert_cmpuint (after->len, >, 0);
}

/* --- Order */

static void
test_exact_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = ask_library (fixture->library, "en:prisons", NULL);
  gboolean was_exact = TRUE;
  guint n_exact = 0;

  for (guint i = 0; i < found->len; i++)
    for (guint n = 0; n < fixture->passages->len; n++)
      {
        const Plain *passage = fixture->passages->pdata[n];
        gboolean is_exact;

        if (!g_str_equal (passage->key, found->pdata[i]))
          continue;
        is_exact = g_ptr_array_find_with_equal_func (passage->words, "prisons", g_str_equal, NULL);
        g_assert_true (was_exact || !is_exact);
        was_exact = is_exact;
        n_exact += is_exact;
      }
  g_assert_cmpuint (n_exact, >, 0);
  g_assert_cmpuint (n_exact, <, found->len);
}

/* How often one of the forms stands there. */
static guint
count_forms (const Plain *passage, const char *const *forms)
{
  guint n = 0;

  for (guint i = 0; i < passage->words->len; i++)
    n += g_strv_contains (forms, passage->words->pdata[i]);
  return n;
}

/* In how many passages, each form by itself. */
static guint
count_passages (Fixture *fixture, const char *const *forms, guint lang)
{
  guint n = 0;

  for (guint i = 0; i < fixture->passages->len; i++)
    for (guint f = 0; forms[f]; f++)
      n += ((Plain *) fixture->passages->pdata[i])->lang == lang
           && count_forms (fixture->passages->pdata[i], (const char *[]){ forms[f], NULL }) > 0;
  return n;
}

/* bm25 by its formula, the forms of a word as one. */
static double
compute_score (Fixture *fixture, const Plain *passage, const char *const *const *terms, guint lang)
{
  double n = fixture->passages->len + 2 * N_LANGS; /* with the headings: one word and two */
  double n_words = 3 * N_LANGS;
  double score = 0;

  for (guint i = 0; i < fixture->passages->len; i++)
    n_words += ((Plain *) fixture->passages->pdata[i])->words->len;
  for (guint i = 0; terms[i]; i++)
    {
      double found = count_passages (fixture, terms[i], lang);
      double times = count_forms (passage, terms[i]);
      double length = passage->words->len / (n_words / n);

      score += log ((n - found + 0.5) / (found + 0.5)) * times * 2.2
               / (times + 1.2 * (0.25 + 0.75 * length));
    }
  return score;
}

static const Plain *
find_plain (Fixture *fixture, const char *key)
{
  for (guint i = 0; i < fixture->passages->len; i++)
    if (g_str_equal (((Plain *) fixture->passages->pdata[i])->key, key))
      return fixture->passages->pdata[i];
  g_assert_not_reached ();
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const prison[] = { "prison", "prisons", NULL };
  static const char *const heart[] = { "heart", "hearts", NULL };
  static const char *const *const terms[] = { prison, heart, NULL };
  g_autoptr (GPtrArray) found = ask_library (fixture->library, "en:(prison OR heart)", NULL);
  gboolean was_exact = TRUE;
  double last = 1000;

  g_assert_cmpuint (found->len, >, 30);
  for (guint i = 0; i < found->len; i++)
    {
      const Plain *passage = find_plain (fixture, found->pdata[i]);
      double score = compute_score (fixture, passage, terms, 1);
      gboolean is_exact = TRUE;

      /* Each word that it has as it was typed, too. */
      for (guint n = 0; terms[n]; n++)
        is_exact &= count_forms (passage, terms[n]) == 0
                    || count_forms (passage, (const char *[]){ terms[n][0], NULL }) > 0;
      g_assert_true (was_exact || !is_exact);
      if (is_exact == was_exact)
        g_assert_cmpfloat (score, <=, last + 1e-4);
      was_exact = is_exact;
      last = score;
    }
  g_assert_false (was_exact);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/search/scan", test_scan);
  ADD ("/search/forms", test_forms);
  ADD ("/search/language-changes", test_language_changes);
  ADD ("/search/exact-first", test_exact_first);
  ADD ("/search/order", test_order);

  return g_test_run ();
}
