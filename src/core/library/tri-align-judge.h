/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-input.h"

G_BEGIN_DECLS

/* Which texts are no translation of any other. */
typedef struct
{
  gboolean is_loose[TRI_ALIGN_MAX_TEXTS];
} TriAlignVerdict;

/* @many: all of the texts, or a stretch that is long enough to judge by. */
void tri_align_judge (const TriAlignMany *many, TriAlignVerdict *out);

G_END_DECLS
