/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "library/tri-rows.h"

G_BEGIN_DECLS

/* For so long a long job leaves the library to others after each of its transactions. */
#define TRI_BATCH_GAP_US 1000

/* A long job in short transactions, so that the reader's own acts never wait for it. */
typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  gboolean is_whole; /* one transaction, however long */
  TriTransaction *transaction;
  gint64 begun;
  guint n_calls;
} TriBatch;

gboolean tri_batch_begin (TriBatch *self, GError **error);
/* Call it after each small piece of work: ends the transaction when it took long enough, lets
 * others in, and begins the next. */
gboolean tri_batch_breathe (TriBatch *self, GError **error);
gboolean tri_batch_commit (TriBatch *self, GError **error);
void tri_batch_clear (TriBatch *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriBatch, tri_batch_clear)

/* tri-rows-store.c */
gboolean tri_rows_store (TriRows *self, gint64 work, TriBatch *batch, GError **error);
gboolean tri_rows_store_beside (TriRows *self, gint64 work, TriBatch *batch, GError **error);
/* Part of a transaction. */
gboolean tri_rows_exchange (TriRows *self, TriLibrary *library, gint64 work, GError **error);
gboolean tri_rows_load (TriRows *self, TriLibrary *library, gint64 work, GError **error);

G_END_DECLS
