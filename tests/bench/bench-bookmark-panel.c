/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"
#include "panels/reader-bookmark-filter.h"
#include "panels/reader-bookmark-row.h"
#include "panels/reader-bookmarks-panel.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

#include <adwaita.h>
#include <time.h>

/* The panel of the bookmarks with 100,000 of them, in a window: from what the reader does to the
 * first rows that say what was asked for, laid out, and to the whole list; in processor time of all
 * threads, and on the clock. The library is that of bench-bookmarks (in TRIPTYCH_BENCH_DIR, or the
 * current folder), which is run first. */

#define N_TURNS 7

typedef struct
{
  ReaderSession *session;
  GtkWidget *window;
  GtkWidget *box;
  ReaderParallelView *view;
  ReaderBookmarksPanel *panel;
  guint n_changes; /* of the list */
} Stage;

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
changed_cb (Stage *stage)
{
  stage->n_changes++;
}

/* How many rows under @widget are in view and say something. */
static guint
count_rows (GtkWidget *widget)
{
  guint n = 0;

  if (READER_IS_BOOKMARK_ROW (widget))
    {
      ReaderBookmarkItem *item = reader_bookmark_row_get_item (READER_BOOKMARK_ROW (widget));

      return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 0 && item
             && item->bookmark;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

typedef void (*Act) (Stage *stage, const char *argument);

static void
open_panel (Stage *stage, const char *argument)
{
  gtk_widget_set_visible (GTK_WIDGET (stage->panel), TRUE);
}

static void
type (Stage *stage, const char *words)
{
  reader_bookmarks_panel_set_filter (stage->panel, words);
}

static void
choose_kind (Stage *stage, const char *kinds)
{
  reader_bookmark_filter_set_kinds (reader_bookmarks_panel_get_filter (stage->panel),
                                    (guint) g_ascii_strtoull (kinds, NULL, 10));
}

static void
wait_settled (Stage *stage)
{
  while (!reader_bookmarks_panel_is_settled (stage->panel))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* For what comes behind the last turn. */
static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (300, wake_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static double
take_median (double *ms)
{
  qsort (ms, N_TURNS, sizeof *ms, compare_doubles);
  return ms[N_TURNS / 2];
}

static void
measure (Stage *stage, const char *what, Act act, const char *argument, Act undo, const char *none)
{
  enum
  {
    FIRST,
    FIRST_CLOCK,
    ALL,
    ALL_CLOCK,
    N
  };
  double ms[N][N_TURNS];
  guint n = 0;

  for (guint i = 0; i < N_TURNS; i++)
    {
      double begun, clock;

      undo (stage, none);
      wait_settled (stage);
      rest ();
      stage->n_changes = 0;
      begun = get_ms (CLOCK_PROCESS_CPUTIME_ID);
      clock = get_ms (CLOCK_MONOTONIC);
      act (stage, argument);
      while (!stage->n_changes || !count_rows (GTK_WIDGET (stage->panel)))
        g_main_context_iteration (NULL, TRUE);
      ms[FIRST][i] = get_ms (CLOCK_PROCESS_CPUTIME_ID) - begun;
      ms[FIRST_CLOCK][i] = get_ms (CLOCK_MONOTONIC) - clock;
      wait_settled (stage);
      ms[ALL][i] = get_ms (CLOCK_PROCESS_CPUTIME_ID) - begun;
      ms[ALL_CLOCK][i] = get_ms (CLOCK_MONOTONIC) - clock;
      n = g_list_model_get_n_items (reader_bookmarks_panel_get_model (stage->panel));
    }
  if (act != open_panel)
    undo (stage, none);
  g_print ("%-26s", what);
  for (guint i = 0; i < N; i++)
    {
      double median = take_median (ms[i]);

      g_print (" %7.1f %7.1f", median, ms[i][N_TURNS - 1]);
    }
  g_print ("  %u\n", n);
}

/* A new panel, as when it is opened for the first time. */
static void
make_panel (Stage *stage, const char *argument)
{
  if (stage->panel)
    gtk_box_remove (GTK_BOX (stage->box), GTK_WIDGET (stage->panel));
  stage->panel = READER_BOOKMARKS_PANEL (reader_bookmarks_panel_new ());
  gtk_widget_set_visible (GTK_WIDGET (stage->panel), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (stage->panel), 320, -1);
  gtk_box_append (GTK_BOX (stage->box), GTK_WIDGET (stage->panel));
  reader_bookmarks_panel_connect (stage->panel, stage->session, stage->view);
  g_signal_connect_swapped (reader_bookmarks_panel_get_model (stage->panel),
                            "items-changed",
                            G_CALLBACK (changed_cb),
                            stage);
}

static void
set_up (Stage *stage, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriWork) work = NULL;

  stage->session = reader_session_new_empty (path, &error);
  g_assert_no_error (error);
  work = tri_library_get_work (reader_session_get_library (stage->session), 1, &error);
  g_assert_no_error (error);
  stage->window = adw_window_new ();
  stage->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  stage->view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (stage->view), TRUE);
  gtk_box_append (GTK_BOX (stage->box), GTK_WIDGET (stage->view));
  adw_window_set_content (ADW_WINDOW (stage->window), stage->box);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (stage->window));
  reader_parallel_view_set_work (stage->view, stage->session, work, NULL);
  while (!gtk_widget_get_mapped (stage->window))
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_all (Stage *stage)
{
  g_print ("%-26s %15s %15s %15s %15s\n",
           "ms: median, worst",
           "first rows",
           "clock",
           "all",
           "clock");
  measure (stage, "opened", open_panel, NULL, make_panel, NULL);
  measure (stage, "filter: highlights", choose_kind, "2", choose_kind, "0");
  measure (stage, "search: rare", type, "word4711", type, "");
  measure (stage, "search: in all", type, "harbour", type, "");
  measure (stage, "search: two letters", type, "ab", type, "");
  measure (stage, "search: one letter in all", type, "w", type, "");
}

int
main (int argc, char **argv)
{
  const char *dir = g_getenv ("TRIPTYCH_BENCH_DIR");
  g_autofree char *path = g_build_filename (dir ? dir : ".", "bookmarks.db", NULL);
  Stage stage = { 0 };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_print ("%s is made by bench-bookmarks\n", path);
      return 77;
    }
  adw_init ();
  set_up (&stage, path);
  measure_all (&stage);
  gtk_window_destroy (GTK_WINDOW (stage.window));
  reader_session_close (stage.session);
  g_clear_object (&stage.session);
  return 0;
}
