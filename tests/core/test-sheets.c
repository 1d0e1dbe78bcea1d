/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-sheets.h"
#include "query-fixture.h"

typedef struct
{
  char *path;
  TriLibrary *library;
  TriSheet *sheet;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->path = fixture_new ();
  fixture->library = fixture_open (fixture->path);
  fixture->sheet = tri_sheet_new ("Moscow");
  tri_library_create_sheet (fixture->library, fixture->sheet, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->sheet);
  g_clear_object (&fixture->library);
  g_free (fixture->path);
}

/* As after a restart. */
static void
open_again (Fixture *fixture)
{
  g_clear_object (&fixture->library);
  fixture->library = fixture_open (fixture->path);
}

static TriBookmark *
add_mark (Fixture *fixture, gint64 passage)
{
  TriBookmark *mark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  mark->passage = passage;
  mark->whole = TRUE;
  mark->scope = TRI_SCOPE_PASSAGE;
  tri_library_save_bookmark (fixture->library, mark, &error);
  g_assert_no_error (error);
  return mark;
}

static void
add (Fixture *fixture, TriSheetItem *item, const char *before)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, item);
  tri_library_add_sheet_items (fixture->library, fixture->sheet->uuid, items, before, &error);
  g_assert_no_error (error);
  g_assert_nonnull (item->uuid);
}

static TriSheetItem *
add_words (Fixture *fixture, const char *words, const char *before)
{
  TriSheetItem *item = tri_sheet_item_new_words (words);

  add (fixture, item, before);
  return item;
}

static GPtrArray *
read_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = tri_library_read_sheet_items (fixture->library,
                                                   fixture->sheet->uuid,
                                                   0,
                                                   1000,
                                                   &error);

  g_assert_no_error (error);
  return items;
}

/* Words of items, and quotes of marks as "fr:words". */
static char *
dump (Fixture *fixture)
{
  g_autoptr (GPtrArray) items = read_all (fixture);
  GString *dumped = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      TriSheetItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (dumped, "%s%s", i ? "|" : "", item->words);
      for (guint j = 0; j < item->quotes->len; j++)
        {
          const TriSheetQuote *quote = g_ptr_array_index (item->quotes, j);

          g_string_append_printf (dumped, "%s%s:%s", j ? "/" : "", quote->lang, quote->quote);
        }
    }
  return g_string_free (dumped, FALSE);
}

#define assert_items(fixture, expected)      \
  G_STMT_START                               \
  {                                          \
    g_autofree char *dump_ = dump (fixture); \
    g_assert_cmpstr (dump_, ==, (expected)); \
  }                                          \
  G_STMT_END

