/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/**
 * ReaderBookmarkItem:
 * @id: of the bookmark
 * @bookmark: (nullable): %NULL until it is read
 * @title: (nullable): of the division or the work, when it is the first of those that stand in it
 * @place: where the bookmark is, in words: text and division
 * @counterpart: what stands there in the other texts, or ""
 *
 * A line in the list of bookmarks.
 *
 * Signal "read" (): what it says came, or changed.
 */
struct _ReaderBookmarkItem
{
  GObject parent_instance;
  gint64 id;
  TriBookmark *bookmark;
  char *title;
  char *place;
  char *counterpart;
};

#define READER_TYPE_BOOKMARK_ITEM (reader_bookmark_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkItem, reader_bookmark_item, READER, BOOKMARK_ITEM, GObject)

ReaderBookmarkItem *reader_bookmark_item_new (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over what was read of it; the other is left empty. */
void reader_bookmark_item_take (ReaderBookmarkItem *self, ReaderBookmarkItem *other);

G_END_DECLS
