/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-spacing.h"

#include "reader-slice.h"

/**
 * reader_spacing_between:
 *
 * Returns: how far apart two passages stand that follow each other
 */
ReaderSpacing
reader_spacing_between (const TriPassage *before, const TriPassage *after)
{
  if (before->kind != after->kind)
    return READER_SPACING_PARAGRAPH;
  if (after->kind == TRI_PASSAGE_VERSE)
    return after->level > 0 ? READER_SPACING_STANZA : READER_SPACING_LINE;
  return after->kind == TRI_PASSAGE_ITEM ? READER_SPACING_ITEM : READER_SPACING_PARAGRAPH;
}

/* The outermost passage that stands in the flow, if any. */
static const TriPassage *
get_outer (GPtrArray *cell, gboolean last)
{
  for (guint i = 0; i < cell->len; i++)
    {
      const TriPassage *passage = g_ptr_array_index (cell, last ? cell->len - 1 - i : i);

      if (reader_passage_is_shown (passage, cell))
        return passage;
    }
  return NULL;
}

/**
 * reader_spacing_can_be_close:
 * @columns: (array length=n_columns): those that are shown
 *
 * Returns: whether the row ends in nothing but lines of verse or items, so that the next one
 *   matters
 */
gboolean
reader_spacing_can_be_close (TriRow *row, const guint *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    {
      const TriPassage *last = get_outer (tri_row_get_cell (row, columns[i]), TRUE);

      if (last != NULL && last->kind != TRI_PASSAGE_VERSE && last->kind != TRI_PASSAGE_ITEM)
        return FALSE;
    }
  return TRUE;
}

/**
 * reader_spacing_between_rows:
 * @columns: (array length=n_columns): those that are shown
 *
 * Returns: how far apart two rows stand: as far as anything in them asks for
 */
ReaderSpacing
reader_spacing_between_rows (TriRow *row, TriRow *next, const guint *columns, guint n_columns)
{
  ReaderSpacing widest = READER_SPACING_LINE;
  gboolean found = FALSE;

  for (guint i = 0; i < n_columns; i++)
    {
      const TriPassage *before = get_outer (tri_row_get_cell (row, columns[i]), TRUE);

      for (guint k = 0; before != NULL && k < n_columns; k++)
        {
          const TriPassage *after = get_outer (tri_row_get_cell (next, columns[k]), FALSE);

          if (after == NULL)
            continue;
          widest = MAX (widest, reader_spacing_between (before, after));
          found = TRUE;
        }
    }
  return found ? widest : READER_SPACING_PARAGRAPH;
}
