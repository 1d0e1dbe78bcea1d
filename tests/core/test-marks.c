/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-bookmark-hash.h"

/* Marks of several places, their letters and their words. */

static TriBookmark *
new_mark (gint64 passage, guint start, guint end)
{
  TriBookmark *mark = tri_bookmark_new ();

  mark->passage = passage;
  mark->start = start;
  mark->end = end;
  return mark;
}

static void
set (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

static gint64
save (TriLibrary *library, TriBookmark *mark)
{
  g_autoptr (GError) error = NULL;

  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
  return mark->id;
}

static TriBookmark *
get (TriLibrary *library, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TriBookmark *mark = tri_library_get_bookmark (library, id, &error);

  g_assert_no_error (error);
  return mark;
}

static gint64
add_note (TriLibrary *library, gint64 passage, const char *note)
{
  g_autoptr (TriBookmark) mark = new_mark (passage, 0, 5);

  set (&mark->note, note);
  return save (library, mark);
}

static char *
find (TriLibrary *library, const TriMarkQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tri_library_find_marks (library, query, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%s%d", i ? " " : "", (int) g_array_index (ids, gint64, i));
  return g_string_free (found, FALSE);
}

#define assert_found(library, expected, ...)             \
  G_STMT_START                                           \
  {                                                      \
    const TriMarkQuery query_ = { __VA_ARGS__ };         \
    g_autofree char *found_ = find ((library), &query_); \
    g_assert_cmpstr (found_, ==, (expected));            \
  }                                                      \
  G_STMT_END

static void
undo (TriLibrary *library, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static void
redo (TriLibrary *library, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static void
assert_sound (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (tri_library_check_bookmarks (library, faults, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* --- Parts */

static gint64
add_across (TriLibrary *library)
{
  g_autoptr (TriBookmark) mark = new_mark (2, 16, 23);
  TriBookmark *part = new_mark (12, 12, 19);

  mark->kind = TRI_MARK_HIGHLIGHT;
  set (&mark->colour, "green");
  g_ptr_array_add (mark->parts, part);
  return save (library, mark);
}

static void
test_parts (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  gint64 id = add_across (library);
  g_autoptr (TriBookmark) mark = get (library, id);
  TriBookmark *part = NULL;
  g_autoptr (TriBookmark) found = NULL;
  g_autoptr (GPtrArray) all = tri_library_list_bookmarks (library, 0, NULL, 0, NULL);
  g_autoptr (GArray) places = tri_library_list_bookmark_places (library, 1, NULL);

  g_assert_cmpuint (mark->parts->len, ==, 1);
  part = g_ptr_array_index (mark->parts, 0);
  g_assert_cmpstr (mark->quote, ==, "Trotski");
  g_assert_cmpstr (part->quote, ==, "Trotsky");
  g_assert_cmpint (part->text, ==, 2);
  g_assert_cmpstr (part->colour, ==, "green");
  g_assert_cmpint (part->kind, ==, TRI_MARK_HIGHLIGHT);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpint (g_array_index (places, TriBookmarkPlace, 1).kind, ==, TRI_MARK_HIGHLIGHT);
  found = get (library, part->id);
  g_assert_cmpint (found->id, ==, id);
  assert_sound (library);
}

/* What a part is goes and comes with its mark, after a restart as well. */
static void
test_parts_undo (void)
{
  g_autofree char *path = fixture_new ();
  TriLibrary *library = fixture_open (path);
  gint64 id = add_across (library);
  g_autoptr (TriBookmark) mark = get (library, id);

  g_ptr_array_set_size (mark->parts, 0);
  save (library, mark);
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM bookmarks", 0, 0), ==, 1);
  g_object_unref (library);
  library = fixture_open (path);
  undo (library, "bookmark.edit");
  {
    g_autoptr (TriBookmark) back = get (library, id);

    g_assert_cmpuint (back->parts->len, ==, 1);
    g_assert_cmpstr (TRI_BOOKMARK (back->parts->pdata[0])->quote, ==, "Trotsky");
  }
  g_assert_true (tri_library_delete_bookmarks (library, &id, 1, NULL));
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM bookmarks", 0, 0), ==, 0);
  assert_found (library, "", .words = "trotsky");
  g_object_unref (library);
  library = fixture_open (path);
  undo (library, "bookmark.delete");
  assert_found (library, "1", .words = "trotsky");
  redo (library, "bookmark.delete");
  assert_found (library, "", .words = "trotsky");
  undo (library, "bookmark.delete");
  undo (library, "bookmark.add");
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM bookmarks", 0, 0), ==, 0);
  g_object_unref (library);
}

/* --- Letters */

static void
test_letters (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) first = new_mark (2, 0, 5);
  g_autoptr (TriBookmark) second = new_mark (3, 0, 5);
  g_autoptr (TriBookmark) then = NULL;
  g_autoptr (TriBookmark) now = NULL;
  g_autoptr (TriBookmark) again = NULL;

  first->letter = 'a';
  save (library, first);
  second->letter = 'a';
  save (library, second);
  then = get (library, first->id);
  now = get (library, second->id);
  g_assert_cmpint (then->letter, ==, 0);
  g_assert_cmpint (now->letter, ==, 'a');
  assert_sound (library);
  undo (library, "bookmark.add");
  again = get (library, first->id);
  g_assert_cmpint (again->letter, ==, 'a');
  redo (library, "bookmark.add");
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (*) FROM bookmarks WHERE letter = 'a'",
                                    0,
                                    0),
                   ==,
                   1);
  assert_sound (library);
}

/* --- Words */

static void
append_tokens (GPtrArray *tokens, const char *text)
{
  g_autofree char *folded = tri_fold (text);
  GString *token = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c && g_unichar_isalnum (c))
        {
          g_string_append_unichar (token, c);
          continue;
        }
      if (token->len > 0)
        g_ptr_array_add (tokens, g_strdup (token->str));
      g_string_truncate (token, 0);
      if (!c)
        break;
    }
  g_string_free (token, TRUE);
}

static gboolean
stands_at (GPtrArray *tokens, guint at, GPtrArray *word, gboolean is_prefix)
{
  for (guint i = 0; i < word->len; i++)
    {
      const char *wanted = g_ptr_array_index (word, i);
      const char *token = at + i < tokens->len ? g_ptr_array_index (tokens, at + i) : "";

      if (is_prefix && i + 1 == word->len ? !g_str_has_prefix (token, wanted)
                                          : !g_str_equal (token, wanted))
        return FALSE;
    }
  return TRUE;
}

/* The plain way: every word, split at spaces, stands in the text, the last one as a beginning. */
static gboolean
scan (const char *text, const char *typed)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) parts = g_strsplit (typed, " ", -1);

  append_tokens (tokens, text);
  for (guint i = 0; parts[i]; i++)
    {
      GPtrArray *word = g_ptr_array_new_with_free_func (g_free);

      append_tokens (word, parts[i]);
      if (word->len > 0)
        g_ptr_array_add (words, word);
      else
        g_ptr_array_unref (word);
    }
  for (guint i = 0; i < words->len; i++)
    {
      gboolean stands = FALSE;

      for (guint at = 0; at < tokens->len; at++)
        stands |= stands_at (tokens,
                             at,
                             g_ptr_array_index (words, i),
                             i + 1 == words->len);
      if (!stands)
        return FALSE;
    }
  return TRUE;
}

