/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "formats/tri-citation.h"
#include "library/tri-journal.h"

/* A work gets texts, loses them and has them in another order; undone, it is what it was. */

#define LOCK "lock.fr.md lock.en.md lock.nl.md"

/* All that the reader sees of a work: its texts, links, marks and rows. */
static char *
dump (AlignFixture *fixture)
{
  TriLibrary *library = fixture->library;
  GString *out = g_string_new (NULL);

  align_dump_sql (library,
                  "SELECT t.id, t.ord, t.strand, t.col FROM texts t JOIN works w ON w.id = t.work"
                  " WHERE w.deleted IS NULL ORDER BY t.work, t.ord",
                  out);
  align_dump_sql (library,
                  "SELECT l.id, l.work, m.passage, m.sentence FROM links l"
                  " JOIN link_members m ON m.link = l.id JOIN works w ON w.id = l.work"
                  " WHERE w.deleted IS NULL ORDER BY 1, 3, 4",
                  out);
  align_dump_sql (library, "SELECT id, work, text, passage FROM bookmarks ORDER BY id", out);
  for (guint strand = 0; strand < tri_library_count_strands (library, fixture->work); strand++)
    g_string_append_printf (out,
                            "%" G_GUINT64_FORMAT "\n",
                            tri_library_count_rows (library, fixture->work, strand));
  return g_string_free (out, FALSE);
}

static gint64
get_text (AlignFixture *fixture, guint index)
{
  g_autoptr (TriWork) work = tri_library_get_work (fixture->library, fixture->work, NULL);

  return ((TriText *) g_ptr_array_index (work->texts, index))->id;
}

static char *
dup_langs (AlignFixture *fixture)
{
  g_autoptr (TriWork) work = tri_library_get_work (fixture->library, fixture->work, NULL);
  GString *langs = g_string_new (NULL);

  for (guint i = 0; i < work->texts->len; i++)
    g_string_append_printf (langs, "%s ", ((TriText *) work->texts->pdata[i])->lang);
  return g_string_free (langs, FALSE);
}

#define assert_langs(fixture, expected)            \
  G_STMT_START                                     \
  {                                                \
    g_autofree char *langs_ = dup_langs (fixture); \
    g_assert_cmpstr (langs_, ==, expected);        \
  }                                                \
  G_STMT_END

static void
step_back (AlignFixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
  align_check (fixture->library);
}

static void
step_on (AlignFixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
  align_check (fixture->library);
}

static void
mark (AlignFixture *fixture, const char *words)
{
  TriLinkMember at = align_find (fixture->library, words);
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = at.passage;
  bookmark->whole = TRUE;
  tri_library_save_bookmark (fixture->library, bookmark, &error);
  g_assert_no_error (error);
}

static guint
count_marks (AlignFixture *fixture)
{
  const TriMarkQuery query = { 0 };
  g_autoptr (GArray) ids = tri_library_find_marks (fixture->library, &query, NULL);

  return ids->len;
}

static void
remove_text (AlignFixture *fixture, guint index)
{
  g_autoptr (GError) error = NULL;

  tri_library_remove_text (fixture->library, get_text (fixture, index), &error);
  g_assert_no_error (error);
  align_check (fixture->library);
}

/* Of three texts that one link ties, the other two stay tied. */
static void
test_remove (AlignFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *removed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;
  TriLinkMember at;

  mark (fixture, "sept péniches");
  before = dump (fixture);
  remove_text (fixture, 2);
  removed = dump (fixture);
  assert_langs (fixture, "fr en ");
  g_assert_cmpuint (tri_library_count_strands (fixture->library, fixture->work), ==, 1);
  at = align_find (fixture->library, "sept péniches");
  align_assert_at (fixture->library, &at, "Cette nu|That nig");
  step_back (fixture, "text.remove");
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
  step_on (fixture, "text.remove");
  again = dump (fixture);
  g_assert_cmpstr (again, ==, removed);
  step_back (fixture, "text.remove");
}

