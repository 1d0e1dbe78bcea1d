/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

static ReaderRowModel *
get_focus_model (ReaderParallelView *self)
{
  return reader_view_get_strand (self, self->focus_strand)->model;
}

static guint
get_focus_index (ReaderParallelView *self)
{
  return reader_view_find_column (self, self->focus->text, NULL)->index;
}

TriPassage *
reader_view_find_next (ReaderParallelView *self, guint64 *row, int direction)
{
  ReaderRowModel *model = get_focus_model (self);
  guint column = get_focus_index (self);
  g_autoptr (TriRow) own = reader_row_model_dup_row (model, self->focus_row);
  TriPassage *passage = NULL;

  *row = self->focus_row;
  if (own != NULL)
    passage = reader_view_step_in_cell (tri_row_get_cell (own, column), self->focus, direction);
  if (passage != NULL)
    return tri_passage_ref (passage);
  if (direction < 0 && *row == 0)
    return NULL;
  *row = direction > 0 ? *row + 1 : *row - 1;
  return reader_view_search_rows (model, column, row, direction);
}

static gboolean
has_focus_or_take (ReaderParallelView *self)
{
  if (self->focus != NULL)
    return TRUE;
  reader_view_ensure_focus (self);
  reader_view_reveal_focus (self);
  return FALSE;
}

void
reader_view_step_passage (ReaderParallelView *self, int direction)
{
  g_autoptr (TriPassage) next = NULL;
  guint64 row = 0;

  if (!has_focus_or_take (self))
    return;
  next = reader_view_find_next (self, &row, direction);
  if (next != NULL)
    reader_view_set_focus (self, self->focus_strand, row, next, -1);
  reader_view_reveal_focus (self);
}

void
reader_view_step_sentence (ReaderParallelView *self, int direction)
{
  g_autoptr (TriPassage) next = NULL;
  int wanted = self->marks->sentence + direction;
  guint64 row = 0;

  if (!has_focus_or_take (self))
    return;
  if (self->marks->sentence < 0)
    wanted = direction > 0 ? 0 : -1;
  if (wanted >= 0 && wanted < (int) self->focus->sentences->len)
    reader_view_set_focus (self, self->focus_strand, self->focus_row, self->focus, wanted);
  else if ((next = reader_view_find_next (self, &row, direction)) != NULL)
    reader_view_set_focus (self,
                           self->focus_strand,
                           row,
                           next,
                           direction > 0 ? 0 : MAX ((int) next->sentences->len - 1, 0));
  reader_view_reveal_focus (self);
}

void
reader_view_step_page (ReaderParallelView *self, int direction)
{
  ReaderViewColumn *column = NULL;
  ReaderFlow *flow = NULL;
  TriPassage *passage = NULL;
  guint64 row = 0;

  if (self->focus != NULL)
    column = reader_view_find_column (self, self->focus->text, NULL);
  if (column == NULL)
    column = reader_view_get_first_column (self);
  if (column == NULL)
    return;
  flow = reader_view_get_flow_of (self, column->text->id);
  reader_flow_scroll_by (flow, direction * 0.9 * gtk_widget_get_height (GTK_WIDGET (flow)));
  passage = reader_view_find_visible (self, column, &row);
  if (passage != NULL)
    reader_view_set_focus (self, column->strand, row, passage, -1);
  reader_view_follow (self, column->strand, TRUE);
  if (reader_view_has_keyboard (self))
    reader_view_grab_cell (self);
}

static void
jump (ReaderParallelView *self, gint64 passage)
{
  ReaderPlace place = { 0, passage, 0, 0 };

  if (passage != 0)
    reader_parallel_view_go_to (self, &place);
}

void
reader_view_step_division (ReaderParallelView *self, int direction)
{
  if (has_focus_or_take (self))
    jump (self, reader_row_model_step_division (get_focus_model (self), self->focus, direction));
}

