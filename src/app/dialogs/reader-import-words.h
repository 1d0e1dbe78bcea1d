/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-job.h"

G_BEGIN_DECLS

/* What the reader is told of files before they are imported. */

char *reader_import_words_dup_linked (TriPreview *preview) G_GNUC_WARN_UNUSED_RESULT;
char *reader_import_words_dup_languages (TriPreview *preview) G_GNUC_WARN_UNUSED_RESULT;
char *reader_import_words_dup_tie (GPtrArray *files,
                                   ReaderImportTie tie,
                                   gboolean joins_work) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *reader_import_words_list_warnings (GPtrArray *files) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
