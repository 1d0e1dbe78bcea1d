/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-prior.h"

G_BEGIN_DECLS

/* A place between units: so many of each side lie before it. */
typedef struct
{
  guint at[2];
} TriAlignPlace;

/**
 * TriAlignBand:
 * @n: units of each side
 * @lo: (array length=n[0]+1): the first place of each row; never falls
 * @hi: (array length=n[0]+1): the last; never falls
 *
 * The places a path may go through, from (0, 0) to (n[0], n[1]).
 */
typedef struct
{
  guint n[2];
  guint *lo;
  guint *hi;
} TriAlignBand;

TriAlignBand *tri_align_band_new (const TriAlignPlace *path,
                                  guint n_path,
                                  guint margin) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_band_free (TriAlignBand *self);

GArray *tri_align_blocks_find_path (const TriAlignSide *const sides[2],
                                    const TriAlignPlace *from,
                                    const TriAlignPlace *to,
                                    const GArray *prior,
                                    guint block) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignBand, tri_align_band_free)

G_END_DECLS
