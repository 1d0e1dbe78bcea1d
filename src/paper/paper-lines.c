/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages-private.h"

double
paper_get_bottom (PaperPages *self)
{
  return self->height - PAPER_FOOT;
}

static void
add_line (PaperPages *self,
          const PaperBlock *block,
          int line,
          double x,
          double baseline,
          double end)
{
  const PaperLine added = { block, line, x + block->indent, baseline };

  g_array_append_val (self->lines, added);
  self->end = MAX (self->end, end);
}

static void
note_line (PaperPages *self, const PaperBlock *block, int n)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (block->layout, n);

  if (self->is_again || !self->index)
    return;
  for (guint i = 0; i < block->names->len; i++)
    {
      const PaperName *name = &g_array_index (block->names, PaperName, i);

      if (name->at >= line->start_index && name->at < line->start_index + line->length)
        paper_index_add (self->index, name->entity, self->starts->len);
    }
}

/* Puts lines of a paragraph on the page, from the one at @place on. Returns whether all of it is
 * there. */
gboolean
paper_put_block (PaperPages *self, const PaperBlock *block, PaperPlace *place, double x, double *y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  double top = *y;
  double skipped = 0;
  gboolean is_whole = TRUE;
  int n = 0;

  do
    {
      PangoRectangle box;
      double bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      bottom = (double) (box.y + box.height) / PANGO_SCALE;
      if (n < place->line)
        {
          skipped = bottom;
          continue;
        }
      /* A line that is higher than a page stands on one all the same. */
      if (top + bottom - skipped > paper_get_bottom (self) && *y > PAPER_HEAD)
        {
          is_whole = FALSE;
          break;
        }
      add_line (self,
                block,
                n,
                x,
                top - skipped + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE,
                top + bottom - skipped);
      note_line (self, block, n);
      *y = top + bottom - skipped;
      place->line = n + 1;
      if (*y > paper_get_bottom (self))
        {
          is_whole = !pango_layout_iter_next_line (iter);
          break;
        }
    }
  while (n++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return is_whole;
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

/* How much room the row at hand needs to begin: a heading that ends a page heads nothing. */
double
paper_get_need (PaperPages *self)
{
  double need = PAPER_LEAST;

  for (guint i = 0; i < self->n_texts; i++)
    {
      GPtrArray *blocks = g_ptr_array_index (self->blocks, i);
      double height = PAPER_LEAST;

      for (guint b = 0; b < blocks->len; b++)
        {
          const PaperBlock *block = g_ptr_array_index (blocks, b);

          if (!block->keeps)
            break;
          height += block->above + paper_block_get_height (block) + PAPER_LEAST;
        }
      need = MAX (need, height);
    }
  return MIN (need, (paper_get_bottom (self) - PAPER_HEAD) / 2);
}