void
reader_view_go_to_end (ReaderParallelView *self, int direction)
{
  ReaderRowModel *model = NULL;
  guint64 n_rows = 0;
  guint64 row = 0;
  g_autoptr (TriPassage) passage = NULL;

  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  model = get_focus_model (self);
  n_rows = reader_row_model_get_n_rows (model);
  row = direction > 0 ? n_rows - 1 : 0;
  passage = reader_view_search_rows (model, get_focus_index (self), &row, -direction);
  if (passage == NULL)
    return;
  reader_view_remember (self);
  reader_view_leave_mention (self);
  reader_view_set_focus (self, self->focus_strand, row, passage, -1);
  reader_flow_scroll_to (reader_view_get_strand (self, self->focus_strand)->flow,
                         direction > 0 ? n_rows - 1 : 0,
                         0);
  reader_view_reveal_focus (self);
}

static int
get_column_beside (ReaderParallelView *self, int direction)
{
  guint index = 0;

  if (self->focus == NULL || reader_view_find_column (self, self->focus->text, &index) == NULL)
    return -1;
  for (int i = (int) index + direction; i >= 0 && i < (int) self->columns->len; i += direction)
    if (reader_view_get_column (self, (guint) i)->shown)
      return i;
  return -1;
}

gboolean
reader_view_has_column_beside (ReaderParallelView *self, int direction)
{
  return get_column_beside (self, direction) >= 0;
}

/* The passage of another column that the eye goes to: the counterpart, else what stands in the same
 * row, or above it. */
static TriPassage *
find_across (ReaderParallelView *self, ReaderViewColumn *column, guint64 *row)
{
  g_autoptr (TriRow) own = reader_row_model_dup_row (get_focus_model (self), self->focus_row);
  GPtrArray *cell = own != NULL ? tri_row_get_cell (own, column->index) : NULL;

  *row = self->focus_row;
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (reader_marks_get_match (self->marks, passage->id) != NULL)
        return tri_passage_ref (passage);
    }
  return reader_view_search_rows (get_focus_model (self), column->index, row, -1);
}

/* The counterpart that comes first in a column with rows of its own. */
static TriPassage *
find_counterpart (ReaderParallelView *self, ReaderViewColumn *column, guint64 *row)
{
  ReaderRowModel *model = reader_view_get_strand (self, column->strand)->model;
  GHashTableIter iter;
  gint64 *id = NULL;
  gint64 found = 0;
  guint64 at = 0;

  g_hash_table_iter_init (&iter, self->marks->counterparts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    if (reader_row_model_find_passage (model, *id, &at) && (found == 0 || at < *row))
      {
        found = *id;
        *row = at;
      }
  return found != 0 ? reader_view_search_rows (model, column->index, row, 1) : NULL;
}

/* Where the eye goes in a column: level with the focus, or the first that is in view. */
static TriPassage *
find_entry (ReaderParallelView *self, ReaderViewColumn *column, guint64 *row)
{
  TriPassage *visible = NULL;
  TriPassage *found = NULL;

  if (column->strand == self->focus_strand)
    return find_across (self, column, row);
  found = find_counterpart (self, column, row);
  if (found != NULL)
    return found;
  visible = reader_view_find_visible (self, column, row);
  if (visible != NULL)
    return tri_passage_ref (visible);
  return reader_view_search_rows (reader_view_get_strand (self, column->strand)->model,
                                  column->index,
                                  row,
                                  1);
}

/* Gives the focus to a column, and room when it has none. */
void
reader_view_enter_column (ReaderParallelView *self, ReaderViewColumn *column)
{
  g_autoptr (TriPassage) found = NULL;
  const ReaderMatch *match = NULL;
  guint64 row = 0;
  int sentence = -1;

  reader_view_ensure_focus (self);
  if (self->focus != NULL)
    found = find_entry (self, column, &row);
  if (found == NULL)
    return;
  match = reader_marks_get_match (self->marks, found->id);
  if (self->marks->sentence >= 0
      && match != NULL
      && match->sentences != NULL
      && match->sentences->len > 0)
    sentence = g_array_index (match->sentences, int, 0);
  reader_view_set_focus (self, column->strand, row, found, sentence);
  reader_view_reveal_focus (self);
}

void
reader_view_step_column (ReaderParallelView *self, int direction)
{
  int beside = -1;

  if (!has_focus_or_take (self))
    return;
  beside = get_column_beside (self, direction);
  if (beside >= 0)
    reader_view_enter_column (self, reader_view_get_column (self, (guint) beside));
}
