/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-linking.h"

#include "library/tri-library-registers.h"

#define DELAY 600 /* milliseconds */

/* What both threads know of a run. */
typedef struct
{
  gint64 first;
  GMutex mutex; /* over what follows */
  gint64 work;
  double fraction;
} Run;

struct _ReaderLinking
{
  GObject parent_instance;

  TriLibrary *library;
  TriWorker *writer;
  GCancellable *cancellable; /* of the run, or NULL */
  Run *run;
  gint64 first;
  guint delay_id;
  gboolean is_held;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (ReaderLinking, reader_linking, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin (ReaderLinking *self);

/* --- On the writing thread */

static void
clear_run (gpointer data)
{
  g_mutex_clear (&((Run *) data)->mutex);
}

static void
release_run (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_run);
}

static void
progress_cb (gint64 work,
             double fraction,
             gpointer user_data)
{
  Run *run = user_data;

  g_mutex_lock (&run->mutex);
  run->work = work;
  run->fraction = fraction;
  g_mutex_unlock (&run->mutex);
}

static gpointer
link_stale (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Run *run = data;
  const TriLinkOptions options = { run->first, progress_cb, run };

  return GINT_TO_POINTER (
      tri_library_link_stale_with (library, &options, NULL, cancellable, error));
}

/* --- On the main thread */

/* What was marked while the last batch was written is not forgotten; what failed is not tried
 * again and again. */
static void
ended_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ReaderLinking) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->run, release_run);
  if (self->is_closed)
    return;
  if (!is_done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->is_held = TRUE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (!self->is_held)
    begin (self);
}

static void
begin (ReaderLinking *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->is_closed || self->cancellable != NULL || !tri_library_has_stale (self->library))
    return;

  self->run = g_atomic_rc_box_new0 (Run);
  g_mutex_init (&self->run->mutex);
  self->run->first = self->first;
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (self->writer,
                        link_stale,
                        g_atomic_rc_box_acquire (self->run),
                        release_run,
                        NULL,
                        self->cancellable,
                        ended_cb,
                        g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
delay_cb (gpointer user_data)
{
  ReaderLinking *self = user_data;

  self->delay_id = 0;
  begin (self);

  return G_SOURCE_REMOVE;
}

static void
reader_linking_dispose (GObject *object)
{
  ReaderLinking *self = READER_LINKING (object);

  reader_linking_close (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->run, release_run);
  g_clear_object (&self->library);
  g_clear_object (&self->writer);

  G_OBJECT_CLASS (reader_linking_parent_class)->dispose (object);
}

static guint
new_signal (const char *name,
            guint n_arguments,
            GType argument)
{
  return g_signal_new (name,
                       READER_TYPE_LINKING,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       argument);
}

static void
reader_linking_class_init (ReaderLinkingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_linking_dispose;

  signals[SIGNAL_CHANGED] = new_signal ("changed", 0, G_TYPE_NONE);
  signals[SIGNAL_FAILED] = new_signal ("failed", 1, G_TYPE_STRING);
}

static void
reader_linking_init (ReaderLinking *self)
{
}

ReaderLinking *
reader_linking_new (TriLibrary *library,
                    TriWorker *writer)
{
  ReaderLinking *self = g_object_new (READER_TYPE_LINKING, NULL);

  self->library = g_object_ref (library);
  self->writer = g_object_ref (writer);

  return self;
}

void
reader_linking_begin (ReaderLinking *self)
{
  self->is_held = FALSE;
  begin (self);
}

void
reader_linking_look (ReaderLinking *self)
{
  if (self->is_closed
      || self->is_held
      || self->cancellable != NULL
      || self->delay_id != 0
      || !tri_library_has_stale (self->library))
    return;

  self->delay_id = g_timeout_add (DELAY, delay_cb, self);
}

/* A run that is at another work gives way. */
void
reader_linking_set_first (ReaderLinking *self,
                          gint64 work)
{
  gint64 current = 0;
  double fraction = 0;

  self->first = work;
  if (reader_linking_get_progress (self, &current, &fraction)
      && current != work
      && tri_library_is_stale (self->library, work))
    g_cancellable_cancel (self->cancellable);
}

void
reader_linking_stop (ReaderLinking *self)
{
  self->is_held = TRUE;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
reader_linking_get_progress (ReaderLinking *self,
                             gint64 *work,
                             double *fraction)
{
  if (self->run == NULL || g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  g_mutex_lock (&self->run->mutex);
  *work = self->run->work;
  *fraction = self->run->fraction;
  g_mutex_unlock (&self->run->mutex);

  return TRUE;
}

void
reader_linking_close (ReaderLinking *self)
{
  self->is_closed = TRUE;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}
