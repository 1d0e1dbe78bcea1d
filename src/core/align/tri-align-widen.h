/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-evidence.h"
#include "align/tri-align-many.h"

G_BEGIN_DECLS

/**
 * TriAlignWidening:
 * @n_texts: how many texts there are in all
 * @evidence: what is known of each pair of them
 * @members: which texts the groups have already, a bit each
 * @text: the text that comes to them
 *
 * One text more for groups of others.
 */
typedef struct
{
  guint n_texts;
  TriAlignEvidence *const *evidence;
  guint members;
  guint text;
} TriAlignWidening;

GArray *tri_align_widen (const TriAlignWidening *widening,
                         const GArray *groups,
                         guint first,
                         guint count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
