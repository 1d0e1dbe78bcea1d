/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriRow:
 * @ordinal: its place in the strand, from 0
 * @cells: (element-type GPtrArray): one array of #TriPassage for each text of the strand, in the
 * work's order
 *
 * One line of the aligned display. A cell without passages says that a text has nothing here. A
 * note stands
 * behind the passage it belongs to, in the same cell; the reading surface shows it at its mark.
 */
typedef struct
{
  guint64 ordinal;
  GPtrArray *cells;
} TriRow;

#define TRI_TYPE_ROW (tri_row_get_type ())
GType tri_row_get_type (void);

TriRow *tri_row_new (guint64 ordinal, guint n_cells) G_GNUC_WARN_UNUSED_RESULT;
TriRow *tri_row_ref (TriRow *self);
void tri_row_unref (TriRow *self);
GPtrArray *tri_row_get_cell (const TriRow *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriRow, tri_row_unref)

G_END_DECLS
