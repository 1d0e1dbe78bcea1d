/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderImportDialog:
 *
 * Shows what files are before they are imported, lets the reader correct it, and imports them.
 *
 * Signal "imported" (gint64 work, gboolean kind_is_open, gboolean is_loose): they are in the
 * library; whether they are translations of each other is not known when @kind_is_open, and the
 * reader wants nothing to be computed when @is_loose. Signal "opened" (gint64 work): the
 * reader wants the work that has one of the files already; the dialog closes.
 */
#define READER_TYPE_IMPORT_DIALOG (reader_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportDialog, reader_import_dialog, READER, IMPORT_DIALOG, AdwWindow)

GtkWidget *reader_import_dialog_new (ReaderSession *session);
void reader_import_dialog_add_files (ReaderImportDialog *self, GListModel *files);
void reader_import_dialog_paste (ReaderImportDialog *self);
void reader_import_dialog_set_work (ReaderImportDialog *self, gint64 work);
gboolean reader_import_dialog_is_importing (ReaderImportDialog *self);
void reader_import_dialog_set_title (ReaderImportDialog *self, const char *title);
gboolean reader_import_dialog_has_warning (ReaderImportDialog *self);
gboolean reader_import_dialog_is_ready (ReaderImportDialog *self);
void reader_import_dialog_start (ReaderImportDialog *self);

G_END_DECLS