static void
assert_undo (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static void
assert_redo (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static guint
count_deletions (Fixture *fixture, const char *what)
{
  static const char sheets[] = "SELECT count (*) FROM deletions WHERE what = 'sheet' AND ?1 = 0";
  static const char items[] = "SELECT count (*) FROM deletions"
                              " WHERE what = 'sheet-item' AND ?1 = 0";

  return (guint) tri_library_ask (fixture->library,
                                  g_str_equal (what, "sheet") ? sheets : items,
                                  0,
                                  99);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheetItem) b = add_words (fixture, "b", NULL);
  g_autoptr (TriSheetItem) d = add_words (fixture, "d", NULL);
  g_autoptr (TriSheetItem) a = add_words (fixture, "a", b->uuid);
  g_autoptr (TriSheetItem) c = add_words (fixture, "c", d->uuid);
  const char *const two[] = { d->uuid, a->uuid, NULL };
  const char *const one[] = { b->uuid, NULL };
  g_autoptr (GError) error = NULL;

  assert_items (fixture, "a|b|c|d");

  /* Several keep the order they stand in. */
  g_assert_true (tri_library_move_sheet_items (fixture->library,
                                               fixture->sheet->uuid,
                                               two,
                                               c->uuid,
                                               &error));
  assert_items (fixture, "b|a|d|c");
  g_assert_true (tri_library_move_sheet_items (fixture->library,
                                               fixture->sheet->uuid,
                                               one,
                                               NULL,
                                               &error));
  assert_items (fixture, "a|d|c|b");
  open_again (fixture);
  assert_undo (fixture, "sheet-item.move");
  assert_items (fixture, "b|a|d|c");
  assert_undo (fixture, "sheet-item.move");
  assert_undo (fixture, "sheet-item.add");
  assert_items (fixture, "a|b|d");
  assert_redo (fixture, "sheet-item.add");
  assert_redo (fixture, "sheet-item.move");
  assert_items (fixture, "b|a|d|c");
}

/* To where it stands already: there is nothing to undo. */
static void
test_moves_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheetItem) a = add_words (fixture, "a", NULL);
  g_autoptr (TriSheetItem) b = add_words (fixture, "b", NULL);
  const char *const one[] = { a->uuid, NULL };
  g_autofree char *act = NULL;

  g_assert_true (tri_library_move_sheet_items (fixture->library,
                                               fixture->sheet->uuid,
                                               one,
                                               a->uuid,
                                               NULL));
  g_assert_true (tri_library_move_sheet_items (fixture->library,
                                               fixture->sheet->uuid,
                                               one,
                                               b->uuid,
                                               NULL));
  act = tri_library_peek_undo (fixture->library);
  g_assert_cmpstr (act, ==, "sheet-item.add");
}

/* Each before the last, more often than there is room. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheetItem) first = add_words (fixture, "first", NULL);
  g_autoptr (TriSheetItem) last = add_words (fixture, "last", NULL);
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u", i);
      g_autoptr (TriSheetItem) item = add_words (fixture, words, last->uuid);
    }
  items = read_all (fixture);
  g_assert_cmpuint (items->len, ==, 102);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (
        g_ascii_strtoull (((TriSheetItem *) g_ptr_array_index (items, i + 1))->words, NULL, 10),
        ==,
        i);
  g_ptr_array_unref (g_steal_pointer (&items));
  for (guint i = 0; i < 100; i++)
    assert_undo (fixture, "sheet-item.add");
  assert_items (fixture, "first|last");
}

static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheet) other = tri_sheet_new ("An earlier one");
  g_autoptr (TriSheetItem) item = add_words (fixture, "here", NULL);
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (TriSheet) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_create_sheet (fixture->library, other, NULL, &error));
  sheets = tri_library_list_sheets (fixture->library, &error);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpstr (((TriSheet *) g_ptr_array_index (sheets, 0))->title, ==, "An earlier one");
  g_assert_cmpuint (((TriSheet *) g_ptr_array_index (sheets, 1))->n_items, ==, 1);

  g_free (fixture->sheet->title);
  fixture->sheet->title = g_strdup ("Москва");
  g_assert_true (tri_library_edit_sheet (fixture->library, fixture->sheet, &error));
  g_assert_true (tri_library_delete_sheet (fixture->library, fixture->sheet->uuid, &error));
  g_assert_cmpuint (count_deletions (fixture, "sheet"), ==, 1);
  g_assert_cmpuint (count_deletions (fixture, "sheet-item"), ==, 1);
  g_assert_null (tri_library_get_sheet (fixture->library, fixture->sheet->uuid, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tri_library_edit_sheet (fixture->library, fixture->sheet, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);

  open_again (fixture);
  assert_undo (fixture, "sheet.delete");
  assert_items (fixture, "here");
  g_assert_cmpuint (count_deletions (fixture, "sheet"), ==, 0);
  g_assert_cmpuint (count_deletions (fixture, "sheet-item"), ==, 0);
  assert_undo (fixture, "sheet.edit");
  read = tri_library_get_sheet (fixture->library, fixture->sheet->uuid, &error);
  g_assert_cmpstr (read->title, ==, "Moscow");
  assert_redo (fixture, "sheet.edit");
  assert_redo (fixture, "sheet.delete");
}

static void
choose (Fixture *fixture, const char *languages)
{
  g_autoptr (GError) error = NULL;

  g_strfreev (fixture->sheet->languages);
  fixture->sheet->languages = languages[0] ? g_strsplit (languages, " ", -1) : g_new0 (char *, 1);
  tri_library_edit_sheet (fixture->library, fixture->sheet, &error);
  g_assert_no_error (error);
}

static void
test_languages (Fixture *fixture, gconstpointer data)
{
  static const char fr[] = "fr:La route de Victor Serge";
  static const char en[] = "en:The road of Victor Serge";
  g_autofree char *both = g_strconcat (fr, "/", en, NULL);
  g_autofree char *turned = g_strconcat (en, "/", fr, NULL);
  g_autoptr (TriBookmark) mark = add_mark (fixture, 1);
  g_autoptr (TriSheetItem) item = tri_sheet_item_new_mark (mark->uuid);
  g_autoptr (GError) error = NULL;

  add (fixture, item, NULL);
  assert_items (fixture, both);
  choose (fixture, "en");
  assert_items (fixture, en);
  choose (fixture, "en fr");
  assert_items (fixture, turned);
  /* Nothing is there in Dutch: the words that were marked stay. */
  choose (fixture, "nl");
  assert_items (fixture, fr);

  g_strfreev (item->languages);
  item->languages = g_strsplit ("en", " ", -1);
  g_assert_true (tri_library_edit_sheet_item (fixture->library, item, &error));
  assert_items (fixture, en);
  assert_undo (fixture, "sheet-item.edit");
  assert_items (fixture, fr);
  choose (fixture, "");
  assert_items (fixture, both);
}

