/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-application.h"

#include "reader-window.h"

struct _ReaderApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (ReaderApplication, reader_application, ADW_TYPE_APPLICATION)

static void
reader_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (reader_window_new (READER_APPLICATION (application)));

  gtk_window_present (window);
}

static void
reader_application_class_init (ReaderApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = reader_application_activate;
}

static void
reader_application_init (ReaderApplication *self)
{
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
