/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

/* --- the flow --- */

static void
test_first_frame (void)
{
  Fixture fixture;
  g_autoptr (GArray) visible = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  g_assert_true (fixture.view->painted);
  visible = reader_parallel_view_dup_visible_passages (fixture.view);
  g_assert_cmpuint (visible->len, >, 6);
  g_assert_cmpint (g_array_index (visible, gint64, 0), ==, synthetic_get_passage (0, 0));
  g_assert_cmpint (reader_parallel_view_get_top_passage (fixture.view, 2),
                   ==,
                   synthetic_get_passage (0, 1));
  close_view (&fixture);
}

static void
test_jump (void)
{
  static const guint64 rows[] = { 999999, 0, 500000, 12, 13, 999990, 250001 };
  Fixture fixture;
  guint most = 0;

  open_view (&fixture, 1000000, 3, TRUE, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GdkRectangle area;

      go_to (&fixture, rows[i], 1, 0, 0);
      area = get_range (&fixture, rows[i], 1);
      g_assert_cmpint (area.y, >=, 0);
      g_assert_cmpint (area.y + MIN (area.height, 300),
                       <=,
                       gtk_widget_get_height (GTK_WIDGET (get_flow (&fixture, 0))));
      most = MAX (most, reader_flow_get_n_cells (get_flow (&fixture, 0)));
    }
  g_assert_cmpuint (most, <, 120);
  close_view (&fixture);
}

static gboolean
is_at_end (GtkAdjustment *adjustment)
{
  double upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return ABS (gtk_adjustment_get_value (adjustment) - upper) <= 1;
}

/* The scrollbar's ends are the ends of the work, and it goes anywhere at once. */
static void
test_adjustment (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment = NULL;
  double upper = 0;

  open_view (&fixture, 1000000, 3, TRUE, 1000);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (reader_view_get_strand (fixture.view, 0)->scrolled));
  for (double share = 0; share <= 1; share += 0.125)
    {
      upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      gtk_adjustment_set_value (adjustment, share * upper);
      wait_frames (&fixture);
      g_assert_cmpfloat_with_epsilon ((double) get_top (&fixture), share * 1e6, 1e4);
    }
  g_assert_cmpuint (get_top (&fixture), >, 999980);
  wait_until (is_at_end (adjustment));
  gtk_adjustment_set_value (adjustment, 0);
  wait_frames (&fixture);
  g_assert_cmpuint (get_top (&fixture), ==, 0);
  close_view (&fixture);
}

/* However far it is from estimated to measured heights, what is in view moves by what was asked. */
static void
test_scroll_up (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment = NULL;

  open_view (&fixture, 5000, 3, TRUE, 1000);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (reader_view_get_strand (fixture.view, 0)->scrolled));
  go_to (&fixture, 2500, 0, 0, 0);
  for (guint i = 0; i < 60; i++)
    {
      guint64 row = get_top (&fixture);
      int before = get_range (&fixture, row, 0).y;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 30);
      wait_frames (&fixture);
      g_assert_cmpint (ABS (get_range (&fixture, row, 0).y - before - 30), <=, 1);
      if (i % 20 == 19)
        wait_ms (200);
    }
  close_view (&fixture);
}

static void
test_resize (void)
{
  Fixture fixture;
  guint64 row = 0;

  open_view (&fixture, 100000, 3, TRUE, 1200);
  go_to (&fixture, 40000, 0, 0, 0);
  act (&fixture, "text.page-down");
  row = get_top (&fixture);
  for (int margin = 0; margin <= 300; margin += 60)
    {
      gtk_widget_set_margin_end (GTK_WIDGET (fixture.view), margin);
      wait_frames (&fixture);
      g_assert_cmpuint (get_top (&fixture), ==, row);
    }
  g_assert_cmpuint (reader_flow_get_n_cells (get_flow (&fixture, 0)), <, 120);
  close_view (&fixture);
}

/* --- the focus --- */

static void
test_focus (void)
{
  Fixture fixture;
  const ReaderMatch *match = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 5, 0, 0, 0);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (5, 0));
  match = reader_marks_get_match (fixture.view->marks, synthetic_get_passage (5, 2));
  g_assert_nonnull (match);
  g_assert_true (match->full);
  act (&fixture, "text.next-passage");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (6, 0));
  act (&fixture, "text.next-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (6, 1));
  act (&fixture, "text.previous-passage");
  act (&fixture, "text.previous-column");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (5, 0));
  act (&fixture, "text.next-division");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (20, 0));
  act (&fixture, "text.previous-division");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (0, 0));
  act (&fixture, "text.end");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (999, 0));
  act (&fixture, "text.start");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (0, 0));
  close_view (&fixture);
}

