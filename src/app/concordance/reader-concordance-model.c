/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-model.h"

#include <string.h>

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 1200
/* Lines read at once. */
#define PAGE 40
/* Code points on each side: more than a wide window shows. */
#define WIDTH 120

struct _ReaderConcordanceModel
{
  GObject parent_instance;

  ReaderSession *session;
  TriConcordance *concordance;
  GArray *order;  /* guint32: as they are listed */
  GArray *sorted; /* likewise, with those left out; NULL: as they were found */
  guint n_taken;  /* of the hits, while they are being found */
  GArray *left_out;
  GHashTable *items;  /* index → ReaderConcordanceItem */
  GHashTable *wanted; /* indices of lines that were asked for and are not read */
  guint ask_id;
  GCancellable *cancellable;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderConcordanceModel,
                               reader_concordance_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void queue_asking (ReaderConcordanceModel *self);

/* --- Reading */

typedef struct
{
  TriConcordance *concordance;
  GArray *indices;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  tri_concordance_unref (question->concordance);
  g_array_unref (question->indices);
  g_free (question);
}

static void
unref_line (gpointer line)
{
  if (line)
    tri_concordance_line_unref (line);
}

/* As many lines as there are indices; NULL for what is gone. */
static gpointer
read_lines (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (unref_line);

  for (guint i = 0; i < question->indices->len; i++)
    {
      GError *failed = NULL;

      g_ptr_array_add (lines,
                       tri_concordance_read_line (question->concordance,
                                                  library,
                                                  g_array_index (question->indices, guint32, i),
                                                  WIDTH,
                                                  &failed));
      if (failed)
        {
          g_propagate_error (error, failed);
          return NULL;
        }
    }
  return g_steal_pointer (&lines);
}

typedef struct
{
  ReaderConcordanceModel *model;
  GArray *indices;
} Answer;

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->model);
  g_array_unref (answer->indices);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Answer) answer = data;
  ReaderConcordanceModel *self = answer->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < answer->indices->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (g_array_index (answer->indices, guint32, i));
      ReaderConcordanceItem *item = g_hash_table_lookup (self->items, key);

      if (item)
        reader_concordance_item_set_line (item, lines ? lines->pdata[i] : NULL);
    }
  if (g_hash_table_size (self->wanted) > 0)
    queue_asking (self);
}

/* Somebody has it besides this model. */
static gboolean
is_shown (ReaderConcordanceItem *item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static gboolean
is_idle_item (gpointer key, gpointer item, gpointer data)
{
  return !is_shown (item);
}

/* A page of what is still shown of what was asked for. */
static GArray *
take_wanted (ReaderConcordanceModel *self)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->wanted);
  while (indices->len < PAGE && g_hash_table_iter_next (&iter, &key, NULL))
    {
      ReaderConcordanceItem *item = g_hash_table_lookup (self->items, key);

      if (item && is_shown (item))
        g_array_append_val (indices, item->index);
      g_hash_table_iter_remove (&iter);
    }
  return indices;
}

static gboolean
ask_cb (gpointer data)
{
  ReaderConcordanceModel *self = data;
  Question *question = NULL;
  Answer *answer = NULL;
  g_autoptr (GArray) indices = NULL;

  self->ask_id = 0;
  if (self->cancellable || !self->session || !self->concordance)
    return G_SOURCE_REMOVE;
  indices = take_wanted (self);
  if (g_hash_table_size (self->items) > MAX_HELD)
    g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  if (indices->len == 0)
    return G_SOURCE_REMOVE;

  question = g_new0 (Question, 1);
  question->concordance = tri_concordance_ref (self->concordance);
  question->indices = g_array_ref (indices);
  answer = g_new0 (Answer, 1);
  answer->model = g_object_ref (self);
  answer->indices = g_array_ref (indices);
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        read_lines,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        read_cb,
                        answer);
  return G_SOURCE_REMOVE;
}

