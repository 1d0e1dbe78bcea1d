/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderMergeDialog:
 *
 * What another library would bring; then merges it, and has conflicts decided one by one.
 */
#define READER_TYPE_MERGE_DIALOG (reader_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMergeDialog, reader_merge_dialog, READER, MERGE_DIALOG, AdwWindow)

GtkWidget *reader_merge_dialog_new (ReaderSession *session, const char *path);

G_END_DECLS
