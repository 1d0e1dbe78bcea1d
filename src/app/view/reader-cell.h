/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"
#include "model/tri-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderCell:
 *
 * What one text has in one row: its passages, one below the other, each in labels of its own.
 */
#define READER_TYPE_CELL (reader_cell_get_type ())
G_DECLARE_FINAL_TYPE (ReaderCell, reader_cell, READER, CELL, GtkWidget)

GtkWidget *reader_cell_new (void);
void reader_cell_bind (ReaderCell *self, TriText *text, GPtrArray *passages);
void reader_cell_unbind (ReaderCell *self);

G_END_DECLS
