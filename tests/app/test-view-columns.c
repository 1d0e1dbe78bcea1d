/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

static guint
count_placed (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < fixture->view->columns->len; i++)
    n += reader_view_get_column (fixture->view, i)->placed ? 1 : 0;
  return n;
}

static gboolean
is_placed (Fixture *fixture, guint column)
{
  return reader_view_get_column (fixture->view, column)->placed;
}

/* What a column measures with its tint, in em. */
static double
get_measure (Fixture *fixture, guint column)
{
  int width = reader_view_get_column (fixture->view, column)->width;

  return (width + 2 * READER_CELL_PAD_X + 1) / fixture->view->em;
}

static void
test_columns (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  Fixture fixture;

  open_view (&fixture, 200, n, TRUE, 1800);
  g_assert_cmpuint (reader_view_count_shown (fixture.view), ==, n);
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_BESIDE);
  g_assert_cmpuint (count_placed (&fixture), ==, MIN (n, 6));
  for (guint i = 0; i < count_placed (&fixture); i++)
    {
      g_assert_cmpint (get_range (&fixture, 1, i).height, >, 10);
      g_assert_cmpfloat (get_measure (&fixture, i), >=, 18);
    }
  close_view (&fixture);
}

/* At the least width all stand side by side, one pixel below it they do not. */
static void
test_least (void)
{
  Fixture fixture;
  int least = 0;

  open_view (&fixture, 200, 3, TRUE, 1800);
  least = reader_parallel_view_get_least_width (fixture.view);
  g_assert_cmpint (least, <=, 816);
  close_view (&fixture);
  open_view (&fixture, 200, 3, TRUE, least);
  g_assert_cmpuint (count_placed (&fixture), ==, 3);
  g_assert_cmpfloat (get_measure (&fixture, 0), >=, 18);
  close_view (&fixture);
  open_view (&fixture, 200, 3, TRUE, least - 1);
  g_assert_cmpuint (count_placed (&fixture), ==, 2);
  close_view (&fixture);
}

/* Where three do not fit, two do, and the third is a key or a click away, at the same row. */
static void
test_some (void)
{
  Fixture fixture;

  open_view (&fixture, 2000, 3, TRUE, 700);
  go_to (&fixture, 500, 1, 0, 0);
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_BESIDE);
  g_assert_true (is_placed (&fixture, 0) && is_placed (&fixture, 1) && !is_placed (&fixture, 2));
  act (&fixture, "text.next-column");
  g_assert_true (!is_placed (&fixture, 0) && is_placed (&fixture, 1) && is_placed (&fixture, 2));
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 2));
  g_assert_cmpint (get_range (&fixture, 500, 2).y, <, 650);
  g_assert_true (gtk_widget_get_child_visible (
      reader_view_get_column (fixture.view, 0)->header));
  g_signal_emit_by_name (reader_view_get_column (fixture.view, 0)->header, "clicked");
  wait_frames (&fixture);
  g_assert_true (is_placed (&fixture, 0) && is_placed (&fixture, 1) && !is_placed (&fixture, 2));
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (500, 0));
  close_view (&fixture);
}

/* Where not even two fit, the cells of a row lie one below the other, unless the reader would
 * rather have one text; and they do in a wide view when the reader says so. */
static void
test_stacked (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 500);
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_STACKED);
  g_assert_cmpint (get_range (&fixture, 1, 1).y,
                   >,
                   get_range (&fixture, 1, 0).y + get_range (&fixture, 1, 0).height);
  g_assert_cmpint (get_range (&fixture, 1, 1).x, ==, get_range (&fixture, 1, 0).x);
  act (&fixture, "text.stack");
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_BESIDE);
  g_assert_cmpuint (count_placed (&fixture), ==, 1);
  close_view (&fixture);
  open_view (&fixture, 200, 3, TRUE, 1200);
  act (&fixture, "text.stack");
  g_assert_cmpint (fixture.view->arrangement, ==, READER_ARRANGEMENT_STACKED);
  act (&fixture, "text.stack");
  g_assert_cmpuint (count_placed (&fixture), ==, 3);
  close_view (&fixture);
}

