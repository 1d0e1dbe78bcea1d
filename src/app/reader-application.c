/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-application.h"

#include "reader-screenshot.h"
#include "reader-window.h"

#include <glib/gi18n.h>

struct _ReaderApplication
{
  AdwApplication parent_instance;

  char *screenshot;
  gboolean exit_after_startup;
  int exit_status;
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

static void
after_paint_cb (ReaderApplication *self,
                GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  end (self);
}

static void
end_after_first_frame (ReaderApplication *self,
                       GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window),
                           "after-paint",
                           G_CALLBACK (after_paint_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
reader_application_activate (GApplication *application)
{
  ReaderApplication *self = READER_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (reader_window_new (self));

  gtk_window_present (window);

  if (self->screenshot != NULL || self->exit_after_startup)
    end_after_first_frame (self, GTK_WIDGET (window));
}

static int
reader_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  ReaderApplication *self = READER_APPLICATION (application);

  g_variant_dict_lookup (options, "screenshot", "^ay", &self->screenshot);
  self->exit_after_startup = g_variant_dict_contains (options, "exit-after-startup");

  /* These two say something about this process, so it does not leave the work to another one. */
  if (self->screenshot != NULL || self->exit_after_startup)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
reader_application_finalize (GObject *object)
{
  ReaderApplication *self = READER_APPLICATION (object);

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
  application_class->handle_local_options = reader_application_handle_local_options;
}

static void
reader_application_init (ReaderApplication *self)
{
  const GOptionEntry options[] = {
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
                       G_APPLICATION_DEFAULT_FLAGS,
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
