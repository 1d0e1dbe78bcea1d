/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

#include <string.h>

/* Thousands of marks in the order of the rows, and pages of them that are found without the rest.
 * Two works; the first has two texts side by side, of which the second has a passage more after
 * every tenth, and one beside them that nothing ties. Of 500 marks one has lost its place. */

#define N_MARKS 4000

static const char make_sql[]
    = "INSERT INTO works (id, uuid, title, kind, complete, created, modified) VALUES"
      " (1, 'w1', 'One', 0, 1, 1, 1), (2, 'w2', 'Two', 0, 1, 1, 1);"
      "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages, modified) VALUES"
      " (1, 't1', 1, 0, 0, 'en', 'A', 600, 1), (2, 't2', 1, 1, 1, 'fr', 'B', 660, 1),"
      " (3, 't3', 1, 2, 0, 'nl', 'C', 600, 1), (4, 't4', 2, 0, 0, 'en', 'D', 600, 1);"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 659)"
      "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
      " SELECT t.id * 1000 + n.i, t.id, n.i, 1, 0, 'p' || n.i,"
      " 'Vesna came home, word' || (n.i % 300), 0 FROM texts AS t, n WHERE n.i < t.passages;"
      "INSERT INTO links (id, work, relation, status) SELECT ord + 1, 1, 0, 0 FROM passages"
      " WHERE text = 1;"
      "INSERT INTO link_members (link, passage, sentence) SELECT id, 999 + id, -1 FROM links"
      " UNION ALL SELECT id, 2000 + (id - 1) + (id - 1) / 10, -1 FROM links;"
      "INSERT INTO registers (id, uuid, title, created) VALUES (1, 'r1', 'Names', 1);"
      "INSERT INTO entities (id, uuid, register, key, type, created, modified)"
      " VALUES (1, 'e1', 1, 'vesna', 0, 1, 1);"
      "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
      " SELECT id, text, ord, 0, 5, 1, 0, 1, 0.9 FROM passages WHERE ord % 2 = 0;"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3999)"
      "INSERT INTO bookmarks (uuid, work_uuid, text_uuid, passage_key, end_passage_key, quote,"
      " prefix, suffix, note, colour, labels, work, text, passage, end_passage, ord, start, stop,"
      " whole, scope, created, modified, hash, kind, style)"
      " SELECT 'm' || i, 'w' || t.work, t.uuid, p.key, p.key, p.content, '', '',"
      " iif (i % 3 = 0, 'a thought', ''), iif (i % 5 = 0, 'green', ''),"
      " iif (i % 4 = 0, '[\"l\"]', '[]'), t.work, p.text, iif (i % 500 = 0, NULL, p.id),"
      " iif (i % 500 = 0, NULL, p.id), p.ord, i % 4, 26, 0, 0, i / 3, i, 0, i % 3, 0"
      " FROM n CROSS JOIN texts AS t ON t.id = 1 + (n.i * 31) % 4"
      " CROSS JOIN passages AS p ON p.text = t.id AND p.ord = (n.i * 7919) % 600;";

static TriLibrary *
open_library (void)
{
  g_autofree char *dir = g_dir_make_tmp ("order-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  tri_library_exec (library, make_sql, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_rebuild_rows (library, 1, &error));
  g_assert_true (tri_library_rebuild_rows (library, 2, &error));
  g_assert_true (tri_library_refresh_marks (library, NULL, &error));
  g_assert_no_error (error);
  return library;
}

static GArray *
find (TriLibrary *library, const TriMarkQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = tri_library_find_marks (library, query, &error);

  g_assert_no_error (error);
  return ids;
}

/* --- The order */

/* Numbers to compare one after the other: work, strand, row, text, ord, start, id. */
static void
fill_place (TriLibrary *library, gint64 id, gint64 place[7])
{
  g_autoptr (TriBookmark) mark = tri_library_get_bookmark (library, id, NULL);
  guint64 row = 0;

  g_assert_nonnull (mark);
  place[0] = mark->work;
  place[1] = mark->text == 3 ? 1 : 0;
  place[2] = 0;
  if (!mark->passage)
    place[1] = G_MAXINT64;
  else if (tri_library_find_row (library, mark->text, mark->ord, &row))
    place[2] = (gint64) row;
  place[3] = mark->text;
  place[4] = mark->ord;
  place[5] = mark->start;
  place[6] = id;
}

static int
compare (const gint64 one[7], const gint64 other[7])
{
  for (guint i = 0; i < 7; i++)
    if (one[i] != other[i])
      return one[i] < other[i] ? -1 : 1;
  return 0;
}

static void
assert_in_rows (TriLibrary *library, const GArray *ids)
{
  gint64 last[7] = { 0 };

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 place[7];

      fill_place (library, g_array_index (ids, gint64, i), place);
      g_assert_cmpint (compare (last, place), <, 0);
      memcpy (last, place, sizeof last);
    }
}

static void
test_rows (void)
{
  static const TriMarkQuery queries[] = {
    { .order = TRI_BOOKMARK_ORDER_ROWS },
    { .order = TRI_BOOKMARK_ORDER_ROWS, .work = 1 },
    { .order = TRI_BOOKMARK_ORDER_ROWS, .text = 2, .colour = "green" },
    { .order = TRI_BOOKMARK_ORDER_ROWS, .words = "word7", .work = 1 },
    { .order = TRI_BOOKMARK_ORDER_ROWS, .unplaced = TRUE },
  };
  static const guint counts[] = { N_MARKS, 3000, 200, 0, 8 };
  g_autoptr (TriLibrary) library = open_library ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GArray) ids = find (library, &queries[i]);

      if (counts[i])
        g_assert_cmpuint (ids->len, ==, counts[i]);
      g_assert_cmpuint (ids->len, >, 0);
      assert_in_rows (library, ids);
    }
}