/* What the index finds is what reading all of them finds; nothing that is typed is an operator. */
static void
test_words (void)
{
  static const char *const notes[] = {
    "Cœur et âme",
    "coeur",
    "Straße",
    "strasse 12",
    "L’été à Moscou",
    "l'ete",
    "peut-être",
    "être, peut",
    "NEAR (a b)",
    "a OR b",
    "\"quoted\"",
    "x*y",
    "own:moscou",
    "Ænima",
    "ΣΊΣΥΦΟΣ",
    "мир и война",
    "100 %",
    "e\xcc\x81tude",
    "naïve",
    "--",
    "coeurs brisés",
  };
  static const char *const queries[] = {
    "coeur",
    "cœ",
    "COEUR am",
    "strasse",
    "straß",
    "été",
    "l’été",
    "l'e",
    "ete a",
    "peut-être",
    "peut-",
    "etre peut",
    "NEAR (a",
    "a OR b",
    "\"quo",
    "quoted\"",
    "x*",
    "x*y",
    "own:mos",
    "own:",
    "moscou own",
    "ænim",
    "σίσυφος",
    "МИР во",
    "100 %",
    "100",
    "étude",
    "naive",
    "--",
    "^coeur",
    "NOT coeur",
    "coeur AND",
    "{own}",
    "(",
    "brises coe",
    "brises coeurs",
  };
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    add_note (library, 13, notes[i]);
  all = tri_library_list_bookmarks (library, 0, NULL, 0, NULL);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (notes));
  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      const TriMarkQuery query = { .words = queries[q] };
      g_autofree char *found = find (library, &query);
      g_autoptr (GString) expected = g_string_new (NULL);

      for (guint i = 0; i < all->len; i++)
        {
          TriBookmark *mark = g_ptr_array_index (all, i);
          g_autofree char *text = g_strjoin ("\n", mark->quote, mark->note, NULL);

          if (scan (text, queries[q]))
            g_string_append_printf (expected, "%s%d", expected->len ? " " : "", (int) mark->id);
        }
      g_test_message ("“%s”", queries[q]);
      g_assert_cmpstr (found, ==, expected->str);
    }
}

