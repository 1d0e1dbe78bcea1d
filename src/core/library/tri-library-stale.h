/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. A mark says that the names of a work are to be found anew. It is set in
 * the transaction that makes it so, and taken away by tri_library_link_work(). */

gboolean tri_stale_mark_work (TriLibrary *self, gint64 work, GError **error);
/* The works that use the register; @uuid: that of the entity. */
gboolean tri_stale_mark_register (TriLibrary *self, gint64 reg, GError **error);
gboolean tri_stale_mark_entity (TriLibrary *self, const char *uuid, GError **error);
/* Another one whenever it is set; NULL without one. */
char *tri_stale_dup_mark (TriLibrary *self, gint64 work) G_GNUC_WARN_UNUSED_RESULT;
/* Unless it was set anew. @mark: (nullable) */
gboolean tri_stale_unmark (TriLibrary *self, gint64 work, const char *mark, GError **error);

G_END_DECLS
