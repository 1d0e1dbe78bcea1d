/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-worker.h"

#include "library/tri-library-private.h"

#include <glib/gi18n.h>

struct _TriWorker
{
  GObject parent_instance;
  char *path;
  TriLibraryMode mode;
  GMainContext *context; /* where "changed" is emitted */
  GThread *thread;

  GMutex mutex; /* over what follows */
  GCond wake;
  GQueue waiting; /* Job */
  GQueue urgent;  /* Job: between the batches of the one that runs */
  gboolean is_closed;
  gboolean is_emitting; /* "changed" is on its way */

  /* Of the thread alone. */
  TriLibrary *library;
  gboolean has_committed;
};

typedef struct
{
  GTask *task;
  TriWorkerFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;
} Job;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TriWorker, tri_worker, G_TYPE_OBJECT)

/* A job ends where it came from: there its task calls back, and the references to the worker that
   the
 * task holds are dropped. The thread never drops the last one, which would make it wait for
 * itself. */
static gboolean
finish_job_cb (gpointer data)
{
  Job *job = data;

  if (job->error)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, job->result, job->free_result);
  return G_SOURCE_REMOVE;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_error (&job->error);
  if (job->free_data)
    job->free_data (job->data);
  g_object_unref (job->task);
  g_free (job);
}

static gboolean
emit_changed_cb (gpointer data)
{
  TriWorker *self = data;

  g_mutex_lock (&self->mutex);
  self->is_emitting = FALSE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Not by g_main_context_invoke(): that would call it on this thread whenever no other one happens
   to
 * own the context, as between two iterations of it. */
static void
run_in (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, context);
}

/* Several commits before the main context comes round are one change. */
static void
announce_change (TriWorker *self)
{
  gboolean is_first;

  if (!self->has_committed)
    return;
  self->has_committed = FALSE;
  g_mutex_lock (&self->mutex);
  is_first = !self->is_emitting;
  self->is_emitting = TRUE;
  g_mutex_unlock (&self->mutex);
  if (is_first)
    run_in (self->context, emit_changed_cb, g_object_ref (self), g_object_unref);
}

static Job *
pop_urgent (TriWorker *self)
{
  Job *job;

  g_mutex_lock (&self->mutex);
  job = g_queue_pop_head (&self->urgent);
  g_mutex_unlock (&self->mutex);
  return job;
}

static void
run_job (TriWorker *self, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    {
      tri_library_set_cancellable (self->library, cancellable);
      job->result = job->func (self->library, job->data, cancellable, &job->error);
      tri_library_set_cancellable (self->library, NULL);
    }
  announce_change (self);
  run_in (g_task_get_context (job->task), finish_job_cb, job, free_job);
}

/* Called by the library between two transactions of a long job. */
static void
between_cb (gpointer data)
{
  TriWorker *self = data;
  g_autoptr (GCancellable) cancellable = NULL;
  Job *job;

  g_set_object (&cancellable, self->library->cancellable);
  while ((job = pop_urgent (self)))
    run_job (self, job);
  tri_library_set_cancellable (self->library, cancellable);
}

static void
committed_cb (gpointer data)
{
  TriWorker *self = data;

  self->has_committed = TRUE;
}

static gboolean
open_library (TriWorker *self, GError **error)
{
  if (self->library)
    return TRUE;
  self->library = tri_library_open (self->path, self->mode, error);
  if (!self->library)
    return FALSE;
  self->library->between = between_cb;
  self->library->committed = committed_cb;
  self->library->hook_data = self;
  return TRUE;
}

static void
refuse_job (Job *job, GError *error)
{
  job->error = error;
  run_in (g_task_get_context (job->task), finish_job_cb, job, free_job);
}