/* Words are found as the mark is now: after an edit, an undo, and a redo. */
static void
test_words_follow (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  gint64 id = add_note (library, 2, "before");
  g_autoptr (TriBookmark) mark = get (library, id);
  static const char *const labels[] = { "Étiquette", NULL };

  assert_found (library, "1", .words = "befo");
  set (&mark->note, "after");
  g_strfreev (mark->labels);
  mark->labels = g_strdupv ((char **) labels);
  save (library, mark);
  assert_found (library, "", .words = "before");
  assert_found (library, "1", .words = "etiq");
  assert_found (library, "1", .label = "Étiquette");
  undo (library, "bookmark.edit");
  assert_found (library, "1", .words = "before");
  assert_found (library, "", .words = "etiq");
  assert_found (library, "", .label = "Étiquette");
  redo (library, "bookmark.edit");
  assert_found (library, "1", .words = "after");
  g_assert_false (tri_library_has_stale_marks (library));
  /* What writes a mark without an act is found by the worker. */
  g_assert_true (tri_library_exec (library, "UPDATE bookmarks SET note = 'elsewhere'", NULL));
  g_assert_true (tri_library_has_stale_marks (library));
  g_assert_true (tri_library_refresh_marks (library, NULL, NULL));
  assert_found (library, "1", .words = "elsewhere");
  g_assert_false (tri_library_has_stale_marks (library));
}

/* --- Counterparts */

static void
test_counterparts (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) mark = new_mark (2, 0, 5);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const TriMarkCounterpart *counterpart = NULL;
  g_autoptr (GError) error = NULL;

  mark->scope = TRI_SCOPE_PASSAGE;
  save (library, mark);
  found = tri_library_list_mark_counterparts (library, mark->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  counterpart = g_ptr_array_index (found, 0);
  g_assert_cmpint (counterpart->text, ==, 2);
  g_assert_cmpint (counterpart->passage, ==, 12);
  g_assert_cmpstr (counterpart->lang, ==, "en");
  g_assert_cmpstr (counterpart->quote, ==, "Serge meets Trotsky’s friends in Moscow.");
  assert_found (library, "1", .words = "friends");
  /* The other scope, and back: nothing is lost. */
  mark->scope = TRI_SCOPE_WORDING;
  save (library, mark);
  none = tri_library_list_mark_counterparts (library, mark->id, &error);
  g_assert_cmpuint (none->len, ==, 0);
  assert_found (library, "", .words = "friends");
  mark->scope = TRI_SCOPE_PASSAGE;
  save (library, mark);
  assert_found (library, "1", .words = "friends");
  g_assert_cmpstr (mark->quote, ==, "Serge");
  /* Another alignment. */
  g_assert_true (tri_library_exec (library, "DELETE FROM links", &error));
  g_assert_true (tri_library_rebuild_rows (library, 1, &error));
  g_assert_no_error (error);
  g_assert_true (tri_library_has_stale_marks (library));
  g_assert_true (tri_library_refresh_marks (library, NULL, &error));
  assert_found (library, "", .words = "friends");
  assert_found (library, "1", .words = "serge");
}

static void
test_ranges (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriBookmark) wide = new_mark (2, 3, 4);
  g_autoptr (TriBookmark) everywhere = new_mark (12, 0, 5);
  static const gint64 passages[] = { 2, 3, 4, 12 };
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 across = add_across (library);

  wide->end_passage = 4;
  set (&wide->note, "wide");
  save (library, wide);
  everywhere->scope = TRI_SCOPE_PASSAGE;
  everywhere->letter = 'q';
  save (library, everywhere);
  g_assert_cmpint (across, ==, 1);
  ranges = tri_library_list_marks_in (library, passages, G_N_ELEMENTS (passages), NULL);
  for (guint i = 0; i < ranges->len; i++)
    {
      const TriMarkRange *range = &g_array_index (ranges, TriMarkRange, i);

      g_string_append_printf (words,
                              "%d:%d %u-%u%s%s%s ",
                              (int) range->passage,
                              (int) range->bookmark,
                              range->start,
                              range->end,
                              range->has_note ? "n" : "",
                              range->is_counterpart ? "c" : "",
                              range->colour == TRI_MARK_COLOUR_GREEN ? "g" : "");
      if (range->letter)
        g_string_append_printf (words, "%c ", range->letter);
    }
  g_assert_cmpstr (words->str,
                   ==,
                   "2:4 0-55c q 2:3 3-55n 2:1 16-23g 3:3 0-36n 4:3 0-4n 12:4 0-5 q 12:1 12-19g ");
}

