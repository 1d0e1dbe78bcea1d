/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#define NUDGE 48
#define WHEEL 48

/* --- one arrangement or the other --- */

static GPtrArray *
dup_texts (TriWork *work, GPtrArray *models)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; work != NULL && i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      ReaderRowModel *model = NULL;

      if (text->strand < models->len)
        model = reader_row_model_dup_text (g_ptr_array_index (models, text->strand), text->column);
      if (model == NULL)
        return NULL;
      g_ptr_array_add (texts, model);
    }
  return g_steal_pointer (&texts);
}

/* The rows that the arrangement shows: those of the strands of @work, or in linked columns those of
 * each text by itself. */
GPtrArray *
reader_view_dup_shown_models (ReaderParallelView *self, TriWork *work, GPtrArray *models)
{
  GPtrArray *texts = self->linked ? dup_texts (work, models) : NULL;

  self->linked = texts != NULL;
  return texts != NULL ? texts : g_ptr_array_ref (models);
}

typedef struct
{
  gint64 text;
  gint64 top;
} Kept;

static GArray *
keep_tops (ReaderParallelView *self)
{
  GArray *tops = g_array_new (FALSE, FALSE, sizeof (Kept));

  for (guint i = 0; i < self->columns->len; i++)
    {
      gint64 text = reader_view_get_column (self, i)->text->id;
      Kept kept = { text, reader_parallel_view_get_top_passage (self, text) };

      if (kept.top != 0)
        g_array_append_val (tops, kept);
    }
  return tops;
}

/* From the last to the first, so that of a strand with several texts the first one decides. */
static void
restore_tops (ReaderParallelView *self, GArray *tops)
{
  for (guint i = tops->len; i > 0; i--)
    {
      const Kept *kept = &g_array_index (tops, Kept, i - 1);
      ReaderViewColumn *column = reader_view_find_column (self, kept->text, NULL);
      ReaderViewStrand *strand = reader_view_get_strand (self, column->strand);
      guint64 row = 0;

      if (reader_row_model_find_passage (strand->model, kept->top, &row))
        reader_flow_scroll_to (strand->flow, row, 0);
    }
}

static void
rebuild (ReaderParallelView *self)
{
  g_autoptr (GPtrArray) shown = NULL;
  gboolean had_keyboard = reader_view_has_keyboard (self);

  /* The cell that has the keyboard goes. */
  if (had_keyboard)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), GTK_WIDGET (self));
  reader_view_drop_strands (self);
  shown = reader_view_dup_shown_models (self, self->work, self->models);
  for (guint i = 0; i < shown->len; i++)
    reader_view_add_strand (self, g_ptr_array_index (shown, i));
  reader_view_set_texts (self, self->work);
  reader_view_lay_out (self);
}

static gboolean
get_focus_y (ReaderParallelView *self, int *y)
{
  GdkRectangle area;

  if (!reader_view_get_focus_area (self, &area))
    return FALSE;
  *y = area.y;
  return area.y + area.height > 0
         && area.y < reader_flow_get_page (reader_view_get_strand (self, self->focus_strand)->flow);
}

/* Finds the focus again among the new rows, and puts it where it was. */
static void
restore_focus (ReaderParallelView *self, gint64 passage, int sentence, gboolean in_view, int y)
{
  int now = 0;

  g_clear_pointer (&self->focus, tri_passage_unref);
  if (passage == 0 || !reader_view_focus_passage (self, passage, sentence) || !in_view)
    return;
  reader_flow_scroll_to (reader_view_get_strand (self, self->focus_strand)->flow,
                         self->focus_row,
                         -y);
  if (get_focus_y (self, &now))
    reader_flow_scroll_by (reader_view_get_strand (self, self->focus_strand)->flow, now - y);
}

