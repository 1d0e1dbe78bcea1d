/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-list-scroll.h"

/* GTK asks the rows where they are, and those that were not laid out yet say that all of them are
 * at the top: what is to be scrolled to then seems to be in view. Whether they were is not said, so
 * that it is asked for again behind the next layout. */

#define WANTED "reader-list-wanted"

/* In the first frame the layout follows the callback. */
#define LAST_FRAME 2

typedef struct
{
  GtkListView *list;
  guint position;
  guint n_frames;
  guint tick_id;
  gulong map_id;
} Wanted;

static void
stop (Wanted *self)
{
  if (self->tick_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->tick_id);
  self->tick_id = 0;
  g_clear_signal_handler (&self->map_id, self->list);
}

static void
scroll (Wanted *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list),
                              "list.scroll-to-item",
                              "u",
                              self->position);
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  Wanted *self = data;

  if (++self->n_frames < LAST_FRAME)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  scroll (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_layout (Wanted *self)
{
  stop (self);
  self->n_frames = 0;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), tick_cb, self, NULL);
}

/* It goes with the list, whose ticks and handlers are gone by then. */
static Wanted *
get_wanted (GtkListView *list)
{
  Wanted *self = g_object_get_data (G_OBJECT (list), WANTED);

  if (!self)
    {
      self = g_new0 (Wanted, 1);
      self->list = list;
      g_object_set_data_full (G_OBJECT (list), WANTED, self, g_free);
    }
  return self;
}

void
reader_list_scroll_to (GtkListView *list, guint position)
{
  Wanted *self = get_wanted (list);

  stop (self);
  self->position = position;
  scroll (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (list)))
    wait_for_layout (self);
  else
    self->map_id = g_signal_connect_swapped (list, "map", G_CALLBACK (wait_for_layout), self);
}
