/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-store.h"

void
reader_bookmark_store_find_async (ReaderSession *session,
                                  const ReaderBookmarkQuery *query,
                                  gboolean page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        page ? reader_bookmark_find_page : reader_bookmark_find,
                        reader_bookmark_query_copy (query),
                        (GDestroyNotify) reader_bookmark_query_free,
                        (GDestroyNotify) reader_bookmark_found_free,
                        cancellable,
                        callback,
                        user_data);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
list_labels (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) counts = tri_library_list_mark_labels (library, error);
  GPtrArray *labels = NULL;

  if (!counts)
    return NULL;

  labels = g_ptr_array_new ();
  for (guint i = 0; i < counts->len; i++)
    g_ptr_array_add (labels, g_strdup (((TriMarkCount *) counts->pdata[i])->name));
  g_ptr_array_sort (labels, compare_labels);
  g_ptr_array_add (labels, NULL);
  return g_ptr_array_free (labels, FALSE);
}

void
reader_bookmark_store_list_labels_async (ReaderSession *session,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        list_labels,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_strfreev,
                        cancellable,
                        callback,
                        user_data);
}

static gpointer
save (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  TriBookmark *bookmark = data;

  return tri_library_save_bookmark (library, bookmark, error) ? g_object_ref (bookmark) : NULL;
}

/**
 * reader_bookmark_store_save_async:
 * @bookmark: what to store: new, or a changed copy; the caller may go on changing his own
 *
 * Stores a bookmark, ahead of any long job.
 */
void
reader_bookmark_store_save_async (ReaderSession *session,
                                  TriBookmark *bookmark,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  tri_worker_run_between_async (reader_session_get_writer (session),
                                save,
                                tri_bookmark_copy (bookmark),
                                g_object_unref,
                                g_object_unref,
                                NULL,
                                callback,
                                user_data);
}

static gpointer
delete_all (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return tri_library_delete_bookmarks (library, (const gint64 *) ids->data, ids->len, error)
             ? g_strdup ("")
             : NULL;
}

/**
 * reader_bookmark_store_delete_async:
 * @bookmarks: (element-type gint64): their ids
 *
 * Deletes bookmarks, all of them as one act.
 */
void
reader_bookmark_store_delete_async (ReaderSession *session,
                                    GArray *bookmarks,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  tri_worker_run_between_async (reader_session_get_writer (session),
                                delete_all,
                                g_array_copy (bookmarks),
                                (GDestroyNotify) g_array_unref,
                                g_free,
                                NULL,
                                callback,
                                user_data);
}

/* Some bookmarks, and what is to be said of them. */
typedef struct
{
  GArray *ids;
  TriMarkChange change;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_array_unref (self->ids);
  g_free ((char *) self->change.colour);
  g_free ((char *) self->change.add_label);
  g_free ((char *) self->change.remove_label);
  g_free (self);
}

static gpointer
change_all (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *self = data;
  guint n_changed = 0;

  return tri_library_change_marks (library,
                                   (const gint64 *) self->ids->data,
                                   self->ids->len,
                                   &self->change,
                                   &n_changed,
                                   error)
             ? g_memdup2 (&n_changed, sizeof n_changed)
             : NULL;
}

/**
 * reader_bookmark_store_change_async:
 * @bookmarks: (element-type gint64): their ids
 *
 * Says the same of several bookmarks, as one act.
 */
void
reader_bookmark_store_change_async (ReaderSession *session,
                                    GArray *bookmarks,
                                    const TriMarkChange *change,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Change *copy = g_new0 (Change, 1);

  copy->ids = g_array_copy (bookmarks);
  copy->change = *change;
  copy->change.colour = g_strdup (change->colour);
  copy->change.add_label = g_strdup (change->add_label);
  copy->change.remove_label = g_strdup (change->remove_label);
  tri_worker_run_between_async (reader_session_get_writer (session),
                                change_all,
                                copy,
                                change_free,
                                g_free,
                                NULL,
                                callback,
                                user_data);
}
