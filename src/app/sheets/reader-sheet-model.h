/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-paged-model.h"
#include "sheets/reader-sheet-line.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderSheetModel:
 *
 * What stands on a sheet, as a GListModel of #ReaderSheetLine. Of all items it holds the uuids;
 * what they say is read by the worker when a line is asked for, a page at a time, and let go again.
 * One line may be a draft: own text that is written and not stored yet.
 */
#define READER_TYPE_SHEET_MODEL (reader_sheet_model_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetModel, reader_sheet_model, READER, SHEET_MODEL, ReaderPagedModel)

ReaderSheetModel *reader_sheet_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Shows a sheet, or NULL for none: (element-type utf8) @uuids of all its items, (element-type
 * TriSheetItem) @items what was read of them. Lines that are as before stay what they are. */
void reader_sheet_model_show (ReaderSheetModel *self,
                              const char *sheet,
                              GPtrArray *uuids,
                              GPtrArray *items);
/* "" for the draft, NULL when there is no such line. */
const char *reader_sheet_model_get_uuid (ReaderSheetModel *self, guint position);
/* GTK_INVALID_LIST_POSITION (G_MAXUINT) when it is not listed. */
guint reader_sheet_model_find (ReaderSheetModel *self, const char *uuid);
/* The next item below that is stored, or NULL. */
const char *reader_sheet_model_get_below (ReaderSheetModel *self, guint position);
/* A line to write in before the item that stands there now; the one there is, if there is one. */
ReaderSheetLine *reader_sheet_model_begin_draft (ReaderSheetModel *self, guint position);
void reader_sheet_model_end_draft (ReaderSheetModel *self);

G_END_DECLS
