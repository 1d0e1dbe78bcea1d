/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-texts-fixture.h"
#include "replace-text.h"

#include "library/tri-library-unplaced.h"
#include "library/tri-library-visits.h"
#include "library/tri-library-works.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* From here each goes its own way. */
static void
part (Pair *self)
{
  g_autofree char *path = g_build_filename (self->folder, "other.db", NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);

  g_assert_true (tri_library_exec (self->libraries[0], sql, NULL));
  self->libraries[1] = open_library (path);
}

static void
import_again (TriLibrary *library, const char *path)
{
  gint64 text = tri_library_ask (library, "SELECT min (id) FROM texts WHERE ?1 = 0", 0, 0);
  TriImportFile file = { path, "en" };
  TriImportOptions options = { &file, 1 };

  replace_text (library, text, &options);
}

static char *
add_mark (TriLibrary *library, guint ord, guint start, guint end, const char *note)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = get_passage (library, ord);
  bookmark->start = start;
  bookmark->end = end;
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
  return g_strdup (bookmark->uuid);
}

static void
set_note (TriLibrary *library, const char *uuid, const char *note)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM bookmarks WHERE uuid = '%s' AND ?1 = 0",
                                          uuid);
  gint64 id = tri_library_ask (library, g_intern_string (sql), 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) bookmark = tri_library_get_bookmark (library, id, &error);

  g_assert_no_error (error);
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
}

/* The marks by note, with the words that stand where they are: "note ord: words". */
static const char all_marks[]
    = "SELECT coalesce (group_concat (line, '; '), '') FROM (SELECT b.note"
      " || coalesce (' ' || p.ord || ': ' || substr (p.content, b.start + 1,"
      "  b.stop - b.start) || iif (b.quote = substr (p.content, b.start + 1,"
      "  b.stop - b.start), '', ' (!)') || iif (b.work = t.work"
      "  AND b.work_uuid = (SELECT w.uuid FROM works AS w"
      "   WHERE w.id = t.work), '', ' (work)'), ' -') AS line"
      " FROM bookmarks AS b LEFT JOIN passages AS p ON p.id = b.passage"
      " LEFT JOIN texts AS t ON t.id = p.text AND t.id = b.text"
      " ORDER BY b.note)";

#define assert_marks(library, expected) assert_words (library, all_marks, expected)

/* Each imported the same file. */
static void
test_same_file (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (TriMergeReport) back = NULL;
  g_autoptr (TriVisit) visit = tri_visit_new ();
  g_autoptr (GPtrArray) visits = NULL;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  import_file (pair.libraries[0], path);
  import_file (pair.libraries[1], path);
  uuid = add_mark (pair.libraries[1], 1, 21, 24, "theirs");
  other = add_mark (pair.libraries[0], 0, 0, 10, "mine");
  visit->passage = get_passage (pair.libraries[1], 2);
  visit->started = 1000;
  visit->ended = 1010;
  g_assert_true (tri_library_note_visit (pair.libraries[1], visit, 1000, NULL));

  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->n_texts, ==, 1);
  g_assert_cmpuint (report->n_elsewhere, ==, 0);
  g_assert_cmpuint (report->n_unplaced, ==, 0);
  assert_marks (pair.libraries[0], "mine 0: Ada Perrin; theirs 1: for");
  visits = tri_library_list_visits (pair.libraries[0], NULL, 0, NULL, NULL);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (((TriVisit *) g_ptr_array_index (visits, 0))->passage,
                   ==,
                   get_passage (pair.libraries[0], 2));
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "mine 0: Ada Perrin");
  redo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "mine 0: Ada Perrin; theirs 1: for");

  back = merge (pair.libraries[1], pair.libraries[0]);
  g_assert_cmpuint (back->conflicts->len, ==, 0);
  assert_marks (pair.libraries[1], "mine 0: Ada Perrin; theirs 1: for");
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);

  /* What changes from now on goes both ways. */
  set_note (pair.libraries[0], uuid, "theirs, later");
  set_note (pair.libraries[1], other, "mine, later");
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_marks (pair.libraries[0], "mine, later 0: Ada Perrin; theirs, later 1: for");
  merge_calmly (pair.libraries[1], pair.libraries[0]);
  assert_marks (pair.libraries[1], "mine, later 0: Ada Perrin; theirs, later 1: for");
}

/* The mark came before the text did. */
static void
test_home (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (TriMergeReport) again = NULL;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  import_file (pair.libraries[1], path);
  uuid = add_mark (pair.libraries[1], 1, 21, 24, "theirs");
  /* As versions before knew it. */
  g_assert_true (tri_library_exec (pair.libraries[1], "UPDATE works SET deleted = 1", NULL));
  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->n_elsewhere, ==, 1);
  assert_marks (pair.libraries[0], "theirs -");
  g_assert_true (tri_library_exec (pair.libraries[1], "UPDATE works SET deleted = NULL", NULL));
  import_file (pair.libraries[0], path);
  again = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (again->conflicts->len, ==, 0);
  assert_marks (pair.libraries[0], "theirs 1: for");
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "theirs -");
  redo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "theirs 1: for");
}

