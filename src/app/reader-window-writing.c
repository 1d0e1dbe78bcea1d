/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-worker.h"
#include "reader-job-bar.h"

#include <glib/gi18n.h>

/* Files that are being written of a work, while one goes on reading. Each has a worker of its own:
 * questions of the reader would wait behind a long work. */

#define LOOK_DELAY 100 /* milliseconds */
#define SHOW_AFTER 8   /* looks */
#define TOAST_SECONDS 10

typedef struct
{
  gint64 id;            /* what "Stop" means */
  ReaderWindow *window; /* NULL: it is closed */
  ReaderExportJob *job;
  char *name;
  TriWorker *worker;
  GCancellable *cancellable;
  GtkWidget *bar; /* NULL: it has not taken long yet */
  GtkProgressBar *progress;
  guint look_id;
  guint n_looks;
} Writing;

static void
clear_writing (gpointer data)
{
  Writing *self = data;

  reader_export_job_unref (self->job);
  g_free (self->name);
  g_object_unref (self->worker);
  g_object_unref (self->cancellable);
}

static void
writing_unref (gpointer data)
{
  g_rc_box_release_full (data, clear_writing);
}

/* The keyboard goes back to the texts, not with what is taken away. */
static void
remove_bar (Writing *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->bar)
      && !gtk_widget_grab_focus (GTK_WIDGET (self->window->view)))
    gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_box_remove (GTK_BOX (self->window->bars), self->bar);
}

/* Nothing of it is shown any more. Waits for the thread, which has ended or was told to. */
static void
leave (gpointer data)
{
  Writing *self = data;

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->bar != NULL)
    remove_bar (self);
  self->bar = NULL;
  self->window = NULL;
  tri_worker_close (self->worker);
  writing_unref (self);
}

/* --- What is shown meanwhile */

static void
show_bar (Writing *self)
{
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (_ ("Writing “%s”"), self->name);

  self->bar = reader_job_bar_new (words,
                                  "work.stop-writing",
                                  g_variant_new_int64 (self->id),
                                  &self->progress);
  gtk_box_append (GTK_BOX (self->window->bars), self->bar);
}

/* Most are written before anybody could read it. */
static gboolean
look_cb (gpointer user_data)
{
  Writing *self = user_data;

  if (self->n_looks++ < SHOW_AFTER)
    return G_SOURCE_CONTINUE;
  if (self->bar == NULL)
    show_bar (self);
  gtk_progress_bar_set_fraction (self->progress,
                                 g_atomic_int_get (&self->job->permille) / 1000.0);

  return G_SOURCE_CONTINUE;
}

/* --- What came of it */

static void
say_written (ReaderWindow *window,
             Writing *self)
{
  g_autofree char *name = g_markup_escape_text (self->name, -1);
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (_ ("“%s” written"), name);
  g_autofree char *uri = g_file_get_uri (self->job->file);
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_button_label (toast, _ ("Show in _Folder"));
  adw_toast_set_action_name (toast, "work.show-file");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  reader_window_show_toast (window, toast);
}

/* A message that goes by itself is too short for what is wrong, and what to do. */
static void
say_failed (ReaderWindow *window,
            Writing *self,
            const GError *error)
{
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (_ ("“%s” Is Not Written"), self->name);
  const char *advice = _ ("Choose another folder, or make room in this one.");
  g_autofree char *with_advice = g_strdup_printf ("%s\n\n%s", error->message, advice);
  gboolean is_system = error->domain == G_IO_ERROR;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window),
                                              words,
                                              is_system ? with_advice : error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Writing *self = user_data;
  ReaderWindow *window = self->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (window != NULL)
    {
      /* Who stops it may come too late. */
      if (g_atomic_int_get (&self->job->is_written))
        say_written (window, self);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reader_window_add_toast (window, _ ("Stopped: nothing was written"), FALSE);
      else
        say_failed (window, self, error);
      g_ptr_array_remove (window->writings, self);
    }
  writing_unref (self);
}

