/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"
#include "reader-entity-list.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/* Nobody reads more; the filter finds the others. */
#define READER_ENTITY_QUESTION_MOST 5000

/**
 * ReaderEntityQuestion:
 * @query: its pointers point to what follows
 *
 * Who and what the sidebar is to list: asked of the library of the main thread where that is
 * bounded, else of a worker.
 */
typedef struct
{
  TriEntityQuery query;
  char *filter;
  GArray *passages;
} ReaderEntityQuestion;

/* @type: a TriEntityType, -1 for all of them, or READER_KIND_DATE; limits are set by @scope */
ReaderEntityQuestion *reader_entity_question_new (ReaderParallelView *view,
                                                  ReaderEntityScope scope,
                                                  int type,
                                                  TriEntityOrder order,
                                                  const char *filter) G_GNUC_WARN_UNUSED_RESULT;
void reader_entity_question_free (ReaderEntityQuestion *self);

/* (element-type TriEntity), of dates (element-type ReaderDateItem), %NULL on error */
GPtrArray *reader_entity_question_ask (ReaderEntityQuestion *self,
                                       ReaderSession *session,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the question; the same comes by tri_worker_run_finish(). */
void reader_entity_question_ask_async (ReaderEntityQuestion *take,
                                       ReaderSession *session,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderEntityQuestion, reader_entity_question_free)

G_END_DECLS
