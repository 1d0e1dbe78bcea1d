/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include "library/tri-journal-entities.h"
#include "library/tri-library-stale.h"
#include "model/tri-enums.h"

/* Registers, entities, and what the reader decided of names. Names that only the linker found are
 * no rows to merge: they are found anew. */

/* --- Registers that both have: from the same file, or the reader's own of the same work */

static gboolean
match_by (TriMerge *self, const char *theirs_sql, const char *mine_sql, GError **error)
{
  g_autoptr (TriStatement) row = tri_library_prepare (self->other, theirs_sql, error);
  GError *local = NULL;

  if (!row)
    return FALSE;
  while (tri_library_next (self->other, row, &local))
    {
      const char *uuid = tri_statement_get_text (row, 0);
      g_autofree char *what = tri_merge_translate (self, tri_statement_get_text (row, 1));
      g_autoptr (TriStatement) mine = tri_library_prepare (self->library, mine_sql, &local);

      if (!mine)
        break;
      tri_statement_bind_text (mine, 1, what);
      tri_statement_bind_text (mine, 2, uuid);
      if (tri_library_next (self->library, mine, NULL)
          && !g_hash_table_contains (self->ours, uuid)
          && !g_str_equal (tri_statement_get_text (mine, 0), uuid))
        g_hash_table_insert (self->ours, g_strdup (uuid), tri_statement_dup_text (mine, 0));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_merge_match_registers (TriMerge *self, GError **error)
{
#define MISSING " AND NOT EXISTS (SELECT 1 FROM registers AS x WHERE x.uuid = ?2)"
  static const char by_file[] = "SELECT r.uuid, s.sha256 FROM registers AS r"
                                " JOIN sources AS s ON s.id = r.source"
                                " WHERE r.deleted IS NULL ORDER BY r.id";
  static const char file[] = "SELECT r.uuid FROM registers AS r JOIN sources AS s"
                             " ON s.id = r.source WHERE r.deleted IS NULL AND s.sha256 = ?1" MISSING
                             " ORDER BY r.id LIMIT 1";
  static const char by_work[] = "SELECT r.uuid, w.uuid FROM registers AS r"
                                " JOIN work_registers AS a ON a.register = r.id"
                                " JOIN works AS w ON w.id = a.work"
                                " WHERE r.reader = 1 AND r.deleted IS NULL ORDER BY r.id, w.id";
  static const char work[] = "SELECT r.uuid FROM registers AS r"
                             " JOIN work_registers AS a ON a.register = r.id"
                             " JOIN works AS w ON w.id = a.work"
                             " WHERE r.reader = 1 AND r.deleted IS NULL AND w.uuid = ?1" MISSING
                             " ORDER BY r.id LIMIT 1";
  static const char by_key[] = "SELECT e.uuid, r.uuid || ' ' || e.key FROM entities AS e"
                               " JOIN registers AS r ON r.id = e.register"
                               " WHERE r.deleted IS NULL AND e.key IS NOT NULL";
  static const char key[] = "SELECT e.uuid FROM registers AS r JOIN entities AS e"
                            " ON e.register = r.id AND e.key = substr (?1, 38)"
                            " WHERE r.uuid = substr (?1, 1, 36)"
                            " AND NOT EXISTS (SELECT 1 FROM entities AS x WHERE x.uuid = ?2)";
#undef MISSING

  return match_by (self,
                   by_file,
                   file,
                   error)
         && match_by (self, by_work, work, error)
         && match_by (self, by_key, key, error);
}

/* --- A register as a row: the reader's own, and those that works here lack */

char *
tri_merge_register_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('uuid', r.uuid, 'title', r.title, 'reader',"
                            " r.reader, 'works', (SELECT json_group_array (w.uuid)"
                            "  FROM work_registers AS a JOIN works AS w ON w.id = a.work"
                            "  WHERE a.register = r.id)) FROM registers AS r"
                            " WHERE r.uuid = ? AND r.deleted IS NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static gboolean
run_with (TriLibrary *library, const char *sql, const char *row, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row);
  return tri_library_run (library, statement, error);
}

gboolean
tri_merge_register_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char set[] = "INSERT INTO registers (uuid, title, created, reader)"
                            " VALUES (?1 ->> 'uuid', ?1 ->> 'title', unixepoch (),"
                            " ?1 ->> 'reader') ON CONFLICT (uuid) DO UPDATE SET deleted = NULL,"
                            " title = excluded.title";
  static const char tie[] = "INSERT OR IGNORE INTO work_registers (work, register)"
                            " SELECT w.id, r.id FROM json_each (?1, '$.works') AS j"
                            " JOIN works AS w ON w.uuid = j.value"
                            " JOIN registers AS r ON r.uuid = ?1 ->> 'uuid'";
  static const char unset[] = "UPDATE registers SET deleted = unixepoch () WHERE uuid = ?1";

  return row ? run_with (library, set, row, error) && run_with (library, tie, row, error)
             : run_with (library, unset, uuid, error);
}

/* One that no work of this library uses is left where it is. */
gboolean
tri_merge_register_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  static const char sql[] = "SELECT 1 FROM json_each (?1, '$.works') AS j"
                            " JOIN works AS w ON w.uuid = j.value AND w.complete = 1";
  static const char hidden[] = "SELECT 1 FROM registers WHERE uuid = ?1 AND deleted IS NOT NULL";

  if (pair->mine.row)
    return TRUE;
  if (!tri_merge_ask_time (self->library, sql, pair->theirs.row)
      || tri_merge_ask_time (self->library, hidden, pair->uuid))
    g_clear_pointer (&pair->theirs.row, g_free);
  else
    g_hash_table_add (self->coming, g_strdup (pair->uuid));
  return TRUE;
}

