/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "reader-screenshot.h"
#include "reader-window-private.h"

#include <glib/gstdio.h>

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
window_fixture_wait (WindowFixtureFunc done,
                     gpointer data)
{
  wait_until (done (data));
}

/* For what must not happen meanwhile. For what must come, however slow the machine is, there is
 * wait_until(). */
void
window_fixture_wait_ms (guint milliseconds)
{
  gboolean passed = FALSE;

  g_timeout_add (milliseconds, set_true_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_painted (GdkFrameClock *clock,
            gint64 wanted)
{
  if (gdk_frame_clock_get_frame_counter (clock) >= wanted)
    return TRUE;

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  return FALSE;
}

/* Until what was changed so far is laid out and painted. */
void
window_fixture_wait_frames (GtkWidget *widget)
{
  g_autoptr (GdkFrameClock) clock = NULL;
  gint64 wanted = 0;

  wait_until (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
  clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  wanted = gdk_frame_clock_get_frame_counter (clock) + 3;
  wait_until (is_painted (clock, wanted));
}

static void
job_done_cb (GObject *source,
             GAsyncResult *result,
             gpointer done)
{
  *(gboolean *) done = TRUE;
}

static gpointer
do_nothing (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return g_strdup ("");
}

static void
wait_worker (TriWorker *worker)
{
  gboolean done = FALSE;

  tri_worker_run_async (worker, do_nothing, NULL, NULL, g_free, NULL, job_done_cb, &done);
  wait_until (done);
}

/* Until all jobs are done that the window has for its workers, and those that these leave, and it
 * shows what came of them. */
void
window_fixture_wait_workers (WindowFixture *fixture)
{
  for (guint i = 0; i < 3 && fixture->window->session != NULL; i++)
    {
      wait_worker (reader_session_get_writer (fixture->window->session));
      wait_worker (reader_session_get_asker (fixture->window->session));
    }
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
}

/* Until the window is as a reader meets it: all of it built, with the keyboard in the texts. */
void
window_fixture_wait_ready (WindowFixture *fixture)
{
  ReaderWindow *window = fixture->window;

  wait_until (window->is_ready && !(window->work != NULL && window->wants_focus));
  window_fixture_wait_frames (GTK_WIDGET (window));
}

/* The first one of a type that is to be seen, or NULL. */
GtkWidget *
window_fixture_find_mapped (GtkWidget *in,
                            GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (in, type) ? in : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      found = window_fixture_find_mapped (child, type);

  return found;
}

/* The one in view with that tooltip, or NULL. */
GtkWidget *
window_fixture_find_button (GtkWidget *widget,
                            const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = window_fixture_find_button (child, tooltip);
  return found;
}

/* The first label with these words that is to be seen, or NULL. */
GtkWidget *
window_fixture_find_label (GtkWidget *in,
                           const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (in) && g_str_equal (gtk_label_get_text (GTK_LABEL (in)), words))
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      found = window_fixture_find_label (child, words);

  return found;
}

/* A test with a window of its own. */
void
window_fixture_add (const char *path,
                    void (*test) (WindowFixture *, gconstpointer))
{
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, test, window_fixture_tear_down);
}

/* Opens the window as the program does. */
void
window_fixture_open (WindowFixture *fixture)
{
  fixture->window = reader_window_new (fixture->application);
  window_fixture_present (fixture, TRUE);
}

/* The same with a window that was made, with or without the bundled work. */
void
window_fixture_present (WindowFixture *fixture,
                        gboolean bundled)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  reader_window_open_library (fixture->window, fixture->library, bundled);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  /* Where there is nothing to read there is no first frame of it. */
  if (fixture->window->work == NULL)
    reader_window_finish_building (fixture->window);
  window_fixture_wait_ready (fixture);
}

/* Closes it as the reader does; nothing of it may be left. */
void
window_fixture_close (WindowFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  window_fixture_wait_ms (100);
  wait_until (fixture->window == NULL);
}

/* One for all tests: a process can be on the bus only once. */
static ReaderApplication *
get_application (void)
{
  static ReaderApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = reader_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  return application;
}

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("triptych-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->library = g_build_filename (fixture->dir, "library.db", NULL);
  fixture->application = get_application ();
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->library);
}

char *
window_fixture_write (WindowFixture *fixture,
                      const char *name,
                      const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->dir, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);

  return path;
}

/* For looking at: writes a picture when the variable TRIPTYCH_TEST_PICTURES names a folder. */
void
window_fixture_shoot_widget (GtkWidget *widget,
                             const char *name)
{
  const char *dir = g_getenv ("TRIPTYCH_TEST_PICTURES");
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  if (dir == NULL)
    return;

  window_fixture_wait_ms (500);
  file = g_strconcat (name, ".png", NULL);
  path = g_build_filename (dir, file, NULL);
  /* A window whose layout is being renewed cannot be drawn. */
  for (guint i = 0; i < 5 && !reader_screenshot_save (widget, path, NULL); i++)
    window_fixture_wait_ms (100);
  reader_screenshot_save (widget, path, &error);
  g_assert_no_error (error);
}

void
window_fixture_shoot (WindowFixture *fixture,
                      const char *name)
{
  window_fixture_shoot_widget (GTK_WIDGET (fixture->window), name);
}
