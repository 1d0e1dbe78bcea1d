/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "library/tri-pack.h"

G_BEGIN_DECLS

/**
 * TriRowBlock:
 * @n_columns: the texts of the strand
 * @texts: (array length=n_columns): in the order of the columns
 * @ords: (array length=n_columns): of the next row: what it begins with
 * @counts: (array length=n_columns): of the row read last: what it takes
 *
 * A block of rows, and how far it is read.
 */
typedef struct
{
  gint64 id;
  guint n_rows;
  GBytes *cells;
  TriUnpacker unpacker;
  guint n_columns;
  gint64 *texts;
  guint *ords;
  guint *counts;
} TriRowBlock;

gboolean tri_row_block_open (TriRowBlock *self, TriLibrary *library, gint64 id, GError **error);
void tri_row_block_clear (TriRowBlock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriRowBlock, tri_row_block_clear)
/* Reads what the next row takes of each text: @ords and @counts are then its own. */
gboolean tri_row_block_next (TriRowBlock *self, GError **error);

/* The block that holds a row of a strand; leaves in @row its place in the block. 0 for none. */
gint64 tri_row_block_find (TriLibrary *library,
                           gint64 work,
                           guint strand,
                           guint64 *row,
                           GError **error);
/* The block that holds the passage at @ord of a text; 0 for none. */
gint64 tri_row_block_find_passage (TriLibrary *library, gint64 text, guint ord);
/* The number of rows of the strand before a block. */
guint64 tri_row_block_count_before (TriLibrary *library, gint64 block);

G_END_DECLS
