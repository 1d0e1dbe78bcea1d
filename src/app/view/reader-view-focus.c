/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How many rows are looked through for a passage of a column before the search gives up: a text may
 * have nothing for a long stretch, and a key must answer at once. */
#define SEARCH_ROWS 500
#define HISTORY 200

/* --- finding passages --- */

static TriPassage *
find_in_row (const TriRow *row, guint column, gint64 passage)
{
  GPtrArray *cell = tri_row_get_cell (row, column);

  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *found = g_ptr_array_index (cell, i);

      if (found->id == passage)
        return found;
    }
  return NULL;
}

/* The first (direction 1) or last passage of a cell, behind (before) @from when that is in it. */
static TriPassage *
step_in_cell (GPtrArray *cell, const TriPassage *from, int direction)
{
  TriPassage *found = NULL;
  gboolean seen = from == NULL;

  for (guint n = 0; n < cell->len && found == NULL; n++)
    {
      TriPassage *passage = g_ptr_array_index (cell, direction > 0 ? n : cell->len - 1 - n);

      if (!seen)
        seen = passage->id == from->id;
      else if (reader_passage_is_shown (passage, cell))
        found = passage;
    }
  return found;
}

/* Looks from @row on for a row in which a column has a passage. */
static TriPassage *
search_rows (ReaderRowModel *model, guint column, guint64 *row, int direction)
{
  guint64 n_rows = reader_row_model_get_n_rows (model);

  for (guint n = 0; n < SEARCH_ROWS && *row < n_rows; n++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, *row);
      TriPassage *passage = NULL;

      if (found != NULL)
        passage = step_in_cell (tri_row_get_cell (found, column), NULL, direction);
      if (passage != NULL)
        return tri_passage_ref (passage);
      if (direction < 0 && *row == 0)
        return NULL;
      *row = direction > 0 ? *row + 1 : *row - 1;
    }
  return NULL;
}

/* A note that stands at its mark is not in the flow: who goes to it goes to the passage that has
 * the mark. */
static TriPassage *
find_shown (GPtrArray *cell, TriPassage *passage)
{
  if (reader_passage_is_shown (passage, cell))
    return passage;
  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *owner = g_ptr_array_index (cell, i);

      for (guint s = 0; s < owner->spans->len; s++)
        {
          const TriSpan *span = &g_array_index (owner->spans, TriSpan, s);

          if (span->kind == TRI_SPAN_NOTE && g_strcmp0 (span->value, passage->key) == 0)
            return owner->kind == TRI_PASSAGE_NOTE ? passage : owner;
        }
    }
  return passage;
}

static gboolean
find_passage (ReaderParallelView *self, gint64 id, guint *strand, guint64 *row, TriPassage **out)
{
  for (guint s = 0; s < self->strands->len; s++)
    {
      ReaderRowModel *model = reader_view_get_strand (self, s)->model;
      g_autoptr (TriRow) found = NULL;

      if (!reader_row_model_find_passage (model, id, row))
        continue;
      found = reader_row_model_dup_row (model, *row);
      for (guint c = 0; found != NULL && c < found->cells->len; c++)
        {
          TriPassage *passage = find_in_row (found, c, id);

          if (passage == NULL)
            continue;
          *strand = s;
          *out = tri_passage_ref (find_shown (tri_row_get_cell (found, c), passage));
          return TRUE;
        }
    }
  return FALSE;
}

/* --- the focus --- */

static void
find_counterparts (ReaderParallelView *self)
{
  ReaderRowModel *model = reader_view_get_strand (self, self->focus_strand)->model;
  g_autoptr (GArray) found = NULL;

  reader_marks_clear_matches (self->marks);
  found = reader_row_model_dup_counterparts (model, self->focus->id, self->marks->sentence);
  for (guint i = 0; i < found->len; i++)
    {
      const TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);

      if (counterpart->passage != self->focus->id)
        reader_marks_add_match (self->marks,
                                counterpart->passage,
                                counterpart->sentence,
                                counterpart->full);
    }
}

