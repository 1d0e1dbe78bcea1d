/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "panels/reader-entity-card.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <time.h>

/* The card of an entity with 100,000 mentions, and a list of 100,000 entities: what the main thread
 * needs for the head and the first lines, in processor time, and what the workers need, in time on
 * the clock. The library is made once and kept in TRIPTYCH_BENCH_DIR, or the current folder. */

#define N_TURNS 5
#define N_PASSAGES 50000 /* of each of two texts */
#define N_ENTITIES 100000

static const char make_sql[]
    = "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
      " VALUES (1, 'w1', 'A long life', 0, 1, 1, 1);"
      "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages, modified)"
      " VALUES (1, 't-en', 1, 0, 0, 'en', 'One', 50000, 1), (2, 't-fr', 1, 1, 1, 'fr', 'Two',"
      " 50000, 1);"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
      "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
      " SELECT i + 1, 1 + i / 50000, i % 50000, 1, 0, 'p' || i,"
      " 'Vesna came back to the harbour with Person' || i || ' and did not say what for.', 0"
      " FROM n;"
      "INSERT INTO registers (id, uuid, title, created) VALUES (1, 'r1', 'Names', 1);"
      "INSERT INTO work_registers VALUES (1, 1);"
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i <= 100000)"
      "INSERT INTO entities (id, uuid, register, key, type, created, modified)"
      " SELECT i + 1, 'e' || i, 1, 'k' || i, 0, 1, 1 FROM n;"
      "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
      " SELECT id, 0, 'en', iif (id = 1, 'Vesna', 'Person' || (id - 2)), 0,"
      " iif (id = 1, 'vesna', 'person' || (id - 2)) FROM entities;"
      "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
      " SELECT id, text, ord, 0, 5, 1, 0, 1, 0.9 FROM passages;"
      "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin, confidence)"
      " SELECT id, text, ord, 36, 42 + length (id - 1), id + 1, 0, 1, 0.9 FROM passages;";

