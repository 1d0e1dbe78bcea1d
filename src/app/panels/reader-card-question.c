/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-card-question.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "reader-distribution-bar.h"
#include "reader-panel-words.h"

typedef struct
{
  gint64 entity;
  gint64 work;
  GArray *texts; /* gint64 */
} Question;

#define MAX_TOGETHER 12
#define MAX_WORKS 20

static void
question_free (Question *question)
{
  g_array_unref (question->texts);
  g_free (question);
}

void
reader_card_answer_free (ReaderCardAnswer *self)
{
  g_clear_pointer (&self->bins, g_array_unref);
  g_clear_pointer (&self->together, g_ptr_array_unref);
  g_clear_pointer (&self->bookmarks, g_ptr_array_unref);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_free (self);
}

static gboolean
ask_bins (TriLibrary *library, Question *question, GArray *bins, GError **error)
{
  for (guint i = 0; i < question->texts->len; i++)
    if (!tri_library_get_distribution (library,
                                       question->entity,
                                       g_array_index (question->texts, gint64, i),
                                       &g_array_index (bins, guint, i * READER_DISTRIBUTION_BINS),
                                       READER_DISTRIBUTION_BINS,
                                       error))
      return FALSE;
  return TRUE;
}

/* Where else it is named. */
static gboolean
ask_works (TriLibrary *library, Question *question, ReaderCardAnswer *result, GError **error)
{
  g_autoptr (GArray) ids = tri_library_list_works_naming (library,
                                                          question->entity,
                                                          question->work,
                                                          MAX_WORKS,
                                                          error);

  result->works = g_ptr_array_new_with_free_func (g_object_unref);
  result->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  for (guint i = 0; ids && i < ids->len; i++)
    {
      TriWork *work = tri_library_get_work (library, g_array_index (ids, gint64, i), error);

      if (!work)
        return FALSE;
      g_ptr_array_add (result->works, work);
      for (guint j = 0; j < work->texts->len; j++)
        {
          TriText *text = work->texts->pdata[j];
          guint n = tri_library_count_mentions (library, question->entity, text->id);

          g_array_append_val (result->counts, n);
        }
    }
  return ids != NULL;
}

static gpointer
answer (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (ReaderCardAnswer) result = g_new0 (ReaderCardAnswer, 1);

  result->bins = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (result->bins, question->texts->len * READER_DISTRIBUTION_BINS);
  if (!ask_bins (library, question, result->bins, error))
    return NULL;

  result->bookmarks = tri_library_list_bookmarks_of_entity (library, question->entity, error);
  if (!result->bookmarks)
    return NULL;

  result->together = tri_library_list_named_together (library,
                                                      question->entity,
                                                      question->work,
                                                      reader_panel_words_get_language (),
                                                      MAX_TOGETHER,
                                                      error);
  if (!result->together || !ask_works (library, question, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * reader_card_question_ask_async:
 * @worker: the one that answers long questions
 * @work: the work that is read
 * @callback: gets the answer, a #ReaderCardAnswer, by tri_worker_run_finish()
 *
 * Asks where @entity is named, here and in other works, with what, and for its bookmarks.
 */
void
reader_card_question_ask_async (TriWorker *worker,
                                gint64 entity,
                                TriWork *work,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->entity = entity;
  question->work = work->id;
  question->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < work->texts->len; i++)
    g_array_append_val (question->texts, TRI_TEXT (work->texts->pdata[i])->id);
  tri_worker_run_async (worker,
                        answer,
                        question,
                        (GDestroyNotify) question_free,
                        (GDestroyNotify) reader_card_answer_free,
                        cancellable,
                        callback,
                        user_data);
}
