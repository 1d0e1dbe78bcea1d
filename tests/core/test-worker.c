/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-batch.h"
#include "library/tri-worker.h"

static char *
new_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("worker-XXXXXX", NULL);

  return g_build_filename (folder, "library.db", NULL);
}

static gpointer
set_colour (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!tri_library_set_setting (library, "colour", data, error))
    return NULL;
  return g_strdup (data);
}

/* A long job in short transactions: it goes on until somebody sets the colour in between. */
static gpointer
wait_for_colour (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (TriBatch) batch = { library, cancellable };

  if (!tri_batch_begin (&batch, error))
    return NULL;
  for (;;)
    {
      g_autofree char *colour = tri_library_dup_setting (library, "colour");

      if (colour && tri_batch_commit (&batch, error))
        return g_steal_pointer (&colour);
      if (!tri_batch_breathe (&batch, error))
        return NULL;
      g_usleep (1000);
    }
}

typedef struct
{
  char *result;
  GError *error;
  gboolean done;
} Answer;

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = tri_worker_run_finish (TRI_WORKER (source), result, &answer->error);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
clear (Answer *answer)
{
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->result, g_free);
}

static void
changed_cb (TriWorker *worker, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_run (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriWorker) worker = tri_worker_new (path, TRI_LIBRARY_READ_WRITE);
  Answer answer = { NULL };
  guint n_changes = 0;

  g_signal_connect (worker, "changed", G_CALLBACK (changed_cb), &n_changes);
  tri_worker_run_async (worker,
                        set_colour,
                        g_strdup ("blue"),
                        g_free,
                        g_free,
                        NULL,
                        finish_cb,
                        &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.result, ==, "blue");
  g_assert_cmpuint (n_changes, ==, 1);
  clear (&answer);
  g_assert_finalize_object (g_steal_pointer (&worker));
}

static void
test_run_between (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriWorker) worker = tri_worker_new (path, TRI_LIBRARY_READ_WRITE);
  Answer waiting = { NULL }, answer = { NULL };

  tri_worker_run_async (worker, wait_for_colour, NULL, NULL, g_free, NULL, finish_cb, &waiting);
  tri_worker_run_between_async (worker,
                                set_colour,
                                g_strdup ("green"),
                                g_free,
                                g_free,
                                NULL,
                                finish_cb,
                                &answer);
  wait_for (&answer);
  wait_for (&waiting);
  g_assert_cmpstr (waiting.result, ==, "green");
  clear (&answer);
  clear (&waiting);
}

static void
test_run_cancelled (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriWorker) worker = tri_worker_new (path, TRI_LIBRARY_READ_WRITE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { NULL };

  tri_worker_run_async (worker,
                        wait_for_colour,
                        NULL,
                        NULL,
                        g_free,
                        cancellable,
                        finish_cb,
                        &answer);
  g_usleep (100000);
  g_cancellable_cancel (cancellable);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  clear (&answer);
}

/* What fails to open is the error of the job. */
static void
test_run_no_library (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriWorker) worker = tri_worker_new (path, TRI_LIBRARY_READ_ONLY);
  Answer answer = { NULL };

  tri_worker_run_async (worker, set_colour, NULL, NULL, g_free, NULL, finish_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  clear (&answer);
}

static void
test_close_finishes_jobs (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriWorker) worker = tri_worker_new (path, TRI_LIBRARY_READ_WRITE);
  Answer answer = { NULL }, late = { NULL };

  tri_worker_run_async (worker,
                        set_colour,
                        g_strdup ("red"),
                        g_free,
                        g_free,
                        NULL,
                        finish_cb,
                        &answer);
  tri_worker_close (worker);
  tri_worker_run_async (worker,
                        set_colour,
                        g_strdup ("pink"),
                        g_free,
                        g_free,
                        NULL,
                        finish_cb,
                        &late);
  wait_for (&answer);
  wait_for (&late);
  g_assert_cmpstr (answer.result, ==, "red");
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  clear (&answer);
  clear (&late);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker/run", test_run);
  g_test_add_func ("/worker/run-between", test_run_between);
  g_test_add_func ("/worker/run/cancelled", test_run_cancelled);
  g_test_add_func ("/worker/run/no-library", test_run_no_library);
  g_test_add_func ("/worker/close/finishes-jobs", test_close_finishes_jobs);

  return g_test_run ();
}
