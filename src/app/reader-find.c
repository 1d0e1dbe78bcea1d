/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-find.h"

/* One question. The worker reads what does not change; who asked belongs to the main thread. */
typedef struct
{
  gatomicrefcount references;
  ReaderFind *asker; /* NULL once nobody wants to know any more */
  GArray *texts;
  TriFind *find;
  TriFindPlan plan;
  GMainContext *context;
} Question;

struct _ReaderFind
{
  GObject parent_instance;

  Question *question;
  GCancellable *cancellable;
  ReaderFindHits *hits;
  ReaderFindState state;
  gboolean has_turned;
  guint n_slow;
};

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReaderFind, reader_find, G_TYPE_OBJECT)

/* What was found, on its way to the main thread. */
typedef struct
{
  Question *question;
  GArray *hits;
  gboolean is_before;
  guint n_slow;
} Batch;

static Question *
question_new (ReaderFind *asker,
              const TriFindPlan *plan)
{
  Question *question = g_new0 (Question, 1);

  g_atomic_ref_count_init (&question->references);
  question->asker = asker;
  question->texts = g_array_copy ((GArray *) plan->texts);
  question->find = tri_find_ref ((TriFind *) plan->find);
  question->plan = *plan;
  question->plan.texts = question->texts;
  question->plan.find = question->find;
  question->context = g_main_context_ref_thread_default ();

  return question;
}

static Question *
question_ref (Question *question)
{
  g_atomic_ref_count_inc (&question->references);

  return question;
}

static void
question_unref (gpointer data)
{
  Question *question = data;

  if (!g_atomic_ref_count_dec (&question->references))
    return;

  g_array_unref (question->texts);
  tri_find_unref (question->find);
  g_main_context_unref (question->context);
  g_free (question);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  question_unref (batch->question);
  g_array_unref (batch->hits);
  g_free (batch);
}

static gboolean
take_batch_cb (gpointer user_data)
{
  Batch *batch = user_data;
  ReaderFind *self = batch->question->asker;
  TriFindStep step = { (const TriFindHit *) (gconstpointer) batch->hits->data,
                       batch->hits->len,
                       batch->is_before,
                       batch->n_slow };

  if (self == NULL)
    return G_SOURCE_REMOVE;

  self->n_slow = batch->n_slow;
  self->has_turned = self->has_turned || batch->is_before;
  reader_find_hits_add (self->hits, &step);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
found_cb (const TriFindStep *step,
          gpointer user_data)
{
  Question *question = user_data;
  Batch *batch = g_new0 (Batch, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  batch->question = question_ref (question);
  batch->hits = g_array_sized_new (FALSE, FALSE, sizeof (TriFindHit), step->n_hits);
  g_array_append_vals (batch->hits, step->hits, step->n_hits);
  batch->is_before = step->is_before;
  batch->n_slow = step->n_slow;
  /* Behind what is painted, before the end of the job, which comes the same way. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, take_batch_cb, batch, batch_free);
  g_source_attach (source, question->context);

  return TRUE;
}

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Question *question = data;

  return GINT_TO_POINTER (tri_library_find (library, &question->plan, found_cb, question, error));
}

static void
done_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  Question *question = user_data;
  ReaderFind *self = question->asker;
  g_autoptr (GError) error = NULL;
  gboolean is_whole = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  if (self != NULL)
    {
      self->has_turned = TRUE;
      self->state = is_whole ? READER_FIND_DONE : READER_FIND_FAILED;
      if (reader_find_hits_count (self->hits) >= TRI_FIND_MOST)
        self->state = READER_FIND_FULL;
      else if (self->n_slow >= TRI_FIND_MOST_SLOW)
        self->state = READER_FIND_GIVEN_UP;
      if (error != NULL)
        g_message ("finding in a work: %s", error->message);
      g_signal_emit (self, signals[SIGNAL_FOUND], 0);
    }
  question_unref (question);
}

static void
reader_find_dispose (GObject *object)
{
  reader_find_stop (READER_FIND (object));

  G_OBJECT_CLASS (reader_find_parent_class)->dispose (object);
}

static void
reader_find_class_init (ReaderFindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reader_find_dispose;

  signals[SIGNAL_FOUND] = g_signal_new ("found",
                                        READER_TYPE_FIND,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
reader_find_init (ReaderFind *self)
{
}

ReaderFind *
reader_find_new (void)
{
  return g_object_new (READER_TYPE_FIND, NULL);
}

/**
 * reader_find_start:
 * @plan: what and where
 *
 * Looks for it. Signals come from the main loop, never from here.
 */
void
reader_find_start (ReaderFind *self,
                   ReaderSession *session,
                   const TriFindPlan *plan)
{
  g_return_if_fail (READER_IS_FIND (self));

  reader_find_stop (self);
  self->question = question_new (self, plan);
  self->cancellable = g_cancellable_new ();
  self->hits = reader_find_hits_new (plan->texts);
  self->state = READER_FIND_RUNNING;
  tri_worker_run_async (reader_session_get_finder (session),
                        run,
                        question_ref (self->question),
                        question_unref,
                        NULL,
                        self->cancellable,
                        done_cb,
                        question_ref (self->question));
}

/**
 * reader_find_stop:
 *
 * Gives up, and forgets what was found.
 */
void
reader_find_stop (ReaderFind *self)
{
  g_return_if_fail (READER_IS_FIND (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->question != NULL)
    self->question->asker = NULL;
  g_clear_pointer (&self->question, question_unref);
  g_clear_object (&self->hits);
  self->state = READER_FIND_IDLE;
  self->has_turned = FALSE;
  self->n_slow = 0;
}

ReaderFindState
reader_find_get_state (ReaderFind *self)
{
  g_return_val_if_fail (READER_IS_FIND (self), READER_FIND_IDLE);

  return self->state;
}

ReaderFindHits *
reader_find_get_hits (ReaderFind *self)
{
  g_return_val_if_fail (READER_IS_FIND (self), NULL);

  return self->hits;
}

gboolean
reader_find_has_turned (ReaderFind *self)
{
  g_return_val_if_fail (READER_IS_FIND (self), FALSE);

  return self->has_turned;
}

guint
reader_find_get_n_slow (ReaderFind *self)
{
  g_return_val_if_fail (READER_IS_FIND (self), 0);

  return self->n_slow;
}
