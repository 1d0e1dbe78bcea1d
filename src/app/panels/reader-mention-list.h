/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-card-item.h"
#include "reader-subject.h"

#include "model/tri-work.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderMentionList:
 *
 * The mentions of an entity, or of a date, in one text as rows of its card: a title, the first few
 * mentions, and a row that shows the others. Mentions are read from the library when they are asked
 * for, some at a time, so that their number does not matter.
 */
#define READER_TYPE_MENTION_LIST (reader_mention_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMentionList, reader_mention_list, READER, MENTION_LIST, GObject)

#define READER_MENTIONS_SHOWN 4

ReaderMentionList *reader_mention_list_new (TriLibrary *library,
                                            const ReaderSubject *subject,
                                            TriText *text,
                                            guint n_mentions) G_GNUC_WARN_UNUSED_RESULT;
void reader_mention_list_expand (ReaderMentionList *self);
gint64 reader_mention_list_get_text (ReaderMentionList *self);
gboolean reader_mention_list_is_expanded (ReaderMentionList *self);

G_END_DECLS
