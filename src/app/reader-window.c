/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window.h"

struct _ReaderWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (ReaderWindow, reader_window, ADW_TYPE_APPLICATION_WINDOW)

static void
reader_window_class_init (ReaderWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-window.ui");
}

static void
reader_window_init (ReaderWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

#if PROFILE_DEVEL
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif
}

/**
 * reader_window_new:
 * @application: who owns the window
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
ReaderWindow *
reader_window_new (ReaderApplication *application)
{
  return g_object_new (READER_TYPE_WINDOW, "application", application, NULL);
}
