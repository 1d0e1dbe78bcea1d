/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "reader-find-bar.h"

/* The bar above the texts that finds what is typed in them. */

static gboolean
is_open (ReaderWindow *self)
{
  return self->find_bar != NULL && gtk_widget_get_visible (self->find_bar);
}

/**
 * reader_window_close_find:
 *
 * Returns: whether something was looked for; the texts have the keyboard now
 */
gboolean
reader_window_close_find (ReaderWindow *self)
{
  if (!is_open (self))
    return FALSE;

  /* First, or the keyboard would go wherever GTK finds room for it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_visible (self->find_bar, FALSE);
  reader_find_bar_close (READER_FIND_BAR (self->find_bar));

  return TRUE;
}

static void
ensure_bar (ReaderWindow *self)
{
  if (self->find_bar != NULL)
    return;

  self->find_bar = reader_find_bar_new (self->view);
  gtk_widget_set_visible (self->find_bar, FALSE);
  gtk_box_prepend (GTK_BOX (self->content), self->find_bar);
  g_signal_connect_object (self->find_bar,
                           "closed",
                           G_CALLBACK (reader_window_close_find),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
find_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || self->work == NULL)
    return;

  ensure_bar (self);
  gtk_widget_set_visible (self->find_bar, TRUE);
  reader_find_bar_open (READER_FIND_BAR (self->find_bar), self->session);
}

/* Another work, or other texts of it, are shown: what was found there is gone. */
void
reader_window_find_again (ReaderWindow *self)
{
  if (is_open (self))
    reader_find_bar_refresh (READER_FIND_BAR (self->find_bar));
}

/* Before the library is closed. */
void
reader_window_drop_find (ReaderWindow *self)
{
  if (self->find_bar == NULL)
    return;

  gtk_widget_set_visible (self->find_bar, FALSE);
  reader_find_bar_close (READER_FIND_BAR (self->find_bar));
}

/* While the keyboard is in the texts. Where nothing is looked for yet, it is asked what. */
static void
step_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (is_open (self))
    reader_find_bar_step (READER_FIND_BAR (self->find_bar),
                          g_str_equal (name, "find.next-hit") ? 1 : -1);
  else
    find_action (widget, name, parameter);
}

static void
close_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  reader_window_close_find (READER_WINDOW (widget));
}

void
reader_window_class_install_find_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "find.open", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "find.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "find.next-hit", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "find.previous-hit", NULL, step_action);
}
