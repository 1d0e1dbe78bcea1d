/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-word-counter.h"

#define N_PASSAGES 2000
#define N_WORDS 5000

typedef struct
{
  char *folder;
  TriLibrary *library;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("words-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->folder);
}

/* Some words far more often than others; one in ten is long, and many have a capital or an
 * accent. */
static char *
make_word (GRand *rand)
{
  guint number = (guint) (N_WORDS * g_rand_double (rand) * g_rand_double (rand));
  GString *word = g_string_new (g_rand_boolean (rand) ? "É" : "e");

  for (guint i = 0; i < (number % 10 == 0 ? 60 : 3); i++, number /= i % 3 == 0 ? 26 : 1)
    g_string_append_c (word, (char) ('a' + number % 26));
  g_string_append_printf (word, "%u", number);
  return g_string_free (word, FALSE);
}

typedef struct
{
  TriWordCounter *counter;
  GHashTable *counts; /* folded word to number of passages, as a scan has it */
  GHashTable *here;
  const char *text;
  gint64 passage;
} Scan;

static gboolean
word_cb (const TriWord *word, gpointer data)
{
  Scan *scan = data;
  g_autofree char *spelling = g_strndup (scan->text + word->from, word->to - word->from);

  tri_word_counter_add (scan->counter, scan->text, word, scan->passage);
  /* Each spelling counts once in a passage. */
  if (g_hash_table_add (scan->here, g_steal_pointer (&spelling)))
    {
      gpointer known = g_hash_table_lookup (scan->counts, word->folded);

      g_hash_table_insert (scan->counts,
                           g_strdup (word->folded),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (known) + 1));
    }
  return TRUE;
}

static void
read_passage (Scan *scan, GRand *rand)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *word = make_word (rand);

      g_string_append_printf (text, "%s, ", word);
    }
  scan->text = text->str;
  scan->passage++;
  g_hash_table_remove_all (scan->here);
  tri_words_foreach (text->str, -1, word_cb, scan);
}

static void
write_words (Fixture *fixture, TriWordCounter *counter)
{
  g_auto (TriBatch) batch = { fixture->library, NULL };
  g_autoptr (GError) error = NULL;

  /* No stemmer knows the language: one row a folded word. */
  g_assert_true (tri_batch_begin (&batch, &error));
  g_assert_true (tri_word_counter_write (counter, "und", &batch, &error));
  g_assert_true (tri_batch_commit (&batch, &error));
  g_assert_no_error (error);
}

static void
assert_counts (Fixture *fixture, GHashTable *counts, guint times)
{
  static const char sql[] = "SELECT word, passages FROM word_forms WHERE lang = 'und'";
  g_autoptr (TriStatement) statement = tri_library_prepare (fixture->library, sql, NULL);
  guint n = 0;

  while (tri_library_next (fixture->library, statement, NULL))
    {
      const char *word = (const char *) sqlite3_column_text (statement, 0);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, word));

      g_assert_cmpint (sqlite3_column_int64 (statement, 1), ==, count * times);
      n++;
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (counts));
}

/* Thousands of words as a plain scan counts them, written twice: the second time they are added,
 * and nothing of the first is counted again. */
static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TriWordCounter) counter = tri_word_counter_new ();
  Scan scan = { counter, counts, here, NULL, 0 };

  for (guint times = 1; times <= 2; times++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (1);

      scan.counts = times == 1 ? counts : none;
      for (guint i = 0; i < N_PASSAGES; i++)
        read_passage (&scan, rand);
      g_assert_cmpuint (tri_word_counter_get_size (counter), >=, g_hash_table_size (counts));
      write_words (fixture, counter);
      g_assert_cmpuint (tri_word_counter_get_size (counter), ==, 0);
      assert_counts (fixture, counts, times);
    }
  g_assert_cmpuint (g_hash_table_size (counts), >, 1000);
}

static gboolean
count_cb (const TriWord *word, gpointer data)
{
  Scan *scan = data;

  tri_word_counter_add (scan->counter, scan->text, word, scan->passage);
  return TRUE;
}

/* Few words that are very long are as many as take up the same memory. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriWordCounter) counter = tri_word_counter_new ();
  Scan scan = { .counter = counter };

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *tail = g_strnfill (20000, 'a');
      g_autofree char *word = g_strdup_printf ("%u%s", i, tail);

      scan.text = word;
      scan.passage = i + 1;
      tri_words_foreach (word, -1, count_cb, &scan);
    }
  g_assert_cmpuint (tri_word_counter_get_size (counter), >, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/word-counter/scan", Fixture, NULL, set_up, test_scan, tear_down);
  g_test_add ("/word-counter/long", Fixture, NULL, set_up, test_long, tear_down);
  return g_test_run ();
}
