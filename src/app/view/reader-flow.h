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
 * others as they leave. Where it stands is a row and the pixels into it.
 *
 * Signals:
 *  "moved" (): other rows are in view, or the same elsewhere
 */
#define READER_TYPE_FLOW (reader_flow_get_type ())
G_DECLARE_FINAL_TYPE (ReaderFlow, reader_flow, READER, FLOW, GtkWidget)

GtkWidget *reader_flow_new (void);
void reader_flow_set_model (ReaderFlow *self, ReaderRowModel *model);
void reader_flow_set_columns (ReaderFlow *self, const ReaderFlowColumn *columns, guint n_columns);
void reader_flow_scroll_to (ReaderFlow *self, guint64 row, double into);
void reader_flow_get_position (ReaderFlow *self, guint64 *row, double *into);
gboolean reader_flow_get_visible_rows (ReaderFlow *self, guint64 *first, guint64 *last);
TriRow *reader_flow_get_row (ReaderFlow *self, guint64 row);

G_END_DECLS
