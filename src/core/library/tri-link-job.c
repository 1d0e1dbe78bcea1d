/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-job.h"

#include "library/tri-library-stale.h"

/* A transaction is closed before the reader's own acts have to wait 50 ms for it. */
#define BATCH_MICROSECONDS 35000

void
tri_link_job_init (TriLinkJob *self,
                   TriLibrary *library,
                   gint64 work,
                   const TriLinkOptions *options,
                   GCancellable *cancellable)
{
  static const char length[] = "SELECT sum (passages) FROM texts WHERE work = ?";
  static const char links[] = "SELECT EXISTS (SELECT 1 FROM links"
                              " WHERE work = ? AND kind = 0 AND relation = 0)";

  memset (self, 0, sizeof *self);
  self->library = library;
  self->work = work;
  self->options = options;
  self->cancellable = cancellable;
  self->mark = tri_stale_dup_mark (library, work);
  self->has_links = tri_library_ask (library, links, work, 0) != 0;
  self->n_all = 2 * (guint64) tri_library_ask (library, length, work, 0);
  self->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->taken = tri_range_array_new ();
  self->mentions = tri_mention_array_new ();
}

void
tri_link_job_clear (TriLinkJob *self)
{
  g_clear_pointer (&self->mark, g_free);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->mentions, g_array_unref);
}

/* Acts of the reader come between two transactions: an entity may be gone. */
TriTransaction *
tri_link_job_begin (TriLinkJob *self, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self->library, error);
  g_autofree char *mark = NULL;

  if (!transaction)
    return NULL;
  mark = tri_stale_dup_mark (self->library, self->work);
  self->is_outdated = g_strcmp0 (mark, self->mark) != 0;
  return g_steal_pointer (&transaction);
}

gboolean
tri_link_job_has_time (TriLinkJob *self, gint64 began)
{
  return !self->is_outdated && g_get_monotonic_time () - began < BATCH_MICROSECONDS;
}

gboolean
tri_link_job_commit (TriLinkJob *self, TriTransaction *transaction, GError **error)
{
  if (!tri_transaction_commit (transaction, error))
    return FALSE;
  if (self->options && self->options->progress && self->n_all > 0)
    self->options->progress (self->work,
                             MIN (1.0, (double) self->n_done / (double) self->n_all),
                             self->options->user_data);
  if (self->library->depth == 0 && self->library->between)
    self->library->between (self->library->hook_data);
  return TRUE;
}
