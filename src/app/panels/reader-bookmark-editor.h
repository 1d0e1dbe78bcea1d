/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-bookmark-store.h"
#include "reader-link-chooser.h"
#include "reader-note-editor.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderBookmarkEditor:
 *
 * A popover for what the reader says about a bookmark that is stored already: kind, note, colour,
 * style, labels, letter, scope. What was changed is stored when it closes, as one act.
 *
 * Signal "deleted" (TriBookmark): the bookmark is gone, and the last act in the journal.
 * Signal "failed" (string): a change is not stored; why.
 */
#define READER_TYPE_BOOKMARK_EDITOR (reader_bookmark_editor_get_type ())
G_DECLARE_FINAL_TYPE (ReaderBookmarkEditor,
                      reader_bookmark_editor,
                      READER,
                      BOOKMARK_EDITOR,
                      GtkPopover)

ReaderBookmarkEditor *reader_bookmark_editor_new (ReaderSession *session,
                                                  TriBookmark *bookmark,
                                                  gboolean is_new);
void reader_bookmark_editor_popup_at (ReaderBookmarkEditor *self,
                                      GtkWidget *parent,
                                      GtkWidget *at);
void reader_bookmark_editor_set_note (ReaderBookmarkEditor *self, const char *note);
void reader_bookmark_editor_set_colour (ReaderBookmarkEditor *self, const char *colour);
void reader_bookmark_editor_set_labels (ReaderBookmarkEditor *self, const char *const *labels);
void reader_bookmark_editor_set_scope (ReaderBookmarkEditor *self, TriScope scope);
void reader_bookmark_editor_set_kind (ReaderBookmarkEditor *self, TriMarkKind kind);
void reader_bookmark_editor_set_style (ReaderBookmarkEditor *self, TriMarkStyle style);
void reader_bookmark_editor_set_letter (ReaderBookmarkEditor *self, char letter);
const char *reader_bookmark_editor_get_letter_words (ReaderBookmarkEditor *self);
void reader_bookmark_editor_set_view (ReaderBookmarkEditor *self, ReaderParallelView *view);
ReaderNoteEditor *reader_bookmark_editor_get_note_editor (ReaderBookmarkEditor *self);
ReaderLinkChooser *reader_bookmark_editor_ask_link (ReaderBookmarkEditor *self);

/* What Ctrl+D is about. */
TriBookmark *reader_bookmark_find_at (ReaderParallelView *view,
                                      TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
TriBookmark *reader_bookmark_new_at (ReaderParallelView *view,
                                     TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
