/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-bookmark-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderBookmarkRow:
 *
 * A bookmark in the list of bookmarks, with the title over it where one begins.
 *
 * Signals "edit" and "delete" (): the reader wants to edit or delete the bookmark.
 */
#define READER_TYPE_BOOKMARK_ROW (reader_bookmark_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkRow, reader_bookmark_row, READER, BOOKMARK_ROW, GtkWidget)

GtkWidget *reader_bookmark_row_new (void);
void reader_bookmark_row_set_item (ReaderBookmarkRow *self, ReaderBookmarkItem *item);
ReaderBookmarkItem *reader_bookmark_row_get_item (ReaderBookmarkRow *self);

G_END_DECLS
