/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "library/tri-library-dates.h"

/* A selection that is dragged over the edge scrolls a part of the way beyond it in each frame. */
#define EDGE_SHARE 0.2
#define EDGE_MOST 60

typedef struct
{
  ReaderHit hit;
  guint64 row;
} Target;

static gboolean
get_target (ReaderFlow *flow, double x, double y, gint64 text, Target *out)
{
  ReaderCell *cell = reader_flow_pick (flow, x, y, text, &out->row);
  GtkAllocation area;
  graphene_point_t point;

  if (cell == NULL)
    return FALSE;
  gtk_widget_get_allocation (GTK_WIDGET (cell), &area);
  point = GRAPHENE_POINT_INIT ((float) x - (float) area.x, (float) y - (float) area.y);
  return reader_cell_get_hit (cell, point.x, point.y, &out->hit);
}

static const TriMention *
find_mention_at (const TriPassage *passage, guint at)
{
  const TriMention *found = NULL;

  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      /* The innermost one stands last. */
      if (at >= mention->start && at < mention->end)
        found = mention;
    }
  return found;
}

static const TriDate *
find_date_at (const TriPassage *passage, guint at)
{
  for (guint i = 0; i < passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (passage->dates, TriDate, i);

      if (at >= date->start && at < date->end)
        return date;
    }
  return NULL;
}

static void
focus_target (ReaderParallelView *self, const Target *target)
{
  TriPassage *passage = target->hit.passage;
  ReaderViewColumn *column = reader_view_find_column (self, passage->text, NULL);
  int sentence = passage->sentences->len > 1
                     ? (int) tri_passage_get_sentence_at (passage, target->hit.at)
                     : -1;

  reader_view_set_focus (self, column->strand, target->row, passage, sentence);
  reader_view_follow (self, column->strand, TRUE);
  reader_view_grab_cell (self);
}

static void
click_date (ReaderParallelView *self, const ReaderHit *hit)
{
  const TriDate *date = find_date_at (hit->passage, hit->at);

  if (date == NULL)
    return;
  self->marks->mention = 0;
  self->marks->date = tri_date_make_id (hit->passage->id, date->start);
  reader_view_update (self);
  reader_view_open_date (self, hit->passage, date);
}

static void
click (ReaderParallelView *self, const Target *target)
{
  const ReaderHit *hit = &target->hit;
  const TriMention *mention = NULL;

  if (reader_marks_is_concealed (self->marks, hit->passage))
    {
      reader_marks_reveal (self->marks, hit->passage->id);
      reader_view_update (self);
      return;
    }
  if (hit->note != NULL)
    {
      reader_view_open_note (self, hit->note);
      return;
    }
  mention = hit->inside ? find_mention_at (hit->passage, hit->at) : NULL;
  if (mention != NULL)
    {
      self->marks->mention = mention->id;
      self->marks->date = 0;
      reader_view_update (self);
      g_signal_emit_by_name (self,
                             "mention-activated",
                             hit->passage->id,
                             mention->id,
                             mention->entity);
    }
  else if (hit->inside)
    click_date (self, hit);
}

void
reader_view_hover_at (ReaderParallelView *self, ReaderFlow *flow, double x, double y)
{
  Target target;
  const TriPassage *passage = NULL;
  guint strand = 0;
  int sentence = -1;

  while (strand < self->strands->len && reader_view_get_strand (self, strand)->flow != flow)
    strand++;
  if (strand < self->strands->len
      && self->work->texts->len > 1
      && get_target (flow, x, y, 0, &target)
      && !reader_marks_is_concealed (self->marks, target.hit.passage))
    passage = target.hit.passage;
  if (passage != NULL && passage->sentences->len > 1)
    sentence = (int) tri_passage_get_sentence_at (passage, target.hit.at);
  reader_view_set_hovered (self, strand, passage, sentence);
  reader_view_hint_pointed (self,
                            passage != NULL && target.hit.inside ? passage : NULL,
                            &GRAPHENE_POINT_INIT ((float) x, (float) y),
                            passage != NULL ? target.hit.at : 0);
}

static gboolean
is_selected (ReaderParallelView *self, const ReaderHit *hit)
{
  ReaderSelection selection = { 0 };

  return reader_parallel_view_get_selection (self, &selection)
         && selection.passage == hit->passage->id && selection.end_passage == hit->passage->id
         && hit->at >= selection.start && hit->at < selection.end;
}

