/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "library/tri-link-store.h"

/* A text that is added after links were confirmed is aligned to what they hold. */

typedef struct
{
  char *path;
  TriLibrary *library;
  gint64 work;
  gint64 confirmed; /* of the first two texts */
} Fixture;

static void
run (Fixture *fixture)
{
  const TriLibraryAlignOptions options = { 0 };
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;

  tri_library_align (fixture->library, fixture->work, &options, &alignment, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignment.n_aligned, >, 0);
}

static gint64
get_id_at (Fixture *fixture, const char *words)
{
  TriLinkMember at = align_find (fixture->library, words);
  g_autoptr (TriLink) link = NULL;

  link = tri_library_get_link_at (fixture->library, at.passage, at.sentence, NULL);
  return link ? link->id : 0;
}

/* The reader confirms all up to the old lock-keeper, and then adds the third text. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  TriLinkMember at;
  guint n = 0;

  fixture->path = align_new_path ();
  fixture->library = align_open (fixture->path);
  fixture->work = align_import (fixture->library, "lock.fr.md lock.en.md", 0, "translations");
  run (fixture);
  at = align_find (fixture->library, "four languages");
  g_assert_true (tri_library_confirm_above (fixture->library, &at, &n, NULL));
  g_assert_cmpuint (n, >, 12);
  fixture->confirmed = get_id_at (fixture, "He was twenty-two");
  align_import (fixture->library, "lock.nl.md", fixture->work, "translations");
  run (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->path);
}

static void
assert_status (Fixture *fixture, gint64 id, TriStatus status, guint n_members)
{
  g_autoptr (TriLink) link = tri_link_store_get (fixture->library, id, NULL);

  g_assert_nonnull (link);
  g_assert_cmpint (link->status, ==, status);
  g_assert_cmpuint (link->members->len, ==, n_members);
}

static gboolean
find_row (Fixture *fixture, const char *words, guint64 *row)
{
  TriLinkMember at = align_find (fixture->library, words);
  g_autoptr (TriPassage) passage = NULL;

  passage = tri_library_get_passage (fixture->library, at.passage, NULL);
  return tri_library_find_row (fixture->library, at.text, passage->ord, row);
}

static void
assert_one_row (Fixture *fixture, const char *a, const char *b)
{
  guint64 rows[2] = { 0, 1 };

  g_assert_true (find_row (fixture, a, &rows[0]));
  g_assert_true (find_row (fixture, b, &rows[1]));
  g_assert_cmpuint (rows[0], ==, rows[1]);
}

#define FRESH "Hij was tweeën"

static void
test_extended (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, FRESH);

  assert_status (fixture, fixture->confirmed, TRI_STATUS_CONFIRMED, 2);
  align_assert_at (library, &at, "Il avait|He was t|Hij was ");
  assert_status (fixture, get_id_at (fixture, FRESH), TRI_STATUS_COMPUTED, 3);
  at = align_find (library, "The station smelt");
  align_assert_at (library, &at, "La gare |The stat|Het stat");
  assert_one_row (fixture, "Il avait", FRESH);
  assert_one_row (fixture, "Elle s’appelait", "Zij heette");
  g_assert_cmpuint (tri_library_count_strands (library, fixture->work), ==, 1);
  align_check (library);
}

/* The new part is confirmed by itself; undo and redo change nothing else. */
static void
test_confirmed (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, "He was twenty-two");
  gint64 extension = get_id_at (fixture, FRESH);
  g_autofree char *before = align_dump (library);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_true (tri_library_confirm_link (library, &at, NULL));
  assert_status (fixture, extension, TRI_STATUS_CONFIRMED, 3);
  after = align_dump (library);
  g_free (tri_library_undo (library, NULL));
  undone = align_dump (library);
  g_assert_cmpstr (undone, ==, before);
  g_free (tri_library_redo (library, NULL));
  redone = align_dump (library);
  g_assert_cmpstr (redone, ==, after);
  align_run (library, fixture->work, FALSE);
  assert_status (fixture, extension, TRI_STATUS_CONFIRMED, 3);
  assert_status (fixture, fixture->confirmed, TRI_STATUS_CONFIRMED, 2);
  align_assert_at (library, &at, "Il avait|He was t|Hij was ");
  align_check (library);
}

/* Aligned again, or mended beside it: nothing is lost, nothing comes twice. */
static void
test_stays (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, FRESH);
  TriLinkMember next = align_find (library, "Het station rook");
  g_autofree char *before = align_dump (library);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  align_run (library, fixture->work, FALSE);
  after = align_dump (library);
  g_assert_cmpstr (after, ==, before);
  tri_library_omit_link (library, &next, 0, NULL, &error);
  g_assert_no_error (error);
  align_assert_at (library, &at, "Il avait|He was t|Hij was ");
  g_free (tri_library_undo (library, NULL));
  g_free (after);
  after = align_dump (library);
  g_assert_cmpstr (after, ==, before);
  align_check (library);
}

/* What the reader says has no counterpart gets none when all is aligned again. */
static void
test_omitted (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, FRESH);
  TriLinkMember old = align_find (library, "He was twenty-two");
  g_autoptr (GError) error = NULL;

  tri_library_omit_link (library, &at, 0, NULL, &error);
  g_assert_no_error (error);
  align_assert_at (library, &at, "Hij was ");
  align_assert_at (library, &old, "Il avait|He was t");
  align_run (library, fixture->work, FALSE);
  align_assert_at (library, &at, "Hij was ");
  align_assert_at (library, &old, "Il avait|He was t");
  assert_status (fixture, fixture->confirmed, TRI_STATUS_CONFIRMED, 2);
  align_check (library);
}

/* A fourth text is tied to the confirmed links and to what extends them. */
static void
test_fourth (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at;

  at = align_find (library, FRESH);
  g_assert_true (tri_library_confirm_link (library, &at, NULL));
  align_import (library, "short.nl.md", fixture->work, "translations");
  run (fixture);
  at = align_find (library, "He was twenty-two");
  g_assert_cmpint (align_ask (library,
                              "SELECT max (n) FROM (SELECT count (DISTINCT p.text) AS n"
                              " FROM link_members m JOIN passages p ON p.id = m.passage"
                              " GROUP BY m.link)"),
                   ==,
                   4);
  assert_status (fixture, fixture->confirmed, TRI_STATUS_CONFIRMED, 2);
  g_assert_cmpuint (tri_library_count_strands (library, fixture->work), ==, 1);
  align_check (library);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/align-growth/confirmed/extended", test_extended);
  ADD ("/align-growth/confirmed/undo", test_confirmed);
  ADD ("/align-growth/confirmed/stays", test_stays);
  ADD ("/align-growth/confirmed/omitted", test_omitted);
  ADD ("/align-growth/confirmed/fourth", test_fourth);
#undef ADD

  return g_test_run ();
}
