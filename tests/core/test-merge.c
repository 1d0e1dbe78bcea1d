/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-library-merge.h"
#include "library/tri-library-sheets.h"
#include "library/tri-library-visits.h"

#include <glib/gstdio.h>

/* Two libraries of one person. */
typedef struct
{
  char *paths[2];
  TriLibrary *libraries[2];
} Pair;

static char *
copy_library (TriLibrary *library)
{
  g_autofree char *folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  char *path = g_build_filename (folder, "other.db", NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);
  g_autoptr (GError) error = NULL;

  tri_library_exec (library, sql, &error);
  g_assert_no_error (error);
  return path;
}

/* Nobody waits for the disk: there are many of them. */
static TriLibrary *
open_quick (const char *path)
{
  TriLibrary *library = fixture_open (path);

  g_assert_true (tri_library_exec (library, "PRAGMA synchronous = OFF", NULL));
  return library;
}

static void
pair_init (Pair *self)
{
  static char *first = NULL;
  g_autofree char *folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  /* Made once: it waits for the disk. */
  if (!first)
    first = fixture_new ();
  g_assert_true (g_file_get_contents (first, &contents, &size, NULL));
  self->paths[0] = g_build_filename (folder, "library.db", NULL);
  g_assert_true (g_file_set_contents_full (self->paths[0],
                                           contents,
                                           (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
  self->libraries[0] = open_quick (self->paths[0]);
}

/* From here each goes its own way. */
static void
part (Pair *self)
{
  self->paths[1] = copy_library (self->libraries[0]);
  self->libraries[1] = open_quick (self->paths[1]);
  g_assert_true (tri_library_exec (self->libraries[1], "PRAGMA journal_mode = WAL", NULL));
}

static void
pair_clear (Pair *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&self->libraries[i]);
      g_clear_pointer (&self->paths[i], g_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static void
set_note (TriBookmark *bookmark, const char *note)
{
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
}

static char *
add_mark (TriLibrary *library, gint64 passage, const char *note)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = passage;
  bookmark->end = 5;
  set_note (bookmark, note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
  return g_strdup (bookmark->uuid);
}

static TriBookmark *
get_mark (TriLibrary *library, const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM bookmarks WHERE uuid = '%s' AND ?1 = 0",
                                          uuid);
  gint64 id = tri_library_ask (library, g_intern_string (sql), 0, 0);

  return id ? tri_library_get_bookmark (library, id, NULL) : NULL;
}

static void
edit_mark (TriLibrary *library, const char *uuid, const char *note)
{
  g_autoptr (TriBookmark) bookmark = get_mark (library, uuid);
  g_autoptr (GError) error = NULL;

  set_note (bookmark, note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
}

static void
delete_mark (TriLibrary *library, const char *uuid)
{
  g_autoptr (TriBookmark) bookmark = get_mark (library, uuid);

  g_assert_true (tri_library_delete_bookmarks (library, &bookmark->id, 1, NULL));
}

static TriMergeReport *
merge_with (TriLibrary *library, const TriMergeOptions *options)
{
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();
  g_autoptr (GError) error = NULL;

  tri_library_merge (library, options, report, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&report);
}

static TriMergeReport *
merge (TriLibrary *library, const char *path)
{
  const TriMergeOptions options = { .path = path };

  return merge_with (library, &options);
}

static void
undo (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);

  g_assert_no_error (error);
}

/* What the reader made, without what differs from library to library. */
static char *
dump (TriLibrary *library)
{
  static const char sql[] = "SELECT group_concat (line, char (10)) FROM (SELECT uuid || '|' || note"
                            " || '|' || labels || '|' || colour || '|' || kind || '|' || style"
                            " || '|' || letter || '|' || passage_key || '|' || text_uuid || '|'"
                            " || start || '|' || stop || '|' || part_of || '|' || part || '|'"
                            " || coalesce (passage, 0) AS line FROM bookmarks ORDER BY uuid)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  g_assert_true (tri_library_next (library, statement, NULL));
  return g_strdup (tri_statement_get_text (statement, 0));
}

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
  g_autoptr (TriMergeReport) again = NULL;

  pair_init (&pair);
  common = add_mark (pair.libraries[0], 2, "common");
  part (&pair);
  mine = add_mark (pair.libraries[0], 3, "mine");
  theirs = add_mark (pair.libraries[1], 12, "theirs");
  edit_mark (pair.libraries[1], common, "changed there");
  report = merge (pair.libraries[0], pair.paths[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 0);
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_new, ==, 1);
  g_assert_cmpuint (g_array_index (report->counts, TriMergeCount, 0).n_changed, ==, 1);
  assert_note (pair.libraries[0], common, "changed there");
  assert_note (pair.libraries[0], theirs, "theirs");
  assert_note (pair.libraries[0], mine, "mine");
  again = merge (pair.libraries[0], pair.paths[1]);
  g_assert_true (tri_merge_report_is_empty (again));
}

static void
test_dry_run (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  pair_init (&pair);
  part (&pair);
  theirs = add_mark (pair.libraries[1], 12, "theirs");
  before = dump (pair.libraries[0]);
  report = merge_with (pair.libraries[0],
                       &(TriMergeOptions){ .path = pair.paths[1], .dry_run = TRUE });
  after = dump (pair.libraries[0]);
  g_assert_cmpstr (before, ==, after);
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
  g_autoptr (TriMergeReport) again = NULL;

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
  report = merge (pair.libraries[0], pair.paths[1]);
  assert_note (pair.libraries[0], gone, NULL);
  assert_note (pair.libraries[0], back, "back");
  assert_note (pair.libraries[0], changed, "three times: later");
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  again = merge (pair.libraries[0], pair.paths[1]);
  g_assert_true (tri_merge_report_is_empty (again));
  other = merge (pair.libraries[1], pair.paths[0]);
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

  pair_init (&pair);
  uuid = add_mark (pair.libraries[0], 2, "there and back");
  part (&pair);
  delete_mark (pair.libraries[0], uuid);
  first = merge (pair.libraries[1], pair.paths[0]);
  assert_note (pair.libraries[1], uuid, NULL);
  undo (pair.libraries[0]);
  second = merge (pair.libraries[0], pair.paths[1]);
  assert_note (pair.libraries[0], uuid, "there and back");
  tri_merge_report_free (merge (pair.libraries[1], pair.paths[0]));
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

      pair_init (&pair);
      uuid = add_mark (pair.libraries[0], 2, "common");
      part (&pair);
      edit_mark (pair.libraries[0], uuid, "mine");
      edit_mark (pair.libraries[1], uuid, "theirs");
      report = merge (pair.libraries[0], pair.paths[1]);
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
      back = merge (pair.libraries[1], pair.paths[0]);
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
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *act = NULL;
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  pair_init (&pair);
  uuid = add_mark (pair.libraries[0], 2, "common");
  part (&pair);
  edit_mark (pair.libraries[0], uuid, "mine");
  edit_mark (pair.libraries[1], uuid, "theirs");
  theirs = add_mark (pair.libraries[1], 12, "new");
  before = dump (pair.libraries[0]);
  report = merge (pair.libraries[0], pair.paths[1]);
  after = dump (pair.libraries[0]);
  g_assert_cmpstr (before, !=, after);
  undo (pair.libraries[0]);
  undone = dump (pair.libraries[0]);
  g_assert_cmpstr (undone, ==, before);
  conflicts = tri_library_list_merge_conflicts (pair.libraries[0], NULL);
  g_assert_cmpuint (conflicts->len, ==, 0);
  /* Undoing is no deletion that the other library would follow. */
  g_assert_cmpint (tri_library_ask (pair.libraries[0], "SELECT count (*) FROM deletions", 0, -1),
                   ==,
                   0);
  act = tri_library_redo (pair.libraries[0], NULL);
  g_assert_cmpstr (act, ==, "library.merge");
  redone = dump (pair.libraries[0]);
  g_assert_cmpstr (redone, ==, after);
}

/* The other clock is a day behind: what was changed there later is still later. */
static void
test_clock (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  pair_init (&pair);
  uuid = add_mark (pair.libraries[0], 2, "common");
  part (&pair);
  edit_mark (pair.libraries[1], uuid, "theirs");
  g_assert_true (tri_library_exec (pair.libraries[1],
                                   "UPDATE bookmarks SET modified = modified - 86400",
                                   NULL));
  report = merge (pair.libraries[0], pair.paths[1]);
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

      pair_init (&pair);
      uuid = add_mark (pair.libraries[0], 2, "common");
      part (&pair);
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
  tri_merge_report_free (merge (pair.libraries[0], pair.paths[1]));
  assert_note (pair.libraries[0], uuid, "in the log");
  g_assert_true (g_file_get_contents (pair.paths[1], &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

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
  tri_merge_report_free (merge (pair.libraries[0], pair.paths[1]));
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

  pair_init (&pair);
  common = add_mark (pair.libraries[0], 2, "apple");
  part (&pair);
  edit_mark (pair.libraries[1], common, "pear");
  g_free (add_mark (pair.libraries[1], 12, "cherry"));
  tri_merge_report_free (merge (pair.libraries[0], pair.paths[1]));
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
static char *
dump_sheets (TriLibrary *library)
{
  static const char sql[] = "SELECT coalesce (group_concat (line, char (10)), '') FROM"
                            " (SELECT s.title || ': ' || coalesce ("
                            "  (SELECT group_concat (said, ', ')"
                            "  FROM (SELECT iif (bookmark = '', text, quote) AS said"
                            "   FROM sheet_items WHERE sheet = s.uuid ORDER BY said)), '') AS line"
                            " FROM sheets AS s ORDER BY s.title)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  g_assert_true (tri_library_next (library, statement, NULL));
  return g_strdup (tri_statement_get_text (statement, 0));
}

#define assert_sheets(library, expected)                \
  G_STMT_START                                          \
  {                                                     \
    g_autofree char *sheets_ = dump_sheets ((library)); \
    g_assert_cmpstr (sheets_, ==, (expected));          \
  }                                                     \
  G_STMT_END

static void
test_sheets (void)
{
  g_auto (Pair) pair = { 0 };
  g_autofree char *sheet = NULL;
  g_autofree char *other = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (TriMergeReport) again = NULL;

  pair_init (&pair);
  sheet = add_sheet (pair.libraries[0], "Common");
  part (&pair);
  mark = add_mark (pair.libraries[1], 12, "new there");
  add_item (pair.libraries[1], sheet, tri_sheet_item_new_mark (mark));
  add_item (pair.libraries[1], sheet, tri_sheet_item_new_words ("there"));
  add_item (pair.libraries[0], sheet, tri_sheet_item_new_words ("here"));
  other = add_sheet (pair.libraries[1], "Other");
  tri_merge_report_free (merge (pair.libraries[0], pair.paths[1]));
  assert_sheets (pair.libraries[0], "Common: Serge, here, there\nOther: ");
  again = merge (pair.libraries[0], pair.paths[1]);
  g_assert_true (tri_merge_report_is_empty (again));
  tri_merge_report_free (merge (pair.libraries[1], pair.paths[0]));
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
      g_autoptr (TriMergeReport) again = NULL;

      pair_init (&pair);
      sheet = add_sheet (pair.libraries[0], "Common");
      add_item (pair.libraries[0], sheet, tri_sheet_item_new_words ("old"));
      part (&pair);
      tri_library_delete_sheet (pair.libraries[from], sheet, &error);
      g_assert_no_error (error);
      add_item (pair.libraries[1 - from], sheet, tri_sheet_item_new_words ("new"));
      tri_merge_report_free (merge (pair.libraries[0], pair.paths[1]));
      assert_sheets (pair.libraries[0], "Common: new");
      tri_merge_report_free (merge (pair.libraries[1], pair.paths[0]));
      assert_sheets (pair.libraries[1], "Common: new");
      again = merge (pair.libraries[0], pair.paths[1]);
      g_assert_true (tri_merge_report_is_empty (again));
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
  report = merge (pair.libraries[0], pair.paths[1]);
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
  g_autoptr (TriMergeReport) again = NULL;
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
  report = merge (pair.libraries[0], pair.paths[1]);
  found = tri_library_list_visits (pair.libraries[0], NULL, 0, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (((TriVisit *) g_ptr_array_index (found, 0))->passage, ==, 12);
  again = merge (pair.libraries[0], pair.paths[1]);
  g_assert_true (tri_merge_report_is_empty (again));
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
  report = merge (pair.libraries[0], path);
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
  g_autoptr (TriMergeReport) again = NULL;

  tri_merge_report_free (merge (copy, other));
  again = merge (copy, other);
  if (!tri_merge_report_is_empty (again))
    for (guint i = 0; i < again->counts->len; i++)
      {
        const TriMergeCount *count = &g_array_index (again->counts, TriMergeCount, i);

        g_test_message ("again: %s %u %u %u %u",
                        count->what,
                        count->n_new,
                        count->n_changed,
                        count->n_gone,
                        count->n_conflicts);
      }
  for (guint i = 0; i < again->conflicts->len; i++)
    {
      const TriMergeConflict *conflict = g_ptr_array_index (again->conflicts, i);

      g_test_message ("again: “%s” %d %d",
                      conflict->title,
                      conflict->mine_gone,
                      conflict->theirs_gone);
      for (guint f = 0; f < conflict->fields->len; f++)
        {
          const TriMergeField *field = g_ptr_array_index (conflict->fields, f);

          g_test_message ("%s: “%s”, “%s”", field->name, field->mine, field->theirs);
        }
    }
  g_assert_true (tri_merge_report_is_empty (again));
  return copy;
}

static void
check_round (GRand *rand)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (TriLibrary) left = NULL;
  g_autoptr (TriLibrary) right = NULL;
  g_autofree char *left_dump = NULL;
  g_autofree char *right_dump = NULL;
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
        tri_merge_report_free (merge (pair.libraries[side], pair.paths[1 - side]));
    }
  left = merge_copy (pair.libraries[0], pair.paths[1]);
  right = merge_copy (pair.libraries[1], pair.paths[0]);
  left_dump = dump (left);
  right_dump = dump (right);
  g_assert_cmpstr (left_dump, ==, right_dump);
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
  g_test_add_func ("/merge/parts", test_parts);
  g_test_add_func ("/merge/words", test_words);
  g_test_add_func ("/merge/sheets", test_sheets);
  g_test_add_func ("/merge/sheets/deleted", test_deleted_sheet);
  g_test_add_func ("/merge/sheets/conflict", test_sheet_conflict);
  g_test_add_func ("/merge/visits", test_visits);
  g_test_add_func ("/merge/older", test_older);
  g_test_add_func ("/merge/any", test_any);
  return g_test_run ();
}
