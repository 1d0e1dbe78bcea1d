/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderFindBar:
 *
 * Finds what is typed in the work that a view shows: says how many hits there are, has the view
 * tint them, and goes from one to the next.
 *
 * Signal "closed" (): the reader has done with it
 */
#define READER_TYPE_FIND_BAR (reader_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReaderFindBar, reader_find_bar, READER, FIND_BAR, GtkWidget)

GtkWidget *reader_find_bar_new (ReaderParallelView *view) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the keyboard; what is selected in the view is looked for. */
void reader_find_bar_open (ReaderFindBar *self, ReaderSession *session);
/* Forgets what was found. */
void reader_find_bar_close (ReaderFindBar *self);
/* The work, or what is shown of it, may be another one. */
void reader_find_bar_refresh (ReaderFindBar *self);
/* @direction: 1 or -1 */
void reader_find_bar_step (ReaderFindBar *self, int direction);

G_END_DECLS
