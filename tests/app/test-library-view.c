/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-work-dialog.h"
#include "library/tri-import.h"
#include "library/tri-library-works.h"
#include "panels/reader-library-view.h"
#include "panels/reader-work-row.h"
#include "reader-window-private.h"
#include "window-fixture.h"

#include <gdk/x11/gdkx.h>

/* The list of works by real keys, which come between whatever the window has to do. */

static void
add_works (WindowFixture *fixture,
           guint n)
{
  g_autoptr (TriLibrary) library = tri_library_open (fixture->library,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("account-%02u.txt", i);
      g_autofree char *words = g_strdup_printf ("Account %u.\n\nNothing happened.\n", i);
      g_autofree char *file = window_fixture_write (fixture, name, words);
      TriImportFile input = { .path = file, .lang = "en" };
      TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto" };

      g_assert_cmpint (tri_library_import (library, &options, NULL, NULL), >, 0);
    }
}

static ReaderLibraryView *
get_view (WindowFixture *fixture)
{
  return READER_LIBRARY_VIEW (fixture->window->library_view);
}

/* The X server has the keys when this is done; the window, when its loop runs. */
static void
run_xdotool (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
run_xdotool (const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat ("xdotool ", words, NULL);
  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

/* The row that has the keyboard, or NULL. */
static ReaderWorkRow *
find_row (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return READER_IS_WORK_ROW (row) ? READER_WORK_ROW (row) : NULL;
}

static gboolean
has_row (gpointer data)
{
  ReaderWorkRow *row = find_row (data);

  return row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) > 0;
}

/* The work that is read comes first as soon as its place is saved. */
static gboolean
is_in_order (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *item = NULL;

  if (!has_row (fixture))
    return FALSE;

  item = gtk_widget_get_parent (GTK_WIDGET (find_row (fixture)));
  item = gtk_widget_get_first_child (gtk_widget_get_parent (item));
  return reader_work_row_get_work (READER_WORK_ROW (gtk_widget_get_first_child (item)))
         == reader_window_get_work (fixture->window)->id;
}

static gint64
get_selected (WindowFixture *fixture)
{
  ReaderWorkRow *row = find_row (fixture);

  return row != NULL
                 && gtk_widget_get_state_flags (gtk_widget_get_parent (GTK_WIDGET (row)))
                        & GTK_STATE_FLAG_SELECTED
             ? reader_work_row_get_work (row)
             : 0;
}

/* No window manager gives the keyboard to a window here. */
static void
take_keys (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  run_xdotool ("windowfocus %lu", gdk_x11_surface_get_xid (surface));
  window_fixture_wait (is_active, window);
}

/* Whether a test can go on: with the list in view, and the keyboard in it. */
static gboolean
open_list (WindowFixture *fixture,
           guint n_more)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool, which presses the keys, is not installed");
      return FALSE;
    }

  window_fixture_open (fixture);
  add_works (fixture, n_more);
  take_keys (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "library.show", NULL);
  window_fixture_wait (is_in_order, fixture);
  g_assert_cmpuint (reader_library_view_get_n_works (get_view (fixture)), ==, n_more + 1);
  return TRUE;
}

static void
wait_works (WindowFixture *fixture,
            guint n)
{
  wait_until (reader_library_view_get_n_works (get_view (fixture)) == n);
}

/* Until the row of a work has the keyboard and is selected. */
static void
wait_selected (WindowFixture *fixture,
               gint64 work)
{
  wait_until (get_selected (fixture) == work);
}

/* Until what was pressed or pointed at has come, and what they do is done. */
static void
wait_keys (WindowFixture *fixture)
{
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  window_fixture_wait_workers (fixture);
}

/* How far the loop is when Ctrl+Z is pressed. */
typedef enum
{
  AT_ONCE,
  WHEN_GONE,
  WHEN_DRAWN,
} Moment;

static void
delete_and_undo (WindowFixture *fixture,
                 Moment moment)
{
  guint n_works = reader_library_view_get_n_works (get_view (fixture));
  gint64 work = reader_work_row_get_work (find_row (fixture));

  run_xdotool ("key Delete");
  if (moment != AT_ONCE)
    wait_works (fixture, n_works - 1);
  if (moment == WHEN_DRAWN)
    window_fixture_wait_workers (fixture);
  run_xdotool ("key ctrl+z");
  if (moment == AT_ONCE)
    wait_keys (fixture);
  wait_works (fixture, n_works);
  wait_selected (fixture, work);
}

static void
test_undo (WindowFixture *fixture,
           gconstpointer data)
{
  gint64 work = 0;

  if (!open_list (fixture, 2))
    return;

  delete_and_undo (fixture, GPOINTER_TO_INT (data));
  work = reader_work_row_get_work (find_row (fixture));
  run_xdotool ("key Down");
  wait_until (has_row (fixture) && reader_work_row_get_work (find_row (fixture)) != work);
  delete_and_undo (fixture, GPOINTER_TO_INT (data));
  window_fixture_close (fixture);
}

/* Nothing is listed any more, and then the work again. */
static void
test_undo_last (WindowFixture *fixture,
                gconstpointer data)
{
  if (!open_list (fixture, 0))
    return;

  delete_and_undo (fixture, GPOINTER_TO_INT (data));
  window_fixture_close (fixture);
}

static gboolean
is_at_end (WindowFixture *fixture)
{
  GtkWidget *row = GTK_WIDGET (find_row (fixture));

  return row != NULL && gtk_widget_get_next_sibling (gtk_widget_get_parent (row)) == NULL
         && gtk_widget_get_prev_sibling (gtk_widget_get_parent (row)) != NULL;
}

