/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportNotes:
 *
 * What the reader should know or do before files are imported, in sentences.
 */
#define READER_TYPE_IMPORT_NOTES (reader_import_notes_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportNotes,
                      reader_import_notes,
                      READER,
                      IMPORT_NOTES,
                      AdwPreferencesGroup)

void reader_import_notes_show (ReaderImportNotes *self, GPtrArray *files, const char *note);

G_END_DECLS
