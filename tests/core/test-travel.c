/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-library-travel.h"

static TriBookmark *
new_place (gint64 passage)
{
  TriBookmark *place = tri_bookmark_new ();

  place->work = 1;
  place->passage = place->end_passage = passage;
  place->whole = TRUE;
  return place;
}

static gint64
set_letter (TriLibrary *library, gint64 passage, char letter)
{
  g_autoptr (TriBookmark) place = new_place (passage);
  g_autoptr (GError) error = NULL;

  tri_library_set_quick_mark (library, place, letter, &error);
  g_assert_no_error (error);
  return place->id;
}

static void
check_letters (TriLibrary *library, const char *expected)
{
  g_autoptr (GPtrArray) marks = tri_library_list_quick_marks (library, 1, NULL);
  g_autoptr (GString) letters = g_string_new (NULL);

  g_assert_nonnull (marks);
  for (guint i = 0; i < marks->len; i++)
    {
      TriBookmark *mark = marks->pdata[i];

      g_string_append_printf (letters, "%s%c%d", i ? " " : "", mark->letter, (int) mark->passage);
    }
  g_assert_cmpstr (letters->str, ==, expected);
}

static void
undo (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_nonnull (act);
}

static void
test_quick (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = set_letter (library, 2, 'b');

  set_letter (library, 12, 'a');
  check_letters (library, "a12 b2");
  /* It moves: nothing is left behind. */
  g_assert_cmpint (set_letter (library, 4, 'b'), ==, first);
  check_letters (library, "a12 b4");
  found = tri_library_find_quick_mark (library, 1, 'b', &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (found->quote, "D’autres suivent"));
  g_assert_null (tri_library_find_quick_mark (library, 1, 'z', &error));
  g_assert_no_error (error);
  undo (library);
  check_letters (library, "a12 b2");
}

/* What the reader wrote stays where it is, and loses the letter alone. */
static void
test_quick_with_note (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) found = NULL;
  g_autoptr (TriBookmark) old = NULL;
  gint64 first = set_letter (library, 2, 'q');

  found = tri_library_find_quick_mark (library, 1, 'q', NULL);
  g_free (found->note);
  found->note = g_strdup ("The beginning");
  g_assert_true (tri_library_save_bookmark (library, found, NULL));
  g_assert_cmpint (set_letter (library, 3, 'q'), !=, first);
  check_letters (library, "q3");
  old = tri_library_get_bookmark (library, first, NULL);
  g_assert_cmpint (old->passage, ==, 2);
  g_assert_cmpint (old->letter, ==, 0);
  g_assert_cmpstr (old->note, ==, "The beginning");
  undo (library);
  check_letters (library, "q2");
}

static guint
count_portals (TriLibrary *library, gint64 passage)
{
  g_autoptr (GPtrArray) portals = tri_library_list_portals_at (library, passage, NULL);

  return portals ? portals->len : G_MAXUINT;
}

static void
test_portal (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) portal = new_place (3);
  g_autoptr (GPtrArray) there = NULL;
  TriBookmark *found = NULL;

  g_assert_nonnull (portal);
  portal->kind = TRI_MARK_PORTAL;
  g_free (portal->note);
  portal->note = g_strdup ("The same summer");
  g_ptr_array_add (portal->parts, new_place (13));
  g_assert_true (tri_library_save_bookmark (library, portal, NULL));

  g_assert_cmpuint (count_portals (library, 3), ==, 1);
  g_assert_cmpuint (count_portals (library, 4), ==, 0);
  there = tri_library_list_portals_at (library, 13, NULL);
  g_assert_cmpuint (there->len, ==, 1);
  found = there->pdata[0];
  g_assert_nonnull (found);
  g_assert_cmpstr (found->note, ==, "The same summer");
  g_assert_cmpint (tri_portal_get_other_end (found, 13)->passage, ==, 3);
  g_assert_cmpint (tri_portal_get_other_end (found, 3)->passage, ==, 13);
  g_assert_cmpstr (tri_portal_get_other_end (found, 3)->quote, ==, "Nobody is named here.");
  undo (library);
  g_assert_cmpuint (count_portals (library, 13), ==, 0);
}

static gboolean
toggle (TriLibrary *library, gint64 passage)
{
  g_autoptr (TriBookmark) place = new_place (passage);
  g_autoptr (GError) error = NULL;
  gboolean added = FALSE;

  tri_library_toggle_later (library, place, &added, &error);
  g_assert_no_error (error);
  return added;
}

static void
check_later (TriLibrary *library, const char *expected)
{
  g_autoptr (GPtrArray) marks = tri_library_list_later (library, NULL);
  g_autoptr (GString) passages = g_string_new (NULL);

  g_assert_nonnull (marks);
  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (passages,
                            "%s%d",
                            i ? " " : "",
                            (int) TRI_BOOKMARK (marks->pdata[i])->passage);
  g_assert_cmpstr (passages->str, ==, expected);
}

static void
test_later (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  g_assert_true (toggle (library, 4));
  g_assert_true (toggle (library, 2));
  check_later (library, "4 2");
  g_assert_false (toggle (library, 4));
  check_later (library, "2");
  undo (library);
  check_later (library, "4 2");
  g_assert_true (tri_library_delete_work (library, 1, NULL));
  check_later (library, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/travel/quick", test_quick);
  g_test_add_func ("/travel/quick/note", test_quick_with_note);
  g_test_add_func ("/travel/portal", test_portal);
  g_test_add_func ("/travel/later", test_later);
  return g_test_run ();
}