/* What is read stays in view in another arrangement, which gives the rows above it other heights;
 * what was scrolled out of view stays there. */
static void
test_stacked_focus (void)
{
  Fixture fixture;
  int page = 0;

  open_view (&fixture, 200, 3, TRUE, 1200);
  page = gtk_widget_get_height (GTK_WIDGET (get_flow (&fixture, 0)));
  for (int i = 0; i < 4; i++)
    act (&fixture, "text.next-passage");
  g_assert_cmpuint (get_top (&fixture), ==, 0);
  act (&fixture, "text.stack");
  wait_ms (100);
  wait_frames (&fixture);
  g_assert_cmpint (get_range (&fixture, 4, 0).height, >, 0);
  g_assert_cmpint (get_range (&fixture, 4, 0).y, >=, 0);
  g_assert_cmpint (get_range (&fixture, 4, 0).y, <, page);
  close_view (&fixture);
}

static void
make_narrower (Fixture *fixture)
{
  int height = gtk_widget_get_height (fixture->window);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 950, height);
  wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->view)) == 950);
  wait_ms (100);
}

/* A pane that opens makes the columns narrower and the rows higher: the row with the focus stays
 * whole. What was left behind stays where it is. */
static void
test_narrower_focus (void)
{
  Fixture fixture;
  guint64 row = 0;

  open_view (&fixture, 200, 3, TRUE, 1500);
  do
    act (&fixture, "text.next-passage");
  while (reader_flow_is_whole (get_flow (&fixture, 0), fixture.view->focus_row + 1));
  row = fixture.view->focus_row;
  g_assert_true (reader_flow_is_whole (get_flow (&fixture, 0), row));
  g_assert_cmpuint (get_top (&fixture), ==, 0);
  make_narrower (&fixture);
  g_assert_true (reader_flow_is_whole (get_flow (&fixture, 0), row));
  close_view (&fixture);

  open_view (&fixture, 200, 3, TRUE, 1500);
  act (&fixture, "text.next-passage");
  reader_flow_scroll_to (get_flow (&fixture, 0), 20, 0);
  wait_frames (&fixture);
  make_narrower (&fixture);
  g_assert_cmpuint (get_top (&fixture), ==, 20);
  close_view (&fixture);
}

static gboolean
menu_has (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *found = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &found);
      if (g_strcmp0 (found, action) == 0 || (section != NULL && menu_has (section, action)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
offers (Fixture *fixture, guint column, const char *action)
{
  g_signal_emit_by_name (reader_view_get_column (fixture->view, column)->header, "clicked");
  return menu_has (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (fixture->view->popover)),
                   action);
}

/* The menu of a column offers what can be done with it. */
static void
test_menu (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 2, TRUE, 1200);
  g_assert_false (offers (&fixture, 0, "text.move-column-left"));
  g_assert_true (offers (&fixture, 0, "text.move-column-right"));
  g_assert_true (offers (&fixture, 1, "text.move-column-left"));
  g_assert_false (offers (&fixture, 1, "text.move-column-right"));
  g_assert_true (offers (&fixture, 1, "text.hide-column"));
  close_view (&fixture);
  open_view (&fixture, 200, 1, TRUE, 1200);
  g_assert_false (offers (&fixture, 0, "text.hide-column"));
  close_view (&fixture);
}

/* What is told of the passages in view is told of those, too, that a wider view shows. */
static void
test_wider_marks (void)
{
  Fixture fixture;
  TriMarkRange range = { .bookmark = 1, .passage = synthetic_get_passage (2, 2), .whole = TRUE };

  open_view (&fixture, 200, 3, TRUE, 1200);
  gtk_widget_set_margin_end (GTK_WIDGET (fixture.view), 500);
  wait_until (count_placed (&fixture) == 2);
  synthetic_rows_add_mark (fixture.rows, &range, NULL);
  wait_ms (300);
  g_assert_null (reader_mark_set_get (fixture.view->marks->set, range.passage));
  gtk_widget_set_margin_end (GTK_WIDGET (fixture.view), 0);
  wait_until (count_placed (&fixture) == 3);
  wait_until (reader_mark_set_get (fixture.view->marks->set, range.passage) != NULL);
  close_view (&fixture);
}

