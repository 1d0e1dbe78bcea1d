/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* For a learner: columns whose words do not show until they are asked for, passage by passage. */

/* The first concealed text, 0 for none. */
gint64
reader_view_get_concealed (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      gint64 text = reader_view_get_column (self, i)->text->id;

      if (reader_marks_is_text_concealed (self->marks, text))
        return text;
    }
  return 0;
}

static void
changed (ReaderParallelView *self)
{
  reader_view_update (self);
  reader_view_notify (self, "concealed-text");
}

/* Conceals that text, anew if it was, and shows all others; 0: shows all. */
void
reader_view_conceal_only (ReaderParallelView *self, gint64 text)
{
  g_hash_table_remove_all (self->marks->concealed);
  reader_marks_conceal_all (self->marks);
  if (text != 0)
    reader_marks_conceal_text (self->marks, text);
  changed (self);
}

void
reader_view_toggle_concealed (ReaderParallelView *self, gint64 text)
{
  if (reader_marks_is_text_concealed (self->marks, text))
    reader_marks_show_text (self->marks, text);
  else
    reader_marks_conceal_text (self->marks, text);
  changed (self);
}

/* Conceals every text but the one in the first column, when the reader wants a work to open so. */
void
reader_view_conceal_others (ReaderParallelView *self)
{
  gboolean is_first = TRUE;

  if (self->settings == NULL || !g_settings_get_boolean (self->settings, "conceal-others"))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!is_first)
        reader_marks_conceal_text (self->marks, column->text->id);
      else if (column->shown)
        {
          reader_marks_show_text (self->marks, column->text->id);
          is_first = FALSE;
        }
    }
  changed (self);
}

/* What is read now follows at once. */
void
reader_view_conceal_others_cb (ReaderParallelView *self)
{
  reader_view_conceal_only (self, 0);
  reader_view_conceal_others (self);
}

/* In linked columns the words of what corresponds to the focus, whichever text that is in. */
static void
reveal_counterparts (ReaderParallelView *self)
{
  GHashTableIter iter;
  gint64 *id = NULL;

  g_hash_table_iter_init (&iter, self->marks->counterparts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    reader_marks_reveal (self->marks, *id);
}

static void
reveal_in_column (ReaderParallelView *self, ReaderViewColumn *column)
{
  g_autoptr (TriRow) row = NULL;
  GPtrArray *cell = NULL;

  if (self->focus->text == column->text->id)
    reader_marks_reveal (self->marks, self->focus->id);
  else if (self->linked)
    reveal_counterparts (self);
  else if (column->strand == self->focus_strand)
    {
      row = reader_row_model_dup_row (reader_view_get_strand (self, self->focus_strand)->model,
                                      self->focus_row);
      cell = row != NULL ? tri_row_get_cell (row, column->index) : NULL;
      for (guint i = 0; cell != NULL && i < cell->len; i++)
        reader_marks_reveal (self->marks, ((TriPassage *) g_ptr_array_index (cell, i))->id);
    }
}

/* Shows the words of the row's passages in the texts that are concealed. */
void
reader_view_reveal_words (ReaderParallelView *self)
{
  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (reader_marks_is_text_concealed (self->marks, column->text->id))
        reveal_in_column (self, column);
    }
  reader_view_update (self);
}
