/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-bookmark-hash.h"

#include <sys/wait.h>
#include <unistd.h>

static TriBookmark *
new_bookmark (gint64 passage, guint start, gint64 end_passage, guint end)
{
  TriBookmark *bookmark = tri_bookmark_new ();

  bookmark->passage = passage;
  bookmark->start = start;
  bookmark->end_passage = end_passage;
  bookmark->end = end;
  return bookmark;
}

static gint64
save (TriLibrary *library, TriBookmark *bookmark)
{
  g_autoptr (GError) error = NULL;

  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
  return bookmark->id;
}

static gint64
add (TriLibrary *library, gint64 passage, const char *note)
{
  g_autoptr (TriBookmark) bookmark = new_bookmark (passage, 0, passage, 5);

  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
  return save (library, bookmark);
}

/* The ids of a list, and frees it. */
static char *
take_ids (GPtrArray *bookmarks)
{
  GString *ids = g_string_new (NULL);

  g_assert_nonnull (bookmarks);
  for (guint i = 0; i < bookmarks->len; i++)
    {
      TriBookmark *bookmark = g_ptr_array_index (bookmarks, i);

      g_string_append_printf (ids, "%s%d", i ? " " : "", (int) bookmark->id);
    }
  g_ptr_array_unref (bookmarks);
  return g_string_free (ids, FALSE);
}

#define PLACE TRI_BOOKMARK_ORDER_PLACE
#define DATE TRI_BOOKMARK_ORDER_DATE

#define assert_ids(list, expected)             \
  G_STMT_START                                 \
  {                                            \
    g_autofree char *ids_ = take_ids ((list)); \
    g_assert_cmpstr (ids_, ==, (expected));    \
  }                                            \
  G_STMT_END

static void
test_save (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) bookmark = new_bookmark (2, 16, 2, 23);
  g_autoptr (TriBookmark) back = NULL;
  static const char *const labels[] = { "ami", "“à lire”", NULL };

  g_strfreev (bookmark->labels);
  bookmark->labels = g_strdupv ((char **) labels);
  bookmark->scope = TRI_SCOPE_PASSAGE;
  g_free (bookmark->colour);
  bookmark->colour = g_strdup ("green");
  save (library, bookmark);
  g_assert_nonnull (bookmark->uuid);
  g_assert_cmpstr (bookmark->quote, ==, "Trotski");

  back = tri_library_get_bookmark (library, bookmark->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->uuid, ==, bookmark->uuid);
  g_assert_cmpstr (back->quote, ==, "Trotski");
  g_assert_cmpstr (back->prefix, ==, "de Victor Serge\nSerge rencontre ");
  g_assert_cmpint (g_utf8_strlen (back->prefix, -1), <=, 32);
  g_assert_cmpstr (back->suffix, ==, " à Moscou. Les masses attendent.");
  g_assert_cmpstr (back->colour, ==, "green");
  g_assert_cmpstrv (back->labels, (char **) labels);
  g_assert_cmpint (back->scope, ==, TRI_SCOPE_PASSAGE);
  g_assert_cmpint (back->work, ==, 1);
  g_assert_cmpint (back->text, ==, 1);
  g_assert_cmpuint (back->ord, ==, 1);
  g_assert_cmpint (back->created, >, 0);
}

static void
test_quote_across (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) bookmark = new_bookmark (2, 38, 4, 7);
  g_autoptr (TriBookmark) whole = new_bookmark (3, 0, 0, 0);
  g_autoptr (TriBookmark) beyond = new_bookmark (1, 9, 1, 999);

  save (library, bookmark);
  g_assert_cmpstr (bookmark->quote,
                   ==,
                   "masses attendent.\nOn y lit Masses ; l’été, on lit peu.\nD’autre");
  whole->whole = TRUE;
  save (library, whole);
  g_assert_cmpint (whole->end_passage, ==, 3);
  g_assert_cmpuint (whole->end, ==, 36);
  g_assert_cmpstr (whole->suffix, ==, "\nD’autres suivent Trotski et Seg");
  save (library, beyond);
  g_assert_cmpuint (beyond->end, ==, 24);
}

