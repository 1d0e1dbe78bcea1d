/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-application.h"

#include "reader-screenshot.h"
#include "reader-window.h"

#include <glib/gi18n.h>

struct _ReaderApplication
{
  AdwApplication parent_instance;

  char *library;
  char *screenshot;
  gboolean exit_after_startup;
  int exit_status;
  guint n_tries;
};

G_DEFINE_FINAL_TYPE (ReaderApplication, reader_application, ADW_TYPE_APPLICATION)

static void
end (ReaderApplication *self)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->screenshot != NULL
      && !reader_screenshot_save (GTK_WIDGET (window), self->screenshot, &error))
    {
      g_printerr ("triptych: %s\n", error->message);
      self->exit_status = 1;
    }

  g_application_quit (G_APPLICATION (self));
}

/* A window whose layout is being renewed cannot be drawn: it gets a moment more, a few times. */
static gboolean
end_cb (gpointer user_data)
{
  ReaderApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (reader_screenshot_save (GTK_WIDGET (window), self->screenshot, NULL))
    g_clear_pointer (&self->screenshot, g_free);
  else if (self->n_tries++ < 10)
    return G_SOURCE_CONTINUE;

  end (self);

  return G_SOURCE_REMOVE;
}

/* Panels ask the library before they show anything: they get a moment. */
#define SETTLE_MILLISECONDS 400

static void
ready_cb (ReaderApplication *self)
{
  g_timeout_add (SETTLE_MILLISECONDS, end_cb, self);
}

static void
after_paint_cb (ReaderApplication *self,
                GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  end (self);
}

/* Ends after the first frame with passages, or the first one at all where there is nothing to
 * read. */
static void
end_after_first_frame (ReaderApplication *self,
                       ReaderWindow *window)
{
  if (self->screenshot != NULL)
    g_signal_connect_object (window, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  else if (reader_window_get_work (window) != NULL)
    g_signal_connect_object (reader_window_get_view (window),
                             "first-frame",
                             G_CALLBACK (end),
                             self,
                             G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                             "after-paint",
                             G_CALLBACK (after_paint_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

/* The one named on the command line, else the one chosen earlier, else the usual one. */
static char *
dup_library_path (ReaderApplication *self)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *chosen = NULL;

  if (self->library != NULL)
    return g_strdup (self->library);

  settings = g_settings_new (APPLICATION_ID);
  chosen = g_settings_get_string (settings, "library");

  return *chosen != '\0' ? g_steal_pointer (&chosen) : tri_library_dup_default_path ();
}

static ReaderWindow *
ensure_window (ReaderApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *path = NULL;
  ReaderWindow *window = NULL;

  if (active != NULL)
    return READER_WINDOW (active);

  window = reader_window_new (self);
  path = dup_library_path (self);
  gtk_window_present (GTK_WINDOW (window));
  reader_window_open_library (window, path, self->library == NULL);
  if (self->screenshot != NULL || self->exit_after_startup)
    end_after_first_frame (self, window);

  return window;
}

static void
reader_application_activate (GApplication *application)
{
  ReaderWindow *window = ensure_window (READER_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
}

static void
reader_application_open (GApplication *application,
                         GFile **files,
                         int n_files,
                         const char *hint)
{
  ReaderWindow *window = ensure_window (READER_APPLICATION (application));
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);

  gtk_window_present (GTK_WINDOW (window));
  reader_window_import (window, G_LIST_MODEL (list));
}

static int
reader_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  ReaderApplication *self = READER_APPLICATION (application);

  g_variant_dict_lookup (options, "library", "^ay", &self->library);
  g_variant_dict_lookup (options, "screenshot", "^ay", &self->screenshot);
  self->exit_after_startup = g_variant_dict_contains (options, "exit-after-startup");

  /* These say something about this process, so it does not leave the work to another one. */
  if (self->library != NULL || self->screenshot != NULL || self->exit_after_startup)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
reader_application_finalize (GObject *object)
{
  ReaderApplication *self = READER_APPLICATION (object);

  g_free (self->library);
  g_free (self->screenshot);

  G_OBJECT_CLASS (reader_application_parent_class)->finalize (object);
}

static void
reader_application_class_init (ReaderApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = reader_application_finalize;

  application_class->activate = reader_application_activate;
  application_class->open = reader_application_open;
  application_class->handle_local_options = reader_application_handle_local_options;
}

static void
reader_application_init (ReaderApplication *self)
{
  const GOptionEntry options[] = {
    {
        "library",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        NULL,
        N_ ("Open this library; it is made when it does not exist"),
        N_ ("FILE"),
    },
    {
        "screenshot",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        NULL,
        N_ ("Draw the window into a PNG file and exit"),
        N_ ("FILE"),
    },
    {
        "exit-after-startup",
        0,
        0,
        G_OPTION_ARG_NONE,
        NULL,
        N_ ("Exit when the first passages are painted"),
        NULL,
    },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * reader_application_new:
 *
 * Returns: (transfer full): the application, not yet registered
 */
ReaderApplication *
reader_application_new (void)
{
  return g_object_new (READER_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * reader_application_get_exit_status:
 *
 * Returns: 0, or 1 when what the command line asked for failed
 */
int
reader_application_get_exit_status (ReaderApplication *self)
{
  g_return_val_if_fail (READER_IS_APPLICATION (self), 1);

  return self->exit_status;
}
