/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-model.h"

#include "library/tri-library-sheets.h"

/* Lines that nobody shows any more are let go when there are more than so many. */
#define MAX_HELD 600
/* Items read at once: what corresponds to each of their marks is looked up. */
#define PAGE 40

struct _ReaderSheetModel
{
  GObject parent_instance;

  ReaderSession *session;
  char *sheet;
  GPtrArray *uuids;   /* "" for the draft */
  GHashTable *lines;  /* uuid → ReaderSheetLine */
  GHashTable *wanted; /* uuids of lines that were asked for and are not read */
  guint ask_id;
  GCancellable *cancellable;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderSheetModel,
                               reader_sheet_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void queue_asking (ReaderSheetModel *self);

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

/* Somebody has it besides this model. */
static gboolean
is_shown (ReaderSheetLine *line)
{
  return G_OBJECT (line)->ref_count > 1;
}

static ReaderSheetLine *
ensure_line (ReaderSheetModel *self, const char *uuid)
{
  ReaderSheetLine *line = g_hash_table_lookup (self->lines, uuid);

  if (!line)
    {
      line = reader_sheet_line_new (uuid);
      g_hash_table_insert (self->lines, line->uuid, line);
    }
  return line;
}

static void
take_items (ReaderSheetModel *self, GPtrArray *items)
{
  for (guint i = 0; items && i < items->len; i++)
    {
      TriSheetItem *item = items->pdata[i];

      reader_sheet_line_take (ensure_line (self, item->uuid), item);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSheetModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  take_items (self, items);
  if (g_hash_table_size (self->wanted) > 0)
    queue_asking (self);
}

static gboolean
is_idle_line (gpointer key, gpointer line, gpointer data)
{
  return !is_shown (line);
}

/* A page of what is still shown of what was asked for. */
static GStrv
take_wanted (ReaderSheetModel *self)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer uuid = NULL;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->wanted);
  while (n < PAGE && g_hash_table_iter_next (&iter, &uuid, NULL))
    {
      ReaderSheetLine *line = g_hash_table_lookup (self->lines, uuid);

      if (line && is_shown (line))
        {
          g_strv_builder_add (items, uuid);
          n++;
        }
      g_hash_table_iter_remove (&iter);
    }
  return g_strv_builder_end (items);
}

static gboolean
ask_cb (gpointer data)
{
  ReaderSheetModel *self = data;
  Question *question = NULL;
  g_auto (GStrv) items = NULL;

  self->ask_id = 0;
  if (self->cancellable || !self->session || !self->sheet)
    return G_SOURCE_REMOVE;
  items = take_wanted (self);
  if (g_hash_table_size (self->lines) > MAX_HELD)
    g_hash_table_foreach_remove (self->lines, is_idle_line, NULL);
  if (!items[0])
    return G_SOURCE_REMOVE;

  question = g_new0 (Question, 1);
  question->sheet = g_strdup (self->sheet);
  question->items = g_steal_pointer (&items);
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        read_items,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        read_cb,
                        g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_asking (ReaderSheetModel *self)
{
  if (!self->ask_id)
    self->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

static void
want (ReaderSheetModel *self, const char *uuid)
{
  if (!uuid[0])
    return;
  g_hash_table_add (self->wanted, g_strdup (uuid));
  queue_asking (self);
}

static void
stop_asking (ReaderSheetModel *self)
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
  return READER_TYPE_SHEET_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return READER_SHEET_MODEL (model)->uuids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReaderSheetModel *self = READER_SHEET_MODEL (model);
  ReaderSheetLine *line = NULL;

  if (position >= self->uuids->len)
    return NULL;
  line = ensure_line (self, g_ptr_array_index (self->uuids, position));
  if (!line->item)
    want (self, line->uuid);
  return g_object_ref (line);
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
reader_sheet_model_dispose (GObject *object)
{
  ReaderSheetModel *self = READER_SHEET_MODEL (object);

  stop_asking (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (reader_sheet_model_parent_class)->dispose (object);
}

static void
reader_sheet_model_finalize (GObject *object)
{
  ReaderSheetModel *self = READER_SHEET_MODEL (object);

  g_free (self->sheet);
  g_ptr_array_unref (self->uuids);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->lines);

  G_OBJECT_CLASS (reader_sheet_model_parent_class)->finalize (object);
}

static void
reader_sheet_model_class_init (ReaderSheetModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_sheet_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_sheet_model_finalize;
}

static void
reader_sheet_model_init (ReaderSheetModel *self)
{
  self->uuids = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ReaderSheetModel *
reader_sheet_model_new (void)
{
  return g_object_new (READER_TYPE_SHEET_MODEL, NULL);
}

void
reader_sheet_model_set_session (ReaderSheetModel *self, ReaderSession *session)
{
  stop_asking (self);
  g_set_object (&self->session, session);
}

static guint
count_same (GPtrArray *one, GPtrArray *other, guint skipped, gboolean at_end)
{
  guint n = MIN (one->len, other->len) - skipped;

  for (guint i = 0; i < n; i++)
    if (!g_str_equal (one->pdata[at_end ? one->len - 1 - i : i],
                      other->pdata[at_end ? other->len - 1 - i : i]))
      return i;
  return n;
}

/* What is shown may say something else now; the rest is read anew when it comes into view. */
static void
read_again (ReaderSheetModel *self)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_hash_table_foreach_remove (self->lines, is_idle_line, NULL);
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    want (self, uuid);
}

/* The draft stays below what it stood below. */
static void
keep_draft (GPtrArray *uuids, GPtrArray *old)
{
  guint at = 0;
  guint above = 0;

  if (!g_ptr_array_find_with_equal_func (old, "", g_str_equal, &at))
    return;
  if (at > 0
      && g_ptr_array_find_with_equal_func (uuids, old->pdata[at - 1], g_str_equal, &above))
    g_ptr_array_insert (uuids, (int) above + 1, g_strdup (""));
  else
    g_ptr_array_insert (uuids, at > 0 ? -1 : 0, g_strdup (""));
}

static void
replace (ReaderSheetModel *self, GPtrArray *uuids)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->uuids);
  guint start = count_same (old, uuids, 0, FALSE);
  guint end = count_same (old, uuids, start, TRUE);

  self->uuids = uuids;
  if (start + end < old->len || start + end < uuids->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                start,
                                old->len - start - end,
                                uuids->len - start - end);
}

