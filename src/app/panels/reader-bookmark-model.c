/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-model.h"

#include <string.h>

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 600
/* Lines read at once, and how far around what is asked for. */
#define PAGE 96
#define AROUND 24

struct _ReaderBookmarkModel
{
  GObject parent_instance;

  ReaderSession *session;
  ReaderBookmarkQuery *query;
  GArray *ids;
  GHashTable *items; /* gint64 → ReaderBookmarkItem */
  /* Positions of lines that were asked for and are not read. */
  GArray *wanted;
  guint ask_id;
  GCancellable *cancellable;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderBookmarkModel,
                               reader_bookmark_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void queue_asking (ReaderBookmarkModel *self);

/* --- Reading */

typedef struct
{
  ReaderBookmarkQuery *query;
  GArray *lines;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  reader_bookmark_query_free (question->query);
  g_array_unref (question->lines);
  g_free (question);
}

static gpointer
read_lines (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  return reader_bookmark_read (library, question->query, question->lines, error);
}

/* Somebody has it besides this model. */
static gboolean
is_shown (ReaderBookmarkItem *item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static ReaderBookmarkItem *
ensure_item (ReaderBookmarkModel *self, gint64 id)
{
  ReaderBookmarkItem *item = g_hash_table_lookup (self->items, &id);

  if (!item)
    {
      item = reader_bookmark_item_new (id);
      g_hash_table_insert (self->items, &item->id, item);
    }
  return item;
}

static void
take_items (ReaderBookmarkModel *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      ReaderBookmarkItem *read = items->pdata[i];

      reader_bookmark_item_take (ensure_item (self, read->id), read);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarkModel) self = data;
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

static void
add_line (ReaderBookmarkModel *self, GArray *lines, guint position)
{
  ReaderBookmarkLine line = { g_array_index (self->ids, gint64, position),
                              position ? g_array_index (self->ids, gint64, position - 1) : 0 };

  g_array_append_val (lines, line);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* What is still shown of what was asked for, and what stands around the first of it. */
static GArray *
list_lines (ReaderBookmarkModel *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ReaderBookmarkLine));
  guint next = 0;

  g_array_sort (self->wanted, compare_positions);
  for (guint i = 0; i < self->wanted->len && lines->len < PAGE; i++)
    {
      guint position = g_array_index (self->wanted, guint, i);
      guint first = MAX (next, position > AROUND ? position - AROUND : 0);
      guint end = MIN (self->ids->len, position + AROUND);
      ReaderBookmarkItem *item = position < self->ids->len
                                     ? g_hash_table_lookup (self->items,
                                                            &g_array_index (self->ids,
                                                                            gint64,
                                                                            position))
                                     : NULL;

      if (position < next || !item || !is_shown (item))
        continue;
      for (guint j = first; j < end && lines->len < PAGE; j++, next = j)
        add_line (self, lines, j);
    }
  return lines;
}

/* Those that the page did not reach. */
static void
forget_asked (ReaderBookmarkModel *self, GArray *lines)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (asked, &g_array_index (lines, ReaderBookmarkLine, i).id);
  for (guint i = 0; i < self->wanted->len; i++)
    {
      guint position = g_array_index (self->wanted, guint, i);

      if (lines->len > 0 && position < self->ids->len
          && !g_hash_table_contains (asked, &g_array_index (self->ids, gint64, position)))
        g_array_index (self->wanted, guint, n++) = position;
    }
  g_array_set_size (self->wanted, n);
}

static gboolean
is_idle_item (gpointer key, gpointer item, gpointer data)
{
  return !is_shown (item);
}

