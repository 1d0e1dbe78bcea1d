/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-toasts.h"

#include <glib/gi18n.h>

/* How long one may be on its way in. */
#define MOVES (600 * G_TIME_SPAN_MILLISECOND)

struct _ReaderToasts
{
  AdwToastOverlay *overlay;
  AdwToast *shown;
  AdwToast *next; /* what comes then, or NULL: nothing */
  gint64 time;    /* when @shown came */
  guint id;
};

guint
reader_toasts_get_patience (void)
{
  const char *value = g_getenv ("TRIPTYCH_MESSAGE_PATIENCE");
  guint64 patience = 1;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 1, 100, &patience, NULL))
    return 1;
  return (guint) patience;
}

static void
dismissed_cb (AdwToast *toast, ReaderToasts *self)
{
  g_signal_handlers_disconnect_by_data (toast, self);
  if (self->shown == toast)
    g_clear_object (&self->shown);
}

static void
dismiss (ReaderToasts *self)
{
  AdwToast *toast = g_steal_pointer (&self->shown);

  if (!toast)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
  g_object_unref (toast);
}

static void
change (ReaderToasts *self)
{
  AdwToast *toast = g_steal_pointer (&self->next);

  dismiss (self);
  self->time = g_get_monotonic_time ();
  if (!toast)
    return;
  self->shown = g_object_ref (toast);
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static gboolean
change_cb (gpointer data)
{
  ReaderToasts *self = data;

  self->id = 0;
  change (self);
  return G_SOURCE_REMOVE;
}

static void
queue_change (ReaderToasts *self)
{
  gint64 wait = self->time + MOVES - g_get_monotonic_time ();

  if (self->id)
    return;
  if (self->time == 0 || wait <= 0)
    change (self);
  else
    self->id = g_timeout_add ((guint) (wait / G_TIME_SPAN_MILLISECOND + 1), change_cb, self);
}

ReaderToasts *
reader_toasts_new (AdwToastOverlay *overlay)
{
  ReaderToasts *self = g_new0 (ReaderToasts, 1);

  self->overlay = overlay;
  return self;
}

void
reader_toasts_free (ReaderToasts *self)
{
  g_clear_handle_id (&self->id, g_source_remove);
  if (self->shown)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->next);
  g_free (self);
}

void
reader_toasts_show (ReaderToasts *self, AdwToast *toast)
{
  g_clear_object (&self->next);
  self->next = toast;
  adw_toast_set_timeout (toast, adw_toast_get_timeout (toast) * reader_toasts_get_patience ());
  queue_change (self);
}

void
reader_toasts_say (ReaderToasts *self, const char *words, const char *undo)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, undo);
    }
  reader_toasts_show (self, toast);
}

void
reader_toasts_drop (ReaderToasts *self)
{
  g_clear_object (&self->next);
  if (self->shown)
    queue_change (self);
}
