/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderPagedModel:
 *
 * A long list of which all rows are held (an id, or as little), and of some the items: what they
 * say is read by a worker when they are asked for, a page at a time, and let go again.
 */
#define READER_TYPE_PAGED_MODEL (reader_paged_model_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReaderPagedModel, reader_paged_model, READER, PAGED_MODEL, GObject)

/**
 * ReaderPagedModelClass:
 * @item_type: of the items
 * @row_size: bytes of a row
 * @clear_row: as for g_array_set_clear_func(), or NULL
 * @max_held: items that nobody shows any more are let go when there are more than so many
 * @hash: of the keys of rows
 * @equal: likewise
 * @get_key: the key of a row
 * @get_item_key: the same key, but one that lives as long as the item
 * @make_item: (transfer full): an item for a row, which says nothing yet
 * @is_read: whether an item says what it has to say
 * @take_question: what to ask the worker: a page, which is taken from what is wanted; or NULL
 * @is_between: whether it is asked between the batches of long jobs
 * @read: on the worker: the answer to a question, a GPtrArray
 * @free_question: frees a question
 * @take_answer: fills items; @answer is NULL when reading failed
 *
 * What differs from list to list.
 */
struct _ReaderPagedModelClass
{
  GObjectClass parent_class;

  GType item_type;
  guint row_size;
  GDestroyNotify clear_row;
  guint max_held;
  GHashFunc hash;
  GEqualFunc equal;
  gconstpointer (*get_key) (gconstpointer row);
  gconstpointer (*get_item_key) (gpointer item);
  gpointer (*make_item) (gconstpointer row);
  gboolean (*is_read) (gpointer item);
  gpointer (*take_question) (ReaderPagedModel *self);
  gboolean is_between;
  TriWorkerFunc read;
  GDestroyNotify free_question;
  void (*take_answer) (ReaderPagedModel *self, GPtrArray *answer);
};

/* An item that was asked for and is not read, or is to be read again. */
typedef struct
{
  gpointer item;
  guint position; /* where it stood when it was asked for */
  gboolean again;
} ReaderPagedWanted;

/* What became of the rows, for g_list_model_items_changed(). */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} ReaderPagedChange;

/* NULL: nothing is read any more. */
void reader_paged_model_set_session (ReaderPagedModel *self, ReaderSession *session);
gboolean reader_paged_model_is_reading (ReaderPagedModel *self);
/* Of how many rows it holds what they say. */
guint reader_paged_model_count_held (ReaderPagedModel *self);

/* For those who derive. */
GArray *reader_paged_model_get_rows (ReaderPagedModel *self);
GArray *reader_paged_model_new_rows (ReaderPagedModel *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @rows; says nothing. What is the same at the beginning and at the end is not changed. */
ReaderPagedChange reader_paged_model_exchange (ReaderPagedModel *self, GArray *rows);
/* Says so, if anything changed. */
void reader_paged_model_tell (ReaderPagedModel *self, ReaderPagedChange change);
/* G_MAXUINT when no row has the key of @row. */
guint reader_paged_model_find (ReaderPagedModel *self, gconstpointer row);
/* The item of a row, if there is one. */
gpointer reader_paged_model_lookup (ReaderPagedModel *self, gconstpointer row);
gpointer reader_paged_model_ensure (ReaderPagedModel *self, gconstpointer row);
void reader_paged_model_forget (ReaderPagedModel *self, gconstpointer row);
/* All items that are held, shown or not; nothing is read any more for them. */
void reader_paged_model_forget_all (ReaderPagedModel *self);
/* Nothing that was asked for is read. */
void reader_paged_model_stop (ReaderPagedModel *self);
/* What is shown may say something else now; the rest is read anew when it comes into view. */
void reader_paged_model_read_again (ReaderPagedModel *self);
/* Likewise, by the order of the rows: goes through all of them. */
void reader_paged_model_read_rows_again (ReaderPagedModel *self);
/* (element-type ReaderPagedWanted): of items that are shown. In a question those asked for last
 * stand at the end. */
GArray *reader_paged_model_get_wanted (ReaderPagedModel *self);
/* (element-type GObject): at most @n items of what is wanted, those asked for last first. */
GPtrArray *reader_paged_model_take_wanted (ReaderPagedModel *self,
                                           guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
