/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * ReaderSheetPages:
 *
 * A study sheet on paper: its title above every page, the number of the page below, and between
 * them whole lines. A place never stands alone at the end of a page.
 */
typedef struct _ReaderSheetPages ReaderSheetPages;

/* (element-type TriSheetItem) @items: all of them, in order. */
ReaderSheetPages *reader_sheet_pages_new (const char *title,
                                          GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
void reader_sheet_pages_free (ReaderSheetPages *self);

/* Of one page, in points. Begins anew. */
void reader_sheet_pages_set_size (ReaderSheetPages *self,
                                  PangoContext *context,
                                  double width,
                                  double height);
/* Lays out the next paragraphs; TRUE when all are. */
gboolean reader_sheet_pages_lay_out (ReaderSheetPages *self, guint n_paragraphs);
/* At least one. */
guint reader_sheet_pages_count (ReaderSheetPages *self);
void reader_sheet_pages_draw (ReaderSheetPages *self, guint page, cairo_t *cairo);
/* Where the last line of a page ends, and where there is room for lines to end, in points. */
double reader_sheet_pages_get_end (ReaderSheetPages *self, guint page, double *limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderSheetPages, reader_sheet_pages_free)

G_END_DECLS
