/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

#include <math.h>

/* Longer than a column glides. */
#define GLIDED 700

static void
open_linked (Fixture *fixture, guint64 n_rows, int width)
{
  open_view (fixture, n_rows, 3, TRUE, width);
  act (fixture, "text.link-columns");
  g_assert_true (fixture->view->linked);
  g_assert_cmpuint (fixture->view->strands->len, ==, 3);
}

static void
act_on (Fixture *fixture, const char *action, gint64 text)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, "x", text));
  wait_frames (fixture);
}

/* Where the passage of a row begins in its column. */
static int
get_y (Fixture *fixture, guint64 row, guint text)
{
  ReaderViewColumn *column = reader_view_find_column (fixture->view, text + 1, NULL);
  GdkRectangle area = { 0 };

  g_assert_true (reader_flow_get_range (get_flow (fixture, column->strand),
                                        row,
                                        text + 1,
                                        synthetic_get_passage (row, text),
                                        NULL,
                                        &area));
  return area.y;
}

static void
assert_level (Fixture *fixture, guint64 row)
{
  g_assert_cmpint (abs (get_y (fixture, row, 1) - get_y (fixture, row, 0)), <=, 2);
  g_assert_cmpint (abs (get_y (fixture, row, 2) - get_y (fixture, row, 0)), <=, 2);
}

static void
set_animated (gboolean animated)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animated, NULL);
}

static const ReaderBand *
find_band (Fixture *fixture, guint64 row, guint text)
{
  GArray *bands = reader_ribbons_get_bands (READER_RIBBONS (fixture->view->ribbons));

  for (guint i = 0; i < bands->len; i++)
    {
      const ReaderBand *band = &g_array_index (bands, ReaderBand, i);

      if (band->passage[0] == synthetic_get_passage (row, text))
        return band;
    }
  g_error ("no ribbon begins at row %" G_GUINT64_FORMAT " of text %u", row, text);
}

/* --- from rows to columns, and back --- */

static void
test_switch (void)
{
  Fixture fixture;
  int y = 0;

  set_animated (FALSE);
  open_view (&fixture, 100000, 3, TRUE, 1100);
  go_to (&fixture, 50023, 1, 0, 0);
  y = get_y (&fixture, 50023, 1);
  act (&fixture, "text.link-columns");
  g_assert_true (fixture.view->linked);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (50023, 1));
  g_assert_cmpint (abs (get_y (&fixture, 50023, 1) - y), <=, 1);
  assert_level (&fixture, 50023);
  act (&fixture, "text.link-columns");
  g_assert_false (fixture.view->linked);
  g_assert_cmpuint (fixture.view->strands->len, ==, 1);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (50023, 1));
  g_assert_cmpint (abs (get_y (&fixture, 50023, 1) - y), <=, 1);
  close_view (&fixture);
}

/* The cells go with the arrangement, the keyboard stays with the text. */
static void
test_keyboard (void)
{
  Fixture fixture;
  GtkWidget *holder = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1100);
  gtk_widget_grab_focus (GTK_WIDGET (fixture.view));
  go_to (&fixture, 30, 0, 0, 0);
  act (&fixture, "text.link-columns");
  holder = gtk_root_get_focus (GTK_ROOT (fixture.window));
  g_assert_true (READER_IS_CELL (holder));
  act (&fixture, "text.next-passage");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (31, 0));
  close_view (&fixture);
}

/* Where nothing can be linked, nothing changes. */
static void
test_alone (void)
{
  Fixture fixture;

  open_view (&fixture, 100, 1, TRUE, 600);
  act (&fixture, "text.link-columns");
  g_assert_true (fixture.view->linked);
  g_assert_cmpuint (reader_ribbons_get_bands (READER_RIBBONS (fixture.view->ribbons))->len, ==, 0);
  act (&fixture, "text.end");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (99, 0));
  close_view (&fixture);
}

/* --- going with the others --- */

