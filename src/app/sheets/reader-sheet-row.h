/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/reader-sheet-line.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSheetRow:
 *
 * What stands in one place of a sheet: a mark in the languages chosen, or own text, which is
 * written in its place.
 *
 * Signal "asked" (string act): "open", "edit" or "remove", by its buttons.
 * Signal "written" (string words, gboolean is_done): own text was written; @is_done when the reader
 * said so, not when the keyboard went elsewhere.
 * Signal "dropped": what was written is not wanted.
 */
#define READER_TYPE_SHEET_ROW (reader_sheet_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetRow, reader_sheet_row, READER, SHEET_ROW, GtkWidget)

GtkWidget *reader_sheet_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_sheet_row_set_line (ReaderSheetRow *self, ReaderSheetLine *line);
ReaderSheetLine *reader_sheet_row_get_line (ReaderSheetRow *self);
/* Where something is dropped: -1 above, 1 below, 0 not here. */
void reader_sheet_row_set_drop (ReaderSheetRow *self, int side);
/* Hands over what stands in the editor, as if the keyboard had gone elsewhere. */
void reader_sheet_row_finish (ReaderSheetRow *self);

G_END_DECLS
