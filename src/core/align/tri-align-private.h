/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-train.h"

G_BEGIN_DECLS

GArray *tri_align_pair_weighted (const TriAlignText *a,
                                 const TriAlignText *b,
                                 const TriAlignOptions *options,
                                 const TriAlignWeights *weights,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
