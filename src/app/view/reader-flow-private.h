/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-flow.h"
#include "reader-heights.h"

G_BEGIN_DECLS

#define READER_FLOW_ROW_GAP 22
#define READER_FLOW_STANZA_GAP 16
#define READER_FLOW_ITEM_GAP 8
#define READER_FLOW_STACK_GAP 18
#define READER_FLOW_PAD_TOP 20
#define READER_FLOW_PAD_BOTTOM 48
#define READER_FLOW_FIRST_GUESS 120
/* More is not walked over to find what stands below a row. */
#define READER_FLOW_MAX_FOLDED 8
/* A row with widgets: one cell for each column. */
typedef struct
{
  guint64 ordinal;
  TriRow *row;
  GPtrArray *cells;
  gboolean folded; /* it has nothing to show, and no height */
  int gap;         /* pixels below it */
  int above;       /* pixels over the cells: the first row stands a little lower */
  int height;      /* 0: not measured at this width */
} ReaderLiveRow;

struct _ReaderFlow
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  ReaderRowModel *model;
  GArray *columns;
  gboolean stacked;
  int page; /* its height, also before it is allocated */
  ReaderHeights *heights;

  /* The live rows are consecutive; @into are the pixels of @row above the upper edge. */
  GQueue live;
  GPtrArray *pool;
  guint64 row;
  double into;

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hpolicy;
  GtkScrollablePolicy vpolicy;
  /* The offset that the adjustment's value stands for is @shift pixels more. */
  double shift;
  double value;
  gboolean configuring;
  guint rest_id;
};

ReaderFlowColumn *reader_flow_get_column (ReaderFlow *self, guint index);
ReaderLiveRow *reader_flow_get_live_row (ReaderFlow *self, guint64 ordinal);
ReaderLiveRow *reader_flow_ensure_row (ReaderFlow *self, guint64 ordinal);
void reader_flow_live_row_free (gpointer data);
gboolean reader_flow_is_pressed (const ReaderLiveRow *live);
void reader_flow_bind_row (ReaderFlow *self, ReaderLiveRow *live, gboolean at_end);
void reader_flow_recycle_all (ReaderFlow *self);
void reader_flow_forget_rows (ReaderFlow *self);
guint64 reader_flow_get_n_rows (ReaderFlow *self);
gboolean reader_flow_can_fill (ReaderFlow *self);
void reader_flow_fill (ReaderFlow *self);

G_END_DECLS