static gboolean
is_focus_seen (Fixture *fixture)
{
  ReaderFlow *flow = get_flow (fixture, 0);
  TriPassage *focus = fixture->view->focus;
  GdkRectangle area;

  return reader_flow_get_range (flow,
                                fixture->view->focus_row,
                                focus->text,
                                focus->id,
                                NULL,
                                &area)
         && area.y + area.height / 2 > 0
         && area.y + area.height / 2 < gtk_widget_get_height (GTK_WIDGET (flow));
}

/* Whether the focus is in view when the place of a wide view is opened in a narrow one. */
static gboolean
is_seen_again (Fixture *fixture)
{
  g_autofree char *state = reader_parallel_view_dup_state (fixture->view);
  Fixture again;
  gboolean is_seen = FALSE;

  open_view (&again, 200, 3, TRUE, 500);
  reader_parallel_view_restore_state (again.view, state);
  wait_frames (&again);
  wait_frames (&again);
  g_assert_cmpint (get_focus (&again), ==, get_focus (fixture));
  is_seen = is_focus_seen (&again);
  close_view (&again);
  return is_seen;
}

/* A place that was left in a wide view: the focus comes into view where rows are higher, unless it
 * was left behind. */
static void
test_state_focus (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1500);
  do
    act (&fixture, "text.next-passage");
  while (reader_flow_is_whole (get_flow (&fixture, 0), fixture.view->focus_row + 1));
  g_assert_cmpuint (get_top (&fixture), ==, 0);
  g_assert_true (is_seen_again (&fixture));
  reader_flow_scroll_to (get_flow (&fixture, 0), 60, 0);
  wait_frames (&fixture);
  g_assert_false (is_seen_again (&fixture));
  close_view (&fixture);
}

/* The focus does not stay in a column that is hidden, nor the selection. */
static void
test_hidden_focus (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1200);
  go_to (&fixture, 5, 0, 0, 0);
  act (&fixture, "text.extend-down");
  reader_view_show_column (fixture.view, 1, FALSE);
  wait_frames (&fixture);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (5, 1));
  g_assert_cmpint (fixture.view->marks->selection.text, ==, 0);

  reader_view_choose_text (fixture.view, 2, 1);
  wait_frames (&fixture);
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (5, 0));
  close_view (&fixture);
}

/* Texts without rows in common: as many as there is room for, the others a key away. */
static void
test_free_some (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 5, FALSE, 900);
  go_to (&fixture, 5, 0, 0, 0);
  g_assert_cmpuint (count_placed (&fixture), ==, 3);
  g_assert_true (is_strand_visible (&fixture, 2));
  g_assert_false (is_strand_visible (&fixture, 3));
  for (guint i = 0; i < 4; i++)
    act (&fixture, "text.next-column");
  g_assert_false (is_strand_visible (&fixture, 1));
  g_assert_true (is_strand_visible (&fixture, 4));
  g_assert_cmpint (fixture.view->focus->text, ==, 5);
  act (&fixture, "text.previous-column");
  g_assert_false (is_strand_visible (&fixture, 1));
  act (&fixture, "text.previous-column");
  act (&fixture, "text.previous-column");
  g_assert_true (is_strand_visible (&fixture, 1));
  g_assert_false (is_strand_visible (&fixture, 4));
  close_view (&fixture);
}

