/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include <glib/gi18n.h>

/* What the window says: toasts, one at a time, and sentences in the status line. */

#define TOAST_MOVES (600 * G_TIME_SPAN_MILLISECOND)
#define ANNOUNCE_SECONDS 6
/* What stands in the status line hides where one is. */
#define MAX_ANNOUNCE_SECONDS 20

/* How many times longer messages stay, for who cannot read them as fast: a test that drives the
 * window from outside while a sanitizer slows it down. */
guint
reader_window_get_patience (void)
{
  const char *value = g_getenv ("TRIPTYCH_MESSAGE_PATIENCE");
  guint64 patience = 1;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 1, 100, &patience, NULL))
    return 1;
  return (guint) patience;
}

static void
toast_dismissed_cb (ReaderWindow *self,
                    AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static void
put_toast (ReaderWindow *self,
           AdwToast *toast)
{
  self->toast_time = g_get_monotonic_time ();
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->toast = g_object_ref (toast);
  g_signal_connect_object (toast,
                           "dismissed",
                           G_CALLBACK (toast_dismissed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_toast_set_timeout (toast, adw_toast_get_timeout (toast) * reader_window_get_patience ());
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
next_toast_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->toast_id = 0;
  put_toast (self, g_steal_pointer (&self->next_toast));

  return G_SOURCE_REMOVE;
}

/* A toast that is shown already gives way: it is old news, and what it offers to undo is not the
 * last act any more. But it is shown to the end of its movement: with libadwaita 1.2 toasts in
 * quick succession crashed, by the stack while one was taken back that was still moving. */
void
reader_window_show_toast (ReaderWindow *self,
                          AdwToast *toast)
{
  gint64 wait = self->toast_time + TOAST_MOVES - g_get_monotonic_time ();

  if (self->toast_time == 0 || (wait <= 0 && self->toast_id == 0))
    {
      put_toast (self, toast);
      return;
    }
  g_clear_object (&self->next_toast);
  self->next_toast = toast;
  if (self->toast_id == 0)
    self->toast_id = g_timeout_add ((guint) (wait / 1000 + 1), next_toast_cb, self);
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
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  AdwToast *toast = NULL;

  g_return_if_fail (READER_IS_WINDOW (self));

  /* The title is read as markup, and may hold the name of a work. */
  toast = adw_toast_new (escaped);
  if (undoable)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "edit.undo");
    }
  reader_window_show_toast (self, toast);
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
  self->announce_id = g_timeout_add_seconds (MIN (ANNOUNCE_SECONDS * reader_window_get_patience (),
                                                  MAX_ANNOUNCE_SECONDS),
                                             forget_announcement_cb,
                                             self);
  reader_window_describe (self);
}
