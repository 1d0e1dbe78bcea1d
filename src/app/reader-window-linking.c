/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-works.h"
#include "reader-job-bar.h"

#include <glib/gi18n.h>

/* What the window shows while names are found anew: nothing, unless it takes long. */

#define LOOK_DELAY 100 /* milliseconds */
#define SHOW_AFTER 8   /* looks */

static void
remove_bar (ReaderWindow *self)
{
  if (self->linking_bar != NULL)
    gtk_box_remove (GTK_BOX (self->bars), self->linking_bar);
  self->linking_bar = NULL;
  self->linking_progress = NULL;
}

static void
show_bar (ReaderWindow *self,
          gint64 id)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriWork) work = id != 0 ? tri_library_get_work (library, id, NULL) : NULL;
  g_autofree char *words = NULL;

  remove_bar (self);
  words = work != NULL ? g_strdup_printf (_ ("Finding the names in “%s”"), work->title)
                       : g_strdup (_ ("Finding names"));
  self->linked_work = id;
  self->linking_bar = reader_job_bar_new (words,
                                          "work.stop-linking",
                                          NULL,
                                          &self->linking_progress);
  gtk_box_append (GTK_BOX (self->bars), self->linking_bar);
}

static gboolean
progress_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;
  ReaderLinking *linking = reader_session_get_linking (self->session);
  gint64 work = 0;
  double fraction = 0;

  if (!reader_linking_get_progress (linking, &work, &fraction))
    return G_SOURCE_CONTINUE;
  if (self->linking_looks++ < SHOW_AFTER)
    return G_SOURCE_CONTINUE;
  if (self->linking_bar == NULL || self->linked_work != work)
    show_bar (self, work);
  gtk_progress_bar_set_fraction (self->linking_progress, fraction);

  return G_SOURCE_CONTINUE;
}

gboolean
reader_window_is_linking (ReaderWindow *self)
{
  return self->linking_id != 0;
}

/* What was found is shown at once, in the end. */
static void
linking_changed_cb (ReaderWindow *self)
{
  gint64 work = 0;
  double fraction = 0;

  if (reader_linking_get_progress (reader_session_get_linking (self->session), &work, &fraction))
    {
      self->linking_looks = 0;
      if (self->linking_id == 0)
        self->linking_id = g_timeout_add (LOOK_DELAY, progress_cb, self);
      return;
    }
  g_clear_handle_id (&self->linking_id, g_source_remove);
  remove_bar (self);
  reader_session_poll (self->session);
  if (self->look_id != 0)
    reader_window_take_changes (self);
}

static void
failed_cb (ReaderWindow *self,
           const char *message)
{
  reader_window_add_toast (self, message, FALSE);
}

void
reader_window_connect_linking (ReaderWindow *self)
{
  ReaderLinking *linking = reader_session_get_linking (self->session);

  g_signal_connect_object (linking,
                           "changed",
                           G_CALLBACK (linking_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (linking, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/* Before the library is closed. */
void
reader_window_drop_linking (ReaderWindow *self)
{
  ReaderLinking *linking = reader_session_get_linking (self->session);

  g_signal_handlers_disconnect_by_data (linking, self);
  reader_linking_close (linking);
  g_clear_handle_id (&self->linking_id, g_source_remove);
  remove_bar (self);
}

/* Names are other than they were: they are looked for again, first in what is read. What the
 * reader decided the linker leaves alone. */
void
reader_window_link_again (ReaderWindow *self)
{
  if (self->session != NULL)
    reader_session_link_stale (self->session);
}

static void
stop_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || !reader_window_is_linking (self))
    return;
  reader_linking_stop (reader_session_get_linking (self->session));
  reader_window_add_toast (self,
                           _ ("Stopped: the names are found to the end when this library is "
                              "opened again"),
                           FALSE);
}

void
reader_window_class_install_linking_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.stop-linking", NULL, stop_action);
}
