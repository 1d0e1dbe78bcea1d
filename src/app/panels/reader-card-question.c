/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-card-question.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-dates.h"
#include "library/tri-library-works.h"
#include "reader-distribution-bar.h"
#include "reader-panel-words.h"

typedef struct
{
  gint64 entity;
  char *edtf; /* of a date, else NULL */
  gint64 work;
  GArray *texts; /* gint64 */
} Question;

#define MAX_TOGETHER 12
#define MAX_WORKS 20

static void
question_free (Question *question)
{
  g_array_unref (question->texts);
  g_free (question->edtf);
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
  g_clear_pointer (&self->origins, g_array_unref);
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

static GArray *
list_works (TriLibrary *library, Question *question, GError **error)
{
  if (question->edtf)
    return tri_library_list_works_saying (library,
                                          question->edtf,
                                          question->work,
                                          MAX_WORKS,
                                          error);
  return tri_library_list_works_naming (library,
                                        question->entity,
                                        question->work,
                                        MAX_WORKS,
                                        error);
}

static gboolean
count_in_text (TriLibrary *library, Question *question, gint64 text, guint *n, GError **error)
{
  TriDateOrigins origins = { 0 };

  if (!question->edtf)
    {
      *n = tri_library_count_mentions (library, question->entity, text);
      return TRUE;
    }
  if (!tri_library_count_date (library, question->edtf, text, &origins, NULL, 0, error))
    return FALSE;
  *n = origins.n;
  return TRUE;
}

/* Where else it is named. */
static gboolean
ask_works (TriLibrary *library, Question *question, ReaderCardAnswer *result, GError **error)
{
  g_autoptr (GArray) ids = list_works (library, question, error);

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
          guint n = 0;

          if (!count_in_text (library, question, text->id, &n, error))
            return FALSE;
          g_array_append_val (result->counts, n);
        }
    }
  return ids != NULL;
}

/* With whom it is named, and in which bookmarks. */
static gboolean
ask_around (TriLibrary *library, Question *question, ReaderCardAnswer *result, GError **error)
{
  const char *lang = reader_panel_words_get_language ();

  if (question->edtf)
    result->bookmarks = tri_library_list_bookmarks_of_date (library, question->edtf, error);
  else
    result->bookmarks = tri_library_list_bookmarks_of_entity (library, question->entity, error);
  if (!result->bookmarks)
    return FALSE;

  if (question->edtf)
    result->together = tri_library_list_named_with_date (library,
                                                         question->edtf,
                                                         question->work,
                                                         lang,
                                                         MAX_TOGETHER,
                                                         error);
  else
    result->together = tri_library_list_named_together (library,
                                                        question->entity,
                                                        question->work,
                                                        lang,
                                                        MAX_TOGETHER,
                                                        error);
  return result->together != NULL;
}

/* How often the texts say a date, how we know, and where they do. */
static gboolean
ask_dates (TriLibrary *library, Question *question, ReaderCardAnswer *result, GError **error)
{
  for (guint i = 0; i < question->texts->len; i++)
    {
      TriDateOrigins origins = { 0 };

      if (!tri_library_count_date (
              library,
              question->edtf,
              g_array_index (question->texts, gint64, i),
              &origins,
              &g_array_index (result->bins, guint, i * READER_DISTRIBUTION_BINS),
              READER_DISTRIBUTION_BINS,
              error))
        return FALSE;
      g_array_append_val (result->origins, origins);
    }
  return TRUE;
}

static gpointer
answer (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (ReaderCardAnswer) result = g_new0 (ReaderCardAnswer, 1);

  result->bins = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (result->bins, question->texts->len * READER_DISTRIBUTION_BINS);
  result->origins = g_array_new (FALSE, TRUE, sizeof (TriDateOrigins));
  if (question->edtf ? !ask_dates (library, question, result, error)
                     : !ask_bins (library, question, result->bins, error))
    return NULL;
  if (!ask_around (library, question, result, error)
      || !ask_works (library, question, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * reader_card_question_ask_async:
 * @worker: the one that answers long questions
 * @work: the work that is read
 * @callback: gets the answer, a #ReaderCardAnswer, by tri_worker_run_finish()
 *
 * Asks where @subject is named, here and in other works, with whom and what, and for its
 * bookmarks.
 */
void
reader_card_question_ask_async (TriWorker *worker,
                                const ReaderSubject *subject,
                                TriWork *work,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->entity = subject->entity;
  question->edtf = g_strdup (subject->edtf);
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
