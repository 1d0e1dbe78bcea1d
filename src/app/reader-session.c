/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-session.h"

#include "library/tri-backup.h"
#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-seed.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"
#include "library/tri-word-forms.h"
#include "tri-environment.h"

/* The first look whether a backup is due comes when the reader reads; then one every hour. */
#define FIRST_BACKUP_SECONDS 20
#define BACKUP_SECONDS (60 * 60)

struct _ReaderSession
{
  GObject parent_instance;

  char *path;
  gboolean bundled;
  TriLibrary *library;
  TriWorker *writer;
  TriWorker *asker;
  TriWorker *finder;
  TriWorker *searcher;
  gint64 version;
  guint poll;
  gboolean is_doubtful;
  ReaderLinking *linking;
  GCancellable *refreshing; /* the words of marks, or NULL */
  TriWorker *keeper;        /* makes backups, behind everything else */
  GCancellable *closing;
  guint backup;
};

G_DEFINE_FINAL_TYPE (ReaderSession, reader_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DOUBTFUL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  gint64 work;
  char *state;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->state);
  g_free (place);
}

static gpointer
save_place (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Place *place = data;

  return GINT_TO_POINTER (tri_library_save_place (library, place->work, place->state, error));
}

static gpointer
tidy (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  gboolean bundled = GPOINTER_TO_INT (data);

  if (bundled && !tri_library_add_bundled (library, tri_environment_get_data_dir (), error))
    return NULL;

  return GINT_TO_POINTER (tri_library_sweep (library, error));
}

static void
job_done_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Nothing the reader asked for, so it is told to whoever looks into the log only. */
  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) == NULL && error != NULL)
    g_message ("%s: %s", (const char *) user_data, error->message);
}

static gpointer
back_up_if_due (TriLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const TriBackupOptions options = { .reason = TRI_BACKUP_DAILY };
  g_autoptr (TriBackup) backup = NULL;

  if (tri_backup_is_due (library, &options))
    backup = tri_backup_make (library, &options, cancellable, error);

  return GINT_TO_POINTER (backup != NULL);
}

static gboolean
poll_cb (gpointer user_data)
{
  reader_session_poll (user_data);

  return G_SOURCE_CONTINUE;
}

static gpointer
refresh_marks (TriLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return GINT_TO_POINTER (tri_library_refresh_marks (library, cancellable, error)
                          && tri_library_count_words (library, cancellable, error));
}

static void
refreshed_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  GWeakRef *session = user_data;
  g_autoptr (ReaderSession) self = g_weak_ref_get (session);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (session);
  g_free (session);
  if (self != NULL)
    g_clear_object (&self->refreshing);
  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) == NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("finding the words of bookmarks and texts: %s", error ? error->message : "");
}

/* After an alignment or an import the words that correspond to marks are found anew, and the words
 * of texts are counted that no import counted. */
static void
look_at_marks (ReaderSession *self)
{
  GWeakRef *session = NULL;

  if (self->refreshing != NULL
      || !(tri_library_has_stale_marks (self->library)
           || tri_library_has_uncounted_words (self->library)))
    return;

  session = g_new0 (GWeakRef, 1);
  g_weak_ref_init (session, self);
  self->refreshing = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_writer (self),
                        refresh_marks,
                        NULL,
                        NULL,
                        NULL,
                        self->refreshing,
                        refreshed_cb,
                        session);
}

/* An act may have changed names, or what corresponds to marks. */
static void
writer_changed_cb (ReaderSession *self)
{
  reader_session_poll (self);
  if (self->poll == 0)
    return;
  reader_linking_look (reader_session_get_linking (self));
  look_at_marks (self);
}

static void
back_up (ReaderSession *self);

static gboolean
backup_cb (gpointer user_data)
{
  ReaderSession *self = user_data;

  self->backup = g_timeout_add_seconds (BACKUP_SECONDS, backup_cb, self);
  back_up (self);

  return G_SOURCE_REMOVE;
}

