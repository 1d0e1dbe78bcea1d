/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

/* Writes the entities of a file into a register, by the choices that were made. */

#define MERGED "choice IN (1, 2) AND target IS NOT NULL"
#define ADDED "(choice = 3 OR target IS NULL)"

static gboolean
run (TriLibrary *self, const char *sql, gint64 reg, const char *batch, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  int n = 0;

  if (!statement)
    return FALSE;
  n = sqlite3_bind_parameter_count (statement);
  if (n > 0)
    sqlite3_bind_int64 (statement, 1, reg);
  if (n > 1)
    tri_statement_bind_text (statement, 2, batch);
  return tri_library_run (self, statement, error);
}

/* The new ones. A key that is taken gets a tail. */
static gboolean
add_entities (TriLibrary *self, gint64 reg, GError **error)
{
  static const char entities[] = "INSERT INTO entities (uuid, register, key, type, dates, created,"
                                 " modified)"
                                 " SELECT uuid, ?1, CASE WHEN EXISTS (SELECT 1 FROM entities e"
                                 "  WHERE e.register = ?1 AND e.key = t.key) THEN t.key || '-' ||"
                                 " substr (t.uuid, 1, 8)"
                                 "  ELSE t.key END, type, dates, unixepoch (), unixepoch ()"
                                 " FROM temp.register_entities t WHERE " ADDED " ORDER BY t.id";
  static const char names[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                              " SELECT e.id, n.ord, n.lang, n.name, n.kind, n.folded FROM"
                              " temp.register_entities t"
                              " CROSS JOIN entities e ON e.uuid = t.uuid CROSS JOIN"
                              " temp.register_names n ON n.id = t.id"
                              " WHERE " ADDED;
  static const char descriptions[] = "INSERT INTO entity_descriptions (entity, lang, content)"
                                     " SELECT e.id, d.lang, d.content FROM temp.register_entities t"
                                     " CROSS JOIN entities e ON e.uuid = t.uuid"
                                     " CROSS JOIN temp.register_descriptions d ON d.id = t.id"
                                     " WHERE " ADDED;
  static const char identifiers[] = "INSERT INTO entity_identifiers (entity, scheme, value)"
                                    " SELECT e.id, i.scheme, i.value FROM temp.register_entities t"
                                    " CROSS JOIN entities e ON e.uuid = t.uuid"
                                    " CROSS JOIN temp.register_identifiers i ON i.id = t.id WHERE"
                                    " " ADDED;

  return run (self, entities, reg, NULL, error)
         && run (self, names, reg, NULL, error)
         && run (self, descriptions, reg, NULL, error)
         && run (self, identifiers, reg, NULL, error);
}

static const char values_sql[] = "UPDATE entities SET type = coalesce (theirs.type, entities.type),"
                                 " dates = coalesce (theirs.dates, entities.dates,"
                                 " theirs.any_dates),"
                                 " key = coalesce (entities.key, (SELECT theirs.key WHERE NOT"
                                 " EXISTS"
                                 "  (SELECT 1 FROM entities o WHERE o.register = entities.register"
                                 " AND o.key = theirs.key))),"
                                 " modified = unixepoch ()"
                                 " FROM (SELECT target, max (CASE choice WHEN 2 THEN type END) AS"
                                 " type,"
                                 "  max (CASE choice WHEN 2 THEN dates END) AS dates, max (dates)"
                                 " AS any_dates,"
                                 "  min (key) AS key FROM temp.register_entities WHERE"
                                 " " MERGED " GROUP BY target) AS theirs"
                                 " WHERE entities.id = theirs.target";

/* The names of both, by kind, ours before theirs. */
static const char join_names[] = "INSERT INTO temp.register_joined (entity, ord, lang, name, kind,"
                                 " folded)"
                                 " SELECT entity, row_number () OVER (PARTITION BY entity ORDER BY"
                                 " kind, place) - 1,"
                                 "  lang, name, kind, folded FROM"
                                 " (SELECT entity, ord AS place, lang, name, kind, folded FROM"
                                 " entity_names"
                                 "   WHERE entity IN (SELECT entity FROM temp.register_gains)"
                                 "  UNION ALL"
                                 "  SELECT t.target, 1000000 * t.id + n.ord, n.lang, n.name, min"
                                 " (n.kind), n.folded"
                                 "   FROM temp.register_gains g CROSS JOIN temp.register_entities"
                                 " t ON t.target = g.entity"
                                 "   CROSS JOIN temp.register_names n ON n.id = t.id"
                                 "   WHERE " MERGED " AND NOT EXISTS (SELECT 1 FROM entity_names o"
                                 " WHERE o.entity = t.target"
                                 "    AND o.lang = n.lang AND o.name = n.name)"
                                 "   GROUP BY t.target, n.lang, n.name)";
static const char find_gains[] = "INSERT OR IGNORE INTO temp.register_gains (entity)"
                                 " SELECT t.target FROM temp.register_entities t"
                                 " CROSS JOIN temp.register_names n ON n.id = t.id"
                                 " WHERE " MERGED " AND NOT EXISTS (SELECT 1 FROM entity_names o"
                                 " WHERE o.entity = t.target"
                                 "  AND o.lang = n.lang AND o.name = n.name)";
static const char drop_names[] = "DELETE FROM entity_names WHERE entity IN (SELECT entity FROM"
                                 " temp.register_gains)";
static const char put_names[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                                " SELECT entity, ord, lang, name, kind, folded FROM"
                                " temp.register_joined";

static gboolean
merge_names (TriLibrary *self, GError **error)
{
  static const char tables[] = "CREATE TEMP TABLE IF NOT EXISTS register_gains (entity INTEGER"
                               " PRIMARY KEY);"
                               "CREATE TEMP TABLE IF NOT EXISTS register_joined (entity INTEGER,"
                               " ord INTEGER, lang TEXT,"
                               " name TEXT, kind INTEGER, folded TEXT);"
                               "DELETE FROM temp.register_gains; DELETE FROM temp.register_joined";

  return tri_library_exec (self, tables, error)
         && run (self, find_gains, 0, NULL, error)
         && run (self, join_names, 0, NULL, error)
         && run (self, drop_names, 0, NULL, error)
         && run (self, put_names, 0, NULL, error);
}

static gboolean
merge_entities (TriLibrary *self, GError **error)
{
  static const char ours[] = "INSERT OR IGNORE INTO entity_descriptions (entity, lang, content)"
                             " SELECT t.target, d.lang, d.content FROM temp.register_entities t"
                             " CROSS JOIN temp.register_descriptions d ON d.id = t.id WHERE"
                             " " MERGED;
  static const char theirs[] = "INSERT OR REPLACE INTO entity_descriptions (entity, lang, content)"
                               " SELECT t.target, d.lang, d.content FROM temp.register_entities t"
                               " CROSS JOIN temp.register_descriptions d ON d.id = t.id"
                               " WHERE t.choice = 2 AND t.target IS NOT NULL";
  static const char identifiers[] = "INSERT OR IGNORE INTO entity_identifiers (entity, scheme,"
                                    " value)"
                                    " SELECT t.target, i.scheme, i.value FROM"
                                    " temp.register_entities t"
                                    " CROSS JOIN temp.register_identifiers i ON i.id = t.id WHERE"
                                    " " MERGED
                                    " AND NOT EXISTS (SELECT 1 FROM temp.register_ours o WHERE"
                                    " o.entity = t.target"
                                    "  AND o.scheme = i.same_scheme AND o.value = i.same_value)";

  return run (self, values_sql, 0, NULL, error)
         && merge_names (self, error)
         && run (self, theirs, 0, NULL, error)
         && run (self, ours, 0, NULL, error)
         && run (self, identifiers, 0, NULL, error);
}

static const char note_before[] = "INSERT OR IGNORE INTO register_changes (batch, entity, before)"
                                  " SELECT ?2, e.uuid, " TRI_ENTITY_JSON " FROM"
                                  " temp.register_entities t"
                                  " CROSS JOIN entities e ON e.id = t.target WHERE " MERGED " AND"
                                  " ?1 ="
                                  " ?1";
static const char note_added[] = "INSERT INTO register_changes (batch, entity, before)"
                                 " SELECT ?2, uuid, NULL FROM temp.register_entities WHERE"
                                 " " ADDED " AND ?1 = ?1";
static const char note_after[] = "UPDATE register_changes SET after = (SELECT " TRI_ENTITY_JSON
                                 " FROM entities e WHERE e.uuid = register_changes.entity) WHERE"
                                 " batch = ?2 AND ?1 = ?1";
static const char drop_unchanged[] = "DELETE FROM register_changes WHERE batch = ?2 AND before IS"
                                     " after AND ?1 = ?1";

/* What mentions say of their type follows the entity. */
static const char retype[] = "UPDATE mentions SET type = (SELECT e.type FROM entities e WHERE e.id"
                             " = entity)"
                             " WHERE entity IN (SELECT target FROM temp.register_entities WHERE"
                             " choice = 2)";

gboolean
tri_register_apply (TriLibrary *self, gint64 reg, const char *batch, GError **error)
{
  if (!batch)
    return add_entities (self, reg, error);
  return run (self, note_before, 0, batch, error)
         && run (self, note_added, 0, batch, error)
         && merge_entities (self, error)
         && add_entities (self, reg, error)
         && run (self, retype, 0, NULL, error)
         && run (self, note_after, 0, batch, error)
         && run (self, drop_unchanged, 0, batch, error);
}
