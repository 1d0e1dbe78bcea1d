/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-joint.h"

G_BEGIN_DECLS

#define TRI_ALIGN_NO_CELL G_MAXSIZE

/* Far below any logarithm that counts. */
#define TRI_ALIGN_NEVER (-1e9f)

/* The three pairs, and which of three texts (or axes) are in them. */
extern const guint8 tri_align_texts_of_pair[3][2];

/**
 * TriAlignSpace:
 * @order: which text is on which axis; the pair of the last two axes is the least sure
 * @bound: whether places must be near the chain of that pair too
 * @lo: for each pair of axes and place of the first of them, the first place of the second
 * @hi: and the last
 * @row_first: for each place of the first axis, its first row; there is one for each place of the
 *   second axis in the band
 * @row_at: where the cells of a row begin
 * @row_lo: the place of the third axis of the first of them
 * @row_n: how many there are
 * @covers: for each pair of axes by place, see tri_align_space_get_cover()
 *
 * The places three texts can come to together in a stretch, counted from its beginning: those near
 * the chains of the pairs.
 */
typedef struct
{
  const TriAlignTriple *triple;
  const TriAlignBox *stretch;
  guint order[3];
  gboolean bound;
  guint *lo[3];
  guint *hi[3];
  gsize *row_first;
  gsize *row_at;
  guint *row_lo;
  guint *row_n;
  gsize n_cells;
  gsize *cover_first[3];
  TriAlignCover *covers[3];
} TriAlignSpace;

TriAlignSpace *tri_align_space_new (const TriAlignTriple *triple,
                                    const TriAlignBox *stretch,
                                    gboolean bound) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_space_free (TriAlignSpace *self);

static inline guint
tri_align_space_get_n (const TriAlignSpace *self, guint axis)
{
  return self->stretch->count[self->order[axis]];
}

static inline guint
tri_align_space_get_first (const TriAlignSpace *self, guint axis)
{
  return self->stretch->first[self->order[axis]];
}

/* The cell of a place, or %TRI_ALIGN_NO_CELL. */
static inline gsize
tri_align_space_find_cell (const TriAlignSpace *self, guint i, guint j, guint h)
{
  gsize row = 0;

  if (j < self->lo[0][i] || j > self->hi[0][i])
    return TRI_ALIGN_NO_CELL;
  row = self->row_first[i] + j - self->lo[0][i];
  if (h < self->row_lo[row] || h >= self->row_lo[row] + self->row_n[row])
    return TRI_ALIGN_NO_CELL;
  return self->row_at[row] + h - self->row_lo[row];
}

/* What a pair of axes says of the rectangle of @k and @l units from (@i, @j) on, see
 * tri_align_evidence_cover(). */
static inline float
tri_align_space_get_cover (const TriAlignSpace *self,
                           guint pair,
                           guint i,
                           guint j,
                           guint k,
                           guint l)
{
  const TriAlignCover *cover = NULL;
  const guint8 *axes = tri_align_texts_of_pair[pair];

  if (j < self->lo[pair][i] || j > self->hi[pair][i])
    return TRI_ALIGN_NEVER;
  cover = &self->covers[pair][self->cover_first[pair][i] + j - self->lo[pair][i]];
  return self->order[axes[0]] > self->order[axes[1]] ? (*cover)[l][k] : (*cover)[k][l];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignSpace, tri_align_space_free)

G_END_DECLS
