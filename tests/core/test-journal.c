/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

static gint64
add (TriLibrary *library, const char *note)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = 2;
  bookmark->end = 5;
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
  return bookmark->id;
}

/* The notes of all bookmarks, by id. */
static char *
get_notes (TriLibrary *library)
{
  g_autoptr (GPtrArray) bookmarks = tri_library_list_bookmarks (library, 0, NULL, 0, NULL);
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < bookmarks->len; i++)
    g_string_append (notes, ((TriBookmark *) g_ptr_array_index (bookmarks, i))->note);
  return g_string_free (notes, FALSE);
}

#define assert_notes(library, expected)            \
  G_STMT_START                                     \
  {                                                \
    g_autofree char *notes_ = get_notes (library); \
    g_assert_cmpstr (notes_, ==, (expected));      \
  }                                                \
  G_STMT_END

#define assert_act(call, expected)          \
  G_STMT_START                              \
  {                                         \
    g_autofree char *act_ = (call);         \
    g_assert_cmpstr (act_, ==, (expected)); \
  }                                         \
  G_STMT_END

static void
test_undo_redo (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;
  gint64 id;

  assert_act (tri_library_undo (library, &error), NULL);
  g_assert_no_error (error);
  add (library, "a");
  id = add (library, "b");
  add (library, "c");
  g_assert_true (tri_library_delete_bookmarks (library, &id, 1, &error));
  assert_notes (library, "ac");
  assert_act (tri_library_peek_undo (library), "bookmark.delete");
  assert_act (tri_library_undo (library, &error), "bookmark.delete");
  assert_notes (library, "abc");
  assert_act (tri_library_undo (library, &error), "bookmark.add");
  assert_notes (library, "ab");
  assert_act (tri_library_peek_redo (library), "bookmark.add");

  /* after a restart as well */
  g_clear_object (&library);
  library = fixture_open (path);
  assert_act (tri_library_undo (library, &error), "bookmark.add");
  assert_notes (library, "a");
  assert_act (tri_library_redo (library, &error), "bookmark.add");
  assert_act (tri_library_redo (library, &error), "bookmark.add");
  assert_notes (library, "abc");
  assert_act (tri_library_redo (library, &error), "bookmark.delete");
  assert_act (tri_library_redo (library, &error), NULL);
  g_assert_no_error (error);
  assert_notes (library, "ac");
}

static void
test_new_act_ends_redo (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;

  add (library, "a");
  assert_act (tri_library_undo (library, &error), "bookmark.add");
  add (library, "b");
  assert_act (tri_library_redo (library, &error), NULL);
  assert_notes (library, "b");
  assert_act (tri_library_undo (library, &error), "bookmark.add");
  assert_act (tri_library_undo (library, &error), NULL);
}

static void
test_nothing_changed (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;
  static const gint64 gone = 77;

  add (library, "a");
  assert_act (tri_library_undo (library, &error), "bookmark.add");
  g_assert_true (tri_library_delete_bookmarks (library, &gone, 1, &error));
  g_assert_true (tri_library_rename_work (library, 1, "Une vie", &error));
  assert_act (tri_library_peek_undo (library), NULL);
  assert_act (tri_library_redo (library, &error), "bookmark.add");
}

/* Both windows undo along the same journal; what was changed behind its back is not overwritten. */
static void
test_two_processes (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) one = fixture_open (path);
  g_autoptr (TriLibrary) other = fixture_open (path);
  g_autoptr (GError) error = NULL;

  add (one, "a");
  add (other, "b");
  assert_act (tri_library_undo (one, &error), "bookmark.add");
  assert_notes (other, "a");
  assert_act (tri_library_redo (other, &error), "bookmark.add");
  assert_notes (one, "ab");

  g_assert_true (tri_library_exec (other,
                                   "UPDATE bookmarks SET note = 'B' WHERE note = 'b'",
                                   NULL));
  assert_act (tri_library_undo (one, &error), NULL);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  assert_notes (one, "aB");
  /* it is passed over: the act before it can still be undone */
  assert_act (tri_library_undo (one, &error), "bookmark.add");
  g_assert_no_error (error);
  assert_notes (one, "B");
}

static void
test_works (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;
  static const char title[] = "SELECT title = 'Une vie' FROM works WHERE id = ?";
  static const char deleted[] = "SELECT deleted IS NOT NULL FROM works WHERE id = ?";
  static const char lang[] = "SELECT lang = 'fr' AND author IS NULL FROM texts WHERE id = ?";

  add (library, "a");
  g_assert_true (tri_library_rename_work (library, 1, "A “life”", &error));
  g_assert_cmpint (tri_library_ask (library, title, 1, -1), ==, 0);
  g_assert_true (tri_library_edit_text (library, 1, "nl", "Een leven", "X", &error));
  g_assert_true (tri_library_set_work_kind (library, 1, TRI_WORK_ACCOUNTS, &error));
  g_assert_true (tri_library_delete_work (library, 1, &error));
  g_assert_cmpint (tri_library_ask (library, deleted, 1, -1), ==, 1);
  assert_notes (library, "");
  g_assert_false (tri_library_delete_work (library, 1, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);

  assert_act (tri_library_undo (library, &error), "work.delete");
  g_assert_cmpint (tri_library_ask (library, deleted, 1, -1), ==, 0);
  assert_notes (library, "a");
  assert_act (tri_library_undo (library, &error), "work.set-kind");
  assert_act (tri_library_undo (library, &error), "text.edit");
  g_assert_cmpint (tri_library_ask (library, lang, 1, -1), ==, 1);
  assert_act (tri_library_undo (library, &error), "work.rename");
  g_assert_cmpint (tri_library_ask (library, title, 1, -1), ==, 1);
  g_assert_false (tri_library_rename_work (library, 1, " ", &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
}

static void
test_place (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (GError) error = NULL;
  static const char opened[] = "SELECT opened > 0 FROM works WHERE id = ?";
  g_autofree char *none = tri_library_dup_place (library, 1);
  g_autofree char *place = NULL;

  g_assert_null (none);
  g_assert_true (tri_library_save_place (library, 1, "{\"row\":1}", &error));
  g_assert_true (tri_library_save_place (library, 1, "{\"row\":2}", &error));
  place = tri_library_dup_place (library, 1);
  g_assert_cmpstr (place, ==, "{\"row\":2}");
  g_assert_cmpint (tri_library_ask (library, opened, 1, 0), ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal/undo/redo-after-restart", test_undo_redo);
  g_test_add_func ("/journal/undo/new-act-ends-redo", test_new_act_ends_redo);
  g_test_add_func ("/journal/undo/nothing-changed", test_nothing_changed);
  g_test_add_func ("/journal/undo/two-processes", test_two_processes);
  g_test_add_func ("/journal/acts/works-and-texts", test_works);
  g_test_add_func ("/journal/place/kept", test_place);

  return g_test_run ();
}