static void
test_refused (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const struct
  {
    gint64 passage;
    gint64 end_passage;
  } wrong[] = { { 99, 99 }, { 2, 12 }, { 3, 2 }, { 2, 99 } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriBookmark) bookmark = new_bookmark (wrong[i].passage,
                                                       0,
                                                       wrong[i].end_passage,
                                                       3);

      g_assert_false (tri_library_save_bookmark (library, bookmark, &error));
      g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
      g_assert_null (bookmark->uuid);
    }
  g_assert_cmpint (tri_library_ask (library, "SELECT count(*) FROM bookmarks", 0, -1), ==, 0);
  g_assert_cmpint (tri_library_ask (library, "SELECT count(*) FROM journal", 0, -1), ==, 0);
}

static void
test_edit (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  gint64 id = add (library, 2, "first");
  g_autoptr (TriBookmark) stored = tri_library_get_bookmark (library, id, &error);
  g_autoptr (TriBookmark) copy = tri_bookmark_copy (stored);
  g_autoptr (TriBookmark) back = NULL;
  g_autofree char *act = NULL;

  g_free (copy->note);
  copy->note = g_strdup ("second");
  g_assert_cmpint (save (library, copy), ==, id);
  act = tri_library_undo (library, &error);
  g_assert_cmpstr (act, ==, "bookmark.edit");
  back = tri_library_get_bookmark (library, id, &error);
  g_assert_cmpstr (back->note, ==, "first");
  tri_library_delete_bookmarks (library, &id, 1, &error);
  g_assert_no_error (error);
  g_assert_false (tri_library_save_bookmark (library, copy, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
}

static void
test_lists (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  gint64 late = add (library, 4, "Été à Moscou");
  gint64 early = add (library, 1, "");
  gint64 english = add (library, 12, "summer");
  g_autofree char *by_place = g_strdup_printf ("%d %d %d", (int) early, (int) late, (int) english);
  g_autofree char *by_date = g_strdup_printf ("%d %d %d", (int) english, (int) early, (int) late);
  g_autofree char *one = g_strdup_printf ("%d", (int) late);

  assert_ids (tri_library_list_bookmarks (library, 1, NULL, PLACE, NULL), by_place);
  assert_ids (tri_library_list_bookmarks (library, 0, NULL, DATE, NULL), by_date);
  assert_ids (tri_library_list_bookmarks (library, 7, NULL, DATE, NULL), "");
  assert_ids (tri_library_list_bookmarks (library, 0, "moscou ETE", 0, NULL), one);
  assert_ids (tri_library_list_bookmarks (library, 0, "moscou winter", 0, NULL), "");
}

static void
test_lists_at (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) wide = new_bookmark (2, 3, 4, 5);
  g_autoptr (TriBookmark) scoped = new_bookmark (12, 0, 12, 5);
  static const gint64 french = 2;
  static const gint64 between = 3;
  static const gint64 none[] = { 1, 11, 13 };
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;

  add (library, 12, "wording");
  scoped->scope = TRI_SCOPE_PASSAGE;
  save (library, wide);
  save (library, scoped);
  both = g_strdup_printf ("%d %d", (int) wide->id, (int) scoped->id);
  one = g_strdup_printf ("%d", (int) wide->id);
  assert_ids (tri_library_list_bookmarks_at (library, &french, 1, NULL), both);
  assert_ids (tri_library_list_bookmarks_at (library, &between, 1, NULL), one);
  assert_ids (tri_library_list_bookmarks_at (library, none, G_N_ELEMENTS (none), NULL), "");
  /* Trotsky stands in the wide one, Moscow in none but that, Serge in the English ones. */
  assert_ids (tri_library_list_bookmarks_of_entity (library, 5, NULL), "");
  assert_ids (tri_library_list_bookmarks_of_entity (library, 2, NULL), one);
}

static char *
list_marked (TriLibrary *library)
{
  static const gint64 all[] = { 1, 2, 3, 4, 11, 12, 13 };
  g_autoptr (GArray) found = tri_library_list_marks_in (library, all, G_N_ELEMENTS (all), NULL);
  GString *words = g_string_new (NULL);

  g_assert_nonnull (found);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (words, "%d ", (int) g_array_index (found, TriMarkRange, i).passage);
  return g_string_free (words, FALSE);
}

/* Every passage that a bookmark touches is marked, and the counterparts of one for all texts. */
static void
test_lists_marked (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) wide = new_bookmark (3, 3, 4, 5);
  g_autoptr (TriBookmark) here = new_bookmark (12, 0, 12, 5);
  g_autoptr (TriBookmark) everywhere = new_bookmark (12, 0, 12, 5);
  g_autofree char *own = NULL;
  g_autofree char *joint = NULL;

  save (library, wide);
  save (library, here);
  own = list_marked (library);
  g_assert_cmpstr (own, ==, "3 4 12 ");

  everywhere->scope = TRI_SCOPE_PASSAGE;
  save (library, everywhere);
  joint = list_marked (library);
  g_assert_cmpstr (joint, ==, "2 3 4 12 12 ");
}

