/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"
#include "sheets/reader-sheet-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderSheets:
 *
 * The study sheets, and one of them: marks and own text in the reader's order. The window lies
 * beside the texts; it follows the library.
 *
 * Signal "mark-activated" (TriBookmark): the reader wants to go there.
 */
#define READER_TYPE_SHEETS (reader_sheets_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheets, reader_sheets, READER, SHEETS, AdwWindow)

GtkWidget *reader_sheets_new (ReaderSession *session);
/* Shows that sheet; NULL: the one that was changed last. */
void reader_sheets_show (ReaderSheets *self, const char *sheet);
ReaderSheetList *reader_sheets_get_list (ReaderSheets *self);
/* @undoable: whether it is the last act of the journal. */
void reader_sheets_add_toast (ReaderSheets *self, const char *words, gboolean undoable);
/* FALSE while an answer is awaited. */
gboolean reader_sheets_is_settled (ReaderSheets *self);

G_END_DECLS
