/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-fixture.h"

#include "library/tri-library-sheets.h"
#include "library/tri-library-visits.h"

/* What comes to a library with another one beside single marks. */

/* --- Marks with further places, and what search finds */

static guint
count_found (TriLibrary *library, const char *words)
{
  const TriMarkQuery query = { .words = words };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = tri_library_find_marks (library, &query, &error);

  g_assert_no_error (error);
  return found->len;
}

static char *
add_portal (TriLibrary *library, gint64 from, gint64 to)
{
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  TriBookmark *place = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  mark->kind = TRI_MARK_PORTAL;
  mark->passage = from;
  mark->whole = TRUE;
  place->passage = to;
  place->whole = TRUE;
  g_ptr_array_add (mark->parts, place);
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
  return g_strdup (mark->uuid);
}

static void
test_parts (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *common = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (TriBookmark) mark = NULL;
  g_autoptr (TriBookmark) moved = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair);
  common = add_portal (pair.libraries[0], 2, 12);
  part (&pair);
  theirs = add_portal (pair.libraries[1], 3, 13);
  moved = get_mark (pair.libraries[1], common);
  ((TriBookmark *) g_ptr_array_index (moved->parts, 0))->passage = 13;
  ((TriBookmark *) g_ptr_array_index (moved->parts, 0))->end_passage = 13;
  g_free (((TriBookmark *) g_ptr_array_index (moved->parts, 0))->quote);
  ((TriBookmark *) g_ptr_array_index (moved->parts, 0))->quote = g_strdup ("");
  tri_library_save_bookmark (pair.libraries[1], moved, &error);
  g_assert_no_error (error);
  pair_merge (&pair);
  mark = get_mark (pair.libraries[0], theirs);
  g_assert_cmpuint (mark->parts->len, ==, 1);
  g_assert_cmpint (((TriBookmark *) g_ptr_array_index (mark->parts, 0))->passage, ==, 13);
  g_clear_object (&mark);
  mark = get_mark (pair.libraries[0], common);
  g_assert_cmpuint (mark->parts->len, ==, 1);
  g_assert_cmpint (((TriBookmark *) g_ptr_array_index (mark->parts, 0))->passage, ==, 13);
  undo (pair.libraries[0]);
  g_clear_object (&mark);
  mark = get_mark (pair.libraries[0], common);
  g_assert_cmpint (((TriBookmark *) g_ptr_array_index (mark->parts, 0))->passage, ==, 12);
  g_assert_null (get_mark (pair.libraries[0], theirs));
}

static void
test_words (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *common = NULL;

  common = part_with_mark (&pair, "apple");
  edit_mark (pair.libraries[1], common, "pear");
  g_free (add_mark (pair.libraries[1], 12, "cherry"));
  pair_merge (&pair);
  g_assert_cmpuint (count_found (pair.libraries[0], "cherry"), ==, 1);
  g_assert_cmpuint (count_found (pair.libraries[0], "pear"), ==, 1);
  g_assert_cmpuint (count_found (pair.libraries[0], "apple"), ==, 0);
  undo (pair.libraries[0]);
  g_assert_cmpuint (count_found (pair.libraries[0], "cherry"), ==, 0);
  g_assert_cmpuint (count_found (pair.libraries[0], "apple"), ==, 1);
}

/* --- Study sheets */

static char *
add_sheet (TriLibrary *library, const char *title)
{
  g_autoptr (TriSheet) sheet = tri_sheet_new (title);
  g_autoptr (GError) error = NULL;

  tri_library_create_sheet (library, sheet, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (sheet->uuid);
}

static void
add_item (TriLibrary *library, const char *sheet, TriSheetItem *item)
{
  g_autoptr (TriSheetItem) added = item;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, added);
  tri_library_add_sheet_items (library, sheet, items, NULL, &error);
  g_assert_no_error (error);
}

/* The titles, each with what stands on it. */
static const char sheets[] = "SELECT coalesce (group_concat (line, char (10)), '') FROM"
                             " (SELECT s.title || ': ' || coalesce ("
                             "  (SELECT group_concat (said, ', ')"
                             "  FROM (SELECT iif (bookmark = '', text, quote) AS said"
                             "   FROM sheet_items WHERE sheet = s.uuid ORDER BY said)), '') AS line"
                             " FROM sheets AS s ORDER BY s.title)";

#define assert_sheets(library, expected) assert_words (library, sheets, expected)

