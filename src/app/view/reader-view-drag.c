/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How near to the middle of a gutter the pointer must be, in pixels; and how far from the words,
 * since what lies between is the gutter to who drags it. */
#define HANDLE 7
#define BESIDE_WORDS 5
/* What one of two columns must keep of their width together. */
#define LEAST_SHARE 0.25
#define WIDEN_STEP 1.12

/* The column behind @index that has room, or NULL. */
static ReaderViewColumn *
get_beside (ReaderParallelView *self, int index)
{
  int beside = index < 0 ? -1 : reader_view_find_beside (self, (guint) index, 1);
  ReaderViewColumn *column = NULL;

  if (beside < 0 || self->arrangement != READER_ARRANGEMENT_BESIDE)
    return NULL;
  column = reader_view_get_column (self, (guint) beside);
  return column->placed ? column : NULL;
}

/* Ribbons want all of a gutter but its middle. */
static double
get_reach (ReaderParallelView *self)
{
  return self->linked ? HANDLE : reader_view_get_gutter (self) / 2.0 - BESIDE_WORDS;
}

/* The column left of the gutter at @x, or -1. */
static int
get_gutter_at (ReaderParallelView *self, double x, double reach)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      double middle = column->x + column->width + reader_view_get_gutter (self) / 2.0;

      if (column->placed
          && get_beside (self, (int) i) != NULL
          && x > middle - reach
          && x < middle + reach)
        return (int) i;
    }
  return -1;
}

void
reader_view_equal_columns (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    reader_view_get_column (self, i)->weight = 1;
  reader_view_queue_layout (self);
}

/* Gives the column with the focus more of the width, or less (@direction -1). */
void
reader_view_widen_column (ReaderParallelView *self, int direction)
{
  ReaderViewColumn *column = NULL;

  reader_view_ensure_focus (self);
  if (self->focus != NULL)
    column = reader_view_find_column (self, self->focus->text, NULL);
  if (column == NULL)
    return;
  column->weight *= direction > 0 ? WIDEN_STEP : 1 / WIDEN_STEP;
  column->weight = CLAMP (column->weight, 0.4, 2.5);
  reader_view_queue_layout (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReaderParallelView *self)
{
  ReaderViewColumn *beside = NULL;

  self->dragged_column = y > self->header_height ? get_gutter_at (self, x, get_reach (self)) : -1;
  beside = get_beside (self, self->dragged_column);
  if (beside == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  /* A ribbon may want the click, or the star of a bookmark. */
  self->drag_claimed = !self->linked && get_gutter_at (self, x, HANDLE) >= 0;
  if (self->drag_claimed)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragged_weights[0] = reader_view_get_column (self, (guint) self->dragged_column)->weight;
  self->dragged_weights[1] = beside->weight;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReaderParallelView *self)
{
  ReaderViewColumn *beside = get_beside (self, self->dragged_column);
  ReaderViewColumn *column = NULL;
  double sum = self->dragged_weights[0] + self->dragged_weights[1];
  double left = 0;

  if (beside == NULL
      || (!self->drag_claimed
          && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy)))
    return;
  if (!self->drag_claimed)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_claimed = TRUE;
  column = reader_view_get_column (self, (guint) self->dragged_column);
  left = self->dragged_weights[0] + dx / MAX (column->width + beside->width, 1) * sum;
  column->weight = CLAMP (left, LEAST_SHARE * sum, (1 - LEAST_SHARE) * sum);
  beside->weight = sum - column->weight;
  reader_view_queue_layout (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderParallelView *self)
{
  if (n_press == 2 && y > self->header_height && get_gutter_at (self, x, HANDLE) >= 0)
    reader_view_equal_columns (self);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ReaderParallelView *self)
{
  gboolean gutter = y > self->header_height && get_gutter_at (self, x, get_reach (self)) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), gutter ? "col-resize" : NULL);
}

void
reader_view_add_column_drag (ReaderParallelView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->dragged_column = -1;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (drag, click);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
