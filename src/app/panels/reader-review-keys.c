/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-keys.h"

/* A key that comes again after less, and was not let go, is held down. */
#define REPEAT 700 /* milliseconds */

typedef struct
{
  const ReaderReviewKey *keys;
  guint held;
  guint32 time;
} Keys;

static const char *
find_action (const ReaderReviewKey *keys, guint key)
{
  for (guint i = 0; keys != NULL && keys[i].key != 0; i++)
    if (keys[i].key == key)
      return keys[i].action;
  return NULL;
}

static gboolean
is_held (Keys *self, guint key, guint32 time)
{
  gboolean held = self->held == key && time - self->time < REPEAT;

  self->held = key;
  self->time = time;
  return held;
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint key,
            guint code,
            GdkModifierType state,
            Keys *self)
{
  static const ReaderReviewKey common[] = {
    { GDK_KEY_a, "review.accept" },
    { GDK_KEY_r, "review.reject" },
    { GDK_KEY_Delete, "review.reject" },
    { GDK_KEY_KP_Delete, "review.reject" },
    { 0, NULL },
  };
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const char *action = find_action (common, gdk_keyval_to_lower (key));
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));

  if (action == NULL)
    action = find_action (self->keys, gdk_keyval_to_lower (key));
  if (action == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (!is_held (self, key, time))
    gtk_widget_activate_action (list, action, NULL);
  return GDK_EVENT_STOP;
}

static void
released_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             Keys *self)
{
  self->held = 0;
}

void
reader_review_keys_add (GtkWidget *list, const ReaderReviewKey *keys)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  Keys *self = g_new0 (Keys, 1);

  self->keys = keys;
  g_object_set_data_full (G_OBJECT (controller), "reader-review-keys", self, g_free);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (controller, "key-released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (list, controller);
}

gboolean
reader_review_keys_is_selecting (GtkWidget *list)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (list));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL
         && (gdk_device_get_modifier_state (keyboard) & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}
