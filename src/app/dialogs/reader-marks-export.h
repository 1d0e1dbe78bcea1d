/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which bookmarks and notes go to a file, and how, with their first lines. Signal "exported"
 * (string): what to tell. */
#define READER_TYPE_MARKS_EXPORT (reader_marks_export_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarksExport, reader_marks_export, READER, MARKS_EXPORT, AdwWindow)

/* @work: (nullable): the one that is read */
GtkWidget *reader_marks_export_new (ReaderSession *session, TriWork *work);

G_END_DECLS
