/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "panels/reader-bookmark-find.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which bookmarks and notes go to a file, and how, with their first lines. Signal "exported"
 * (string): what to tell. */
#define READER_TYPE_MARKS_EXPORT (reader_marks_export_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarksExport, reader_marks_export, READER, MARKS_EXPORT, AdwWindow)

/**
 * ReaderMarksChoice:
 * @work: (nullable): the one that is read
 * @shown: (nullable): what the list of bookmarks shows, with its filter
 * @selected: (nullable): the ids of those that are selected there
 *
 * What may be meant.
 */
typedef struct
{
  TriWork *work;
  const ReaderBookmarkQuery *shown;
  GArray *selected;
} ReaderMarksChoice;

GtkWidget *reader_marks_export_new (ReaderSession *session, const ReaderMarksChoice *choice);
/* Puts the template of a file into the dialog, with what is wrong with it, if anything is. */
void reader_marks_export_load_template (ReaderMarksExport *self, const char *path);

G_END_DECLS