/* --- Pages */

static guint
find_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}

/* Returns where in all of them the page begins. */
static guint
assert_page (TriLibrary *library, const TriMarkQuery *query, const TriMarkNear *near, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = find (library, query);
  g_autoptr (GArray) page = tri_library_find_marks_near (library, query, near, &error);
  guint at;

  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpuint (page->len, ==, n);
  at = find_id (all, g_array_index (page, gint64, 0));
  g_assert_cmpuint (at, <=, all->len - page->len);
  g_assert_cmpint (memcmp (&g_array_index (all, gint64, at), page->data, n * sizeof (gint64)),
                   ==,
                   0);
  return at;
}

static const TriMarkQuery filters[] = {
  { 0 },
  { .work = 1 },
  { .kinds = 1 << TRI_MARK_HIGHLIGHT },
  { .colour = "green" },
  { .with_note = TRUE, .work = 1 },
  { .words = "VESNA home" },
  { .words = "vesna wo" },
  { .words = "came-home w", .colour = "green" },
};

static void
test_around (void)
{
  static const guint ords[] = { 100, 311, 400 };
  g_autoptr (TriLibrary) library = open_library ();

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    for (guint k = 0; k < 2 * G_N_ELEMENTS (ords); k++)
      {
        const TriMarkNear near = { 1 + k % 2, ords[k / 2], 12, 36 };
        TriMarkQuery query = filters[i];
        g_autoptr (GArray) all = NULL;
        gint64 before[7];
        gint64 behind[7];
        guint64 row = 0;
        guint at;

        query.order = TRI_BOOKMARK_ORDER_ROWS;
        at = assert_page (library, &query, &near, 48);
        all = find (library, &query);
        g_assert_true (tri_library_find_row (library, near.text, near.ord, &row));
        fill_place (library, g_array_index (all, gint64, at + 11), before);
        fill_place (library, g_array_index (all, gint64, at + 12), behind);
        g_assert_cmpint (before[2], <, (gint64) row);
        g_assert_cmpint (behind[2], >=, (gint64) row);
      }
}

static void
test_first (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  const TriMarkNear near = { .n_before = 12, .n_behind = 48 };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      TriMarkQuery query = filters[i];

      query.order = TRI_BOOKMARK_ORDER_ROWS;
      g_assert_cmpuint (assert_page (library, &query, &near, 48), ==, 0);
      query.order = TRI_BOOKMARK_ORDER_DATE;
      g_assert_cmpuint (assert_page (library, &query, &near, 48), ==, 0);
    }
}

/* In a work that is deleted nothing is found; at the beginning of a text there is nothing above. */
static void
test_edges (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  TriMarkQuery query = { .order = TRI_BOOKMARK_ORDER_ROWS };
  const TriMarkNear first = { .n_behind = 48 };
  const TriMarkNear start = { 1, 0, 12, 36 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (assert_page (library, &query, &start, 36), ==, 0);
  g_assert_true (tri_library_exec (library, "UPDATE works SET deleted = 1 WHERE id = 1", &error));
  assert_page (library, &query, &first, 48);
  query.order = TRI_BOOKMARK_ORDER_DATE;
  assert_page (library, &query, &first, 48);
}

/* What few have is left to the search that finds all of them. */
static void
test_rare (void)
{
  static const TriMarkQuery rare[] = {
    { .label = "l" },
    { .unplaced = TRUE },
    { .entity = 1 },
    { .words = "word7 nothing" },
  };
  g_autoptr (TriLibrary) library = open_library ();
  const TriMarkNear near = { .n_behind = 48 };

  g_assert_true (tri_library_has_more_marks (library, N_MARKS - 1));
  g_assert_false (tri_library_has_more_marks (library, N_MARKS));
  for (guint i = 0; i < G_N_ELEMENTS (rare); i++)
    {
      TriMarkQuery query = rare[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) page = NULL;

      query.order = TRI_BOOKMARK_ORDER_ROWS;
      page = tri_library_find_marks_near (library, &query, &near, &error);
      g_assert_no_error (error);
      g_assert_null (page);
    }
}

/* Many mentions and labels: marks are looked at one by one. */
static void
test_frequent (void)
{
  static const char more[]
      = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
        " SELECT passage, text, ord, 1, 4, 1, 0, 1, 0.9 FROM mentions"
        " UNION ALL SELECT passage, text, ord, 2, 4, 1, 0, 1, 0.9 FROM mentions;"
        "UPDATE bookmarks SET labels = '[\"l\"]' WHERE id % 3 > 0;";
  g_autoptr (TriLibrary) library = open_library ();
  TriMarkQuery query = { .order = TRI_BOOKMARK_ORDER_ROWS, .entity = 1 };
  const TriMarkNear near = { 2, 200, 12, 36 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_exec (library, more, &error));
  g_assert_cmpuint (assert_page (library, &query, &near, 48), >, 0);
  query.entity = 0;
  query.label = "l";
  g_assert_cmpuint (assert_page (library, &query, &near, 48), >, 0);
  query.entity = 1;
  g_assert_cmpuint (assert_page (library, &query, &near, 48), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/marks/order/rows", test_rows);
  g_test_add_func ("/marks/order/page-around", test_around);
  g_test_add_func ("/marks/order/page-first", test_first);
  g_test_add_func ("/marks/order/page-edges", test_edges);
  g_test_add_func ("/marks/order/page-rare", test_rare);
  g_test_add_func ("/marks/order/page-frequent", test_frequent);
  return g_test_run ();
}
