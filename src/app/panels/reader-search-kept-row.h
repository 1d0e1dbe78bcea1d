/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-saved-search.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchKeptRow:
 *
 * A search that the reader keeps: its name, what it asks, and how many passages it finds. Its
 * buttons call "kept-search.rename" and "kept-search.delete" of the list around it.
 */
#define READER_TYPE_SEARCH_KEPT_ROW (reader_search_kept_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchKeptRow,
                      reader_search_kept_row,
                      READER,
                      SEARCH_KEPT_ROW,
                      GtkListBoxRow)

GtkWidget *reader_search_kept_row_new (void);
/* Another one is not counted; the same stays counted as it is. */
void reader_search_kept_row_set_search (ReaderSearchKeptRow *self, TriSavedSearch *search);
TriSavedSearch *reader_search_kept_row_get_search (ReaderSearchKeptRow *self);
void reader_search_kept_row_set_count (ReaderSearchKeptRow *self, gint64 n);
gint64 reader_search_kept_row_get_count (ReaderSearchKeptRow *self);
/* The number is shown, but it is to be counted anew. */
void reader_search_kept_row_set_stale (ReaderSearchKeptRow *self);
gboolean reader_search_kept_row_is_counted (ReaderSearchKeptRow *self);

G_END_DECLS
