/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-flow-private.h"

#include <math.h>

/**
 * reader_flow_get_row:
 *
 * Returns: (nullable) (transfer none): the row, when it is in view
 */
TriRow *
reader_flow_get_row (ReaderFlow *self, guint64 row)
{
  ReaderLiveRow *live = reader_flow_get_live_row (self, row);

  return live != NULL ? live->row : NULL;
}

/**
 * reader_flow_get_cell:
 * @text: the id of a text
 *
 * Returns: (nullable) (transfer none): the cell of that text in @row, when it is in view
 */
ReaderCell *
reader_flow_get_cell (ReaderFlow *self, guint64 row, gint64 text)
{
  ReaderLiveRow *live = reader_flow_get_live_row (self, row);

  for (guint i = 0; live != NULL && live->row != NULL && i < self->columns->len; i++)
    if (reader_flow_get_column (self, i)->text->id == text)
      return g_ptr_array_index (live->cells, i);
  return NULL;
}

/* How far (x, y) lies beside the area of a cell, across and down. */
static double
get_distance (ReaderFlow *self, ReaderCell *cell, double x, double y)
{
  GtkAllocation area;
  double dx = 0;
  double dy = 0;

  gtk_widget_get_allocation (GTK_WIDGET (cell), &area);
  dx = MAX (MAX (area.x - x, x - area.x - area.width), 0);
  dy = MAX (MAX (area.y - y, y - area.y - area.height), 0);
  /* Who drags up or down means the same column. */
  return dx * 1000 + dy;
}

/**
 * reader_flow_pick:
 * @x: likewise @y: in the coordinates of the flow
 * @text: the id of the only text that is meant, 0 for any
 * @row: (out): the row of the cell
 *
 * Returns: (nullable) (transfer none): the cell that is nearest
 */
ReaderCell *
reader_flow_pick (ReaderFlow *self, double x, double y, gint64 text, guint64 *row)
{
  ReaderCell *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      ReaderLiveRow *live = l->data;

      for (guint i = 0; i < live->cells->len && live->row != NULL; i++)
        {
          ReaderCell *cell = g_ptr_array_index (live->cells, i);
          double distance = get_distance (self, cell, x, y);

          if (text != 0 && reader_flow_get_column (self, i)->text->id != text)
            continue;
          if (distance < nearest)
            {
              nearest = distance;
              found = cell;
              *row = live->ordinal;
            }
        }
    }
  return found;
}

static int
get_row_top (ReaderFlow *self, guint64 row)
{
  double y = -self->into;

  for (GList *l = self->live.head; l != NULL; l = l->next)
    {
      ReaderLiveRow *live = l->data;

      if (live->ordinal == row)
        return (int) round (y) + live->above;
      y += live->height;
    }
  return 0;
}

/**
 * reader_flow_get_range:
 * @range: (nullable): words of @passage, %NULL for all
 * @out: (out): where they are, in the coordinates of the flow
 *
 * Returns: whether @passage has a cell
 */
gboolean
reader_flow_get_range (ReaderFlow *self,
                       guint64 row,
                       gint64 text,
                       gint64 passage,
                       const TriRange *range,
                       GdkRectangle *out)
{
  ReaderCell *cell = reader_flow_get_cell (self, row, text);
  ReaderLiveRow *live = reader_flow_get_live_row (self, row);

  if (cell == NULL || !reader_cell_get_range (cell, passage, range, out))
    return FALSE;
  out->y += get_row_top (self, row);
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_ptr_array_index (live->cells, i) == cell)
        {
          out->x += reader_flow_get_column (self, i)->x;
          break;
        }
      if (self->stacked)
        out->y += READER_FLOW_STACK_GAP
                  + reader_cell_get_height_for (g_ptr_array_index (live->cells, i),
                                                reader_flow_get_column (self, i)->width);
    }
  return TRUE;
}

/**
 * reader_flow_reveal:
 * @range: (nullable): words of @passage, %NULL for all
 *
 * Scrolls as little as needed to bring words into view; a row far away comes to a third from the
 * top.
 */
