/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-bookmark-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderBookmarkList:
 *
 * The rows of the bookmarks panel, and what the keys do on them. A row that has the focus keeps it
 * when the list is filled again; when it is gone the row that took its place has it. Tab goes
 * through the buttons of one row and then leaves the list; the arrow keys go from row to row.
 *
 * Signal "bookmark-activated" (TriBookmark): the reader wants to go there.
 * Signal "bookmark-edited" (TriBookmark, GtkWidget row): the reader wants to edit it.
 * Signal "deletion-asked" (GArray of gint64): the reader wants these deleted.
 * Signal "selection-changed".
 */
#define READER_TYPE_BOOKMARK_LIST (reader_bookmark_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkList, reader_bookmark_list, READER, BOOKMARK_LIST, GtkWidget)

guint reader_bookmark_list_show (ReaderBookmarkList *self,
                                 const ReaderBookmarkQuery *query,
                                 ReaderBookmarkFound *found);
void reader_bookmark_list_scroll_to (ReaderBookmarkList *self, guint position);
void reader_bookmark_list_focus_row (ReaderBookmarkList *self, guint position);
void reader_bookmark_list_point_at (ReaderBookmarkList *self, guint position);
void reader_bookmark_list_select (ReaderBookmarkList *self, guint position);
void reader_bookmark_list_delete_selected (ReaderBookmarkList *self);
void reader_bookmark_list_select_all (ReaderBookmarkList *self);
guint reader_bookmark_list_count_selected (ReaderBookmarkList *self);
GArray *reader_bookmark_list_dup_selected (ReaderBookmarkList *self) G_GNUC_WARN_UNUSED_RESULT;
ReaderBookmarkModel *reader_bookmark_list_get_model (ReaderBookmarkList *self);

G_END_DECLS
