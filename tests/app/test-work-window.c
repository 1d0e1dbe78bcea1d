/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter.h"
#include "library/tri-library-works.h"
#include "reader-window-private.h"
#include "view/reader-parallel-view.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

/* What an open window shows when its work gets other texts, or has them in another order. */

typedef struct
{
  WindowFixture *window;
  TriLibrary *library; /* another connection, as another window has one */
  gint64 work;
  gint64 texts[3];
} Fixture;

static void
begin (Fixture *self,
       WindowFixture *window)
{
  g_autoptr (GPtrArray) works = NULL;
  TriWork *work = NULL;

  self->window = window;
  window_fixture_open (window);
  self->library = tri_library_open (window->library, TRI_LIBRARY_READ_WRITE, NULL);
  works = tri_library_list_works (self->library, NULL);
  work = g_ptr_array_index (works, 0);
  self->work = work->id;
  g_assert_cmpuint (work->texts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    self->texts[i] = ((TriText *) g_ptr_array_index (work->texts, i))->id;
}

static void
end (Fixture *self)
{
  g_clear_object (&self->library);
  window_fixture_close (self->window);
}

static ReaderParallelView *
get_view (Fixture *self)
{
  return reader_window_get_view (self->window->window);
}

typedef struct
{
  Fixture *fixture;
  const char *order;
} Wanted;

/* "201": the third text, the first, the second. */
static gboolean
has_order (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GArray) shown = reader_parallel_view_dup_shown_texts (get_view (wanted->fixture));

  if (shown->len != strlen (wanted->order))
    return FALSE;
  for (guint i = 0; i < shown->len; i++)
    if (g_array_index (shown, gint64, i) != wanted->fixture->texts[wanted->order[i] - '0'])
      return FALSE;

  return TRUE;
}

static void
wait_order (Fixture *self,
            const char *order)
{
  Wanted wanted = { self, order };

  g_test_message ("columns %s", order);
  reader_session_poll (reader_window_get_session (self->window->window));
  window_fixture_wait (has_order, &wanted);
}

static void
act (Fixture *self,
     const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window->window), action, NULL);
}

/* Columns follow who gives the texts another order, and who takes that back. */
static void
test_order (WindowFixture *window,
            gconstpointer data)
{
  Fixture self = { 0 };
  gint64 order[3];

  begin (&self, window);
  wait_order (&self, "012");
  order[0] = self.texts[2];
  order[1] = self.texts[0];
  order[2] = self.texts[1];
  g_assert_true (tri_library_order_texts (self.library, self.work, order, 3, NULL));
  wait_order (&self, "201");
  act (&self, "edit.undo");
  wait_order (&self, "012");
  act (&self, "edit.redo");
  wait_order (&self, "201");
  end (&self);
}

/* A text that comes back stands where it stood, and columns that were moved by hand stay so. */
static void
test_removed (WindowFixture *window,
              gconstpointer data)
{
  Fixture self = { 0 };

  begin (&self, window);
  g_assert_true (tri_library_remove_text (self.library, self.texts[0], NULL));
  wait_order (&self, "12");
  act (&self, "edit.undo");
  wait_order (&self, "012");
  gtk_widget_activate_action (GTK_WIDGET (get_view (&self)),
                              "text.move-column-right",
                              "x",
                              self.texts[0]);
  wait_order (&self, "102");
  g_assert_true (tri_library_remove_text (self.library, self.texts[1], NULL));
  wait_order (&self, "02");
  act (&self, "edit.undo");
  wait_order (&self, "012");
  gtk_widget_activate_action (GTK_WIDGET (get_view (&self)),
                              "text.move-column-right",
                              "x",
                              self.texts[1]);
  g_assert_true (tri_library_rename_work (self.library, self.work, "Other", NULL));
  wait_order (&self, "021");
  end (&self);
}

/* --- Files that are written meanwhile */

static ReaderExportJob *
new_job (Fixture *self,
         const char *name)
{
  g_autofree char *path = g_build_filename (self->window->dir, name, NULL);
  ReaderExportJob *job = reader_export_job_new ();

  job->format = tri_exporters_find ("html");
  job->what = READER_EXPORT_ALL;
  job->work = self->work;
  job->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (job->texts, self->texts, 3);
  job->file = g_file_new_for_path (path);

  return job;
}

typedef struct
{
  ReaderWindow *window;
  const char *words;
} Said;

static gboolean
is_said (gpointer data)
{
  Said *said = data;

  return window_fixture_find_label (GTK_WIDGET (said->window), said->words) != NULL;
}

static void
wait_said (Fixture *self,
           const char *words)
{
  Said said = { self->window->window, words };

  window_fixture_wait (is_said, &said);
}

static void
test_written (WindowFixture *window,
              gconstpointer data)
{
  Fixture self = { 0 };
  ReaderExportJob *job = NULL;

  begin (&self, window);
  job = new_job (&self, "page.html");
  reader_window_write (self.window->window, job);
  wait_said (&self, "“page.html” written");
  g_assert_nonnull (window_fixture_find_label (GTK_WIDGET (window->window), "Show in Folder"));
  g_assert_true (g_file_query_exists (job->file, NULL));
  reader_export_job_unref (job);
  end (&self);
}

