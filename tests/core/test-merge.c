/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-fixture.h"

static void
delete_mark (TriLibrary *library, const char *uuid)
{
  g_autoptr (TriBookmark) bookmark = get_mark (library, uuid);

  g_assert_true (tri_library_delete_bookmarks (library, &bookmark->id, 1, NULL));
}

/* What the reader made, without what differs from library to library. */
static const char marks[]
    = "SELECT group_concat (line, char (10)) FROM (SELECT uuid || '|' || note"
      " || '|' || labels || '|' || colour || '|' || kind || '|' || style"
      " || '|' || letter || '|' || passage_key || '|' || text_uuid || '|'"
      " || start || '|' || stop || '|' || part_of || '|' || part || '|'"
      " || coalesce (passage, 0) AS line FROM bookmarks ORDER BY uuid)";

#define assert_note(library, uuid, expected)                        \
  G_STMT_START                                                      \
  {                                                                 \
    g_autoptr (TriBookmark) found_ = get_mark ((library), (uuid));  \
    g_assert_cmpstr (found_ ? found_->note : NULL, ==, (expected)); \
  }                                                                 \
  G_STMT_END

static void
test_comes (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *common = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *mine = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  common = part_with_mark (&pair, "common");
  mine = add_mark (pair.libraries[0], 3, "mine");
  theirs = add_mark (pair.libraries[1], 12, "theirs");
  edit_mark (pair.libraries[1], common, "changed there");
  report = merge_file (pair.libraries[0], pair.paths[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 0);
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_new, ==, 1);
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_changed, ==, 1);
  assert_note (pair.libraries[0], common, "changed there");
  assert_note (pair.libraries[0], theirs, "theirs");
  assert_note (pair.libraries[0], mine, "mine");
  assert_nothing_comes (pair.libraries[0], pair.paths[1]);
}

static void
test_dry_run (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  pair_init (&pair);
  part (&pair);
  theirs = add_mark (pair.libraries[1], 12, "theirs");
  before = ask_words (pair.libraries[0], marks);
  report = merge_with (pair.libraries[0],
                       &(TriMergeOptions){ .path = pair.paths[1], .dry_run = TRUE });
  assert_words (pair.libraries[0], marks, before);
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_new, ==, 1);
}

static void
test_deleted (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *gone = NULL;
  g_autofree char *back = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (TriMergeReport) other = NULL;

  pair_init (&pair);
  gone = add_mark (pair.libraries[0], 2, "gone");
  back = add_mark (pair.libraries[0], 3, "back");
  changed = add_mark (pair.libraries[0], 4, "changed");
  part (&pair);
  delete_mark (pair.libraries[1], gone);
  delete_mark (pair.libraries[1], back);
  undo (pair.libraries[1]);
  delete_mark (pair.libraries[1], changed);
  edit_mark (pair.libraries[0], changed, "once");
  edit_mark (pair.libraries[0], changed, "twice");
  edit_mark (pair.libraries[0], changed, "three times: later");
  report = merge_file (pair.libraries[0], pair.paths[1]);
  assert_note (pair.libraries[0], gone, NULL);
  assert_note (pair.libraries[0], back, "back");
  assert_note (pair.libraries[0], changed, "three times: later");
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  assert_nothing_comes (pair.libraries[0], pair.paths[1]);
  other = merge_file (pair.libraries[1], pair.paths[0]);
  assert_note (pair.libraries[1], changed, "three times: later");
}

/* A deletion that was undone after the other library had heard of it. */
static void
test_undone_deletion (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (TriMergeReport) first = NULL;
  g_autoptr (TriMergeReport) second = NULL;

  uuid = part_with_mark (&pair, "there and back");
  delete_mark (pair.libraries[0], uuid);
  first = merge_file (pair.libraries[1], pair.paths[0]);
  assert_note (pair.libraries[1], uuid, NULL);
  undo (pair.libraries[0]);
  second = merge_file (pair.libraries[0], pair.paths[1]);
  assert_note (pair.libraries[0], uuid, "there and back");
  tri_merge_report_free (merge_file (pair.libraries[1], pair.paths[0]));
  assert_note (pair.libraries[1], uuid, "there and back");
}

