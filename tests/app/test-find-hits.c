/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view/reader-find-hits.h"

#include <gtk/gtk.h>

/* Two texts, 1 and 2, whose passages are 1000 + n and 2000 + n; each row has one of both, with
 * n % 3 hits in either. */
#define N_ROWS 60

static void
add_rows (ReaderFindHits *hits, guint from, guint end, gboolean is_before)
{
  for (guint row = from; row < end; row++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TriFindHit));
      TriFindStep step = { .is_before = is_before };

      for (guint column = 0; column < 2; column++)
        for (guint i = 0; i < row % 3; i++)
          {
            TriFindHit hit = { 1000 * (column + 1) + row, 10 * i, 4, (guint16) column };

            g_array_append_val (found, hit);
          }
      step.hits = (const TriFindHit *) (gconstpointer) found->data;
      step.n_hits = found->len;
      reader_find_hits_add (hits, &step);
    }
}

typedef struct
{
  guint n;
  guint n_current;
  guint start;
} Seen;

static void
see_cb (const TriRange *range, gboolean is_current, gpointer data)
{
  Seen *seen = data;

  g_assert_cmpuint (range->start, ==, 10 * seen->n);
  g_assert_cmpuint (range->end, ==, range->start + 4);
  seen->n++;
  if (is_current)
    {
      seen->n_current++;
      seen->start = range->start;
    }
}

static ReaderFindHits *
make_hits (void)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 text = 1; text <= 2; text++)
    g_array_append_val (texts, text);
  return reader_find_hits_new (texts);
}

/* In the order in which one reads, wherever the search began, and found by passage. */
static void
test_order (void)
{
  for (guint from = 0; from <= N_ROWS; from += 7)
    {
      g_autoptr (ReaderFindHits) hits = make_hits ();
      gint64 last = 0;

      add_rows (hits, from, N_ROWS, FALSE);
      add_rows (hits, 0, from, TRUE);
      g_assert_cmpuint (reader_find_hits_count (hits), ==, N_ROWS * 2);
      g_assert_cmpuint (reader_find_hits_count_in (hits, 1), ==, N_ROWS);
      g_assert_cmpuint (reader_find_hits_count_in (hits, 2), ==, N_ROWS);
      g_assert_cmpuint (reader_find_hits_count_in (hits, 3), ==, 0);
      g_assert_null (reader_find_hits_get (hits, N_ROWS * 2));
      for (guint i = 0; i < N_ROWS * 2; i++)
        {
          const TriFindHit *hit = reader_find_hits_get (hits, i);
          gint64 place = hit->passage % 1000 * 100 + hit->column * 10 + hit->start / 10;

          g_assert_cmpint (reader_find_hits_get_text (hits, hit), ==, hit->passage / 1000);
          g_assert_cmpint (place, >, last);
          last = place;
        }
      for (guint row = 0; row < N_ROWS; row++)
        {
          Seen first = { 0 };
          Seen second = { 0 };

          reader_find_hits_foreach (hits, 1, 1000 + row, see_cb, &first);
          reader_find_hits_foreach (hits, 2, 2000 + row, see_cb, &second);
          g_assert_cmpuint (first.n, ==, row % 3);
          g_assert_cmpuint (second.n, ==, row % 3);
          g_assert_cmpuint (first.n_current + second.n_current, ==, 0);
        }
    }
}

/* It stays the same hit while others come before it and behind. */
static void
test_current (void)
{
  g_autoptr (ReaderFindHits) hits = make_hits ();
  Seen seen = { 0 };
  Seen other = { 0 };

  g_assert_cmpuint (reader_find_hits_get_current (hits), ==, READER_FIND_NONE);
  add_rows (hits, 30, 40, FALSE);
  /* Row 31 has one in each text, row 32 two: this is the second one of these. */
  reader_find_hits_set_current (hits, 3);
  add_rows (hits, 40, N_ROWS, FALSE);
  add_rows (hits, 0, 30, TRUE);
  g_assert_cmpuint (reader_find_hits_count_before (hits), ==, 60);
  g_assert_cmpuint (reader_find_hits_get_current (hits), ==, 63);
  reader_find_hits_foreach (hits, 1, 1032, see_cb, &seen);
  g_assert_cmpuint (seen.n_current, ==, 1);
  g_assert_cmpuint (seen.start, ==, 10);

  reader_find_hits_set_current (hits, 0);
  g_assert_cmpuint (reader_find_hits_get_current (hits), ==, 0);
  reader_find_hits_foreach (hits, 1, 1001, see_cb, &other);
  g_assert_cmpuint (other.n_current, ==, 1);
  reader_find_hits_set_current (hits, READER_FIND_NONE);
  g_assert_cmpuint (reader_find_hits_get_current (hits), ==, READER_FIND_NONE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find-hits/order", test_order);
  g_test_add_func ("/find-hits/current", test_current);
  return g_test_run ();
}