static guint
count_unplaced (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unplaced = tri_library_list_unplaced (library, 0, &error);

  g_assert_no_error (error);
  return unplaced->len;
}

/* A text that was imported again in one library, and marked in the other. */
static void
test_version (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autofree char *host = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (TriMergeReport) back = NULL;
  g_autoptr (TriMergeReport) third = NULL;

  pair_init (&pair);
  path = write_text (&pair, "en.txt", lines);
  again = write_text (&pair, "again.txt", newer);
  import_file (pair.libraries[0], path);
  part (&pair);
  import_again (pair.libraries[0], again);
  host = add_mark (pair.libraries[1], 1, 21, 24, "a");
  g_free (add_mark (pair.libraries[1], 2, 34, 44, "b"));
  g_free (add_mark (pair.libraries[1], 3, 4, 10, "c"));

  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->n_texts, ==, 0);
  g_assert_cmpuint (report->n_moved, ==, 2);
  g_assert_cmpuint (report->n_unplaced, ==, 1);
  assert_marks (pair.libraries[0], "a 2: for; b 3: Ada Perrin; c -");
  g_assert_cmpuint (count_unplaced (pair.libraries[0]), ==, 1);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "");
  g_assert_cmpuint (count_unplaced (pair.libraries[0]), ==, 0);
  redo (pair.libraries[0]);
  assert_marks (pair.libraries[0], "a 2: for; b 3: Ada Perrin; c -");
  g_assert_cmpuint (count_unplaced (pair.libraries[0]), ==, 1);

  /* Back, each keeps its places; what else changed is no conflict. */
  set_note (pair.libraries[0], host, "a, later");
  back = merge (pair.libraries[1], pair.libraries[0]);
  g_assert_cmpuint (back->conflicts->len, ==, 0);
  assert_marks (pair.libraries[1], "a, later 1: for; b 2: Ada Perrin; c 3: letter");
  g_assert_cmpuint (count_unplaced (pair.libraries[1]), ==, 0);
  assert_nothing_new (pair.libraries[1], pair.libraries[0]);
  set_note (pair.libraries[1], host, "a, last");
  third = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (third->conflicts->len, ==, 0);
  assert_marks (pair.libraries[0], "a, last 2: for; b 3: Ada Perrin; c -");
  g_assert_cmpuint (count_unplaced (pair.libraries[0]), ==, 1);
}

/* The same file, cut by another version of the program. */
static void
test_cut (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  again = write_text (&pair, "again.txt", newer);
  import_file (pair.libraries[0], again);
  import_file (pair.libraries[1], path);
  for (guint i = 0; i < 2; i++)
    g_assert_true (tri_library_exec (pair.libraries[i], "UPDATE sources SET sha256 = 'x'", NULL));
  g_free (add_mark (pair.libraries[1], 1, 21, 24, "a"));
  g_free (add_mark (pair.libraries[1], 3, 4, 10, "c"));
  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->n_texts, ==, 1);
  assert_marks (pair.libraries[0], "a 2: for; c -");
  g_assert_cmpuint (count_unplaced (pair.libraries[0]), ==, 1);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
}

/* What a reader sees of the works. */
static const char all_works[]
    = "SELECT coalesce (group_concat (line, '; '), '') FROM (SELECT w.title"
      " || ' ' || (SELECT count (*) FROM texts AS t JOIN passages AS p"
      "  ON p.text = t.id WHERE t.work = w.id) || ' ' || (SELECT count (*)"
      "  FROM links AS l WHERE l.work = w.id) || ' ' || (SELECT count (*)"
      "  FROM texts AS t JOIN mentions AS m ON m.text = t.id"
      "  JOIN entities AS e ON e.id = m.entity WHERE t.work = w.id) AS line"
      " FROM works AS w WHERE w.complete = 1 AND w.deleted IS NULL"
      " ORDER BY w.title)";

#define assert_works(library, expected) assert_words (library, all_works, expected)

static void
import_fixture (TriLibrary *library)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "library.xml", NULL);
  const TriImportFile file = { .path = path };
  const TriImportOptions options = { .files = &file, .n_files = 1, .link = TRUE };
  g_autoptr (GError) error = NULL;

  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
}