static void
test_conflict (void)
{
  static const struct
  {
    TriMergeChoice choice;
    const char *note;
  } choices[] = {
    { TRI_MERGE_KEEP_MINE, "mine" },
    { TRI_MERGE_TAKE_THEIRS, "theirs" },
    { TRI_MERGE_KEEP_BOTH, "mine\n\ntheirs" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autofree char *uuid = NULL;
      g_autoptr (TriMergeReport) report = NULL;
      g_autoptr (TriMergeReport) back = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GError) error = NULL;
      TriMergeConflict *conflict;
      TriMergeField *field;

      uuid = part_with_mark (&pair, "common");
      edit_mark (pair.libraries[0], uuid, "mine");
      edit_mark (pair.libraries[1], uuid, "theirs");
      report = merge_file (pair.libraries[0], pair.paths[1]);
      g_assert_cmpuint (report->conflicts->len, ==, 1);
      conflict = g_ptr_array_index (report->conflicts, 0);
      g_assert_cmpuint (conflict->fields->len, ==, 1);
      field = g_ptr_array_index (conflict->fields, 0);
      g_assert_cmpstr (field->name, ==, "note");
      g_assert_cmpstr (field->mine, ==, "mine");
      g_assert_cmpstr (field->theirs, ==, "theirs");
      g_assert_true (conflict->can_keep_both);
      tri_library_decide_merge_conflict (pair.libraries[0],
                                         conflict->uuid,
                                         choices[i].choice,
                                         &error);
      g_assert_no_error (error);
      assert_note (pair.libraries[0], uuid, choices[i].note);
      left = tri_library_list_merge_conflicts (pair.libraries[0], &error);
      g_assert_cmpuint (left->len, ==, 0);
      g_assert_false (tri_library_decide_merge_conflict (pair.libraries[0],
                                                         conflict->uuid,
                                                         TRI_MERGE_KEEP_MINE,
                                                         &error));
      g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
      /* The other machine gets what was decided, and is not asked again. */
      back = merge_file (pair.libraries[1], pair.paths[0]);
      g_assert_cmpuint (back->conflicts->len, ==, 0);
      assert_note (pair.libraries[1], uuid, choices[i].note);
    }
}

static void
test_undo (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *act = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  uuid = part_with_mark (&pair, "common");
  edit_mark (pair.libraries[0], uuid, "mine");
  edit_mark (pair.libraries[1], uuid, "theirs");
  theirs = add_mark (pair.libraries[1], 12, "new");
  before = ask_words (pair.libraries[0], marks);
  report = merge_file (pair.libraries[0], pair.paths[1]);
  after = ask_words (pair.libraries[0], marks);
  g_assert_cmpstr (before, !=, after);
  undo (pair.libraries[0]);
  assert_words (pair.libraries[0], marks, before);
  conflicts = tri_library_list_merge_conflicts (pair.libraries[0], NULL);
  g_assert_cmpuint (conflicts->len, ==, 0);
  /* Undoing is no deletion that the other library would follow. */
  g_assert_cmpint (tri_library_ask (pair.libraries[0], "SELECT count (*) FROM deletions", 0, -1),
                   ==,
                   0);
  act = tri_library_redo (pair.libraries[0], NULL);
  g_assert_cmpstr (act, ==, "library.merge");
  assert_words (pair.libraries[0], marks, after);
}