/* One after the other, until one is left; a mark goes and comes with its text. */
static void
test_remove_all (AlignFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  mark (fixture, "sept péniches");
  before = dump (fixture);
  remove_text (fixture, 1);
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  remove_text (fixture, 0);
  g_assert_cmpuint (count_marks (fixture), ==, 0);
  assert_langs (fixture, "nl ");
  g_assert_cmpint (align_ask (fixture->library,
                              "SELECT count (*) FROM links l JOIN works w ON w.id = l.work"
                              " WHERE w.deleted IS NULL"),
                   ==,
                   0);
  g_assert_false (tri_library_remove_text (fixture->library, get_text (fixture, 0), &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  step_back (fixture, "text.remove");
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  step_back (fixture, "text.remove");
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM works"), ==, 1);
}

/* In French, and in Dutch as well. */
static gint64
mark_two (AlignFixture *fixture)
{
  TriLinkMember first = align_find (fixture->library, "sept péniches");
  TriLinkMember other = align_find (fixture->library, "zeven schepen");
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  TriBookmark *part = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = first.passage;
  bookmark->whole = TRUE;
  part->passage = other.passage;
  part->whole = TRUE;
  g_ptr_array_add (bookmark->parts, part);
  tri_library_save_bookmark (fixture->library, bookmark, &error);
  g_assert_no_error (error);
  return bookmark->id;
}

static guint
count_parts (AlignFixture *fixture, gint64 mark)
{
  g_autoptr (TriBookmark) bookmark = tri_library_get_bookmark (fixture->library, mark, NULL);

  return bookmark->parts->len;
}

/* Whether the words are painted as marked. */
static gboolean
is_marked (AlignFixture *fixture, const char *words)
{
  gint64 passage = align_find (fixture->library, words).passage;
  g_autoptr (GArray) found = tri_library_list_marks_in (fixture->library, &passage, 1, NULL);

  return found->len > 0;
}

static void
save_again (AlignFixture *fixture, gint64 mark)
{
  g_autoptr (TriBookmark) bookmark = tri_library_get_bookmark (fixture->library, mark, NULL);
  g_autoptr (GError) error = NULL;

  g_free (bookmark->note);
  bookmark->note = g_strdup ("seen again");
  tri_library_save_bookmark (fixture->library, bookmark, &error);
  g_assert_no_error (error);
}

/* A mark of two texts: what it has in a text that is taken out waits for it; with the text that it
 * begins in all of it goes. */
static void
test_mark_of_two (AlignFixture *fixture, gconstpointer data)
{
  gint64 mark = mark_two (fixture);
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;

  g_assert_true (is_marked (fixture, "zeven schepen"));
  remove_text (fixture, 2);
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  g_assert_cmpuint (count_parts (fixture, mark), ==, 0);
  g_assert_true (is_marked (fixture, "sept péniches"));
  step_back (fixture, "text.remove");
  g_assert_cmpuint (count_parts (fixture, mark), ==, 1);
  remove_text (fixture, 0);
  g_assert_cmpuint (count_marks (fixture), ==, 0);
  g_assert_false (is_marked (fixture, "zeven schepen"));
  step_back (fixture, "text.remove");
  g_assert_true (is_marked (fixture, "zeven schepen"));
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* Nor is it lost when the mark is saved meanwhile. */
static void
test_mark_saved (AlignFixture *fixture, gconstpointer data)
{
  gint64 mark = mark_two (fixture);

  remove_text (fixture, 2);
  save_again (fixture, mark);
  step_back (fixture, "bookmark.edit");
  step_back (fixture, "text.remove");
  g_assert_cmpuint (count_parts (fixture, mark), ==, 1);
  step_on (fixture, "text.remove");
  step_on (fixture, "bookmark.edit");
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM bookmarks"), ==, 2);
}

/* Who still looks at it, in another window, is told. */
static void
test_cite (AlignFixture *fixture, gconstpointer data)
{
  g_autoptr (TriWork) work = tri_library_get_work (fixture->library, fixture->work, NULL);
  gint64 passage = align_find (fixture->library, "sept péniches").passage;
  g_autoptr (TriWork) now = NULL;
  g_autofree char *citation = NULL;
  g_autoptr (GError) error = NULL;

  citation = tri_citation_dup (fixture->library,
                               work,
                               passage,
                               0,
                               0,
                               TRI_CITATION_PLAIN,
                               &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (citation, "sept péniches"));
  remove_text (fixture, 0);
  now = tri_library_get_work (fixture->library, fixture->work, NULL);
  g_assert_null (
      tri_citation_dup (fixture->library, now, passage, 0, 0, TRI_CITATION_PLAIN, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
}

/* A text that was taken out can come again from its file. */
static void
test_import_again (AlignFixture *fixture, gconstpointer data)
{
  remove_text (fixture, 2);
  g_assert_cmpint (align_import (fixture->library, "lock.nl.md", fixture->work, "auto"),
                   ==,
                   fixture->work);
  assert_langs (fixture, "fr en nl ");
  align_run (fixture->library, fixture->work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (fixture->library, fixture->work), ==, 1);
  align_check (fixture->library);
}

static void
test_order (AlignFixture *fixture, gconstpointer data)
{
  const gint64 texts[] = { get_text (fixture, 2), get_text (fixture, 0), get_text (fixture, 1) };
  const gint64 twice[] = { texts[0], texts[0], texts[1] };
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;
  g_autofree char *state = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  TriLibrary *library = fixture->library;

  state = g_strdup_printf ("{\"focus\":7,\"columns\":[{\"text\":%d,\"shown\":true},"
                           "{\"text\":%d},{\"text\":%d}]}",
                           (int) texts[1],
                           (int) texts[2],
                           (int) texts[0]);
  g_assert_true (tri_library_save_place (library, fixture->work, state, NULL));
  g_assert_true (tri_library_order_texts (library, fixture->work, texts, 3, NULL));
  align_check (library);
  moved = tri_library_dup_place (library, fixture->work);
  expected = g_strdup_printf ("{\"focus\":7,\"columns\":[{\"text\":%d},"
                              "{\"text\":%d,\"shown\":true},{\"text\":%d}]}",
                              (int) texts[0],
                              (int) texts[1],
                              (int) texts[2]);
  g_assert_cmpstr (moved, ==, expected);
  assert_langs (fixture, "nl fr en ");
  g_assert_cmpuint (tri_library_count_strands (library, fixture->work), ==, 1);
  g_assert_false (tri_library_order_texts (library, fixture->work, twice, 3, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tri_library_order_texts (library, fixture->work, texts, 2, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  assert_langs (fixture, "nl fr en ");
  step_back (fixture, "text.move");
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
  step_on (fixture, "text.move");
  assert_langs (fixture, "nl fr en ");
}

static gint64
import_as_act (AlignFixture *fixture, const char *name, gint64 work)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "align", name, NULL);
  const TriImportFile file = { .path = path };
  const TriImportOptions options = { .files = &file,
                                     .n_files = 1,
                                     .work = work,
                                     .kind = "auto",
                                     .is_act = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 made = tri_library_import (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  return made;
}

/* Undone, an import is as if it had not been; what is imported after that is there. */
static void
test_import (AlignFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *nothing = NULL;

  fixture->work = import_as_act (fixture, "lock.fr.md", 0);
  before = dump (fixture);
  g_assert_cmpint (import_as_act (fixture, "lock.en.md", fixture->work), ==, fixture->work);
  assert_langs (fixture, "fr en ");
  align_run (fixture->library, fixture->work, FALSE);
  step_back (fixture, "text.add");
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
  step_on (fixture, "text.add");
  assert_langs (fixture, "fr en ");
  g_assert_cmpuint (tri_library_count_strands (fixture->library, fixture->work), ==, 1);
  step_back (fixture, "text.add");
  step_back (fixture, "work.import");
  g_assert_null (tri_library_get_work (fixture->library, fixture->work, NULL));
  nothing = tri_library_undo (fixture->library, NULL);
  g_assert_null (nothing);
  step_on (fixture, "work.import");
  assert_langs (fixture, "fr ");
  step_back (fixture, "work.import");
  g_assert_cmpint (import_as_act (fixture, "lock.fr.md", 0), !=, fixture->work);
}

/* The format that the reader chose, not the one that the file looks like. */
static void
test_format (AlignFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST,
                                                 "fixtures",
                                                 "align",
                                                 "lock.fr.md",
                                                 NULL);
  TriImportFile file = { .path = path, .lang = "fr", .format = "none such" };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "auto" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tri_library_import (fixture->library, &options, NULL, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  file.format = "plain";
  g_assert_cmpint (tri_library_import (fixture->library, &options, NULL, &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpint (align_ask (fixture->library,
                              "SELECT count (*) FROM passages WHERE content LIKE '#%'"),
                   >,
                   0);
}

static void
add (const char *name,
     const char *texts,
     void (*test) (AlignFixture *fixture, gconstpointer data))
{
  g_test_add (name, AlignFixture, texts, align_set_up, test, align_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/work-texts/remove", LOCK, test_remove);
  add ("/work-texts/remove-all", LOCK, test_remove_all);
  add ("/work-texts/mark-of-two", LOCK, test_mark_of_two);
  add ("/work-texts/mark-saved", LOCK, test_mark_saved);
  add ("/work-texts/cite", LOCK, test_cite);
  add ("/work-texts/import-again", LOCK, test_import_again);
  add ("/work-texts/order", LOCK, test_order);
  add ("/work-texts/import", NULL, test_import);
  add ("/work-texts/format", NULL, test_format);
  return g_test_run ();
}
