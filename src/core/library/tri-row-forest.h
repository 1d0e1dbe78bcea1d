/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriRowForest:
 *
 * Which passages of a work hang together: a forest of disjoint sets, and a ring through each. A
 * work may have millions of passages, and links tie mostly what is near: the latest pages are in
 * memory, a megabyte of them, the others in a temporary file, which small works never have.
 */
typedef struct _TriRowForest TriRowForest;

TriRowForest *tri_row_forest_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_row_forest_free (TriRowForest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriRowForest, tri_row_forest_free)

/* Returns the index of the passage: they are counted from 0, up to 2³¹. */
guint32 tri_row_forest_add (TriRowForest *self, gboolean is_note);
guint32 tri_row_forest_get_size (TriRowForest *self);
gboolean tri_row_forest_is_note (TriRowForest *self, guint32 index);

void tri_row_forest_unite (TriRowForest *self, guint32 a, guint32 b);
/* The next one in the ring; itself when it is alone. */
guint32 tri_row_forest_get_next (TriRowForest *self, guint32 index);
/* All that hang together are loose, or none. */
void tri_row_forest_set_loose (TriRowForest *self, guint32 index);
gboolean tri_row_forest_is_loose (TriRowForest *self, guint32 index);

/* FALSE when something could not be read back: what was asked may be wrong. */
gboolean tri_row_forest_check (TriRowForest *self, GError **error);

G_END_DECLS