static void
test_free_single (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, FALSE, 500);
  g_assert_cmpuint (count_placed (&fixture), ==, 1);
  go_to (&fixture, 5, 0, 0, 0);
  g_assert_true (is_strand_visible (&fixture, 0));
  g_assert_false (is_strand_visible (&fixture, 1));
  act (&fixture, "text.next-column");
  g_assert_false (is_strand_visible (&fixture, 0));
  g_assert_true (is_strand_visible (&fixture, 1));
  close_view (&fixture);
}

static void
test_free_columns (void)
{
  Fixture fixture;
  guint64 row = 0;
  double into = 0;

  open_view (&fixture, 2000, 3, FALSE, 1200);
  g_assert_cmpuint (count_placed (&fixture), ==, 3);
  go_to (&fixture, 900, 1, 0, 0);
  reader_flow_get_position (get_flow (&fixture, 1), &row, &into);
  g_assert_cmpuint (row, >, 880);
  g_assert_cmpuint (get_top (&fixture), ==, 0);
  close_view (&fixture);
}

/* Widths by key, and kept in the state with what else the reader chose. */
static void
test_widths (void)
{
  Fixture fixture;
  g_autofree char *state = NULL;
  int width = 0;
  int other = 0;

  open_view (&fixture, 200, 3, TRUE, 1100);
  go_to (&fixture, 5, 1, 0, 0);
  width = reader_view_get_column (fixture.view, 1)->width;
  other = reader_view_get_column (fixture.view, 0)->width;
  act (&fixture, "text.widen-column");
  g_assert_cmpint (reader_view_get_column (fixture.view, 1)->width, >, width);
  g_assert_cmpint (reader_view_get_column (fixture.view, 0)->width, <, other);
  width = reader_view_get_column (fixture.view, 1)->width;
  state = reader_parallel_view_dup_state (fixture.view);
  act (&fixture, "text.equal-columns");
  g_assert_cmpint (reader_view_get_column (fixture.view, 1)->width, <, width);
  act (&fixture, "text.narrow-column");
  g_assert_cmpint (reader_view_get_column (fixture.view, 1)->width, <, other);
  reader_parallel_view_restore_state (fixture.view, state);
  wait_frames (&fixture);
  g_assert_cmpint (reader_view_get_column (fixture.view, 1)->width, ==, width);
  close_view (&fixture);
}

/* Between a box that has to give out its room anew in the same layout and the view stands what has
 * not: rows that are made in it must not leave that behind, or GTK warns when it paints. */
static void
test_layout_from_within (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new ("0");
  GtkWidget *stack = gtk_stack_new ();
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1000);
  g_object_ref (fixture.view);
  gtk_window_set_child (GTK_WINDOW (fixture.window), box);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_stack_add_child (GTK_STACK (stack), GTK_WIDGET (fixture.view));
  g_object_unref (fixture.view);
  wait_frames (&fixture);
  for (int i = 1; i < 6; i++)
    {
      g_autofree char *words = g_strdup_printf ("%d", i);

      gtk_label_set_text (GTK_LABEL (label), words);
      act (&fixture, "text.stack");
    }
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/view-columns/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_columns);
    }
  g_test_add_func ("/view-columns/least", test_least);
  g_test_add_func ("/view-columns/some", test_some);
  g_test_add_func ("/view-columns/stacked", test_stacked);
  g_test_add_func ("/view-columns/stacked-focus", test_stacked_focus);
  g_test_add_func ("/view-columns/narrower-focus", test_narrower_focus);
  g_test_add_func ("/view-columns/menu", test_menu);
  g_test_add_func ("/view-columns/wider-marks", test_wider_marks);
  g_test_add_func ("/view-columns/state-focus", test_state_focus);
  g_test_add_func ("/view-columns/hidden-focus", test_hidden_focus);
  g_test_add_func ("/view-columns/free", test_free_columns);
  g_test_add_func ("/view-columns/free-some", test_free_some);
  g_test_add_func ("/view-columns/free-single", test_free_single);
  g_test_add_func ("/view-columns/widths", test_widths);
  g_test_add_func ("/view-columns/layout-from-within", test_layout_from_within);

  return g_test_run ();
}
