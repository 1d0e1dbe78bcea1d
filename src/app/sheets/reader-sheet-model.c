/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-model.h"

#include "library/tri-library-sheets.h"

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 600
/* Items read at once: what corresponds to each of their marks is looked up. */
#define PAGE 40

/* A row is a uuid, "" for the draft. */
struct _ReaderSheetModel
{
  ReaderPagedModel parent_instance;

  char *sheet;
};

G_DEFINE_FINAL_TYPE (ReaderSheetModel, reader_sheet_model, READER_TYPE_PAGED_MODEL)

static GArray *
get_uuids (ReaderSheetModel *self)
{
  return reader_paged_model_get_rows (READER_PAGED_MODEL (self));
}

/* --- Reading */

typedef struct
{
  char *sheet;
  GStrv items;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->sheet);
  g_strfreev (question->items);
  g_free (question);
}

static gpointer
read_items (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  return tri_library_get_sheet_items (library,
                                      question->sheet,
                                      (const char *const *) question->items,
                                      error);
}

static void
take_items (ReaderPagedModel *self, GPtrArray *items)
{
  for (guint i = 0; items && i < items->len; i++)
    {
      TriSheetItem *item = items->pdata[i];

      reader_sheet_line_take (reader_paged_model_ensure (self, &item->uuid), item);
    }
}

static gpointer
take_question (ReaderPagedModel *model)
{
  ReaderSheetModel *self = READER_SHEET_MODEL (model);
  g_autoptr (GStrvBuilder) uuids = g_strv_builder_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GStrv) items = NULL;
  Question *question = NULL;

  if (!self->sheet)
    return NULL;
  lines = reader_paged_model_take_wanted (model, PAGE);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *uuid = READER_SHEET_LINE (lines->pdata[i])->uuid;

      if (uuid[0])
        g_strv_builder_add (uuids, uuid);
    }
  items = g_strv_builder_end (uuids);
  if (!items[0])
    return NULL;

  question = g_new0 (Question, 1);
  question->sheet = g_strdup (self->sheet);
  question->items = g_steal_pointer (&items);
  return question;
}

/* --- Rows */

static void
clear_row (gpointer row)
{
  g_clear_pointer ((char **) row, g_free);
}

static gconstpointer
get_key (gconstpointer row)
{
  return *(const char *const *) row;
}

static gconstpointer
get_item_key (gpointer item)
{
  return READER_SHEET_LINE (item)->uuid;
}

static gpointer
make_item (gconstpointer row)
{
  return reader_sheet_line_new (get_key (row));
}

static gboolean
is_read (gpointer item)
{
  ReaderSheetLine *line = item;

  return line->item || !line->uuid[0];
}

/* --- The object */

static void
reader_sheet_model_finalize (GObject *object)
{
  g_free (READER_SHEET_MODEL (object)->sheet);

  G_OBJECT_CLASS (reader_sheet_model_parent_class)->finalize (object);
}

static void
reader_sheet_model_class_init (ReaderSheetModelClass *klass)
{
  ReaderPagedModelClass *paged_class = READER_PAGED_MODEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_sheet_model_finalize;
  paged_class->item_type = READER_TYPE_SHEET_LINE;
  paged_class->row_size = sizeof (char *);
  paged_class->clear_row = clear_row;
  paged_class->max_held = MAX_HELD;
  paged_class->hash = g_str_hash;
  paged_class->equal = g_str_equal;
  paged_class->get_key = get_key;
  paged_class->get_item_key = get_item_key;
  paged_class->make_item = make_item;
  paged_class->is_read = is_read;
  paged_class->take_question = take_question;
  paged_class->read = read_items;
  paged_class->free_question = question_free;
  paged_class->take_answer = take_items;
}

static void
reader_sheet_model_init (ReaderSheetModel *self)
{
}

ReaderSheetModel *
reader_sheet_model_new (void)
{
  return g_object_new (READER_TYPE_SHEET_MODEL, NULL);
}

static void
insert_uuid (GArray *uuids, guint position, const char *uuid)
{
  char *copy = g_strdup (uuid);

  g_array_insert_val (uuids, position, copy);
}

static GArray *
copy_uuids (ReaderSheetModel *self, GPtrArray *uuids)
{
  GArray *copy = reader_paged_model_new_rows (READER_PAGED_MODEL (self));

  for (guint i = 0; uuids && i < uuids->len; i++)
    insert_uuid (copy, i, uuids->pdata[i]);
  return copy;
}

static guint
find_uuid (GArray *uuids, const char *uuid)
{
  for (guint i = 0; i < uuids->len; i++)
    if (g_str_equal (g_array_index (uuids, char *, i), uuid))
      return i;
  return G_MAXUINT;
}

/* The draft stays below what it stood below. */
static void
keep_draft (GArray *uuids, GArray *old)
{
  guint at = find_uuid (old, "");
  guint above = G_MAXUINT;

  if (at == G_MAXUINT)
    return;
  if (at > 0)
    above = find_uuid (uuids, g_array_index (old, char *, at - 1));
  if (above != G_MAXUINT)
    insert_uuid (uuids, above + 1, "");
  else
    insert_uuid (uuids, at > 0 ? uuids->len : 0, "");
}

void
reader_sheet_model_show (ReaderSheetModel *self,
                         const char *sheet,
                         GPtrArray *uuids,
                         GPtrArray *items)
{
  ReaderPagedModel *paged = READER_PAGED_MODEL (self);
  GArray *listed = copy_uuids (self, uuids);
  gboolean is_same = g_strcmp0 (self->sheet, sheet) == 0;

  reader_paged_model_stop (paged);
  if (is_same)
    keep_draft (listed, get_uuids (self));
  g_free (self->sheet);
  self->sheet = g_strdup (sheet);
  take_items (paged, items);
  reader_paged_model_tell (paged, reader_paged_model_exchange (paged, listed));
  if (is_same)
    reader_paged_model_read_again (paged);
}

const char *
reader_sheet_model_get_uuid (ReaderSheetModel *self, guint position)
{
  GArray *uuids = get_uuids (self);

  return position < uuids->len ? g_array_index (uuids, char *, position) : NULL;
}

guint
reader_sheet_model_find (ReaderSheetModel *self, const char *uuid)
{
  return uuid ? find_uuid (get_uuids (self), uuid) : G_MAXUINT;
}

const char *
reader_sheet_model_get_below (ReaderSheetModel *self, guint position)
{
  GArray *uuids = get_uuids (self);

  for (guint i = position + 1; i < uuids->len; i++)
    if (*g_array_index (uuids, char *, i))
      return g_array_index (uuids, char *, i);
  return NULL;
}

static const char *const draft = "";

ReaderSheetLine *
reader_sheet_model_begin_draft (ReaderSheetModel *self, guint position)
{
  ReaderSheetLine *line = reader_paged_model_ensure (READER_PAGED_MODEL (self), &draft);

  if (reader_sheet_model_find (self, draft) == G_MAXUINT)
    {
      position = MIN (position, get_uuids (self)->len);
      insert_uuid (get_uuids (self), position, draft);
      reader_sheet_line_set_draft (line, "");
      line->is_edited = TRUE;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
  return line;
}

void
reader_sheet_model_end_draft (ReaderSheetModel *self)
{
  guint position = reader_sheet_model_find (self, draft);

  reader_paged_model_forget (READER_PAGED_MODEL (self), &draft);
  if (position == G_MAXUINT)
    return;
  g_array_remove_index (get_uuids (self), position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}
