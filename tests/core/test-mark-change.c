/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-mark-change.h"
#include "query-fixture.h"

static gint64
add (TriLibrary *library, gint64 passage, TriMarkKind kind, const char *label)
{
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  const char *labels[] = { label, NULL };
  g_autoptr (GError) error = NULL;

  mark->passage = passage;
  mark->whole = TRUE;
  mark->kind = kind;
  g_strfreev (mark->labels);
  mark->labels = g_strdupv ((char **) labels);
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
  return mark->id;
}

/* "kind colour scope labels" of each. */
static char *
dump (TriLibrary *library, const gint64 *ids, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TriBookmark) mark = tri_library_get_bookmark (library, ids[i], NULL);
      g_autofree char *labels = g_strjoinv (",", mark->labels);

      g_string_append_printf (out,
                              "%u %u [%s] %u %s;",
                              mark->kind,
                              mark->style,
                              mark->colour,
                              mark->scope,
                              labels);
    }
  return g_string_free (out, FALSE);
}

static void
assert_marks (TriLibrary *library, const gint64 *ids, guint n, const char *expected)
{
  g_autofree char *found = dump (library, ids, n);

  g_assert_cmpstr (found, ==, expected);
}

static guint
change (TriLibrary *library, const gint64 *ids, guint n, const TriMarkChange *wanted)
{
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  tri_library_change_marks (library, ids, n, wanted, &n_changed, &error);
  g_assert_no_error (error);
  return n_changed;
}

/* All of it is one act; a portal stays one. */
static void
test_change (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  const gint64 ids[] = { add (library, 2, TRI_MARK_BOOKMARK, "a"),
                         add (library, 3, TRI_MARK_PORTAL, NULL),
                         add (library, 4, TRI_MARK_NOTE, "b") };
  const char *before = "0 0 [] 0 a;3 0 [] 0 ;2 0 [] 0 b;";
  TriMarkChange wanted = TRI_MARK_CHANGE_INIT;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  assert_marks (library, ids, 3, before);
  wanted.kind = TRI_MARK_HIGHLIGHT;
  wanted.style = TRI_MARK_WAVE;
  wanted.scope = TRI_SCOPE_PASSAGE;
  wanted.colour = "green";
  wanted.add_label = "b";
  wanted.remove_label = "a";
  g_assert_cmpuint (change (library, ids, 3, &wanted), ==, 3);
  assert_marks (library, ids, 3, "1 2 [green] 1 b;3 2 [green] 1 b;1 2 [green] 1 b;");

  undone = tri_library_undo (library, NULL);
  g_assert_cmpstr (undone, ==, "bookmark.change");
  assert_marks (library, ids, 3, before);
  redone = tri_library_redo (library, NULL);
  g_assert_cmpstr (redone, ==, "bookmark.change");
  assert_marks (library, ids, 3, "1 2 [green] 1 b;3 2 [green] 1 b;1 2 [green] 1 b;");
}

/* What is so already is no act, and who has gone stops nothing. */
static void
test_nothing (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  const gint64 ids[] = { add (library, 2, TRI_MARK_BOOKMARK, "a"), 4711 };
  TriMarkChange wanted = TRI_MARK_CHANGE_INIT;
  g_autofree char *act = NULL;

  wanted.add_label = "a";
  wanted.remove_label = "c";
  g_assert_cmpuint (change (library, ids, 2, &wanted), ==, 0);
  act = tri_library_peek_undo (library);
  g_assert_cmpstr (act, ==, "bookmark.add");
  wanted.colour = "blue";
  g_assert_cmpuint (change (library, ids, 2, &wanted), ==, 1);
  assert_marks (library, ids, 1, "0 0 [blue] 0 a;");
}

/* The further places of a mark look as it does. */
static void
test_parts (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  TriBookmark *part = tri_bookmark_new ();
  TriMarkChange wanted = TRI_MARK_CHANGE_INIT;
  g_autoptr (TriBookmark) stored = NULL;
  g_autoptr (GError) error = NULL;

  mark->passage = 2;
  mark->whole = TRUE;
  part->passage = 4;
  part->whole = TRUE;
  g_ptr_array_add (mark->parts, part);
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
  wanted.colour = "pink";
  wanted.add_label = "x";
  g_assert_cmpuint (change (library, &mark->id, 1, &wanted), ==, 1);
  stored = tri_library_get_bookmark (library, mark->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored->parts->len, ==, 1);
  g_assert_cmpstr (TRI_BOOKMARK (stored->parts->pdata[0])->colour, ==, "pink");
  g_assert_null (TRI_BOOKMARK (stored->parts->pdata[0])->labels[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mark-change/change", test_change);
  g_test_add_func ("/mark-change/nothing", test_nothing);
  g_test_add_func ("/mark-change/parts", test_parts);

  return g_test_run ();
}
