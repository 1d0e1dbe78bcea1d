/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "patience.h"
#include "synthetic-rows.h"
#include "view/reader-parallel-view-private.h"

/* A view in a window, over rows made from their numbers. */
typedef struct
{
  GtkWidget *window;
  ReaderParallelView *view;
  TriWork *work;
  SyntheticRows *rows;
} Fixture;

/* For what must not happen meanwhile; for what must come there is wait_until(). */
void wait_ms (guint ms);
void wait_frames (Fixture *fixture);
void open_view (Fixture *fixture, guint64 n_rows, guint n_texts, gboolean one_strand, int width);
void close_view (Fixture *fixture);
ReaderFlow *get_flow (Fixture *fixture, guint strand);
gboolean is_strand_visible (Fixture *fixture, guint strand);
guint64 get_top (Fixture *fixture);
void go_to (Fixture *fixture, guint64 row, guint text, guint start, guint end);
void act (Fixture *fixture, const char *action);
gint64 get_focus (Fixture *fixture);
/* For "mention-activated": whom it names. */
void take_entity_cb (ReaderParallelView *view,
                     gint64 passage,
                     gint64 mention,
                     gint64 entity,
                     gint64 *out);
GdkRectangle get_range (Fixture *fixture, guint64 row, guint text);
