/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

#include <string.h>

/* What the journal keeps of registers: that one is there, that a work uses one ("work register"),
 * and that a batch of entities was merged. A batch is known by its uuid; its rows lie in
 * register_changes. */

/* "after" while all entities are as the batch left them, NULL while all are as they were before,
 * and "changed" when somebody changed one since, or a text names one that the batch brought. */
char *
tri_journal_batch_read (TriLibrary *library, const char *batch, GError **error)
{
  static const char sql[] = "SELECT count (*), count (*) FILTER (WHERE now IS before),"
                            " count (*) FILTER (WHERE now IS after AND NOT (before IS NULL AND"
                            " is_named)) FROM"
                            " (SELECT c.before, c.after,"
                            "   (SELECT " TRI_ENTITY_JSON " FROM entities e WHERE e.uuid ="
                            " c.entity) AS now,"
                            "   EXISTS (SELECT 1 FROM entities e CROSS JOIN mentions m ON m.entity"
                            " = e.id"
                            "    WHERE e.uuid = c.entity AND m.origin <> 1) AS is_named"
                            "  FROM register_changes c WHERE c.batch = ?1)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  gint64 n = 0;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, batch);
  if (!tri_library_next (library, statement, error))
    return NULL;
  n = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_int64 (statement, 1) == n)
    return NULL;
  return g_strdup (sqlite3_column_int64 (statement, 2) == n ? "{\"state\":\"after\"}"
                                                            : "{\"state\":\"changed\"}");
}

static gboolean
run (TriLibrary *library, const char *sql, const char *argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, argument);
  return tri_library_run (library, statement, error);
}

#define OF_BATCH                                                                               \
  " WHERE entity IN (SELECT e.id FROM register_changes c JOIN entities e ON e.uuid = c.entity" \
  "  WHERE c.batch = ?1)"
#define ROWS(side, part)                                                \
  " FROM register_changes c CROSS JOIN entities e ON e.uuid = c.entity" \
  " CROSS JOIN json_each (c." side ", '$." part "') j WHERE c.batch = ?1"

/* @side: before or after. */
#define DROP(side)                                                          \
  "DELETE FROM entities WHERE uuid IN (SELECT entity FROM register_changes" \
  " WHERE batch = ?1 AND " side " IS NULL)"
#define FREE_KEYS                                                                     \
  "UPDATE entities SET key = NULL WHERE uuid IN (SELECT entity FROM register_changes" \
  " WHERE batch = ?1)"
#define PUT(side)                                                                   \
  "INSERT INTO entities (uuid, register, key, type, dates, created, modified)"      \
  " SELECT c.entity, r.id, c." side " ->> 'key', c." side " ->> 'type',"            \
  "  c." side " ->> 'dates', c." side " ->> 'created', unixepoch ()"                \
  " FROM register_changes c JOIN registers r ON r.uuid = c." side " ->> 'register'" \
  " WHERE c.batch = ?1 AND c." side " IS NOT NULL"                                  \
  " ON CONFLICT (uuid) DO UPDATE SET key = excluded.key, type = excluded.type,"     \
  "  dates = excluded.dates, modified = excluded.modified"
#define PUT_NAMES(side)                                              \
  "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)" \
  " SELECT e.id, j.key, j.value ->> 0, j.value ->> 1,"               \
  "  j.value ->> 2, j.value ->> 3" ROWS (side, "names")
#define PUT_DESCRIPTIONS(side)                              \
  "INSERT INTO entity_descriptions (entity, lang, content)" \
  " SELECT e.id, j.value ->> 0, j.value ->> 1" ROWS (side, "descriptions")
#define PUT_IDENTIFIERS(side)                              \
  "INSERT INTO entity_identifiers (entity, scheme, value)" \
  " SELECT e.id, j.value ->> 0, j.value ->> 1" ROWS (side, "identifiers")
#define RETYPE \
  "UPDATE mentions SET type = (SELECT e.type FROM entities e WHERE e.id = entity)" OF_BATCH

