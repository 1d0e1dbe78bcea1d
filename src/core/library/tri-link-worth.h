/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-input.h"

G_BEGIN_DECLS

/**
 * TriLinkWorth:
 * @units: for each unit of each text how sure its counterpart is; 1 where that is fixed
 *
 * What an alignment is worth, unit by unit, to compare two that take different links for granted.
 */
typedef struct
{
  guint n_texts;
  guint n[TRI_ALIGN_MAX_TEXTS];
  float *units[TRI_ALIGN_MAX_TEXTS];
} TriLinkWorth;

TriLinkWorth *tri_link_worth_new (const TriLinkInput *input,
                                  const TriAlignMany *many) G_GNUC_WARN_UNUSED_RESULT;
void tri_link_worth_free (TriLinkWorth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLinkWorth, tri_link_worth_free)

/* Whether the n-th of fixed places, in order, may cross what is around it. */
gboolean tri_link_worth_suspects (const TriLinkWorth *self, const GArray *places, guint n);
/* The places to go by, when @without is what the alignment is worth where the suspects do not
 * count. (element-type TriAlignGroup) */
GArray *tri_link_worth_choose (const TriLinkWorth *self,
                               const TriLinkWorth *without,
                               const GArray *places,
                               const GArray *suspects) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
