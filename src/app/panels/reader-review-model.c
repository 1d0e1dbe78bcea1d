/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-model.h"

struct _ReaderReviewModel
{
  GObject parent_instance;

  ReaderReviewAsk ask;
  GListStore *items;
  guint n_all;
  guint anchor;
  gboolean is_filling;
  char *failure;

  ReaderSession *session;
  gint64 work;
  GVariant *query;
  GCancellable *cancellable; /* while it is asked, or NULL */
  gboolean is_asking_more;
  guint seen;
  guint reload_id;
};

G_DEFINE_FINAL_TYPE (ReaderReviewModel, reader_review_model, G_TYPE_OBJECT)

enum
{
  SIGNAL_FILLING,
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Rows asked for at a time, and so many before the last one the next page is asked for. */
#define PAGE 200
#define MARGIN 50
#define RELOAD_DELAY 100 /* milliseconds */

/* --- on the worker --- */

typedef struct
{
  ReaderReviewQuestion question;
  ReaderReviewAsk ask;
} Job;

typedef struct
{
  GPtrArray *rows;
  guint offset;
  guint n_all;
} Answer;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->question.query, g_variant_unref);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->offset = job->question.offset;
  answer->rows = job->ask (library, &job->question, &answer->n_all, cancellable, error);
  return answer->rows ? g_steal_pointer (&answer) : NULL;
}

/* --- filling --- */

static ReaderReviewItem *
get_item (ReaderReviewModel *self, guint position)
{
  g_autoptr (ReaderReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  /* The list holds it too. */
  return item;
}

/* How many rows at the start, or at the end, are the same as before. */
static guint
count_same (ReaderReviewModel *self, GPtrArray *rows, guint skipped, gboolean at_end)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n = MIN (n_old, rows->len) - skipped;

  for (guint i = 0; i < n; i++)
    if (!reader_review_item_equal (get_item (self, at_end ? n_old - 1 - i : i),
                                   rows->pdata[at_end ? rows->len - 1 - i : i]))
      return i;
  return n;
}

/* Where the row with the keyboard is in @rows, else the next one below it, or above, that is still
 * there. */
static guint
find_anchor (ReaderReviewModel *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint place = 0;

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (places,
                         READER_REVIEW_ITEM (rows->pdata[i])->key,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = self->anchor; place == 0 && i < n_old; i++)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (places, get_item (self, i)->key));
  for (guint i = MIN (self->anchor, n_old); place == 0 && i > 0; i--)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (places, get_item (self, i - 1)->key));
  return place > 0 ? place - 1 : 0;
}

static void
splice (ReaderReviewModel *self, guint start, guint n_removed, gpointer *rows, guint n)
{
  self->is_filling = TRUE;
  g_signal_emit (self, signals[SIGNAL_FILLING], 0);
  g_list_store_splice (self->items, start, n_removed, rows, n);
  self->is_filling = FALSE;
}

/* Only what has changed: what stays keeps the keyboard, and its place. */
static void
fill (ReaderReviewModel *self, GPtrArray *rows)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint start = count_same (self, rows, 0, FALSE);
  guint end = count_same (self, rows, start, TRUE);

  if (start + end == n_old && start + end == rows->len)
    return;
  self->anchor = find_anchor (self, rows);
  splice (self, start, n_old - start - end, rows->pdata + start, rows->len - start - end);
}

static void
empty (ReaderReviewModel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  self->n_all = 0;
  if (n > 0)
    splice (self, 0, n, NULL, 0);
}

static void
take (ReaderReviewModel *self, Answer *answer)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  self->n_all = answer->n_all;
  if (answer->offset == 0)
    fill (self, answer->rows);
  else if (answer->offset == n && answer->rows->len > 0)
    splice (self, n, 0, answer->rows->pdata, answer->rows->len);
}

static void ask_for_more (ReaderReviewModel *self);

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderReviewModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->failure, g_free);
  if (answer)
    take (self, answer);
  else
    {
      self->failure = g_strdup (error->message);
      empty (self);
    }
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
  ask_for_more (self);
}

static void
stop (ReaderReviewModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (ReaderReviewModel *self, guint offset, guint limit)
{
  Job *job = g_new0 (Job, 1);

  stop (self);
  job->ask = self->ask;
  job->question.work = self->work;
  job->question.offset = offset;
  job->question.limit = limit;
  job->question.query = self->query ? g_variant_ref (self->query) : NULL;
  self->is_asking_more = offset > 0;
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        run,
                        job,
                        job_free,
                        answer_free,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

/* When one of the last rows is seen. */
static void
ask_for_more (ReaderReviewModel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (self->session != NULL && self->cancellable == NULL && n < self->n_all
      && self->seen + MARGIN >= n)
    ask (self, n, PAGE);
}

static gboolean
reload_cb (gpointer data)
{
  ReaderReviewModel *self = data;

  self->reload_id = 0;
  reader_review_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* --- the object --- */

static void
reader_review_model_dispose (GObject *object)
{
  ReaderReviewModel *self = READER_REVIEW_MODEL (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->items);
  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (reader_review_model_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_REVIEW_MODEL,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
reader_review_model_class_init (ReaderReviewModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_review_model_dispose;

  signals[SIGNAL_FILLING] = new_signal ("filling");
  signals[SIGNAL_ANSWERED] = new_signal ("answered");
}

static void
reader_review_model_init (ReaderReviewModel *self)
{
  self->items = g_list_store_new (READER_TYPE_REVIEW_ITEM);
}

ReaderReviewModel *
reader_review_model_new (ReaderReviewAsk question)
{
  ReaderReviewModel *self = g_object_new (READER_TYPE_REVIEW_MODEL, NULL);

  self->ask = question;
  return self;
}

gboolean
reader_review_model_set_work (ReaderReviewModel *self, ReaderSession *session, gint64 work)
{
  if (self->session == session && self->work == work)
    return FALSE;
  g_clear_handle_id (&self->reload_id, g_source_remove);
  stop (self);
  g_set_object (&self->session, session);
  self->work = work;
  self->anchor = 0;
  self->seen = 0;
  g_clear_pointer (&self->failure, g_free);
  empty (self);
  return TRUE;
}

void
reader_review_model_set_query (ReaderReviewModel *self, GVariant *query)
{
  g_clear_pointer (&self->query, g_variant_unref);
  self->query = g_variant_ref_sink (query);
}

void
reader_review_model_reload (ReaderReviewModel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->session != NULL && self->work != 0)
    ask (self, 0, MAX (n, PAGE));
}

void
reader_review_model_queue_reload (ReaderReviewModel *self)
{
  if (self->reload_id == 0 && self->session != NULL)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

void
reader_review_model_set_anchor (ReaderReviewModel *self, guint position)
{
  if (!self->is_filling)
    self->anchor = position;
}

guint
reader_review_model_get_anchor (ReaderReviewModel *self)
{
  return self->anchor;
}

void
reader_review_model_see (ReaderReviewModel *self, guint position)
{
  self->seen = position;
  if (!self->is_filling)
    ask_for_more (self);
}

GListStore *
reader_review_model_get_items (ReaderReviewModel *self)
{
  return self->items;
}

guint
reader_review_model_get_n_all (ReaderReviewModel *self)
{
  return self->n_all;
}

gboolean
reader_review_model_is_asking (ReaderReviewModel *self)
{
  return self->cancellable != NULL && !self->is_asking_more;
}

const char *
reader_review_model_get_failure (ReaderReviewModel *self)
{
  return self->failure;
}
