/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderNoteEditor:
 *
 * Where a note is written, and below it, when it has links or emphasis, how it reads; its links are
 * followed there.
 *
 * Signal "link-asked": Ctrl+K.
 */
#define READER_TYPE_NOTE_EDITOR (reader_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (ReaderNoteEditor, reader_note_editor, READER, NOTE_EDITOR, GtkWidget)

void reader_note_editor_set_note (ReaderNoteEditor *self, const char *note);
char *reader_note_editor_dup_note (ReaderNoteEditor *self) G_GNUC_WARN_UNUSED_RESULT;
/* At the caret; what is selected becomes its words, else they are @words. */
void reader_note_editor_insert_link (ReaderNoteEditor *self,
                                     const char *words,
                                     const char *target);
/* Of the reading form; hidden when it would say nothing new. */
GtkLabel *reader_note_editor_get_reading (ReaderNoteEditor *self);

G_END_DECLS
