/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportRow:
 *
 * One file of an import: what it is, and what the reader can correct. Signals "edited",
 * "removed", "moved" (int: by so many places) and "opened".
 */
#define READER_TYPE_IMPORT_ROW (reader_import_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportRow, reader_import_row, READER, IMPORT_ROW, AdwExpanderRow)

GtkWidget *reader_import_row_new (ReaderImportFile *file);
void reader_import_row_set_place (ReaderImportRow *self, guint index, guint n_files);
ReaderImportFile *reader_import_row_get_file (ReaderImportRow *self);

G_END_DECLS