static char *
make_library (void)
{
  const char *dir = g_getenv ("TRIPTYCH_BENCH_DIR");
  char *path = g_build_filename (dir ? dir : ".", "card.db", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_printerr ("making a library of 200,000 mentions\n");
  g_remove (part);
  library = tri_library_open (part, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_exec (library, "BEGIN", &error));
  tri_library_exec (library, make_sql, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_exec (library, "COMMIT", &error));
  g_assert_true (tri_library_recount_mentions (library, 1, &error));
  g_assert_true (tri_library_rebuild_rows (library, 1, &error));
  g_clear_object (&library);
  g_assert_cmpint (g_rename (part, path), ==, 0);
  return path;
}

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
print_times (const char *what, double *ms, guint n)
{
  qsort (ms, n, sizeof *ms, compare_doubles);
  g_print ("%-58s %9.1f %9.1f\n", what, ms[n / 2], ms[n - 1]);
}

/* --- The card, in a window */

typedef struct
{
  ReaderSession *session;
  GtkWidget *window;
  ReaderParallelView *view;
  ReaderEntityCard *card;
} Stage;

static void
wait_frame (Stage *stage)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (stage->window);
  gint64 counter = gdk_frame_clock_get_frame_counter (clock);

  while (gdk_frame_clock_get_frame_counter (clock) < counter + 2)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
wait_settled (Stage *stage)
{
  while (!reader_entity_card_is_settled (stage->card))
    g_main_context_iteration (NULL, TRUE);
  wait_frame (stage);
}

static void
set_up (Stage *stage, const char *path)
{
  g_autoptr (TriWork) work = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  stage->session = reader_session_new_empty (path, &error);
  g_assert_no_error (error);
  work = tri_library_get_work (reader_session_get_library (stage->session), 1, &error);
  g_assert_no_error (error);
  stage->window = adw_window_new ();
  stage->view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  stage->card = g_object_new (READER_TYPE_ENTITY_CARD, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (stage->view), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (stage->card), 320, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (stage->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (stage->card));
  adw_window_set_content (ADW_WINDOW (stage->window), box);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (stage->window));
  reader_parallel_view_set_work (stage->view, stage->session, work, NULL);
  reader_entity_card_connect (stage->card, stage->session, stage->view);
  while (!gtk_widget_get_mapped (stage->window))
    g_main_context_iteration (NULL, TRUE);
  wait_frame (stage);
}

/* Of somebody named once, and of somebody named 100,000 times, in turns. */
static void
measure_card (Stage *stage)
{
  double few[N_TURNS];
  double many[N_TURNS];
  double answer[N_TURNS];

  for (guint turn = 0; turn < 2 * N_TURNS; turn++)
    {
      gint64 entity = turn % 2 ? 1 : 2 + (gint64) turn;
      double began = get_ms (CLOCK_THREAD_CPUTIME_ID);
      double clock = get_ms (CLOCK_MONOTONIC);

      g_assert_true (reader_entity_card_set_entity (stage->card, entity));
      (turn % 2 ? many : few)[turn / 2] = get_ms (CLOCK_THREAD_CPUTIME_ID) - began;
      wait_settled (stage);
      if (turn % 2)
        answer[turn / 2] = get_ms (CLOCK_MONOTONIC) - clock;
    }
  print_times ("card: head and first lines, named once (CPU)", few, N_TURNS);
  print_times ("card: head and first lines, named 100,000 times (CPU)", many, N_TURNS);
  print_times ("card: until all is known, 100,000 (clock)", answer, N_TURNS);
}

/* --- What the workers do */

static void
measure_list (TriLibrary *library, TriEntityOrder order, const char *what)
{
  TriEntityQuery query = { .work = 1, .type = -1, .lang = "en", .limit = 5000 };
  double ms[3];

  query.order = order;
  for (guint i = 0; i < G_N_ELEMENTS (ms); i++)
    {
      double began = get_ms (CLOCK_MONOTONIC);
      g_autoptr (GPtrArray) found = tri_library_list_entities (library, &query, NULL);

      g_assert_cmpuint (found->len, ==, 5000);
      ms[i] = get_ms (CLOCK_MONOTONIC) - began;
    }
  print_times (what, ms, G_N_ELEMENTS (ms));
}

static void
undo (TriLibrary *library, const char *what)
{
  double began = get_ms (CLOCK_MONOTONIC);
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);
  double ms = get_ms (CLOCK_MONOTONIC) - began;

  g_assert_no_error (error);
  print_times (what, &ms, 1);
}

static void
measure_acts (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  const TriEntitySplit split = { .by = TRI_ENTITY_SPLIT_TEXT, .text = 2 };
  double ms = -get_ms (CLOCK_MONOTONIC);

  g_assert_true (tri_library_merge_entities (library, 2, 1, &error));
  ms += get_ms (CLOCK_MONOTONIC);
  g_assert_no_error (error);
  print_times ("merge of 100,000 mentions into another (clock)", &ms, 1);
  undo (library, "undoing it (clock)");
  ms = -get_ms (CLOCK_MONOTONIC);
  g_assert_cmpint (tri_library_split_entity (library, 1, &split, &error), >, 0);
  ms += get_ms (CLOCK_MONOTONIC);
  g_assert_no_error (error);
  print_times ("split of 100,000 mentions by text (clock)", &ms, 1);
  undo (library, "undoing it (clock)");
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  g_autoptr (GError) error = NULL;
  Stage stage = { 0 };

  adw_init ();
  path = make_library ();
  g_print ("%-58s %9s %9s\n", "milliseconds", "median", "worst");
  set_up (&stage, path);
  measure_card (&stage);
  gtk_window_destroy (GTK_WINDOW (stage.window));
  reader_session_close (stage.session);
  g_clear_object (&stage.session);

  /* The acts are done in a copy. */
  copy = g_strconcat (path, ".acts", NULL);
  from = g_file_new_for_path (path);
  to = g_file_new_for_path (copy);
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  library = tri_library_open (copy, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  measure_list (library, TRI_ENTITY_ORDER_NAME, "100,000 entities by name (clock)");
  measure_list (library, TRI_ENTITY_ORDER_MENTIONS, "100,000 entities by mentions (clock)");
  measure_acts (library);
  g_clear_object (&library);
  g_remove (copy);
  return 0;
}
