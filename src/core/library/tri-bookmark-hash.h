/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. */
gboolean tri_library_store_bookmark_hash (TriLibrary *self, const char *uuid, GError **error);
gboolean tri_library_check_bookmarks (TriLibrary *self, GPtrArray *faults, GError **error);

G_END_DECLS
