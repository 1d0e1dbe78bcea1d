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
  ReaderPagedModel parent_instance;

  ReaderBookmarkQuery *query;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkModel, reader_bookmark_model, READER_TYPE_PAGED_MODEL)

static GArray *
get_ids (ReaderBookmarkModel *self)
{
  return reader_paged_model_get_rows (READER_PAGED_MODEL (self));
}

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

/* --- Rows */

static gconstpointer
get_key (gconstpointer row)
{
  return row;
}

static gconstpointer
get_item_key (gpointer item)
{
  return &READER_BOOKMARK_ITEM (item)->id;
}

static gpointer
make_item (gconstpointer row)
{
  return reader_bookmark_item_new (*(const gint64 *) row);
}

static gboolean
is_read (gpointer item)
{
  return READER_BOOKMARK_ITEM (item)->bookmark != NULL;
}

/* --- Pages */

static void
take_items (ReaderPagedModel *self, GPtrArray *items)
{
  for (guint i = 0; items && i < items->len; i++)
    {
      ReaderBookmarkItem *read = items->pdata[i];

      reader_bookmark_item_take (reader_paged_model_ensure (self, &read->id), read);
    }
}

static void
add_line (GArray *ids, GArray *lines, guint position)
{
  ReaderBookmarkLine line = { g_array_index (ids, gint64, position),
                              position ? g_array_index (ids, gint64, position - 1) : 0 };

  g_array_append_val (lines, line);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = ((const ReaderPagedWanted *) a)->position;
  guint right = ((const ReaderPagedWanted *) b)->position;

  return left < right ? -1 : left > right;
}

/* What was asked for, and what stands around the first of it. */
static GArray *
list_lines (GArray *ids, GArray *wanted)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ReaderBookmarkLine));
  guint next = 0;

  g_array_sort (wanted, compare_positions);
  for (guint i = 0; i < wanted->len && lines->len < PAGE; i++)
    {
      guint position = g_array_index (wanted, ReaderPagedWanted, i).position;
      guint first = MAX (next, position > AROUND ? position - AROUND : 0);
      guint end = MIN (ids->len, position + AROUND);

      if (position < next || position >= ids->len)
        continue;
      for (guint j = first; j < end && lines->len < PAGE; j++, next = j)
        add_line (ids, lines, j);
    }
  return lines;
}

/* Leaves those that the page did not reach. */
static void
forget_asked (GArray *wanted, GArray *lines)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (asked, &g_array_index (lines, ReaderBookmarkLine, i).id);
  for (guint i = 0; i < wanted->len; i++)
    {
      ReaderPagedWanted one = g_array_index (wanted, ReaderPagedWanted, i);

      if (lines->len > 0 && !g_hash_table_contains (asked, get_item_key (one.item)))
        g_array_index (wanted, ReaderPagedWanted, n++) = one;
    }
  g_array_set_size (wanted, n);
}

static gpointer
take_question (ReaderPagedModel *model)
{
  ReaderBookmarkModel *self = READER_BOOKMARK_MODEL (model);
  GArray *wanted = reader_paged_model_get_wanted (model);
  g_autoptr (GArray) lines = NULL;
  Question *question = NULL;

  if (!self->query)
    return NULL;
  lines = list_lines (get_ids (self), wanted);
  forget_asked (wanted, lines);
  if (lines->len == 0)
    return NULL;

  question = g_new0 (Question, 1);
  question->query = reader_bookmark_query_copy (self->query);
  question->lines = g_steal_pointer (&lines);
  return question;
}

/* --- The object */

static void
reader_bookmark_model_finalize (GObject *object)
{
  ReaderBookmarkModel *self = READER_BOOKMARK_MODEL (object);

  g_clear_pointer (&self->query, reader_bookmark_query_free);

  G_OBJECT_CLASS (reader_bookmark_model_parent_class)->finalize (object);
}

static void
reader_bookmark_model_class_init (ReaderBookmarkModelClass *klass)
{
  ReaderPagedModelClass *paged_class = READER_PAGED_MODEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_bookmark_model_finalize;
  paged_class->item_type = READER_TYPE_BOOKMARK_ITEM;
  paged_class->row_size = sizeof (gint64);
  paged_class->max_held = MAX_HELD;
  paged_class->hash = g_int64_hash;
  paged_class->equal = g_int64_equal;
  paged_class->get_key = get_key;
  paged_class->get_item_key = get_item_key;
  paged_class->make_item = make_item;
  paged_class->is_read = is_read;
  paged_class->take_question = take_question;
  paged_class->read = read_lines;
  paged_class->free_question = question_free;
  paged_class->take_answer = take_items;
}

static void
reader_bookmark_model_init (ReaderBookmarkModel *self)
{
}

ReaderBookmarkModel *
reader_bookmark_model_new (void)
{
  return g_object_new (READER_TYPE_BOOKMARK_MODEL, NULL);
}

/* Whether all that is shown stands together in @ids, where is left in @above. */
static gboolean
holds_shown (GArray *shown, GArray *ids, guint *above)
{
  gsize size = shown->len * sizeof (gint64);
  guint at = 0;

  if (shown->len == 0 || shown->len > ids->len)
    return FALSE;
  while (at < ids->len && g_array_index (ids, gint64, at) != g_array_index (shown, gint64, 0))
    at++;
  *above = at;
  return at + shown->len <= ids->len
         && memcmp (&g_array_index (ids, gint64, at), shown->data, size) == 0;
}

/* What is shown stays where it is when the rest comes. */
static void
put_above (ReaderBookmarkModel *self, GArray *ids, guint above)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);
  GArray *longer = reader_paged_model_new_rows (paged);

  g_array_append_vals (longer, ids->data, above + get_ids (self)->len);
  reader_paged_model_exchange (paged, longer);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, above);
}

void
reader_bookmark_model_show (ReaderBookmarkModel *self,
                            const ReaderBookmarkQuery *query,
                            ReaderBookmarkFound *found)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);
  ReaderPagedChange change;
  guint above = 0;

  if (holds_shown (get_ids (self), found->ids, &above) && above > 0)
    put_above (self, found->ids, above);
  change = reader_paged_model_exchange (paged, g_array_ref (found->ids));
  reader_paged_model_stop (paged);
  g_clear_pointer (&self->query, reader_bookmark_query_free);
  self->query = reader_bookmark_query_copy (query);
  reader_paged_model_read_rows_again (paged);
  take_items (paged, found->items);
  reader_paged_model_tell (paged, change);
}

gint64
reader_bookmark_model_get_id (ReaderBookmarkModel *self, guint position)
{
  GArray *ids = get_ids (self);

  return position < ids->len ? g_array_index (ids, gint64, position) : 0;
}

guint
reader_bookmark_model_find_id (ReaderBookmarkModel *self, gint64 id)
{
  return reader_paged_model_find (READER_PAGED_MODEL (self), &id);
}
