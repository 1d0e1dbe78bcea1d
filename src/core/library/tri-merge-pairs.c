/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* Lays the rows of both libraries side by side. */

static gint64
get_time (GHashTable *times, const char *uuid)
{
  const gint64 *time = g_hash_table_lookup (times, uuid);

  return time ? *time : 0;
}

static gboolean
read_deletions (TriMerge *self, GError **error)
{
  /* What the journal has seen, and is no more. */
  static const char sql[] = "SELECT j.value ->> 'uuid', a.created + 1 FROM journal AS a,"
                            " json_each (a.after) AS j WHERE a.undone = 0"
                            " AND j.value ->> 'table' IN ('entities', 'name_decisions')"
                            " AND j.value ->> 'row' IS NULL"
                            " UNION ALL SELECT m.value ->> 0, max (a.created, (m.value ->> 7) + 1)"
                            " FROM journal AS a,"
                            " json_each (a.before) AS j, json_each (j.value, '$.row.own') AS m"
                            " WHERE a.undone = 0 AND j.value ->> 'table' = 'places'"
                            " AND m.value ->> 0 IS NOT NULL"
                            " UNION ALL SELECT m.value ->> 0, max (a.created, (m.value ->> 2) + 1)"
                            " FROM journal AS a,"
                            " json_each (a.before) AS j, json_each (j.value, '$.row.refused') AS m"
                            " WHERE a.undone = 0 AND j.value ->> 'table' = 'places'"
                            " UNION ALL SELECT uuid, deleted FROM deletions";
  g_autoptr (GHashTable) theirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer uuid;
  gpointer time;

  if (!tri_merge_list (self->library, sql, self->gone_mine, error)
      || !tri_merge_list (self->other, sql, theirs, error))
    return FALSE;
  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &uuid, &time))
    {
      const char *ours = g_hash_table_lookup (self->ours, uuid);

      g_hash_table_insert (self->gone_theirs,
                           g_strdup (ours ? ours : uuid),
                           g_memdup2 (time, sizeof (gint64)));
    }
  return TRUE;
}

static gboolean
make_plain (TriMerge *self, TriMergePair *pair)
{
  g_clear_pointer (&pair->plain_mine, g_free);
  g_clear_pointer (&pair->plain_theirs, g_free);
  pair->plain_mine = tri_merge_kind_dup_plain (pair->kind, self->library, pair->mine.row);
  pair->plain_theirs = tri_merge_kind_dup_plain (pair->kind, self->library, pair->theirs.row);
  return pair->mine.row && pair->theirs.row && g_str_equal (pair->plain_mine, pair->plain_theirs);
}

/* Takes what @pair holds. */
static gboolean
add_pair (TriMerge *self, TriMergePair *pair, GError **error)
{
  gboolean is_same = make_plain (self, pair);

  if (!is_same && pair->theirs.row && pair->kind->adapt)
    {
      if (!pair->kind->adapt (self, pair, error))
        {
          tri_merge_pair_clear (pair);
          return FALSE;
        }
      is_same = !pair->theirs.row || make_plain (self, pair);
    }
  if (is_same)
    tri_merge_pair_clear (pair);
  else
    g_array_append_vals (self->pairs, pair, 1);
  return TRUE;
}

/* The row of ours that a row of theirs is to be compared with, by its uuid or by what it says. */
static char *
find_ours (TriMerge *self, const TriMergeKind *kind, const char *uuid, char **row, GHashTable *mine)
{
  const char *known = g_hash_table_lookup (self->ours, uuid);
  g_autofree char *twin = NULL;
  g_autofree char *theirs = NULL;

  if (known)
    return g_strdup (known);
  /* A link is known by the texts that it ties. */
  if (kind->table == TRI_JOURNAL_LINKS)
    return tri_merge_translate (self, uuid);
  if (g_hash_table_contains (mine, uuid) || g_hash_table_contains (self->gone_mine, uuid))
    return g_strdup (uuid);
  twin = tri_merge_kind_find_twin (kind, self->library, *row);
  if (!twin)
    return g_strdup (uuid);
  g_hash_table_insert (self->ours, g_strdup (uuid), g_strdup (twin));
  theirs = g_steal_pointer (row);
  *row = tri_merge_translate (self, theirs);
  return g_steal_pointer (&twin);
}