/* --- Finding */

static void
test_find (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  gint64 first = add_across (library);
  gint64 second = add_note (library, 4, "a note");
  g_autoptr (TriBookmark) third = new_mark (13, 0, 6);
  g_autoptr (GPtrArray) labels = NULL;
  static const char *const names[] = { "x", "y", NULL };

  third->kind = TRI_MARK_LATER;
  g_strfreev (third->labels);
  third->labels = g_strdupv ((char **) names);
  save (library, third);
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (second, ==, 3);
  assert_found (library, "1 3 4", .work = 1);
  assert_found (library, "4 3 1", .order = TRI_BOOKMARK_ORDER_DATE);
  assert_found (library, "4", .text = 2);
  assert_found (library, "1 4", .kinds = 1 << TRI_MARK_HIGHLIGHT | 1 << TRI_MARK_LATER);
  assert_found (library, "1", .colour = "green");
  assert_found (library, "4", .label = "y");
  assert_found (library, "3", .with_note = TRUE);
  /* In the first mark's own words, and in those of its part. */
  assert_found (library, "1", .entity = 2);
  assert_found (library, "", .unplaced = TRUE);
  assert_found (library, "", .work = 9);
  labels = tri_library_list_mark_labels (library, NULL);
  g_assert_cmpuint (labels->len, ==, 2);
  g_assert_true (tri_library_exec (library,
                                   "UPDATE bookmarks SET passage = NULL, end_passage = NULL"
                                   " WHERE id = 4",
                                   NULL));
  assert_found (library, "4", .unplaced = TRUE);
}

/* A work that is deleted takes its marks out of the lists; undo brings both back. */
static void
test_deleted_work (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  add_across (library);
  g_assert_true (tri_library_delete_work (library, 1, NULL));
  assert_found (library, "", 0);
  assert_found (library, "", .words = "trotsky");
  undo (library, "work.delete");
  assert_found (library, "1", 0);
  assert_found (library, "1", .words = "trotsky");
}

/* What one window does the other sees; what it cannot know it does not overwrite. */
static void
test_two_connections (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) one = fixture_open (path);
  g_autoptr (TriLibrary) other = fixture_open (path);
  g_autoptr (GError) error = NULL;
  gint64 id = add_across (one);
  g_autoptr (TriBookmark) mark = get (other, id);
  g_autoptr (TriBookmark) letter = new_mark (4, 0, 3);

  assert_found (other, "1", .words = "trotsky");
  mark->letter = 'z';
  save (other, mark);
  letter->letter = 'z';
  save (one, letter);
  g_assert_cmpint (tri_library_ask (other,
                                    "SELECT id FROM bookmarks WHERE letter = 'z'",
                                    0,
                                    0),
                   ==,
                   letter->id);
  g_assert_true (tri_library_delete_bookmarks (one, &id, 1, &error));
  set (&mark->note, "too late");
  g_assert_false (tri_library_save_bookmark (other, mark, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  assert_found (other, "", .words = "late");
  assert_found (other, "", .words = "trotsky");
}

/* The index of words follows from the marks. */
static void
test_repair (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  add_across (library);
  g_assert_true (tri_library_exec (library, "DELETE FROM mark_words", &error));
  assert_found (library, "", .words = "trotsky");
  faults = tri_library_check (library, TRUE, NULL, &error);
  g_assert_no_error (error);
  assert_found (library, "1", .words = "trotsky");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/marks/parts/save", test_parts);
  g_test_add_func ("/marks/parts/undo", test_parts_undo);
  g_test_add_func ("/marks/letters/one-of-each", test_letters);
  g_test_add_func ("/marks/words/as-a-scan", test_words);
  g_test_add_func ("/marks/words/follow", test_words_follow);
  g_test_add_func ("/marks/counterparts/scopes", test_counterparts);
  g_test_add_func ("/marks/view/ranges", test_ranges);
  g_test_add_func ("/marks/find/filters", test_find);
  g_test_add_func ("/marks/find/deleted-work", test_deleted_work);
  g_test_add_func ("/marks/connections/two", test_two_connections);
  g_test_add_func ("/marks/check/repair", test_repair);

  return g_test_run ();
}
