/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportPreview:
 *
 * How the texts of an import begin, side by side.
 */
#define READER_TYPE_IMPORT_PREVIEW (reader_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportPreview,
                      reader_import_preview,
                      READER,
                      IMPORT_PREVIEW,
                      AdwPreferencesGroup)

void reader_import_preview_show (ReaderImportPreview *self, GPtrArray *files);

G_END_DECLS
