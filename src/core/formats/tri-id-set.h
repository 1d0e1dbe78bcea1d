/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriIdSet:
 *
 * Remembers which strings it has seen, in memory that does not grow with their number.
 *
 * It knows the latest at once. The others are forgotten or, when it keeps them, written to a
 * temporary file as sorted runs, which are merged at the end to find what came twice.
 */
typedef struct _TriIdSet TriIdSet;

/**
 * TriIdTwice:
 * @hash: what tri_id_set_hash() makes of the string
 * @first: the line where it came first
 * @line: the line where it came again
 */
typedef struct
{
  guint64 hash;
  guint first;
  guint line;
} TriIdTwice;

TriIdSet *tri_id_set_new (guint limit, gboolean keeps) G_GNUC_WARN_UNUSED_RESULT;
void tri_id_set_free (TriIdSet *self);
gboolean tri_id_set_add (TriIdSet *self, const char *id, guint line);
gboolean tri_id_set_find_twice (TriIdSet *self, TriIdTwice *twice, GError **error);
guint64 tri_id_set_hash (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriIdSet, tri_id_set_free)

G_END_DECLS
