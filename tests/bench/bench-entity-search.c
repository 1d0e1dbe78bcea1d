/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-search.h"
#include "library/tri-library-private.h"
#include "tri-fold.h"

/* How long a key press in a search for an entity takes with 100,000 names. */

#define N_NAMES 100000

static void
append_word (GString *name, GRand *random, gboolean capital)
{
  static const char *const starts[] = {
    "tch",
    "k",
    "b",
    "m",
    "st",
    "r",
    "v",
    "l",
    "gr",
    "p",
    "d",
    "f",
    "kh",
    "z",
    "t",
    "s",
  };
  static const char *const vowels[] = { "a", "e", "i", "o", "ou", "y" };
  guint first = (guint) name->len;

  for (int i = 0; i < g_rand_int_range (random, 2, 4); i++)
    {
      g_string_append (name, starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))]);
      g_string_append (name, vowels[g_rand_int_range (random, 0, G_N_ELEMENTS (vowels))]);
    }
  g_string_append (name, "v");
  if (capital)
    name->str[first] = g_ascii_toupper (name->str[first]);
}

static void
fill (TriLibrary *library)
{
  static const char work[] = "INSERT INTO works (id, uuid, title, kind, complete,"
                             " created, modified)"
                             " VALUES (1, 'w', 'W', 0, 1, 1, 1);"
                             "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages,"
                             " modified) VALUES (1, 'f', 1, 0, 0, 'fr', 'F', 0, 1),"
                             " (2, 'e', 1, 1, 1, 'en', 'E', 0, 1),"
                             " (3, 'n', 1, 2, 2, 'nl', 'N', 0, 1);"
                             "INSERT INTO registers (id, uuid, title, created)"
                             " VALUES (1, 'r', 'R', 1);"
                             "INSERT INTO work_registers VALUES (1, 1);";
  static const char entity[] = "INSERT INTO entities (id, uuid, register, type, created, modified)"
                               " VALUES (?1, 'u' || ?1, 1, 0, 1, 1)";
  static const char name[] = "INSERT INTO entity_names VALUES (?1, 0, 'fr', ?2, 0, ?3)";
  g_autoptr (TriTransaction) transaction = tri_library_begin (library, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  g_assert_true (tri_library_exec (library, work, NULL));
  for (gint64 i = 1; i <= N_NAMES; i++)
    {
      g_autoptr (TriStatement) one = tri_library_prepare (library, entity, NULL);
      g_autoptr (TriStatement) other = tri_library_prepare (library, name, NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;

      append_word (text, random, TRUE);
      g_string_append_c (text, ' ');
      append_word (text, random, TRUE);
      folded = tri_fold (text->str);
      sqlite3_bind_int64 (one, 1, i);
      sqlite3_bind_int64 (other, 1, i);
      tri_statement_bind_text (other, 2, text->str);
      tri_statement_bind_text (other, 3, folded);
      g_assert_true (tri_library_run (library, one, NULL));
      g_assert_true (tri_library_run (library, other, NULL));
    }
  g_assert_true (tri_transaction_commit (g_steal_pointer (&transaction), NULL));
}

static double
search (TriLibrary *library, const char *words, guint *n)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) hits = tri_library_search_entities (library, 1, words, 20, NULL, NULL);

  *n = hits->len;
  return (double) (g_get_monotonic_time () - start) / 1000;
}

int
main (void)
{
  static const char *const typed[] = { "K", "Tsjako", "Chakov", "Stepa Tsja", "Xyzzy", "Boema" };
  g_autofree char *folder = g_dir_make_tmp ("entity-search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  guint n;

  fill (library);
  g_print ("%d names; reading them: %.0f ms, their sounds: %.0f ms\n",
           N_NAMES,
           search (library, "K", &n),
           search (library, "qqqq", &n));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double worst = 0;

      for (glong end = 1; end <= g_utf8_strlen (typed[i], -1); end++)
        {
          g_autofree char *words = g_utf8_substring (typed[i], 0, end);

          worst = MAX (worst, search (library, words, &n));
        }
      g_print ("  \"%s\": %u found, at most %.1f ms a key\n", typed[i], n, worst);
    }
  return 0;
}