/* Gives the keyboard to the cell of the focus, unless the caret has it. */
void
reader_view_grab_cell (ReaderParallelView *self)
{
  ReaderCell *cell = NULL;

  if (self->focus == NULL || self->focus_strand >= self->strands->len)
    return;
  cell = reader_flow_get_cell (reader_view_get_strand (self, self->focus_strand)->flow,
                               self->focus_row,
                               self->focus->text);
  if (cell == NULL)
    return;
  if (self->marks->caret)
    reader_cell_set_caret (cell, self->focus->id);
  else
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

/* A popover that stands at a passage keeps the keyboard for itself. */
gboolean
reader_view_has_keyboard (ReaderParallelView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *holder = root != NULL ? gtk_root_get_focus (root) : NULL;

  return holder != NULL
         && gtk_widget_get_native (holder) == gtk_widget_get_native (GTK_WIDGET (self))
         && (holder == GTK_WIDGET (self) || gtk_widget_is_ancestor (holder, GTK_WIDGET (self)));
}

static void
drop_old_caret (ReaderParallelView *self)
{
  ReaderFlow *flow = self->focus != NULL ? reader_view_get_flow_of (self, self->focus->text) : NULL;
  ReaderCell *cell = NULL;

  if (flow != NULL && self->marks->caret)
    cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell != NULL)
    reader_cell_set_caret (cell, 0);
}

/* Returns whether another passage or sentence has the focus now. */
gboolean
reader_view_set_focus (ReaderParallelView *self,
                       guint strand,
                       guint64 row,
                       TriPassage *passage,
                       int sentence)
{
  gboolean other = self->focus == NULL || self->focus->id != passage->id;
  gboolean other_sentence = self->marks->sentence != sentence;

  self->focus_row = row;
  if (!other && !other_sentence)
    return FALSE;
  if (other)
    drop_old_caret (self);
  if (self->focus_strand != strand && self->arrangement == READER_ARRANGEMENT_SINGLE)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  self->focus_strand = strand;
  tri_passage_ref (passage);
  g_clear_pointer (&self->focus, tri_passage_unref);
  self->focus = passage;
  self->marks->focus = passage->id;
  self->marks->sentence = sentence;
  if (other)
    self->marks->mention = 0;
  find_counterparts (self);
  reader_view_update (self);
  if (other)
    reader_view_notify (self, "focus-passage");
  if (other_sentence)
    reader_view_notify (self, "focus-sentence");
  reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
  return TRUE;
}

gboolean
reader_view_focus_passage (ReaderParallelView *self, gint64 id, int sentence)
{
  g_autoptr (TriPassage) passage = NULL;
  guint strand = 0;
  guint64 row = 0;

  if (!find_passage (self, id, &strand, &row, &passage))
    return FALSE;
  reader_view_set_focus (self, strand, row, passage, sentence);
  return TRUE;
}

/* The counterparts in flows of their own come level with the focus; those in its own flow mostly
 * stand in its row. */
static void
reveal_counterparts (ReaderParallelView *self, int y)
{
  GHashTableIter iter;
  gint64 *id = NULL;

  if (self->strands->len < 2)
    return;
  g_hash_table_iter_init (&iter, self->marks->counterparts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      g_autoptr (TriPassage) passage = NULL;
      guint strand = 0;
      guint64 row = 0;

      if (find_passage (self, *id, &strand, &row, &passage) && strand != self->focus_strand)
        reader_flow_scroll_to (reader_view_get_strand (self, strand)->flow, row, -y);
    }
}

