/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

/* What only the writers of files ask for: everything in a work, a window at a time. */

/* The links of @work behind the link @after (0: from the first on), at most @limit.
 * (element-type TriLink) */
GPtrArray *tri_library_read_links (TriLibrary *self,
                                   gint64 work,
                                   gint64 after,
                                   guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

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
/* Whether a key in the work matches an SQLite GLOB pattern. */
gboolean tri_library_has_key_like (TriLibrary *self, gint64 work, const char *pattern);

G_END_DECLS
