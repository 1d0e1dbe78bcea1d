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

/* A row is the index of a hit (guint32), in the order in which they are listed. */
struct _ReaderConcordanceModel
{
  ReaderPagedModel parent_instance;

  TriConcordance *concordance;
  GArray *sorted; /* guint32, with those left out; NULL: as they were found */
  guint n_taken;  /* of the hits, while they are being found */
  GArray *left_out;
  GArray *asked; /* guint32: of the lines that are being read */
};

G_DEFINE_FINAL_TYPE (ReaderConcordanceModel, reader_concordance_model, READER_TYPE_PAGED_MODEL)

static GArray *
get_order (ReaderConcordanceModel *self)
{
  return reader_paged_model_get_rows (READER_PAGED_MODEL (self));
}

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

static void
take_lines (ReaderPagedModel *model, GPtrArray *lines)
{
  GArray *asked = READER_CONCORDANCE_MODEL (model)->asked;

  for (guint i = 0; i < asked->len; i++)
    {
      ReaderConcordanceItem *item = reader_paged_model_lookup (model,
                                                               &g_array_index (asked, guint32, i));

      if (item)
        reader_concordance_item_set_line (item, lines ? lines->pdata[i] : NULL);
    }
}

static gpointer
take_question (ReaderPagedModel *model)
{
  ReaderConcordanceModel *self = READER_CONCORDANCE_MODEL (model);
  g_autoptr (GPtrArray) items = NULL;
  Question *question = NULL;

  if (!self->concordance)
    return NULL;
  items = reader_paged_model_take_wanted (model, PAGE);
  if (items->len == 0)
    return NULL;

  g_array_unref (self->asked);
  self->asked = reader_paged_model_new_rows (model);
  for (guint i = 0; i < items->len; i++)
    g_array_append_val (self->asked, READER_CONCORDANCE_ITEM (items->pdata[i])->index);
  question = g_new0 (Question, 1);
  question->concordance = tri_concordance_ref (self->concordance);
  question->indices = g_array_ref (self->asked);
  return question;
}

/* --- Rows */

static gconstpointer
get_key (gconstpointer row)
{
  return GUINT_TO_POINTER (*(const guint32 *) row);
}

static gconstpointer
get_item_key (gpointer item)
{
  return GUINT_TO_POINTER (READER_CONCORDANCE_ITEM (item)->index);
}

static gpointer
make_item (gconstpointer row)
{
  return reader_concordance_item_new (*(const guint32 *) row);
}

static gboolean
is_read (gpointer item)
{
  ReaderConcordanceItem *line = item;

  return line->line || line->is_gone;
}

/* --- The object */

static void
reader_concordance_model_finalize (GObject *object)
{
  ReaderConcordanceModel *self = READER_CONCORDANCE_MODEL (object);

  g_clear_pointer (&self->concordance, tri_concordance_unref);
  g_clear_pointer (&self->sorted, g_array_unref);
  g_array_unref (self->left_out);
  g_array_unref (self->asked);

  G_OBJECT_CLASS (reader_concordance_model_parent_class)->finalize (object);
}

static void
reader_concordance_model_class_init (ReaderConcordanceModelClass *klass)
{
  ReaderPagedModelClass *paged_class = READER_PAGED_MODEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_concordance_model_finalize;
  paged_class->item_type = READER_TYPE_CONCORDANCE_ITEM;
  paged_class->row_size = sizeof (guint32);
  paged_class->max_held = MAX_HELD;
  paged_class->hash = g_direct_hash;
  paged_class->equal = g_direct_equal;
  paged_class->get_key = get_key;
  paged_class->get_item_key = get_item_key;
  paged_class->make_item = make_item;
  paged_class->is_read = is_read;
  paged_class->take_question = take_question;
  paged_class->read = read_lines;
  paged_class->free_question = question_free;
  paged_class->take_answer = take_lines;
}

static void
reader_concordance_model_init (ReaderConcordanceModel *self)
{
  self->left_out = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint32));
}

ReaderConcordanceModel *
reader_concordance_model_new (void)
{
  return g_object_new (READER_TYPE_CONCORDANCE_MODEL, NULL);
}

static void
replace (ReaderConcordanceModel *self, GArray *order)
{
  guint n_before = get_order (self)->len;
  guint n = order->len;

  reader_paged_model_exchange (READER_PAGED_MODEL (self), order);
  if (n_before > 0 || n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n);
}

void
reader_concordance_model_set_concordance (ReaderConcordanceModel *self,
                                          TriConcordance *concordance)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);

  reader_paged_model_forget_all (paged);
  g_clear_pointer (&self->concordance, tri_concordance_unref);
  self->concordance = concordance ? tri_concordance_ref (concordance) : NULL;
  g_clear_pointer (&self->sorted, g_array_unref);
  g_array_set_size (self->left_out, 0);
  self->n_taken = 0;
  replace (self, reader_paged_model_new_rows (paged));
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
  GArray *order = get_order (self);
  guint before = order->len;

  if (self->sorted || n <= self->n_taken)
    return;
  for (guint32 i = self->n_taken; i < n; i++)
    g_array_append_val (order, i);
  self->n_taken = n;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, order->len - before);
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
  if (is_same (get_order (self), listed))
    g_array_unref (listed);
  else
    replace (self, listed);
}

guint32
reader_concordance_model_get_index (ReaderConcordanceModel *self, guint position)
{
  GArray *order = get_order (self);

  return position < order->len ? g_array_index (order, guint32, position) : G_MAXUINT32;
}

guint
reader_concordance_model_find (ReaderConcordanceModel *self, guint32 index)
{
  return reader_paged_model_find (READER_PAGED_MODEL (self), &index);
}

void
reader_concordance_model_leave_out (ReaderConcordanceModel *self, guint position)
{
  guint32 index = reader_concordance_model_get_index (self, position);

  if (index == G_MAXUINT32 || is_left_out (self, index))
    return;
  g_array_append_val (self->left_out, index);
  g_array_remove_index (get_order (self), position);
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
  reader_paged_model_exchange (READER_PAGED_MODEL (self), make_order (self));
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
  return g_array_copy (get_order (self));
}
