/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "library/tri-library-ribbons.h"

/* What is drawn between columns, and tinted in them, is links of all texts: of a work of three
 * texts whose aligner keeps what it says of each two of them. */

#define LOCK "lock.fr.md lock.en.md lock.nl.md"

static GArray *
list_all (AlignFixture *fixture, gint64 text)
{
  g_autoptr (GError) error = NULL;
  GArray *ends = tri_library_list_link_ends (fixture->library, text, 0, 1000, &error);

  g_assert_no_error (error);
  return ends;
}

static gboolean
has_passage (const GArray *ends, gint64 passage)
{
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, TriLinkEnd, i).passage == passage)
      return TRUE;
  return FALSE;
}

static gint64
ask_kind (TriLibrary *library, gint64 link)
{
  g_autofree char *sql = g_strdup_printf ("SELECT kind FROM links WHERE id = %" G_GINT64_FORMAT,
                                          link);

  return align_ask (library, sql);
}

/* Pairs are many here; none of them is an end. */
static void
test_pairs (AlignFixture *fixture, gconstpointer data)
{
  TriLinkMember at = align_find (fixture->library, "sept péniches");
  g_autoptr (GArray) ends = list_all (fixture, at.text);

  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links WHERE kind = 1"),
                   >,
                   30);
  g_assert_cmpuint (ends->len, >, 30);
  for (guint i = 0; i < ends->len; i++)
    g_assert_cmpint (ask_kind (fixture->library, g_array_index (ends, TriLinkEnd, i).link),
                     ==,
                     TRI_LINK_GROUP);
  g_assert_true (has_passage (ends, at.passage));
}

/* What somebody said to have no counterpart ends no ribbon, and has none to tint. */
static void
test_omission (AlignFixture *fixture, gconstpointer data)
{
  TriLinkMember at = align_find (fixture->library, "Nobody was waiting");
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  g_autoptr (GArray) counterparts = NULL;
  g_autoptr (TriLink) link = NULL;

  at.sentence = -1;
  before = list_all (fixture, at.text);
  g_assert_true (has_passage (before, at.passage));
  g_assert_true (tri_library_omit_link (fixture->library, &at, 0, NULL, NULL));
  link = tri_library_get_link_at (fixture->library, at.passage, -1, NULL);
  g_assert_cmpint (link->kind, ==, TRI_LINK_OMISSION);
  after = list_all (fixture, at.text);
  g_assert_cmpuint (after->len, >, 0);
  g_assert_false (has_passage (after, at.passage));
  counterparts = tri_library_get_counterparts (fixture->library, at.passage, -1, NULL);
  g_assert_cmpuint (counterparts->len, ==, 0);
}

/* A pair says of two passages far apart what no link of all texts says. */
static void
add_pair (AlignFixture *fixture, const TriLinkMember *a, const TriLinkMember *b)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO links (id, work, relation, score, status, kind)"
      " VALUES (100000, %" G_GINT64_FORMAT ", 0, 0.9, 1, 1);"
      "INSERT INTO link_members (link, passage, sentence)"
      " VALUES (100000, %" G_GINT64_FORMAT ", -1), (100000, %" G_GINT64_FORMAT ", -1)",
      fixture->work,
      a->passage,
      b->passage);

  g_assert_true (tri_library_exec (fixture->library, sql, NULL));
}

static guint
count_bookmarks_at (TriLibrary *library, gint64 passage)
{
  g_autoptr (GPtrArray) found = tri_library_list_bookmarks_at (library, &passage, 1, NULL);

  return found->len;
}

static void
test_bookmarks (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember marked = align_find (library, "sept péniches");
  TriLinkMember beside = align_find (library, "That night");
  TriLinkMember far = align_find (library, "Nobody was waiting");
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();

  g_assert_cmpint (far.passage, !=, beside.passage);
  add_pair (fixture, &marked, &far);
  bookmark->passage = bookmark->end_passage = marked.passage;
  bookmark->end = 5;
  bookmark->scope = TRI_SCOPE_PASSAGE;
  g_assert_true (tri_library_save_bookmark (library, bookmark, NULL));
  g_assert_cmpuint (count_bookmarks_at (library, marked.passage), ==, 1);
  g_assert_cmpuint (count_bookmarks_at (library, beside.passage), ==, 1);
  g_assert_cmpuint (count_bookmarks_at (library, far.passage), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/link-ends/" name, AlignFixture, LOCK, align_set_up, func, align_tear_down)

  ADD ("pairs", test_pairs);
  ADD ("omission", test_omission);
  ADD ("bookmarks", test_bookmarks);
  return g_test_run ();
}
