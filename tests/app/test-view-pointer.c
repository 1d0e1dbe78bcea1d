/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

#include <gdk/x11/gdkx.h>

/* The pointer as the X server moves it, by xdotool. */

static void
child_exit_cb (GPid pid, int status, gpointer done)
{
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_spawn_close_pid (pid);
  *(gboolean *) done = TRUE;
}

/* Runs it while the view goes on working. */
static void
run_xdotool (Fixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run_xdotool (Fixture *fixture, const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  va_list args;
  GPid pid = 0;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat ("xdotool ", words, NULL);
  argv = g_strsplit (line, " ", -1);
  g_spawn_async (NULL,
                 argv,
                 NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                 NULL,
                 NULL,
                 &pid,
                 &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, child_exit_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  wait_ms (40);
  wait_frames (fixture);
}

/* Moves the pointer to a point of a widget. */
static void
point_at (Fixture *fixture, GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double left = 0;
  double top = 0;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &left, &top);
  run_xdotool (fixture,
               "mousemove --window %lu %d %d",
               gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
               (int) (x + left),
               (int) (y + top));
}

static gboolean
skip_without_pointer (void)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    g_test_skip ("xdotool, which moves the pointer, is not installed");
  return xdotool == NULL;
}

/* Where a character of a passage begins, in the flow. */
static GdkRectangle
find_letter (Fixture *fixture, guint64 row, guint text, guint offset)
{
  TriRange range = { offset, offset + 1 };
  GdkRectangle at = { 0 };

  g_assert_true (reader_flow_get_range (get_flow (fixture, 0),
                                        row,
                                        text + 1,
                                        synthetic_get_passage (row, text),
                                        &range,
                                        &at));
  return at;
}

static void
point_at_letter (Fixture *fixture, guint64 row, guint text, guint offset)
{
  GdkRectangle at = find_letter (fixture, row, text, offset);

  point_at (fixture, GTK_WIDGET (get_flow (fixture, 0)), at.x + 1, at.y + at.height / 2);
}

/* "There he sets newspapers in type…" */
static void
test_select (void)
{
  Fixture fixture;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  go_to (&fixture, 1, 1, 0, 0);
  point_at_letter (&fixture, 1, 1, 6);
  run_xdotool (&fixture, "mousedown 1");
  point_at_letter (&fixture, 1, 1, 10);
  point_at_letter (&fixture, 1, 1, 13);
  run_xdotool (&fixture, "mouseup 1");
  wait_until_equal (reader_view_dup_selected_text (fixture.view), "he sets");
  close_view (&fixture);
}

/* Over passages and over the lower edge, where the view scrolls by itself, in one column only. */
static void
test_select_beyond (void)
{
  Fixture fixture;
  GtkWidget *flow = NULL;
  g_autofree char *words = NULL;
  guint64 top = 0;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  flow = GTK_WIDGET (get_flow (&fixture, 0));
  go_to (&fixture, 1, 1, 0, 0);
  top = get_top (&fixture);
  point_at_letter (&fixture, 1, 1, 6);
  run_xdotool (&fixture, "mousedown 1");
  /* Through another column, which does not matter. */
  point_at (&fixture, flow, gtk_widget_get_width (flow) - 40, gtk_widget_get_height (flow) / 2.0);
  g_assert_cmpint (fixture.view->marks->selection.text, ==, 2);
  point_at (&fixture, flow, gtk_widget_get_width (flow) / 2.0, gtk_widget_get_height (flow) + 60);
  wait_until (get_top (&fixture) > top + 2);
  run_xdotool (&fixture, "mouseup 1");
  g_assert_cmpuint (get_top (&fixture), >, top + 2);
  top = get_top (&fixture);
  wait_ms (200);
  g_assert_cmpuint (get_top (&fixture), ==, top);
  words = reader_view_dup_selected_text (fixture.view);
  g_assert_true (g_str_has_prefix (words, "he sets newspapers"));
  g_assert_nonnull (strstr (words, "Salvador Seguí teaches him"));
  g_assert_null (strstr (words, "Hij zet"));
  close_view (&fixture);
}

static int
get_width (Fixture *fixture, guint column)
{
  return reader_view_get_column (fixture->view, column)->width;
}

static void
point_at_gutter (Fixture *fixture, guint column, double dx)
{
  ReaderViewColumn *left = reader_view_get_column (fixture->view, column);

  point_at (fixture,
            GTK_WIDGET (fixture->view),
            left->x + left->width + READER_VIEW_GUTTER / 2.0 + dx,
            300);
}

/* The gutter is dragged; the third column keeps its width. A double click makes them equal. */
static void
test_gutter (void)
{
  Fixture fixture;
  int left = 0;
  int third = 0;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  left = get_width (&fixture, 0);
  third = get_width (&fixture, 2);
  point_at_gutter (&fixture, 0, 0);
  run_xdotool (&fixture, "mousedown 1");
  point_at_gutter (&fixture, 0, 20);
  point_at (&fixture, GTK_WIDGET (fixture.view), left + 80, 320);
  run_xdotool (&fixture, "mouseup 1");
  wait_until (get_width (&fixture, 0) > left + 20);
  g_assert_cmpint (get_width (&fixture, 1), <, left - 20);
  g_assert_cmpint (ABS (get_width (&fixture, 2) - third), <=, 1);
  g_assert_cmpint (fixture.view->marks->selection.text, ==, 0);
  wait_ms (500);
  point_at_gutter (&fixture, 0, 0);
  run_xdotool (&fixture, "click --repeat 2 --delay 60 1");
  wait_until (ABS (get_width (&fixture, 0) - left) <= 1);
  g_assert_cmpint (ABS (get_width (&fixture, 1) - left), <=, 1);
  /* Not to be aimed at: it reaches nearly to the words. */
  wait_ms (500);
  point_at_gutter (&fixture, 1, -READER_VIEW_GUTTER / 2.0 + 6);
  run_xdotool (&fixture, "mousedown 1");
  point_at_gutter (&fixture, 1, 10);
  point_at_gutter (&fixture, 1, 40);
  run_xdotool (&fixture, "mouseup 1");
  g_assert_cmpint (get_width (&fixture, 1), >, left + 10);
  g_assert_cmpint (fixture.view->marks->selection.text, ==, 0);
  close_view (&fixture);
}

