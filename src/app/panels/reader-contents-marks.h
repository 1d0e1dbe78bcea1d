/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-divisions.h"
#include "model/tri-enums.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderContentsMarks:
 *
 * Where the bookmarks of a work are. One question to the library for the whole work, asked away
 * from the main thread whenever the library changed; a line of the contents then costs two
 * searches in a sorted array for each of its texts.
 *
 * Signal "changed": count again.
 */
#define READER_TYPE_CONTENTS_MARKS (reader_contents_marks_get_type ())
G_DECLARE_FINAL_TYPE (ReaderContentsMarks,
                      reader_contents_marks,
                      READER,
                      CONTENTS_MARKS,
                      GObject)

ReaderContentsMarks *reader_contents_marks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_contents_marks_set_work (ReaderContentsMarks *self,
                                     ReaderSession *session,
                                     TriWork *work);
/* Nothing is asked while nobody looks. */
void reader_contents_marks_set_seen (ReaderContentsMarks *self, gboolean seen);
guint reader_contents_marks_count (ReaderContentsMarks *self, ReaderDivisionItem *item);
void reader_contents_marks_count_kinds (ReaderContentsMarks *self,
                                        ReaderDivisionItem *item,
                                        guint counts[TRI_N_MARK_KINDS]);

G_END_DECLS
