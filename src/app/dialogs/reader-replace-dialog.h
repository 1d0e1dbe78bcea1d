/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderReplaceDialog:
 *
 * What would become of everything if a text were imported again from a file; then does it.
 *
 * Signals: "begun": what is stored from now on is another version of the text; "replaced"
 * (gboolean stale, guint n_open): it is done, the last act in the journal; whether texts are to be
 * aligned again, and how much of what the reader made is doubtful or lost.
 */
#define READER_TYPE_REPLACE_DIALOG (reader_replace_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReaderReplaceDialog, reader_replace_dialog, READER, REPLACE_DIALOG, AdwWindow)

GtkWidget *reader_replace_dialog_new (ReaderSession *session, TriText *text, const char *path);
gboolean reader_replace_dialog_is_ready (ReaderReplaceDialog *self);

G_END_DECLS