static TriWorker *
make_worker (ReaderSession *self,
             TriLibraryMode mode)
{
  TriWorker *worker = tri_worker_new (self->path, mode);

  if (mode == TRI_LIBRARY_READ_WRITE)
    g_signal_connect_object (worker,
                             "changed",
                             G_CALLBACK (writer_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);

  return worker;
}

/* Once a day, if something changed; who closes the window stops it. */
static void
back_up (ReaderSession *self)
{
  if (self->keeper == NULL)
    self->keeper = make_worker (self, TRI_LIBRARY_READ_ONLY);
  tri_worker_run_async (self->keeper,
                        back_up_if_due,
                        NULL,
                        NULL,
                        NULL,
                        self->closing,
                        job_done_cb,
                        (gpointer) "backing the library up");
}

/* Makes the file, its tables and the bundled work in it, through a connection that is closed again:
 * the main thread keeps none that writes. */
static gboolean
make_library (ReaderSession *self,
              GError **error)
{
  g_autoptr (TriLibrary) library = NULL;

  if (self->bundled && tri_seed_plant (tri_environment_get_seed (), self->path))
    return TRUE;

  library = tri_library_open (self->path, TRI_LIBRARY_READ_WRITE, error);
  if (library == NULL)
    return FALSE;

  return !self->bundled
         || tri_library_add_bundled (library, tri_environment_get_data_dir (), error);
}

/* An older one is brought up to date first. */
static TriLibrary *
open_current (const char *path,
              GError **error)
{
  g_autoptr (GError) failed = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &failed);

  if (g_error_matches (failed, TRI_ERROR, TRI_ERROR_UNSUPPORTED))
    {
      g_autoptr (TriLibrary) writer = tri_library_open (path, TRI_LIBRARY_READ_WRITE, error);

      return writer != NULL ? tri_library_open (path, TRI_LIBRARY_READ_ONLY, error) : NULL;
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));

  return library;
}

static gboolean
open_library (ReaderSession *self,
              GError **error)
{
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS) && !make_library (self, error))
    return FALSE;

  self->library = open_current (self->path, error);
  if (self->library == NULL)
    return FALSE;

  self->version = tri_library_get_data_version (self->library);

  return TRUE;
}

