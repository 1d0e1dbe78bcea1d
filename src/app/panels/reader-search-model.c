/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-model.h"

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 600
/* Lines read at once: their counterparts are read with them, so that no row grows later. */
#define PAGE 32

struct _ReaderSearchModel
{
  ReaderPagedModel parent_instance;

  TriSearch *search;
};

G_DEFINE_FINAL_TYPE (ReaderSearchModel, reader_search_model, READER_TYPE_PAGED_MODEL)

static GArray *
get_hits (ReaderSearchModel *self)
{
  return reader_paged_model_get_rows (READER_PAGED_MODEL (self));
}

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

static void
take_items (ReaderPagedModel *self, GPtrArray *items)
{
  for (guint i = 0; items && i < items->len; i++)
    {
      ReaderSearchItem *read = items->pdata[i];
      TriSearchHit hit = { read->passage, read->text };

      reader_search_item_take (reader_paged_model_ensure (self, &hit), read);
    }
}

/* What was asked for last, which is what came into view last. */
static gpointer
take_question (ReaderPagedModel *model)
{
  ReaderSearchModel *self = READER_SEARCH_MODEL (model);
  g_autoptr (GPtrArray) items = NULL;
  Question *question = NULL;

  if (!self->search)
    return NULL;
  items = reader_paged_model_take_wanted (model, PAGE);
  if (items->len == 0)
    return NULL;

  question = g_new0 (Question, 1);
  question->search = tri_search_ref (self->search);
  question->hits = reader_paged_model_new_rows (model);
  for (guint i = 0; i < items->len; i++)
    {
      ReaderSearchItem *item = items->pdata[i];
      TriSearchHit hit = { item->passage, item->text };

      g_array_append_val (question->hits, hit);
    }
  return question;
}

/* --- Rows */

static gconstpointer
get_key (gconstpointer row)
{
  return &((const TriSearchHit *) row)->passage;
}

static gconstpointer
get_item_key (gpointer item)
{
  return &READER_SEARCH_ITEM (item)->passage;
}

static gpointer
make_item (gconstpointer row)
{
  return reader_search_item_new (row);
}

static gboolean
is_read (gpointer item)
{
  return READER_SEARCH_ITEM (item)->is_read;
}

/* --- The object */

static void
reader_search_model_finalize (GObject *object)
{
  ReaderSearchModel *self = READER_SEARCH_MODEL (object);

  g_clear_pointer (&self->search, tri_search_unref);

  G_OBJECT_CLASS (reader_search_model_parent_class)->finalize (object);
}

static void
reader_search_model_class_init (ReaderSearchModelClass *klass)
{
  ReaderPagedModelClass *paged_class = READER_PAGED_MODEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_search_model_finalize;
  paged_class->item_type = READER_TYPE_SEARCH_ITEM;
  paged_class->row_size = sizeof (TriSearchHit);
  paged_class->max_held = MAX_HELD;
  paged_class->hash = g_int64_hash;
  paged_class->equal = g_int64_equal;
  paged_class->get_key = get_key;
  paged_class->get_item_key = get_item_key;
  paged_class->make_item = make_item;
  paged_class->is_read = is_read;
  paged_class->take_question = take_question;
  /* Not behind the search itself: it may rank for a second. */
  paged_class->is_between = TRUE;
  paged_class->read = read_lines;
  paged_class->free_question = question_free;
  paged_class->take_answer = take_items;
}

static void
reader_search_model_init (ReaderSearchModel *self)
{
}

ReaderSearchModel *
reader_search_model_new (void)
{
  return g_object_new (READER_TYPE_SEARCH_MODEL, NULL);
}

static void
set_search (ReaderSearchModel *self, TriSearch *search)
{
  if (self->search == search)
    return;
  g_clear_pointer (&self->search, tri_search_unref);
  self->search = search ? tri_search_ref (search) : NULL;
}

/* Without a word about it. */
static void
set_hits (ReaderSearchModel *self, GArray *hits)
{
  g_array_set_size (get_hits (self), 0);
  if (hits)
    g_array_append_vals (get_hits (self), hits->data, hits->len);
}

/* A line that is shown may say the same passage with other words marked: each gets a new item. */
static void
replace (ReaderSearchModel *self, ReaderSearchFound *found)
{
  guint n_before = get_hits (self)->len;

  reader_paged_model_forget_all (READER_PAGED_MODEL (self));
  set_hits (self, found->hits);
  take_items (READER_PAGED_MODEL (self), found->items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, found->hits->len);
}

void
reader_search_model_take (ReaderSearchModel *self, TriSearch *search, ReaderSearchFound *found)
{
  guint n_before = get_hits (self)->len;

  set_search (self, search);
  if (found->replaces)
    {
      replace (self, found);
      return;
    }
  if (found->hits->len == 0)
    return;
  g_array_append_vals (get_hits (self), found->hits->data, found->hits->len);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, found->hits->len);
}

void
reader_search_model_clear (ReaderSearchModel *self)
{
  guint n_before = get_hits (self)->len;

  reader_paged_model_forget_all (READER_PAGED_MODEL (self));
  set_search (self, NULL);
  set_hits (self, NULL);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
}

/* A line that is not there any more is not said to be gone before it was looked for. */
static void
read_again (ReaderSearchModel *self)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);
  GArray *wanted = reader_paged_model_get_wanted (paged);

  reader_paged_model_read_rows_again (paged);
  for (guint i = 0; i < wanted->len; i++)
    READER_SEARCH_ITEM (g_array_index (wanted, ReaderPagedWanted, i).item)->is_read = FALSE;
}

void
reader_search_model_renew (ReaderSearchModel *self, TriSearch *search, GArray *hits)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);
  GArray *rows = reader_paged_model_new_rows (paged);
  ReaderPagedChange change;

  g_array_append_vals (rows, hits->data, hits->len);
  change = reader_paged_model_exchange (paged, rows);
  reader_paged_model_stop (paged);
  set_search (self, search);
  read_again (self);
  reader_paged_model_tell (paged, change);
}

gboolean
reader_search_model_get_hit (ReaderSearchModel *self, guint position, TriSearchHit *hit)
{
  GArray *hits = get_hits (self);

  if (position >= hits->len)
    return FALSE;
  *hit = g_array_index (hits, TriSearchHit, position);
  return TRUE;
}
