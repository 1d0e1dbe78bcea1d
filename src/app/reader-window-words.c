/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include <glib/gi18n.h>

/* What the window says: toasts, one at a time, and sentences in the status line. */

#define ANNOUNCE_SECONDS 6
/* What stands in the status line hides where one is. */
#define MAX_ANNOUNCE_SECONDS 20

void
reader_window_show_toast (ReaderWindow *self,
                          AdwToast *toast)
{
  if (self->messages != NULL)
    reader_toasts_show (self->messages, toast);
  else
    g_object_unref (toast);
}

/**
 * reader_window_add_toast:
 * @title: what happened
 * @undoable: whether it is the last act in the journal, so that the toast offers to undo it
 *
 * Says what happened, at once.
 */
void
reader_window_add_toast (ReaderWindow *self,
                         const char *title,
                         gboolean undoable)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  if (self->messages != NULL)
    reader_toasts_say (self->messages, title, undoable ? "edit.undo" : NULL);
}

static gboolean
forget_announcement_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->announce_id = 0;
  g_clear_pointer (&self->announced, g_free);
  reader_window_describe (self);

  return G_SOURCE_REMOVE;
}

/**
 * reader_window_announce:
 * @message: a short sentence
 *
 * Says a result in the status line, for as long as one needs to read it.
 */
void
reader_window_announce (ReaderWindow *self,
                        const char *message)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  g_clear_handle_id (&self->announce_id, g_source_remove);
  g_free (self->announced);
  self->announced = g_strdup (message);
  self->announce_id = g_timeout_add_seconds (MIN (ANNOUNCE_SECONDS * reader_toasts_get_patience (),
                                                  MAX_ANNOUNCE_SECONDS),
                                             forget_announcement_cb,
                                             self);
  reader_window_describe (self);
}
