/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-thread.h"

/* How long an act of the reader waits at most while the aligner computes. */
#define WAIT_US 10000

typedef struct
{
  TriLinkInput *input;
  const TriAlignManyOptions *options;
  GCancellable *stop;
  GAsyncQueue *pieces; /* TriAlignMany; NULL when nobody takes them */
  int percent;         /* atomic */
  GMutex mutex;
  GCond done;
  gboolean is_done;
  TriAlignMany *many;
  GError *error;
} Run;

static void
progress_cb (double fraction, gpointer data)
{
  Run *run = data;

  g_atomic_int_set (&run->percent, (int) (fraction * 100));
}

static void
result_cb (TriAlignMany *piece, gpointer data)
{
  Run *run = data;

  g_async_queue_push (run->pieces, piece);
}

static gpointer
run_cb (gpointer data)
{
  Run *run = data;
  TriAlignManyOptions options = *run->options;

  options.progress = progress_cb;
  options.result = run->pieces ? result_cb : NULL;
  options.user_data = run;
  options.cancellable = run->stop;
  run->many = tri_link_input_align (run->input, &options, &run->error);
  g_mutex_lock (&run->mutex);
  run->is_done = TRUE;
  g_cond_signal (&run->done);
  g_mutex_unlock (&run->mutex);
  return NULL;
}

static gboolean
wait_a_moment (Run *run)
{
  gint64 until = g_get_monotonic_time () + WAIT_US;
  gboolean is_done;

  g_mutex_lock (&run->mutex);
  while (!run->is_done && g_cond_wait_until (&run->done, &run->mutex, until))
    ;
  is_done = run->is_done;
  g_mutex_unlock (&run->mutex);
  return is_done;
}

/* Takes what lies there. After a failure, or when everything was stopped, it is dropped. */
static void
take_pieces (Run *run, TriAlignTake take, GError **failure)
{
  TriAlignMany *next = NULL;

  while (run->pieces && (next = g_async_queue_try_pop (run->pieces)))
    {
      g_autoptr (TriAlignMany) piece = next;

      if (g_cancellable_is_cancelled (run->options->cancellable))
        g_cancellable_cancel (run->stop);
      if (!*failure
          && !g_cancellable_set_error_if_cancelled (run->stop, failure)
          && !take (piece, run->options->user_data, failure))
        g_cancellable_cancel (run->stop);
    }
  if (g_cancellable_is_cancelled (run->options->cancellable))
    g_cancellable_cancel (run->stop);
}

static void
attend (Run *run, TriLibrary *library, TriAlignTake take, GError **failure)
{
  int told = 0;

  while (!wait_a_moment (run))
    {
      int percent = g_atomic_int_get (&run->percent);

      if (library->between)
        library->between (library->hook_data);
      if (percent != told && run->options->progress)
        run->options->progress (percent / 100.0, run->options->user_data);
      told = percent;
      take_pieces (run, take, failure);
    }
}

static void
clear_run (Run *run)
{
  g_object_unref (run->stop);
  g_clear_pointer (&run->pieces, g_async_queue_unref);
  g_mutex_clear (&run->mutex);
  g_cond_clear (&run->done);
}

TriAlignMany *
tri_align_thread_run (TriLibrary *library,
                      TriLinkInput *input,
                      const TriAlignManyOptions *options,
                      TriAlignTake take,
                      GError **error)
{
  Run run = { input, options, g_cancellable_new () };
  GError *failure = NULL;
  GThread *thread;

  if (take)
    run.pieces = g_async_queue_new_full ((GDestroyNotify) tri_align_many_free);
  g_mutex_init (&run.mutex);
  g_cond_init (&run.done);
  thread = g_thread_new ("align", run_cb, &run);
  attend (&run, library, take, &failure);
  g_thread_join (thread);
  take_pieces (&run, take, &failure);
  clear_run (&run);
  if (failure)
    {
      g_clear_error (&run.error);
      g_clear_pointer (&run.many, tri_align_many_free);
      g_propagate_error (error, failure);
    }
  else if (run.error)
    g_propagate_error (error, run.error);
  return run.many;
}