/* Above a long list stands a filter, which keeps Ctrl+Z for what is written in it. */
static void
test_undo_far (WindowFixture *fixture,
               gconstpointer data)
{
  if (!open_list (fixture, 30))
    return;

  run_xdotool ("key End");
  wait_until (is_at_end (fixture));
  delete_and_undo (fixture, GPOINTER_TO_INT (data));
  window_fixture_close (fixture);
}

/* What came back is gone to, wherever one was meanwhile. */
static void
test_undo_elsewhere (WindowFixture *fixture,
                     gconstpointer data)
{
  gint64 work = 0;

  if (!open_list (fixture, 3))
    return;

  work = get_selected (fixture);
  run_xdotool ("key Delete");
  wait_works (fixture, 3);
  window_fixture_wait (has_row, fixture);
  run_xdotool ("key Down Down");
  wait_keys (fixture);
  g_assert_cmpint (get_selected (fixture), !=, work);
  run_xdotool ("key ctrl+z");
  wait_works (fixture, 4);
  wait_selected (fixture, work);
  window_fixture_close (fixture);
}

/* The middle of the row that has the keyboard, and so many pixels below. */
static void
point_below (WindowFixture *fixture,
             int below)
{
  GtkWidget *row = GTK_WIDGET (find_row (fixture));
  GtkNative *native = gtk_widget_get_native (row);
  double left = 0;
  double top = 0;
  double x = gtk_widget_get_width (row) / 3.0;
  double y = gtk_widget_get_height (row) / 2.0 + below;

  g_assert_true (gtk_widget_translate_coordinates (row, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &left, &top);
  run_xdotool ("mousemove --window %lu %d %d",
               gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
               (int) (x + left),
               (int) (y + top));
  wait_keys (fixture);
}

static gboolean
has_opened (gpointer data)
{
  WindowFixture *fixture = data;

  return g_str_equal (gtk_stack_get_visible_child_name (fixture->window->pages), "reading");
}

/* The pointer that passes over a work selects nothing; a click opens what it is on. */
static void
test_pointer (WindowFixture *fixture,
              gconstpointer data)
{
  gint64 work = 0;

  if (!open_list (fixture, 3))
    return;

  work = get_selected (fixture);
  g_assert_cmpint (work, >, 0);
  point_below (fixture, gtk_widget_get_height (GTK_WIDGET (find_row (fixture))) + 12);
  g_assert_cmpint (get_selected (fixture), ==, work);
  run_xdotool ("click 1");
  window_fixture_wait (has_opened, fixture);
  g_assert_cmpint (reader_window_get_work (fixture->window)->id, !=, work);
  window_fixture_close (fixture);
}

/* What one types goes to the title: a space must not press a button. */
static void
test_edit_focus (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *focus = NULL;

  window_fixture_open (fixture);
  dialog = reader_work_dialog_new (reader_window_get_session (fixture->window),
                                   reader_window_get_work (fixture->window));
  gtk_window_present (GTK_WINDOW (dialog));
  window_fixture_wait_frames (dialog);
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (GTK_IS_EDITABLE (focus));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==, "Victor Serge");
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (READER_IS_WORK_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  GtkWindow *dialog = find_dialog ();

  return dialog != NULL && GTK_IS_EDITABLE (gtk_window_get_focus (dialog));
}

static char *
dup_title (WindowFixture *fixture, gint64 work)
{
  TriLibrary *library = reader_session_get_library (reader_window_get_session (fixture->window));
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);

  return g_strdup (found->title);
}

/* F2, a title, Return; and back again. */
static void
test_edit_keys (WindowFixture *fixture, gconstpointer data)
{
  gint64 work = 0;
  g_autofree char *old = NULL;

  if (!open_list (fixture, 2))
    return;

  work = get_selected (fixture);
  old = dup_title (fixture, work);
  run_xdotool ("key F2");
  window_fixture_wait (has_dialog, NULL);
  take_keys (find_dialog ());
  run_xdotool ("key ctrl+a N e w space t i t l e Return");
  wait_until_equal (dup_title (fixture, work), "New title");
  wait_until (find_dialog () == NULL);
  take_keys (GTK_WINDOW (fixture->window));
  window_fixture_wait (has_row, fixture);
  run_xdotool ("key ctrl+z");
  wait_until_equal (dup_title (fixture, work), old);
  window_fixture_close (fixture);
}

static void
add (const char *path,
     Moment moment,
     void (*test) (WindowFixture *, gconstpointer))
{
  g_test_add (path,
              WindowFixture,
              GINT_TO_POINTER (moment),
              window_fixture_set_up,
              test,
              window_fixture_tear_down);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/library-view/undo/at-once", AT_ONCE, test_undo);
  add ("/library-view/undo/when-gone", WHEN_GONE, test_undo);
  add ("/library-view/undo/when-drawn", WHEN_DRAWN, test_undo);
  add ("/library-view/undo/last-at-once", AT_ONCE, test_undo_last);
  add ("/library-view/undo/last-when-gone", WHEN_GONE, test_undo_last);
  add ("/library-view/undo/last-when-drawn", WHEN_DRAWN, test_undo_last);
  add ("/library-view/undo/far-at-once", AT_ONCE, test_undo_far);
  add ("/library-view/undo/far-when-gone", WHEN_GONE, test_undo_far);
  add ("/library-view/undo/far-when-drawn", WHEN_DRAWN, test_undo_far);
  add ("/library-view/undo/elsewhere", WHEN_DRAWN, test_undo_elsewhere);
  add ("/library-view/pointer", WHEN_DRAWN, test_pointer);
  add ("/library-view/edit/focus", WHEN_DRAWN, test_edit_focus);
  add ("/library-view/edit/keys", WHEN_DRAWN, test_edit_keys);

  return g_test_run ();
}
