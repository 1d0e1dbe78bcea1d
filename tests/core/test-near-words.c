/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-library-near-words.h"
#include "library/tri-word-forms.h"
#include "search/tri-spelling.h"

static void
test_compare (void)
{
  static const struct
  {
    const char *one;
    const char *other;
    guint most;
    guint distance;
  } pairs[] = {
    { "", "", 2, 0 },
    { "", "ab", 2, 2 },
    { "abc", "", 2, 3 },
    { "prison", "prison", 0, 0 },
    { "prison", "prisson", 1, 1 },
    { "prison", "pison", 1, 1 },
    { "prison", "prizon", 1, 1 },
    { "prison", "pirson", 1, 1 },
    { "prison", "rpison", 1, 1 },
    { "prison", "prisno", 1, 1 },
    { "prison", "pirsno", 2, 2 },
    { "prison", "pirsno", 1, 2 },
    { "prison", "rison", 1, 1 },
    { "prison", "prisonnier", 2, 3 },
    { "prison", "poison", 2, 1 },
    { "prison", "maison", 2, 2 },
    { "ab", "ba", 1, 1 },
    { "ca", "abc", 3, 3 }, /* no place twice */
    { "kitten", "sitting", 3, 3 },
    { "троцкий", "троцкии", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint turn = 0; turn < 2; turn++)
      {
        glong n = 0;
        glong m = 0;
        g_autofree gunichar *one = g_utf8_to_ucs4_fast (turn ? pairs[i].other : pairs[i].one,
                                                        -1,
                                                        &n);
        g_autofree gunichar *other = g_utf8_to_ucs4_fast (turn ? pairs[i].one : pairs[i].other,
                                                          -1,
                                                          &m);

        g_test_message ("%s %s", pairs[i].one, pairs[i].other);
        g_assert_cmpuint (tri_spelling_compare (one, (guint) n, other, (guint) m, pairs[i].most),
                          ==,
                          pairs[i].distance);
      }
}

/* The whole table, without a band: what the quick way has to give. */
static guint
compare_plainly (const gunichar *one, guint n, const gunichar *other, guint m)
{
  guint table[12][12];

  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j <= m; j++)
      {
        guint best = i == 0 ? j : j == 0 ? i
                                         : G_MAXUINT;

        if (i > 0 && j > 0)
          {
            best = MIN (table[i - 1][j], table[i][j - 1]) + 1;
            best = MIN (best, table[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
          }
        if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
          best = MIN (best, table[i - 2][j - 2] + 1);
        table[i][j] = best;
      }
  return table[n][m];
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 100000; i++)
    {
      gunichar words[2][12];
      guint n[2];
      guint most = (guint) g_rand_int_range (rand, 0, 5);
      guint distance;

      for (guint w = 0; w < 2; w++)
        {
          n[w] = (guint) g_rand_int_range (rand, 0, 11);
          for (guint j = 0; j < n[w]; j++)
            words[w][j] = (gunichar) g_rand_int_range (rand, 'a', 'd');
        }
      distance = compare_plainly (words[0], n[0], words[1], n[1]);
      g_assert_cmpuint (tri_spelling_compare (words[0], n[0], words[1], n[1], most),
                        ==,
                        MIN (distance, most + 1));
    }
}

static TriLibrary *
open_counted (void)
{
  TriLibrary *library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  tri_library_exec (library,
                    "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')",
                    &error);
  g_assert_no_error (error);
  tri_library_count_words (library, NULL, &error);
  g_assert_no_error (error);
  return library;
}

/* "rencontre 1, Trotski 2 (@2)". */
static char *
dump (TriLibrary *library, const char *word, const char *lang, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) near = tri_library_list_near_words (library, word, lang, limit, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (near->len, <=, limit);
  for (guint i = 0; i < near->len; i++)
    {
      const TriNearWord *found = near->pdata[i];

      g_assert_cmpuint (found->passages, >, 0);
      g_string_append_printf (out, "%s%s %u", i ? ", " : "", found->text, found->distance);
      if (found->entity)
        g_string_append_printf (out, " @%d", (int) found->entity);
    }
  return g_string_free (out, FALSE);
}

static void
assert_near (TriLibrary *library, const char *word, const char *lang, const char *expected)
{
  g_autofree char *near = dump (library, word, lang, 10);

  g_test_message ("%s", word);
  g_assert_cmpstr (near, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (TriLibrary) library = open_counted ();

  assert_near (library, "Rencontré", NULL, ""); /* as it stands there */
  assert_near (library, "renconter", NULL, "rencontre 1");
  assert_near (library, "ROUET", NULL, "route 1");
  assert_near (library, "rotue", NULL, "route 1");
  assert_near (library, "friend", "en", "friends 1");
  assert_near (library, "friend", "fr", "");
  assert_near (library, "fiends", "en-GB", "friends 1");
  assert_near (library, "sreb", NULL, "");
  /* Another first letter, one too many, one too few. */
  assert_near (library, "mencontre", NULL, "rencontre 1");
  assert_near (library, "sattendent", NULL, "attendent 1");
  assert_near (library, "encontre", NULL, "rencontre 1");
  assert_near (library, "xyzzyx", NULL, "");
  assert_near (library, "l", NULL, "");
  assert_near (library, "", NULL, "");
  assert_near (library, "?!", NULL, "");
}

static void
test_names (void)
{
  g_autoptr (TriLibrary) library = open_counted ();

  assert_near (library, "Trotskii", NULL, "Trotski 1 @2, Trotsky 2 @2");
  assert_near (library, "Trotskii", "en", "Trotsky 2 @2");
  assert_near (library, "trotski", NULL, "Trotsky 1 @2");
  assert_near (library, "Троцкий", NULL, "Trotski 5 @2, Trotsky 5 @2");
  assert_near (library, "Moskou", NULL, "Moscou 1 @3, Moscow 2 @3");
  assert_near (library, "Viktor Serge", NULL, "Victor Serge 1 @1, Serge 5 @1");
  assert_near (library, "Xyzzy", NULL, "");
}

/* Words of a work that is not shown any more are not offered. */
static void
test_gone (void)
{
  g_autoptr (TriLibrary) library = open_counted ();
  g_autoptr (GError) error = NULL;

  assert_near (library, "renconter", NULL, "rencontre 1");
  g_assert_true (tri_library_delete_work (library, 1, &error));
  assert_near (library, "renconter", NULL, "");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spelling/compare/table", test_compare);
  g_test_add_func ("/spelling/compare/random", test_random);
  g_test_add_func ("/near-words/words", test_words);
  g_test_add_func ("/near-words/names", test_names);
  g_test_add_func ("/near-words/gone", test_gone);

  return g_test_run ();
}