/* A mark that was deleted can still be read, and comes back with undo. */
static void
test_deleted_mark (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, 1);
  g_autoptr (TriSheetItem) item = tri_sheet_item_new_mark (mark->uuid);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  TriSheetItem *read = NULL;

  add (fixture, item, NULL);
  g_assert_true (tri_library_delete_bookmarks (fixture->library, &mark->id, 1, &error));
  items = read_all (fixture);
  g_assert_cmpuint (items->len, ==, 1);
  read = g_ptr_array_index (items, 0);
  g_assert_null (read->mark);
  g_assert_cmpstr (read->place, ==, "Une vie");
  assert_items (fixture, "fr:La route de Victor Serge");
  g_assert_cmpuint (count_deletions (fixture, "sheet-item"), ==, 0);

  open_again (fixture);
  assert_undo (fixture, "bookmark.delete");
  assert_items (fixture, "fr:La route de Victor Serge/en:The road of Victor Serge");
  assert_undo (fixture, "sheet-item.add");
  assert_items (fixture, "");
}

/* The words that are kept are those of the mark when it was deleted, and following it is no change
 * that stands in the way of undo. */
static void
test_kept_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, 1);
  g_autoptr (TriSheetItem) item = tri_sheet_item_new_mark (mark->uuid);
  g_autoptr (GError) error = NULL;

  add (fixture, item, NULL);
  mark->whole = FALSE;
  mark->start = 0;
  mark->end = 8;
  g_free (mark->quote);
  mark->quote = g_strdup ("");
  g_assert_true (tri_library_save_bookmark (fixture->library, mark, &error));
  g_assert_true (tri_library_delete_bookmarks (fixture->library, &mark->id, 1, &error));
  assert_items (fixture, "fr:La route");
  assert_undo (fixture, "bookmark.delete");
  assert_undo (fixture, "bookmark.edit");
  assert_undo (fixture, "sheet-item.add");
  assert_redo (fixture, "sheet-item.add");
  assert_items (fixture, "fr:La route de Victor Serge/en:The road of Victor Serge");
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheetItem) behind = add_words (fixture, "behind", NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (gint64 passage = 2; passage <= 4; passage++)
    {
      g_autoptr (TriBookmark) mark = add_mark (fixture, passage);

      g_ptr_array_add (items, tri_sheet_item_new_mark (mark->uuid));
    }
  choose (fixture, "fr");
  g_assert_true (tri_library_add_sheet_items (fixture->library,
                                              fixture->sheet->uuid,
                                              items,
                                              behind->uuid,
                                              &error));
  assert_items (fixture,
                "fr:Serge rencontre Trotski à Moscou. Les masses attendent.|"
                "fr:On y lit Masses ; l’été, on lit peu.|"
                "fr:D’autres suivent Trotski et Seguí, puis Serge.|behind");
  assert_undo (fixture, "sheet-item.add");
  assert_items (fixture, "behind");

  /* One that has gone: none is added. */
  g_ptr_array_add (items, tri_sheet_item_new_mark ("gone"));
  g_assert_false (tri_library_add_sheet_items (fixture->library,
                                               fixture->sheet->uuid,
                                               items,
                                               NULL,
                                               &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  assert_items (fixture, "behind");
}

static void
test_edit_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheetItem) a = add_words (fixture, "a", NULL);
  g_autoptr (TriSheetItem) b = add_words (fixture, "b", NULL);
  const char *const both[] = { a->uuid, "gone", b->uuid, NULL };
  g_autoptr (GError) error = NULL;

  g_free (a->words);
  a->words = g_strdup ("*now*");
  g_assert_true (tri_library_edit_sheet_item (fixture->library, a, &error));
  /* The same once more is no act. */
  g_assert_true (tri_library_edit_sheet_item (fixture->library, a, &error));
  assert_items (fixture, "*now*|b");
  g_assert_true (tri_library_remove_sheet_items (fixture->library, both, &error));
  assert_items (fixture, "");
  g_assert_false (tri_library_edit_sheet_item (fixture->library, a, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  assert_undo (fixture, "sheet-item.delete");
  assert_items (fixture, "*now*|b");
  assert_undo (fixture, "sheet-item.edit");
  assert_items (fixture, "a|b");
}

/* What is asked for is read, however long the sheet. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u", i);

      g_ptr_array_add (items, tri_sheet_item_new_words (words));
    }
  g_assert_true (tri_library_add_sheet_items (fixture->library,
                                              fixture->sheet->uuid,
                                              items,
                                              NULL,
                                              &error));
  page = tri_library_read_sheet_items (fixture->library, fixture->sheet->uuid, 9990, 50, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 10);
  g_assert_cmpstr (((TriSheetItem *) g_ptr_array_index (page, 0))->words, ==, "9990");
  g_assert_true (tri_library_delete_sheet (fixture->library, fixture->sheet->uuid, &error));
  assert_undo (fixture, "sheet.delete");
  g_ptr_array_unref (page);
  page = tri_library_read_sheet_items (fixture->library, fixture->sheet->uuid, 0, 20000, &error);
  g_assert_cmpuint (page->len, ==, 10000);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSheet) other = tri_sheet_new ("Moscow");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = tri_library_find_sheet (fixture->library, "Moscow", &error);

  g_assert_cmpstr (found, ==, fixture->sheet->uuid);
  g_assert_null (tri_library_find_sheet (fixture->library, "Paris", &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (tri_library_create_sheet (fixture->library, other, NULL, &error));
  g_assert_null (tri_library_find_sheet (fixture->library, "Moscow", &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_AMBIGUOUS);
}

static void
add_test (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/sheets/sheets", test_sheets);
  add_test ("/sheets/find", test_find);
  add_test ("/sheets/order", test_order);
  add_test ("/sheets/moves-nowhere", test_moves_nowhere);
  add_test ("/sheets/room", test_room);
  add_test ("/sheets/several", test_several);
  add_test ("/sheets/edit-and-remove", test_edit_and_remove);
  add_test ("/sheets/languages", test_languages);
  add_test ("/sheets/deleted-mark", test_deleted_mark);
  add_test ("/sheets/kept-words", test_kept_words);
  add_test ("/sheets/pages", test_pages);
  return g_test_run ();
}
