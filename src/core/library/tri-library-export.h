/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-link.h"
#include "model/tri-work.h"

G_BEGIN_DECLS

/* What only the writers of files ask for: everything in a work, a window at a time. */

/* What is read between these two calls is one state of the library, whatever others write, and
 * costs no lock for each question. */
typedef TriLibrary TriSnapshot;
TriSnapshot *tri_library_begin_reading (TriLibrary *self,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_snapshot_release (TriSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSnapshot, tri_snapshot_release)

/* The links of @work behind the link @after (0: from the first on), at most @limit.
 * (element-type TriLink) */
GPtrArray *tri_library_read_links (TriLibrary *self,
                                   gint64 work,
                                   gint64 after,
                                   guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TriLinkFunc:
 * @link: with its members in reading order
 * @keys: (array): the key of the passage of each member
 *
 * Returns: %FALSE with @error to stop
 */
typedef gboolean (*TriLinkFunc) (const TriLink *link,
                                 const char *const *keys,
                                 gpointer data,
                                 GError **error);
/* Calls @func for the links of @work whose kind has a bit in @kinds, in the order in which they
 * were made. */
gboolean tri_library_foreach_link (TriLibrary *self,
                                   TriWork *work,
                                   guint kinds,
                                   TriLinkFunc func,
                                   gpointer data,
                                   GError **error);
/* Calls @func with every key of the passages and divisions of @work, in their order; those of
 * several texts once. @n: how many passages have it; 0 when nobody looked, since there are very
 * many texts. */
typedef void (*TriKeyFunc) (const char *key, guint n, gpointer data);
gboolean tri_library_foreach_key (TriLibrary *self,
                                  TriWork *work,
                                  TriKeyFunc func,
                                  gpointer data,
                                  GError **error);

/* Whether links of a pair say what @link says of two texts. */
gboolean tri_library_is_paired (TriLibrary *self, const TriLink *link, gint64 a, gint64 b);

/* The entities of the registers attached to @work and those mentioned in it, by register and row.
 * (element-type gint64) */
GArray *tri_library_list_entity_ids (TriLibrary *self,
                                     gint64 work,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a passage of another text of the work has this key, too. */
gboolean tri_library_is_key_shared (TriLibrary *self, gint64 text, const char *key);
/* Whether nothing else in the work has the key of this division. */
gboolean tri_library_is_division_key_unique (TriLibrary *self, gint64 text, const char *key);
/* Whether a passage or a division of the work has the key. */
gboolean tri_library_has_key (TriLibrary *self, gint64 work, const char *key);
/* What the files say of mentions that name no entity, in the passages from the row @first to @last:
 * the row of the mention → its pointers, with spaces between. */
GHashTable *tri_library_list_references (TriLibrary *self,
                                         gint64 first,
                                         gint64 last,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
