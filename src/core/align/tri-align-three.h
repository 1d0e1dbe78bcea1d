/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-many.h"

G_BEGIN_DECLS

/* What part of the time the pairs take. */
#define TRI_ALIGN_PAIRS_SHARE .9

/* tri_align_many() of three texts: adds to the arrays of @out, and tells of stretches. */
gboolean tri_align_three (const TriAlignText *texts,
                          const TriAlignManyOptions *options,
                          TriAlignMany *out,
                          GError **error);

/* tri-align-many.c */
TriAlignMany *tri_align_many_new (guint n_texts) G_GNUC_WARN_UNUSED_RESULT;
TriAlignOptions tri_align_many_get_pair_options (const TriAlignManyOptions *self,
                                                 guint pair,
                                                 const GArray *anchors);
GArray *tri_align_many_dup_anchors (const TriAlignManyOptions *self,
                                    guint n_texts,
                                    guint a,
                                    guint b) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
