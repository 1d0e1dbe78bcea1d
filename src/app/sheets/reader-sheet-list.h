/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/reader-sheet-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSheetList:
 *
 * What stands on a sheet, in its order, and how the keys and the pointer change it. The line that
 * has the keyboard keeps it when the list is filled again, wherever it is then.
 *
 * Its keys are actions of who is around it: "item.up", "item.down", "item.remove", "item.edit",
 * "item.write" (own text below).
 *
 * Signal "mark-activated" (TriSheetItem): the reader wants to go there.
 * Signal "edit-asked" (ReaderSheetLine): own text is to be written anew.
 * Signal "removal-asked" (GStrv items)
 * Signal "move-asked" (GStrv items, string before): the items before that one; NULL: to the end.
 * Signal "written" (ReaderSheetLine, string words, gboolean is_done): see #ReaderSheetRow.
 * Signal "dropped" (ReaderSheetLine)
 * Signal "selection-changed"
 */
#define READER_TYPE_SHEET_LIST (reader_sheet_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetList, reader_sheet_list, READER, SHEET_LIST, GtkWidget)

ReaderSheetModel *reader_sheet_list_get_model (ReaderSheetList *self);
/* See reader_sheet_model_show(). */
void reader_sheet_list_show (ReaderSheetList *self,
                             const char *sheet,
                             GPtrArray *uuids,
                             GPtrArray *items);
/* Selects a line and gives it the keyboard, at once or as soon as it is there. */
void reader_sheet_list_go_to (ReaderSheetList *self, guint position);
/* Scrolls there. */
void reader_sheet_list_reveal (ReaderSheetList *self, guint position);
/* What stands in the editor of a row is handed over, as if the keyboard had gone elsewhere. */
void reader_sheet_list_finish (ReaderSheetList *self);
/* Of what has the keyboard, else of the first that is selected. */
guint reader_sheet_list_get_position (ReaderSheetList *self);
ReaderSheetLine *reader_sheet_list_get_line (ReaderSheetList *self);
/* Those that are selected, in order; else the one that has the keyboard. */
GStrv reader_sheet_list_dup_selected (ReaderSheetList *self) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for a move of those selected by one, -1 up or 1 down. */
void reader_sheet_list_step (ReaderSheetList *self, int step);
/* What a drop does: @line, or all that are selected when it is, comes above or below what stands at
 * @position. FALSE for what is not of this list. */
gboolean reader_sheet_list_drop (ReaderSheetList *self,
                                 ReaderSheetLine *line,
                                 guint position,
                                 gboolean below);

G_END_DECLS