/* A work that only the other library has comes whole, with its marks. */
static void
test_work (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *both = NULL;
  g_autoptr (TriMergeReport) dry = tri_merge_report_new ();
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  TriMergeOptions options = { .dry_run = TRUE };

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  import_file (pair.libraries[0], path);
  import_fixture (pair.libraries[1]);
  g_free (add_mark (pair.libraries[1], 1, 0, 3, "theirs"));
  mine = ask_words (pair.libraries[0], all_works);
  theirs = ask_words (pair.libraries[1], all_works);
  both = g_strcmp0 (mine, theirs) < 0 ? g_strconcat (mine, "; ", theirs, NULL)
                                      : g_strconcat (theirs, "; ", mine, NULL);

  options.path = tri_library_get_path (pair.libraries[1]);
  tri_library_merge (pair.libraries[0], &options, dry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dry->n_elsewhere, ==, 0);
  assert_works (pair.libraries[0], mine);

  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->n_elsewhere, ==, 0);
  g_assert_cmpuint (report->counts->len, ==, dry->counts->len);
  assert_works (pair.libraries[0], both);
  g_assert_cmpstr (g_array_index (report->counts, TriMergeCount, 0).what, ==, "work");
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_new, ==, 1);
  assert_sound (pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_works (pair.libraries[0], mine);
  assert_marks (pair.libraries[0], "");
  redo (pair.libraries[0]);
  assert_works (pair.libraries[0], both);
  undo (pair.libraries[0]);
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_works (pair.libraries[0], both);
  merge_calmly (pair.libraries[1], pair.libraries[0]);
  assert_works (pair.libraries[1], both);
  assert_sound (pair.libraries[1]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
}

static void
rename_work (TriLibrary *library, const char *title)
{
  gint64 work = tri_library_ask (library, "SELECT max (id) FROM works WHERE ?1 = 0", 0, 0);
  g_autoptr (GError) error = NULL;

  tri_library_rename_work (library, work, title, &error);
  g_assert_no_error (error);
}

/* A title that was changed in one library; in both, the reader decides. */
static void
test_title (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  TriMergeConflict *conflict;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  import_file (pair.libraries[0], path);
  import_file (pair.libraries[1], path);
  rename_work (pair.libraries[1], "Winter");
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_works (pair.libraries[0], "Winter 5 0 0");
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  rename_work (pair.libraries[0], "Mine");
  rename_work (pair.libraries[1], "Theirs");
  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (report->conflicts, 0);
  g_assert_cmpstr (conflict->what, ==, "work");
  tri_library_decide_merge_conflict (pair.libraries[0],
                                     conflict->uuid,
                                     TRI_MERGE_TAKE_THEIRS,
                                     &error);
  g_assert_no_error (error);
  assert_works (pair.libraries[0], "Theirs 5 0 0");
  merge_calmly (pair.libraries[1], pair.libraries[0]);
  assert_works (pair.libraries[1], "Theirs 5 0 0");
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
}

static void
merge_and_exit (const char *mine, const char *theirs)
{
  g_autoptr (TriLibrary) library = tri_library_open (mine, TRI_LIBRARY_READ_WRITE, NULL);
  const TriMergeOptions options = { .path = theirs };
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();

  _exit (library && tri_library_merge (library, &options, report, NULL, NULL) ? 0 : 1);
}

/* Kills a merge somewhere in the middle, many times: what was there before is there, or all. */
static void
test_killed (void)
{
  guint n_whole = 0;

  for (guint i = 0; i < 16; i++)
    {
      g_auto (Pair) pair = { NULL };
      g_autofree char *path = NULL;
      g_autofree char *mine = NULL;
      g_autofree char *theirs = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *works = NULL;
      pid_t child;

      pair_init_apart (&pair);
      path = write_text (&pair, "en.txt", lines);
      import_file (pair.libraries[0], path);
      import_fixture (pair.libraries[1]);
      import_file (pair.libraries[1], path);
      g_free (add_mark (pair.libraries[1], 1, 0, 3, "theirs"));
      after = ask_words (pair.libraries[1], all_works);
      before = ask_words (pair.libraries[0], all_works);
      mine = g_strdup (tri_library_get_path (pair.libraries[0]));
      theirs = g_strdup (tri_library_get_path (pair.libraries[1]));
      g_clear_object (&pair.libraries[0]);
      g_clear_object (&pair.libraries[1]);
      child = fork ();
      if (child == 0)
        merge_and_exit (mine, theirs);
      g_usleep (i * 8000);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      pair.libraries[0] = open_library (mine);
      pair.libraries[1] = open_library (theirs);
      works = ask_words (pair.libraries[0], all_works);
      g_assert_true (g_str_equal (works, before) || g_str_equal (works, after));
      n_whole += g_str_equal (works, after);
      if (i % 2)
        g_assert_true (tri_library_sweep (pair.libraries[0], NULL));
      merge_calmly (pair.libraries[0], pair.libraries[1]);
      assert_works (pair.libraries[0], after);
      assert_sound (pair.libraries[0]);
      assert_nothing_new (pair.libraries[0], pair.libraries[1]);
      assert_sound (pair.libraries[1]);
    }
  g_test_message ("%u of 16 were whole", n_whole);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/texts/same-file", test_same_file);
  g_test_add_func ("/merge/texts/home", test_home);
  g_test_add_func ("/merge/texts/version", test_version);
  g_test_add_func ("/merge/texts/cut", test_cut);
  g_test_add_func ("/merge/works/whole", test_work);
  g_test_add_func ("/merge/works/title", test_title);
  g_test_add_func ("/merge/works/killed", test_killed);
  return g_test_run ();
}
