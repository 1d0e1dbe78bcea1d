/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-segment.h"

G_BEGIN_DECLS

/* Of a unit, a source and a target may each be in segments that are named the same. */
typedef struct
{
  TriSegment *segment;
  GString *mid; /* empty: in no segment of its own */
  guint order;  /* where it stands in the text */
} TriXliffPiece;

/* What stands in one language of a unit. */
typedef struct
{
  GPtrArray *pieces; /* TriXliffPiece, to be used again */
  guint n_pieces;
  gboolean is_parted;
} TriXliffSide;

void tri_xliff_side_init (TriXliffSide *self);
void tri_xliff_side_free (TriXliffSide *self);
TriXliffPiece *tri_xliff_side_get (const TriXliffSide *self, guint i);
TriXliffPiece *tri_xliff_side_get_last (const TriXliffSide *self);
TriXliffPiece *tri_xliff_side_add (TriXliffSide *self, const char *mid, TriSegmentSpace space);
void tri_xliff_side_clear (TriXliffSide *self);
void tri_xliff_side_sort (TriXliffSide *self);

G_END_DECLS
