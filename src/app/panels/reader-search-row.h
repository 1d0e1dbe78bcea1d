/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-search-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchRow:
 *
 * A passage that was found: where it stands, the words around the hits, and below them what stands
 * there in the other texts. The hits are bold.
 */
#define READER_TYPE_SEARCH_ROW (reader_search_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchRow, reader_search_row, READER, SEARCH_ROW, GtkWidget)

GtkWidget *reader_search_row_new (void);
void reader_search_row_set_item (ReaderSearchRow *self, ReaderSearchItem *item);

G_END_DECLS