void
reader_view_reveal_focus (ReaderParallelView *self)
{
  ReaderFlow *flow = NULL;
  GdkRectangle area;
  TriRange range;
  gboolean has_sentence = FALSE;

  if (self->focus == NULL)
    return;
  flow = reader_view_get_strand (self, self->focus_strand)->flow;
  has_sentence = self->marks->sentence >= 0
                 && (guint) self->marks->sentence < self->focus->sentences->len;
  if (has_sentence)
    range = g_array_index (self->focus->sentences, TriRange, self->marks->sentence);
  reader_flow_reveal (flow, self->focus_row, self->focus->text, self->focus->id, NULL);
  if (has_sentence)
    reader_flow_reveal (flow, self->focus_row, self->focus->text, self->focus->id, &range);
  if (reader_flow_get_range (flow,
                             self->focus_row,
                             self->focus->text,
                             self->focus->id,
                             NULL,
                             &area))
    reveal_counterparts (self, MAX (area.y, 0));
  if (reader_view_has_keyboard (self))
    reader_view_grab_cell (self);
}

/* The text of the column that keys are about when nothing has the focus yet. */
static ReaderViewColumn *
get_first_column (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->shown)
      return reader_view_get_column (self, i);
  return NULL;
}

/* The first passage of a column that begins in view. */
static TriPassage *
find_visible (ReaderParallelView *self, ReaderViewColumn *column, guint64 *out_row)
{
  ReaderFlow *flow = reader_view_get_flow_of (self, column->text->id);
  guint64 first = 0;
  guint64 last = 0;
  TriPassage *fallback = NULL;

  if (flow == NULL || !reader_flow_get_visible_rows (flow, &first, &last))
    return NULL;
  for (guint64 row = first; row <= last; row++)
    {
      TriRow *found = reader_flow_get_row (flow, row);
      TriPassage *passage = NULL;
      GdkRectangle area;

      if (found != NULL)
        passage = step_in_cell (tri_row_get_cell (found, column->text->column), NULL, 1);
      if (passage == NULL
          || !reader_flow_get_range (flow, row, column->text->id, passage->id, NULL, &area))
        continue;
      if (area.y >= 0 || fallback == NULL)
        {
          *out_row = row;
          fallback = passage;
        }
      if (area.y >= 0)
        break;
    }
  return fallback;
}

void
reader_view_ensure_focus (ReaderParallelView *self)
{
  ReaderViewColumn *column = get_first_column (self);
  TriPassage *passage = NULL;
  guint64 row = 0;

  if (self->focus != NULL || column == NULL)
    return;
  passage = find_visible (self, column, &row);
  if (passage != NULL)
    reader_view_set_focus (self, column->text->strand, row, passage, -1);
}

/* --- steps --- */

static ReaderRowModel *
get_focus_model (ReaderParallelView *self)
{
  return reader_view_get_strand (self, self->focus_strand)->model;
}

static guint
get_focus_index (ReaderParallelView *self)
{
  return tri_work_get_text (self->work, self->focus->text)->column;
}

static TriPassage *
find_next (ReaderParallelView *self, guint64 *row, int direction)
{
  ReaderRowModel *model = get_focus_model (self);
  guint column = get_focus_index (self);
  g_autoptr (TriRow) own = reader_row_model_dup_row (model, self->focus_row);
  TriPassage *passage = NULL;

  *row = self->focus_row;
  if (own != NULL)
    passage = step_in_cell (tri_row_get_cell (own, column), self->focus, direction);
  if (passage != NULL)
    return tri_passage_ref (passage);
  if (direction < 0 && *row == 0)
    return NULL;
  *row = direction > 0 ? *row + 1 : *row - 1;
  return search_rows (model, column, row, direction);
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
  next = find_next (self, &row, direction);
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
  else if ((next = find_next (self, &row, direction)) != NULL)
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
    column = get_first_column (self);
  if (column == NULL)
    return;
  flow = reader_view_get_flow_of (self, column->text->id);
  reader_flow_scroll_by (flow, direction * 0.9 * gtk_widget_get_height (GTK_WIDGET (flow)));
  passage = find_visible (self, column, &row);
  if (passage != NULL)
    reader_view_set_focus (self, column->text->strand, row, passage, -1);
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
  passage = search_rows (model, get_focus_index (self), &row, -direction);
  if (passage == NULL)
    return;
  reader_view_remember (self);
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
  GPtrArray *cell = own != NULL ? tri_row_get_cell (own, column->text->column) : NULL;

  *row = self->focus_row;
  for (guint i = 0; cell != NULL && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (reader_marks_get_match (self->marks, passage->id) != NULL)
        return tri_passage_ref (passage);
    }
  return search_rows (get_focus_model (self), column->text->column, row, -1);
}