static gboolean
ask_cb (gpointer data)
{
  ReaderBookmarkModel *self = data;
  Question *question = NULL;
  g_autoptr (GArray) lines = NULL;

  self->ask_id = 0;
  if (self->cancellable || !self->session || !self->query)
    return G_SOURCE_REMOVE;
  lines = list_lines (self);
  forget_asked (self, lines);
  if (g_hash_table_size (self->items) > MAX_HELD)
    g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  if (lines->len == 0)
    return G_SOURCE_REMOVE;

  question = g_new0 (Question, 1);
  question->query = reader_bookmark_query_copy (self->query);
  question->lines = g_steal_pointer (&lines);
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
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
queue_asking (ReaderBookmarkModel *self)
{
  if (!self->ask_id)
    self->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

static void
want (ReaderBookmarkModel *self, guint position)
{
  g_array_append_val (self->wanted, position);
  queue_asking (self);
}

static void
stop_asking (ReaderBookmarkModel *self)
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
  return READER_TYPE_BOOKMARK_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return READER_BOOKMARK_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderBookmarkModel *self = READER_BOOKMARK_MODEL (model);
  ReaderBookmarkItem *item = NULL;

  if (position >= self->ids->len)
    return NULL;
  item = ensure_item (self, g_array_index (self->ids, gint64, position));
  if (!item->bookmark)
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
reader_bookmark_model_dispose (GObject *object)
{
  ReaderBookmarkModel *self = READER_BOOKMARK_MODEL (object);

  stop_asking (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (reader_bookmark_model_parent_class)->dispose (object);
}

static void
reader_bookmark_model_finalize (GObject *object)
{
  ReaderBookmarkModel *self = READER_BOOKMARK_MODEL (object);

  g_clear_pointer (&self->query, reader_bookmark_query_free);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (reader_bookmark_model_parent_class)->finalize (object);
}

static void
reader_bookmark_model_class_init (ReaderBookmarkModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_bookmark_model_finalize;
}

static void
reader_bookmark_model_init (ReaderBookmarkModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
}

ReaderBookmarkModel *
reader_bookmark_model_new (void)
{
  return g_object_new (READER_TYPE_BOOKMARK_MODEL, NULL);
}

void
reader_bookmark_model_set_session (ReaderBookmarkModel *self, ReaderSession *session)
{
  stop_asking (self);
  g_set_object (&self->session, session);
}

static guint
count_same (GArray *one, GArray *other, guint skipped, gboolean at_end)
{
  guint n = MIN (one->len, other->len) - skipped;

  for (guint i = 0; i < n; i++)
    if (g_array_index (one, gint64, at_end ? one->len - 1 - i : i)
        != g_array_index (other, gint64, at_end ? other->len - 1 - i : i))
      return i;
  return n;
}

/* What is shown may say something else now; the rest is read anew when it comes into view. */
static void
read_again (ReaderBookmarkModel *self)
{
  g_hash_table_foreach_remove (self->items, is_idle_item, NULL);
  if (g_hash_table_size (self->items) == 0)
    return;
  for (guint i = 0; i < self->ids->len; i++)
    if (g_hash_table_contains (self->items, &g_array_index (self->ids, gint64, i)))
      want (self, i);
}

/* Whether all that is shown stands together in @ids, where is left in @above. */
static gboolean
holds_shown (ReaderBookmarkModel *self, GArray *ids, guint *above)
{
  gsize size = self->ids->len * sizeof (gint64);
  guint at = 0;

  if (self->ids->len == 0 || self->ids->len > ids->len)
    return FALSE;
  while (at < ids->len
         && g_array_index (ids, gint64, at) != g_array_index (self->ids, gint64, 0))
    at++;
  *above = at;
  return at + self->ids->len <= ids->len
         && memcmp (&g_array_index (ids, gint64, at), self->ids->data, size) == 0;
}

/* What is shown stays where it is when the rest comes. */
static void
put_above (ReaderBookmarkModel *self, GArray *ids, guint above)
{
  GArray *longer = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (longer, ids->data, above + self->ids->len);
  g_array_unref (self->ids);
  self->ids = longer;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, above);
}

void
reader_bookmark_model_show (ReaderBookmarkModel *self,
                            const ReaderBookmarkQuery *query,
                            ReaderBookmarkFound *found)
{
  g_autoptr (GArray) old = NULL;
  guint above = 0;
  guint start, end;

  if (holds_shown (self, found->ids, &above) && above > 0)
    put_above (self, found->ids, above);
  old = g_steal_pointer (&self->ids);
  start = count_same (old, found->ids, 0, FALSE);
  end = count_same (old, found->ids, start, TRUE);
  stop_asking (self);
  g_clear_pointer (&self->query, reader_bookmark_query_free);
  self->query = reader_bookmark_query_copy (query);
  self->ids = g_array_ref (found->ids);
  read_again (self);
  take_items (self, found->items);
  if (start + end < old->len || start + end < self->ids->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                start,
                                old->len - start - end,
                                self->ids->len - start - end);
}

gint64
reader_bookmark_model_get_id (ReaderBookmarkModel *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

guint
reader_bookmark_model_find_id (ReaderBookmarkModel *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}

gboolean
reader_bookmark_model_is_reading (ReaderBookmarkModel *self)
{
  return self->ask_id != 0 || self->cancellable != NULL;
}

guint
reader_bookmark_model_count_held (ReaderBookmarkModel *self)
{
  return g_hash_table_size (self->items);
}
