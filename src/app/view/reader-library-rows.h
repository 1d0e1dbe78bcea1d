/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-row-model.h"

G_BEGIN_DECLS

/**
 * ReaderLibraryRows:
 *
 * The rows of a strand of a work in the library, read a block at a time.
 */
#define READER_TYPE_LIBRARY_ROWS (reader_library_rows_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLibraryRows, reader_library_rows, READER, LIBRARY_ROWS, GObject)

ReaderRowModel *reader_library_rows_new (TriLibrary *library,
                                         TriWork *work,
                                         guint strand) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