/* Row 3 has two sentences, row 5 is the first after it with another number. */
static void
test_sentences (void)
{
  Fixture fixture;
  int sentence = 0;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 3, 0, 0, 0);
  act (&fixture, "text.next-sentence");
  act (&fixture, "text.next-sentence");
  g_object_get (fixture.view, "focus-sentence", &sentence, NULL);
  g_assert_cmpint (sentence, ==, 1);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (3, 0));
  act (&fixture, "text.next-sentence");
  g_object_get (fixture.view, "focus-sentence", &sentence, NULL);
  g_assert_cmpint (sentence, ==, 0);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (4, 0));
  act (&fixture, "text.previous-sentence");
  g_object_get (fixture.view, "focus-sentence", &sentence, NULL);
  g_assert_cmpint (sentence, ==, 1);
  close_view (&fixture);
}

static void
test_history (void)
{
  Fixture fixture;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 5, 0, 0, 0);
  go_to (&fixture, 500, 1, 0, 0);
  go_to (&fixture, 900, 2, 0, 0);
  act (&fixture, "text.go-back");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 1));
  act (&fixture, "text.go-back");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (5, 0));
  act (&fixture, "text.go-forward");
  act (&fixture, "text.go-forward");
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (900, 2));
  close_view (&fixture);
}

static void
assert_ways (Fixture *fixture, gboolean back, gboolean forward)
{
  gboolean can_go_back = !back;
  gboolean can_go_forward = !forward;

  g_object_get (fixture->view,
                "can-go-back",
                &can_go_back,
                "can-go-forward",
                &can_go_forward,
                NULL);
  g_assert_cmpint (can_go_back, ==, back);
  g_assert_cmpint (can_go_forward, ==, forward);
}

/* Back and forward are offered where there is somewhere to go. */
static void
test_ways (void)
{
  Fixture fixture;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  assert_ways (&fixture, FALSE, FALSE);
  go_to (&fixture, 5, 0, 0, 0);
  go_to (&fixture, 500, 1, 0, 0);
  assert_ways (&fixture, TRUE, FALSE);
  for (guint n = fixture.view->back->len; n > 0; n--)
    {
      act (&fixture, "text.go-back");
      assert_ways (&fixture, n > 1, TRUE);
    }
  assert_ways (&fixture, FALSE, TRUE);
  act (&fixture, "text.go-forward");
  g_assert_true (fixture.view->back->len > 0);
  go_to (&fixture, 900, 2, 0, 0);
  assert_ways (&fixture, TRUE, FALSE);
  close_view (&fixture);
}

static void
test_mentions (void)
{
  Fixture fixture;
  gint64 entity = 0;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  g_signal_connect (fixture.view, "mention-activated", G_CALLBACK (take_entity_cb), &entity);
  go_to (&fixture, 1, 0, 0, 0);
  act (&fixture, "mention.next");
  act (&fixture, "mention.open");
  g_assert_cmpint (entity, ==, 7);
  act (&fixture, "mention.next");
  act (&fixture, "mention.open");
  g_assert_cmpint (entity, ==, 1);
  act (&fixture, "mention.previous");
  act (&fixture, "mention.open");
  g_assert_cmpint (entity, ==, 7);
  g_signal_handlers_disconnect_by_func (fixture.view, take_entity_cb, &entity);
  close_view (&fixture);
}

/* --- columns and state --- */

static void
test_state (void)
{
  Fixture fixture;
  Fixture again;
  g_autofree char *state = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 300, 1, 0, 0);
  reader_view_move_column (fixture.view, 3, -1);
  reader_view_show_column (fixture.view, 1, FALSE);
  wait_frames (&fixture);
  state = reader_parallel_view_dup_state (fixture.view);

  open_view (&again, 1000, 3, TRUE, 1000);
  reader_parallel_view_restore_state (again.view, state);
  wait_frames (&again);
  g_assert_cmpint (get_focus (&again), ==, synthetic_get_passage (300, 1));
  g_assert_cmpuint (get_top (&again), ==, get_top (&fixture));
  g_assert_cmpuint (reader_view_count_shown (again.view), ==, 2);
  g_assert_cmpint (reader_view_get_column (again.view, 1)->text->id, ==, 3);
  close_view (&again);
  close_view (&fixture);
}

