/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderSearchHistory:
 *
 * What was searched, the last first; kept in the settings.
 */
#define READER_TYPE_SEARCH_HISTORY (reader_search_history_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchHistory, reader_search_history, READER, SEARCH_HISTORY, GObject)

ReaderSearchHistory *reader_search_history_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_search_history_add (ReaderSearchHistory *self, const char *typed);
/* The question before the one that stands in the entry, or (-1) the one after it. NULL when the
 * entry has something else in it, or there is none that way. */
const char *reader_search_history_walk (ReaderSearchHistory *self,
                                        const char *typed,
                                        int step);

G_END_DECLS