static void
test_focus_glides (gconstpointer data)
{
  gboolean animated = GPOINTER_TO_INT (data);
  Fixture fixture;

  set_animated (animated);
  open_linked (&fixture, 100000, 1100);
  go_to (&fixture, 60, 0, 0, 0);
  if (animated)
    wait_ms (GLIDED);
  assert_level (&fixture, 60);
  for (guint i = 0; i < 9; i++)
    act (&fixture, "text.next-passage");
  if (animated)
    wait_ms (GLIDED);
  wait_frames (&fixture);
  assert_level (&fixture, 69);
  /* Far away it leaps first. */
  go_to (&fixture, 99000, 2, 0, 0);
  if (animated)
    wait_ms (GLIDED);
  wait_frames (&fixture);
  assert_level (&fixture, 99000);
  set_animated (FALSE);
  close_view (&fixture);
}

/* The wheel moves all of them, piece by piece. */
static void
test_scroll (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment = NULL;

  set_animated (FALSE);
  open_linked (&fixture, 100000, 1100);
  go_to (&fixture, 1000, 0, 0, 0);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (reader_view_get_strand (fixture.view, 0)->scrolled));
  for (guint i = 0; i < 80; i++)
    {
      double way = 0;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
      wait_frames (&fixture);
      g_assert_true (reader_view_get_level (fixture.view, 0, 1, &way));
      g_assert_cmpfloat (fabs (way), <=, 2);
      g_assert_true (reader_view_get_level (fixture.view, 0, 2, &way));
      g_assert_cmpfloat (fabs (way), <=, 2);
    }
  g_assert_cmpuint (reader_flow_get_n_cells (get_flow (&fixture, 1)), <, 60);
  close_view (&fixture);
}

/* As near as rows of unlike heights come that are not the one that is read. */
static void
assert_near (Fixture *fixture, guint64 row)
{
  g_assert_cmpint (abs (get_y (fixture, row, 1) - get_y (fixture, row, 0)), <=, 40);
  g_assert_cmpint (abs (get_y (fixture, row, 2) - get_y (fixture, row, 0)), <=, 40);
}

/* The first text and the third one are tied only by way of the second. */
static void
test_third (void)
{
  Fixture fixture;
  guint64 row = 0;
  guint64 now = 0;
  double into = 0;

  set_animated (FALSE);
  open_view (&fixture, 1000, 3, TRUE, 1100);
  synthetic_rows_set_in_chain (fixture.rows);
  act (&fixture, "text.link-columns");
  for (guint text = 0; text < 3; text += 2)
    {
      reader_flow_scroll_to (get_flow (&fixture, text), 300 + text * 100, 0);
      wait_frames (&fixture);
      assert_near (&fixture, 302 + text * 100);
      go_to (&fixture, 700 + text * 100, text, 0, 0);
      assert_level (&fixture, 700 + text * 100);
    }
  /* What is let go leads nobody. */
  act_on (&fixture, "text.let-go", 2);
  reader_flow_get_position (get_flow (&fixture, 2), &row, &into);
  reader_flow_scroll_to (get_flow (&fixture, 0), 720, 0);
  wait_frames (&fixture);
  reader_flow_get_position (get_flow (&fixture, 2), &now, &into);
  g_assert_cmpuint (now, ==, row);
  act_on (&fixture, "text.level", 2);
  reader_flow_scroll_to (get_flow (&fixture, 0), 730, 0);
  wait_frames (&fixture);
  assert_near (&fixture, 732);
  close_view (&fixture);
}

