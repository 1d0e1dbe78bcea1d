/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-library-visits.h"

static gint64
note_at (TriLibrary *library, gint64 passage, const char *chapter, gint64 at, gint64 since)
{
  g_autoptr (TriVisit) visit = tri_visit_new ();
  g_autoptr (GError) error = NULL;

  visit->passage = passage;
  visit->chapter = g_strdup (chapter);
  visit->title = g_strdup_printf ("Chapitre %s", chapter);
  visit->started = at;
  visit->ended = at + 10;
  tri_library_note_visit (library, visit, since, &error);
  g_assert_no_error (error);
  return visit->id;
}

/* The passages of the lines, the latest first. */
static char *
dup_lines (TriLibrary *library, const char *filter, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = tri_library_list_visits (library, filter, limit, NULL, &error);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < visits->len; i++)
    {
      TriVisit *visit = g_ptr_array_index (visits, i);

      g_string_append_printf (lines,
                              "%s%d%s",
                              i ? " " : "",
                              (int) visit->passage,
                              visit->exact ? "" : "?");
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
check_lines (TriLibrary *library, const char *filter, const char *expected)
{
  g_autofree char *lines = dup_lines (library, filter, 0);

  g_assert_cmpstr (lines, ==, expected);
}

static void
test_note (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) visits = NULL;
  TriVisit *visit = NULL;
  gint64 first = note_at (library, 1, "a", 100, 50);

  /* One line for the stays of a session in a chapter, also after another one. */
  g_assert_cmpint (note_at (library, 2, "a", 200, 50), ==, first);
  g_assert_cmpint (note_at (library, 4, "b", 300, 50), !=, first);
  g_assert_cmpint (note_at (library, 3, "a", 400, 50), ==, first);
  check_lines (library, NULL, "3 4");
  /* The next session has lines of its own. */
  g_assert_cmpint (note_at (library, 2, "a", 900, 800), !=, first);
  check_lines (library, NULL, "2 3 4");

  visits = tri_library_list_visits (library, NULL, 0, NULL, NULL);
  visit = g_ptr_array_index (visits, 1);
  g_assert_cmpint (visit->work, ==, 1);
  g_assert_cmpint (visit->text, ==, 1);
  g_assert_cmpstr (visit->work_title, ==, "Une vie");
  g_assert_cmpstr (visit->lang, ==, "fr");
  g_assert_cmpstr (visit->title, ==, "Chapitre a");
  g_assert_cmpstr (visit->words, ==, "On y lit Masses ; l’été, on lit peu.");
  g_assert_cmpint (visit->started, ==, 100);
  g_assert_cmpint (visit->ended, ==, 410);
}

/* A clock that went backwards does not shorten what was. */
static void
test_clock (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) visits = NULL;

  note_at (library, 1, "a", 500, 50);
  note_at (library, 2, "a", 300, 50);
  visits = tri_library_list_visits (library, NULL, 0, NULL, NULL);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (TRI_VISIT (visits->pdata[0])->ended, ==, 510);
  g_assert_cmpint (TRI_VISIT (visits->pdata[0])->passage, ==, 2);
}

static void
test_gone (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  g_assert_cmpint (note_at (library, 99, "a", 100, 50), ==, 0);
  check_lines (library, NULL, "");
  note_at (library, 3, "a", 100, 50);
  note_at (library, 4, "b", 200, 50);
  note_at (library, 12, "c", 300, 50);
  g_assert_true (tri_library_exec (library,
                                   "UPDATE passages SET key = 'other' WHERE id = 3;"
                                   "DELETE FROM passages WHERE id = 4;"
                                   "UPDATE texts SET passages = 3 WHERE id = 1;",
                                   NULL));
  /* By its place, or the last one; the others are known by their keys. */
  check_lines (library, NULL, "12 3? 3?");
  g_assert_true (tri_library_delete_work (library, 1, NULL));
  check_lines (library, NULL, "");
}

static void
test_filter (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autofree char *two = NULL;

  note_at (library, 2, "a", 100, 50);
  note_at (library, 3, "b", 200, 50);
  note_at (library, 13, "c", 300, 50);
  check_lines (library, "ETE lit", "3");
  check_lines (library, "nobody chapitre", "13");
  check_lines (library, "une vie", "13 3 2");
  check_lines (library, "nowhere", "");
  two = dup_lines (library, NULL, 2);
  g_assert_cmpstr (two, ==, "13 3");
}

static void
check_undo (char *act)
{
  g_assert_cmpstr (act, ==, "history.clear");
  g_free (act);
}

