/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <math.h>

/* How long a column glides, in milliseconds. */
#define GLIDE 220
/* What is nearer is not worth a movement, in pixels. */
#define LEVEL 1.0
/* In shares of the height: up to there a column follows the wheel at once, farther away it
 * glides, and from there on it first leaps. */
#define AT_ONCE 0.25
#define LEAP 1.0
#define ATTEMPTS 3

/* --- where a column ought to be --- */

/* The line by which the others are put: where the focus is or its counterpart, if that is in view,
 * else a little above the middle, where one reads. */
static double
get_line (ReaderParallelView *self, ReaderViewColumn *column, ReaderFlow *flow)
{
  double page = reader_flow_get_page (flow);
  guint64 first = 0;
  guint64 last = 0;

  if (!reader_flow_get_visible_rows (flow, &first, &last))
    return page / 3;
  for (guint64 row = first; row <= last; row++)
    {
      TriRow *found = reader_flow_get_row (flow, row);
      GPtrArray *cell = found != NULL ? tri_row_get_cell (found, column->index) : NULL;
      const TriPassage *passage = cell != NULL ? g_ptr_array_index (cell, 0) : NULL;
      const TriRange *sentence = NULL;
      GdkRectangle area;

      if (passage == NULL
          || (passage->id != self->marks->focus
              && reader_marks_get_match (self->marks, passage->id) == NULL))
        continue;
      if (passage->id == self->marks->focus
          && self->marks->sentence > 0
          && (guint) self->marks->sentence < passage->sentences->len)
        sentence = &g_array_index (passage->sentences, TriRange, self->marks->sentence);
      if (!reader_flow_get_range (flow, row, column->text->id, passage->id, sentence, &area))
        continue;
      if (area.y + area.height > 0 && area.y < page)
        return area.y - (sentence == NULL ? READER_CELL_PAD_Y : 0);
    }
  return page / 3;
}

static double
mix (double from, double to, double share)
{
  return from + (to - from) * share;
}

/* Of several ribbons at one place: those of the passage in focus, and what tells the same before
 * what overlaps; the first of equal ones, in focus the last. */
static gboolean
is_better (const ReaderBand *band, const ReaderBand *than)
{
  if (than == NULL || band->lit != than->lit)
    return than == NULL || band->lit;
  return band->full != than->full ? band->full : band->lit;
}

/* Where the line goes through the other column. @bands lie in the order of the first one. */
static gboolean
get_other_side (GArray *bands, double line, double *out)
{
  const ReaderBand *above = NULL;
  const ReaderBand *below = NULL;
  const ReaderBand *through = NULL;

  for (guint i = 0; i < bands->len; i++)
    {
      const ReaderBand *band = &g_array_index (bands, ReaderBand, i);

      if (band->top[0] <= line && line < band->bottom[0])
        through = is_better (band, through) ? band : through;
      else if (band->bottom[0] <= line && (above == NULL || band->bottom[0] > above->bottom[0]))
        above = band;
      else if (band->top[0] > line && below == NULL)
        below = band;
    }
  if (through != NULL)
    *out = mix (through->top[1],
                through->bottom[1],
                (line - through->top[0]) / (through->bottom[0] - through->top[0]));
  else if (above != NULL && below != NULL && below->top[1] >= above->bottom[1])
    *out = mix (above->bottom[1],
                below->top[1],
                (line - above->bottom[0]) / MAX (below->top[0] - above->bottom[0], 1));
  else if (above != NULL
           && (below == NULL || line - above->bottom[0] <= below->top[0] - line))
    *out = above->bottom[1] + line - above->bottom[0];
  else if (below != NULL)
    *out = below->top[1] + line - below->top[0];
  else
    return FALSE;
  return TRUE;
}

ReaderViewColumn *
reader_view_get_column_of (ReaderParallelView *self, guint strand)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->strand == strand)
      return reader_view_get_column (self, i);
  return NULL;
}

/* Where a line through one column goes through another; FALSE when no link between the two says. */
static gboolean
carry_line (ReaderParallelView *self,
            ReaderViewColumn *a,
            ReaderViewColumn *b,
            double line,
            double *out)
{
  /* What the other has in view must not count: it is what changes. */
  g_autoptr (GArray) bands = reader_view_dup_bands (self, a, b, TRUE);

  return get_other_side (bands, line, out);
}

/* Two texts may be tied only by way of a third, which goes with both. */
static gboolean
carry_by_third (ReaderParallelView *self,
                ReaderViewColumn *a,
                ReaderViewColumn *b,
                double line,
                double *out)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *third = reader_view_get_column (self, i);
      double between = 0;

      if (third != a
          && third != b
          && third->placed
          && !third->let_go
          && carry_line (self, a, third, line, &between)
          && carry_line (self, third, b, between, out))
        return TRUE;
    }
  return FALSE;
}

/* @by_third: whether the links may go by way of a third column */
static gboolean
find_level (ReaderParallelView *self, guint leader, guint strand, gboolean by_third, double *out)
{
  ReaderViewColumn *a = reader_view_get_column_of (self, leader);
  ReaderViewColumn *b = reader_view_get_column_of (self, strand);
  double line = 0;
  double other = 0;

  if (a == NULL || b == NULL || !a->placed || !b->placed)
    return FALSE;
  line = get_line (self, a, reader_view_get_strand (self, leader)->flow);
  if (!carry_line (self, a, b, line, &other)
      && !(by_third && carry_by_third (self, a, b, line, &other)))
    return FALSE;
  *out = other - line;
  return TRUE;
}

/* How far a column is from being level with another: @out is how many pixels it had to be scrolled
 * down, its nudge left out. FALSE when no link says. */
