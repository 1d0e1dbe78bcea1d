/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-search.h"
#include "library/tri-library-names.h"
#include "query-fixture.h"

static const char *const kinds[] = { "exact", "prefix", "words", "spelling" };

/* "2 exact Trotski" for each hit. */
static char *
dump (TriLibrary *library, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = tri_library_search_entities (library, 1, words, 10, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const TriEntityHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpuint (hit->reasons->len > 0, ==, hit->kind == TRI_ENTITY_HIT_SPELLING);
      g_string_append_printf (text,
                              "%s%d %s %s",
                              i > 0 ? ", " : "",
                              (int) hit->entity,
                              kinds[hit->kind],
                              hit->form);
    }
  return g_string_free (text, FALSE);
}

static void
assert_hits (TriLibrary *library, const char *words, const char *expected)
{
  g_autofree char *found = dump (library, words);

  g_assert_cmpstr (found, ==, expected);
}

/* Case and accents do not count; the person is named more often than the town. */
static void
test_typed (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  assert_hits (library, "trotski", "2 exact Trotski");
  assert_hits (library, " SEGUI ", "5 exact Seguí");
  assert_hits (library, "serge", "1 exact Serge, 7 exact Serge");
  assert_hits (library, "Mo", "3 prefix Moscou");
  assert_hits (library, "emanc", "6 words École émancipée");
  assert_hits (library, "Serge, V", "1 words Victor Serge, 7 spelling Serge");
  assert_hits (library, "m", "3 prefix Moscou, 4 prefix Masses");
  assert_hits (library, "xyzzy", "");
  assert_hits (library, " ,. ", "");
  assert_hits (library, "", "");
}

static void
test_spelling (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  assert_hits (library, "Trotzki", "2 spelling Trotski");
  assert_hits (library, "Троцкий", "2 spelling Trotski");
  assert_hits (library, "Moskou", "3 spelling Moscou");
  assert_hits (library, "Leo Trotskij", "2 spelling Léon Trotski");
}

/* A word in another spelling is found before it is typed to its end. */
static void
test_prefix (void)
{
  static const char sql[] = "INSERT INTO entities (id, uuid, register, key, type,"
                            " created, modified)"
                            " VALUES (8, 'x8', 1, 'c', 0, 1, 1);"
                            "INSERT INTO entity_names VALUES"
                            " (8, 0, 'en', 'Nikolai Chernyshev', 0, 'nikolai chernyshev');";
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  assert_hits (library, "Tchern", "");
  g_assert_true (tri_library_exec (library, sql, NULL));
  assert_hits (library, "Tchern", "8 spelling Nikolai Chernyshev");
  assert_hits (library, "Nicolas Tchernych", "8 spelling Nikolai Chernyshev");
  assert_hits (library, "Tchernychev", "8 spelling Nikolai Chernyshev");
}

/* What changes is found at once, with what is said of it. */
static void
test_changed (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) hits = NULL;
  const TriEntityHit *hit;

  assert_hits (library, "Lev", "");
  g_assert_true (tri_library_accept_name (library, 1, 2, "en", "Lev Trotsky", NULL, NULL));
  hits = tri_library_search_entities (library, 1, "Lev", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->form, ==, "Lev Trotsky");
  g_assert_cmpstr (hit->lang, ==, "en");
  g_assert_cmpstr (hit->name, ==, "Léon Trotski");
  g_assert_cmpint (hit->type, ==, TRI_ENTITY_PERSON);
  g_assert_cmpuint (hit->n, ==, 3);
  g_assert_true (tri_library_exec (library, "DELETE FROM work_registers", NULL));
  assert_hits (library, "Lev", "");
}

static void
test_limit (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) hits = tri_library_search_entities (library, 1, "serge", 1, NULL, NULL);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (((TriEntityHit *) g_ptr_array_index (hits, 0))->entity, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tri_library_search_entities (library, 1, "serge", 9, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity-search/typed", test_typed);
  g_test_add_func ("/entity-search/spelling", test_spelling);
  g_test_add_func ("/entity-search/prefix", test_prefix);
  g_test_add_func ("/entity-search/changed", test_changed);
  g_test_add_func ("/entity-search/limit", test_limit);
  g_test_add_func ("/entity-search/cancelled", test_cancelled);
  return g_test_run ();
}
