/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-links.h"

/* What the strip beside the texts shows of the whole work: asked for on the reading worker. */

/* As many as a large window has lines for. */
#define N_BINS 600
#define DELAY 300 /* milliseconds */

typedef struct
{
  gint64 work;
  guint strand;
} Question;

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

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const Question *question = data;

  return tri_library_get_overview (library, question->work, question->strand, N_BINS, error);
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
  g_autoptr (GArray) found = tri_worker_run_finish (TRI_WORKER (object), result, &error);

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
    show (self, found);
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

static gboolean
look_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;
  Question question = { 0 };
  Asked *asked = NULL;

  self->overview_id = 0;
  if (self->session == NULL || self->work == NULL)
    return G_SOURCE_REMOVE;
  if (!find_strand (self, &question.strand))
    {
      reader_parallel_view_set_overview (self->view, NULL, 0);
      return G_SOURCE_REMOVE;
    }
  /* One question at a time: while a work is aligned it changes faster than it can be looked
   * through. */
  self->overview_again = self->overview_asked;
  if (self->overview_asked)
    return G_SOURCE_REMOVE;
  self->overview_asked = TRUE;
  question.work = self->work->id;
  asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (self);
  asked->work = question.work;
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        g_memdup2 (&question, sizeof question),
                        g_free,
                        (GDestroyNotify) g_array_unref,
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
