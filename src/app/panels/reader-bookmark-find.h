/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "reader-bookmark-item.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderBookmarkQuery:
 * @asked: which marks; its strings are owned by this
 * @focus_text: the text that is read, or 0, and where in it: what is nearest is told
 * @focus_work: its work
 * @from_start: the first rows are shown first, not the nearest
 *
 * What the list is to show.
 */
typedef struct
{
  TriMarkQuery asked;
  gint64 focus_work;
  gint64 focus_text;
  guint focus_ord;
  gboolean from_start;
} ReaderBookmarkQuery;

ReaderBookmarkQuery *reader_bookmark_query_copy (const ReaderBookmarkQuery *self)
    G_GNUC_WARN_UNUSED_RESULT;
void reader_bookmark_query_free (ReaderBookmarkQuery *self);

/* Whether both ask for the same marks, wherever the reader is. */
gboolean reader_bookmark_query_is_same (const ReaderBookmarkQuery *self,
                                        const ReaderBookmarkQuery *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderBookmarkQuery, reader_bookmark_query_free)

/**
 * ReaderBookmarkFound:
 * @ids: all of them, in order; or some that stand together
 * @is_page: there may be more, above and below
 * @nearest: which of them is nearest to what is read
 * @items: (element-type ReaderBookmarkItem): those around it, read
 */
typedef struct
{
  GArray *ids;
  gboolean is_page;
  guint nearest;
  GPtrArray *items;
} ReaderBookmarkFound;

void reader_bookmark_found_free (ReaderBookmarkFound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderBookmarkFound, reader_bookmark_found_free)

/* A line to be read. */
typedef struct
{
  gint64 id;
  /* Of the line above it, 0 for the first: titles stand where they change. */
  gint64 above;
} ReaderBookmarkLine;

/* On the worker: ReaderBookmarkFound of a #ReaderBookmarkQuery. */
gpointer reader_bookmark_find (TriLibrary *library,
                               gpointer query,
                               GCancellable *cancellable,
                               GError **error);
/* Likewise, but if there are very many only a page of them, which is there at once. */
gpointer reader_bookmark_find_page (TriLibrary *library,
                                    gpointer query,
                                    GCancellable *cancellable,
                                    GError **error);
/* (element-type ReaderBookmarkItem): those of the lines (element-type ReaderBookmarkLine) that are
 * still there. */
GPtrArray *reader_bookmark_read (TriLibrary *library,
                                 const ReaderBookmarkQuery *query,
                                 GArray *lines,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
