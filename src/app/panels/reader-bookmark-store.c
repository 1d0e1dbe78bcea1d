/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-store.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ReaderBookmarkItem, reader_bookmark_item, G_TYPE_OBJECT)

/* A question, and the works that were looked up to answer it. */
typedef struct
{
  gint64 work;
  char *filter;
  TriBookmarkOrder order;
  GHashTable *works; /* gint64 → TriWork or NULL */
} Question;

static void
reader_bookmark_item_finalize (GObject *object)
{
  ReaderBookmarkItem *self = READER_BOOKMARK_ITEM (object);

  g_clear_object (&self->bookmark);
  g_free (self->title);
  g_free (self->place);

  G_OBJECT_CLASS (reader_bookmark_item_parent_class)->finalize (object);
}

static void
reader_bookmark_item_class_init (ReaderBookmarkItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_bookmark_item_finalize;
}

static void
reader_bookmark_item_init (ReaderBookmarkItem *self)
{
  self->strand = -1;
}

/* Whether it is the same bookmark at the same place, and the reader says the same about it. */
static gboolean
is_same_bookmark (TriBookmark *a, TriBookmark *b)
{
  if (a->id != b->id || a->modified != b->modified || a->scope != b->scope)
    return FALSE;
  if (a->passage != b->passage || a->start != b->start || !g_str_equal (a->quote, b->quote))
    return FALSE;
  return g_str_equal (a->note, b->note) && g_str_equal (a->colour, b->colour)
         && g_strv_equal ((const char *const *) a->labels, (const char *const *) b->labels);
}

/**
 * reader_bookmark_item_is_same:
 *
 * Returns: whether both make the same row of the list
 */
gboolean
reader_bookmark_item_is_same (ReaderBookmarkItem *a, ReaderBookmarkItem *b)
{
  if (!a->bookmark || !b->bookmark)
    return !a->bookmark && !b->bookmark && g_strcmp0 (a->title, b->title) == 0;
  return g_strcmp0 (a->place, b->place) == 0 && is_same_bookmark (a->bookmark, b->bookmark);
}

static void
unref_work (gpointer work)
{
  g_clear_object (&work);
}

static void
question_free (Question *question)
{
  g_free (question->filter);
  g_hash_table_unref (question->works);
  g_free (question);
}

static TriWork *
get_work (TriLibrary *library, Question *question, gint64 id)
{
  gpointer work = NULL;

  if (!g_hash_table_lookup_extended (question->works, &id, NULL, &work))
    {
      work = tri_library_get_work (library, id, NULL);
      g_hash_table_insert (question->works, g_memdup2 (&id, sizeof id), work);
    }
  return work;
}

/* Where it stands, and where its chapter begins. */
static void
find_rows (TriLibrary *library, ReaderBookmarkItem *item, TriText *text, TriDivision *division)
{
  TriBookmark *bookmark = item->bookmark;

  if (!text || !bookmark->passage
      || !tri_library_find_row (library, text->id, bookmark->ord, &item->row))
    return;
  item->strand = (int) text->strand;
  if (division)
    tri_library_find_row (library, text->id, division->first, &item->chapter);
}

/* Fills the words of an item: the place of its bookmark, and the title it stands under. */
static void
describe (TriLibrary *library, Question *question, ReaderBookmarkItem *item)
{
  TriBookmark *bookmark = item->bookmark;
  TriWork *work = get_work (library, question, bookmark->work);
  TriText *text = work ? tri_work_get_text (work, bookmark->text) : NULL;
  g_autoptr (TriDivision) division = tri_library_get_division_of (library, bookmark->passage);
  const char *part = division && division->title[0] ? division->title : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  find_rows (library, item, text, division);
  if (text)
    g_ptr_array_add (words, text->lang);
  if (question->work == 0 || question->order == TRI_BOOKMARK_ORDER_DATE)
    g_ptr_array_add (words, (gpointer) (part ? part : text ? text->title
                                                           : ""));
  else if (text)
    g_ptr_array_add (words, text->title);
  if (question->work == 0 && question->order == TRI_BOOKMARK_ORDER_DATE && work)
    g_ptr_array_add (words, work->title);
  g_ptr_array_add (words, NULL);

  item->place = g_strjoinv (" · ", (char **) words->pdata);
  if (!bookmark->passage)
    item->title = g_strdup (_ ("The passage is gone"));
  else if (question->work == 0)
    item->title = g_strdup (work ? work->title : "");
  else
    item->title = g_strdup (part ? part : text ? text->title
                                               : "");
}

