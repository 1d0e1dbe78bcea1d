/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportList:
 *
 * The files of an import, in the order in which their texts will stand. Signals "changed": what is
 * to be imported is another; "emptied": the last one was left out by the keyboard; "opened" (gint64
 * work): the reader wants the work that has one of the files.
 */
#define READER_TYPE_IMPORT_LIST (reader_import_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportList,
                      reader_import_list,
                      READER,
                      IMPORT_LIST,
                      AdwPreferencesGroup)

void reader_import_list_set_session (ReaderImportList *self, ReaderSession *session);
void reader_import_list_add_files (ReaderImportList *self, GListModel *files);
GPtrArray *reader_import_list_get_files (ReaderImportList *self);
gboolean reader_import_list_is_empty (ReaderImportList *self);
gboolean reader_import_list_is_ready (ReaderImportList *self);
const char *reader_import_list_get_note (ReaderImportList *self);
void reader_import_list_stop (ReaderImportList *self);

G_END_DECLS
