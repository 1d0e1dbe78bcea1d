/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"
#include "reader-divisions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderContentsRow:
 *
 * One line of the contents: a title, and a sign where there are bookmarks.
 */
#define READER_TYPE_CONTENTS_ROW (reader_contents_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderContentsRow, reader_contents_row, READER, CONTENTS_ROW, GtkWidget)

GtkWidget *reader_contents_row_new (void);
void reader_contents_row_set_row (ReaderContentsRow *self,
                                  GtkTreeListRow *row,
                                  gboolean indent_for_icon);
void reader_contents_row_set_marks (ReaderContentsRow *self, const guint counts[TRI_N_MARK_KINDS]);

G_END_DECLS