static void
test_clear (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gint64 line;

  note_at (library, 2, "a", 100, 50);
  note_at (library, 3, "b", 200, 50);
  line = note_at (library, 4, "c", 300, 50);
  g_assert_true (tri_library_clear_visits (library, 250, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  check_lines (library, NULL, "4");
  check_undo (tri_library_undo (library, NULL));
  check_lines (library, NULL, "4 3 2");
  check_undo (tri_library_redo (library, NULL));
  check_lines (library, NULL, "4");
  check_undo (tri_library_undo (library, NULL));

  g_assert_true (tri_library_remove_visit (library, line, NULL));
  check_lines (library, NULL, "3 2");
  g_assert_true (tri_library_clear_visits (library, 0, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  check_lines (library, NULL, "");
  /* A line that was taken away does not go on. */
  note_at (library, 3, "b", 400, 50);
  check_lines (library, NULL, "3");
  check_undo (tri_library_undo (library, NULL));
  check_lines (library, NULL, "3 3 2");
  check_undo (tri_library_undo (library, NULL));
  check_lines (library, NULL, "3 4 3 2");

  /* Nothing to clear is no act. */
  g_assert_true (tri_library_clear_visits (library, 1, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (tri_library_peek_undo (library));
}

/* What was cleared long ago leaves the disk. */
static void
test_sweep (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  note_at (library, 2, "a", 100, 50);
  g_assert_true (tri_library_clear_visits (library, 0, NULL, NULL));
  note_at (library, 3, "b", 200, 50);
  g_assert_true (tri_library_sweep (library, NULL));
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM visits", 0, 0), ==, 2);
  g_assert_true (tri_library_exec (library,
                                   "UPDATE visits SET modified = modified - 31 * 86400",
                                   NULL));
  g_assert_true (tri_library_sweep (library, NULL));
  check_lines (library, NULL, "3");
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM visits", 0, 0), ==, 1);
}

static void
test_progress (void)
{
  static const struct
  {
    const char *state;
    gint64 text;
    double share;
  } cases[] = {
    { "{\"focus\":2,\"in-view\":true,\"tops\":[{\"passage\":1}]}", 1, 0.5 },
    { "{\"focus\":4,\"in-view\":false,\"tops\":[{\"passage\":1},{\"passage\":13}]}", 1, 0.25 },
    { "{\"tops\":[{\"passage\":13}]}", 2, 1 },
    { "{\"tops\":[{\"passage\":99}]}", 0, 0 },
    { "{\"tops\":7}", 0, 0 },
    { "no place", 0, 0 },
  };
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) all = NULL;
      const TriProgress *one = NULL;

      g_assert_true (tri_library_save_place (library, 1, cases[i].state, NULL));
      all = tri_library_list_progress (library, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (all->len, ==, cases[i].text ? 1 : 0);
      if (all->len == 0)
        continue;
      one = &g_array_index (all, TriProgress, 0);
      g_assert_cmpint (one->work, ==, 1);
      g_assert_cmpint (one->text, ==, cases[i].text);
      g_assert_cmpfloat_with_epsilon (one->share, cases[i].share, 0.001);
    }
}

/* Thirty years, ten lines a day: what the list shows first, and a search. */
static void
test_many (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) visits = NULL;
  gint64 begin;

  g_assert_true (tri_library_exec (library,
                                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                   " FROM n WHERE i < 100000)"
                                   " INSERT INTO visits (uuid, work, text, passage_key, ord,"
                                   " chapter, title, words, started, ended, modified)"
                                   " SELECT 'v' || i, 'w1', 't-fr', 'f' || (i % 4), i % 4, i, i,"
                                   " 'Serge rencontre Trotski à Moscou', i, i, i FROM n",
                                   NULL));
  begin = g_get_monotonic_time ();
  visits = tri_library_list_visits (library, NULL, 500, NULL, NULL);
  g_assert_cmpuint (visits->len, ==, 500);
  g_test_message ("the first 500 of 100,000 lines: %.1f ms",
                  (double) (g_get_monotonic_time () - begin) / 1000);
  /* Generous: it is linear in what is shown, not in what there is. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 500 * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visits/note", test_note);
  g_test_add_func ("/visits/clock", test_clock);
  g_test_add_func ("/visits/gone", test_gone);
  g_test_add_func ("/visits/filter", test_filter);
  g_test_add_func ("/visits/clear", test_clear);
  g_test_add_func ("/visits/sweep", test_sweep);
  g_test_add_func ("/visits/progress", test_progress);
  g_test_add_func ("/visits/many", test_many);
  return g_test_run ();
}