static void
level_without_gliding (ReaderParallelView *self)
{
  ReaderViewColumn *first = reader_view_get_first_column (self);

  if (self->focus != NULL)
    reader_view_follow (self, self->focus_strand, FALSE);
  else if (first != NULL)
    reader_view_follow (self, first->strand, FALSE);
  /* Nobody saw where they were before. */
  for (guint i = 0; i < self->strands->len; i++)
    if (reader_view_get_strand (self, i)->glide != NULL)
      adw_animation_skip (reader_view_get_strand (self, i)->glide);
}

/* Shows the texts as aligned rows, or as columns of their own with ribbons between them. What is in
 * view stays in view. */
void
reader_view_set_linked (ReaderParallelView *self, gboolean linked)
{
  g_autoptr (GArray) tops = NULL;
  gint64 focus = self->marks->focus;
  int sentence = self->marks->sentence;
  gboolean in_view = FALSE;
  int y = 0;

  if (self->linked == linked || self->work == NULL || self->models == NULL)
    return;
  tops = keep_tops (self);
  in_view = get_focus_y (self, &y);
  self->linked = linked;
  self->following++;
  rebuild (self);
  restore_tops (self, tops);
  restore_focus (self, focus, sentence, in_view, y);
  self->following--;
  level_without_gliding (self);
  reader_view_notify (self, "linked");
}

void
reader_view_toggle_linked (ReaderParallelView *self)
{
  reader_view_set_linked (self, !self->linked);
}

/* --- a column by itself --- */

void
reader_view_let_go (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column == NULL || !self->linked)
    return;
  column->let_go = TRUE;
  column->joined = FALSE;
  reader_view_stop_glide (reader_view_get_strand (self, column->strand));
  reader_view_columns_changed (self);
}

/* The column that one reads beside another: the nearest that goes with the others. */
static ReaderViewColumn *
get_partner (ReaderParallelView *self, guint index)
{
  for (guint distance = 1; distance < self->columns->len; distance++)
    for (int side = -1; side <= 1; side += 2)
      {
        int i = (int) index + side * (int) distance;

        if (i >= 0
            && i < (int) self->columns->len
            && reader_view_get_column (self, (guint) i)->placed
            && !reader_view_get_column (self, (guint) i)->let_go)
          return reader_view_get_column (self, (guint) i);
      }
  return NULL;
}

/* The passage of a column that stands at a height. */
static gint64
get_passage_at (ReaderParallelView *self, ReaderViewColumn *column, double y)
{
  ReaderFlow *flow = reader_view_get_strand (self, column->strand)->flow;
  guint64 row = 0;
  TriRow *found = NULL;

  if (reader_flow_pick (flow, column->width / 2.0, y, column->text->id, &row) == NULL)
    return 0;
  found = reader_flow_get_row (flow, row);
  return found != NULL
             ? ((TriPassage *) g_ptr_array_index (tri_row_get_cell (found, column->index), 0))->id
             : 0;
}

static void
say_joined (ReaderParallelView *self, ReaderViewColumn *column, ReaderViewColumn *partner)
{
  ReaderFlow *flow = reader_view_get_strand (self, column->strand)->flow;
  double y = reader_flow_get_page (flow) / 3.0;
  int focus_y = 0;

  if (self->focus != NULL
      && (self->focus->text == column->text->id || self->focus->text == partner->text->id)
      && get_focus_y (self, &focus_y))
    y = focus_y + 2;
  self->joined[0] = get_passage_at (self, column, y);
  self->joined[1] = get_passage_at (self, partner, y);
  g_signal_emit_by_name (self, "joined", self->joined[0], self->joined[1]);
}