/* A cell with the keyboard that scrolls away leaves it to the view. */
static void
test_keyboard (void)
{
  Fixture fixture;
  GtkWidget *holder = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  gtk_widget_grab_focus (GTK_WIDGET (fixture.view));
  go_to (&fixture, 4, 1, 0, 0);
  holder = gtk_root_get_focus (GTK_ROOT (fixture.window));
  g_assert_true (holder == GTK_WIDGET (reader_flow_get_cell (get_flow (&fixture, 0), 4, 2)));
  reader_flow_scroll_to (get_flow (&fixture, 0), 600, 0);
  wait_frames (&fixture);
  holder = gtk_root_get_focus (GTK_ROOT (fixture.window));
  g_assert_true (holder == GTK_WIDGET (fixture.view));
  act (&fixture, "text.next-passage");
  holder = gtk_root_get_focus (GTK_ROOT (fixture.window));
  g_assert_true (holder == GTK_WIDGET (reader_flow_get_cell (get_flow (&fixture, 0), 5, 2)));
  close_view (&fixture);
}

static void
test_hide (void)
{
  Fixture fixture;

  open_view (&fixture, 1000, 2, TRUE, 1000);
  reader_view_show_column (fixture.view, 1, FALSE);
  wait_frames (&fixture);
  g_assert_null (reader_flow_get_cell (get_flow (&fixture, 0), 1, 1));
  g_assert_nonnull (reader_flow_get_cell (get_flow (&fixture, 0), 1, 2));
  /* The last one stays. */
  reader_view_show_column (fixture.view, 2, FALSE);
  g_assert_cmpuint (reader_view_count_shown (fixture.view), ==, 1);
  close_view (&fixture);
}

/* The header has a menu, made when it is asked for, in which another text can be chosen. */
static void
test_menu (void)
{
  Fixture fixture;
  GtkWidget *header = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  g_assert_null (fixture.view->popover);
  reader_view_show_column (fixture.view, 3, FALSE);
  header = reader_view_get_column (fixture.view, 0)->header;
  g_signal_emit_by_name (header, "clicked");
  wait_frames (&fixture);
  g_assert_true (GTK_IS_POPOVER_MENU (fixture.view->popover));
  g_assert_true (gtk_widget_get_visible (fixture.view->popover));
  gtk_popover_popdown (GTK_POPOVER (fixture.view->popover));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.view),
                                             "text.choose",
                                             "(xx)",
                                             (gint64) 1,
                                             (gint64) 3));
  wait_frames (&fixture);
  g_assert_nonnull (reader_flow_get_cell (get_flow (&fixture, 0), 1, 3));
  g_assert_null (reader_flow_get_cell (get_flow (&fixture, 0), 1, 1));
  g_assert_cmpint (reader_view_get_column (fixture.view, 0)->text->id, ==, 3);
  close_view (&fixture);
}

static void
test_bookmarks (void)
{
  Fixture fixture;
  TriMarkRange range = { .bookmark = 1, .passage = synthetic_get_passage (2, 1), .whole = TRUE };

  open_view (&fixture, 1000, 3, TRUE, 1000);
  synthetic_rows_add_mark (fixture.rows, &range, NULL);
  reader_view_queue_changed (fixture.view);
  wait_until (reader_mark_set_get (fixture.view->marks->set, range.passage) != NULL);
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/parallel-view/flow/first-frame", test_first_frame);
  g_test_add_func ("/parallel-view/flow/jump", test_jump);
  g_test_add_func ("/parallel-view/flow/adjustment", test_adjustment);
  g_test_add_func ("/parallel-view/flow/scroll-up", test_scroll_up);
  g_test_add_func ("/parallel-view/flow/resize", test_resize);
  g_test_add_func ("/parallel-view/columns/hide", test_hide);
  g_test_add_func ("/parallel-view/columns/menu", test_menu);
  g_test_add_func ("/parallel-view/focus/passages", test_focus);
  g_test_add_func ("/parallel-view/focus/sentences", test_sentences);
  g_test_add_func ("/parallel-view/focus/history", test_history);
  g_test_add_func ("/parallel-view/focus/ways", test_ways);
  g_test_add_func ("/parallel-view/focus/mentions", test_mentions);
  g_test_add_func ("/parallel-view/focus/keyboard", test_keyboard);
  g_test_add_func ("/parallel-view/state/restore", test_state);
  g_test_add_func ("/parallel-view/state/bookmarks", test_bookmarks);

  return g_test_run ();
}