void
reader_view_step_column (ReaderParallelView *self, int direction)
{
  g_autoptr (TriPassage) found = NULL;
  ReaderViewColumn *column = NULL;
  const ReaderMatch *match = NULL;
  guint64 row = 0;
  int beside = -1;
  int sentence = -1;

  if (!has_focus_or_take (self))
    return;
  beside = get_column_beside (self, direction);
  if (beside < 0)
    return;
  column = reader_view_get_column (self, (guint) beside);
  if (column->text->strand == self->focus_strand)
    found = find_across (self, column, &row);
  else
    {
      TriPassage *visible = find_visible (self, column, &row);

      found = visible != NULL ? tri_passage_ref (visible) : NULL;
      if (found == NULL)
        found = search_rows (reader_view_get_strand (self, column->text->strand)->model,
                             column->text->column,
                             &row,
                             1);
    }
  if (found == NULL)
    return;
  match = reader_marks_get_match (self->marks, found->id);
  if (self->marks->sentence >= 0
      && match != NULL
      && match->sentences != NULL
      && match->sentences->len > 0)
    sentence = g_array_index (match->sentences, int, 0);
  reader_view_set_focus (self, column->text->strand, row, found, sentence);
  reader_view_reveal_focus (self);
}

/* --- names --- */

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
  reader_view_update (self);
  reader_flow_reveal (reader_view_get_strand (self, self->focus_strand)->flow,
                      self->focus_row,
                      self->focus->text,
                      self->focus->id,
                      &range);
  reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
}

/* The next name in the focused passage, then in those behind it. */
void
reader_view_step_mention (ReaderParallelView *self, int direction)
{
  int index = 0;

  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  index = find_mention (self->focus, self->marks->mention);
  index = index < 0 && direction < 0 ? (int) self->focus->mentions->len - 1 : index + direction;
  for (guint n = 0; index < 0 || index >= (int) self->focus->mentions->len; n++)
    {
      guint64 row = 0;
      g_autoptr (TriPassage) next = find_next (self, &row, direction);

      if (next == NULL || n == SEARCH_ROWS)
        return;
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
  const TriMention *mention = NULL;

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

/* --- history --- */

static gboolean
get_place (ReaderParallelView *self, ReaderPlace *out)
{
  ReaderViewColumn *column = get_first_column (self);

  if (reader_parallel_view_get_focus (self, out))
    return TRUE;
  if (column == NULL)
    return FALSE;
  *out = (ReaderPlace){ column->text->id,
                        reader_parallel_view_get_top_passage (self, column->text->id),
                        0,
                        0 };
  return out->passage != 0;
}

/* Keeps the place that is about to be left. */
void
reader_view_remember (ReaderParallelView *self)
{
  ReaderPlace place;

  if (!get_place (self, &place))
    return;
  g_array_append_val (self->back, place);
  if (self->back->len > HISTORY)
    g_array_remove_index (self->back, 0);
  g_array_set_size (self->forward, 0);
}

void
reader_view_step_history (ReaderParallelView *self, int direction)
{
  GArray *from = direction < 0 ? self->back : self->forward;
  GArray *to = direction < 0 ? self->forward : self->back;
  ReaderPlace here;
  ReaderPlace there;

  if (from->len == 0)
    return;
  there = g_array_index (from, ReaderPlace, from->len - 1);
  g_array_set_size (from, from->len - 1);
  if (get_place (self, &here))
    g_array_append_val (to, here);
  if (reader_view_focus_passage (self, there.passage, -1))
    reader_view_reveal_focus (self);
}
