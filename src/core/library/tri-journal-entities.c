/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-journal-entities.h"

#include "library/tri-library-stale.h"
#include "model/tri-enums.h"

/* --- Entities */

char *
tri_journal_entities_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('id', e.id, 'uuid', e.uuid, 'register', r.uuid,"
                            " 'key', e.key,"
                            " 'type', e.type, 'dates', e.dates, 'created', e.created, 'modified',"
                            " e.modified,"
                            " 'names', json ((SELECT json_group_array (json_array (lang, name,"
                            " kind, folded)) FROM"
                            "  (SELECT * FROM entity_names WHERE entity = e.id ORDER BY ord))),"
                            " 'descriptions', json ((SELECT json_group_array (json_array (lang,"
                            " content)) FROM"
                            "  (SELECT * FROM entity_descriptions WHERE entity = e.id ORDER BY"
                            " lang))),"
                            " 'identifiers', json ((SELECT json_group_array (json_array (scheme,"
                            " value)) FROM"
                            "  (SELECT * FROM entity_identifiers WHERE entity = e.id ORDER BY"
                            " scheme, value))))"
                            " FROM entities e JOIN registers r ON r.id = e.register WHERE e.uuid"
                            " = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static gboolean
run_with (TriLibrary *library, const char *sql, const char *argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, argument);
  return tri_library_run (library, statement, error);
}

/* Whether the linker would look for the same. */
static gboolean
has_same_names (TriLibrary *library, const char *uuid, const char *row)
{
  static const char sql[] = "SELECT (?1 -> 'names', ?1 -> 'type', ?1 -> 'register')"
                            " IS (?2 -> 'names', ?2 -> 'type', ?2 -> 'register')";
  g_autofree char *now = tri_journal_entities_read (library, uuid, NULL);
  g_autoptr (TriStatement) statement = now ? tri_library_prepare (library, sql, NULL) : NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, now);
  tri_statement_bind_text (statement, 2, row);
  return tri_library_next (library, statement, NULL) && sqlite3_column_int (statement, 0);
}

/* The entity's row stays where it is, for mentions hang on it; its parts are written anew. */
gboolean
tri_journal_entities_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
#define ENTITY " (SELECT id FROM entities WHERE uuid = ?1 ->> 'uuid')"
  static const char remove[] = "DELETE FROM entities WHERE uuid = ?";
  static const char entity[] = "INSERT INTO entities (id, uuid, register, key, type, dates,"
                               " created, modified)"
                               " SELECT (SELECT ?1 ->> 'id' WHERE NOT EXISTS"
                               "  (SELECT 1 FROM entities WHERE id = ?1 ->> 'id')), ?1 ->>"
                               " 'uuid', r.id, ?1 ->> 'key',"
                               " ?1 ->> 'type', ?1 ->> 'dates', ?1 ->> 'created', ?1 ->> 'modified'"
                               " FROM registers r WHERE r.uuid = ?1 ->> 'register'"
                               " ON CONFLICT (uuid) DO UPDATE SET register = excluded.register,"
                               " key = excluded.key,"
                               " type = excluded.type, dates = excluded.dates, modified ="
                               " excluded.modified";
  static const char no_names[] = "DELETE FROM entity_names WHERE entity =" ENTITY;
  static const char names[] = "INSERT INTO entity_names (entity, ord, lang, name, kind, folded)"
                              " SELECT e.id, j.key, j.value ->> 0, j.value ->> 1, j.value ->> 2,"
                              " j.value ->> 3"
                              " FROM json_each (?1, '$.names') j JOIN entities e ON e.uuid = ?1"
                              " ->> 'uuid'";
  static const char no_descriptions[] = "DELETE FROM entity_descriptions WHERE entity =" ENTITY;
  static const char descriptions[] = "INSERT OR IGNORE INTO entity_descriptions (entity, lang,"
                                     " content)"
                                     " SELECT e.id, j.value ->> 0, j.value ->> 1"
                                     " FROM json_each (?1, '$.descriptions') j JOIN entities e ON"
                                     " e.uuid = ?1 ->> 'uuid'";
  static const char no_identifiers[] = "DELETE FROM entity_identifiers WHERE entity =" ENTITY;
  static const char identifiers[] = "INSERT OR IGNORE INTO entity_identifiers (entity, scheme,"
                                    " value)"
                                    " SELECT e.id, j.value ->> 0, j.value ->> 1"
                                    " FROM json_each (?1, '$.identifiers') j JOIN entities e ON"
                                    " e.uuid = ?1 ->> 'uuid'";