static gboolean
compare_row (TriMerge *self,
             const TriMergeKind *kind,
             const char *uuid,
             gint64 stamp,
             GHashTable *mine,
             GError **error)
{
  g_autofree char *row = NULL;
  TriMergePair pair = { kind };

  if (kind->is_known_by_time && stamp > 0 && get_time (mine, uuid) == stamp)
    {
      g_hash_table_remove (mine, uuid);
      return TRUE;
    }
  row = tri_merge_kind_read (kind, self->other, uuid, error);
  if (!row)
    return error == NULL || *error == NULL;
  pair.theirs.row = tri_merge_translate (self, row);
  pair.theirs.stamp = stamp;
  pair.uuid = find_ours (self, kind, uuid, &pair.theirs.row, mine);
  /* Two of theirs may be one of ours: then the first is. */
  if (!g_hash_table_add (self->compared, g_strconcat (kind->name, " ", pair.uuid, NULL))
      || (kind->is_wanted && !kind->is_wanted (self, pair.uuid)))
    {
      tri_merge_pair_clear (&pair);
      return TRUE;
    }
  pair.mine.gone = get_time (self->gone_mine, pair.uuid);
  if (g_hash_table_contains (mine, pair.uuid))
    {
      pair.mine.row = tri_merge_kind_read (kind, self->library, pair.uuid, error);
      pair.mine.stamp = get_time (mine, pair.uuid);
      pair.mine.gone = 0;
      g_hash_table_remove (mine, pair.uuid);
    }
  return add_pair (self, &pair, error);
}

static gboolean
compare_theirs (TriMerge *self, const TriMergeKind *kind, GHashTable *mine, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->other, kind->list, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self->other, statement, &local))
    {
      g_autofree char *uuid = tri_statement_dup_text (statement, 0);

      if (!compare_row (self, kind, uuid, sqlite3_column_int64 (statement, 1), mine, &local)
          || g_cancellable_set_error_if_cancelled (self->cancellable, &local))
        break;
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What is left is in this library alone: the other never had it, or it was deleted there. */
static gboolean
compare_mine (TriMerge *self, const TriMergeKind *kind, GHashTable *mine, GError **error)
{
  GHashTableIter iter;
  gpointer uuid;
  gpointer stamp;

  g_hash_table_iter_init (&iter, mine);
  while (g_hash_table_iter_next (&iter, &uuid, &stamp))
    {
      TriMergePair pair = { kind };

      if (!g_hash_table_contains (self->gone_theirs, uuid))
        continue;
      pair.uuid = g_strdup (uuid);
      pair.theirs.gone = get_time (self->gone_theirs, uuid);
      pair.mine.stamp = *(gint64 *) stamp;
      pair.mine.row = tri_merge_kind_read (kind, self->library, uuid, error);
      if (!pair.mine.row)
        {
          tri_merge_pair_clear (&pair);
          return FALSE;
        }
      if (!add_pair (self, &pair, error))
        return FALSE;
    }
  return TRUE;
}

/* What was deleted there and is not here: it is not to come from a third library either. */
static gboolean
compare_deletions (TriMerge *self, GError **error)
{
  static const char sql[] = "SELECT uuid, what, deleted FROM deletions";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->other, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self->other, statement, &local))
    {
      const TriMergeKind *kind = tri_merge_find_kind (tri_statement_get_text (statement, 1));
      const char *uuid = tri_statement_get_text (statement, 0);
      TriMergeChange change = { kind };
      g_autofree char *row = NULL;

      change.before.gone = get_time (self->gone_mine, uuid);
      change.after.gone = sqlite3_column_int64 (statement, 2);
      if (!kind || change.before.gone >= change.after.gone)
        continue;
      if ((row = tri_merge_kind_read (kind, self->library, uuid, NULL)))
        continue;
      change.uuid = g_strdup (uuid);
      g_array_append_val (self->changes, change);
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
tri_merge_compare (TriMerge *self, GError **error)
{
  guint n;
  const TriMergeKind *kinds = tri_merge_get_kinds (&n);

  if (!read_deletions (self, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) mine = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      if (!kinds[i].list)
        continue;
      if (!tri_merge_list (self->library, kinds[i].list, mine, error)
          || !compare_theirs (self, &kinds[i], mine, error)
          || !compare_mine (self, &kinds[i], mine, error))
        return FALSE;
    }
  return compare_deletions (self, error);
}
