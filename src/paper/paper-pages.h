/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * PaperPages:
 *
 * A work, or a part of it, on paper: its texts in columns, each row level; above each page what is
 * read and which text stands in which column, below it the number of the page; notes under the
 * passage that they belong to; at the end an index of the entities, with the pages that name them.
 * Pages are laid out one after another; of those before only where they begin is kept.
 */
typedef struct _PaperPages PaperPages;

/* Nothing of @options is kept but what they say; their library is read while pages are laid out. */
PaperPages *paper_pages_new (TriLibrary *library,
                             const TriExportOptions *options,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void paper_pages_free (PaperPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaperPages, paper_pages_free)

/* Of the space that may be printed on, in points. Begins anew. */
void paper_pages_set_size (PaperPages *self, PangoContext *context, double width, double height);
/* Lays out the next page. FALSE at the end, which comes after one page at least, or with @error. */
gboolean paper_pages_add (PaperPages *self, GCancellable *cancellable, GError **error);
guint paper_pages_count (PaperPages *self);
/* How much of the work is laid out, 0 to 1. */
double paper_pages_get_fraction (PaperPages *self);
/* A page that was laid out, counted from 0. The latest costs nothing more. */
gboolean paper_pages_draw (PaperPages *self, guint page, cairo_t *cairo, GError **error);

/* A heading of the first text, for the outline of a file. */
typedef struct
{
  char *title;
  guint level;
  guint page; /* from 0 */
} PaperHeading;

/* (element-type PaperHeading): those of the pages so far. */
GArray *paper_pages_get_headings (PaperPages *self);
const char *paper_pages_get_title (PaperPages *self);
/* Each once, parted by semicolons. */
char *paper_pages_dup_authors (PaperPages *self) G_GNUC_WARN_UNUSED_RESULT;

/* What stands above the page that was laid out or drawn last: which part of the work. */
const char *paper_pages_get_head (PaperPages *self);
/* The words of the page that was laid out or drawn last, a line each, column after column of each
 * row; @end: where the last line ends, in points from above, and @limit how far down one may. */
char *paper_pages_dup_words (PaperPages *self,
                             double *end,
                             double *limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
