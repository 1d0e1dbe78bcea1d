/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportProgress:
 *
 * An import that runs: how far it is, and which file is read.
 */
#define READER_TYPE_IMPORT_PROGRESS (reader_import_progress_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportProgress,
                      reader_import_progress,
                      READER,
                      IMPORT_PROGRESS,
                      AdwBin)

void reader_import_progress_run_async (ReaderImportProgress *self,
                                       ReaderImportJob *job,
                                       ReaderSession *session,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean reader_import_progress_is_running (ReaderImportProgress *self);
void reader_import_progress_cancel (ReaderImportProgress *self);
ReaderImportJob *reader_import_progress_end (ReaderImportProgress *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