gboolean
reader_view_get_level (ReaderParallelView *self, guint leader, guint strand, double *out)
{
  return find_level (self, leader, strand, TRUE, out);
}

/* --- going there --- */

void
reader_view_stop_glide (ReaderViewStrand *strand)
{
  if (strand->glide != NULL)
    adw_animation_pause (strand->glide);
  g_clear_object (&strand->glide);
}

static void
scroll (ReaderParallelView *self, ReaderViewStrand *strand, double pixels)
{
  self->following++;
  reader_flow_scroll_by (strand->flow, pixels);
  self->following--;
}

typedef struct
{
  ReaderParallelView *view;
  guint strand;
} Glide;

static void
glide_cb (double value, gpointer data)
{
  Glide *glide = data;
  ReaderViewStrand *strand = reader_view_get_strand (glide->view, glide->strand);
  double step = (value - strand->glide_done) * strand->glide_way;

  strand->glide_done = value;
  scroll (glide->view, strand, step);
}

/* On the way rows were measured that had been guessed. */
static void
arrived_cb (AdwAnimation *animation, Glide *glide)
{
  ReaderViewStrand *strand = reader_view_get_strand (glide->view, glide->strand);

  if (strand->glide == animation)
    reader_view_stop_glide (strand);
  reader_view_follow (glide->view, glide->view->leader, FALSE);
}

static void
start_glide (ReaderParallelView *self, guint index, double way)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  Glide *glide = g_new (Glide, 1);
  AdwAnimationTarget *target = NULL;

  *glide = (Glide){ self, index };
  target = adw_callback_animation_target_new (glide_cb, glide, g_free);
  strand->glide_way = way;
  strand->glide_done = 0;
  strand->glide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE, target);
  g_signal_connect (strand->glide, "done", G_CALLBACK (arrived_cb), glide);
  adw_animation_play (strand->glide);
}

static gboolean
is_animated (ReaderParallelView *self)
{
  return adw_get_enable_animations (GTK_WIDGET (self)) && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
move (ReaderParallelView *self, guint index, double way, gboolean glide)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  double page = reader_flow_get_page (strand->flow);
  gboolean gliding = strand->glide != NULL;

  reader_view_stop_glide (strand);
  if (fabs (way) < LEVEL)
    return;
  if (fabs (way) > LEAP * page)
    {
      self->following++;
      reader_flow_jump_by (strand->flow, way - copysign (LEAP * page, way) / 2);
      self->following--;
      way = copysign (LEAP * page, way) / 2;
    }
  if (is_animated (self) && (glide || gliding || fabs (way) > AT_ONCE * page))
    start_glide (self, index, way);
  else
    scroll (self, strand, way);
}

/* Rows that come into view are measured, which may show that they were elsewhere. */
static gboolean
bring (ReaderParallelView *self,
       ReaderViewColumn *own,
       ReaderViewColumn *column,
       gboolean by_third,
       gboolean glide)
{
  double way = 0;

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      if (!find_level (self, own->strand, column->strand, by_third, &way))
        return i > 0;
      way += column->nudge - own->nudge;
      move (self, column->strand, way, glide);
      if (fabs (way) < LEVEL || reader_view_get_strand (self, column->strand)->glide != NULL)
        return TRUE;
    }
  return TRUE;
}

static gboolean
may_follow (ReaderViewColumn *own, ReaderViewColumn *column)
{
  return column != own && column->placed && !column->let_go;
}

/* Brings what links tie to the column itself, and says how many there are of these. The others are
 * left in @rest. */
static guint
bring_tied (ReaderParallelView *self, ReaderViewColumn *own, gboolean glide, GPtrArray *rest)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!may_follow (own, column))
        continue;
      if (bring (self, own, column, FALSE, glide))
        n++;
      else
        g_ptr_array_add (rest, column);
    }
  return n;
}

/* Puts the columns that nobody let go level with that of @leader: first those that may be on the
 * way from it to others. */
void
reader_view_follow (ReaderParallelView *self, guint leader, gboolean glide)
{
  ReaderViewColumn *own = self->linked ? reader_view_get_column_of (self, leader) : NULL;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  ReaderViewStrand *strand = NULL;
  double moved = 0;
  guint n_tied = 0;

  if (own == NULL || !own->placed)
    return;
  strand = reader_view_get_strand (self, leader);
  moved = reader_flow_get_way (strand->flow, strand->seen_row, strand->seen_into);
  self->leader = leader;
  if (!own->let_go)
    n_tied = bring_tied (self, own, glide, rest);
  for (guint i = 0; i < rest->len; i++)
    {
      ReaderViewColumn *column = g_ptr_array_index (rest, i);

      if (!(n_tied > 0 && bring (self, own, column, TRUE, glide))
          && (column->joined || own->joined)
          && fabs (moved) > 0)
        move (self, column->strand, moved, FALSE);
    }
  reader_flow_get_position (strand->flow, &strand->seen_row, &strand->seen_into);
}

static guint
find_strand (ReaderParallelView *self, ReaderFlow *flow)
{
  guint i = 0;

  while (i < self->strands->len && reader_view_get_strand (self, i)->flow != flow)
    i++;
  return i;
}

/* The others go after a column that the reader moves. */
void
reader_view_strand_moved (ReaderParallelView *self, ReaderFlow *flow)
{
  guint index = find_strand (self, flow);

  reader_view_queue_changed (self);
  if (!self->linked || index >= self->strands->len)
    return;
  reader_view_update_ribbons (self);
  if (self->following > 0)
    return;
  reader_view_stop_glide (reader_view_get_strand (self, index));
  reader_view_follow (self, index, FALSE);
}