static gboolean
has_menu (Fixture *fixture)
{
  return fixture->view->popover && gtk_widget_get_mapped (fixture->view->popover);
}

/* However slow the machine is at the moment. */
static void
wait_for_menu (Fixture *fixture, gboolean is_open)
{
  wait_until (has_menu (fixture) == is_open);
}

/* A click on a header opens its menu, one outside closes it. */
static void
test_header (void)
{
  Fixture fixture;
  GtkWidget *header = NULL;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  header = reader_view_get_column (fixture.view, 1)->header;
  point_at (&fixture, header, 20, gtk_widget_get_height (header) / 2.0);
  run_xdotool (&fixture, "click 1");
  wait_for_menu (&fixture, TRUE);
  g_assert_true (GTK_IS_POPOVER_MENU (fixture.view->popover));
  point_at (&fixture, GTK_WIDGET (fixture.view), 100, 650);
  run_xdotool (&fixture, "click 1");
  wait_for_menu (&fixture, FALSE);
  close_view (&fixture);
}

static void
test_wheel (void)
{
  Fixture fixture;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  point_at (&fixture, GTK_WIDGET (get_flow (&fixture, 0)), 300, 300);
  run_xdotool (&fixture, "click --repeat 12 --delay 15 5");
  wait_until (get_top (&fixture) > 1);
  run_xdotool (&fixture, "click --repeat 14 --delay 15 4");
  wait_until (get_top (&fixture) == 0);
  close_view (&fixture);
}

/* Two fingers that let go while they move: the X server of the tests has no touchpad, so the
 * controllers say it. */
static void
say_scroll (GtkWidget *scrolled, const char *signal, double dy)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scrolled);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        continue;
      if (g_str_equal (signal, "scroll"))
        g_signal_emit_by_name (controller, signal, 0.0, dy, &handled);
      else if (g_str_equal (signal, "decelerate"))
        g_signal_emit_by_name (controller, signal, 0.0, dy);
      else
        g_signal_emit_by_name (controller, signal);
    }
}

static void
test_touchpad (void)
{
  Fixture fixture;
  GtkWidget *scrolled = NULL;
  guint64 row = 0;
  double into = 0;
  double before = 0;

  open_view (&fixture, 100000, 3, TRUE, 1000);
  scrolled = reader_view_get_strand (fixture.view, 0)->scrolled;
  say_scroll (scrolled, "scroll-begin", 0);
  for (guint i = 0; i < 5; i++)
    {
      say_scroll (scrolled, "scroll", 0.2);
      wait_frames (&fixture);
    }
  reader_flow_get_position (get_flow (&fixture, 0), &row, &before);
  g_assert_cmpfloat (before, >, 0);
  say_scroll (scrolled, "scroll-end", 0);
  say_scroll (scrolled, "decelerate", 2000);
  do
    {
      wait_frames (&fixture);
      reader_flow_get_position (get_flow (&fixture, 0), &row, &into);
    }
  while (row == 0 && into <= before + 20);
  close_view (&fixture);
}

/* The columns go away below the pointer, which tints what it is at. */
static void
test_switch (void)
{
  Fixture fixture;

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  act (&fixture, "text.link-columns");
  for (guint i = 0; i < 2; i++)
    {
      point_at (&fixture, GTK_WIDGET (fixture.view), 840 + i, 320);
      wait_until (fixture.view->marks->hovered != 0);
      act (&fixture, "text.link-columns");
    }
  g_assert_true (fixture.view->linked);
  close_view (&fixture);
}

static void
date_cb (ReaderParallelView *view, gint64 passage, guint start, const char *edtf, char **out)
{
  g_free (*out);
  *out = g_strdup_printf ("%" G_GINT64_FORMAT " %u %s", passage, start, edtf);
}

/* "Released in January, he crosses…" A click beside the date opens none. */
static void
test_date (void)
{
  Fixture fixture;
  g_autofree char *activated = NULL;
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT " 12 1917-01",
                                               synthetic_get_passage (6, 1));

  if (skip_without_pointer ())
    return;
  open_view (&fixture, 200, 3, TRUE, 1000);
  g_signal_connect (fixture.view, "date-activated", G_CALLBACK (date_cb), &activated);
  go_to (&fixture, 6, 1, 0, 0);
  point_at_letter (&fixture, 6, 1, 9);
  run_xdotool (&fixture, "click 1");
  g_assert_null (activated);
  point_at_letter (&fixture, 6, 1, 15);
  run_xdotool (&fixture, "click 1");
  wait_until (activated != NULL);
  g_assert_cmpstr (activated, ==, expected);
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/view-pointer/select", test_select);
  g_test_add_func ("/view-pointer/select-beyond", test_select_beyond);
  g_test_add_func ("/view-pointer/date", test_date);
  g_test_add_func ("/view-pointer/gutter", test_gutter);
  g_test_add_func ("/view-pointer/header", test_header);
  g_test_add_func ("/view-pointer/wheel", test_wheel);
  g_test_add_func ("/view-pointer/touchpad", test_touchpad);
  g_test_add_func ("/view-pointer/switch", test_switch);

  return g_test_run ();
}
