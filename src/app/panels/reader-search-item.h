/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderSearchItem:
 * @is_read: what follows is known
 * @snippet: (nullable): what was found, %NULL when the passage has gone
 * @counterparts: (nullable) (element-type TriSearchSnippet): what stands there in the other texts
 *
 * A line in the list of what was found.
 *
 * Signal "read" (): what it says came, or changed.
 */
struct _ReaderSearchItem
{
  GObject parent_instance;
  gint64 passage;
  gint64 text;
  gboolean is_read;
  TriSearchSnippet *snippet;
  GPtrArray *counterparts;
};

#define READER_TYPE_SEARCH_ITEM (reader_search_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchItem, reader_search_item, READER, SEARCH_ITEM, GObject)

ReaderSearchItem *reader_search_item_new (const TriSearchHit *hit) G_GNUC_WARN_UNUSED_RESULT;
/* On any thread, with its connection. NULL with @error set. */
ReaderSearchItem *reader_search_item_read (TriSearch *search,
                                           TriLibrary *library,
                                           const TriSearchHit *hit,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over what was read of it; the other is left empty. */
void reader_search_item_take (ReaderSearchItem *self, ReaderSearchItem *other);

G_END_DECLS
