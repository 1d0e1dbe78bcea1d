/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-row-summaries.h"

void
tri_row_summaries_clear (TriRowSummaries *self)
{
  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->cells, g_free);
  self->n_rows = 0;
  self->block = 0;
}

static gboolean
unpack (TriRowSummaries *self, GBytes *bytes)
{
  gsize size;
  TriUnpacker unpacker;

  unpacker.at = g_bytes_get_data (bytes, &size);
  unpacker.end = unpacker.at + size;
  self->rows = g_new0 (TriRowSummary, self->n_rows + 1);
  self->cells = g_new0 (TriCellSummary, (gsize) self->n_rows * self->n_columns + 1);
  for (guint i = 0; i < self->n_rows; i++)
    {
      self->rows[i].cells = self->cells + (gsize) i * self->n_columns;
      if (!tri_link_summary_next (&unpacker, self->n_columns, &self->rows[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_block (TriRowSummaries *self, gint64 id, guint64 first)
{
  g_auto (TriRowBlock) block = { 0 };
  g_autoptr (GBytes) bytes = tri_link_summary_get (self->library, id, NULL);

  tri_row_summaries_clear (self);
  if (!bytes || !tri_row_block_open (&block, self->library, id, NULL))
    return FALSE;
  self->block = id;
  self->first = first;
  self->n_rows = block.n_rows;
  self->n_columns = block.n_columns;
  self->texts = g_steal_pointer (&block.texts);
  return unpack (self, bytes);
}

const TriRowSummary *
tri_row_summaries_get (TriRowSummaries *self, guint64 row)
{
  guint64 left = row;
  gint64 block;

  if (self->rows && row >= self->first && row - self->first < self->n_rows)
    return &self->rows[row - self->first];
  block = tri_row_block_find (self->library, self->work, self->strand, &left, NULL);
  if (block == 0 || !open_block (self, block, row - left))
    return NULL;
  return left < self->n_rows ? &self->rows[left] : NULL;
}
