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
  GObject *item; /* what is wanted, or NULL */
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
  g_clear_object (&self->item);
}

static GObject *
get_item (GtkListView *list, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model ? g_list_model_get_object (G_LIST_MODEL (model), position) : NULL;
}

static void
scroll (Wanted *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list),
                              "list.scroll-to-item",
                              "u",
                              self->position);
}

static void await_layout (Wanted *self);

/* One that is hidden meanwhile is laid out when it is shown; another item may have come in place of
 * the one that was wanted. */
static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  Wanted *self = data;
  g_autoptr (GObject) there = NULL;

  if (!gtk_widget_get_mapped (list))
    {
      self->tick_id = 0;
      await_layout (self);
      return G_SOURCE_REMOVE;
    }
  if (++self->n_frames < LAST_FRAME)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  there = get_item (self->list, self->position);
  if (there == self->item)
    scroll (self);
  g_clear_object (&self->item);
  return G_SOURCE_REMOVE;
}

static void
await_layout (Wanted *self)
{
  g_clear_signal_handler (&self->map_id, self->list);
  self->n_frames = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), tick_cb, self, NULL);
  else
    self->map_id = g_signal_connect_swapped (self->list, "map", G_CALLBACK (await_layout), self);
}

/* It goes with the list, whose ticks and handlers are gone by then. */
static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_clear_object (&self->item);
  g_free (self);
}

void
reader_list_scroll_to (GtkListView *list, guint position)
{
  Wanted *self = g_object_get_data (G_OBJECT (list), WANTED);

  if (!self)
    {
      self = g_new0 (Wanted, 1);
      self->list = list;
      g_object_set_data_full (G_OBJECT (list), WANTED, self, wanted_free);
    }
  stop (self);
  self->item = get_item (list, position);
  self->position = position;
  if (!self->item)
    return;
  /* One that is hidden would scroll when it is shown, whatever came in between. */
  if (gtk_widget_get_mapped (GTK_WIDGET (list)))
    scroll (self);
  await_layout (self);
}

void
reader_list_scroll_forget (GtkListView *list)
{
  Wanted *self = g_object_get_data (G_OBJECT (list), WANTED);

  if (self)
    stop (self);
}
