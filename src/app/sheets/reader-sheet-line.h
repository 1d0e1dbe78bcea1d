/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-sheet.h"

G_BEGIN_DECLS

/**
 * ReaderSheetLine:
 * @uuid: of the item; "" for own text that is not stored yet
 * @item: (nullable): %NULL until it is read, and for what is not stored
 * @draft: (nullable): own text as it is being written, until it is stored
 * @is_edited: whether an editor stands in its place
 *
 * A line of the list of what stands on a sheet.
 *
 * Signal "read" (): what it says came, or changed.
 */
struct _ReaderSheetLine
{
  GObject parent_instance;
  char *uuid;
  TriSheetItem *item;
  char *draft;
  gboolean is_edited;
};

#define READER_TYPE_SHEET_LINE (reader_sheet_line_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetLine, reader_sheet_line, READER, SHEET_LINE, GObject)

ReaderSheetLine *reader_sheet_line_new (const char *uuid) G_GNUC_WARN_UNUSED_RESULT;
void reader_sheet_line_take (ReaderSheetLine *self, TriSheetItem *item);
/* Puts an editor in its place, or takes it away. */
void reader_sheet_line_set_edited (ReaderSheetLine *self, gboolean is_edited);
void reader_sheet_line_set_draft (ReaderSheetLine *self, const char *draft);
/* What is written there: the draft, else what is stored; "" for a mark. */
const char *reader_sheet_line_get_words (ReaderSheetLine *self);

G_END_DECLS
