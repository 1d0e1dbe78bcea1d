/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-columns.h"
#include "concordance/reader-concordance-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderConcordanceRow:
 *
 * A line of the table. It paints its words itself, when it is in view: of the 200 rows that GTK
 * keeps of a list only those cost anything.
 */
#define READER_TYPE_CONCORDANCE_ROW (reader_concordance_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceRow,
                      reader_concordance_row,
                      READER,
                      CONCORDANCE_ROW,
                      GtkWidget)

GtkWidget *reader_concordance_row_new (ReaderConcordanceColumns *columns);
/* (nullable) */
void reader_concordance_row_set_item (ReaderConcordanceRow *self, ReaderConcordanceItem *item);

G_END_DECLS
