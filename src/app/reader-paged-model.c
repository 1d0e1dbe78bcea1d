/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-paged-model.h"

typedef struct
{
  ReaderSession *session;
  GArray *rows;
  GHashTable *items; /* key → item */
  /* Each of them is among the items. */
  GArray *wanted;
  guint ask_id;
  GCancellable *cancellable;
} ReaderPagedModelPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ReaderPagedModel,
                                  reader_paged_model,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ReaderPagedModel)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void queue_asking (ReaderPagedModel *self);

static ReaderPagedModelPrivate *
get_private (ReaderPagedModel *self)
{
  return reader_paged_model_get_instance_private (self);
}

static gconstpointer
get_row (GArray *rows, guint position)
{
  return rows->data + (gsize) position * g_array_get_element_size (rows);
}

static gconstpointer
get_key (ReaderPagedModel *self, gconstpointer row)
{
  return READER_PAGED_MODEL_GET_CLASS (self)->get_key (row);
}

/* --- What is wanted */

/* Somebody has it besides this model. */
static gboolean
is_shown (gpointer item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static gboolean
is_idle_item (gpointer key, gpointer item, gpointer data)
{
  return !is_shown (item);
}

static void
want (ReaderPagedModel *self, gpointer item, guint position, gboolean again)
{
  ReaderPagedWanted wanted = { item, position, again };

  g_array_append_val (get_private (self)->wanted, wanted);
  queue_asking (self);
}

/* Leaves what is still shown and not read meanwhile, each once: where it was asked for last. */
static void
drop_unwanted (ReaderPagedModel *self)
{
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);
  GArray *wanted = get_private (self)->wanted;
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  guint first = wanted->len;

  for (guint i = wanted->len; i-- > 0;)
    {
      ReaderPagedWanted one = g_array_index (wanted, ReaderPagedWanted, i);

      if (is_shown (one.item) && (one.again || !klass->is_read (one.item))
          && g_hash_table_add (kept, one.item))
        g_array_index (wanted, ReaderPagedWanted, --first) = one;
    }
  if (first > 0)
    g_array_remove_range (wanted, 0, first);
}

static void
drop_idle (ReaderPagedModel *self)
{
  drop_unwanted (self);
  g_hash_table_foreach_remove (get_private (self)->items, is_idle_item, NULL);
}

GArray *
reader_paged_model_get_wanted (ReaderPagedModel *self)
{
  return get_private (self)->wanted;
}

GPtrArray *
reader_paged_model_take_wanted (ReaderPagedModel *self, guint n)
{
  GArray *wanted = get_private (self)->wanted;
  GPtrArray *page = g_ptr_array_new ();

  while (wanted->len > 0 && page->len < n)
    {
      g_ptr_array_add (page, g_array_index (wanted, ReaderPagedWanted, wanted->len - 1).item);
      g_array_set_size (wanted, wanted->len - 1);
    }
  return page;
}

/* --- Reading */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderPagedModel) self = data;
  ReaderPagedModelPrivate *own = get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&own->cancellable);
  READER_PAGED_MODEL_GET_CLASS (self)->take_answer (self, answer);
  if (own->wanted->len > 0)
    queue_asking (self);
}

static void
ask (ReaderPagedModel *self, gpointer question)
{
  ReaderPagedModelPrivate *own = get_private (self);
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);
  __typeof__ (tri_worker_run_async) *run
      = klass->is_between ? tri_worker_run_between_async : tri_worker_run_async;

  own->cancellable = g_cancellable_new ();
  run (reader_session_get_asker (own->session),
       klass->read,
       question,
       klass->free_question,
       (GDestroyNotify) g_ptr_array_unref,
       own->cancellable,
       read_cb,
       g_object_ref (self));
}

static gboolean
ask_cb (gpointer data)
{
  ReaderPagedModel *self = data;
  ReaderPagedModelPrivate *own = get_private (self);
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);
  gpointer question = NULL;

  own->ask_id = 0;
  if (own->cancellable || !own->session)
    return G_SOURCE_REMOVE;
  drop_unwanted (self);
  question = klass->take_question (self);
  if (g_hash_table_size (own->items) > klass->max_held)
    drop_idle (self);
  if (question)
    ask (self, question);
  return G_SOURCE_REMOVE;
}

