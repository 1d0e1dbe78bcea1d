/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-thread.h"

/* How long an act of the reader waits at most while the aligner computes. */
#define WAIT_US 10000

typedef struct
{
  TriLinkInput *input;
  const TriAlignManyOptions *options;
  int percent; /* atomic */
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

static gpointer
run_cb (gpointer data)
{
  Run *run = data;
  TriAlignManyOptions options = *run->options;

  options.progress = progress_cb;
  options.user_data = run;
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

TriAlignMany *
tri_align_thread_run (TriLibrary *library,
                      TriLinkInput *input,
                      const TriAlignManyOptions *options,
                      GError **error)
{
  Run run = { input, options };
  GThread *thread;
  int told = 0;

  g_mutex_init (&run.mutex);
  g_cond_init (&run.done);
  thread = g_thread_new ("align", run_cb, &run);
  while (!wait_a_moment (&run))
    {
      int percent = g_atomic_int_get (&run.percent);

      if (library->between)
        library->between (library->hook_data);
      if (percent != told && options->progress)
        options->progress (percent / 100.0, options->user_data);
      told = percent;
    }
  g_thread_join (thread);
  g_mutex_clear (&run.mutex);
  g_cond_clear (&run.done);
  if (run.error)
    g_propagate_error (error, run.error);
  return run.many;
}
