/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-bookmark-find.h"
#include "reader-paged-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderBookmarkModel:
 *
 * The bookmarks that were found, as a GListModel of #ReaderBookmarkItem. Of all of them it holds
 * the ids; what they say is read by the worker when a line is asked for, a page at a time, and let
 * go again.
 */
#define READER_TYPE_BOOKMARK_MODEL (reader_bookmark_model_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkModel,
                      reader_bookmark_model,
                      READER,
                      BOOKMARK_MODEL,
                      ReaderPagedModel)

ReaderBookmarkModel *reader_bookmark_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Lines that are as before stay what they are. Takes @items out of @found. */
void reader_bookmark_model_show (ReaderBookmarkModel *self,
                                 const ReaderBookmarkQuery *query,
                                 ReaderBookmarkFound *found);
/* 0 when there is no such line. */
gint64 reader_bookmark_model_get_id (ReaderBookmarkModel *self, guint position);
/* GTK_INVALID_LIST_POSITION when it is not listed. */
guint reader_bookmark_model_find_id (ReaderBookmarkModel *self, gint64 id);

G_END_DECLS