/* When the reader kept a join as an anchor, the links say now what the nudge said. */
void
reader_view_settle_joined (ReaderParallelView *self)
{
  guint strand = 0;
  guint64 row = 0;
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (GArray) found = NULL;

  if (self->joined[0] == 0
      || !self->linked
      || !reader_view_find_passage (self, self->joined[0], &strand, &row, &passage))
    return;
  found = reader_row_model_dup_counterparts (reader_view_get_strand (self, strand)->model,
                                             passage->id,
                                             -1);
  for (guint i = 0; i < found->len; i++)
    {
      const TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);
      ReaderViewColumn *column = NULL;

      if (counterpart->passage != self->joined[1] || counterpart->status != TRI_STATUS_CONFIRMED)
        continue;
      column = reader_view_find_column (self, passage->text, NULL);
      column->nudge = 0;
      column->joined = FALSE;
      self->joined[0] = 0;
      return;
    }
}

/* From now on the column goes with the others again, as it stands beside them now. */
void
reader_view_join (ReaderParallelView *self, gint64 text)
{
  guint index = 0;
  ReaderViewColumn *column = reader_view_find_column (self, text, &index);
  ReaderViewColumn *partner = column != NULL ? get_partner (self, index) : NULL;
  double way = 0;

  if (column == NULL || !self->linked)
    return;
  column->let_go = FALSE;
  column->joined = partner != NULL;
  if (partner != NULL && reader_view_get_level (self, partner->strand, column->strand, &way))
    {
      column->joined = FALSE;
      column->nudge = partner->nudge - way;
    }
  for (guint i = 0; i < self->strands->len; i++)
    {
      ReaderViewStrand *strand = reader_view_get_strand (self, i);

      reader_flow_get_position (strand->flow, &strand->seen_row, &strand->seen_into);
    }
  reader_view_columns_changed (self);
  if (partner != NULL && column->placed)
    say_joined (self, column, partner);
}

void
reader_view_toggle_free (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column != NULL && column->let_go)
    reader_view_join (self, text);
  else
    reader_view_let_go (self, text);
}

/* Back to where the links say. */
void
reader_view_level (ReaderParallelView *self, gint64 text)
{
  guint index = 0;
  ReaderViewColumn *column = reader_view_find_column (self, text, &index);
  ReaderViewColumn *partner = column != NULL ? get_partner (self, index) : NULL;

  if (column == NULL || !self->linked)
    return;
  column->let_go = FALSE;
  column->joined = FALSE;
  column->nudge = 0;
  reader_view_columns_changed (self);
  if (partner != NULL)
    reader_view_follow (self, partner->strand, TRUE);
}

/* Moves a column against the others, which stay where they are. */
static void
nudge (ReaderParallelView *self, ReaderViewColumn *column, double pixels)
{
  ReaderViewStrand *strand = NULL;

  if (!self->linked || column == NULL || !column->placed)
    return;
  strand = reader_view_get_strand (self, column->strand);
  column->nudge += pixels;
  reader_view_stop_glide (strand);
  self->following++;
  reader_flow_scroll_by (strand->flow, pixels);
  self->following--;
  reader_flow_get_position (strand->flow, &strand->seen_row, &strand->seen_into);
  reader_view_queue_changed (self);
}

void
reader_view_nudge_focus (ReaderParallelView *self, int direction)
{
  reader_view_ensure_focus (self);
  if (self->focus != NULL)
    nudge (self,
           reader_view_find_column (self, self->focus->text, NULL),
           direction * NUDGE);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ReaderParallelView *self)
{
  GtkEventController *events = GTK_EVENT_CONTROLLER (controller);
  GtkWidget *scrolled = gtk_event_controller_get_widget (events);
  double way = dy != 0 ? dy : dx;

  if (!self->linked
      || (gtk_event_controller_get_current_event_state (events) & GDK_SHIFT_MASK) == 0)
    return FALSE;
  for (guint i = 0; i < self->strands->len; i++)
    if (reader_view_get_strand (self, i)->scrolled == scrolled)
      nudge (self, reader_view_get_column_of (self, i), way * WHEEL);
  return TRUE;
}

/* Shift and the wheel, which else would scroll sideways what has no width to spare. */
void
reader_view_add_nudge (ReaderParallelView *self, GtkWidget *scrolled)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (scrolled, scroll);
}