/* Left and right go to the counterpart, also where links cross. */
static void
test_beside (void)
{
  Fixture fixture;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, 20, 0, 0, 0);
  act (&fixture, "text.next-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (20, 1));
  act (&fixture, "text.next-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (20, 2));
  act (&fixture, "text.previous-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (20, 1));
  go_to (&fixture, SYNTHETIC_CROSSING + 8, 0, 0, 0);
  act (&fixture, "text.next-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (SYNTHETIC_CROSSING + 9, 1));
  close_view (&fixture);
}

/* --- a column by itself --- */

typedef struct
{
  gint64 passages[2];
  guint n;
} Joined;

static void
joined_cb (ReaderParallelView *view, gint64 passage, gint64 other, Joined *joined)
{
  joined->passages[0] = passage;
  joined->passages[1] = other;
  joined->n++;
}

static void
test_let_go (void)
{
  Fixture fixture;
  Joined joined = { 0 };
  guint64 row = 0;
  guint64 now = 0;
  double into = 0;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  g_signal_connect (fixture.view, "joined", G_CALLBACK (joined_cb), &joined);
  go_to (&fixture, 100, 0, 0, 0);
  act_on (&fixture, "text.let-go", 2);
  reader_flow_get_position (get_flow (&fixture, 1), &row, &into);
  go_to (&fixture, 300, 0, 0, 0);
  reader_flow_get_position (get_flow (&fixture, 1), &now, &into);
  g_assert_cmpuint (now, ==, row);
  g_assert_cmpint (abs (get_y (&fixture, 300, 2) - get_y (&fixture, 300, 0)), <=, 2);

  /* Moved by itself, it moves no other. */
  reader_flow_get_position (get_flow (&fixture, 0), &row, &into);
  reader_flow_scroll_to (get_flow (&fixture, 1), 305, 0);
  wait_frames (&fixture);
  reader_flow_get_position (get_flow (&fixture, 0), &now, &into);
  g_assert_cmpuint (now, ==, row);

  /* Joined as it stands, it goes with the others from there. */
  act_on (&fixture, "text.join", 2);
  g_assert_cmpuint (joined.n, ==, 1);
  g_assert_cmpint (joined.passages[0] % SYNTHETIC_IDS, ==, 3);
  g_assert_cmpint (joined.passages[1], ==, synthetic_get_passage (300, 0));
  reader_flow_get_position (get_flow (&fixture, 1), &row, &into);
  g_assert_cmpuint (row, ==, 305);
  act (&fixture, "text.next-passage");
  g_assert_cmpint (abs (get_y (&fixture, 301, 2) - get_y (&fixture, 301, 0)), <=, 2);
  act_on (&fixture, "text.level", 2);
  assert_level (&fixture, 301);
  close_view (&fixture);
}

static void
test_nudge (void)
{
  Fixture fixture;
  int before = 0;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, 100, 1, 0, 0);
  before = get_y (&fixture, 100, 0);
  act (&fixture, "text.nudge-down");
  g_assert_cmpint (get_y (&fixture, 100, 0), ==, before);
  g_assert_cmpint (before - get_y (&fixture, 100, 1), ==, 48);
  go_to (&fixture, 140, 0, 0, 0);
  g_assert_cmpint (abs (get_y (&fixture, 140, 0) - get_y (&fixture, 140, 1) - 48), <=, 2);
  act (&fixture, "text.next-column");
  act_on (&fixture, "text.level", 0);
  assert_level (&fixture, 140);
  close_view (&fixture);
}

/* --- ribbons --- */

static void
test_ribbons (void)
{
  Fixture fixture;
  const ReaderBand *band = NULL;
  const ReaderBand *other = NULL;

  set_animated (FALSE);
  open_linked (&fixture, 1000000, 1100);
  go_to (&fixture, 500002, 0, 0, 0);
  band = find_band (&fixture, 500002, 0);
  g_assert_true (band->lit && band->full);
  g_assert_cmpint (band->status, ==, TRI_STATUS_CONFIRMED);
  g_assert_cmpfloat (band->right - band->left, ==, READER_VIEW_LINKED_GAP);
  g_assert_cmpfloat (fabs (band->top[0] - band->top[1]), <=, 2);
  band = find_band (&fixture, 500003, 0);
  g_assert_true (!band->lit && !band->full);
  g_assert_cmpint (band->status, ==, TRI_STATUS_COMPUTED);
  /* The second gutter has its own. */
  find_band (&fixture, 500002, 1);
  /* Only what is in view. */
  g_assert_cmpuint (reader_ribbons_get_bands (READER_RIBBONS (fixture.view->ribbons))->len, <, 60);

  go_to (&fixture, 500008, 0, 0, 0);
  band = find_band (&fixture, 500008, 0);
  other = find_band (&fixture, 500009, 0);
  g_assert_cmpint (band->passage[1], ==, synthetic_get_passage (500009, 1));
  g_assert_cmpfloat (band->top[1], >, other->top[1]);
  close_view (&fixture);
}

/* A click on a ribbon goes along it. */
static void
test_click (void)
{
  Fixture fixture;
  const ReaderBand *band = NULL;
  const ReaderBand *picked = NULL;
  ReaderRibbons *ribbons = NULL;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, 100, 0, 0, 0);
  ribbons = READER_RIBBONS (fixture.view->ribbons);
  band = find_band (&fixture, 100, 0);
  picked = reader_ribbons_pick (ribbons,
                                (band->left + band->right) / 2,
                                (band->top[0] + band->bottom[0] + band->top[1] + band->bottom[1])
                                    / 4);
  g_assert_true (picked == band);
  g_assert_null (reader_ribbons_pick (ribbons, band->left - 20, band->top[0] + 3));
  g_signal_emit_by_name (ribbons, "activated", band->passage[0], band->passage[1]);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (100, 1));
  wait_frames (&fixture);
  band = find_band (&fixture, 100, 0);
  g_assert_true (band->lit);
  g_signal_emit_by_name (ribbons, "activated", band->passage[0], band->passage[1]);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (100, 0));
  close_view (&fixture);
}

