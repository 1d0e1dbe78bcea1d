/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-words.h"
#include "library/tri-merge-private.h"

/* What a merge did: its rows lie in merge_changes, the journal names the batch. */

void
tri_merge_change_clear (gpointer change)
{
  TriMergeChange *self = change;

  g_clear_pointer (&self->uuid, g_free);
  tri_merge_side_clear (&self->before);
  tri_merge_side_clear (&self->after);
}

static gboolean
note_change (TriLibrary *library,
             const char *batch,
             guint n,
             const TriMergeChange *change,
             GError **error)
{
  static const char sql[] = "INSERT INTO merge_changes (batch, n, kind, uuid, before, after,"
                            " stamp_before, stamp_after, gone_before, gone_after)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, batch);
  sqlite3_bind_int64 (statement, 2, n);
  tri_statement_bind_text (statement, 3, change->kind->name);
  tri_statement_bind_text (statement, 4, change->uuid);
  tri_statement_bind_text (statement, 5, change->before.row);
  tri_statement_bind_text (statement, 6, change->after.row);
  sqlite3_bind_int64 (statement, 7, change->before.stamp);
  sqlite3_bind_int64 (statement, 8, change->after.stamp);
  sqlite3_bind_int64 (statement, 9, change->before.gone);
  sqlite3_bind_int64 (statement, 10, change->after.gone);
  return tri_library_run (library, statement, error);
}

gboolean
tri_merge_apply_change (TriLibrary *library,
                        const char *batch,
                        guint n,
                        const TriMergeChange *change,
                        GError **error)
{
  return tri_merge_kind_put (change->kind,
                             library,
                             change->uuid,
                             &change->after,
                             error)
         && note_change (library, batch, n, change, error);
}

static GArray *
read_changes (TriLibrary *library, const char *batch, GError **error)
{
  static const char sql[] = "SELECT kind, uuid, before, after, stamp_before, stamp_after,"
                            " gone_before, gone_after"
                            " FROM merge_changes WHERE batch = ? ORDER BY n";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (TriMergeChange));
  GError *local = NULL;

  g_array_set_clear_func (changes, tri_merge_change_clear);
  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, batch);
  while (tri_library_next (library, statement, &local))
    {
      TriMergeChange change = { tri_merge_find_kind (tri_statement_get_text (statement, 0)) };

      if (!change.kind)
        continue;
      change.uuid = tri_statement_dup_text (statement, 1);
      change.before.row = tri_statement_dup_text (statement, 2);
      change.after.row = tri_statement_dup_text (statement, 3);
      change.before.stamp = sqlite3_column_int64 (statement, 4);
      change.after.stamp = sqlite3_column_int64 (statement, 5);
      change.before.gone = sqlite3_column_int64 (statement, 6);
      change.after.gone = sqlite3_column_int64 (statement, 7);
      g_array_append_val (changes, change);
    }
  if (!local)
    return g_steal_pointer (&changes);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
is_row (TriLibrary *library, const TriMergeKind *kind, const char *now, const char *row)
{
  g_autofree char *plain_now = tri_merge_kind_dup_plain (kind, library, now);
  g_autofree char *plain = tri_merge_kind_dup_plain (kind, library, row);

  return g_strcmp0 (plain_now, plain) == 0;
}

/* A row may have been changed twice: the first change says what was before, the last what it is
 * since. */
static gboolean
is_at (TriLibrary *library, const GArray *changes, gboolean is_after)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      guint at = is_after ? changes->len - 1 - i : i;
      const TriMergeChange *change = &g_array_index (changes, TriMergeChange, at);
      g_autofree char *now = NULL;

      if (!g_hash_table_add (seen, change->uuid))
        continue;
      now = tri_merge_kind_read (change->kind, library, change->uuid, NULL);
      if (!is_row (library, change->kind, now, is_after ? change->after.row : change->before.row))
        return FALSE;
    }
  return TRUE;
}

/* "after" while all rows are as the merge left them, NULL while all are as they were before it or
 * there are none, "changed" otherwise. */
char *
tri_journal_merge_read (TriLibrary *library, const char *batch, GError **error)
{
  g_autoptr (GArray) changes = read_changes (library, batch, error);
  gboolean is_after = changes && is_at (library, changes, TRUE);

  if (!changes || changes->len == 0 || (!is_after && is_at (library, changes, FALSE)))
    return NULL;
  return g_strdup (is_after ? "{\"state\":\"after\"}" : "{\"state\":\"changed\"}");
}

/* Conflicts of a merge that was undone are out of sight. */
static gboolean
show_conflicts (TriLibrary *library, const char *batch, gboolean is_shown, GError **error)
{
  static const char show[] = "UPDATE merge_conflicts SET decided = decided - 10"
                             " WHERE batch = ? AND decided >= 10";
  static const char hide[] = "UPDATE merge_conflicts SET decided = decided + 10"
                             " WHERE batch = ? AND decided < 10";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, is_shown ? show : hide, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, batch);
  return tri_library_run (library, statement, error);
}

gboolean
tri_journal_merge_put (TriLibrary *library, const char *batch, const char *row, GError **error)
{
  g_autoptr (GArray) changes = read_changes (library, batch, error);

  for (guint i = 0; changes && i < changes->len; i++)
    {
      guint at = row ? i : changes->len - 1 - i;
      const TriMergeChange *change = &g_array_index (changes, TriMergeChange, at);

      if (!tri_merge_kind_put (change->kind,
                               library,
                               change->uuid,
                               row ? &change->after : &change->before,
                               error))
        return FALSE;
    }
  return changes
         && tri_merge_settle_links (library, changes, error)
         && tri_merge_settle_names (library, changes, error)
         && tri_merge_settle_words (library, changes, error)
         && show_conflicts (library, batch, row != NULL, error);
}

/* What the reader chose of two versions, as a batch of one. */
gboolean
tri_merge_put_decided (TriLibrary *library,
                       TriJournal *act,
                       const TriMergePair *pair,
                       const char *row,
                       gint64 time,
                       GError **error)
{
  g_autofree char *batch = g_uuid_string_random ();
  g_auto (TriMergeChange) change = { pair->kind, g_strdup (pair->uuid) };
  g_autofree char *sql = NULL;

  if (!tri_journal_watch (act, TRI_JOURNAL_MERGES, batch, error))
    return FALSE;
  change.before.row = tri_merge_kind_read (pair->kind, library, pair->uuid, NULL);
  sql = g_strdup_printf ("SELECT modified FROM (%s) WHERE uuid = ?1", pair->kind->list);
  change.before.stamp = tri_merge_ask_time (library, g_intern_string (sql), pair->uuid);
  change.before.gone = tri_merge_ask_time (library,
                                           "SELECT deleted FROM deletions WHERE uuid = ?1",
                                           pair->uuid);
  change.after.row = g_strdup (row);
  *(row ? &change.after.stamp : &change.after.gone) = time;
  return tri_merge_apply_change (library, batch, 0, &change, error)
         && (pair->kind->table != TRI_JOURNAL_BOOKMARKS
             || tri_mark_words_settle (library, pair->uuid, error));
}
