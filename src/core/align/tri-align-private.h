/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-work.h"

G_BEGIN_DECLS

/**
 * TriAlignDetails:
 * @likely: (element-type TriAlignLink): every link that is not negligible, each with both sides
 * @alone: for each side and unit how likely it is that it has no counterpart
 *
 * What bringing more texts together needs to know besides the links.
 */
typedef struct
{
  GArray *likely;
  float *alone[2];
} TriAlignDetails;

void tri_align_details_clear (TriAlignDetails *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriAlignDetails, tri_align_details_clear)

gboolean tri_align_are_anchors_in_order (const TriAlignOptions *options, const guint n_units[2]);
GArray *tri_align_pair_weighted (const TriAlignText *a,
                                 const TriAlignText *b,
                                 const TriAlignOptions *options,
                                 const TriAlignWeights *weights,
                                 TriAlignDetails *details,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
