/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderBookmarkItem:
 * @bookmark: (nullable): %NULL in a title over those below it
 * @title: of a division or a work, over the bookmarks in it
 * @place: where the bookmark is, in words: text and division
 * @strand: -1 when it stands in no row
 * @row: of the strand; @chapter: likewise, where its division begins
 * @rank: among those that were listed, by text and place in it
 *
 * A line in the list of bookmarks.
 */
struct _ReaderBookmarkItem
{
  GObject parent_instance;
  TriBookmark *bookmark;
  char *title;
  char *place;
  int strand;
  guint64 row;
  guint64 chapter;
  guint rank;
};

#define READER_TYPE_BOOKMARK_ITEM (reader_bookmark_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkItem, reader_bookmark_item, READER, BOOKMARK_ITEM, GObject)

gboolean reader_bookmark_item_is_same (ReaderBookmarkItem *a, ReaderBookmarkItem *b);

/* What the panel and the editor ask of a library. The results come by tri_worker_run_finish(). */

/* Result: GPtrArray of ReaderBookmarkItem, titles included. @work: 0 for all. */
void reader_bookmark_store_list_async (ReaderSession *session,
                                       gint64 work,
                                       const char *filter,
                                       TriBookmarkOrder order,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Result: GStrv, every label there is, in order. */
void reader_bookmark_store_list_labels_async (ReaderSession *session,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
/* Result: the stored TriBookmark, which is on disk. */
void reader_bookmark_store_save_async (ReaderSession *session,
                                       TriBookmark *bookmark,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Result: not NULL when they are gone. */
void reader_bookmark_store_delete_async (ReaderSession *session,
                                         GArray *bookmarks,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
