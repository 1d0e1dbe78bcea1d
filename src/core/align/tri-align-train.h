/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-lattice.h"

G_BEGIN_DECLS

TriAlignModel *tri_align_train (const TriAlignSide *const sides[2],
                                const GArray *prior,
                                const GArray *beads,
                                const TriAlignWeights *weights) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
