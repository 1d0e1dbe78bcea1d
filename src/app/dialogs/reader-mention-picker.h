/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entity-acts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderMentionPicker:
 *
 * A list of words in their lines, of which the reader picks some before something is done with
 * them.
 *
 * Signals: "done" (guint button): the dialog closes; "way-changed" (guint way): another way to pick
 * was chosen, see reader_mention_picker_pick_if().
 */
#define READER_TYPE_MENTION_PICKER (reader_mention_picker_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMentionPicker, reader_mention_picker, READER, MENTION_PICKER, AdwWindow)

/* @buttons: one or two; @ways: (nullable): the first is picking one by one */
GtkWidget *reader_mention_picker_new (const char *title,
                                      const char *const *buttons,
                                      const char *const *ways);
/* @suffix: what the words are said to name now. Does not take the context. */
void reader_mention_picker_add (ReaderMentionPicker *self,
                                const TriContext *context,
                                const char *suffix,
                                gboolean picked);

typedef gboolean (*ReaderPickFunc) (const TriContext *context, gpointer data);
void reader_mention_picker_pick_if (ReaderMentionPicker *self, ReaderPickFunc func, gpointer data);
/* 0 when some were picked one by one. */
guint reader_mention_picker_get_way (ReaderMentionPicker *self);
/* (element-type TriEntityRange) */
GArray *reader_mention_picker_dup_ranges (ReaderMentionPicker *self) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64): ids of mentions */
GArray *reader_mention_picker_dup_mentions (ReaderMentionPicker *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
