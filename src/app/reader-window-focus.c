/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

/* A widget that leaves the window while it has the keyboard, as the row of what was just deleted,
 * keeps it in GTK 4 until a frame is painted. Keys go to it till then, and no further, since
 * nothing is above it: a Ctrl+Z that comes before the frame is lost. So what stood above it gets
 * the keyboard at once; whoever removed it may give it to another. */
static void
leaves_cb (ReaderWindow *self,
           GtkWidget *leaving)
{
  GtkWidget *heir = gtk_widget_get_parent (leaving);

  while (heir != NULL && !gtk_widget_get_mapped (heir))
    heir = gtk_widget_get_parent (heir);
  if (heir != NULL)
    gtk_root_set_focus (GTK_ROOT (self), heir != GTK_WIDGET (self) ? heir : NULL);
}

static void
focus_widget_cb (ReaderWindow *self)
{
  if (self->focus != NULL)
    g_signal_group_set_target (self->focus, gtk_root_get_focus (GTK_ROOT (self)));
}

/* Sees to it that no key is lost because a row was removed. */
void
reader_window_keep_keyboard (ReaderWindow *self)
{
  self->focus = g_signal_group_new (GTK_TYPE_WIDGET);
  g_signal_group_connect_swapped (self->focus, "unrealize", G_CALLBACK (leaves_cb), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_widget_cb), NULL);
  focus_widget_cb (self);
}
