/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-pack.h"
#include "library/tri-row-block.h"

G_BEGIN_DECLS

/* What the links of the rows of a block are like, kept with the block (row_blocks.summary) until
 * one of them changes. Packed, it is for each row its flags, its score (0 for none, else one more
 * than the percentage), and for each column the sentences, those that have no counterpart in some
 * other text, and the characters. */

enum
{
  TRI_ROW_UNCONFIRMED = 1, /* has a computed link */
  TRI_ROW_DOUBTFUL = 2,    /* has a computed link with a low score */
  TRI_ROW_UNEVEN = 4,      /* has something that is not one to one */
  TRI_ROW_FIXED = 8,       /* has a confirmed or imported link */
};

typedef struct
{
  guint sentences;
  guint omitted;
  guint chars;
} TriCellSummary;

typedef struct
{
  guint flags;
  int percent; /* the mean of the scores of computed links; -1: none */
  TriCellSummary *cells;
} TriRowSummary;

/* As it is stored, or else made. */
GBytes *tri_link_summary_get (TriLibrary *library,
                              gint64 block,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes it and stores it; part of a transaction. */
gboolean tri_link_summary_store (TriLibrary *library, gint64 block, GError **error);
/* Reads the next row into @row, whose cells has room for @n_columns. */
gboolean tri_link_summary_next (TriUnpacker *unpacker, guint n_columns, TriRowSummary *row);
/* Forgets the summaries of the blocks that hold these passages (element-type gint64). */
gboolean tri_link_summary_forget (TriLibrary *library, const GArray *passages, GError **error);

G_END_DECLS
