/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-links.h"
#include "library/tri-library-works.h"

/* What the strip beside the texts shows of the whole work: asked for on the reading worker. */

/* As many as a large window has lines for. */
#define N_BINS 600
#define DELAY 300 /* milliseconds */
/* Of more marks, so many are shown, evenly. */
#define MOST_MARKS 5000

typedef struct
{
  gint64 work;
  guint strand;
  gboolean tied;    /* there are links to be shown */
  GPtrArray *texts; /* (element-type TriText) */
} Question;

typedef struct
{
  GArray *bins;
  GArray *marks; /* (element-type ReaderOverviewMark) */
  guint64 n_rows;
} Answer;

static void
question_free (Question *question)
{
  g_ptr_array_unref (question->texts);
  g_free (question);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->bins, g_array_unref);
  g_clear_pointer (&answer->marks, g_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

typedef struct
{
  ReaderWindow *window;
  gint64 work;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* Where a mark is in the strip: in its row, or as far down as in its own text. */
static void
add_mark (TriLibrary *library,
          const Question *question,
          const TriBookmarkPlace *place,
          Answer *answer)
{
  ReaderOverviewMark mark = { 0, place->text, place->ord, place->kind };

  for (guint i = 0; i < question->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (question->texts, i);

      if (text->id != place->text)
        continue;
      if (text->strand != question->strand
          || !tri_library_find_row (library, text->id, place->ord, &mark.row))
        mark.row = reader_overview_scale (place->ord, text->n_passages, answer->n_rows);
      g_array_append_val (answer->marks, mark);
    }
}

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const ReaderOverviewMark *one = a;
  const ReaderOverviewMark *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  if (one->text != other->text)
    return one->text < other->text ? -1 : 1;
  return (one->ord > other->ord) - (one->ord < other->ord);
}

static gboolean
list_marks (TriLibrary *library,
            const Question *question,
            Answer *answer,
            GError **error)
{
  g_autoptr (GArray) places = tri_library_list_bookmark_places (library, question->work, error);
  guint step = 0;

  if (places == NULL)
    return FALSE;
  step = places->len / MOST_MARKS + 1;
  for (guint i = 0; i < places->len; i += step)
    add_mark (library, question, &g_array_index (places, TriBookmarkPlace, i), answer);
  g_array_sort (answer->marks, compare_marks);
  return TRUE;
}

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->n_rows = tri_library_count_rows (library, question->work, question->strand);
  answer->marks = g_array_new (FALSE, FALSE, sizeof (ReaderOverviewMark));
  if (!list_marks (library, question, answer, error))
    return NULL;
  if (question->tied)
    answer->bins = tri_library_get_overview (library,
                                             question->work,
                                             question->strand,
                                             N_BINS,
                                             error);
  else
    answer->bins = g_array_new (FALSE, FALSE, sizeof (TriOverviewBin));
  return answer->bins != NULL ? g_steal_pointer (&answer) : NULL;
}

static void
show (ReaderWindow *self,
      GArray *found)
{
  g_autofree ReaderOverviewBin *bins = g_new0 (ReaderOverviewBin, MAX (found->len, 1));

  for (guint i = 0; i < found->len; i++)
    {
      const TriOverviewBin *bin = &g_array_index (found, TriOverviewBin, i);

      bins[i].first_row = bin->first_row;
      bins[i].n_rows = bin->n_rows;
      bins[i].omitted = bin->n_sentences > 0 ? (double) bin->n_omitted / bin->n_sentences : 0;
      bins[i].ratio = bin->ratio;
      bins[i].confidence = bin->confidence;
    }
  reader_parallel_view_set_overview (self->view, bins, found->len);
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  ReaderWindow *self = asked->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) found = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  self->overview_asked = FALSE;
  if (self->session == NULL)
    return;
  if (self->overview_again)
    reader_window_queue_overview (self);
  if (self->work == NULL || self->work->id != asked->work)
    return;
  /* Nothing the reader asked for: who has no strip reads on. */
  if (found == NULL)
    g_message ("%s", error->message);
  else
    {
      show (self, found->bins);
      reader_parallel_view_set_overview_marks (self->view, found->marks, found->n_rows);
    }
}

/* The strand with the most texts, FALSE when none has several. */
static gboolean
find_strand (ReaderWindow *self,
             guint *strand)
{
  guint most = 1;

  for (guint i = 0; i < self->work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (self->work->texts, i);
      guint n = 0;

      for (guint j = 0; j < self->work->texts->len; j++)
        n += ((TriText *) g_ptr_array_index (self->work->texts, j))->strand == text->strand;
      if (n <= most)
        continue;
      most = n;
      *strand = text->strand;
    }

  return most > 1;
}

static GPtrArray *
dup_texts (TriWork *work)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < work->texts->len; i++)
    g_ptr_array_add (texts, g_object_ref (g_ptr_array_index (work->texts, i)));
  return texts;
}

static gboolean
look_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;
  Question *question = NULL;
  Asked *asked = NULL;

  self->overview_id = 0;
  if (self->session == NULL || self->work == NULL)
    return G_SOURCE_REMOVE;
  /* One question at a time: while a work is aligned it changes faster than it can be looked
   * through. */
  self->overview_again = self->overview_asked;
  if (self->overview_asked)
    return G_SOURCE_REMOVE;
  self->overview_asked = TRUE;
  question = g_new0 (Question, 1);
  question->tied = find_strand (self, &question->strand);
  question->work = self->work->id;
  question->texts = dup_texts (self->work);
  asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (self);
  asked->work = question->work;
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        question,
                        (GDestroyNotify) question_free,
                        (GDestroyNotify) answer_free,
                        NULL,
                        answered_cb,
                        asked);

  return G_SOURCE_REMOVE;
}

/* Looks at the whole work when nothing more urgent is to be done. */
void
reader_window_queue_overview (ReaderWindow *self)
{
  if (self->is_ready && self->overview_id == 0)
    self->overview_id = g_timeout_add_full (G_PRIORITY_LOW, DELAY, look_cb, self, NULL);
}
