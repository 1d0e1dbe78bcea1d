/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderSearchFilter:
 *
 * A button with a popover that says where is searched: in the library, the work, the chapter or one
 * of the texts; in which language; what kinds of passages; and whether words stand for their other
 * forms, too. The forms, and whether it is the work or the library, are remembered.
 *
 * Signal "changed" ()
 */
#define READER_TYPE_SEARCH_FILTER (reader_search_filter_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchFilter,
                      reader_search_filter,
                      READER,
                      SEARCH_FILTER,
                      GtkWidget)

void reader_search_filter_connect (ReaderSearchFilter *self,
                                   ReaderSession *session,
                                   ReaderParallelView *view);
TriSearchOptions *reader_search_filter_dup_options (ReaderSearchFilter *self)
    G_GNUC_WARN_UNUSED_RESULT;
void reader_search_filter_set_options (ReaderSearchFilter *self, const TriSearchOptions *options);
/* What is left out, in words; NULL when nothing is. */
char *reader_search_filter_dup_words (ReaderSearchFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_search_filter_clear (ReaderSearchFilter *self);

G_END_DECLS
