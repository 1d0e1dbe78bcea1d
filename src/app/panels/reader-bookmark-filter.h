/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "model/tri-work.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderBookmarkFilter:
 *
 * A button whose popover says which bookmarks are listed: of what kind, colour, label and text, who
 * or what is named in them, with a note, without a place.
 *
 * Signal "changed".
 */
#define READER_TYPE_BOOKMARK_FILTER (reader_bookmark_filter_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkFilter,
                      reader_bookmark_filter,
                      READER,
                      BOOKMARK_FILTER,
                      GtkWidget)

/* What the lists offer: the texts of @work (nullable) and the labels of the library. */
void reader_bookmark_filter_connect (ReaderBookmarkFilter *self, ReaderSession *session);
void reader_bookmark_filter_set_work (ReaderBookmarkFilter *self, TriWork *work);
/* Sets all but work, words and order; strings are borrowed. */
void reader_bookmark_filter_fill (ReaderBookmarkFilter *self, TriMarkQuery *query);
/* What is filtered by, in words; NULL when nothing is. */
char *reader_bookmark_filter_dup_words (ReaderBookmarkFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_bookmark_filter_clear (ReaderBookmarkFilter *self);
void reader_bookmark_filter_choose_text (ReaderBookmarkFilter *self, guint position);
void reader_bookmark_filter_set_kinds (ReaderBookmarkFilter *self, guint kinds);

G_END_DECLS
