/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages-private.h"

double
paper_get_bottom (PaperPages *self)
{
  return self->height - PAPER_FOOT;
}

static double
to_points (int units)
{
  return (double) units / PANGO_SCALE;
}

static void
add_line (PaperPages *self,
          const PaperBlock *block,
          PangoLayoutIter *iter,
          int n,
          double left,
          double above)
{
  PangoRectangle box;
  PaperLine added = { block, n, left };

  pango_layout_iter_get_line_extents (iter, NULL, &box);
  added.x = left + block->indent + to_points (box.x);
  added.y = above + to_points (pango_layout_iter_get_baseline (iter));
  g_array_append_val (self->lines, added);
  self->end = MAX (self->end, above + to_points (box.y + box.height));
}

static void
note_line (PaperPages *self, const PaperLine *line)
{
  const PaperBlock *block = line->block;
  PangoLayoutLine *words = pango_layout_get_line_readonly (block->layout, line->line);

  for (guint i = 0; i < block->names->len; i++)
    {
      const PaperName *name = &g_array_index (block->names, PaperName, i);

      if (name->at >= words->start_index && name->at < words->start_index + words->length)
        paper_index_add (self->index, name->entity, self->page + 1);
    }
}

void
paper_note_names (PaperPages *self)
{
  for (guint i = 0; self->index && !self->is_again && i < self->lines->len; i++)
    note_line (self, &g_array_index (self->lines, PaperLine, i));
}

/* How many lines of a paragraph, from its beginning, stand on this page and those before. The last
 * line of one does not stand on a page alone, nor the first, if two can stand together instead. */
static int
find_stop (PaperPages *self, const PaperBlock *block, int from, double top)
{
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  gboolean begins_page = top <= PAPER_HEAD;
  int n_lines = pango_layout_get_line_count (block->layout);
  double room = paper_get_bottom (self) - top;
  double skipped = 0;
  int n = 0;

  do
    {
      PangoRectangle box;
      double bottom = 0;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      bottom = to_points (box.y + box.height);
      if (n < from)
        skipped = bottom;
      /* A line that is higher than a page stands on one all the same. */
      else if (bottom - skipped > room && !(begins_page && n == from))
        break;
    }
  while (n++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  if (n == n_lines - 1 && n - from > (from > 0 ? 1 : 2))
    n--;
  else if (n < n_lines && from == 0 && !begins_page && (n == 1 || n_lines <= 3))
    n = 0;
  return n;
}

/* Puts lines of a paragraph on the page, from the one at @place on. Returns whether all of it is
 * there. */
gboolean
paper_put_block (PaperPages *self, const PaperBlock *block, PaperPlace *place, double x, double *y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  int from = place->line;
  int stop = find_stop (self, block, from, *y);
  double above = *y;
  int n = 0;

  do
    {
      PangoRectangle box;

      if (n == stop)
        break;
      pango_layout_iter_get_line_extents (iter, NULL, &box);
      if (n < from)
        {
          above = *y - to_points (box.y + box.height);
          continue;
        }
      add_line (self, block, iter, n, x, above);
      place->line = n + 1;
      if (n == stop - 1)
        *y = above + to_points (box.y + box.height);
    }
  while (n++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return stop == pango_layout_get_line_count (block->layout);
}

/* Returns whether all of the column is on the page, which ends at *y there. */
static gboolean
put_column (PaperPages *self, guint text, double *y)
{
  GPtrArray *blocks = g_ptr_array_index (self->blocks, text);
  PaperPlace *place = &self->places[text];

  for (; place->block < blocks->len; place->block++, place->line = 0)
    {
      const PaperBlock *block = g_ptr_array_index (blocks, place->block);

      if (place->line == 0 && *y > PAPER_HEAD)
        *y += block->above;
      if (!paper_put_block (self, block, place, paper_get_x (self, text), y))
        return FALSE;
    }
  return TRUE;
}

gboolean
paper_put_row (PaperPages *self, double *y)
{
  double end = *y;
  gboolean is_whole = TRUE;

  for (guint i = 0; i < self->n_texts; i++)
    {
      double at = *y;

      is_whole &= put_column (self, i, &at);
      end = MAX (end, at);
    }
  *y = end;
  return is_whole;
}

gboolean
paper_is_heading (PaperPages *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_texts; i++)
    {
      GPtrArray *blocks = g_ptr_array_index (self->blocks, i);

      for (guint b = 0; b < blocks->len; b++, n++)
        if (!((const PaperBlock *) g_ptr_array_index (blocks, b))->keeps)
          return FALSE;
    }
  return n > 0;
}

/* How much room the row at hand needs to begin: a heading that ends a page heads nothing. */
double
paper_get_need (PaperPages *self)
{
  double need = PAPER_LEAST;

  for (guint i = 0; i < self->n_texts; i++)
    {
      GPtrArray *blocks = g_ptr_array_index (self->blocks, i);
      double height = 0;

      for (guint b = 0; b < blocks->len; b++)
        {
          const PaperBlock *block = g_ptr_array_index (blocks, b);

          if (!block->keeps)
            {
              height += block->above + paper_block_get_least (block);
              break;
            }
          height += block->above + paper_block_get_height (block)
                    + (b + 1 == blocks->len ? 2 * PAPER_LEAST : 0);
        }
      need = MAX (need, height);
    }
  return MIN (need, (paper_get_bottom (self) - PAPER_HEAD) / 2);
}