void
reader_flow_reveal (ReaderFlow *self,
                    guint64 row,
                    gint64 text,
                    gint64 passage,
                    const TriRange *range)
{
  int page = self->page;
  GdkRectangle area;

  if (reader_flow_get_live_row (self, row) == NULL)
    reader_flow_scroll_to (self, row, -page / 3.0);
  if (!reader_flow_get_range (self, row, text, passage, range, &area))
    return;
  if (area.y < READER_FLOW_ROW_GAP)
    reader_flow_scroll_by (self, area.y - READER_FLOW_ROW_GAP);
  else if (area.y + area.height > page - READER_FLOW_ROW_GAP)
    reader_flow_scroll_by (self,
                           MIN (area.y + area.height - page, area.y - 2 * READER_FLOW_ROW_GAP)
                               + READER_FLOW_ROW_GAP);
}

/**
 * reader_flow_get_extent:
 * @y: (out): where the words of the row begin, in the coordinates of the flow
 * @height: (out): of the words
 *
 * Says where a row is, in view as it is, elsewhere as it is supposed to be.
 *
 * Returns: whether there is such a row
 */
gboolean
reader_flow_get_extent (ReaderFlow *self, guint64 row, double *y, double *height)
{
  ReaderLiveRow *live = reader_flow_get_live_row (self, row);

  if (self->heights == NULL || row >= reader_flow_get_n_rows (self))
    return FALSE;
  if (live != NULL)
    {
      *y = get_row_top (self, row);
      *height = live->height - live->above - live->gap;
    }
  else
    {
      *y = reader_heights_get_offset (self->heights, row)
           - reader_heights_get_offset (self->heights, self->row) - self->into;
      *height = reader_heights_get (self->heights, row) - READER_FLOW_ROW_GAP;
    }
  if (live != NULL && row + 1 == reader_flow_get_n_rows (self))
    *height -= READER_FLOW_PAD_BOTTOM;
  *height = MAX (*height, 0);
  return TRUE;
}

/**
 * reader_flow_get_pad:
 *
 * Returns: how many pixels the tint of a row of one column reaches over its words, above and below
 */
int
reader_flow_get_pad (ReaderFlow *self, guint64 row)
{
  ReaderLiveRow *live = reader_flow_get_live_row (self, row);
  GPtrArray *cell = live != NULL && live->row != NULL && live->row->cells->len == 1
                        ? tri_row_get_cell (live->row, 0)
                        : NULL;

  return cell != NULL && cell->len > 0 ? reader_cell_get_pad (g_ptr_array_index (cell, 0))
                                       : READER_CELL_PAD_Y;
}

/**
 * reader_flow_is_whole:
 *
 * Returns: whether nothing of the row is beyond an edge
 */
gboolean
reader_flow_is_whole (ReaderFlow *self, guint64 row)
{
  double y = 0;
  double height = 0;

  return reader_flow_get_extent (self, row, &y, &height) && y >= 0 && y + height <= self->page;
}

/**
 * reader_flow_reveal_row:
 *
 * Scrolls down as little as needed to have the row in view, or its beginning when it is too high.
 */
void
reader_flow_reveal_row (ReaderFlow *self, guint64 row)
{
  double y = 0;
  double height = 0;

  if (!reader_flow_get_extent (self, row, &y, &height))
    return;
  if (y + height > self->page && y > READER_FLOW_ROW_GAP)
    reader_flow_scroll_by (self, MIN (y + height - self->page, y - READER_FLOW_ROW_GAP));
}

/**
 * reader_flow_jump_by:
 *
 * Goes far without a look at the rows between.
 */
void
reader_flow_jump_by (ReaderFlow *self, double pixels)
{
  double into = 0;
  guint64 row = 0;

  if (self->heights == NULL)
    return;
  row = reader_heights_find (self->heights,
                             reader_heights_get_offset (self->heights, self->row)
                                 + self->into + pixels,
                             &into);
  reader_flow_scroll_to (self, row, into);
}

/**
 * reader_flow_get_way:
 *
 * Returns: how many pixels down it was scrolled since it stood @into pixels into @row
 */
double
reader_flow_get_way (ReaderFlow *self, guint64 row, double into)
{
  if (self->heights == NULL || row >= reader_flow_get_n_rows (self))
    return 0;
  return reader_heights_get_offset (self->heights, self->row) + self->into
         - reader_heights_get_offset (self->heights, row) - into;
}

/**
 * reader_flow_get_page:
 *
 * Returns: how high it is, or is going to be
 */
int
reader_flow_get_page (ReaderFlow *self)
{
  return self->page;
}