/* --- what goes on as in rows --- */

/* Text after text: a row in which one has nothing takes no room there. */
static void
test_rows (void)
{
  const guint64 gap = 10 * SYNTHETIC_GAP - 1;
  Fixture fixture;
  double y = 0;
  double height = 0;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, gap - 1, 2, 0, 0);
  g_assert_true (reader_flow_get_extent (get_flow (&fixture, 2), gap, &y, &height));
  g_assert_cmpfloat (height, ==, 0);
  act (&fixture, "text.next-passage");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (gap + 1, 2));
  act (&fixture, "text.end");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (999, 2));
  act (&fixture, "text.start");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (0, 2));
  act (&fixture, "text.next-division");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (SYNTHETIC_DIVISION, 2));
  act (&fixture, "text.go-back");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (0, 2));
  close_view (&fixture);
}

static void
test_sentences (void)
{
  Fixture fixture;
  const ReaderMatch *match = NULL;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, 102, 0, 0, 0);
  act (&fixture, "text.next-sentence");
  match = reader_marks_get_match (fixture.view->marks, synthetic_get_passage (102, 1));
  g_assert_nonnull (match);
  g_assert_cmpint (g_array_index (match->sentences, int, 0), ==, 0);
  act (&fixture, "text.next-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (102, 1));
  g_assert_cmpint (fixture.view->marks->sentence, ==, 0);
  close_view (&fixture);
}

static void
test_words (void)
{
  Fixture fixture;
  ReaderSelection selection = { 0 };

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  /* A note is where its mark is. */
  go_to (&fixture, 8, 0, 0, 0);
  act (&fixture, "text.open-note");
  g_assert_nonnull (fixture.view->popover);
  act (&fixture, "text.select-all");
  act (&fixture, "text.extend-down");
  g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
  g_assert_cmpint (selection.passage, ==, synthetic_get_passage (8, 0));
  g_assert_cmpint (selection.end_passage, ==, synthetic_get_passage (9, 0));
  /* A learner hides a text, and looks at the counterpart only. */
  g_object_set (fixture.view, "concealed-text", (gint64) 2, NULL);
  go_to (&fixture, 101, 0, 0, 0);
  act (&fixture, "text.reveal");
  g_assert_true (g_hash_table_contains (fixture.view->marks->revealed,
                                        &(gint64){ synthetic_get_passage (101, 1) }));
  close_view (&fixture);
}

static void
test_state (void)
{
  Fixture fixture;
  g_autofree char *state = NULL;
  int y = 0;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 1100);
  go_to (&fixture, 200, 1, 0, 0);
  act_on (&fixture, "text.let-go", 3);
  y = get_y (&fixture, 200, 1);
  state = reader_parallel_view_dup_state (fixture.view);
  close_view (&fixture);

  open_view (&fixture, 1000, 3, TRUE, 1100);
  reader_parallel_view_restore_state (fixture.view, state);
  wait_frames (&fixture);
  g_assert_true (fixture.view->linked);
  g_assert_true (reader_view_find_column (fixture.view, 3, NULL)->let_go);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (200, 1));
  g_assert_cmpint (abs (get_y (&fixture, 200, 1) - y), <=, 1);
  close_view (&fixture);
}

