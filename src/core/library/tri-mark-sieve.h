/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"

G_BEGIN_DECLS

/**
 * TriMarkSieve:
 *
 * Looks at marks one by one, whether they are asked for, until that has cost too much.
 */
typedef struct _TriMarkSieve TriMarkSieve;

TriMarkSieve *tri_mark_sieve_new (TriLibrary *library,
                                  const TriMarkQuery *query,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_mark_sieve_free (TriMarkSieve *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkSieve, tri_mark_sieve_free)

/* Whether what is asked for is frequent enough for this to be worth while. */
gboolean tri_mark_sieve_is_useful (TriMarkSieve *self);
/* Columns of the row: id, work, text, ord, start, created, kind, colour, has_note. */
gboolean tri_mark_sieve_passes (TriMarkSieve *self, TriStatement *row);
/* Likewise, of what has to be looked up. */
gboolean tri_mark_sieve_passes_id (TriMarkSieve *self, gint64 id);
gboolean tri_mark_sieve_is_spent (TriMarkSieve *self);
/* Whether there are any without a place, and whether it is one of them. */
gboolean tri_mark_sieve_has_unplaced (TriMarkSieve *self);
gboolean tri_mark_sieve_is_unplaced (TriMarkSieve *self, gint64 id);

G_END_DECLS