/* Two would each write over the other, and what one gives up the other would miss. */
static gboolean
is_being_written (ReaderWindow *self,
                  GFile *file)
{
  for (guint i = 0; self->writings != NULL && i < self->writings->len; i++)
    if (g_file_equal (((Writing *) g_ptr_array_index (self->writings, i))->job->file, file))
      return TRUE;

  return FALSE;
}

static void
say_still_written (ReaderWindow *self,
                   const char *name)
{
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (_ ("“%s” is still being written"), name);

  reader_window_add_toast (self, words, FALSE);
}

/**
 * reader_window_write:
 * @job: what to write, and where
 *
 * Writes a file. One goes on reading meanwhile; a bar says how far it is, and stops it. A file that
 * is still being written is left to that.
 */
void
reader_window_write (ReaderWindow *self,
                     ReaderExportJob *job)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autofree char *base = g_file_get_basename (job->file);
  g_autofree char *name = g_filename_display_name (base);
  Writing *writing = NULL;

  if (is_being_written (self, job->file))
    {
      say_still_written (self, name);
      return;
    }

  writing = g_rc_box_new0 (Writing);
  writing->id = ++self->last_writing;
  writing->window = self;
  writing->job = reader_export_job_ref (job);
  writing->name = g_steal_pointer (&name);
  writing->worker = tri_worker_new (tri_library_get_path (library), TRI_LIBRARY_READ_ONLY);
  writing->cancellable = g_cancellable_new ();
  writing->look_id = g_timeout_add (LOOK_DELAY, look_cb, writing);
  if (self->writings == NULL)
    self->writings = g_ptr_array_new_with_free_func (leave);
  g_ptr_array_add (self->writings, g_rc_box_acquire (writing));
  tri_worker_run_async (writing->worker,
                        reader_export_job_run,
                        reader_export_job_ref (job),
                        (GDestroyNotify) reader_export_job_unref,
                        g_free,
                        writing->cancellable,
                        written_cb,
                        writing);
}

/* Before the library is closed: a file that is not whole is taken away. */
void
reader_window_drop_writings (ReaderWindow *self)
{
  for (guint i = 0; self->writings != NULL && i < self->writings->len; i++)
    g_cancellable_cancel (((Writing *) g_ptr_array_index (self->writings, i))->cancellable);
  g_clear_pointer (&self->writings, g_ptr_array_unref);
}

/* --- Actions */

static void
stop_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  GPtrArray *writings = READER_WINDOW (widget)->writings;

  for (guint i = 0; writings != NULL && i < writings->len; i++)
    {
      Writing *writing = g_ptr_array_index (writings, i);

      if (writing->id == g_variant_get_int64 (parameter))
        g_cancellable_cancel (writing->cancellable);
    }
}

static void
show_folder (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *folder_uri = folder != NULL ? g_file_get_uri (folder) : NULL;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (folder_uri != NULL)
    gtk_show_uri (gtk_application_get_active_window (application), folder_uri, GDK_CURRENT_TIME);
}

/* Not every desktop has a file manager that answers; then its folder is opened. */
static void
shown_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autofree char *uri = user_data;
  g_autoptr (GVariant) answer = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  if (answer == NULL)
    show_folder (uri);
}

static void
show_file_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  const char *uri = g_variant_get_string (parameter, NULL);
  const char *const uris[] = { uri, NULL };
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());

  if (bus != NULL)
    g_dbus_connection_call (bus,
                            "org.freedesktop.FileManager1",
                            "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1",
                            "ShowItems",
                            g_variant_new ("(^ass)", uris, ""),
                            NULL,
                            G_DBUS_CALL_FLAGS_NONE,
                            -1,
                            NULL,
                            shown_cb,
                            g_strdup (uri));
  else
    show_folder (uri);
}

void
reader_window_class_install_writing_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.stop-writing", "x", stop_action);
  gtk_widget_class_install_action (widget_class, "work.show-file", "s", show_file_action);
}
