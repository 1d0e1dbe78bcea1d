/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell-private.h"

static const ReaderCellPart *
get_nearest_part (ReaderCell *self, double y)
{
  const ReaderCellPart *found = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    if (found == NULL || reader_cell_get_part (self, i)->y <= y + READER_CELL_PAD_Y)
      found = reader_cell_get_part (self, i);
  return found;
}

/**
 * reader_cell_get_hit:
 * @x: likewise @y: in the coordinates of the cell; beside it the nearest words count
 * @out: (out):
 *
 * Returns: whether the cell has words
 */
gboolean
reader_cell_get_hit (ReaderCell *self, double x, double y, ReaderHit *out)
{
  const ReaderCellPart *part = get_nearest_part (self, y);
  PangoLayout *layout = NULL;
  int left = 0;
  int top = 0;
  int index = 0;
  int trailing = 0;
  int behind = 0;

  if (part == NULL)
    return FALSE;
  layout = gtk_label_get_layout (GTK_LABEL (part->label));
  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &left, &top);
  left += part->indent;
  top += part->y;
  out->passage = part->slice->passage;
  out->inside = pango_layout_xy_to_index (layout,
                                          (int) ((x - left) * PANGO_SCALE),
                                          (int) ((y - top) * PANGO_SCALE),
                                          &index,
                                          &trailing);
  behind = index;
  for (; trailing > 0 && part->slice->shown[behind] != '\0'; trailing--)
    behind = (int) (g_utf8_next_char (part->slice->shown + behind) - part->slice->shown);
  out->at = reader_slice_get_offset (part->slice, index);
  out->offset = reader_slice_get_offset (part->slice, behind);
  out->note = out->inside ? reader_slice_get_note_at (part->slice, index) : NULL;
  return TRUE;
}

/**
 * reader_cell_dup_address_at:
 * @x: likewise @y: in the coordinates of the cell
 *
 * Returns: (transfer full) (nullable): where the link under the point leads
 */
char *
reader_cell_dup_address_at (ReaderCell *self, double x, double y)
{
  ReaderHit hit;

  if (!reader_cell_get_hit (self, x, y, &hit)
      || !hit.inside
      || reader_marks_is_concealed (self->marks, hit.passage))
    return NULL;
  for (guint i = hit.passage->spans->len; i > 0; i--)
    {
      /* The innermost one stands last. */
      const TriSpan *span = &g_array_index (hit.passage->spans, TriSpan, i - 1);

      if (span->kind == TRI_SPAN_LINK && hit.at >= span->start && hit.at < span->end)
        return g_strdup (span->value);
    }
  return NULL;
}

static void
get_index_rectangle (const ReaderCellPart *part, int index, GdkRectangle *out)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));
  PangoRectangle where;
  int left = 0;
  int top = 0;

  pango_layout_index_to_pos (layout, index, &where);
  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &left, &top);
  left += part->indent;
  *out = (GdkRectangle){ left + PANGO_PIXELS (where.x),
                         top + part->y + PANGO_PIXELS (where.y),
                         MAX (PANGO_PIXELS (where.width), 1),
                         PANGO_PIXELS (where.height) };
}

/**
 * reader_cell_get_range:
 * @range: (nullable): words of @passage, %NULL for all of it
 * @out: (out): where they begin and end, in the coordinates of the cell; as wide as the first
 *   character, as high as all
 *
 * Returns: whether @passage is in the cell
 */
gboolean
reader_cell_get_range (ReaderCell *self, gint64 passage, const TriRange *range, GdkRectangle *out)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);
      GdkRectangle piece = { 0, part->y, self->width, part->height };
      int start = 0;
      int end = 0;

      if (part->slice->passage->id != passage)
        continue;
      if (range != NULL)
        {
          TriRange wanted = { range->start, MAX (range->end, range->start + 1) };
          GdkRectangle last;

          if (!reader_slice_get_bytes (part->slice, &wanted, &start, &end))
            continue;
          get_index_rectangle (part, start, &piece);
          get_index_rectangle (part, end, &last);
          piece.height = MAX (last.y + last.height - piece.y, piece.height);
        }
      if (found)
        out->height = piece.y + piece.height - out->y;
      else
        *out = piece;
      found = TRUE;
    }
  return found;
}

/* --- the caret --- */

/**
 * reader_cell_set_caret:
 * @passage: the passage whose words the caret may walk over, 0 for none
 *
 * Makes the labels of the passage selectable, so that GTK shows and speaks a caret.
 */
void
reader_cell_set_caret (ReaderCell *self, gint64 passage)
{
  gboolean grabbed = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);
      gboolean wanted = passage != 0 && part->slice->passage->id == passage;

      gtk_label_set_selectable (GTK_LABEL (part->label), wanted && !part->slice->concealed);
      if (wanted && !grabbed)
        {
          grabbed = gtk_widget_grab_focus (part->label);
          gtk_label_select_region (GTK_LABEL (part->label), 0, 0);
        }
    }
}

/**
 * reader_cell_get_caret:
 * @out: (out): the words selected with the caret; empty where it stands
 *
 * Returns: whether the caret is in this cell
 */
gboolean
reader_cell_get_caret (ReaderCell *self, gint64 *passage, TriRange *out)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ReaderCellPart *part = reader_cell_get_part (self, i);
      int start = 0;
      int end = 0;

      if (!gtk_widget_has_focus (part->label)
          || !gtk_label_get_selectable (GTK_LABEL (part->label)))
        continue;
      gtk_label_get_selection_bounds (GTK_LABEL (part->label), &start, &end);
      start = (int) (g_utf8_offset_to_pointer (part->slice->shown, start) - part->slice->shown);
      end = (int) (g_utf8_offset_to_pointer (part->slice->shown, end) - part->slice->shown);
      *passage = part->slice->passage->id;
      *out = (TriRange){ reader_slice_get_offset (part->slice, start),
                         reader_slice_get_offset (part->slice, end) };
      return TRUE;
    }
  return FALSE;
}