static void
add_title (GPtrArray *items, const char *title)
{
  ReaderBookmarkItem *item = g_object_new (READER_TYPE_BOOKMARK_ITEM, NULL);

  item->title = g_strdup (title);
  g_ptr_array_add (items, item);
}

/* By work, and in it as one reads: row by row, those of one row in the order of the texts. What
 * stands in no row comes last. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const ReaderBookmarkItem *one = *(ReaderBookmarkItem *const *) a;
  const ReaderBookmarkItem *other = *(ReaderBookmarkItem *const *) b;

  if (one->bookmark->work != other->bookmark->work)
    return one->bookmark->work < other->bookmark->work ? -1 : 1;
  if (one->strand != other->strand)
    return (guint) one->strand < (guint) other->strand ? -1 : 1;
  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->rank < other->rank ? -1 : 1;
}

/* Whether one title does for both: of the work, or of the chapter that begins in the same row. */
static gboolean
is_below (const ReaderBookmarkItem *above, const ReaderBookmarkItem *item, Question *question)
{
  if (above->strand < 0 || item->strand < 0 || question->work == 0)
    return g_str_equal (above->title, item->title);
  return above->strand == item->strand && above->chapter == item->chapter;
}

/* Puts the bookmarks in the order of their places, with titles over them. */
static void
arrange (GPtrArray **items, Question *question)
{
  g_autoptr (GPtrArray) plain = g_steal_pointer (items);
  ReaderBookmarkItem *above = NULL;

  *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_sort (plain, compare_places);
  for (guint i = 0; i < plain->len; i++)
    {
      ReaderBookmarkItem *item = g_ptr_array_index (plain, i);

      if (!above || !is_below (above, item, question))
        add_title (*items, item->title);
      above = item;
      g_ptr_array_add (*items, g_object_ref (item));
    }
}

static gpointer
list (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) bookmarks = tri_library_list_bookmarks (library,
                                                                question->work,
                                                                question->filter,
                                                                question->order,
                                                                error);

  for (guint i = 0; bookmarks && i < bookmarks->len; i++)
    {
      ReaderBookmarkItem *item = g_object_new (READER_TYPE_BOOKMARK_ITEM, NULL);

      item->bookmark = g_object_ref (bookmarks->pdata[i]);
      item->rank = i;
      describe (library, question, item);
      g_ptr_array_add (items, item);
    }
  if (bookmarks && question->order == TRI_BOOKMARK_ORDER_PLACE)
    arrange (&items, question);
  return bookmarks ? g_steal_pointer (&items) : NULL;
}

void
reader_bookmark_store_list_async (ReaderSession *session,
                                  gint64 work,
                                  const char *filter,
                                  TriBookmarkOrder order,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->work = work;
  question->filter = filter && filter[0] ? g_strdup (filter) : NULL;
  question->order = order;
  question->works = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_work);
  tri_worker_run_async (reader_session_get_asker (session),
                        list,
                        question,
                        (GDestroyNotify) question_free,
                        (GDestroyNotify) g_ptr_array_unref,
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
  g_autoptr (GPtrArray) bookmarks = tri_library_list_bookmarks (library,
                                                                0,
                                                                NULL,
                                                                TRI_BOOKMARK_ORDER_DATE,
                                                                error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *labels = NULL;

  if (!bookmarks)
    return NULL;

  labels = g_ptr_array_new ();
  for (guint i = 0; i < bookmarks->len; i++)
    for (GStrv label = TRI_BOOKMARK (bookmarks->pdata[i])->labels; *label; label++)
      if (g_hash_table_add (seen, *label))
        g_ptr_array_add (labels, g_strdup (*label));
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
