/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-row-model.h"

G_BEGIN_DECLS

/**
 * ReaderTextRows:
 *
 * One text of the library by itself, as linked columns show it: a row for each passage, in the
 * order of the text. The row of a passage is its ordinal, so that nothing has to be counted; a
 * note stands in the row of the passage before it, and its own row is empty.
 */
#define READER_TYPE_TEXT_ROWS (reader_text_rows_get_type ())
G_DECLARE_FINAL_TYPE (ReaderTextRows, reader_text_rows, READER, TEXT_ROWS, GObject)

ReaderRowModel *reader_text_rows_new (TriLibrary *library,
                                      TriText *text,
                                      ReaderRowModel *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
