/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* Runs on the worker's thread with its connection. Returns a result for _finish (freed by the
 * task's destroy notify), or NULL with @error set. */
typedef gpointer (*TriWorkerFunc) (TriLibrary *library,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * TriWorker:
 *
 * A thread with a connection of its own. The app has one that writes, and one that only reads, for
 * questions that are
 * too long for the main thread. Jobs run one after another in order, except that jobs of
 * run_between() slip in between the batches of
 * a long one (an import), so that a bookmark never waits for it.
 * Signal "changed" (on the main context): the worker committed something.
 */
#define TRI_TYPE_WORKER (tri_worker_get_type ())
G_DECLARE_FINAL_TYPE (TriWorker, tri_worker, TRI, WORKER, GObject)

/* The connection is opened by the thread when the first job comes. */
TriWorker *tri_worker_new (const char *path, TriLibraryMode mode) G_GNUC_WARN_UNUSED_RESULT;
void tri_worker_run_async (TriWorker *self,
                           TriWorkerFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer tri_worker_run_finish (TriWorker *self, GAsyncResult *result, GError **error);
/* For the reader's own acts: the same, but ahead of everything that waits and between the
 * batches of what runs. */
void tri_worker_run_between_async (TriWorker *self,
                                   TriWorkerFunc func,
                                   gpointer data,
                                   GDestroyNotify free_data,
                                   GDestroyNotify free_result,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Waits for all jobs and ends the thread: before the program leaves. */
void tri_worker_close (TriWorker *self);

G_END_DECLS
