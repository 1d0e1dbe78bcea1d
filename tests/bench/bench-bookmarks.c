/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"

#include <glib/gstdio.h>
#include <time.h>

/* 100,000 marks in a work of two texts: finding the first page of them by place, date, colour,
 * label, entity and words, and all of them, and what is in view, in processor time; saving one, in
 * time on the clock. The library is made once and kept in TRIPTYCH_BENCH_DIR, or where one is. */

#define N_MARKS 100000
#define N_TURNS 9
#define N_IN_VIEW 60
#define N_SAVES 100

/* Of every passage two marks; of twenty one reaches into the next passage, of four one means the
 * passage in both texts, of three one has a note, of ten one a label. */
static const char make_sql[]
    = "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
      " VALUES (1, 'w1', 'A long life', 0, 1, 1, 1);"
      "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages, modified)"
      " VALUES (1, 't-en', 1, 0, 0, 'en', 'One', 50000, 1), (2, 't-fr', 1, 1, 1, 'fr', 'Two',"
      " 50000, 1);"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
      "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
      " SELECT i + 1, 1 + i / 50000, i % 50000, 1, 0, 'p' || i,"
      " 'Vesna came back to the harbour with word' || (i % 5000) || ' and ' ||"
      " char (97 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26) || 'el did not say what for.', 0"
      " FROM n;"
      "INSERT INTO links (id, work, relation, status) SELECT id, 1, 0, 0 FROM passages"
      " WHERE text = 1;"
      "INSERT INTO link_members (link, passage, sentence) SELECT id, id, -1 FROM links"
      " UNION ALL SELECT id, id + 50000, -1 FROM links;"
      "INSERT INTO registers (id, uuid, title, created) VALUES (1, 'r1', 'Names', 1);"
      "INSERT INTO entities (id, uuid, register, key, type, created, modified)"
      " VALUES (1, 'e1', 1, 'vesna', 0, 1, 1), (2, 'e2', 1, 'rare', 0, 1, 1);"
      "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
      " SELECT id, text, ord, 0, 5, 1, 0, 1, 0.9 FROM passages;"
      "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
      " SELECT id, text, ord, 19, 26, 2, 0, 1, 0.9 FROM passages WHERE ord % 1000 = 0;"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
      "INSERT INTO bookmarks (uuid, work_uuid, text_uuid, passage_key, end_passage_key, quote,"
      " prefix, suffix, note, colour, labels, work, text, passage, end_passage, ord, start, stop,"
      " whole, scope, created, modified, hash, kind, style)"
      " SELECT 'm' || i, 'w1', t.uuid, p.key, e.key, p.content, '', '',"
      " iif (i % 3 = 0, 'A thought on thing' || (i % 700), ''),"
      " iif (i % 5 = 0, 'green', ''), iif (i % 10 = 0, '[\"label' || (i % 40) || '\"]', '[]'),"
      " 1, p.text, p.id, e.id, p.ord, 6, 26, 0, i % 4 = 0, i, i, 0, i % 3, 0"
      " FROM n CROSS JOIN passages AS p ON p.id = 1 + (n.i * 7919) % 100000"
      " CROSS JOIN texts AS t ON t.id = p.text"
      " CROSS JOIN passages AS e ON e.id = p.id + (n.i % 20 = 0 AND p.ord < 49999);";

