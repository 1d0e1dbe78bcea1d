/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-mark-change.h"
#include "reader-bookmark-find.h"

G_BEGIN_DECLS

/* What the panel and the editor ask of a library. The results come by tri_worker_run_finish(). */

/* Result: ReaderBookmarkFound; with @page what can be shown at once, else all. */
void reader_bookmark_store_find_async (ReaderSession *session,
                                       const ReaderBookmarkQuery *query,
                                       gboolean page,
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
/* Result: guint *, how many were changed. */
void reader_bookmark_store_change_async (ReaderSession *session,
                                         GArray *bookmarks,
                                         const TriMarkChange *change,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
