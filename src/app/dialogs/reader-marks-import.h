/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows what would become of the bookmarks and notes of a file, and imports them. Signal "imported"
 * (string): what to tell, with undo. */
#define READER_TYPE_MARKS_IMPORT (reader_marks_import_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarksImport, reader_marks_import, READER, MARKS_IMPORT, AdwWindow)

GtkWidget *reader_marks_import_new (ReaderSession *session, const char *path);

G_END_DECLS
