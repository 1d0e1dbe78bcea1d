/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-run.h"

struct _ReaderSearchRun
{
  GObject parent_instance;

  char *typed;
  TriSearchOptions *options;
  GCancellable *cancellable;
  TriSearch *search;
  gboolean is_over;

  GMutex mutex; /* over what follows */
  TriSearch *understood;
  ReaderSearchFound *waiting; /* what the main thread did not take yet, or NULL */
  gboolean is_told;           /* that something waits */
};

G_DEFINE_FINAL_TYPE (ReaderSearchRun, reader_search_run, G_TYPE_OBJECT)

enum
{
  SIGNAL_UNDERSTOOD,
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* So many lines are read before they are shown: what fills a panel. */
#define READ_AHEAD 12

static void
found_free (ReaderSearchFound *found)
{
  g_array_unref (found->hits);
  g_ptr_array_unref (found->items);
  g_free (found);
}

static ReaderSearchFound *
found_new (void)
{
  ReaderSearchFound *found = g_new0 (ReaderSearchFound, 1);

  found->hits = g_array_new (FALSE, FALSE, sizeof (TriSearchHit));
  found->items = g_ptr_array_new_with_free_func (g_object_unref);
  return found;
}

static void
reader_search_run_finalize (GObject *object)
{
  ReaderSearchRun *self = READER_SEARCH_RUN (object);

  g_clear_pointer (&self->search, tri_search_unref);
  g_clear_pointer (&self->understood, tri_search_unref);
  g_clear_pointer (&self->waiting, found_free);
  g_clear_pointer (&self->options, tri_search_options_free);
  g_clear_object (&self->cancellable);
  g_free (self->typed);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (reader_search_run_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_arguments, GType argument)
{
  return g_signal_new (name,
                       READER_TYPE_SEARCH_RUN,
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
reader_search_run_class_init (ReaderSearchRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_search_run_finalize;

  signals[SIGNAL_UNDERSTOOD] = new_signal ("understood", 0, G_TYPE_NONE);
  signals[SIGNAL_FOUND] = new_signal ("found", 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED] = new_signal ("failed", 1, G_TYPE_STRING);
}

static void
reader_search_run_init (ReaderSearchRun *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
}

/* --- On the main thread */

static gboolean
is_stopped (ReaderSearchRun *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
deliver_cb (gpointer data)
{
  g_autoptr (ReaderSearchRun) self = g_object_ref (READER_SEARCH_RUN (data));
  ReaderSearchFound *found = NULL;
  TriSearch *understood = NULL;

  g_mutex_lock (&self->mutex);
  understood = g_steal_pointer (&self->understood);
  found = g_steal_pointer (&self->waiting);
  self->is_told = FALSE;
  g_mutex_unlock (&self->mutex);

  if (understood)
    self->search = understood;
  if (understood && !is_stopped (self))
    g_signal_emit (self, signals[SIGNAL_UNDERSTOOD], 0);
  if (found && found->is_complete)
    self->is_over = TRUE;
  if (found && !is_stopped (self))
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, found);
  g_clear_pointer (&found, found_free);
  return G_SOURCE_REMOVE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchRun) self = data;
  g_autoptr (GError) error = NULL;

  tri_worker_run_finish (TRI_WORKER (source), result, &error);
  self->is_over = TRUE;
  if (error && !is_stopped (self) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

/* --- On the worker */

/* One message for all that comes before it is read. */
static void
tell (ReaderSearchRun *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->is_told)
    return;
  self->is_told = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, NULL);
}

static void
add_found (ReaderSearchRun *self, const TriSearchStep *step, GPtrArray *items)
{
  g_mutex_lock (&self->mutex);
  if (step->replaces)
    g_clear_pointer (&self->waiting, found_free);
  if (!self->waiting)
    {
      self->waiting = found_new ();
      self->waiting->replaces = step->replaces;
    }
  if (items->len > 0)
    g_ptr_array_extend_and_steal (self->waiting->items, g_ptr_array_ref (items));
  if (step->n_hits > 0)
    g_array_append_vals (self->waiting->hits, step->hits, step->n_hits);
  self->waiting->is_ranked = step->is_ranked;
  self->waiting->is_complete = step->is_complete;
  tell (self);
  g_mutex_unlock (&self->mutex);
}

typedef struct
{
  ReaderSearchRun *run;
  TriSearch *search;
  TriLibrary *library;
  gboolean has_begun;
} Walk;

static gboolean
found_cb (const TriSearchStep *found, gpointer data)
{
  Walk *walk = data;
  TriSearchStep step = *found;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* What the question before found stays until this one finds something. */
  step.replaces = step.replaces || !walk->has_begun;
  walk->has_begun = TRUE;
  for (guint i = 0; step.replaces && i < MIN (step.n_hits, READ_AHEAD); i++)
    {
      ReaderSearchItem *item = reader_search_item_read (walk->search,
                                                        walk->library,
                                                        &step.hits[i],
                                                        NULL);

      if (!item)
        break;
      g_ptr_array_add (items, item);
    }
  if (is_stopped (walk->run))
    return FALSE;
  add_found (walk->run, &step, items);
  return TRUE;
}

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  ReaderSearchRun *self = data;
  g_autoptr (TriSearch) search = tri_search_new (library, self->typed, self->options, error);
  Walk walk = { self, search, library, FALSE };

  if (!search)
    return NULL;
  g_mutex_lock (&self->mutex);
  self->understood = tri_search_ref (search);
  tell (self);
  g_mutex_unlock (&self->mutex);
  return GINT_TO_POINTER (tri_search_run (search, library, found_cb, &walk, error));
}

/* --- Public */

ReaderSearchRun *
reader_search_run_new (const char *typed, const TriSearchOptions *options)
{
  ReaderSearchRun *self = g_object_new (READER_TYPE_SEARCH_RUN, NULL);

  self->typed = g_strdup (typed);
  self->options = tri_search_options_copy (options);
  return self;
}

void
reader_search_run_begin (ReaderSearchRun *self, ReaderSession *session)
{
  tri_worker_run_async (reader_session_get_searcher (session),
                        run,
                        g_object_ref (self),
                        g_object_unref,
                        NULL,
                        self->cancellable,
                        done_cb,
                        g_object_ref (self));
}

void
reader_search_run_stop (ReaderSearchRun *self)
{
  g_cancellable_cancel (self->cancellable);
}

TriSearch *
reader_search_run_get_search (ReaderSearchRun *self)
{
  return self->search;
}

/**
 * reader_search_run_is_over:
 *
 * Returns: whether all was found, or nothing will be
 */
gboolean
reader_search_run_is_over (ReaderSearchRun *self)
{
  return self->is_over;
}
