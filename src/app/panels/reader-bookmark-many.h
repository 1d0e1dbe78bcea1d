/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-mark-change.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderBookmarkMany:
 *
 * What can be said of all bookmarks that are selected, shown while there are several.
 *
 * Signal "change-asked" (pointer TriMarkChange): say this of all of them.
 * Signal "deletion-asked" ().
 */
#define READER_TYPE_BOOKMARK_MANY (reader_bookmark_many_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkMany,
                      reader_bookmark_many,
                      READER,
                      BOOKMARK_MANY,
                      GtkWidget)

void reader_bookmark_many_set_count (ReaderBookmarkMany *self, guint n_selected);

G_END_DECLS
