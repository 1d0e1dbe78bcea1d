/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriIdSet:
 *
 * Remembers which strings it has seen, in 8 to 16 bytes each: the ids of a large file are the one
 * thing that must be kept to its end.
 */
typedef struct _TriIdSet TriIdSet;

TriIdSet *tri_id_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_id_set_free (TriIdSet *self);
gboolean tri_id_set_add (TriIdSet *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriIdSet, tri_id_set_free)

G_END_DECLS