#undef ENTITY
  static const char types[] = "UPDATE mentions SET type = ?1 ->> 'type' WHERE entity ="
                              " (SELECT id FROM entities WHERE uuid = ?1 ->> 'uuid')";
  const char *const steps[] = {
    entity,
    no_names,
    names,
    no_descriptions,
    descriptions,
    no_identifiers,
    identifiers,
    types,
  };

  gboolean is_same = row && has_same_names (library, uuid, row);

  if (!row)
    return tri_stale_mark_entity (library, uuid, error)
           && run_with (library, remove, uuid, error);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_with (library, steps[i], row, error))
      return FALSE;
  return is_same || tri_stale_mark_entity (library, uuid, error);
}

/* --- Places */

char *
tri_journal_place_name (gint64 passage, guint start, guint end)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%u.%u", passage, start, end);
}

typedef struct
{
  gint64 passage;
  gint64 start;
  gint64 end;
} Place;

static gboolean
parse_name (const char *name, Place *out)
{
  char *end = NULL;

  out->passage = g_ascii_strtoll (name, &end, 10);
  if (*end != '.')
    return FALSE;
  out->start = g_ascii_strtoll (end + 1, &end, 10);
  if (*end != '.')
    return FALSE;
  out->end = g_ascii_strtoll (end + 1, &end, 10);
  return *end == '\0';
}

static void
bind_place (TriStatement *statement, const Place *place)
{
  sqlite3_bind_int64 (statement, 1, place->passage);
  sqlite3_bind_int64 (statement, 2, place->start);
  sqlite3_bind_int64 (statement, 3, place->end);
}