/* The menu is about the name below the pointer, but for words that were selected there. */
static void
point_at_mention (ReaderParallelView *self, const Target *target)
{
  const ReaderHit *hit = &target->hit;
  const TriMention *mention = hit->inside ? find_mention_at (hit->passage, hit->at) : NULL;

  if (mention == NULL || is_selected (self, hit))
    return;
  reader_view_clear_selection (self);
  self->marks->mention = mention->id;
  reader_view_update (self);
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int n_press,
                 double x,
                 double y,
                 ReaderParallelView *self)
{
  ReaderFlow *flow = READER_FLOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  Target target;

  if (!get_target (flow, x, y, 0, &target))
    return;
  focus_target (self, &target);
  point_at_mention (self, &target);
  if (target.hit.inside)
    reader_view_set_menu_word (self, target.hit.passage, target.hit.at);
  reader_view_show_menu_at (self, flow, x, y);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderParallelView *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  ReaderFlow *flow = READER_FLOW (gtk_event_controller_get_widget (controller));
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  Target target;

  self->dragging = FALSE;
  if (!get_target (flow, x, y, 0, &target))
    return;
  if ((state & GDK_SHIFT_MASK) != 0 && self->anchor.text == target.hit.passage->text)
    {
      reader_view_select_to (self, target.hit.passage, target.hit.offset);
      return;
    }
  /* Ctrl adds what is selected in another column. */
  if ((state & GDK_CONTROL_MASK) != 0)
    reader_view_keep_selection (self);
  else
    reader_view_clear_selection (self);
  reader_view_set_anchor (self, target.hit.passage, target.hit.offset);
  if (n_press == 1)
    focus_target (self, &target);
  else if (reader_marks_is_concealed (self->marks, target.hit.passage))
    return;
  else if (n_press == 2)
    reader_view_select_word (self, target.hit.passage, target.hit.at);
  else if (n_press == 3)
    reader_view_select_range (self,
                              target.hit.passage,
                              0,
                              reader_passage_get_length (target.hit.passage));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderParallelView *self)
{
  ReaderFlow *flow = READER_FLOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  Target target;

  if (n_press == 1
      && !self->dragging
      && self->marks->selection.text == 0
      && self->marks->kept->len == 0
      && !reader_view_click_sign (self, flow, x, y)
      && get_target (flow, x, y, 0, &target))
    click (self, &target);
}

static void
drag_to (ReaderParallelView *self, ReaderFlow *flow, double x, double y)
{
  Target target;

  if (get_target (flow, x, y, self->anchor.text, &target)
      && !reader_marks_is_concealed (self->marks, target.hit.passage))
    reader_view_select_to (self, target.hit.passage, target.hit.offset);
}

/* How far a point lies above (negative) or below the flow. */
static double
get_beyond (ReaderFlow *flow, double y)
{
  return MIN (y, 0) + MAX (y - gtk_widget_get_height (GTK_WIDGET (flow)), 0);
}

static gboolean
edge_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);
  double beyond = get_beyond (self->edge_flow, self->drag_y);

  if (beyond == 0)
    {
      self->edge_tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  reader_flow_scroll_by (self->edge_flow, CLAMP (beyond * EDGE_SHARE, -EDGE_MOST, EDGE_MOST));
  drag_to (self, self->edge_flow, self->drag_x, self->drag_y);
  return G_SOURCE_CONTINUE;
}

void
reader_view_stop_edge (ReaderParallelView *self)
{
  if (self->edge_tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_tick_id);
  self->edge_tick_id = 0;
  self->edge_flow = NULL;
}

static void
select_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReaderParallelView *self)
{
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  /* A finger scrolls. */
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
select_drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReaderParallelView *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double x = 0;
  double y = 0;

  if (self->anchor.text == 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (!self->dragging
      && !gtk_drag_check_threshold (widget, (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
    return;
  self->dragging = TRUE;
  self->drag_x = x + dx;
  self->drag_y = y + dy;
  self->edge_flow = READER_FLOW (widget);
  drag_to (self, self->edge_flow, self->drag_x, self->drag_y);
  if (self->edge_tick_id == 0 && get_beyond (self->edge_flow, self->drag_y) != 0)
    self->edge_tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                                       edge_tick_cb,
                                                       NULL,
                                                       NULL);
}

void
reader_view_add_gestures (ReaderParallelView *self, ReaderFlow *flow)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_PRIMARY);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (press, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), GTK_EVENT_CONTROLLER (menu));
  reader_view_add_hover (self, flow);
  reader_view_add_signs (self, flow);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (select_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (select_drag_update_cb), self);
  g_signal_connect_swapped (drag, "end", G_CALLBACK (reader_view_stop_edge), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (press, drag);
}
