/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* What is done with a row of any kind. */

void
tri_merge_side_clear (TriMergeSide *self)
{
  g_clear_pointer (&self->row, g_free);
}

void
tri_merge_pair_clear (gpointer pair)
{
  TriMergePair *self = pair;

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->plain_mine, g_free);
  g_clear_pointer (&self->plain_theirs, g_free);
  tri_merge_side_clear (&self->mine);
  tri_merge_side_clear (&self->theirs);
}

char *
tri_merge_kind_read (const TriMergeKind *self,
                     TriLibrary *library,
                     const char *uuid,
                     GError **error)
{
  char *row = NULL;

  if (self->read)
    return self->read (library, uuid, error);
  if (!tri_journal_read_row (library, tri_journal_get_table (self->table), uuid, &row, error))
    return NULL;
  return row;
}

/* The text that the first column of the first row is with ?1 = @argument. */
static char *
ask_text (TriLibrary *library, const char *sql, const char *argument)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, argument);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                     : NULL;
}

char *
tri_merge_kind_dup_plain (const TriMergeKind *self, TriLibrary *library, const char *row)
{
  g_autofree char *sql = NULL;

  if (!row)
    return NULL;
  sql = g_strdup_printf ("SELECT json_remove (?1, '$.modified'%s)", self->volatile_paths);
  return ask_text (library, g_intern_string (sql), row);
}

static char *
dup_loud (const TriMergeKind *self, TriLibrary *library, const char *plain)
{
  g_autofree char *sql = g_strdup_printf ("SELECT json_remove (?1%s)", self->quiet_paths);

  return ask_text (library, g_intern_string (sql), plain);
}

gboolean
tri_merge_kind_is_quiet (const TriMergeKind *self,
                         TriLibrary *library,
                         const char *plain,
                         const char *other)
{
  g_autofree char *loud = NULL;
  g_autofree char *other_loud = NULL;

  if (!self->quiet_paths || !plain || !other)
    return FALSE;
  loud = dup_loud (self, library, plain);
  other_loud = dup_loud (self, library, other);
  return g_strcmp0 (loud, other_loud) == 0;
}

char *
tri_merge_kind_find_twin (const TriMergeKind *self, TriLibrary *library, const char *row)
{
  return self->twin ? ask_text (library, self->twin, row) : NULL;
}

static gboolean
put (const TriMergeKind *self,
     TriLibrary *library,
     const char *uuid,
     const char *row,
     GError **error)
{
  const TriJournalRow touched = { tri_journal_get_table (self->table),
                                  (char *) uuid,
                                  (char *) row };

  if (self->put)
    return self->put (library, uuid, row, error);
  return tri_journal_put_row (library, &touched, error);
}

static gboolean
put_stamp (const TriMergeKind *self,
           TriLibrary *library,
           const char *uuid,
           gint64 stamp,
           GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, self->stamp, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, stamp);
  return tri_library_run (library, statement, error);
}

/* Triggers noted the deletion with the time of now. */
static gboolean
put_gone (const TriMergeKind *self,
          TriLibrary *library,
          const char *uuid,
          gint64 gone,
          GError **error)
{
  static const char set[] = "INSERT OR REPLACE INTO deletions (uuid, what, deleted)"
                            " VALUES (?1, ?2, ?3)";
  static const char unset[] = "DELETE FROM deletions WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, gone ? set : unset, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (gone)
    {
      tri_statement_bind_text (statement, 2, self->name);
      sqlite3_bind_int64 (statement, 3, gone);
    }
  return tri_library_run (library, statement, error);
}

gboolean
tri_merge_kind_put (const TriMergeKind *self,
                    TriLibrary *library,
                    const char *uuid,
                    const TriMergeSide *side,
                    GError **error)
{
  if (!put (self, library, uuid, side->row, error))
    return FALSE;
  if (side->row && self->stamp && !put_stamp (self, library, uuid, side->stamp, error))
    return FALSE;
  return put_gone (self, library, uuid, side->gone, error);
}

gint64
tri_merge_ask_time (TriLibrary *library, const char *sql, const char *uuid)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

gboolean
tri_merge_list (TriLibrary *library, const char *sql, GHashTable *times, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (library, statement, &local))
    {
      gint64 time = sqlite3_column_int64 (statement, 1);

      g_hash_table_insert (times,
                           tri_statement_dup_text (statement, 0),
                           g_memdup2 (&time, sizeof time));
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
looks_like_uuid (const char *text)
{
  for (guint i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

char *
tri_merge_translate (TriMerge *self, const char *row)
{
  GString *out;

  if (!row || g_hash_table_size (self->ours) == 0)
    return g_strdup (row);
  out = g_string_new (NULL);
  while (*row)
    {
      gboolean is_uuid = looks_like_uuid (row);
      g_autofree char *uuid = is_uuid ? g_strndup (row, 36) : NULL;
      const char *ours = uuid ? g_hash_table_lookup (self->ours, uuid) : NULL;

      if (is_uuid)
        g_string_append (out, ours ? ours : uuid);
      else
        g_string_append_c (out, *row);
      row += is_uuid ? 36 : 1;
    }
  return g_string_free (out, FALSE);
}