static void
queue_asking (ReaderConcordanceModel *self)
{
  if (!self->ask_id)
    self->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

static void
stop_asking (ReaderConcordanceModel *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_hash_table_remove_all (self->wanted);
}

/* --- The list */

static GType
get_item_type (GListModel *model)
{
  return READER_TYPE_CONCORDANCE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return READER_CONCORDANCE_MODEL (model)->order->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderConcordanceModel *self = READER_CONCORDANCE_MODEL (model);
  guint32 index = reader_concordance_model_get_index (self, position);
  gpointer key = GUINT_TO_POINTER (index);
  ReaderConcordanceItem *item = NULL;

  if (index == G_MAXUINT32)
    return NULL;
  item = g_hash_table_lookup (self->items, key);
  if (!item)
    {
      item = reader_concordance_item_new (index);
      g_hash_table_insert (self->items, key, item);
    }
  if (!item->line && !item->is_gone)
    {
      g_hash_table_add (self->wanted, key);
      queue_asking (self);
    }
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
reader_concordance_model_dispose (GObject *object)
{
  ReaderConcordanceModel *self = READER_CONCORDANCE_MODEL (object);

  stop_asking (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (reader_concordance_model_parent_class)->dispose (object);
}

static void
reader_concordance_model_finalize (GObject *object)
{
  ReaderConcordanceModel *self = READER_CONCORDANCE_MODEL (object);

  g_clear_pointer (&self->concordance, tri_concordance_unref);
  g_clear_pointer (&self->sorted, g_array_unref);
  g_array_unref (self->order);
  g_array_unref (self->left_out);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (reader_concordance_model_parent_class)->finalize (object);
}

static void
reader_concordance_model_class_init (ReaderConcordanceModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_concordance_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_concordance_model_finalize;
}

static GArray *
new_order (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
reader_concordance_model_init (ReaderConcordanceModel *self)
{
  self->order = new_order ();
  self->left_out = new_order ();
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->wanted = g_hash_table_new (NULL, NULL);
}

ReaderConcordanceModel *
reader_concordance_model_new (void)
{
  return g_object_new (READER_TYPE_CONCORDANCE_MODEL, NULL);
}

void
reader_concordance_model_set_session (ReaderConcordanceModel *self, ReaderSession *session)
{
  stop_asking (self);
  g_set_object (&self->session, session);
}

static void
replace (ReaderConcordanceModel *self, GArray *order)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->order);

  self->order = order;
  if (old->len > 0 || order->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, order->len);
}

void
reader_concordance_model_set_concordance (ReaderConcordanceModel *self,
                                          TriConcordance *concordance)
{
  stop_asking (self);
  g_clear_pointer (&self->concordance, tri_concordance_unref);
  self->concordance = concordance ? tri_concordance_ref (concordance) : NULL;
  g_clear_pointer (&self->sorted, g_array_unref);
  g_array_set_size (self->left_out, 0);
  self->n_taken = 0;
  g_hash_table_remove_all (self->items);
  replace (self, new_order ());
}

static gboolean
is_left_out (ReaderConcordanceModel *self, guint32 index)
{
  for (guint i = 0; i < self->left_out->len; i++)
    if (g_array_index (self->left_out, guint32, i) == index)
      return TRUE;
  return FALSE;
}

void
reader_concordance_model_grow (ReaderConcordanceModel *self)
{
  guint n = self->concordance ? tri_concordance_count (self->concordance) : 0;
  guint before = self->order->len;

  if (self->sorted || n <= self->n_taken)
    return;
  for (guint32 i = self->n_taken; i < n; i++)
    g_array_append_val (self->order, i);
  self->n_taken = n;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->order->len - before);
}

/* All in order but those that were left out: one pass, with a bit for each hit. */
static GArray *
make_order (ReaderConcordanceModel *self)
{
  guint n = self->sorted ? self->sorted->len : self->n_taken;
  g_autofree guint8 *bits = g_malloc0 (n / 8 + 1);
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < self->left_out->len; i++)
    {
      guint32 index = g_array_index (self->left_out, guint32, i);

      bits[index / 8] |= (guint8) (1u << (index % 8));
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 index = self->sorted ? g_array_index (self->sorted, guint32, i) : i;

      if (!(bits[index / 8] & (1u << (index % 8))))
        g_array_append_val (order, index);
    }
  return order;
}

static gboolean
is_same (GArray *one, GArray *other)
{
  return one->len == other->len
         && (one->len == 0 || memcmp (one->data, other->data, one->len * sizeof (guint32)) == 0);
}

void
reader_concordance_model_set_order (ReaderConcordanceModel *self, GArray *order)
{
  GArray *listed = NULL;

  g_clear_pointer (&self->sorted, g_array_unref);
  self->sorted = g_array_ref (order);
  self->n_taken = order->len;
  listed = make_order (self);
  if (is_same (self->order, listed))
    g_array_unref (listed);
  else
    replace (self, listed);
}

guint32
reader_concordance_model_get_index (ReaderConcordanceModel *self, guint position)
{
  return position < self->order->len ? g_array_index (self->order, guint32, position)
                                     : G_MAXUINT32;
}

guint
reader_concordance_model_find (ReaderConcordanceModel *self, guint32 index)
{
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, guint32, i) == index)
      return i;
  return G_MAXUINT;
}

void
reader_concordance_model_leave_out (ReaderConcordanceModel *self, guint position)
{
  guint32 index = reader_concordance_model_get_index (self, position);

  if (index == G_MAXUINT32 || is_left_out (self, index))
    return;
  g_array_append_val (self->left_out, index);
  g_array_remove_index (self->order, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

guint
reader_concordance_model_put_back (ReaderConcordanceModel *self)
{
  guint32 index = 0;
  guint position = 0;

  if (self->left_out->len == 0)
    return G_MAXUINT;
  index = g_array_index (self->left_out, guint32, self->left_out->len - 1);
  g_array_set_size (self->left_out, self->left_out->len - 1);
  g_array_unref (self->order);
  self->order = make_order (self);
  position = reader_concordance_model_find (self, index);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return position;
}

guint
reader_concordance_model_count_left_out (ReaderConcordanceModel *self)
{
  return self->left_out->len;
}

GArray *
reader_concordance_model_dup_order (ReaderConcordanceModel *self)
{
  return g_array_copy (self->order);
}

void
reader_concordance_model_read_again (ReaderConcordanceModel *self)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->wanted, key);
  if (g_hash_table_size (self->wanted) > 0)
    queue_asking (self);
}

gboolean
reader_concordance_model_is_reading (ReaderConcordanceModel *self)
{
  return self->ask_id != 0 || self->cancellable != NULL;
}

guint
reader_concordance_model_count_held (ReaderConcordanceModel *self)
{
  return g_hash_table_size (self->items);
}
