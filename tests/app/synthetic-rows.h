/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/reader-row-model.h"

G_BEGIN_DECLS

/**
 * SyntheticRows:
 *
 * Rows made from their numbers, as many as wanted, for tests and benchmarks of the reading surface:
 * headings, paragraphs of one to five sentences, names of every type, dates, notes, gaps.
 */
#define SYNTHETIC_TYPE_ROWS (synthetic_rows_get_type ())
G_DECLARE_FINAL_TYPE (SyntheticRows, synthetic_rows, SYNTHETIC, ROWS, GObject)

/* A heading opens every division of so many rows; every so many-th row has a gap in its last
 * column. */
#define SYNTHETIC_DIVISION 20
#define SYNTHETIC_GAP 11
#define SYNTHETIC_IDS 64
/* In linked columns, links of the ninth and tenth row of so many cross. */
#define SYNTHETIC_CROSSING 50

ReaderRowModel *synthetic_rows_new (guint64 n_rows, guint n_columns, guint first_text);
TriWork *synthetic_work_new (guint n_texts, gboolean one_strand);
guint64 synthetic_get_linked (guint64 row, guint text);
gint64 synthetic_get_passage (guint64 row, guint text);
void synthetic_rows_add_mark (SyntheticRows *self, const TriMarkRange *range, const char *note);
void synthetic_rows_set_in_chain (SyntheticRows *self);
char *synthetic_dup_words (guint64 row, guint text);

G_END_DECLS
