/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-row-model.h"

G_DEFINE_INTERFACE (ReaderRowModel, reader_row_model, G_TYPE_OBJECT)

static void
reader_row_model_default_init (ReaderRowModelInterface *iface)
{
}

guint64
reader_row_model_get_n_rows (ReaderRowModel *self)
{
  return READER_ROW_MODEL_GET_IFACE (self)->get_n_rows (self);
}

/**
 * reader_row_model_get_n_columns:
 *
 * Returns: how many texts the strand has; every row has as many cells
 */
guint
reader_row_model_get_n_columns (ReaderRowModel *self)
{
  return READER_ROW_MODEL_GET_IFACE (self)->get_n_columns (self);
}

/**
 * reader_row_model_dup_row:
 * @row: from 0
 *
 * Returns: (transfer full) (nullable): the row, %NULL when it cannot be read
 */
TriRow *
reader_row_model_dup_row (ReaderRowModel *self, guint64 row)
{
  return READER_ROW_MODEL_GET_IFACE (self)->dup_row (self, row);
}

/**
 * reader_row_model_find_passage:
 * @row: (out): the row it stands in
 *
 * Returns: whether @passage stands in a row of this strand
 */
gboolean
reader_row_model_find_passage (ReaderRowModel *self, gint64 passage, guint64 *row)
{
  return READER_ROW_MODEL_GET_IFACE (self)->find_passage (self, passage, row);
}

/**
 * reader_row_model_dup_counterparts:
 * @sentence: the sentence of @passage, or -1 for the whole
 *
 * Returns: (transfer full) (element-type TriCounterpart): what corresponds to it, perhaps nothing
 */
GArray *
reader_row_model_dup_counterparts (ReaderRowModel *self, gint64 passage, int sentence)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  if (iface->dup_counterparts == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TriCounterpart));

  return iface->dup_counterparts (self, passage, sentence);
}

/**
 * reader_row_model_step_division:
 * @direction: 1 for the next division, -1 for the start of this one or, from there, the one before
 *
 * Returns: the first passage of that division, 0 when there is none
 */
gint64
reader_row_model_step_division (ReaderRowModel *self, const TriPassage *from, int direction)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  return iface->step_division != NULL ? iface->step_division (self, from, direction) : 0;
}

/**
 * reader_row_model_dup_division:
 *
 * Returns: (transfer full) (nullable): the title of the division that @passage stands in
 */
char *
reader_row_model_dup_division (ReaderRowModel *self, gint64 passage)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  return iface->dup_division != NULL ? iface->dup_division (self, passage) : NULL;
}

/**
 * reader_row_model_dup_marks:
 * @passages: (array length=n_passages):
 *
 * Returns: (transfer full) (element-type TriMarkRange): what the reader marked of @passages, and
 * means as the counterpart of what is marked
 */
GArray *
reader_row_model_dup_marks (ReaderRowModel *self, const gint64 *passages, guint n_passages)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  if (iface->dup_marks == NULL || n_passages == 0)
    return g_array_new (FALSE, FALSE, sizeof (TriMarkRange));

  return iface->dup_marks (self, passages, n_passages);
}

/**
 * reader_row_model_dup_bookmarks:
 * @ids: (array length=n_ids): of marks in view
 *
 * Returns: (transfer full) (element-type TriBookmark): those that are still there
 */
GPtrArray *
reader_row_model_dup_bookmarks (ReaderRowModel *self, const gint64 *ids, guint n_ids)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  if (iface->dup_bookmarks == NULL || n_ids == 0)
    return g_ptr_array_new_with_free_func (g_object_unref);

  return iface->dup_bookmarks (self, ids, n_ids);
}

/**
 * reader_row_model_dup_text:
 * @column: which text of the strand
 *
 * Returns: (transfer full) (nullable): the rows of that text by itself, a passage with its notes in
 *   each; %NULL when there are none of that kind
 */
ReaderRowModel *
reader_row_model_dup_text (ReaderRowModel *self, guint column)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  return iface->dup_text != NULL ? iface->dup_text (self, column) : NULL;
}

/**
 * reader_row_model_dup_links:
 *
 * For the rows of a text by itself.
 *
 * Returns: (transfer full) (element-type TriLinkEnd): the ends of the links that have one in @n
 *   rows from @first on, by link; their ordinals are rows of the text they stand in
 */
GArray *
reader_row_model_dup_links (ReaderRowModel *self, guint64 first, guint n)
{
  ReaderRowModelInterface *iface = READER_ROW_MODEL_GET_IFACE (self);

  if (iface->dup_links == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TriLinkEnd));

  return iface->dup_links (self, first, n);
}