/* --- Entities */

static gboolean
is_here (TriMerge *self, const char *sql, const char *row, const char *field)
{
  static const char get[] = "SELECT coalesce (?1 ->> ?2, '')";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, get, NULL);
  const char *uuid;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row);
  tri_statement_bind_text (statement, 2, field);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  uuid = tri_statement_get_text (statement, 0);
  return uuid[0] == '\0'
         || g_hash_table_contains (self->coming, uuid)
         || tri_merge_ask_time (self->library, sql, uuid);
}

static const char has_entity[] = "SELECT 1 FROM entities WHERE uuid = ?1";

gboolean
tri_merge_entity_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  static const char has_register[] = "SELECT 1 FROM registers WHERE uuid = ?1"
                                     " AND deleted IS NULL";

  if (!pair->mine.row && !is_here (self, has_register, pair->theirs.row, "register"))
    g_clear_pointer (&pair->theirs.row, g_free);
  else if (!pair->mine.row)
    g_hash_table_add (self->coming, g_strdup (pair->uuid));
  return TRUE;
}

gboolean
tri_merge_decision_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  static const char has_work[] = "SELECT 1 FROM works WHERE uuid = ?1 AND complete = 1";

  if (!is_here (self, has_work, pair->theirs.row, "work")
      || !is_here (self, has_entity, pair->theirs.row, "entity"))
    g_clear_pointer (&pair->theirs.row, g_free);
  return TRUE;
}

/* --- A name that the reader gave words, or denied them */

#define PLACE                                                                                  \
  "'uuid', m.uuid, 'in', t.uuid, 'passage', p.key, 'start', m.start, 'stop', m.stop, 'quote'," \
  " substr (p.content, m.start + 1, m.stop - m.start)"
#define OF_PLACE " JOIN passages AS p ON p.id = m.passage JOIN texts AS t ON t.id = p.text"

static char *
read_with (TriLibrary *library, const char *sql, const char *uuid, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

char *
tri_merge_name_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object (" PLACE ", 'entity', e.uuid, 'type', m.type,"
                            " 'name', (SELECT n.name FROM entity_names AS n WHERE n.entity = e.id"
                            "  ORDER BY n.ord LIMIT 1)) FROM mentions AS m" OF_PLACE
                            " LEFT JOIN entities AS e ON e.id = m.entity WHERE m.uuid = ?";

  return read_with (library, sql, uuid, error);
}

char *
tri_merge_refusal_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object (" PLACE ") FROM refusals AS m" OF_PLACE
                            " WHERE m.uuid = ?";

  return read_with (library, sql, uuid, error);
}

/* The names of its work are counted, and found, anew. */
static gboolean
age_place (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char by_row[] = "SELECT work FROM texts WHERE uuid = ?1 ->> 'in'";
  static const char by_uuid[] = "SELECT t.work FROM (SELECT uuid, passage FROM mentions UNION ALL"
                                " SELECT uuid, passage FROM refusals) AS m" OF_PLACE
                                " WHERE m.uuid = ?1";
  gint64 work = tri_merge_ask_time (library, row ? by_row : by_uuid, row ? row : uuid);

  return work == 0 || tri_stale_mark_work (library, work, error);
}

