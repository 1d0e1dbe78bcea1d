/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-batch.h"

/* The commit comes on top of it: 50 ms together. */
#define BATCH_US 40000
/* The clock is looked at once in so many calls. */
#define CALLS_PER_LOOK 16

gboolean
tri_batch_begin (TriBatch *self, GError **error)
{
  self->begun = g_get_monotonic_time ();
  self->transaction = tri_library_begin (self->library, error);
  return self->transaction != NULL;
}

gboolean
tri_batch_breathe (TriBatch *self, GError **error)
{
  if (++self->n_calls % CALLS_PER_LOOK != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->is_whole || g_get_monotonic_time () - self->begun < BATCH_US)
    return TRUE;
  if (!tri_batch_commit (self, error))
    return FALSE;
  if (self->library->between)
    self->library->between (self->library->hook_data);
  g_usleep (TRI_BATCH_GAP_US);
  return tri_batch_begin (self, error);
}

gboolean
tri_batch_commit (TriBatch *self, GError **error)
{
  return tri_transaction_commit (g_steal_pointer (&self->transaction), error);
}

void
tri_batch_clear (TriBatch *self)
{
  g_clear_pointer (&self->transaction, tri_transaction_rollback);
}
