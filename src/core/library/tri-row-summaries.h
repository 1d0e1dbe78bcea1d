/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-summary.h"

G_BEGIN_DECLS

/* The summaries of the rows of a strand, one after another, a block at a time. Set the first three
 * members. */
typedef struct
{
  TriLibrary *library;
  gint64 work;
  guint strand;
  guint n_columns;
  gint64 *texts;
  gint64 block;
  guint64 first; /* of the block */
  guint n_rows;
  TriRowSummary *rows;
  TriCellSummary *cells;
} TriRowSummaries;

/* NULL behind the last row, and where a block cannot be read. Valid until the next call. */
const TriRowSummary *tri_row_summaries_get (TriRowSummaries *self, guint64 row);
void tri_row_summaries_clear (TriRowSummaries *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriRowSummaries, tri_row_summaries_clear)

G_END_DECLS
