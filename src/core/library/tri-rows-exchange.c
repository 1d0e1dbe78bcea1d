/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-rows-exchange.h"

#include "library/tri-batch.h"
#include "library/tri-link-summary.h"
#include "library/tri-mark-words.h"

/* So often the rows are computed beside acts of the reader; then the acts wait. */
#define MAX_TRIES 3

/* Somebody may change links while the rows are written: then they are computed again. */
typedef struct
{
  TriLibrary *library;
  TriLibraryHook between;
  TriLibraryHook committed;
  gpointer hook_data;
  gboolean is_disturbed;
  gint64 version;
} Watch;

static void
restore_hooks (Watch *self)
{
  self->library->between = self->between;
  self->library->committed = self->committed;
  self->library->hook_data = self->hook_data;
}

static void between_cb (gpointer data);

/* The hooks share their data: ours stand in for all of them. Nobody needs to know of rows that
 * nobody sees. */
static void
set_hooks (Watch *self)
{
  self->library->between = between_cb;
  self->library->committed = NULL;
  self->library->hook_data = self;
}

static void
between_cb (gpointer data)
{
  Watch *watch = data;
  int before = sqlite3_total_changes (watch->library->db);

  if (!watch->between)
    return;
  restore_hooks (watch);
  watch->between (watch->hook_data);
  set_hooks (watch);
  watch->is_disturbed |= sqlite3_total_changes (watch->library->db) != before;
}

static void
begin_watch (Watch *self, TriLibrary *library)
{
  self->library = library;
  self->between = library->between;
  self->committed = library->committed;
  self->hook_data = library->hook_data;
  self->is_disturbed = FALSE;
  self->version = tri_library_get_data_version (library);
}

static gboolean
store_beside (TriRows *rows, Watch *watch, gint64 work, TriBatch *batch, GError **error)
{
  gboolean done;

  set_hooks (watch);
  done = tri_batch_begin (batch, error)
         && tri_rows_store_beside (rows, work, batch, error)
         && tri_batch_commit (batch, error);
  restore_hooks (watch);
  return done;
}

static gboolean
exchange (TriRows *rows, TriLibrary *library, gint64 work, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (library, error);

  return transaction
         && tri_rows_exchange (rows, library, work, error)
         && tri_mark_words_age_work (library, work, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
try_once (TriLibrary *library,
          gint64 work,
          GCancellable *cancellable,
          gboolean *is_done,
          GError **error)
{
  g_autoptr (TriRows) rows = tri_rows_new ();
  g_auto (TriBatch) batch = { library, cancellable };
  Watch watch;

  begin_watch (&watch, library);
  if (!tri_rows_load (rows, library, work, error)
      || !store_beside (rows, &watch, work, &batch, error))
    return FALSE;
  *is_done = !watch.is_disturbed && tri_library_get_data_version (library) == watch.version;
  return !*is_done || exchange (rows, library, work, error);
}

gboolean
tri_rows_replace (TriLibrary *library, gint64 work, GCancellable *cancellable, GError **error)
{
  gboolean is_done = FALSE;

  for (guint i = 0; i < MAX_TRIES && !is_done; i++)
    if (!try_once (library, work, cancellable, &is_done, error))
      return FALSE;
  if (!is_done && !tri_library_rebuild_rows (library, work, error))
    return FALSE;
  return tri_rows_summarise (library, work, cancellable, error);
}

static GArray *
list_blocks (TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "SELECT b.id FROM row_groups g CROSS JOIN row_blocks b ON b.grp = g.id"
                            " WHERE g.work = ? AND g.strand >= 0 AND b.summary IS NULL"
                            " ORDER BY g.strand, g.ord, b.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (library, statement, &local))
    {
      gint64 block = sqlite3_column_int64 (statement, 0);

      g_array_append_val (blocks, block);
    }
  if (!local)
    return g_steal_pointer (&blocks);
  g_propagate_error (error, local);
  return NULL;
}

/* A block that an act took away meanwhile has no summary to make. */
static gboolean
is_there (TriLibrary *library, gint64 block)
{
  return tri_library_ask (library,
                          "SELECT EXISTS (SELECT 1 FROM row_blocks WHERE id = ?)",
                          block,
                          0)
         != 0;
}

gboolean
tri_rows_summarise (TriLibrary *library, gint64 work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) blocks = list_blocks (library, work, error);
  g_auto (TriBatch) batch = { library, cancellable };

  if (!blocks || !tri_batch_begin (&batch, error))
    return FALSE;
  for (guint i = 0; i < blocks->len; i++)
    {
      gint64 block = g_array_index (blocks, gint64, i);

      if (is_there (library, block) && !tri_link_summary_store (library, block, error))
        return FALSE;
      if (!tri_batch_breathe (&batch, error))
        return FALSE;
    }
  return tri_batch_commit (&batch, error);
}