static GPtrArray *
copy_uuids (GPtrArray *uuids)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; uuids && i < uuids->len; i++)
    g_ptr_array_add (copy, g_strdup (uuids->pdata[i]));
  return copy;
}

void
reader_sheet_model_show (ReaderSheetModel *self,
                         const char *sheet,
                         GPtrArray *uuids,
                         GPtrArray *items)
{
  GPtrArray *listed = copy_uuids (uuids);
  gboolean is_same = g_strcmp0 (self->sheet, sheet) == 0;

  stop_asking (self);
  if (is_same)
    keep_draft (listed, self->uuids);
  g_free (self->sheet);
  self->sheet = g_strdup (sheet);
  take_items (self, items);
  replace (self, listed);
  if (is_same)
    read_again (self);
}

const char *
reader_sheet_model_get_uuid (ReaderSheetModel *self, guint position)
{
  return position < self->uuids->len ? g_ptr_array_index (self->uuids, position) : NULL;
}

guint
reader_sheet_model_find (ReaderSheetModel *self, const char *uuid)
{
  guint position = 0;

  if (uuid && g_ptr_array_find_with_equal_func (self->uuids, uuid, g_str_equal, &position))
    return position;
  return G_MAXUINT;
}

const char *
reader_sheet_model_get_below (ReaderSheetModel *self, guint position)
{
  for (guint i = position + 1; i < self->uuids->len; i++)
    if (*(const char *) g_ptr_array_index (self->uuids, i))
      return g_ptr_array_index (self->uuids, i);
  return NULL;
}

ReaderSheetLine *
reader_sheet_model_begin_draft (ReaderSheetModel *self, guint position)
{
  if (reader_sheet_model_find (self, "") == G_MAXUINT)
    {
      position = MIN (position, self->uuids->len);
      g_ptr_array_insert (self->uuids, (int) position, g_strdup (""));
      reader_sheet_line_set_draft (ensure_line (self, ""), "");
      ensure_line (self, "")->is_edited = TRUE;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
  return ensure_line (self, "");
}

void
reader_sheet_model_end_draft (ReaderSheetModel *self)
{
  guint position = reader_sheet_model_find (self, "");

  g_hash_table_remove (self->lines, "");
  if (position == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->uuids, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

gboolean
reader_sheet_model_is_reading (ReaderSheetModel *self)
{
  return self->ask_id != 0 || self->cancellable != NULL;
}

guint
reader_sheet_model_count_held (ReaderSheetModel *self)
{
  return g_hash_table_size (self->lines);
}
