/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-lattice.h"

G_BEGIN_DECLS

/* Two texts that are aligned section by section: who has several pairs in work goes on with the one
 * that is behind, and takes from each what is final. */
typedef struct _TriAlignWork TriAlignWork;

TriAlignWork *tri_align_work_new (const TriAlignText *const texts[2],
                                  const TriAlignSide *const sides[2],
                                  const TriAlignOptions *options,
                                  const TriAlignWeights *weights,
                                  gboolean keeps_likely) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_work_free (TriAlignWork *self);
gboolean tri_align_work_step (TriAlignWork *self, GError **error);
gboolean tri_align_work_is_done (const TriAlignWork *self);
TriAlignPlace tri_align_work_get_place (const TriAlignWork *self);
GArray *tri_align_work_get_links (TriAlignWork *self);
GArray *tri_align_work_get_likely (TriAlignWork *self);
float tri_align_work_get_alone (const TriAlignWork *self, guint side, guint unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignWork, tri_align_work_free)

G_END_DECLS
