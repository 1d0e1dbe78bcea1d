/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-row.h"

G_DEFINE_BOXED_TYPE (TriRow, tri_row, tri_row_ref, tri_row_unref)

static void
clear_row (gpointer data)
{
  TriRow *self = data;

  g_ptr_array_unref (self->cells);
}

TriRow *
tri_row_new (guint64 ordinal, guint n_cells)
{
  TriRow *self = g_atomic_rc_box_new0 (TriRow);

  self->ordinal = ordinal;
  self->cells = g_ptr_array_new_full (n_cells, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < n_cells; i++)
    g_ptr_array_add (self->cells,
                     g_ptr_array_new_with_free_func ((GDestroyNotify) tri_passage_unref));
  return self;
}

TriRow *
tri_row_ref (TriRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tri_row_unref (TriRow *self)
{
  g_atomic_rc_box_release_full (self, clear_row);
}

/**
 * tri_row_get_cell:
 * @column: the index of a text in the strand
 *
 * Returns: (transfer none) (element-type TriPassage): the passages of that text in this row,
 * perhaps none
 */
GPtrArray *
tri_row_get_cell (const TriRow *self, guint column)
{
  g_return_val_if_fail (column < self->cells->len, NULL);

  return g_ptr_array_index (self->cells, column);
}
