/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <glib/gi18n.h>

static void
say_selection (ReaderParallelView *self)
{
  const ReaderStretch *selection = &self->marks->selection;
  g_autofree char *words = NULL;
  guint n = selection->last_ord - selection->first_ord + 1;

  if (selection->text == 0)
    words = g_strdup ("");
  else if (n == 1)
    words = g_strdup (_ ("Words of one passage are selected"));
  else
    words = g_strdup_printf (ngettext ("%u passage is selected", "%u passages are selected", n), n);
  if (selection->text != 0 && self->marks->kept->len > 0)
    {
      g_autofree char *own = g_steal_pointer (&words);
      guint others = self->marks->kept->len;

      /* Translators: %1$s is "Words of one passage are selected" or the like. */
      words = g_strdup_printf (ngettext ("%1$s, and words in %2$u other column",
                                         "%1$s, and words in %2$u other columns",
                                         others),
                               own,
                               others);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

void
reader_view_clear_selection (ReaderParallelView *self)
{
  if (self->marks->selection.text == 0 && self->marks->kept->len == 0)
    return;
  self->marks->selection = (ReaderStretch){ 0 };
  g_array_set_size (self->marks->kept, 0);
  reader_view_drop_hint (self);
  say_selection (self);
  reader_view_update (self);
}

/* Forgets what is kept of a text: a column has one selection. Returns whether there was any. */
static gboolean
take_kept (ReaderParallelView *self, gint64 text, ReaderKept *out)
{
  GArray *kept = self->marks->kept;

  for (guint i = 0; i < kept->len; i++)
    if (g_array_index (kept, ReaderKept, i).stretch.text == text)
      {
        *out = g_array_index (kept, ReaderKept, i);
        g_array_remove_index (kept, i);
        return TRUE;
      }
  return FALSE;
}

/* What is selected stays while words are selected in another column. */
void
reader_view_keep_selection (ReaderParallelView *self)
{
  ReaderKept kept = { self->marks->selection, self->selection_first, self->selection_last };

  if (kept.stretch.text == 0)
    return;
  g_array_append_val (self->marks->kept, kept);
  self->marks->selection = (ReaderStretch){ 0 };
}

/* Goes to the column beside and selects there as well, the passage in focus first; what was
 * selected there before is gone on with. */
void
reader_view_extend_to_column (ReaderParallelView *self, int direction)
{
  ReaderKept kept;

  reader_view_ensure_focus (self);
  if (self->focus == NULL || !reader_view_has_column_beside (self, direction))
    return;
  if (self->marks->selection.text == 0)
    reader_view_select_focus (self);
  reader_view_keep_selection (self);
  reader_view_step_column (self, direction);
  if (take_kept (self, self->focus->text, &kept))
    {
      self->marks->selection = kept.stretch;
      self->selection_first = kept.first;
      self->selection_last = kept.last;
      self->anchor = (ReaderPlace){ kept.stretch.text,
                                    kept.first,
                                    kept.stretch.start,
                                    kept.stretch.start };
      self->anchor_ord = kept.stretch.first_ord;
      say_selection (self);
      reader_view_update (self);
    }
  else
    reader_view_select_focus (self);
}

void
reader_view_set_anchor (ReaderParallelView *self, const TriPassage *passage, guint offset)
{
  ReaderKept kept;

  take_kept (self, passage->text, &kept);
  self->anchor = (ReaderPlace){ passage->text, passage->id, offset, offset };
  self->anchor_ord = passage->ord;
}

/* Selects from the anchor to a place in the same text. */
void
reader_view_select_to (ReaderParallelView *self, const TriPassage *passage, guint offset)
{
  ReaderStretch *selection = &self->marks->selection;
  gboolean forward = passage->ord > self->anchor_ord
                     || (passage->ord == self->anchor_ord && offset >= self->anchor.start);

  if (passage->text != self->anchor.text)
    return;
  *selection = (ReaderStretch){ passage->text,
                                forward ? self->anchor_ord : passage->ord,
                                forward ? self->anchor.start : offset,
                                forward ? passage->ord : self->anchor_ord,
                                forward ? offset : self->anchor.start };
  self->selection_first = forward ? self->anchor.passage : passage->id;
  self->selection_last = forward ? passage->id : self->anchor.passage;
  if (selection->first_ord == selection->last_ord && selection->start == selection->end)
    selection->text = 0;
  say_selection (self);
  reader_view_update (self);
  reader_view_hint_selected (self);
}

void
reader_view_select_range (ReaderParallelView *self,
                          const TriPassage *passage,
                          guint start,
                          guint end)
{
  reader_view_set_anchor (self, passage, start);
  reader_view_select_to (self, passage, end);
}

guint
reader_passage_get_length (const TriPassage *passage)
{
  return (guint) g_utf8_strlen (passage->content, -1);
}

void
reader_view_select_focus (ReaderParallelView *self)
{
  reader_view_ensure_focus (self);
  if (self->focus != NULL && !reader_marks_is_concealed (self->marks, self->focus))
    reader_view_select_range (self, self->focus, 0, reader_passage_get_length (self->focus));
}

/* Selects whole passages, from the one it began with to the one that has the focus now. */
void
reader_view_extend_selection (ReaderParallelView *self, int direction)
{
  if (self->marks->selection.text == 0)
    {
      reader_view_select_focus (self);
      return;
    }
  reader_view_step_passage (self, direction);
  if (self->focus->ord >= self->anchor_ord)
    reader_view_select_to (self, self->focus, reader_passage_get_length (self->focus));
  else
    reader_view_select_to (self, self->focus, 0);
}

/* The end of the selection that moves: where it was not begun. */
static gboolean
get_moving_end (ReaderParallelView *self, guint *out)
{
  const ReaderStretch *selection = &self->marks->selection;
  gboolean at_anchor = selection->first_ord == self->anchor_ord
                       && selection->start == self->anchor.start;

  if (selection->text == 0 || self->focus == NULL || selection->text != self->focus->text)
    return FALSE;
  *out = at_anchor ? selection->end : selection->start;
  return self->focus->ord == (at_anchor ? selection->last_ord : selection->first_ord);
}

/* Where the next word ends, or (@direction -1) the one before begins; from the edge of the passage
 * -1. */
static int
step_word (const TriPassage *passage, guint from, int direction)
{
  const char *p = g_utf8_offset_to_pointer (passage->content, (glong) from);
  gboolean seen = FALSE;
  int at = (int) from;

  if (direction > 0 ? *p == '\0' : from == 0)
    return -1;
  while (direction > 0 ? *p != '\0' : at > 0)
    {
      const char *next = direction > 0 ? p : g_utf8_prev_char (p);
      gboolean inside = g_unichar_isalnum (g_utf8_get_char (next));

      if (seen && !inside)
        break;
      seen |= inside;
      p = direction > 0 ? g_utf8_next_char (p) : next;
      at += direction;
    }
  return at;
}

/* Moves the end of the selection by a word, into the next passage too. */
void
reader_view_extend_by_word (ReaderParallelView *self, int direction)
{
  gint64 before = 0;
  guint from = 0;
  int to = 0;

  reader_view_ensure_focus (self);
  if (self->focus == NULL || reader_marks_is_concealed (self->marks, self->focus))
    return;
  if (!get_moving_end (self, &from))
    {
      from = direction > 0 ? 0 : reader_passage_get_length (self->focus);
      reader_view_set_anchor (self, self->focus, from);
    }
  to = step_word (self->focus, from, direction);
  before = self->focus->id;
  if (to < 0)
    reader_view_step_passage (self, direction);
  if (to < 0 && self->focus->id == before)
    return;
  if (to < 0)
    to = step_word (self->focus,
                    direction > 0 ? 0 : reader_passage_get_length (self->focus),
                    direction);
  reader_view_select_to (self, self->focus, (guint) MAX (to, 0));
}

/* A label keeps the caret and its selection inside. Whoever goes over its edge with Shift goes on
 * with ours. Returns whether that was so. */
gboolean
reader_view_leave_label (ReaderParallelView *self, int direction)
{
  ReaderSelection selection;
  guint length = 0;

  if (!self->marks->caret || self->focus == NULL)
    return FALSE;
  if (self->marks->selection.text != 0)
    return TRUE;
  length = reader_passage_get_length (self->focus);
  if (!reader_parallel_view_get_selection (self, &selection)
      || selection.passage != self->focus->id
      || (direction > 0 ? selection.end < length : selection.start > 0))
    return FALSE;
  reader_view_set_anchor (self, self->focus, direction > 0 ? selection.start : selection.end);
  reader_view_select_to (self, self->focus, direction > 0 ? length : 0);
  return TRUE;
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

void
reader_view_select_word (ReaderParallelView *self, const TriPassage *passage, guint at)
{
  const char *p = g_utf8_offset_to_pointer (passage->content, (glong) at);
  guint start = at;
  guint end = at;

  for (const char *q = p; *q != '\0' && is_in_word (g_utf8_get_char (q)); q = g_utf8_next_char (q))
    end++;
  while (start > 0 && is_in_word (g_utf8_get_char (g_utf8_prev_char (p))))
    {
      p = g_utf8_prev_char (p);
      start--;
    }
  reader_view_select_range (self, passage, start, MAX (end, start));
}

/* Takes the caret's selection, which GTK keeps in the label, for ours. */
static gboolean
get_caret_selection (ReaderParallelView *self, ReaderSelection *out)
{
  ReaderFlow *flow = self->focus != NULL ? reader_view_get_flow_of (self, self->focus->text) : NULL;
  ReaderCell *cell = NULL;
  TriRange range;

  if (flow == NULL || !self->marks->caret)
    return FALSE;
  cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell == NULL
      || !reader_cell_get_caret (cell, &out->passage, &range)
      || range.start == range.end)
    return FALSE;
  out->text = self->focus->text;
  out->start = range.start;
  out->end_passage = out->passage;
  out->end = range.end;
  return TRUE;
}

/**
 * reader_parallel_view_get_selection:
 * @out: (out):
 *
 * Returns: whether words are selected, with the pointer, the keyboard or the caret
 */
gboolean
reader_parallel_view_get_selection (ReaderParallelView *self, ReaderSelection *out)
{
  const ReaderStretch *selection = NULL;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  selection = &self->marks->selection;
  if (selection->text == 0)
    return get_caret_selection (self, out);
  *out = (ReaderSelection){ selection->text,
                            self->selection_first,
                            selection->start,
                            self->selection_last,
                            selection->end };
  return TRUE;
}

/**
 * reader_parallel_view_dup_selections:
 *
 * Returns: (transfer full) (element-type ReaderSelection): what is selected, one in a column, in
 *   the order in which it was
 */
GArray *
reader_parallel_view_dup_selections (ReaderParallelView *self)
{
  GArray *selections = g_array_new (FALSE, FALSE, sizeof (ReaderSelection));
  ReaderSelection selection;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), selections);

  for (guint i = 0; i < self->marks->kept->len; i++)
    {
      const ReaderKept *kept = &g_array_index (self->marks->kept, ReaderKept, i);

      selection = (ReaderSelection){ kept->stretch.text,
                                     kept->first,
                                     kept->stretch.start,
                                     kept->last,
                                     kept->stretch.end };
      g_array_append_val (selections, selection);
    }
  if (reader_parallel_view_get_selection (self, &selection))
    g_array_append_val (selections, selection);
  return selections;
}
