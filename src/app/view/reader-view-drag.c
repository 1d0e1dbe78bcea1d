/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How near to the middle of a gutter the pointer must be, in pixels. */
#define HANDLE 7

/* The column left of the gutter at @x, or -1. */
static int
get_gutter_at (ReaderParallelView *self, double x)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      double middle = column->x + column->width + READER_VIEW_GUTTER / 2.0;

      if (column->shown
          && reader_view_find_beside (self, i, 1) >= 0
          && x > middle - HANDLE
          && x < middle + HANDLE)
        return (int) i;
    }
  return -1;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReaderParallelView *self)
{
  self->dragged_column = self->arrangement == READER_ARRANGEMENT_BESIDE ? get_gutter_at (self,
                                                                                         x)
                                                                        : -1;
  if (self->dragged_column < 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  for (int i = 0; i < 2; i++)
    {
      int index = i == 0
                      ? self->dragged_column
                      : reader_view_find_beside (self, (guint) self->dragged_column, 1);

      self->dragged_weights[i] = reader_view_get_column (self, (guint) index)->weight;
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReaderParallelView *self)
{
  int beside = self->dragged_column < 0
                   ? -1
                   : reader_view_find_beside (self, (guint) self->dragged_column, 1);
  double sum = self->dragged_weights[0] + self->dragged_weights[1];
  int widths = 0;
  double left = 0;

  if (beside < 0)
    return;
  widths = reader_view_get_column (self,
                                   (guint) self->dragged_column)
               ->width
           + reader_view_get_column (self,
                                     (guint) beside)
                 ->width;
  left = CLAMP (self->dragged_weights[0] + dx / MAX (widths, 1) * sum, 0.25 * sum, 0.75 * sum);
  reader_view_get_column (self, (guint) self->dragged_column)->weight = left;
  reader_view_get_column (self, (guint) beside)->weight = sum - left;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ReaderParallelView *self)
{
  gboolean gutter = self->arrangement == READER_ARRANGEMENT_BESIDE && get_gutter_at (self, x) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), gutter ? "col-resize" : NULL);
}

void
reader_view_add_column_drag (ReaderParallelView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->dragged_column = -1;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
