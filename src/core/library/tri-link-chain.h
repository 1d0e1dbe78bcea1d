/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-many.h"

G_BEGIN_DECLS

/* Sorts @anchors (element-type TriAlignGroup) and removes as few as it can so that none crosses
 * another in any of @n_texts texts. */
void tri_link_chain_keep (GArray *anchors, guint n_texts);
/* The order they are in then. */
int tri_link_chain_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
