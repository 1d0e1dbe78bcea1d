/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderWorkDialog:
 *
 * The title and kind of a work; title, author and language of each of its texts.
 *
 * Signal "saved" (gint64 work): what was changed is stored, and the last acts in the journal.
 * "begun" (gint64 work): a text of it is being replaced by another version; "replaced" (gint64
 * work, gboolean is_stale, guint n_open): it is, see #ReaderReplaceDialog.
 */
#define READER_TYPE_WORK_DIALOG (reader_work_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWorkDialog, reader_work_dialog, READER, WORK_DIALOG, AdwWindow)

GtkWidget *reader_work_dialog_new (ReaderSession *session, TriWork *work);
GtkWidget *reader_work_dialog_import_again (ReaderWorkDialog *self,
                                            TriText *text,
                                            const char *path);

G_END_DECLS
