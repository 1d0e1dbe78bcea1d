/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReaderHeights:
 *
 * How high the rows of a flow are: those that were shown as measured, all others as the average of
 * these. Every question takes logarithmic time, and what is remembered grows with what was shown.
 */
typedef struct _ReaderHeights ReaderHeights;

ReaderHeights *reader_heights_new (guint64 n_rows, double guess) G_GNUC_WARN_UNUSED_RESULT;
void reader_heights_free (ReaderHeights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderHeights, reader_heights_free)

guint64 reader_heights_get_n_rows (ReaderHeights *self);
double reader_heights_get (ReaderHeights *self, guint64 row);
void reader_heights_set (ReaderHeights *self, guint64 row, double height);
double reader_heights_get_offset (ReaderHeights *self, guint64 row);
double reader_heights_get_total (ReaderHeights *self);
guint64 reader_heights_find (ReaderHeights *self, double offset, double *into);
void reader_heights_settle (ReaderHeights *self);

G_END_DECLS
