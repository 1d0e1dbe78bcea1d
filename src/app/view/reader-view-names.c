/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How many passages are looked through for the next name. */
#define MOST_PASSAGES 500

static int
find_mention (const TriPassage *passage, gint64 mention)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    if (g_array_index (passage->mentions, TriMention, i).id == mention)
      return (int) i;
  return -1;
}

static void
set_mention (ReaderParallelView *self, int index)
{
  const TriMention *mention = &g_array_index (self->focus->mentions, TriMention, index);
  TriRange range = { mention->start, mention->end };

  self->marks->mention = mention->id;
  self->marks->date = 0;
  reader_view_tell_focus (self);
  reader_view_update (self);
  reader_flow_reveal (reader_view_get_strand (self, self->focus_strand)->flow,
                      self->focus_row,
                      self->focus->text,
                      self->focus->id,
                      &range);
  reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
}

/* From the name one is at, or from where one stood that is none any more. */
static int
find_step (ReaderParallelView *self, int direction)
{
  GArray *mentions = self->focus->mentions;
  int index = find_mention (self->focus, self->marks->mention);

  if (index >= 0)
    return index + direction;
  if (self->stood.passage != self->focus->id || self->marks->date != 0)
    return direction > 0 ? 0 : (int) mentions->len - 1;
  for (index = 0; index < (int) mentions->len; index++)
    if (g_array_index (mentions, TriMention, index).start >= self->stood.start)
      break;
  return direction > 0 ? index : index - 1;
}

/* The next name in the focused passage, then in those behind it. Where none is near one stays. */
void
reader_view_step_mention (ReaderParallelView *self, int direction)
{
  g_autoptr (TriPassage) began = NULL;
  guint64 began_row = 0;
  gint64 mention = 0;
  int sentence = -1;
  int index = 0;

  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  began = tri_passage_ref (self->focus);
  began_row = self->focus_row;
  mention = self->marks->mention;
  sentence = self->marks->sentence;
  index = find_step (self, direction);
  for (guint n = 0; index < 0 || index >= (int) self->focus->mentions->len; n++)
    {
      guint64 row = 0;
      g_autoptr (TriPassage) next = reader_view_find_next (self, &row, direction);

      if (next == NULL || n == MOST_PASSAGES)
        {
          if (n == 0)
            return;
          reader_view_set_focus (self, self->focus_strand, began_row, began, sentence);
          self->marks->mention = mention;
          reader_view_update (self);
          return;
        }
      reader_view_set_focus (self, self->focus_strand, row, next, -1);
      index = direction > 0 ? 0 : (int) next->mentions->len - 1;
    }
  reader_view_reveal_focus (self);
  set_mention (self, index);
}

void
reader_view_open_mention (ReaderParallelView *self)
{
  int index = self->focus != NULL ? find_mention (self->focus, self->marks->mention) : -1;
  const TriDate *date = reader_view_get_focus_date (self);
  const TriMention *mention = NULL;

  if (date != NULL)
    {
      reader_view_open_date (self, self->focus, date);
      return;
    }
  if (index < 0)
    {
      reader_view_step_mention (self, 1);
      return;
    }
  mention = &g_array_index (self->focus->mentions, TriMention, index);
  g_signal_emit_by_name (self,
                         "mention-activated",
                         self->focus->id,
                         mention->id,
                         mention->entity);
}

/* Who goes to the first passage or the last stands on no name of it, also where the focus is there
 * already. */
void
reader_view_leave_mention (ReaderParallelView *self)
{
  self->stood = (ReaderPlace){ 0 };
  if (self->marks->mention == 0)
    return;
  self->marks->mention = 0;
  reader_view_tell_focus (self);
  reader_view_update (self);
  reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
}

/* Before the passages are read anew. */
void
reader_view_keep_mention (ReaderParallelView *self)
{
  TriMention mention = { 0 };
  ReaderPlace place = { 0 };

  if (reader_parallel_view_get_mention (self, &place, &mention) || self->marks->date != 0)
    self->stood = place;
}

/* What was named there may be said to be somebody else now: it is where it was. */
void
reader_view_return_to_mention (ReaderParallelView *self, guint start)
{
  for (guint i = 0; self->focus != NULL && i < self->focus->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (self->focus->mentions, TriMention, i);

      if (mention->start == start)
        self->marks->mention = mention->id;
    }
  reader_view_update (self);
}

void
reader_parallel_view_stand_on (ReaderParallelView *self, guint start)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  reader_view_return_to_mention (self, start);
}

gboolean
reader_parallel_view_get_mention (ReaderParallelView *self, ReaderPlace *place, TriMention *out)
{
  int index = self->focus != NULL ? find_mention (self->focus, self->marks->mention) : -1;

  if (index < 0)
    return FALSE;
  *out = g_array_index (self->focus->mentions, TriMention, index);
  *place = (ReaderPlace){ self->focus->text, self->focus->id, out->start, out->end };
  return TRUE;
}