/* Waits for a job. Returns NULL when there will be none any more. */
static Job *
take_job (TriWorker *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->mutex);
  while (!job)
    {
      job = g_queue_pop_head (&self->urgent);
      if (!job)
        job = g_queue_pop_head (&self->waiting);
      if (job || self->is_closed)
        break;
      g_cond_wait (&self->wake, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return job;
}

static gpointer
run_thread (gpointer data)
{
  TriWorker *self = data;
  Job *job;

  while ((job = take_job (self)))
    {
      GError *error = NULL;

      if (open_library (self, &error))
        run_job (self, job);
      else
        refuse_job (job, error);
    }
  g_clear_object (&self->library);
  return NULL;
}

static void
tri_worker_dispose (GObject *object)
{
  tri_worker_close (TRI_WORKER (object));

  G_OBJECT_CLASS (tri_worker_parent_class)->dispose (object);
}

static void
tri_worker_finalize (GObject *object)
{
  TriWorker *self = TRI_WORKER (object);

  g_free (self->path);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);

  G_OBJECT_CLASS (tri_worker_parent_class)->finalize (object);
}

static void
tri_worker_class_init (TriWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tri_worker_dispose;
  object_class->finalize = tri_worker_finalize;

  /**
   * TriWorker::changed:
   *
   * A job has committed something. Emitted in the main context that was the thread's default when
   * the worker was made, once for all commits since the last time.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TRI_TYPE_WORKER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
tri_worker_init (TriWorker *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  g_queue_init (&self->waiting);
  g_queue_init (&self->urgent);
  self->context = g_main_context_ref_thread_default ();
}

/**
 * tri_worker_new:
 * @path: a library file
 *
 * Makes a worker for the library. The file is opened by its thread, when the first job comes: a
 * failure is that job's error, and the next job tries again.
 */
TriWorker *
tri_worker_new (const char *path, TriLibraryMode mode)
{
  TriWorker *self = g_object_new (TRI_TYPE_WORKER, NULL);

  self->path = g_strdup (path);
  self->mode = mode;
  return self;
}

static void
push_job (TriWorker *self, GQueue *queue, Job *job)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (queue, job);
  if (!self->thread)
    self->thread = g_thread_new ("library", run_thread, self);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
}

static void
push (TriWorker *self, GQueue *queue, const Job *draft, GTask *task)
{
  Job *job = g_memdup2 (draft, sizeof *draft);

  job->task = task;
  if (!self->is_closed)
    {
      push_job (self, queue, job);
      return;
    }
  job->error = g_error_new_literal (G_IO_ERROR,
                                    G_IO_ERROR_CLOSED,
                                    _ ("The library is being closed."));
  finish_job_cb (job);
  free_job (job);
}

/**
 * tri_worker_run_async:
 * @func: runs on the worker's thread
 * @free_data: (nullable): frees @data, in the main context, when the job is done
 * @free_result: (nullable): frees the result when nobody takes it
 *
 * Runs a job when all those before it are done.
 */
void
tri_worker_run_async (TriWorker *self,
                      TriWorkerFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  const Job job = { NULL, func, data, free_data, free_result };

  push (self, &self->waiting, &job, g_task_new (self, cancellable, callback, user_data));
}

/**
 * tri_worker_run_finish:
 *
 * Returns: (transfer full): what the job returned; %NULL with @error set, or when it returned that
 */
gpointer
tri_worker_run_finish (TriWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tri_worker_run_between_async:
 *
 * Runs a short job ahead of all that wait, and between two transactions of the one that runs when
 * it
 * is a long one.
 */
void
tri_worker_run_between_async (TriWorker *self,
                              TriWorkerFunc func,
                              gpointer data,
                              GDestroyNotify free_data,
                              GDestroyNotify free_result,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const Job job = { NULL, func, data, free_data, free_result };

  push (self, &self->urgent, &job, g_task_new (self, cancellable, callback, user_data));
}

/**
 * tri_worker_close:
 *
 * Waits until all jobs are done, and ends the thread. A job that comes later fails with
 * %G_IO_ERROR_CLOSED.
 */
void
tri_worker_close (TriWorker *self)
{
  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);
}
