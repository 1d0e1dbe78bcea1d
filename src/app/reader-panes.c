/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-panes.h"

/* What stands beside the texts must not cost them their measure. So a pane stands beside the
 * content by itself only while the content keeps the width it asked for; where two do not fit, the
 * one opened last stays. A pane that the reader opens presses the content down to its least width,
 * and below that lies over it.
 *
 *     both fit              one fits              none fits
 *     ┌───┬───────┬───┐     ┌───────┬───┐         ┌────┬───┐
 *     │   │       │   │     │       │   │         │    ┊   │  (over the content)
 *     └───┴───────┴───┘     └───────┴───┘         └────┴───┘
 */
struct _ReaderPanes
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *panes[READER_N_PANES];
  int widths[READER_N_PANES];
  gboolean wanted[READER_N_PANES];
  gboolean shown[READER_N_PANES];
  ReaderPane latest;
  int opened; /* the pane the reader opened last, or -1 */
  int measure;
  int least;
  guint notify_id;

  int dragged; /* or -1 */
  int drag_width;
};

G_DEFINE_FINAL_TYPE (ReaderPanes, reader_panes, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SHOWN_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MIN_PANE_WIDTH 180
#define MAX_PANE_WIDTH 520
#define GRIP 4

static gboolean
notify_cb (gpointer user_data)
{
  ReaderPanes *self = user_data;

  self->notify_id = 0;
  g_signal_emit (self, signals[SIGNAL_SHOWN_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
set_shown (ReaderPanes *self,
           ReaderPane pane,
           gboolean shown)
{
  if (self->panes[pane] != NULL)
    gtk_widget_set_child_visible (self->panes[pane], shown);

  if (self->shown[pane] == shown)
    return;

  self->shown[pane] = shown;
  /* Not from here, since this is called while sizes are being given out. */
  if (self->notify_id == 0)
    self->notify_id = g_idle_add (notify_cb, self);
}

/* Not gtk_widget_queue_allocate(): the content makes rows while it gets its room, and these ask all
 * that is above them for room. GTK 4.8 answers a widget that is itself given room in this layout,
 * and forgets one that it only went through. */
static void
queue_layout (ReaderPanes *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
get_width (ReaderPanes *self,
           ReaderPane pane)
{
  int min = 0;

  if (self->panes[pane] != NULL)
    gtk_widget_measure (self->panes[pane], GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);

  return MAX (min, self->widths[pane]);
}

/* What is left for the content. */
static int
get_rest (ReaderPanes *self,
          int width,
          gboolean start,
          gboolean end)
{
  if (start)
    width -= get_width (self, READER_PANE_START);
  if (end)
    width -= get_width (self, READER_PANE_END);

  return width;
}

static int
get_least (ReaderPanes *self)
{
  int min = 0;

  if (self->content != NULL)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);

  return MAX (min, self->least);
}

/* Says in @docked which panes stand beside the content. */
static void
choose_docked (ReaderPanes *self,
               int width,
               gboolean docked[READER_N_PANES])
{
  gboolean start = self->wanted[READER_PANE_START];
  gboolean end = self->wanted[READER_PANE_END];
  /* A content that is too narrow for its measure in any case has nothing to lose. */
  int measure = width >= self->measure ? self->measure : self->least;

  measure = MAX (measure, get_least (self));
  if (start && end && get_rest (self, width, TRUE, TRUE) < measure)
    {
      start = self->latest == READER_PANE_START;
      end = !start;
    }
  if ((start || end) && get_rest (self, width, start, end) < measure)
    {
      start = start && self->opened == READER_PANE_START;
      end = end && self->opened == READER_PANE_END;
      if (get_rest (self, width, start, end) < get_least (self))
        start = end = FALSE;
    }

  docked[READER_PANE_START] = start;
  docked[READER_PANE_END] = end;
}

/* Shows or hides a pane; it gets its room later. */
static void
place_pane (ReaderPanes *self,
            ReaderPane pane,
            gboolean docked,
            gboolean over)
{
  set_shown (self, pane, docked || over);
  if (self->panes[pane] == NULL)
    return;

  if (over)
    gtk_widget_add_css_class (self->panes[pane], "over");
  else
    gtk_widget_remove_css_class (self->panes[pane], "over");
}

static void
allocate (GtkWidget *widget,
          int x,
          int width,
          int height)
{
  if (widget != NULL && gtk_widget_get_child_visible (widget))
    gtk_widget_size_allocate (widget, &(GtkAllocation){ x, 0, width, height }, -1);
}

/* First everything is shown and measured, then the content gets its room, and the panes last: GTK
 * forgets what a child asks for between its own allocation and the end of its parent's, as a pane
 * does whose style measuring renews, or which shows what the content has in view. */
static void
reader_panes_size_allocate (GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  ReaderPanes *self = READER_PANES (widget);
  gboolean docked[READER_N_PANES];
  int widths[READER_N_PANES];
  int start = 0;
  int rest = 0;

  choose_docked (self, width, docked);
  for (guint i = 0; i < READER_N_PANES; i++)
    {
      gboolean over = self->opened == (int) i && self->wanted[i] && !docked[0] && !docked[1];

      place_pane (self, i, docked[i], over);
    }
  for (guint i = 0; i < READER_N_PANES; i++)
    widths[i] = MIN (get_width (self, i), width);
  start = docked[READER_PANE_START] ? widths[READER_PANE_START] : 0;
  rest = get_rest (self, width, docked[READER_PANE_START], docked[READER_PANE_END]);

  allocate (self->content, start, rest, height);
  allocate (self->panes[READER_PANE_START], 0, widths[READER_PANE_START], height);
  allocate (self->panes[READER_PANE_END],
            width - widths[READER_PANE_END],
            widths[READER_PANE_END],
            height);
}

static void
reader_panes_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ReaderPanes *self = READER_PANES (widget);
  GtkWidget *all[] = {
    self->content,
    self->panes[READER_PANE_START],
    self->panes[READER_PANE_END],
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (all[i] == NULL)
        continue;

      gtk_widget_measure (all[i], orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static GtkSizeRequestMode
reader_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Which pane's edge is near @x, or -1. */
static int
find_edge (ReaderPanes *self,
           double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->shown[READER_PANE_START] && ABS (x - get_width (self, READER_PANE_START)) <= GRIP)
    return READER_PANE_START;
  if (self->shown[READER_PANE_END] && ABS (x - (width - get_width (self, READER_PANE_END))) <= GRIP)
    return READER_PANE_END;

  return -1;
}

static void
motion_cb (ReaderPanes *self,
           double x,
           double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_edge (self, x) >= 0 ? "col-resize" : NULL);
}

static void
drag_begin_cb (ReaderPanes *self,
               double x,
               double y,
               GtkGesture *gesture)
{
  self->dragged = find_edge (self, x);
  if (self->dragged < 0)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->drag_width = self->widths[self->dragged];
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (ReaderPanes *self,
                double dx,
                double dy,
                GtkGesture *gesture)
{
  int change = self->dragged == READER_PANE_START ? (int) dx : (int) -dx;

  if (self->dragged >= 0)
    reader_panes_set_pane_width (self, (ReaderPane) self->dragged, self->drag_width + change);
}

static void
reader_panes_dispose (GObject *object)
{
  ReaderPanes *self = READER_PANES (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  for (guint i = 0; i < READER_N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);

  G_OBJECT_CLASS (reader_panes_parent_class)->dispose (object);
}

static void
reader_panes_class_init (ReaderPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_panes_dispose;

  widget_class->measure = reader_panes_measure;
  widget_class->size_allocate = reader_panes_size_allocate;
  widget_class->get_request_mode = reader_panes_get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "panes");

  signals[SIGNAL_SHOWN_CHANGED] = g_signal_new ("shown-changed",
                                                READER_TYPE_PANES,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);
}

static void
reader_panes_init (ReaderPanes *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->opened = -1;
  self->dragged = -1;
  self->latest = READER_PANE_END;
  self->widths[READER_PANE_START] = 240;
  self->widths[READER_PANE_END] = 300;

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
replace_child (ReaderPanes *self,
               GtkWidget **place,
               GtkWidget *widget)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = widget;
}

/**
 * reader_panes_set_content:
 * @content: (transfer floating): what stands in the middle
 */
void
reader_panes_set_content (ReaderPanes *self,
                          GtkWidget *content)
{
  g_return_if_fail (READER_IS_PANES (self));

  replace_child (self, &self->content, content);
  /* First, so that panes are painted over it. */
  gtk_widget_insert_after (content, GTK_WIDGET (self), NULL);
}

/**
 * reader_panes_set_pane:
 * @pane: which side
 * @widget: (transfer floating): what stands there
 */
void
reader_panes_set_pane (ReaderPanes *self,
                       ReaderPane pane,
                       GtkWidget *widget)
{
  g_return_if_fail (READER_IS_PANES (self));
  g_return_if_fail (pane < READER_N_PANES);

  replace_child (self, &self->panes[pane], widget);
  gtk_widget_add_css_class (widget, "pane");
  gtk_widget_add_css_class (widget, pane == READER_PANE_START ? "start" : "end");
  gtk_widget_insert_before (widget, GTK_WIDGET (self), NULL);
  gtk_widget_set_child_visible (widget, self->shown[pane]);
}

/**
 * reader_panes_set_measure:
 * @width: in pixels: below it no pane presses the content by itself
 * @least: in pixels: below it no pane presses the content at all
 */
void
reader_panes_set_measure (ReaderPanes *self,
                          int width,
                          int least)
{
  g_return_if_fail (READER_IS_PANES (self));

  if (self->measure == width && self->least == least)
    return;

  self->measure = width;
  self->least = least;
  queue_layout (self);
}

/**
 * reader_panes_set_pane_width:
 * @pane: which side
 * @width: in pixels; kept within sensible bounds
 */
void
reader_panes_set_pane_width (ReaderPanes *self,
                             ReaderPane pane,
                             int width)
{
  g_return_if_fail (READER_IS_PANES (self));
  g_return_if_fail (pane < READER_N_PANES);

  self->widths[pane] = CLAMP (width, MIN_PANE_WIDTH, MAX_PANE_WIDTH);
  queue_layout (self);
}

/**
 * reader_panes_get_pane_width:
 * @pane: which side
 *
 * Returns: the width it has, or would have, in pixels
 */
int
reader_panes_get_pane_width (ReaderPanes *self,
                             ReaderPane pane)
{
  g_return_val_if_fail (READER_IS_PANES (self), 0);
  g_return_val_if_fail (pane < READER_N_PANES, 0);

  return self->widths[pane];
}

/**
 * reader_panes_set_open:
 * @pane: which side
 * @open: whether the reader wants to see it now
 *
 * Opens a pane at the reader's wish: beside the content, in place of the other pane, or over the
 * content, whichever there is room for.
 */
void
reader_panes_set_open (ReaderPanes *self,
                       ReaderPane pane,
                       gboolean open)
{
  g_return_if_fail (READER_IS_PANES (self));
  g_return_if_fail (pane < READER_N_PANES);

  self->wanted[pane] = open;
  if (open)
    self->latest = pane;
  self->opened = open ? (int) pane : -1;
  queue_layout (self);
}

/**
 * reader_panes_set_wanted:
 * @pane: which side
 * @wanted: whether it stands there wherever there is room
 *
 * Unlike reader_panes_set_open() it never covers the content: for what settings say.
 */
void
reader_panes_set_wanted (ReaderPanes *self,
                         ReaderPane pane,
                         gboolean wanted)
{
  g_return_if_fail (READER_IS_PANES (self));
  g_return_if_fail (pane < READER_N_PANES);

  self->wanted[pane] = wanted;
  queue_layout (self);
}

/**
 * reader_panes_get_wanted:
 * @pane: which side
 *
 * Returns: whether it stands there wherever there is room
 */
gboolean
reader_panes_get_wanted (ReaderPanes *self,
                         ReaderPane pane)
{
  g_return_val_if_fail (READER_IS_PANES (self), FALSE);
  g_return_val_if_fail (pane < READER_N_PANES, FALSE);

  return self->wanted[pane];
}

/**
 * reader_panes_is_shown:
 * @pane: which side
 *
 * Returns: whether it is to be seen, beside the content or over it
 */
gboolean
reader_panes_is_shown (ReaderPanes *self,
                       ReaderPane pane)
{
  g_return_val_if_fail (READER_IS_PANES (self), FALSE);
  g_return_val_if_fail (pane < READER_N_PANES, FALSE);

  return self->shown[pane];
}

/**
 * reader_panes_is_over:
 *
 * Returns: whether a pane covers part of the content
 */
gboolean
reader_panes_is_over (ReaderPanes *self)
{
  g_return_val_if_fail (READER_IS_PANES (self), FALSE);

  return self->opened >= 0
         && self->panes[self->opened] != NULL
         && self->shown[self->opened]
         && gtk_widget_has_css_class (self->panes[self->opened], "over");
}
