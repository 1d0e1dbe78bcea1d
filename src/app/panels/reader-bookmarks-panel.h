/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-bookmark-filter.h"
#include "reader-bookmark-model.h"
#include "reader-bookmark-store.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderBookmarksPanel:
 *
 * The reader's bookmarks: of this work or of all, by place or by date. It opens at the one nearest
 * to what is read.
 *
 * Signal "bookmark-activated" (TriBookmark): the reader wants to go there.
 * Signal "bookmark-edited" (TriBookmark, GtkWidget row): the reader wants to edit it.
 * Signal "bookmarks-deleted" (uint): so many are gone, which is the last act in the journal.
 * Signal "bookmarks-changed" (uint): something was said of so many, which is the last act.
 * Signal "failed" (string): an act of the reader was not done; why.
 */
#define READER_TYPE_BOOKMARKS_PANEL (reader_bookmarks_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarksPanel,
                      reader_bookmarks_panel,
                      READER,
                      BOOKMARKS_PANEL,
                      GtkWidget)

GtkWidget *reader_bookmarks_panel_new (void);
void reader_bookmarks_panel_connect (ReaderBookmarksPanel *self,
                                     ReaderSession *session,
                                     ReaderParallelView *view);
void reader_bookmarks_panel_reload (ReaderBookmarksPanel *self);
void reader_bookmarks_panel_take_focus (ReaderBookmarksPanel *self);
/* Selects and shows a bookmark when it is listed; the keyboard stays where it is. */
void reader_bookmarks_panel_point_at (ReaderBookmarksPanel *self, gint64 bookmark);
void reader_bookmarks_panel_set_filter (ReaderBookmarksPanel *self, const char *filter);
void reader_bookmarks_panel_delete (ReaderBookmarksPanel *self, TriBookmark *bookmark);
void reader_bookmarks_panel_select (ReaderBookmarksPanel *self, guint position);
void reader_bookmarks_panel_delete_selected (ReaderBookmarksPanel *self);
/* (element-type ReaderBookmarkItem): what is listed, titles included */
GListModel *reader_bookmarks_panel_get_model (ReaderBookmarksPanel *self);
/* (element-type gint64): the ids of those that are selected, in order. */
GArray *reader_bookmarks_panel_dup_selected (ReaderBookmarksPanel *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE while an answer is awaited. */
gboolean reader_bookmarks_panel_is_settled (ReaderBookmarksPanel *self);
ReaderBookmarkFilter *reader_bookmarks_panel_get_filter (ReaderBookmarksPanel *self);
/* What the list shows; NULL before it showed anything. */
const ReaderBookmarkQuery *reader_bookmarks_panel_get_shown (ReaderBookmarksPanel *self);
void reader_bookmarks_panel_change_selected (ReaderBookmarksPanel *self,
                                             const TriMarkChange *change);

G_END_DECLS
