/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderBackupsDialog:
 *
 * Lists the backups of a library, with what is in them, and lets one be chosen, or any file.
 *
 * Signal "chosen" (string path, string sha256): this is to be restored; the sum is "" where nobody
 * knows it.
 */
#define READER_TYPE_BACKUPS_DIALOG (reader_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBackupsDialog, reader_backups_dialog, READER, BACKUPS_DIALOG, AdwWindow)

GtkWidget *reader_backups_dialog_new (const char *path);
/* "22 November 2026, 14:05", in the reader's language. */
char *reader_backups_dialog_dup_time (gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
