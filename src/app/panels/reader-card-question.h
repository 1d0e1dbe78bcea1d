/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-worker.h"
#include "model/tri-work.h"
#include "reader-subject.h"

G_BEGIN_DECLS

/**
 * ReaderCardAnswer:
 * @bins: (element-type guint): READER_DISTRIBUTION_BINS for each text, one text after the other
 * @together: (element-type TriEntity): what is named in the same passages, most often first
 * @bookmarks: (element-type TriBookmark): those that touch a mention
 * @works: (element-type TriWork): the other works that name it, most often first
 * @counts: (element-type guint): how often, in each text of each of them
 * @origins: (element-type TriDateOrigins): of a date, how often each text of the work says it
 *
 * What a card shows and what takes too long to ask for on the main thread.
 */
typedef struct
{
  GArray *bins;
  GPtrArray *together;
  GPtrArray *bookmarks;
  GPtrArray *works;
  GArray *counts;
  GArray *origins;
} ReaderCardAnswer;

void reader_card_answer_free (ReaderCardAnswer *self);
void reader_card_question_ask_async (TriWorker *worker,
                                     const ReaderSubject *subject,
                                     TriWork *work,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderCardAnswer, reader_card_answer_free)

G_END_DECLS