/* A format that begins its file, and goes on until it is told to stop. */
static int has_begun;

static gboolean
write_on (TriLibrary *library,
          const TriExportOptions *options,
          GOutputStream *stream,
          GCancellable *cancellable,
          GError **error)
{
  if (!g_output_stream_printf (stream, NULL, cancellable, error, "begun")
      || !g_output_stream_flush (stream, cancellable, error))
    return FALSE;
  g_atomic_int_set (&has_begun, TRUE);
  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_usleep (1000);

  return FALSE;
}

static const TriExporter endless = {
  .nick = "endless",
  .label = "Endless",
  .extension = "html",
  .media_type = "text/html",
  .write = write_on,
};

static gboolean
is_begun (gpointer data)
{
  return g_atomic_int_get (&has_begun);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* There is a file of it now. */
static ReaderExportJob *
begin_endless (Fixture *self,
               const char *folder,
               const char *name)
{
  ReaderExportJob *job = new_job (self, name);

  job->format = &endless;
  g_atomic_int_set (&has_begun, FALSE);
  reader_window_write (self->window->window, job);
  window_fixture_wait (is_begun, NULL);
  g_assert_cmpuint (count_files (folder), >, 0);

  return job;
}

/* By its button, as the keyboard does. */
static void
press_stop (Fixture *self)
{
  GtkWidget *label = NULL;
  GtkWidget *button = NULL;

  wait_said (self, "Stop");
  label = window_fixture_find_label (GTK_WIDGET (self->window->window), "Stop");
  button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_grab_focus (button));
  gtk_widget_activate (button);
}

/* Stopped, or left, it leaves nothing behind, and the keyboard is with the texts. */
static void
test_stopped (WindowFixture *window,
              gconstpointer data)
{
  Fixture self = { 0 };
  ReaderExportJob *job = NULL;
  ReaderExportJob *left = NULL;
  g_autofree char *folder = g_build_filename (window->dir, "written", NULL);
  GtkWidget *focus = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  begin (&self, window);
  job = begin_endless (&self, folder, "written/stopped.html");
  press_stop (&self);
  wait_said (&self, "Stopped: nothing was written");
  g_assert_cmpuint (count_files (folder), ==, 0);
  focus = gtk_window_get_focus (GTK_WINDOW (window->window));
  g_assert_nonnull (focus);
  g_assert_true (focus == GTK_WIDGET (get_view (&self))
                 || gtk_widget_is_ancestor (focus, GTK_WIDGET (get_view (&self))));
  left = begin_endless (&self, folder, "written/left.html");
  end (&self);
  g_assert_cmpuint (count_files (folder), ==, 0);
  reader_export_job_unref (job);
  reader_export_job_unref (left);
}

/* Two do not write the same file; what there was of it is there when the first was stopped. */
static void
test_twice (WindowFixture *window,
            gconstpointer data)
{
  Fixture self = { 0 };
  ReaderExportJob *first = NULL;
  ReaderExportJob *other = NULL;
  ReaderExportJob *second = NULL;
  g_autofree char *folder = g_build_filename (window->dir, "written", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  begin (&self, window);
  first = begin_endless (&self, folder, "written/page.html");
  second = new_job (&self, "written/../written/page.html");
  reader_window_write (window->window, second);
  wait_said (&self, "“page.html” is still being written");
  g_assert_cmpuint (window->window->writings->len, ==, 1);
  other = begin_endless (&self, folder, "written/other.html");
  gtk_widget_activate_action (GTK_WIDGET (window->window), "work.stop-writing", "x", (gint64) 1);
  wait_said (&self, "Stopped: nothing was written");
  g_assert_cmpuint (window->window->writings->len, ==, 1);
  g_assert_false (g_file_query_exists (first->file, NULL));
  g_assert_true (g_file_query_exists (other->file, NULL));
  reader_window_write (window->window, second);
  wait_said (&self, "“page.html” written");
  end (&self);
  g_assert_true (g_file_query_exists (second->file, NULL));
  g_assert_cmpuint (count_files (folder), ==, 1);
  reader_export_job_unref (first);
  reader_export_job_unref (other);
  reader_export_job_unref (second);
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      {
        gtk_window_destroy (l->data);
        return TRUE;
      }

  return FALSE;
}

/* What is wrong stays to be read. */
static void
test_unwritten (WindowFixture *window,
                gconstpointer data)
{
  Fixture self = { 0 };
  ReaderExportJob *job = NULL;

  begin (&self, window);
  job = new_job (&self, "nowhere/page.html");
  reader_window_write (window->window, job);
  window_fixture_wait (has_dialog, NULL);
  reader_export_job_unref (job);
  end (&self);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/work-window/order", test_order);
  window_fixture_add ("/work-window/removed", test_removed);
  window_fixture_add ("/work-window/written", test_written);
  window_fixture_add ("/work-window/stopped", test_stopped);
  window_fixture_add ("/work-window/twice", test_twice);
  window_fixture_add ("/work-window/unwritten", test_unwritten);

  return g_test_run ();
}
