/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-entity-question.h"

#include "reader-date-item.h"
#include "reader-panel-words.h"

/* The main thread asks about no more than these. */
#define MAX_PASSAGES 300
#define MAX_ENTITIES_IN_VIEW 500

ReaderEntityQuestion *
reader_entity_question_new (ReaderParallelView *view,
                            ReaderEntityScope scope,
                            int type,
                            TriEntityOrder order,
                            const char *filter)
{
  ReaderEntityQuestion *self = g_new0 (ReaderEntityQuestion, 1);
  TriWork *work = view ? reader_parallel_view_get_work (view) : NULL;

  self->filter = filter[0] ? g_strdup (filter) : NULL;
  self->query.work = scope == READER_ENTITY_SCOPE_LIBRARY || !work ? 0 : work->id;
  self->query.type = type;
  self->query.filter = self->filter;
  self->query.lang = reader_panel_words_get_language ();
  self->query.order = order;
  self->query.limit = READER_ENTITY_QUESTION_MOST;
  if (scope == READER_ENTITY_SCOPE_VIEW)
    {
      self->passages = reader_parallel_view_dup_visible_passages (view);
      self->query.passages = (const gint64 *) (gpointer) self->passages->data;
      self->query.n_passages = MIN (self->passages->len, MAX_PASSAGES);
      self->query.limit = MAX_ENTITIES_IN_VIEW;
    }
  return self;
}

void
reader_entity_question_free (ReaderEntityQuestion *self)
{
  g_free (self->filter);
  g_clear_pointer (&self->passages, g_array_unref);
  g_free (self);
}

static GPtrArray *
list_dates (TriLibrary *library, ReaderEntityQuestion *self, GError **error)
{
  const TriDateQuery query = { .work = self->query.work,
                               .passages = self->query.passages,
                               .n_passages = self->query.n_passages };

  return reader_date_items_list (library, &query, self->filter, self->query.limit, error);
}

/* In view is nothing when nothing is in view: no passages would mean all. */
static GPtrArray *
answer (TriLibrary *library, ReaderEntityQuestion *self, GError **error)
{
  if (self->passages && self->query.n_passages == 0)
    return g_ptr_array_new ();
  if (self->query.type == READER_KIND_DATE)
    return list_dates (library, self, error);
  return tri_library_list_entities (library, &self->query, error);
}

GPtrArray *
reader_entity_question_ask (ReaderEntityQuestion *self, ReaderSession *session, GError **error)
{
  return answer (reader_session_get_library (session), self, error);
}

static gpointer
answer_cb (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return answer (library, data, error);
}

void
reader_entity_question_ask_async (ReaderEntityQuestion *take,
                                  ReaderSession *session,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        answer_cb,
                        take,
                        (GDestroyNotify) reader_entity_question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        cancellable,
                        callback,
                        user_data);
}