/* A bookmark is on disk when save returns: a process that dies right then has not lost it. */
static void
test_survives_death (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) bookmarks = NULL;
  g_autofree char *act = NULL;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      add (fixture_open (path), 2, "last words");
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  library = fixture_open (path);
  bookmarks = tri_library_list_bookmarks (library, 0, "last words", 0, NULL);
  g_assert_cmpuint (bookmarks->len, ==, 1);
  act = tri_library_peek_undo (library);
  g_assert_cmpstr (act, ==, "bookmark.add");
}

/* Each bookmark carries a hash of what it says, after an edit and an undo too. */
static void
test_hash (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 id = add (library, 2, "first");
  g_autoptr (TriBookmark) bookmark = tri_library_get_bookmark (library, id, &error);
  g_autofree char *act = NULL;

  g_free (bookmark->note);
  bookmark->note = g_strdup ("second");
  save (library, bookmark);
  g_assert_true (tri_library_check_bookmarks (library, faults, &error));
  act = tri_library_undo (library, &error);
  g_assert_true (tri_library_check_bookmarks (library, faults, &error));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_true (tri_library_exec (library, "UPDATE bookmarks SET quote = 'Other'", &error));
  g_assert_true (tri_library_check_bookmarks (library, faults, &error));
  g_assert_cmpuint (faults->len, ==, 1);
}

static void
test_lists_places (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriPassage) last = tri_library_get_passage (library, 12, NULL);
  g_autoptr (TriPassage) first = tri_library_get_passage (library, 2, NULL);
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GError) error = NULL;
  const TriBookmarkPlace *place = NULL;
  gint64 work = 0;

  add (library, 12, "in the text that comes last");
  add (library, 2, "");
  add (library, 2, "again");
  {
    g_autoptr (TriBookmark) bookmark = new_bookmark (2, 0, 2, 1);

    save (library, bookmark);
    work = bookmark->work;
    g_assert_true (tri_library_delete_bookmarks (library, &bookmark->id, 1, &error));
  }

  places = tri_library_list_bookmark_places (library, work, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      place = &g_array_index (places, TriBookmarkPlace, i);
      g_assert_cmpint (place->text, ==, first->text);
      g_assert_cmpuint (place->ord, ==, first->ord);
    }
  place = &g_array_index (places, TriBookmarkPlace, 2);
  g_assert_cmpint (place->text, ==, last->text);
  g_assert_cmpuint (place->ord, ==, last->ord);

  none = tri_library_list_bookmark_places (library, work + 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bookmarks/save/range", test_save);
  g_test_add_func ("/bookmarks/save/quote-across", test_quote_across);
  g_test_add_func ("/bookmarks/save/refused", test_refused);
  g_test_add_func ("/bookmarks/save/edit", test_edit);
  g_test_add_func ("/bookmarks/save/survives-death", test_survives_death);
  g_test_add_func ("/bookmarks/check/hash", test_hash);
  g_test_add_func ("/bookmarks/list/order-and-filter", test_lists);
  g_test_add_func ("/bookmarks/list/at", test_lists_at);
  g_test_add_func ("/bookmarks/list/marked", test_lists_marked);
  g_test_add_func ("/bookmarks/list/places", test_lists_places);

  return g_test_run ();
}
