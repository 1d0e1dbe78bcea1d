/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How many rows are looked through for a passage of a column before the search gives up: a text may
 * have nothing for a long stretch, and a key must answer at once. */
#define SEARCH_ROWS 500

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
TriPassage *
reader_view_step_in_cell (GPtrArray *cell, const TriPassage *from, int direction)
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
TriPassage *
reader_view_search_rows (ReaderRowModel *model, guint column, guint64 *row, int direction)
{
  guint64 n_rows = reader_row_model_get_n_rows (model);

  for (guint n = 0; n < SEARCH_ROWS && *row < n_rows; n++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, *row);
      TriPassage *passage = NULL;

      if (found != NULL)
        passage = reader_view_step_in_cell (tri_row_get_cell (found, column), NULL, direction);
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

gboolean
reader_view_find_passage (ReaderParallelView *self,
                          gint64 id,
                          guint *strand,
                          guint64 *row,
                          TriPassage **out)
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
  reader_view_rate_links (self, found);
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

  if (other)
    drop_old_caret (self);
  self->focus_row = row;
  if (!other && !other_sentence)
    return FALSE;
  if (self->focus != NULL && other)
    self->stood = (ReaderPlace){ 0 };
  self->focus_strand = strand;
  tri_passage_ref (passage);
  g_clear_pointer (&self->focus, tri_passage_unref);
  self->focus = passage;
  self->marks->focus = passage->id;
  self->marks->sentence = sentence;
  if (other)
    self->marks->mention = self->marks->date = 0;
  find_counterparts (self);
  reader_view_tell_focus (self);
  reader_view_bring_column (self, passage->text);
  reader_view_update (self);
  reader_view_update_ribbons (self);
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

  if (!reader_view_find_passage (self, id, &strand, &row, &passage))
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

      if (reader_view_find_passage (self, *id, &strand, &row, &passage)
          && strand != self->focus_strand)
        reader_flow_scroll_to (reader_view_get_strand (self, strand)->flow, row, -y);
    }
}

/**
 * reader_view_get_focus_area:
 * @area: (out): in the coordinates of its flow
 *
 * Returns: whether the row with the focus was made; a row reaches farther than what is in view
 */
gboolean
reader_view_get_focus_area (ReaderParallelView *self, GdkRectangle *area)
{
  if (self->focus == NULL || self->focus_strand >= self->strands->len)
    return FALSE;
  return reader_flow_get_range (reader_view_get_strand (self, self->focus_strand)->flow,
                                self->focus_row,
                                self->focus->text,
                                self->focus->id,
                                NULL,
                                area);
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
  self->following++;
  reader_flow_reveal (flow, self->focus_row, self->focus->text, self->focus->id, NULL);
  if (has_sentence)
    reader_flow_reveal (flow, self->focus_row, self->focus->text, self->focus->id, &range);
  self->following--;
  if (self->linked)
    reader_view_follow (self, self->focus_strand, TRUE);
  else if (reader_view_get_focus_area (self, &area))
    reveal_counterparts (self, MAX (area.y, 0));
  if (reader_view_has_keyboard (self))
    reader_view_grab_cell (self);
}

/* The text of the column that keys are about when nothing has the focus yet. */
ReaderViewColumn *
reader_view_get_first_column (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->placed)
      return reader_view_get_column (self, i);
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->shown)
      return reader_view_get_column (self, i);
  return NULL;
}

/* The first passage of a column that begins in view. */
TriPassage *
reader_view_find_visible (ReaderParallelView *self, ReaderViewColumn *column, guint64 *out_row)
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
        passage = reader_view_step_in_cell (tri_row_get_cell (found, column->index),
                                            NULL,
                                            1);
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
  ReaderViewColumn *column = reader_view_get_first_column (self);
  TriPassage *passage = NULL;
  guint64 row = 0;

  if (self->focus != NULL || column == NULL)
    return;
  passage = reader_view_find_visible (self, column, &row);
  if (passage != NULL)
    reader_view_set_focus (self, column->strand, row, passage, -1);
}