static const char clear_place[] = "DELETE FROM mentions WHERE origin = 1 AND passage ="
                                  " (SELECT p.id FROM passages AS p JOIN texts AS t"
                                  "  ON t.id = p.text AND t.uuid = ?1 ->> 'in'"
                                  "  WHERE p.key = ?1 ->> 'passage')"
                                  " AND start < ?1 ->> 'stop' AND stop > ?1 ->> 'start'";

gboolean
tri_merge_name_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char unset[] = "DELETE FROM mentions WHERE uuid = ?1";
  static const char set[] = "INSERT INTO mentions (uuid, passage, text, ord, start, stop, entity,"
                            " type, origin, confidence, created, modified)"
                            " SELECT ?1 ->> 'uuid', p.id, p.text, p.ord, ?1 ->> 'start',"
                            " ?1 ->> 'stop', (SELECT e.id FROM entities AS e"
                            "  WHERE e.uuid = ?1 ->> 'entity'), ?1 ->> 'type', 2, 1.0,"
                            " unixepoch (), unixepoch () FROM texts AS t JOIN passages AS p"
                            " ON p.text = t.id AND p.key = ?1 ->> 'passage'"
                            " WHERE t.uuid = ?1 ->> 'in'";

  G_STATIC_ASSERT (TRI_ORIGIN_LINKED == 1 && TRI_ORIGIN_READER == 2);
  return age_place (library, uuid, row, error)
         && run_with (library, unset, uuid, error)
         && (!row
             || (run_with (library, clear_place, row, error)
                 && run_with (library, set, row, error)));
}

gboolean
tri_merge_refusal_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char unset[] = "DELETE FROM refusals WHERE uuid = ?1";
  static const char set[] = "INSERT INTO refusals (uuid, passage, start, stop, created, modified)"
                            " SELECT ?1 ->> 'uuid', p.id, ?1 ->> 'start', ?1 ->> 'stop',"
                            " unixepoch (), unixepoch () FROM texts AS t JOIN passages AS p"
                            " ON p.text = t.id AND p.key = ?1 ->> 'passage'"
                            " WHERE t.uuid = ?1 ->> 'in'";

  return age_place (library, uuid, row, error)
         && run_with (library, unset, uuid, error)
         && (!row
             || (run_with (library, clear_place, row, error)
                 && run_with (library, set, row, error)));
}

/* Where other words stand here nothing was decided. */
gboolean
tri_merge_place_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  static const char same[] = "SELECT 1 FROM texts AS t JOIN passages AS p ON p.text = t.id"
                             " AND p.key = ?1 ->> 'passage' WHERE t.uuid = ?1 ->> 'in'"
                             " AND substr (p.content, (?1 ->> 'start') + 1,"
                             "  (?1 ->> 'stop') - (?1 ->> 'start')) = ?1 ->> 'quote'";

  if (!tri_merge_ask_time (self->library, same, pair->theirs.row)
      || !is_here (self, has_entity, pair->theirs.row, "entity"))
    g_clear_pointer (&pair->theirs.row, g_free);
  return TRUE;
}

/* --- Behind the changes */

gboolean
tri_merge_settle_names (TriLibrary *library, const GArray *changes, GError **error)
{
  g_autoptr (GHashTable) works = g_hash_table_new (g_direct_hash, g_direct_equal);
  static const char sql[] = "SELECT work FROM texts WHERE uuid = ?1 ->> 'in'";
  GHashTableIter iter;
  gpointer work;

  for (guint i = 0; i < changes->len; i++)
    {
      const TriMergeChange *change = &g_array_index (changes, TriMergeChange, i);
      const char *row = change->after.row ? change->after.row : change->before.row;

      if (row && change->kind->table == TRI_JOURNAL_PLACES)
        g_hash_table_add (works, GINT_TO_POINTER (tri_merge_ask_time (library, sql, row)));
    }
  g_hash_table_iter_init (&iter, works);
  while (g_hash_table_iter_next (&iter, &work, NULL))
    if (work && !tri_library_recount_mentions (library, GPOINTER_TO_INT (work), error))
      return FALSE;
  return TRUE;
}
