/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* What a library has had: of the rows that differ, what the journal, earlier merges and the
 * conflicts these left say of before. A version that the other library has had is older than what
 * stands there now, whatever the clocks say. */

static const TriMergeKind *
find_by_table (const char *name)
{
  guint n;
  const TriMergeKind *kinds = tri_merge_get_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (tri_journal_get_table (kinds[i].table)->name, name))
      return &kinds[i];
  return NULL;
}

/* Further places stand in rows of their own in the journal. */
static char *
dup_key (TriMerge *self, const char *uuid, const char *plain)
{
  static const char sql[] = "SELECT json_remove (?1, '$.parts')";
  g_autoptr (TriStatement) statement = NULL;

  if (g_hash_table_contains (self->homeless, uuid))
    {
      g_autofree char *placeless = tri_merge_mark_dup_placeless (self->library, plain);

      return g_strconcat (uuid, " ", placeless, NULL);
    }
  statement = tri_library_prepare (self->library, sql, NULL);
  if (!statement)
    return g_strdup (uuid);
  tri_statement_bind_text (statement, 1, plain);
  if (!tri_library_next (self->library, statement, NULL))
    return g_strdup (uuid);
  return g_strconcat (uuid, " ", tri_statement_get_text (statement, 0), NULL);
}

gboolean
tri_merge_has_had (TriMerge *self, GHashTable *had, const char *uuid, const char *plain)
{
  g_autofree char *key = dup_key (self, uuid, plain);

  return g_hash_table_contains (had, key);
}

static void
add_version (TriMerge *self,
             GHashTable *had,
             const TriMergeKind *kind,
             const char *uuid,
             const char *row)
{
  g_autofree char *plain = tri_merge_kind_dup_plain (kind, self->library, row);

  if (plain)
    g_hash_table_add (had, dup_key (self, uuid, plain));
}

typedef struct
{
  TriMerge *merge;
  GHashTable *wanted; /* uuids of rows that differ */
  GHashTable *had;
  gboolean is_theirs;
} Reader;

/* @name: of a kind or of a table of the journal. */
static void
read_version (Reader *self, const char *name, const char *uuid, const char *row)
{
  const char *ours = self->is_theirs ? g_hash_table_lookup (self->merge->ours, uuid) : NULL;
  const TriMergeKind *kind;
  g_autofree char *translated = NULL;

  uuid = ours ? ours : uuid;
  if (!row || !g_hash_table_contains (self->wanted, uuid))
    return;
  kind = tri_merge_find_kind (name);
  if (!kind)
    kind = find_by_table (name);
  if (!kind)
    return;
  translated = self->is_theirs ? tri_merge_translate (self->merge, row) : g_strdup (row);
  add_version (self->merge, self->had, kind, uuid, translated);
}

static gboolean
read_all (Reader *self, const char *sql, GError **error)
{
  TriLibrary *library = self->is_theirs ? self->merge->other : self->merge->library;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (library, statement, &local))
    {
      g_autofree char *row = tri_statement_dup_text (statement, 2);

      read_version (self,
                    tri_statement_get_text (statement, 0),
                    tri_statement_get_text (statement, 1),
                    row);
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_side (TriMerge *self, GHashTable *wanted, gboolean is_theirs, GError **error)
{
#define OF_JOURNAL(side)                                              \
  "SELECT j.value ->> 'table', j.value ->> 'uuid', j.value ->> 'row'" \
  " FROM (SELECT " side " FROM journal UNION ALL SELECT " side        \
  " FROM journal_past) AS acts CROSS JOIN json_each (acts." side ") AS j"
  static const char *const sources[] = {
    OF_JOURNAL ("before"),
    OF_JOURNAL ("after"),
    "SELECT kind, uuid, before FROM merge_changes WHERE before IS NOT NULL",
    "SELECT kind, uuid, after FROM merge_changes WHERE after IS NOT NULL",
    "SELECT kind, subject, mine FROM merge_conflicts WHERE mine IS NOT NULL AND decided < 10",
    "SELECT kind, subject, theirs FROM merge_conflicts WHERE theirs IS NOT NULL AND decided < 10",
  };
#undef OF_JOURNAL
  Reader reader = { self, wanted, is_theirs ? self->had_theirs : self->had_mine, is_theirs };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!read_all (&reader, sources[i], error))
      return FALSE;
  return TRUE;
}

gboolean
tri_merge_read_history (TriMerge *self, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const TriMergePair *pair = &g_array_index (self->pairs, TriMergePair, i);

      if (pair->mine.row || pair->mine.gone)
        g_hash_table_add (wanted, pair->uuid);
    }
  return g_hash_table_size (wanted) == 0
         || (read_side (self, wanted, FALSE, error) && read_side (self, wanted, TRUE, error));
}