/* "own" is what the file and the reader say, "linked" what the linker does. */
char *
tri_journal_places_read (TriLibrary *library, const char *name, GError **error)
{
#define MENTIONS(condition)                                                              \
  " json ((SELECT json_group_array (json_array (uuid, entity, type, origin, confidence," \
  "  reference, created, modified)) FROM (SELECT m.uuid, e.uuid AS entity, m.type,"      \
  "  m.origin, m.confidence, m.reference, m.created, m.modified FROM mentions m"         \
  "  LEFT JOIN entities e ON e.id = m.entity WHERE m.passage = ?1 AND m.start = ?2"      \
  "  AND m.stop = ?3 AND m.origin " condition " ORDER BY m.origin, m.id)))"
#define REFUSED                                                            \
  " json ((SELECT json_group_array (json_array (uuid, created, modified))" \
  "  FROM refusals WHERE passage = ?1 AND start = ?2 AND stop = ?3))"
#define OWN MENTIONS ("<> 1")
#define LINKED MENTIONS ("= 1")
#define EACH "'own'," OWN ", 'linked'," LINKED ", 'refused'," REFUSED
  static const char sql[] = "SELECT json_object (" EACH ")";
#undef EACH
#undef LINKED
#undef OWN
#undef REFUSED
#undef MENTIONS
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  Place place = { 0 };

  G_STATIC_ASSERT (TRI_ORIGIN_LINKED == 1);
  if (!statement || !parse_name (name, &place))
    return NULL;
  bind_place (statement, &place);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static gboolean
run_at (TriLibrary *library, const char *sql, const Place *place, const char *row, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  bind_place (statement, place);
  if (row)
    tri_statement_bind_text (statement, 4, row);
  return tri_library_run (library, statement, error);
}

/* A mention whose entity is gone meanwhile stays away, but for those of the file. What the linker
 * said comes back where nobody else says something now. */
gboolean
tri_journal_places_put (TriLibrary *library, const char *name, const char *row, GError **error)
{
#define INSERT(list)                                                                        \
  "INSERT INTO mentions (uuid, passage, text, ord, start, stop, entity, type, origin,"      \
  " confidence, reference, created, modified)"                                              \
  " SELECT j.value ->> 0, p.id, p.text, p.ord, ?2, ?3, e.id, j.value ->> 2, j.value ->> 3," \
  " CAST (j.value ->> 4 AS REAL), j.value ->> 5, j.value ->> 6, j.value ->> 7"              \
  " FROM json_each (?4, '$." list "') j JOIN passages p ON p.id = ?1"                       \
  " LEFT JOIN entities e ON e.uuid = j.value ->> 1"
  static const char no_mentions[] = "DELETE FROM mentions"
                                    " WHERE passage = ?1 AND start = ?2 AND stop = ?3";
  static const char no_refusals[] = "DELETE FROM refusals"
                                    " WHERE passage = ?1 AND start = ?2 AND stop = ?3";
  static const char refusals[] = "INSERT INTO refusals (uuid, passage, start, stop, created,"
                                 " modified)"
                                 " SELECT j.value ->> 0, p.id, ?2, ?3, j.value ->> 1, j.value ->> 2"
                                 " FROM json_each (?4, '$.refused') j JOIN passages p ON p.id = ?1";
  static const char own[] = INSERT ("own") " WHERE e.id IS NOT NULL OR j.value ->> 3 = 0";
  /* What the linker said since, where it is said otherwise now. */
  static const char found[] = "DELETE FROM mentions WHERE passage = ?1 AND start < ?3"
                              " AND stop > ?2 AND origin = 1"
                              " AND (json_array_length (?4, '$.own') > 0"
                              "  OR json_array_length (?4, '$.refused') > 0)";
  static const char linked[] = INSERT (
      "linked") " WHERE e.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mentions m"
                " WHERE m.passage = p.id AND m.start < ?3 AND m.stop > ?2)"
                " AND NOT EXISTS (SELECT 1 FROM refusals r"
                " WHERE r.passage = p.id AND r.start < ?3 AND r.stop > ?2)";
#undef INSERT
  Place place = { 0 };

  if (!parse_name (name, &place) || !row)
    return TRUE;
  return run_at (library, no_mentions, &place, NULL, error)
         && run_at (library, no_refusals, &place, NULL, error)
         && run_at (library, found, &place, row, error)
         && run_at (library, refusals, &place, row, error)
         && run_at (library, own, &place, row, error)
         && run_at (library, linked, &place, row, error);
}

void
tri_journal_places_collect (TriLibrary *library, const char *row, GHashTable *entities)
{
  static const char sql[] = "SELECT value ->> 1 FROM json_each (?1, '$.own')"
                            " UNION SELECT value ->> 1 FROM json_each (?1, '$.linked')";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, row);
  while (tri_library_next (library, statement, NULL))
    if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
      g_hash_table_add (entities, tri_statement_dup_text (statement, 0));
}

void
tri_journal_places_collect_at (TriLibrary *library, const char *name, GHashTable *entities)
{
  static const char sql[] = "SELECT e.uuid FROM mentions m JOIN entities e ON e.id = m.entity"
                            " WHERE m.passage = ?1 AND m.start < ?3 AND m.stop > ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  Place place = { 0 };

  if (!statement || !parse_name (name, &place))
    return;
  bind_place (statement, &place);
  while (tri_library_next (library, statement, NULL))
    g_hash_table_add (entities, tri_statement_dup_text (statement, 0));
}

gboolean
tri_journal_places_settle (TriLibrary *library, GHashTable *entities, GError **error)
{
  static const char forget[] = "DELETE FROM mention_counts"
                               " WHERE entity = (SELECT id FROM entities WHERE uuid = ?)";
  static const char count[] = "INSERT INTO mention_counts (text, entity, n, first)"
                              " SELECT m.text, m.entity, count (*), min (m.ord) FROM mentions m"
                              " WHERE m.entity = (SELECT id FROM entities WHERE uuid = ?)"
                              " GROUP BY m.text";
  GHashTableIter iter;
  gpointer uuid;

  g_hash_table_iter_init (&iter, entities);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!run_with (library, forget, uuid, error) || !run_with (library, count, uuid, error))
      return FALSE;
  return TRUE;
}
