/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-model.h"

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 600
/* Lines read at once: their counterparts are read with them, so that no row grows later. */
#define PAGE 32

struct _ReaderSearchModel
{
  GObject parent_instance;

  ReaderSession *session;
  TriSearch *search;
  GArray *hits;
  GHashTable *items; /* gint64 → ReaderSearchItem */
  /* Positions of lines that were asked for and are not read, those asked for last at the end. */
  GArray *wanted;
  guint ask_id;
  GCancellable *cancellable;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderSearchModel,
                               reader_search_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void queue_asking (ReaderSearchModel *self);

/* --- Reading */

typedef struct
{
  TriSearch *search;
  GArray *hits;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  tri_search_unref (question->search);
  g_array_unref (question->hits);
  g_free (question);
}

static gpointer
read_lines (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < question->hits->len; i++)
    {
      ReaderSearchItem *item = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      item = reader_search_item_read (question->search,
                                      library,
                                      &g_array_index (question->hits, TriSearchHit, i),
                                      error);
      if (!item)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

/* Somebody has it besides this model. */
static gboolean
is_shown (ReaderSearchItem *item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static ReaderSearchItem *
ensure_item (ReaderSearchModel *self, const TriSearchHit *hit)
{
  ReaderSearchItem *item = g_hash_table_lookup (self->items, &hit->passage);

  if (!item)
    {
      item = reader_search_item_new (hit);
      g_hash_table_insert (self->items, &item->passage, item);
    }
  return item;
}

static void
take_items (ReaderSearchModel *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      ReaderSearchItem *read = items->pdata[i];
      TriSearchHit hit = { read->passage, read->text };

      reader_search_item_take (ensure_item (self, &hit), read);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSearchModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (items)
    take_items (self, items);
  if (self->wanted->len > 0)
    queue_asking (self);
}

static gboolean
is_idle_item (gpointer key, gpointer item, gpointer data)
{
  return !is_shown (item);
}

/* What was asked for last, which is what came into view last, as far as it is still shown. */
static GArray *
list_lines (ReaderSearchModel *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TriSearchHit));
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  while (self->wanted->len > 0 && lines->len < PAGE)
    {
      guint position = g_array_index (self->wanted, guint, self->wanted->len - 1);
      TriSearchHit hit = { 0 };
      ReaderSearchItem *item = NULL;

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (!reader_search_model_get_hit (self, position, &hit))
        continue;
      item = g_hash_table_lookup (self->items, &hit.passage);
      if (item && is_shown (item) && !item->is_read && g_hash_table_add (listed, item))
        g_array_append_val (lines, hit);
    }
  return lines;
}

static gboolean
ask_cb (gpointer data)
{
  ReaderSearchModel *self = data;
  Question *question = NULL;
  g_autoptr (GArray) lines = NULL;

  self->ask_id = 0;
  if (self->cancellable || !self->session || !self->search)
    return G_SOURCE_REMOVE;
  lines = list_lines (self);
  if (g_hash_table_size (self->items) > MAX_HELD)
    g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  if (lines->len == 0)
    return G_SOURCE_REMOVE;

  question = g_new0 (Question, 1);
  question->search = tri_search_ref (self->search);
  question->hits = g_steal_pointer (&lines);
  self->cancellable = g_cancellable_new ();
  /* Not by the worker that searches: it may rank for a second. */
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                read_lines,
                                question,
                                question_free,
                                (GDestroyNotify) g_ptr_array_unref,
                                self->cancellable,
                                read_cb,
                                g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_asking (ReaderSearchModel *self)
{
  if (!self->ask_id)
    self->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

static void
want (ReaderSearchModel *self, guint position)
{
  g_array_append_val (self->wanted, position);
  queue_asking (self);
}

static void
stop_asking (ReaderSearchModel *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_array_set_size (self->wanted, 0);
}

/* --- The list */

static GType
get_item_type (GListModel *model)
{
  return READER_TYPE_SEARCH_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return READER_SEARCH_MODEL (model)->hits->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderSearchModel *self = READER_SEARCH_MODEL (model);
  ReaderSearchItem *item = NULL;

  if (position >= self->hits->len)
    return NULL;
  item = ensure_item (self, &g_array_index (self->hits, TriSearchHit, position));
  if (!item->is_read)
    want (self, position);
  return g_object_ref (item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- The object */

static void
reader_search_model_dispose (GObject *object)
{
  ReaderSearchModel *self = READER_SEARCH_MODEL (object);

  stop_asking (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (reader_search_model_parent_class)->dispose (object);
}

static void
reader_search_model_finalize (GObject *object)
{
  ReaderSearchModel *self = READER_SEARCH_MODEL (object);

  g_clear_pointer (&self->search, tri_search_unref);
  g_array_unref (self->hits);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (reader_search_model_parent_class)->finalize (object);
}

static void
reader_search_model_class_init (ReaderSearchModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_search_model_finalize;
}

static void
reader_search_model_init (ReaderSearchModel *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (TriSearchHit));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
}

ReaderSearchModel *
reader_search_model_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_MODEL, NULL);
}

void
reader_search_model_set_session (ReaderSearchModel *self, ReaderSession *session)
{
  stop_asking (self);
  g_set_object (&self->session, session);
}

static void
set_search (ReaderSearchModel *self, TriSearch *search)
{
  if (self->search == search)
    return;
  g_clear_pointer (&self->search, tri_search_unref);
  self->search = search ? tri_search_ref (search) : NULL;
}

/* A line that is shown may say the same passage with other words marked: each gets a new item. */
static void
replace (ReaderSearchModel *self, ReaderSearchFound *found)
{
  guint n_before = self->hits->len;

  stop_asking (self);
  g_hash_table_remove_all (self->items);
  g_array_set_size (self->hits, 0);
  g_array_append_vals (self->hits, found->hits->data, found->hits->len);
  take_items (self, found->items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->hits->len);
}

void
reader_search_model_take (ReaderSearchModel *self, TriSearch *search, ReaderSearchFound *found)
{
  guint n_before = self->hits->len;

  set_search (self, search);
  if (found->replaces)
    {
      replace (self, found);
      return;
    }
  if (found->hits->len == 0)
    return;
  g_array_append_vals (self->hits, found->hits->data, found->hits->len);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, found->hits->len);
}

void
reader_search_model_clear (ReaderSearchModel *self)
{
  guint n_before = self->hits->len;

  stop_asking (self);
  set_search (self, NULL);
  g_hash_table_remove_all (self->items);
  g_array_set_size (self->hits, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
}

static guint
count_same (GArray *one, GArray *other, guint skipped, gboolean at_end)
{
  guint n = MIN (one->len, other->len) - skipped;

  for (guint i = 0; i < n; i++)
    if (g_array_index (one, TriSearchHit, at_end ? one->len - 1 - i : i).passage
        != g_array_index (other, TriSearchHit, at_end ? other->len - 1 - i : i).passage)
      return i;
  return n;
}

/* What is shown may say something else now; the rest is read anew when it comes into view. */
static void
read_again (ReaderSearchModel *self)
{
  g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  if (g_hash_table_size (self->items) == 0)
    return;
  for (guint i = self->hits->len; i-- > 0;)
    {
      const TriSearchHit *hit = &g_array_index (self->hits, TriSearchHit, i);
      ReaderSearchItem *item = g_hash_table_lookup (self->items, &hit->passage);

      if (item)
        {
          item->is_read = FALSE;
          want (self, i);
        }
    }
}

void
reader_search_model_renew (ReaderSearchModel *self, TriSearch *search, GArray *hits)
{
  guint start = count_same (self->hits, hits, 0, FALSE);
  guint end = count_same (self->hits, hits, start, TRUE);
  guint n_before = self->hits->len;

  stop_asking (self);
  set_search (self, search);
  g_array_set_size (self->hits, 0);
  g_array_append_vals (self->hits, hits->data, hits->len);
  read_again (self);
  if (start + end < n_before || start + end < hits->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                start,
                                n_before - start - end,
                                hits->len - start - end);
}

gboolean
reader_search_model_get_hit (ReaderSearchModel *self, guint position, TriSearchHit *hit)
{
  if (position >= self->hits->len)
    return FALSE;
  *hit = g_array_index (self->hits, TriSearchHit, position);
  return TRUE;
}

gboolean
reader_search_model_is_reading (ReaderSearchModel *self)
{
  return self->ask_id != 0 || self->cancellable != NULL;
}

guint
reader_search_model_count_held (ReaderSearchModel *self)
{
  return g_hash_table_size (self->items);
}