static char *
make_library (void)
{
  const char *dir = g_getenv ("TRIPTYCH_BENCH_DIR");
  char *path = g_build_filename (dir ? dir : ".", "bookmarks.db", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_printerr ("making a library of %d marks\n", N_MARKS);
  g_unlink (part);
  library = tri_library_open (part, TRI_LIBRARY_READ_WRITE, &error);
  if (!library || !tri_library_exec (library, make_sql, &error))
    g_error ("%s", error->message);
  begun = g_get_monotonic_time ();
  if (!tri_library_refresh_marks (library, NULL, &error))
    g_error ("%s", error->message);
  g_print ("words of %d marks written: %.1f s\n",
           N_MARKS,
           (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  if (!tri_library_recount_mentions (library, 1, &error)
      || !tri_library_rebuild_rows (library, 1, &error))
    g_error ("%s", error->message);
  g_clear_object (&library);
  if (g_rename (part, path) != 0)
    g_error ("%s cannot be renamed", part);
  return path;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
print_times (const char *what, gint64 *times, guint n, guint n_found)
{
  qsort (times, n, sizeof *times, compare_times);
  g_print ("%-34s %7.2f ms (worst %.2f), %u\n",
           what,
           (double) times[n / 2] / 1000,
           (double) times[n - 1] / 1000,
           n_found);
}

/* What the processor did, in microseconds: others may use it as well. */
static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
read_page (TriLibrary *library, const GArray *ids)
{
  g_autoptr (GPtrArray) page = NULL;

  page = tri_library_get_marks (library, (const gint64 *) ids->data, MIN (ids->len, 50), NULL);
  g_assert (page && page->len == MIN (ids->len, 50));
}

/* Finding and reading what a panel shows first, around a place in the middle. */
static void
measure_page (TriLibrary *library, const char *what, const TriMarkQuery *query)
{
  const TriMarkNear near = { .text = 2, .ord = 25000, .n_before = 12, .n_behind = 36 };
  g_autofree char *name = g_strconcat (what, ", first", NULL);
  gint64 times[N_TURNS];
  guint n_found = 0;

  for (guint i = 0; i < N_TURNS; i++)
    {
      gint64 begun = get_processor_time ();
      g_autoptr (GArray) ids = tri_library_find_marks_near (library, query, &near, NULL);

      if (ids)
        read_page (library, ids);
      times[i] = get_processor_time () - begun;
      n_found = ids ? ids->len : 0;
    }
  print_times (name, times, N_TURNS, n_found);
}

/* All of them, and reading a page. */
static void
measure_query (TriLibrary *library, const char *what, const TriMarkQuery *query)
{
  gint64 times[N_TURNS];
  guint n_found = 0;

  measure_page (library, what, query);
  for (guint i = 0; i < N_TURNS; i++)
    {
      gint64 begun = get_processor_time ();
      g_autoptr (GArray) ids = tri_library_find_marks (library, query, NULL);

      g_assert (ids);
      read_page (library, ids);
      times[i] = get_processor_time () - begun;
      n_found = ids->len;
    }
  print_times (what, times, N_TURNS, n_found);
}

static void
measure_queries (TriLibrary *library)
{
  static const struct
  {
    const char *what;
    TriMarkQuery query;
  } queries[] = {
    { "by place", { .order = TRI_BOOKMARK_ORDER_ROWS } },
    { "by place, one work", { .work = 1 } },
    { "by date", { .order = TRI_BOOKMARK_ORDER_DATE } },
    { "highlights", { .kinds = 1 << TRI_MARK_HIGHLIGHT } },
    { "with a note", { .with_note = TRUE } },
    { "colour", { .colour = "green" } },
    { "label", { .label = "label10" } },
    { "entity in all", { .entity = 1 } },
    { "entity in few", { .entity = 2 } },
    { "words: rare", { .words = "word4711" } },
    { "words: in all", { .words = "harbour" } },
    { "words: two in all, by date",
      { .words = "vesna harbour", .order = TRI_BOOKMARK_ORDER_DATE } },
    { "words: two letters", { .words = "ab" } },
    { "words: two letters in all", { .words = "wo" } },
    { "words: one letter", { .words = "w" } },
    { "words: in notes, prefix", { .words = "thing69" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      TriMarkQuery query = queries[i].query;

      if (query.order == TRI_BOOKMARK_ORDER_PLACE)
        query.order = TRI_BOOKMARK_ORDER_ROWS;
      measure_query (library, queries[i].what, &query);
    }
}

static void
measure_view (TriLibrary *library)
{
  gint64 times[N_TURNS];
  guint n_found = 0;

  for (guint i = 0; i < N_TURNS; i++)
    {
      gint64 passages[N_IN_VIEW];
      g_autoptr (GArray) found = NULL;
      gint64 begun = 0;

      for (guint k = 0; k < N_IN_VIEW; k++)
        passages[k] = 1 + i * 5000 + k / 2 + k % 2 * 50000;
      begun = get_processor_time ();
      found = tri_library_list_marks_in (library, passages, N_IN_VIEW, NULL);
      times[i] = get_processor_time () - begun;
      n_found = found->len;
    }
  print_times ("marks of 60 passages", times, N_TURNS, n_found);
}

static void
measure_saves (TriLibrary *library)
{
  gint64 times[N_SAVES];
  gint64 ids[N_SAVES];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_SAVES; i++)
    {
      g_autoptr (TriBookmark) mark = tri_bookmark_new ();
      gint64 begun = g_get_monotonic_time ();

      mark->passage = 1 + i * 397;
      mark->whole = TRUE;
      mark->scope = TRI_SCOPE_PASSAGE;
      if (!tri_library_save_bookmark (library, mark, &error))
        g_error ("%s", error->message);
      times[i] = g_get_monotonic_time () - begun;
      ids[i] = mark->id;
    }
  print_times ("save", times, N_SAVES, N_SAVES);
  if (!tri_library_delete_bookmarks (library, ids, N_SAVES, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = make_library ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  if (!library)
    g_error ("%s", error->message);
  measure_queries (library);
  measure_view (library);
  measure_saves (library);
  return 0;
}
