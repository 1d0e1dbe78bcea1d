/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell-private.h"

#include "reader-mark-words.h"
#include "reader-signs.h"

/* The signs stand in the space that the tint has beside the words, from the first line on. */

static float
get_sign_x (const graphene_rect_t *area)
{
  return area->origin.x + area->size.width - READER_SIGN_SIZE - 1;
}

static GArray *
dup_signs (ReaderCell *self, const ReaderCellPart *part, const graphene_rect_t *area)
{
  GArray *marks = reader_mark_set_get (self->marks->set, part->slice->passage->id);

  if (marks == NULL)
    return NULL;
  return reader_signs_list (marks, (int) (area->origin.y + area->size.height) - part->y);
}

/**
 * reader_cell_paint_signs:
 * @part: with which the passage begins
 * @area: see reader_cell_get_area()
 */
void
reader_cell_paint_signs (ReaderCell *self,
                         GtkSnapshot *snapshot,
                         const ReaderCellPart *part,
                         const graphene_rect_t *area)
{
  g_autoptr (GArray) signs = dup_signs (self, part, area);

  for (guint i = 0; signs != NULL && i < signs->len; i++)
    reader_sign_paint (&g_array_index (signs, ReaderSign, i),
                       snapshot,
                       self->marks->palette,
                       get_sign_x (area),
                       (float) (part->y + (int) i * READER_SIGN_STEP));
}

/**
 * reader_cell_get_sign:
 * @x: likewise @y: in the coordinates of the cell, whose signs stand beyond its right edge
 * @passage: (out) (transfer none): beside which it stands
 *
 * Returns: whether there is a sign
 */
gboolean
reader_cell_get_sign (ReaderCell *self, double x, double y, ReaderSign *out, TriPassage **passage)
{
  guint next = 0;

  for (guint i = 0; i < self->parts->len; i = next)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);
      graphene_rect_t area = reader_cell_get_area (self, i, &next);
      g_autoptr (GArray) signs = dup_signs (self, part, &area);
      double down = y - part->y;

      if (signs == NULL || x < get_sign_x (&area) || x > area.origin.x + area.size.width
          || down < 0 || down >= (double) signs->len * READER_SIGN_STEP)
        continue;
      *out = g_array_index (signs, ReaderSign, (guint) (down / READER_SIGN_STEP));
      *passage = part->slice->passage;
      return TRUE;
    }
  return FALSE;
}

/* What the reader made of a passage, each mark once. */
void
reader_cell_describe_marks (ReaderCell *self, const TriPassage *passage, GString *description)
{
  GArray *marks = reader_mark_set_get (self->marks->set, passage->id);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const ReaderMark *mark = &g_array_index (marks, ReaderMark, i);
      const char *note = reader_mark_set_get_note (self->marks->set, mark->range.bookmark);
      g_autofree char *words = reader_mark_words_dup (mark, passage, note);

      g_string_append_printf (description, "%s. ", words);
    }
}
