/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-item.h"
#include "reader-session.h"

G_BEGIN_DECLS

/* What is asked of the library: so many rows of a work from one on. */
typedef struct
{
  gint64 work;
  guint offset;
  guint limit;
  /* What narrows and orders them, as the panel calls it, or NULL. */
  GVariant *query;
} ReaderReviewQuestion;

/* On the worker: (element-type ReaderReviewItem) the rows, and how many there are in all. */
typedef GPtrArray *(*ReaderReviewAsk) (TriLibrary *library,
                                       const ReaderReviewQuestion *question,
                                       guint *n_all,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * ReaderReviewModel:
 *
 * The rows of a list that a reader judges, asked of the worker page by page. Only what has changed
 * is replaced when they are asked for again.
 *
 * Signal "filling": rows are about to come or go.
 * Signal "answered": they have, or the question failed.
 */
#define READER_TYPE_REVIEW_MODEL (reader_review_model_get_type ())
G_DECLARE_FINAL_TYPE (ReaderReviewModel, reader_review_model, READER, REVIEW_MODEL, GObject)

ReaderReviewModel *reader_review_model_new (ReaderReviewAsk ask) G_GNUC_WARN_UNUSED_RESULT;
/* Both may be %NULL and 0: nothing is listed. Whether they are others than before. */
gboolean reader_review_model_set_work (ReaderReviewModel *self,
                                       ReaderSession *session,
                                       gint64 work);
/* A floating one is sunk. */
void reader_review_model_set_query (ReaderReviewModel *self, GVariant *query);
/* Asks again, keeping what has not changed. */
void reader_review_model_reload (ReaderReviewModel *self);
/* Asks soon, once for many calls. */
void reader_review_model_queue_reload (ReaderReviewModel *self);
/* The row with the keyboard: it is followed where it goes, and then what comes after it. */
void reader_review_model_set_anchor (ReaderReviewModel *self, guint position);
guint reader_review_model_get_anchor (ReaderReviewModel *self);
/* A row is seen: the next page is asked for when it is one of the last. */
void reader_review_model_see (ReaderReviewModel *self, guint position);

GListStore *reader_review_model_get_items (ReaderReviewModel *self);
guint reader_review_model_get_n_all (ReaderReviewModel *self);
gboolean reader_review_model_is_asking (ReaderReviewModel *self);
/* Why there are no rows, or %NULL. */
const char *reader_review_model_get_failure (ReaderReviewModel *self);

G_END_DECLS
