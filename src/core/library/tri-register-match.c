/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

/* Who of a file is who of a register: by an identifier of a catalogue, else by the key, else by a
 * name that is no short form and a type. What is not clear is a conflict, which the reader decides.
 * All of it is done by the database, on tables that lie beside the library. */

G_STATIC_ASSERT (TRI_NAME_SHORT == 4);

static gboolean
run (TriLibrary *self, const char *sql, gint64 argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, argument);
  return tri_library_run (self, statement, error);
}

static gboolean
store_our_identifier (TriLibrary *self, TriStatement *row, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO temp.register_ours (scheme, value, entity)"
                            " VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *scheme = NULL;
  g_autofree char *value = NULL;

  if (!statement)
    return FALSE;
  tri_register_normalise (tri_statement_get_text (row, 1),
                          tri_statement_get_text (row, 2),
                          &scheme,
                          &value);
  tri_statement_bind_text (statement, 1, scheme);
  tri_statement_bind_text (statement, 2, value);
  sqlite3_bind_int64 (statement, 3, sqlite3_column_int64 (row, 0));
  return tri_library_run (self, statement, error);
}

static gboolean
store_our_identifiers (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "SELECT i.entity, i.scheme, i.value FROM entities e"
                            " JOIN entity_identifiers i ON i.entity = e.id WHERE e.register = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, reg);
  while (tri_library_next (self, statement, &failed))
    if (!store_our_identifier (self, statement, error))
      return FALSE;
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Names and addresses of pages are no catalogues: two of them may be of one. */
#define OTHER_OF_CATALOGUE                                                      \
  "EXISTS (SELECT 1 FROM temp.register_identifiers i JOIN temp.register_ours o" \
  "  ON o.entity = target AND o.scheme = i.same_scheme WHERE i.id = t.id"       \
  "  AND i.same_scheme NOT IN ('', 'wikipedia', 'uri', 'url', 'sameas'))"
#define TAKEN_BEFORE                                                         \
  "EXISTS (SELECT 1 FROM temp.register_entities b WHERE b.target = t.target" \
  "  AND b.id <> t.id AND (b.way < t.way OR (b.way = t.way AND b.id < t.id)))"
#define SEVERAL "(SELECT count (*) FROM temp.register_candidates c WHERE c.id = t.id) > 1"
#define NO_NAME_IN_COMMON                                               \
  "NOT EXISTS (SELECT 1 FROM temp.register_names n JOIN entity_names o" \
  "  ON o.folded = n.folded AND o.entity = t.target WHERE n.id = t.id)"

static const char by_identifier[] = "INSERT OR IGNORE INTO temp.register_candidates (id, entity,"
                                    " way)"
                                    " SELECT i.id, o.entity, 1 FROM temp.register_identifiers i"
                                    " CROSS JOIN temp.register_ours o ON o.scheme = i.same_scheme"
                                    " AND o.value = i.same_value"
                                    " WHERE i.same_value <> ''";
static const char by_key[] = "INSERT OR IGNORE INTO temp.register_candidates (id, entity, way)"
                             " SELECT t.id, e.id, 2 FROM temp.register_entities t"
                             " CROSS JOIN entities e ON e.register = ?1 AND e.key = t.key"
                             " WHERE NOT EXISTS (SELECT 1 FROM temp.register_candidates c WHERE"
                             " c.id = t.id)";
static const char by_name[] = "INSERT OR IGNORE INTO temp.register_candidates (id, entity, way)"
                              " SELECT t.id, e.id, 3 FROM temp.register_entities t"
                              " CROSS JOIN temp.register_names n ON n.id = t.id AND n.kind <> 4"
                              " CROSS JOIN entity_names o ON o.folded = n.folded AND o.kind <> 4"
                              " CROSS JOIN entities e ON e.id = o.entity AND e.register = ?1 AND"
                              " e.type = t.type"
                              " WHERE NOT EXISTS (SELECT 1 FROM temp.register_candidates c WHERE"
                              " c.id = t.id)";
static const char targets[] = "UPDATE temp.register_entities AS t SET"
                              " target = (SELECT min (entity) FROM temp.register_candidates c"
                              " WHERE c.id = t.id),"
                              " way = coalesce ((SELECT min (way) FROM temp.register_candidates c"
                              " WHERE c.id = t.id), 0)";

G_STATIC_ASSERT (TRI_CONFLICT_IDENTIFIER == 1 && TRI_CONFLICT_KEY == 2);
G_STATIC_ASSERT (TRI_CONFLICT_NAME == 4 && TRI_CONFLICT_TYPE == 8);
G_STATIC_ASSERT (TRI_CONFLICT_DATES == 16 && TRI_CONFLICT_DESCRIPTION == 32);

static const char conflicts[] = "UPDATE temp.register_entities AS t SET conflict ="
                                " CASE WHEN (way = 1 AND (" SEVERAL " OR " TAKEN_BEFORE "))"
                                "  OR (way > 1 AND " OTHER_OF_CATALOGUE ") THEN 1 ELSE 0 END"
                                " | CASE WHEN way = 2 AND (" NO_NAME_IN_COMMON " OR"
                                " " TAKEN_BEFORE ") THEN 2 ELSE 0 END"
                                " | CASE WHEN way = 3 AND (" SEVERAL " OR " TAKEN_BEFORE ") THEN 4"
                                " ELSE 0"
                                " END"
                                " | CASE WHEN type <> (SELECT e.type FROM entities e WHERE e.id ="
                                " target) THEN 8 ELSE 0 END"
                                " | CASE WHEN dates <> (SELECT e.dates FROM entities e WHERE e.id"
                                " = target)"
                                "  THEN 16 ELSE 0 END"
                                " | CASE WHEN EXISTS (SELECT 1 FROM temp.register_descriptions d"
                                " JOIN entity_descriptions o"
                                "  ON o.entity = target AND o.lang = d.lang WHERE d.id = t.id AND"
                                " d.content <> o.content)"
                                "  THEN 32 ELSE 0 END"
                                " WHERE target IS NOT NULL";

gboolean
tri_register_match (TriLibrary *self, gint64 reg, GError **error)
{
  return store_our_identifiers (self, reg, error)
         && run (self, by_identifier, 0, error)
         && run (self, by_key, reg, error)
         && run (self, by_name, reg, error)
         && run (self, targets, 0, error)
         && run (self, conflicts, 0, error);
}

/* What speaks for two entities is two entities; else ours are as good as theirs. */
gboolean
tri_register_decide (TriLibrary *self, const TriRegisterImport *import, GError **error)
{
  static const char all[] = "UPDATE temp.register_entities SET choice ="
                            " CASE WHEN target IS NULL THEN 3"
                            "  WHEN conflict = 0 THEN 1 ELSE ?1 END";
  static const char one[] = "UPDATE temp.register_entities SET choice = ?2"
                            " WHERE id = ?1 AND conflict <> 0";
  g_autoptr (TriStatement) statement = NULL;

  if (!run (self, all, import->otherwise, error))
    return FALSE;
  statement = tri_library_prepare (self, one, error);
  for (guint i = 0; statement && i < import->n_decisions; i++)
    {
      sqlite3_bind_int64 (statement, 1, import->decisions[i].entry);
      sqlite3_bind_int (statement, 2, (int) import->decisions[i].choice);
      if (!tri_library_run (self, statement, error))
        return FALSE;
    }
  return statement != NULL;
}

static void
clear_conflict (gpointer data)
{
  TriRegisterConflict *self = data;

  g_free (self->their_name);
  g_free (self->their_key);
  g_free (self->their_dates);
  g_free (self->our_name);
  g_free (self->our_key);
  g_free (self->our_dates);
}

static void
read_conflict (TriStatement *row, TriRegisterConflict *conflict)
{
  conflict->entry = (guint) sqlite3_column_int (row, 0);
  conflict->kinds = (guint) sqlite3_column_int (row, 1);
  conflict->entity = sqlite3_column_int64 (row, 2);
  conflict->choice = (TriRegisterChoice) tri_statement_get_enum (row, 3, TRI_CHOICE_BOTH + 1);
  conflict->their_name = tri_statement_dup_text (row, 4);
  conflict->their_key = tri_statement_dup_text (row, 5);
  conflict->their_dates = tri_statement_dup_text (row, 6);
  conflict->their_type = (TriEntityType) tri_statement_get_enum (row, 7, TRI_N_ENTITY_TYPES);
  conflict->our_name = tri_statement_dup_text (row, 8);
  conflict->our_key = tri_statement_dup_text (row, 9);
  conflict->our_dates = tri_statement_dup_text (row, 10);
  conflict->our_type = (TriEntityType) tri_statement_get_enum (row, 11, TRI_N_ENTITY_TYPES);
}

GArray *
tri_register_list_conflicts (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT t.id, t.conflict, t.target, t.choice,"
                            " (SELECT name FROM temp.register_names n WHERE n.id = t.id ORDER BY"
                            " ord LIMIT 1),"
                            " t.key, t.dates, t.type,"
                            " (SELECT name FROM entity_names n WHERE n.entity = t.target ORDER BY"
                            " ord LIMIT 1),"
                            " e.key, e.dates, e.type"
                            " FROM temp.register_entities t JOIN entities e ON e.id = t.target"
                            " WHERE t.conflict <> 0 ORDER BY t.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (TriRegisterConflict));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (found, clear_conflict);
  while (tri_library_next (self, statement, &failed))
    {
      TriRegisterConflict conflict = { 0 };

      read_conflict (statement, &conflict);
      g_array_append_val (found, conflict);
    }
  if (!failed)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

void
tri_register_count (TriLibrary *self, TriRegisterOutcome *outcome)
{
  static const char added[] = "SELECT count (*) FROM temp.register_entities"
                              " WHERE choice = 3 OR target IS NULL";
  static const char merged[] = "SELECT count (*) FROM temp.register_entities"
                               " WHERE choice <> 3 AND target IS NOT NULL";

  outcome->n_added = (guint) tri_library_ask (self, added, 0, 0);
  outcome->n_merged = (guint) tri_library_ask (self, merged, 0, 0);
}
