/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-unplaced.h"
#include "panels/reader-bookmark-editor.h"

/* What found no place when texts were imported again: its window lies beside the texts, where the
 * reader selects the words it belongs to. */

static gboolean
place_asked_cb (ReaderWindow *self,
                TriUnplacedPlace *place)
{
  g_autoptr (TriBookmark) here = NULL;

  if (self->session == NULL || self->work == NULL)
    return FALSE;
  here = reader_bookmark_new_at (self->view, reader_session_get_library (self->session));
  if (here == NULL)
    return FALSE;
  *place = (TriUnplacedPlace){
    here->passage,
    here->end_passage,
    here->start,
    here->end,
    here->whole,
  };
  return TRUE;
}

static void
shown_cb (ReaderWindow *self,
          gint64 text,
          gint64 passage,
          guint start,
          guint end)
{
  const ReaderPlace place = { .text = text, .passage = passage, .start = start, .end = end };

  reader_window_go_to (self, &place);
}

static void
acted_cb (ReaderWindow *self,
          const char *words)
{
  reader_window_add_toast (self, words, TRUE);
}

void
reader_window_show_unplaced (ReaderWindow *self)
{
  GtkWidget *window = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  window = reader_unplaced_new (self->session, self->work->id);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  g_signal_connect_object (window,
                           "place-asked",
                           G_CALLBACK (place_asked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
unplaced_action (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  reader_window_show_unplaced (READER_WINDOW (widget));
}

void
reader_window_class_install_unplaced_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.unplaced", NULL, unplaced_action);
}
