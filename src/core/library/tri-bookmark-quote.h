/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/* Private to the library. */
gboolean tri_library_fill_quote (TriLibrary *self, TriBookmark *bookmark, GError **error);

G_END_DECLS
