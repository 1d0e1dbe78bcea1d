/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-mention-walk.h"

#include "library/tri-library-dates.h"
#include "library/tri-library-works.h"

/* The passage that has the focus, else the first in view. */
static TriPassage *
get_current_passage (ReaderMentionWalk *self, guint *start)
{
  ReaderPlace focus = { 0 };

  if (!reader_parallel_view_get_focus (self->view, &focus))
    {
      g_autoptr (GArray) visible = reader_parallel_view_dup_visible_passages (self->view);

      focus.passage = visible->len > 0 ? g_array_index (visible, gint64, 0) : 0;
    }
  *start = focus.start;
  return tri_library_get_passage (self->library, focus.passage, NULL);
}

/* Where a step begins: at the mention walked to last while the reader is still there, else before
 * the words that have the focus. */
static gboolean
get_start (ReaderMentionWalk *self, int direction, TriContext *start, int *words)
{
  guint at = 0;
  g_autoptr (TriPassage) passage = get_current_passage (self, &at);

  if (!passage)
    return FALSE;
  if (self->last.mention.id && self->last.passage == passage->id)
    {
      *start = self->last;
      *words = (int) self->last.mention.start;
      return TRUE;
    }

  start->text = passage->text;
  start->ord = passage->ord;
  *words = direction > 0 ? (int) at - 1 : (int) at;
  return TRUE;
}

void
reader_mention_walk_set_last (ReaderMentionWalk *self, const TriContext *context)
{
  self->last.mention = context->mention;
  self->last.passage = context->passage;
  self->last.text = context->text;
  self->last.ord = context->ord;
}

static void
set_last (ReaderMentionWalk *self, const TriPassage *passage, const TriMention *mention)
{
  self->last.mention = *mention;
  self->last.passage = passage->id;
  self->last.text = passage->text;
  self->last.ord = passage->ord;
}

static gboolean
find_in_passage (ReaderMentionWalk *self, const TriPassage *passage, gint64 id)
{
  for (guint i = 0; !self->edtf && i < passage->mentions->len; i++)
    if (g_array_index (passage->mentions, TriMention, i).id == id)
      {
        set_last (self, passage, &g_array_index (passage->mentions, TriMention, i));
        return TRUE;
      }
  for (guint i = 0; self->edtf && i < passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (passage->dates, TriDate, i);
      TriMention mention = { .id = tri_date_make_id (passage->id, date->start),
                             .start = date->start,
                             .end = date->end };

      if (mention.id != id)
        continue;
      set_last (self, passage, &mention);
      return TRUE;
    }
  return FALSE;
}

/**
 * reader_mention_walk_begin_at:
 * @mention: a mention in the passage that has the focus; of a date see tri_date_make_id()
 *
 * Says where the next step begins.
 *
 * Returns: FALSE when the passage has no such mention
 */
gboolean
reader_mention_walk_begin_at (ReaderMentionWalk *self, gint64 mention)
{
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  if (!reader_parallel_view_get_focus (self->view, &focus))
    return FALSE;
  passage = tri_library_get_passage (self->library, focus.passage, NULL);
  return passage && find_in_passage (self, passage, mention);
}

/**
 * reader_mention_walk_step:
 * @direction: 1 for the next, -1 for the previous
 * @all_texts: whether it goes on in the other texts
 * @found: (out): clear it with tri_context_clear()
 *
 * Returns: FALSE when there is none
 */
gboolean
reader_mention_walk_step (ReaderMentionWalk *self,
                          int direction,
                          gboolean all_texts,
                          TriContext *found)
{
  TriContext start = { 0 };
  int words = 0;
  g_autoptr (GError) error = NULL;

  if (!get_start (self, direction, &start, &words))
    return FALSE;
  if (self->edtf ? tri_library_step_date (self->library,
                                          self->edtf,
                                          start.text,
                                          start.ord,
                                          words,
                                          direction,
                                          all_texts,
                                          found,
                                          &error)
                 : tri_library_step_mention (self->library,
                                             self->entity,
                                             start.text,
                                             start.ord,
                                             words,
                                             direction,
                                             all_texts,
                                             found,
                                             &error))
    return TRUE;
  if (error)
    g_warning ("%s", error->message);
  return FALSE;
}