static void
test_sheets (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *sheet = NULL;
  g_autofree char *other = NULL;
  g_autofree char *mark = NULL;

  pair_init (&pair);
  sheet = add_sheet (pair.libraries[0], "Common");
  part (&pair);
  mark = add_mark (pair.libraries[1], 12, "new there");
  add_item (pair.libraries[1], sheet, tri_sheet_item_new_mark (mark));
  add_item (pair.libraries[1], sheet, tri_sheet_item_new_words ("there"));
  add_item (pair.libraries[0], sheet, tri_sheet_item_new_words ("here"));
  other = add_sheet (pair.libraries[1], "Other");
  pair_merge (&pair);
  assert_sheets (pair.libraries[0], "Common: Serge, here, there\nOther: ");
  assert_nothing_comes (pair.libraries[0], pair.paths[1]);
  tri_merge_report_free (merge_file (pair.libraries[1], pair.paths[0]));
  assert_sheets (pair.libraries[1], "Common: Serge, here, there\nOther: ");
  undo (pair.libraries[0]);
  assert_sheets (pair.libraries[0], "Common: here");
}

/* Whichever is merged into which: nothing that was written is out of sight. */
static void
test_deleted_sheet (void)
{
  for (guint from = 0; from < 2; from++)
    {
      g_auto (Pair) pair = { 0 };
      g_autofree char *sheet = NULL;
      g_autoptr (GError) error = NULL;

      pair_init (&pair);
      sheet = add_sheet (pair.libraries[0], "Common");
      add_item (pair.libraries[0], sheet, tri_sheet_item_new_words ("old"));
      part (&pair);
      tri_library_delete_sheet (pair.libraries[from], sheet, &error);
      g_assert_no_error (error);
      add_item (pair.libraries[1 - from], sheet, tri_sheet_item_new_words ("new"));
      pair_merge (&pair);
      assert_sheets (pair.libraries[0], "Common: new");
      tri_merge_report_free (merge_file (pair.libraries[1], pair.paths[0]));
      assert_sheets (pair.libraries[1], "Common: new");
      assert_nothing_comes (pair.libraries[0], pair.paths[1]);
    }
}

static void
test_sheet_conflict (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *sheet = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const TriMergeConflict *conflict;
  const TriMergeField *field;

  pair_init (&pair);
  sheet = add_sheet (pair.libraries[0], "Common");
  part (&pair);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TriSheet) changed = tri_library_get_sheet (pair.libraries[i], sheet, &error);

      g_assert_no_error (error);
      g_free (changed->title);
      changed->title = g_strdup (i ? "Theirs" : "Mine");
      tri_library_edit_sheet (pair.libraries[i], changed, &error);
      g_assert_no_error (error);
    }
  report = merge_file (pair.libraries[0], pair.paths[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (report->conflicts, 0);
  g_assert_cmpstr (conflict->what, ==, "sheet");
  field = g_ptr_array_index (conflict->fields, 0);
  g_assert_cmpstr (field->name, ==, "title");
  g_assert_true (tri_library_decide_merge_conflict (pair.libraries[0],
                                                    conflict->uuid,
                                                    TRI_MERGE_TAKE_THEIRS,
                                                    &error));
  assert_sheets (pair.libraries[0], "Theirs: ");
}

/* --- The reading history */

static void
test_visits (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) undone = NULL;

  pair_init (&pair);
  part (&pair);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TriVisit) visit = tri_visit_new ();

      visit->passage = i ? 12 : 2;
      visit->started = 1000 + i * 100;
      visit->ended = visit->started + 10;
      g_assert_true (tri_library_note_visit (pair.libraries[i], visit, visit->started, NULL));
    }
  report = merge_file (pair.libraries[0], pair.paths[1]);
  found = tri_library_list_visits (pair.libraries[0], NULL, 0, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (((TriVisit *) g_ptr_array_index (found, 0))->passage, ==, 12);
  assert_nothing_comes (pair.libraries[0], pair.paths[1]);
  undo (pair.libraries[0]);
  undone = tri_library_list_visits (pair.libraries[0], NULL, 0, NULL, NULL);
  g_assert_cmpuint (undone->len, ==, 1);
}

/* --- A library that an older version made */

static void
test_older (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "library-4.db", NULL);
  g_autoptr (TriMergeReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;

  pair_init (&pair);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  report = merge_file (pair.libraries[0], path);
  g_assert_cmpuint (report->n_elsewhere, ==, 0);
  g_assert_cmpint (tri_library_ask (pair.libraries[0],
                                    "SELECT count (*) FROM bookmarks WHERE part_of = ''",
                                    0,
                                    0),
                   >,
                   0);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/parts", test_parts);
  g_test_add_func ("/merge/words", test_words);
  g_test_add_func ("/merge/sheets", test_sheets);
  g_test_add_func ("/merge/sheets/deleted", test_deleted_sheet);
  g_test_add_func ("/merge/sheets/conflict", test_sheet_conflict);
  g_test_add_func ("/merge/visits", test_visits);
  g_test_add_func ("/merge/older", test_older);
  return g_test_run ();
}
