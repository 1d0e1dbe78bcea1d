/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

ReaderViewColumn *
reader_view_get_column (ReaderParallelView *self, guint index)
{
  return &g_array_index (self->columns, ReaderViewColumn, index);
}

ReaderViewStrand *
reader_view_get_strand (ReaderParallelView *self, guint index)
{
  return &g_array_index (self->strands, ReaderViewStrand, index);
}

ReaderViewColumn *
reader_view_find_column (ReaderParallelView *self, gint64 text, guint *index)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->text->id == text)
      {
        if (index != NULL)
          *index = i;
        return reader_view_get_column (self, i);
      }
  return NULL;
}

/* The flow that has the column of a text; NULL when the text is none of the work. */
ReaderFlow *
reader_view_get_flow_of (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column == NULL || column->strand >= self->strands->len)
    return NULL;
  return reader_view_get_strand (self, column->strand)->flow;
}

guint
reader_view_count_shown (ReaderParallelView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += reader_view_get_column (self, i)->shown ? 1 : 0;
  return n;
}

/* --- which columns there are --- */

static void
move_column (ReaderParallelView *self, guint from, guint to)
{
  ReaderViewColumn kept = *reader_view_get_column (self, from);

  /* Not g_array_remove_index(), which would clear it. */
  if (from < to)
    memmove (reader_view_get_column (self, from),
             reader_view_get_column (self, from + 1),
             (to - from) * sizeof kept);
  else
    memmove (reader_view_get_column (self, to + 1),
             reader_view_get_column (self, to),
             (from - to) * sizeof kept);
  *reader_view_get_column (self, to) = kept;
}

/* Brings the columns of a strand together: where its first one stands. */
static void
group_strands (ReaderParallelView *self)
{
  for (guint i = 0; i + 1 < self->columns->len; i++)
    {
      guint strand = reader_view_get_column (self, i)->strand;

      for (guint j = i + 1; j < self->columns->len; j++)
        if (reader_view_get_column (self, j)->strand == strand)
          {
            move_column (self, j, i + 1);
            break;
          }
    }
}

void
reader_view_columns_changed (ReaderParallelView *self)
{
  group_strands (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (column->header == NULL && column->shown)
        column->header = reader_view_header_new (self, column->text);
      if (column->header != NULL)
        gtk_widget_set_child_visible (column->header, column->shown);
    }
  reader_view_notify (self, "n-columns-shown");
  reader_view_notify (self, "least-width");
  reader_view_queue_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
has_text (TriWork *work, gint64 id)
{
  return work != NULL && tri_work_get_text (work, id) != NULL;
}

/* Makes a column for each text of the work. What is known of a column stays known. */
void
reader_view_set_texts (ReaderParallelView *self, TriWork *work)
{
  for (guint i = self->columns->len; i > 0; i--)
    if (!has_text (work, reader_view_get_column (self, i - 1)->text->id))
      g_array_remove_index (self->columns, i - 1);
  for (guint i = 0; work != NULL && i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);
      guint strand = self->linked ? i : text->strand;
      guint index = self->linked ? 0 : text->column;

      if (column != NULL)
        {
          g_set_object (&column->text, text);
          g_clear_pointer (&column->header, gtk_widget_unparent);
          column->strand = strand;
          column->index = index;
        }
      else
        {
          ReaderViewColumn made = {
            .text = g_object_ref (text),
            .shown = i < 8,
            .weight = 1,
            .strand = strand,
            .index = index,
          };

          g_array_append_val (self->columns, made);
        }
    }
  reader_view_columns_changed (self);
}

/* Puts columns that nobody gave a place, those from @first on, before that of the text which the
 * work has behind them: there a text stood that comes back. */
void
reader_view_place_others (ReaderParallelView *self, guint first)
{
  guint n_texts = self->work != NULL ? self->work->texts->len : 0;

  for (guint i = n_texts; i-- > 1;)
    {
      TriText *text = g_ptr_array_index (self->work->texts, i - 1);
      TriText *next = g_ptr_array_index (self->work->texts, i);
      guint from = 0;
      guint to = 0;

      if (reader_view_find_column (self, text->id, &from) == NULL || from < first
          || reader_view_find_column (self, next->id, &to) == NULL || to > from)
        continue;
      move_column (self, from, to);
      first++;
    }
}

/* Takes the focus and the selection out of a text that is no longer shown, into another. */
static void
leave_text (ReaderParallelView *self, gint64 text, gint64 other)
{
  ReaderViewColumn *column = reader_view_find_column (self, other, NULL);

  if (self->marks->selection.text == text)
    reader_view_clear_selection (self);
  if (self->focus != NULL && self->focus->text == text && column != NULL)
    reader_view_enter_column (self, column);
}

/* The text in the next column that is shown, else in the one before; 0 when there is none. */
static gint64
get_neighbour (ReaderParallelView *self, guint index)
{
  int beside = reader_view_find_beside (self, index, 1);

  if (beside < 0)
    beside = reader_view_find_beside (self, index, -1);
  return beside < 0 ? 0 : reader_view_get_column (self, (guint) beside)->text->id;
}

void
reader_view_show_column (ReaderParallelView *self, gint64 text, gboolean shown)
{
  guint index = 0;
  ReaderViewColumn *column = reader_view_find_column (self, text, &index);
  gint64 neighbour = 0;

  if (column == NULL || column->shown == shown)
    return;
  /* One text always stays, and more than eight nobody can read. */
  if (shown ? reader_view_count_shown (self) >= 8 : reader_view_count_shown (self) <= 1)
    return;
  neighbour = get_neighbour (self, index);
  column->shown = shown;
  reader_view_columns_changed (self);
  if (!shown)
    leave_text (self, text, neighbour);
}

static void
swap_columns (ReaderParallelView *self, guint a, guint b)
{
  ReaderViewColumn kept = *reader_view_get_column (self, a);

  *reader_view_get_column (self, a) = *reader_view_get_column (self, b);
  *reader_view_get_column (self, b) = kept;
}

/* The next column in that direction that is shown, or -1. */
int
reader_view_find_beside (ReaderParallelView *self, guint index, int direction)
{
  for (int i = (int) index + direction; i >= 0 && i < (int) self->columns->len; i += direction)
    if (reader_view_get_column (self, (guint) i)->shown)
      return i;
  return -1;
}

void
reader_view_move_column (ReaderParallelView *self, gint64 text, int direction)
{
  guint index = 0;
  int beside = -1;

  if (reader_view_find_column (self, text, &index) == NULL)
    return;
  beside = reader_view_find_beside (self, index, direction);
  if (beside < 0)
    return;
  swap_columns (self, index, (guint) beside);
  reader_view_columns_changed (self);
}

void
reader_view_choose_text (ReaderParallelView *self, gint64 old_text, gint64 new_text)
{
  guint a = 0;
  guint b = 0;

  if (reader_view_find_column (self, old_text, &a) == NULL
      || reader_view_find_column (self, new_text, &b) == NULL
      || reader_view_get_column (self, b)->shown)
    return;
  reader_view_get_column (self, b)->shown = TRUE;
  reader_view_get_column (self, b)->weight = reader_view_get_column (self, a)->weight;
  reader_view_get_column (self, a)->shown = FALSE;
  swap_columns (self, a, b);
  reader_view_columns_changed (self);
  leave_text (self, old_text, new_text);
}