/* The other clock is a day behind: what was changed there later is still later. */
static void
test_clock (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  uuid = part_with_mark (&pair, "common");
  edit_mark (pair.libraries[1], uuid, "theirs");
  g_assert_true (tri_library_exec (pair.libraries[1],
                                   "UPDATE bookmarks SET modified = modified - 86400",
                                   NULL));
  report = merge_file (pair.libraries[0], pair.paths[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 0);
  assert_note (pair.libraries[0], uuid, "theirs");
}

static void
test_prefer (void)
{
  static const TriMergePrefer ways[] = { TRI_MERGE_MINE, TRI_MERGE_THEIRS };
  static const char *const notes[] = { "mine", "theirs" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autofree char *uuid = NULL;
      g_autoptr (TriMergeReport) report = NULL;

      uuid = part_with_mark (&pair, "common");
      edit_mark (pair.libraries[i], uuid, notes[i]);
      edit_mark (pair.libraries[1 - i], uuid, notes[1 - i]);
      edit_mark (pair.libraries[1 - i], uuid, "newer");
      report = merge_with (pair.libraries[0],
                           &(TriMergeOptions){ .path = pair.paths[1], .prefer = ways[i] });
      g_assert_cmpuint (report->conflicts->len, ==, 1);
      assert_note (pair.libraries[0], uuid, notes[i]);
    }
}

static void
test_refused (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing.db", NULL);
  g_autofree char *words = g_build_filename (folder, "words.db", NULL);
  g_autofree char *damaged = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  pair_init (&pair);
  part (&pair);
  g_clear_object (&pair.libraries[1]);
  g_assert_true (g_file_set_contents (words, "no library", -1, NULL));
  g_assert_true (g_file_get_contents (pair.paths[1], &contents, &size, NULL));
  memset (contents + 4096 * 3, 0x55, 4096 * 20);
  g_assert_true (g_file_set_contents (damaged, contents, (gssize) size, NULL));
  {
    const char *const paths[] = { nothing, words, damaged, pair.paths[0], folder };

    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      {
        g_autoptr (TriMergeReport) report = tri_merge_report_new ();
        g_autoptr (GError) error = NULL;
        const TriMergeOptions options = { .path = paths[i] };

        g_assert_false (tri_library_merge (pair.libraries[0], &options, report, NULL, &error));
        g_assert_nonnull (error);
        g_assert_nonnull (strstr (error->message, paths[i]));
      }
  }
}

/* What the log says counts, and the other file stays as it was. */
static void
test_log (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *log = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;

  pair_init (&pair);
  part (&pair);
  uuid = add_mark (pair.libraries[1], 12, "in the log");
  log = g_strconcat (pair.paths[1], "-wal", NULL);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (pair.paths[1], &before, &n_before, NULL));
  pair_merge (&pair);
  assert_note (pair.libraries[0], uuid, "in the log");
  g_assert_true (g_file_get_contents (pair.paths[1], &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* --- Any acts in both: the same comes out, whichever is merged into which */

static char *
pick_mark (TriLibrary *library, GRand *rand)
{
  static const char sql[] = "SELECT uuid FROM bookmarks WHERE part_of = ''"
                            " ORDER BY created, uuid LIMIT 1 OFFSET ?";
  gint64 n = tri_library_ask (library,
                              "SELECT count (*) FROM bookmarks WHERE part_of = ''",
                              0,
                              0);
  g_autoptr (TriStatement) statement = NULL;

  if (n == 0)
    return NULL;
  statement = tri_library_prepare (library, sql, NULL);
  sqlite3_bind_int64 (statement, 1, g_rand_int_range (rand, 0, (int) n));
  g_assert_true (tri_library_next (library, statement, NULL));
  return tri_statement_dup_text (statement, 0);
}

static void
change_mark (TriLibrary *library, GRand *rand, const char *uuid)
{
  g_autoptr (TriBookmark) bookmark = get_mark (library, uuid);
  g_autofree char *note = g_strdup_printf ("note %d", g_rand_int_range (rand, 0, 1000));
  static const char *const colours[] = { "yellow", "green", "blue", "" };
  char *labels[] = { note, NULL };

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      g_free (bookmark->colour);
      bookmark->colour = g_strdup (colours[g_rand_int_range (rand, 0, 4)]);
      break;
    case 1:
      g_strfreev (bookmark->labels);
      bookmark->labels = g_strdupv (labels);
      break;
    case 2:
      bookmark->letter = (char) ('a' + g_rand_int_range (rand, 0, 3));
      break;
    case 3:
      bookmark->kind = (TriMarkKind) g_rand_int_range (rand, 0, 3);
      break;
    default:
      set_note (bookmark, note);
    }
  g_assert_true (tri_library_save_bookmark (library, bookmark, NULL));
}

static void
act (TriLibrary *library, GRand *rand)
{
  static const gint64 passages[] = { 1, 2, 3, 4, 11, 12, 13 };
  g_autofree char *uuid = pick_mark (library, rand);
  int what = g_rand_int_range (rand, 0, 10);

  if (!uuid || what < 3)
    g_free (add_mark (library, passages[g_rand_int_range (rand, 0, 7)], "new"));
  else if (what < 7)
    change_mark (library, rand, uuid);
  else if (what < 8)
    delete_mark (library, uuid);
  else if (what < 9)
    g_free (tri_library_undo (library, NULL));
  else
    g_free (tri_library_redo (library, NULL));
}

/* The library at @path with what the other one has. */
static TriLibrary *
merge_copy (TriLibrary *library, const char *other)
{
  g_autofree char *path = copy_library (library);
  TriLibrary *copy = open_quick (path);

  tri_merge_report_free (merge_file (copy, other));
  assert_nothing_comes (copy, other);
  return copy;
}

static void
check_round (GRand *rand)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (TriLibrary) left = NULL;
  g_autoptr (TriLibrary) right = NULL;
  g_autofree char *found = NULL;
  int n = g_rand_int_range (rand, 0, 6);

  pair_init (&pair);
  for (int i = 0; i < n; i++)
    act (pair.libraries[0], rand);
  part (&pair);
  n = g_rand_int_range (rand, 1, 16);
  for (int i = 0; i < n; i++)
    {
      guint side = (guint) g_rand_int_range (rand, 0, 2);

      act (pair.libraries[side], rand);
      if (g_rand_int_range (rand, 0, 10) == 0)
        tri_merge_report_free (merge_file (pair.libraries[side], pair.paths[1 - side]));
    }
  left = merge_copy (pair.libraries[0], pair.paths[1]);
  right = merge_copy (pair.libraries[1], pair.paths[0]);
  found = ask_words (left, marks);
  assert_words (right, marks, found);
}

static void
test_any (void)
{
  const char *wanted = g_getenv ("TRIPTYCH_TORTURE");
  guint n = wanted ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 12;

  for (guint seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      check_round (rand);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/comes", test_comes);
  g_test_add_func ("/merge/dry-run", test_dry_run);
  g_test_add_func ("/merge/deleted", test_deleted);
  g_test_add_func ("/merge/undone-deletion", test_undone_deletion);
  g_test_add_func ("/merge/conflict", test_conflict);
  g_test_add_func ("/merge/undo", test_undo);
  g_test_add_func ("/merge/clock", test_clock);
  g_test_add_func ("/merge/prefer", test_prefer);
  g_test_add_func ("/merge/refused", test_refused);
  g_test_add_func ("/merge/log", test_log);
  g_test_add_func ("/merge/any", test_any);
  return g_test_run ();
}
