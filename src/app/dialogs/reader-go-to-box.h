/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderGoToBox:
 *
 * A popover in which the reader types where to go.
 *
 * Signal "place-chosen" (gint64 text, gint64 passage)
 */
#define READER_TYPE_GO_TO_BOX (reader_go_to_box_get_type ())
G_DECLARE_FINAL_TYPE (ReaderGoToBox, reader_go_to_box, READER, GO_TO_BOX, GtkPopover)

GtkWidget *reader_go_to_box_new (void);
void reader_go_to_box_open (ReaderGoToBox *self, ReaderSession *session, TriWork *work);
void reader_go_to_box_type (ReaderGoToBox *self, const char *words);
guint reader_go_to_box_get_n_items (ReaderGoToBox *self);

G_END_DECLS
