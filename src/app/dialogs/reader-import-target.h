/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportTarget:
 *
 * The work that files are imported into: a new one with its title and kind or one of the library,
 * and the register whose names are looked for.
 */
#define READER_TYPE_IMPORT_TARGET (reader_import_target_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportTarget,
                      reader_import_target,
                      READER,
                      IMPORT_TARGET,
                      AdwPreferencesGroup)

void reader_import_target_set_session (ReaderImportTarget *self, ReaderSession *session);
void reader_import_target_suggest (ReaderImportTarget *self, GPtrArray *files);
void reader_import_target_set_work (ReaderImportTarget *self, gint64 work);
void reader_import_target_set_title (ReaderImportTarget *self, const char *title);
gboolean reader_import_target_has_warning (ReaderImportTarget *self);
void reader_import_target_fill_job (ReaderImportTarget *self, ReaderImportJob *job);

G_END_DECLS