/* Without room for two, one text; and one below the other is something for rows. */
static void
test_narrow (void)
{
  Fixture fixture;

  set_animated (FALSE);
  open_linked (&fixture, 1000, 500);
  go_to (&fixture, 50, 0, 0, 0);
  g_assert_cmpuint (reader_view_count_placed (fixture.view), ==, 1);
  act (&fixture, "text.next-column");
  g_assert_cmpuint (reader_view_count_placed (fixture.view), ==, 1);
  g_assert_cmpint (get_focus (&fixture) % SYNTHETIC_IDS, ==, 3);
  act (&fixture, "text.stack");
  g_assert_false (fixture.view->linked);
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_STACKED);
  close_view (&fixture);
}

/* --- the whole work in a strip --- */

static void
test_overview (gconstpointer data)
{
  static const ReaderOverviewBin bins[] = {
    { 0, 400, 0, 1, NAN },
    { 400, 100, 1, INFINITY, NAN },
    { 500, 500, 0.1, 1.3, 0.6 },
  };
  gboolean linked = GPOINTER_TO_INT (data);
  Fixture fixture;
  ReaderOverview *overview = NULL;
  g_autofree char *said = NULL;
  guint64 row = 0;
  int least = 0;

  set_animated (FALSE);
  open_view (&fixture, 1000, 3, TRUE, 1100);
  least = reader_parallel_view_get_least_width (fixture.view);
  if (linked)
    act (&fixture, "text.link-columns");
  reader_parallel_view_set_overview (fixture.view, bins, G_N_ELEMENTS (bins));
  if (!linked)
    g_assert_cmpint (reader_parallel_view_get_least_width (fixture.view), >, least);
  wait_frames (&fixture);
  overview = READER_OVERVIEW (fixture.view->overview);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (overview)), ==, READER_OVERVIEW_WIDTH);
  g_assert_true (reader_overview_get_row_at (overview,
                                             gtk_widget_get_height (GTK_WIDGET (overview)) / 2.0,
                                             &row));
  g_assert_cmpuint (row, ==, 500);
  said = reader_overview_dup_words (overview);
  g_assert_cmpstr (said,
                   ==,
                   "Without a counterpart: 40 to 50 %. Doubtful links: 50 to 60 %");
  g_signal_emit_by_name (overview, "activated", row);
  wait_frames (&fixture);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 0));
  /* The keys go from mark to mark, and stay at the last one. */
  act (&fixture, "text.previous-mark");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (400, 0));
  act (&fixture, "text.previous-mark");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (400, 0));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (overview), "overview.next", NULL));
  wait_frames (&fixture);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 0));
  act (&fixture, "text.next-mark");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 0));
  /* A work has its own, and none is shown of another. */
  reader_parallel_view_set_overview (fixture.view, NULL, 0);
  g_assert_null (fixture.view->overview);
  close_view (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/linked-columns/switch", test_switch);
  g_test_add_func ("/linked-columns/switch/keyboard", test_keyboard);
  g_test_add_func ("/linked-columns/switch/alone", test_alone);
  g_test_add_data_func ("/linked-columns/follow/focus",
                        GINT_TO_POINTER (FALSE),
                        test_focus_glides);
  g_test_add_data_func ("/linked-columns/follow/glide", GINT_TO_POINTER (TRUE), test_focus_glides);
  g_test_add_func ("/linked-columns/follow/scroll", test_scroll);
  g_test_add_func ("/linked-columns/follow/third", test_third);
  g_test_add_func ("/linked-columns/beside", test_beside);
  g_test_add_func ("/linked-columns/let-go", test_let_go);
  g_test_add_func ("/linked-columns/nudge", test_nudge);
  g_test_add_func ("/linked-columns/ribbons", test_ribbons);
  g_test_add_func ("/linked-columns/ribbons/click", test_click);
  g_test_add_func ("/linked-columns/rows", test_rows);
  g_test_add_func ("/linked-columns/sentences", test_sentences);
  g_test_add_func ("/linked-columns/words", test_words);
  g_test_add_func ("/linked-columns/state", test_state);
  g_test_add_func ("/linked-columns/narrow", test_narrow);
  g_test_add_data_func ("/linked-columns/overview/rows", GINT_TO_POINTER (FALSE), test_overview);
  g_test_add_data_func ("/linked-columns/overview/columns", GINT_TO_POINTER (TRUE), test_overview);
  return g_test_run ();
}
