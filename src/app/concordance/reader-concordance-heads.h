/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-columns.h"
#include "library/tri-concordance.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderConcordanceHeads:
 *
 * The heads of the table's columns: a click sorts by one, another by the next word of a context;
 * the last one chooses the language of the counterparts.
 *
 * Signal "sort-chosen" (uint): a #TriConcordanceSort.
 */
#define READER_TYPE_CONCORDANCE_HEADS (reader_concordance_heads_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceHeads,
                      reader_concordance_heads,
                      READER,
                      CONCORDANCE_HEADS,
                      GtkWidget)

void reader_concordance_heads_set_columns (ReaderConcordanceHeads *self,
                                           ReaderConcordanceColumns *columns);
void reader_concordance_heads_set_sort (ReaderConcordanceHeads *self, TriConcordanceSort sort);
void reader_concordance_heads_set_languages (ReaderConcordanceHeads *self,
                                             const char *const *languages);

G_END_DECLS
