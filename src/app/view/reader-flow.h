/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-cell.h"
#include "reader-row-model.h"

G_BEGIN_DECLS

typedef struct
{
  guint index; /* into the rows' cells */
  TriText *text;
  int x;
  int width;
} ReaderFlowColumn;

/**
 * ReaderFlow:
 *
 * The rows of one strand, scrolled. It has widgets for the rows in view only and gives them to
 * others as they leave. Where it stands is a row and the pixels into it; what the adjustment says
 * is derived from that.
 *
 * Signals:
 *  "moved" (): other rows are in view, or the same elsewhere
 */
#define READER_TYPE_FLOW (reader_flow_get_type ())
G_DECLARE_FINAL_TYPE (ReaderFlow, reader_flow, READER, FLOW, GtkWidget)

GtkWidget *reader_flow_new (ReaderMarks *marks);
void reader_flow_set_model (ReaderFlow *self, ReaderRowModel *model);
void reader_flow_set_columns (ReaderFlow *self,
                              const ReaderFlowColumn *columns,
                              guint n_columns,
                              gboolean stacked,
                              int page);
void reader_flow_update (ReaderFlow *self);
void reader_flow_restyle (ReaderFlow *self);
void reader_flow_redraw (ReaderFlow *self);

void reader_flow_scroll_to (ReaderFlow *self, guint64 row, double into);
void reader_flow_scroll_to_share (ReaderFlow *self, guint64 row, double share);
double reader_flow_get_share (ReaderFlow *self);
void reader_flow_scroll_by (ReaderFlow *self, double pixels);
void reader_flow_reveal (ReaderFlow *self,
                         guint64 row,
                         gint64 text,
                         gint64 passage,
                         const TriRange *range);
gboolean reader_flow_is_whole (ReaderFlow *self, guint64 row);
void reader_flow_reveal_row (ReaderFlow *self, guint64 row);

void reader_flow_get_position (ReaderFlow *self, guint64 *row, double *into);
gboolean reader_flow_get_visible_rows (ReaderFlow *self, guint64 *first, guint64 *last);
int reader_flow_get_page (ReaderFlow *self);
guint reader_flow_get_n_cells (ReaderFlow *self);
TriRow *reader_flow_get_row (ReaderFlow *self, guint64 row);
gboolean reader_flow_get_extent (ReaderFlow *self, guint64 row, double *y, double *height);
int reader_flow_get_pad (ReaderFlow *self, guint64 row);
double reader_flow_get_way (ReaderFlow *self, guint64 row, double into);
void reader_flow_jump_by (ReaderFlow *self, double pixels);
ReaderCell *reader_flow_get_cell (ReaderFlow *self, guint64 row, gint64 text);
ReaderCell *reader_flow_pick (ReaderFlow *self, double x, double y, gint64 text, guint64 *row);
gboolean reader_flow_get_range (ReaderFlow *self,
                                guint64 row,
                                gint64 text,
                                gint64 passage,
                                const TriRange *range,
                                GdkRectangle *out);

G_END_DECLS