static const char *const put_before[] = {
  DROP ("before"),
  FREE_KEYS,
  PUT ("before"),
  "DELETE FROM entity_names" OF_BATCH,
  "DELETE FROM entity_descriptions" OF_BATCH,
  "DELETE FROM entity_identifiers" OF_BATCH,
  PUT_NAMES ("before"),
  PUT_DESCRIPTIONS ("before"),
  PUT_IDENTIFIERS ("before"),
  RETYPE,
};
static const char *const put_after[] = {
  DROP ("after"),
  FREE_KEYS,
  PUT ("after"),
  "DELETE FROM entity_names" OF_BATCH,
  "DELETE FROM entity_descriptions" OF_BATCH,
  "DELETE FROM entity_identifiers" OF_BATCH,
  PUT_NAMES ("after"),
  PUT_DESCRIPTIONS ("after"),
  PUT_IDENTIFIERS ("after"),
  RETYPE,
};

/* The works whose names have to be found anew. */
static gboolean
mark_works_of_batch (TriLibrary *library, const char *batch, GError **error)
{
  static const char sql[] = "SELECT r.id FROM (SELECT coalesce (after, before) AS row"
                            "  FROM register_changes WHERE batch = ?1 LIMIT 1) c"
                            " JOIN registers r ON r.uuid = c.row ->> 'register'";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  gint64 reg = 0;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, batch);
  if (tri_library_next (library, statement, NULL))
    reg = sqlite3_column_int64 (statement, 0);
  return reg == 0 || tri_stale_mark_register (library, reg, error);
}

gboolean
tri_journal_batch_put (TriLibrary *library, const char *batch, const char *row, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (put_before); i++)
    if (!run (library, row ? put_after[i] : put_before[i], batch, error))
      return FALSE;
  return mark_works_of_batch (library, batch, error);
}

static const char attachment_sql[] = "SELECT w.id, r.id, EXISTS (SELECT 1 FROM work_registers"
                                     "  WHERE work = w.id AND register = r.id)"
                                     " FROM works w, registers r"
                                     " WHERE w.uuid = ?1 AND r.uuid = ?2";

static gboolean
find_attachment (TriLibrary *library, const char *name, gint64 ids[2], gboolean *is_there)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, attachment_sql, NULL);
  g_auto (GStrv) uuids = g_strsplit (name, " ", 2);

  if (!statement || !uuids[0] || !uuids[1])
    return FALSE;
  tri_statement_bind_text (statement, 1, uuids[0]);
  tri_statement_bind_text (statement, 2, uuids[1]);
  if (!tri_library_next (library, statement, NULL))
    return FALSE;
  ids[0] = sqlite3_column_int64 (statement, 0);
  ids[1] = sqlite3_column_int64 (statement, 1);
  *is_there = sqlite3_column_int (statement, 2) != 0;
  return TRUE;
}

char *
tri_journal_attachment_read (TriLibrary *library, const char *name, GError **error)
{
  gint64 ids[2] = { 0 };
  gboolean is_there = FALSE;

  return find_attachment (library, name, ids, &is_there) && is_there
             ? g_strdup ("{\"attached\":1}")
             : NULL;
}

gboolean
tri_journal_attachment_put (TriLibrary *library,
                            const char *name,
                            const char *row,
                            GError **error)
{
  static const char add[] = "INSERT OR IGNORE INTO work_registers (work, register) VALUES (?, ?)";
  static const char drop[] = "DELETE FROM work_registers WHERE work = ? AND register = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, row ? add : drop, error);
  gint64 ids[2] = { 0 };
  gboolean is_there = FALSE;

  if (!statement)
    return FALSE;
  /* A work or register that is not there any more has nothing to be attached. */
  if (!find_attachment (library, name, ids, &is_there))
    return TRUE;
  sqlite3_bind_int64 (statement, 1, ids[0]);
  sqlite3_bind_int64 (statement, 2, ids[1]);
  return tri_library_run (library, statement, error)
         && tri_stale_mark_work (library, ids[0], error);
}