static ReaderSession *
session_new (const char *path,
             gboolean bundled,
             GError **error)
{
  g_autoptr (ReaderSession) self = g_object_new (READER_TYPE_SESSION, NULL);

  self->path = g_strdup (path);
  self->bundled = bundled;
  if (!open_library (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
reader_session_dispose (GObject *object)
{
  ReaderSession *self = READER_SESSION (object);

  reader_session_close (self);
  g_clear_object (&self->writer);
  g_clear_object (&self->asker);
  g_clear_object (&self->finder);
  g_clear_object (&self->searcher);
  g_clear_object (&self->keeper);
  g_clear_object (&self->closing);
  g_clear_object (&self->library);
  g_clear_object (&self->linking);
  g_clear_object (&self->refreshing);

  G_OBJECT_CLASS (reader_session_parent_class)->dispose (object);
}

static void
reader_session_finalize (GObject *object)
{
  ReaderSession *self = READER_SESSION (object);

  g_free (self->path);

  G_OBJECT_CLASS (reader_session_parent_class)->finalize (object);
}

static void
reader_session_class_init (ReaderSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reader_session_dispose;
  object_class->finalize = reader_session_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          READER_TYPE_SESSION,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_DOUBTFUL] = g_signal_new ("doubtful",
                                           READER_TYPE_SESSION,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
reader_session_init (ReaderSession *self)
{
  self->closing = g_cancellable_new ();
}

/**
 * reader_session_new:
 * @path: (type filename): the library file; made, with its folder, when there is none
 * @error: return location for an error
 *
 * Opens a library for a window, and sees to it that the bundled work is in it unless the reader
 * deleted it.
 *
 * A file that is no library, is damaged or newer stays untouched: `TRI_ERROR_NOT_LIBRARY`,
 * `TRI_ERROR_DAMAGED`, `TRI_ERROR_NEWER`.
 *
 * Returns: (transfer full): the session, or %NULL
 */
ReaderSession *
reader_session_new (const char *path,
                    GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return session_new (path, TRUE, error);
}

/**
 * reader_session_new_empty:
 * @path: (type filename): the library file
 * @error: return location for an error
 *
 * Like reader_session_new(), but a library that it makes is empty.
 *
 * Returns: (transfer full): the session, or %NULL
 */
ReaderSession *
reader_session_new_empty (const char *path,
                          GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return session_new (path, FALSE, error);
}

/**
 * reader_session_get_library:
 *
 * Returns: (transfer none): the connection of the main thread, which only reads
 */
TriLibrary *
reader_session_get_library (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  return self->library;
}

/**
 * reader_session_get_writer:
 *
 * Returns: (transfer none): the worker that writes; its thread starts with its first job
 */
TriWorker *
reader_session_get_writer (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  if (self->writer == NULL)
    self->writer = make_worker (self, TRI_LIBRARY_READ_WRITE);

  return self->writer;
}

/**
 * reader_session_get_asker:
 *
 * Returns: (transfer none): the worker for questions that are too long for the main thread
 */
TriWorker *
reader_session_get_asker (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  if (self->asker == NULL)
    self->asker = make_worker (self, TRI_LIBRARY_READ_ONLY);

  return self->asker;
}

/**
 * reader_session_get_finder:
 *
 * Returns: (transfer none): the worker that looks for what the reader types
 */
TriWorker *
reader_session_get_finder (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  if (self->finder == NULL)
    self->finder = make_worker (self, TRI_LIBRARY_READ_ONLY);

  return self->finder;
}

/**
 * reader_session_get_searcher:
 *
 * Returns: (transfer none): the worker that searches, for whose questions nobody else waits
 */
TriWorker *
reader_session_get_searcher (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  if (self->searcher == NULL)
    self->searcher = make_worker (self, TRI_LIBRARY_READ_ONLY);

  return self->searcher;
}

/**
 * reader_session_poll:
 *
 * Looks whether any other connection committed since the last look, and emits
 * #ReaderSession::changed if so; and, once, #ReaderSession::doubtful when something was read that
 * is not what was written.
 */
void
reader_session_poll (ReaderSession *self)
{
  gint64 version = 0;

  g_return_if_fail (READER_IS_SESSION (self));

  if (self->library == NULL)
    return;

  if (!self->is_doubtful && tri_library_is_doubtful (self->library))
    {
      self->is_doubtful = TRUE;
      g_signal_emit (self, signals[SIGNAL_DOUBTFUL], 0);
    }
  version = tri_library_get_data_version (self->library);
  if (version == self->version)
    return;

  self->version = version;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * reader_session_settle:
 *
 * Does what could wait until the first passages were painted: what was deleted long ago leaves the
 * disk, and from now on changes are looked for once a second.
 */
void
reader_session_settle (ReaderSession *self)
{
  g_return_if_fail (READER_IS_SESSION (self));

  if (self->poll != 0)
    return;

  self->poll = g_timeout_add_seconds (1, poll_cb, self);
  self->backup = g_timeout_add_seconds (FIRST_BACKUP_SECONDS, backup_cb, self);
  tri_worker_run_async (reader_session_get_writer (self),
                        tidy,
                        GINT_TO_POINTER (self->bundled),
                        NULL,
                        NULL,
                        NULL,
                        job_done_cb,
                        (gpointer) "tidying the library");
  if (tri_library_has_stale (self->library))
    reader_session_link_stale (self);
  look_at_marks (self);
}

/**
 * reader_session_link_stale:
 *
 * Finds names anew, on the writing thread, where they changed: after an act or its undo. What is
 * not done when the session closes is done the next time.
 */
void
reader_session_link_stale (ReaderSession *self)
{
  g_return_if_fail (READER_IS_SESSION (self));

  reader_linking_begin (reader_session_get_linking (self));
}

/**
 * reader_session_get_linking:
 *
 * Returns: (transfer none): what finds names anew
 */
ReaderLinking *
reader_session_get_linking (ReaderSession *self)
{
  g_return_val_if_fail (READER_IS_SESSION (self), NULL);

  if (self->linking == NULL)
    self->linking = reader_linking_new (self->library, reader_session_get_writer (self));

  return self->linking;
}

/**
 * reader_session_save_place:
 * @work: the work that is read
 * @state: JSON, as from reader_parallel_view_dup_state()
 *
 * Remembers where the reader stopped, and that the work was opened.
 */
void
reader_session_save_place (ReaderSession *self,
                           gint64 work,
                           const char *state)
{
  Place *place = NULL;

  g_return_if_fail (READER_IS_SESSION (self));
  g_return_if_fail (state != NULL);

  place = g_new0 (Place, 1);
  place->work = work;
  place->state = g_strdup (state);
  tri_worker_run_between_async (reader_session_get_writer (self),
                                save_place,
                                place,
                                place_free,
                                NULL,
                                NULL,
                                job_done_cb,
                                (gpointer) "saving the place");
}

/**
 * reader_session_close:
 *
 * Waits for what is being written and ends the threads. The last reference does so too; a window
 * calls it so that a bookmark is on disk before the program leaves, whoever still holds the
 * session.
 */
void
reader_session_close (ReaderSession *self)
{
  g_return_if_fail (READER_IS_SESSION (self));

  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_handle_id (&self->backup, g_source_remove);
  g_cancellable_cancel (self->closing);
  if (self->linking != NULL)
    reader_linking_close (self->linking);
  if (self->refreshing != NULL)
    g_cancellable_cancel (self->refreshing);
  if (self->writer != NULL)
    tri_worker_close (self->writer);
  if (self->asker != NULL)
    tri_worker_close (self->asker);
  if (self->finder != NULL)
    tri_worker_close (self->finder);
  if (self->searcher != NULL)
    tri_worker_close (self->searcher);
  if (self->keeper != NULL)
    tri_worker_close (self->keeper);
}