static void
queue_asking (ReaderPagedModel *self)
{
  ReaderPagedModelPrivate *own = get_private (self);

  if (!own->ask_id)
    own->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

void
reader_paged_model_stop (ReaderPagedModel *self)
{
  ReaderPagedModelPrivate *own = get_private (self);

  g_clear_handle_id (&own->ask_id, g_source_remove);
  g_cancellable_cancel (own->cancellable);
  g_clear_object (&own->cancellable);
  g_array_set_size (own->wanted, 0);
}

/* --- The list */

static GType
get_item_type (GListModel *model)
{
  return READER_PAGED_MODEL_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return get_private (READER_PAGED_MODEL (model))->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderPagedModel *self = READER_PAGED_MODEL (model);
  GArray *rows = get_private (self)->rows;
  gpointer item = NULL;

  if (position >= rows->len)
    return NULL;
  item = reader_paged_model_ensure (self, get_row (rows, position));
  if (!READER_PAGED_MODEL_GET_CLASS (self)->is_read (item))
    want (self, item, position, FALSE);
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
reader_paged_model_constructed (GObject *object)
{
  ReaderPagedModel *self = READER_PAGED_MODEL (object);
  ReaderPagedModelPrivate *own = get_private (self);
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);

  G_OBJECT_CLASS (reader_paged_model_parent_class)->constructed (object);

  own->rows = reader_paged_model_new_rows (self);
  own->items = g_hash_table_new_full (klass->hash, klass->equal, NULL, g_object_unref);
}

static void
reader_paged_model_dispose (GObject *object)
{
  ReaderPagedModel *self = READER_PAGED_MODEL (object);

  reader_paged_model_stop (self);
  g_clear_object (&get_private (self)->session);

  G_OBJECT_CLASS (reader_paged_model_parent_class)->dispose (object);
}

static void
reader_paged_model_finalize (GObject *object)
{
  ReaderPagedModelPrivate *own = get_private (READER_PAGED_MODEL (object));

  g_array_unref (own->rows);
  g_array_unref (own->wanted);
  g_hash_table_unref (own->items);

  G_OBJECT_CLASS (reader_paged_model_parent_class)->finalize (object);
}

static void
reader_paged_model_class_init (ReaderPagedModelClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = reader_paged_model_constructed;
  G_OBJECT_CLASS (klass)->dispose = reader_paged_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_paged_model_finalize;
}

static void
reader_paged_model_init (ReaderPagedModel *self)
{
  get_private (self)->wanted = g_array_new (FALSE, FALSE, sizeof (ReaderPagedWanted));
}

void
reader_paged_model_set_session (ReaderPagedModel *self, ReaderSession *session)
{
  reader_paged_model_stop (self);
  g_set_object (&get_private (self)->session, session);
}

gboolean
reader_paged_model_is_reading (ReaderPagedModel *self)
{
  ReaderPagedModelPrivate *own = get_private (self);

  return own->ask_id != 0 || own->cancellable != NULL;
}

guint
reader_paged_model_count_held (ReaderPagedModel *self)
{
  return g_hash_table_size (get_private (self)->items);
}

/* --- Rows */

GArray *
reader_paged_model_get_rows (ReaderPagedModel *self)
{
  return get_private (self)->rows;
}

GArray *
reader_paged_model_new_rows (ReaderPagedModel *self)
{
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);
  GArray *rows = g_array_new (FALSE, FALSE, klass->row_size);

  if (klass->clear_row)
    g_array_set_clear_func (rows, klass->clear_row);
  return rows;
}

static gboolean
is_same_row (ReaderPagedModel *self, gconstpointer one, gconstpointer other)
{
  return READER_PAGED_MODEL_GET_CLASS (self)->equal (get_key (self, one), get_key (self, other));
}

static guint
count_same (ReaderPagedModel *self, GArray *one, GArray *other, guint skipped, gboolean at_end)
{
  guint n = MIN (one->len, other->len) - skipped;

  for (guint i = 0; i < n; i++)
    if (!is_same_row (self,
                      get_row (one, at_end ? one->len - 1 - i : i),
                      get_row (other, at_end ? other->len - 1 - i : i)))
      return i;
  return n;
}

ReaderPagedChange
reader_paged_model_exchange (ReaderPagedModel *self, GArray *rows)
{
  ReaderPagedModelPrivate *own = get_private (self);
  g_autoptr (GArray) old = own->rows;
  guint start = count_same (self, old, rows, 0, FALSE);
  guint end = count_same (self, old, rows, start, TRUE);

  own->rows = rows;
  return (ReaderPagedChange){ start, old->len - start - end, rows->len - start - end };
}

void
reader_paged_model_tell (ReaderPagedModel *self, ReaderPagedChange change)
{
  if (change.n_removed > 0 || change.n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                change.position,
                                change.n_removed,
                                change.n_added);
}

guint
reader_paged_model_find (ReaderPagedModel *self, gconstpointer row)
{
  GArray *rows = get_private (self)->rows;

  for (guint i = 0; i < rows->len; i++)
    if (is_same_row (self, get_row (rows, i), row))
      return i;
  return G_MAXUINT;
}

/* --- Items */

gpointer
reader_paged_model_lookup (ReaderPagedModel *self, gconstpointer row)
{
  return g_hash_table_lookup (get_private (self)->items, get_key (self, row));
}

gpointer
reader_paged_model_ensure (ReaderPagedModel *self, gconstpointer row)
{
  ReaderPagedModelClass *klass = READER_PAGED_MODEL_GET_CLASS (self);
  gpointer item = reader_paged_model_lookup (self, row);

  if (!item)
    {
      item = klass->make_item (row);
      g_hash_table_insert (get_private (self)->items,
                           (gpointer) klass->get_item_key (item),
                           item);
    }
  return item;
}

void
reader_paged_model_forget (ReaderPagedModel *self, gconstpointer row)
{
  ReaderPagedModelPrivate *own = get_private (self);
  gpointer item = reader_paged_model_lookup (self, row);

  for (guint i = own->wanted->len; item && i-- > 0;)
    if (g_array_index (own->wanted, ReaderPagedWanted, i).item == item)
      g_array_remove_index (own->wanted, i);
  g_hash_table_remove (own->items, get_key (self, row));
}

void
reader_paged_model_forget_all (ReaderPagedModel *self)
{
  reader_paged_model_stop (self);
  g_hash_table_remove_all (get_private (self)->items);
}

void
reader_paged_model_read_again (ReaderPagedModel *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  drop_idle (self);
  g_hash_table_iter_init (&iter, get_private (self)->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    want (self, item, G_MAXUINT, TRUE);
}

void
reader_paged_model_read_rows_again (ReaderPagedModel *self)
{
  ReaderPagedModelPrivate *own = get_private (self);

  drop_idle (self);
  if (g_hash_table_size (own->items) == 0)
    return;
  for (guint i = own->rows->len; i-- > 0;)
    {
      gpointer item = reader_paged_model_lookup (self, get_row (own->rows, i));

      if (item)
        want (self, item, i, TRUE);
    }
}
