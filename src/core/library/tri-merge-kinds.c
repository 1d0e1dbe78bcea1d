/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-merge-private.h"

#include <string.h>

/* --- Marks: a mark with its further places is one row */

static const char parts_sql[] = "SELECT json_object ('text_uuid', text_uuid, 'work_uuid',"
                                " work_uuid, 'passage_key', passage_key, 'end_passage_key',"
                                " end_passage_key, 'start', start, 'stop', stop, 'whole', whole,"
                                " 'quote', quote, 'prefix', prefix, 'suffix', suffix, 'uuid', uuid,"
                                " 'part', part, 'anchor', iif (anchor < 2, 0, anchor))"
                                " FROM bookmarks WHERE part_of = ?1 AND part_of <> ''"
                                " ORDER BY part, uuid";

static char *
read_parts (TriLibrary *library, const char *uuid, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, parts_sql, error);
  GString *parts = g_string_new (NULL);

  if (!statement)
    return g_string_free (parts, FALSE);
  tri_statement_bind_text (statement, 1, uuid);
  while (tri_library_next (library, statement, NULL))
    g_string_append_printf (parts,
                            "%s%s",
                            parts->len ? "," : "",
                            tri_statement_get_text (statement, 0));
  return g_string_free (parts, FALSE);
}

static char *
read_mark (TriLibrary *library, const char *uuid, GError **error)
{
  g_autofree char *row = NULL;
  g_autofree char *parts = NULL;

  if (!tri_journal_read_row (library,
                             tri_journal_get_table (TRI_JOURNAL_BOOKMARKS),
                             uuid,
                             &row,
                             error)
      || !row)
    return NULL;
  parts = read_parts (library, uuid, error);
  if (parts[0] == '\0')
    return g_steal_pointer (&row);
  row[strlen (row) - 1] = '\0';
  return g_strdup_printf ("%s,\"parts\":[%s]}", row, parts);
}

static gboolean
put_row (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  const TriJournalRow touched = { tri_journal_get_table (TRI_JOURNAL_BOOKMARKS),
                                  (char *) uuid,
                                  (char *) row };

  return tri_journal_put_row (library, &touched, error)
         && (!row || tri_library_store_bookmark_hash (library, uuid, error));
}

/* The parts of a row as rows of the journal. */
static GPtrArray *
list_parts (TriLibrary *library, const char *row, GError **error)
{
  static const char sql[] = "SELECT value ->> 'uuid', json_set (?1, '$.id', NULL,"
                            " '$.uuid', value ->> 'uuid', '$.text_uuid', value ->> 'text_uuid',"
                            " '$.work_uuid', value ->> 'work_uuid',"
                            " '$.passage_key', value ->> 'passage_key',"
                            " '$.end_passage_key', value ->> 'end_passage_key',"
                            " '$.start', value ->> 'start', '$.stop', value ->> 'stop',"
                            " '$.whole', value ->> 'whole', '$.quote', value ->> 'quote',"
                            " '$.prefix', value ->> 'prefix', '$.suffix', value ->> 'suffix',"
                            " '$.note', '', '$.colour', '', '$.labels', '[]', '$.letter', '',"
                            " '$.part_of', ?1 ->> 'uuid', '$.part', value ->> 'part',"
                            " '$.anchor', coalesce (value ->> 'anchor', 0))"
                            " FROM json_each (?1, '$.parts')";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  if (!statement)
    return parts;
  tri_statement_bind_text (statement, 1, row);
  while (tri_library_next (library, statement, NULL))
    {
      g_ptr_array_add (parts, tri_statement_dup_text (statement, 0));
      g_ptr_array_add (parts, tri_statement_dup_text (statement, 1));
    }
  return parts;
}

static gboolean
remove_parts (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "DELETE FROM bookmarks WHERE part_of = ? AND part_of <> ''";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (library, statement, error);
}

static gboolean
put_mark (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (!remove_parts (library, uuid, error) || !put_row (library, uuid, row, error))
    return FALSE;
  if (!row)
    return TRUE;
  parts = list_parts (library, row, error);
  for (guint i = 0; i + 1 < parts->len; i += 2)
    if (!put_row (library,
                  g_ptr_array_index (parts, i),
                  g_ptr_array_index (parts, i + 1),
                  error))
      return FALSE;
  return TRUE;
}

static const char *const mark_fields[] = {
  "note",
  "labels",
  "colour",
  "kind",
  "style",
  "scope",
  "letter",
  "quote",
  NULL,
};

static const char *const work_fields[] = { "title", "kind", NULL };
static const char *const text_fields[] = { "title", "author", "lang", NULL };
static const char *const entity_fields[] = {
  "names",
  "descriptions",
  "dates",
  "identifiers",
  NULL,
};
static const char *const spelling_fields[] = { "folded", "accepted", NULL };
static const char *const name_fields[] = { "name", NULL };
static const char *const link_fields[] = { "kind", "relation", "status", NULL };
static const char *const sheet_fields[] = { "title", "languages", NULL };
static const char *const search_fields[] = { "title", "query", "options", NULL };
static const char *const item_fields[] = { "text", "languages", NULL };
static const char *const no_fields[] = { NULL };

/* --- The kinds. What names others comes behind it. */

#define STAMP(table) "UPDATE " table " SET modified = ?2 WHERE uuid = ?1"

#define SHOWN "complete = 1 AND deleted IS NULL"

static const TriMergeKind kinds[] = {
  {
      .name = "work",
      .table = TRI_JOURNAL_WORKS,
      .list = "SELECT uuid, modified FROM works WHERE " SHOWN,
      .stamp = STAMP ("works"),
      .volatile_paths = ", '$.deleted'",
      .fields = work_fields,
      .read = tri_merge_work_read,
      .put = tri_merge_work_put,
      .is_wanted = tri_merge_work_is_wanted,
  },
  {
      .name = "text",
      .table = TRI_JOURNAL_TEXTS,
      .list = "SELECT uuid, modified FROM texts WHERE work IN (SELECT id FROM works"
              " WHERE " SHOWN ")",
      .stamp = STAMP ("texts"),
      .volatile_paths = "",
      .fields = text_fields,
      .read = tri_merge_text_read,
      .is_wanted = tri_merge_text_is_wanted,
  },
  {
      .name = "register",
      .table = TRI_JOURNAL_REGISTERS,
      .list = "SELECT uuid, created FROM registers WHERE deleted IS NULL",
      .volatile_paths = ", '$.title', '$.reader', '$.works'",
      .fields = no_fields,
      .read = tri_merge_register_read,
      .put = tri_merge_register_put,
      .adapt = tri_merge_register_adapt,
  },
  {
      .name = "entity",
      .table = TRI_JOURNAL_ENTITIES,
      .list = "SELECT e.uuid, e.modified FROM entities AS e JOIN registers AS r"
              " ON r.id = e.register WHERE r.deleted IS NULL",
      .stamp = STAMP ("entities"),
      .twin = "SELECT e.uuid FROM entities AS e JOIN registers AS r ON r.id = e.register"
              " WHERE r.uuid = ?1 ->> 'register' AND (e.key = ?1 ->> 'key' OR (e.key IS NULL"
              " AND e.type = ?1 ->> 'type' AND (SELECT n.name FROM entity_names AS n"
              "  WHERE n.entity = e.id ORDER BY n.ord LIMIT 1) = ?1 ->> '$.names[0][1]')) LIMIT 1",
      .volatile_paths = ", '$.id', '$.created'",
      .is_known_by_time = TRUE,
      .fields = entity_fields,
      .adapt = tri_merge_entity_adapt,
  },
  {
      .name = "spelling",
      .table = TRI_JOURNAL_NAME_DECISIONS,
      .list = "SELECT d.uuid, d.modified FROM name_decisions AS d JOIN works AS w"
              " ON w.id = d.work WHERE w.complete = 1",
      .stamp = STAMP ("name_decisions"),
      .twin = "SELECT d.uuid FROM name_decisions AS d JOIN works AS w ON w.id = d.work"
              " JOIN entities AS e ON e.id = d.entity WHERE w.uuid = ?1 ->> 'work'"
              " AND e.uuid = ?1 ->> 'entity' AND d.lang = ?1 ->> 'lang'"
              " AND d.folded = ?1 ->> 'folded'",
      .volatile_paths = ", '$.created'",
      .is_settled_by_time = TRUE,
      .fields = spelling_fields,
      .adapt = tri_merge_decision_adapt,
  },
  {
      .name = "name",
      .table = TRI_JOURNAL_PLACES,
      .list = "SELECT m.uuid, m.modified FROM mentions AS m JOIN texts AS t ON t.id = m.text"
              " JOIN works AS w ON w.id = t.work"
              " WHERE m.origin = 2 AND m.uuid IS NOT NULL AND w.complete = 1",
      .stamp = STAMP ("mentions"),
      .twin = "SELECT m.uuid FROM texts AS t JOIN passages AS p ON p.text = t.id"
              " AND p.key = ?1 ->> 'passage' JOIN mentions AS m ON m.passage = p.id"
              " WHERE t.uuid = ?1 ->> 'in' AND m.start = ?1 ->> 'start'"
              " AND m.stop = ?1 ->> 'stop' AND m.origin = 2 AND m.uuid IS NOT NULL",
      .volatile_paths = ", '$.name'",
      .is_settled_by_time = TRUE,
      .fields = name_fields,
      .read = tri_merge_name_read,
      .put = tri_merge_name_put,
      .adapt = tri_merge_place_adapt,
  },
  {
      .name = "no-name",
      .table = TRI_JOURNAL_PLACES,
      .list = "SELECT r.uuid, r.modified FROM refusals AS r JOIN passages AS p"
              " ON p.id = r.passage JOIN texts AS t ON t.id = p.text"
              " JOIN works AS w ON w.id = t.work WHERE w.complete = 1",
      .stamp = STAMP ("refusals"),
      .twin = "SELECT m.uuid FROM texts AS t JOIN passages AS p ON p.text = t.id"
              " AND p.key = ?1 ->> 'passage' JOIN refusals AS m ON m.passage = p.id"
              " WHERE t.uuid = ?1 ->> 'in' AND m.start = ?1 ->> 'start'"
              " AND m.stop = ?1 ->> 'stop'",
      .volatile_paths = "",
      .is_settled_by_time = TRUE,
      .fields = name_fields,
      .read = tri_merge_refusal_read,
      .put = tri_merge_refusal_put,
      .adapt = tri_merge_place_adapt,
  },
  {
      .name = "link",
      .table = TRI_JOURNAL_LINKS,
      .list = "SELECT (SELECT json_group_array (json_array (t.uuid, p.key, m.sentence))"
              "  FROM link_members AS m JOIN passages AS p ON p.id = m.passage"
              "  JOIN texts AS t ON t.id = p.text WHERE m.link = l.id), 1 FROM links AS l"
              " JOIN works AS w ON w.id = l.work WHERE w." SHOWN
              " AND (l.status = 2 OR l.kind = 3)"
              " AND EXISTS (SELECT 1 FROM link_members AS m WHERE m.link = l.id)",
      .volatile_paths = "",
      .fields = link_fields,
      .read = tri_merge_link_read,
      .put = tri_merge_link_put,
      .adapt = tri_merge_link_adapt,
  },
  {
      .name = "bookmark",
      .table = TRI_JOURNAL_BOOKMARKS,
      .list = "SELECT uuid, modified FROM bookmarks WHERE part_of = ''",
      .stamp = STAMP ("bookmarks"),
      .volatile_paths = ", '$.id', '$.hash', '$.anchor', '$.created'",
      .fields = mark_fields,
      .read = read_mark,
      .put = put_mark,
      .adapt = tri_merge_mark_adapt,
  },
  {
      .name = "unplaced",
      .table = TRI_JOURNAL_UNPLACED,
      .volatile_paths = "",
      .fields = no_fields,
  },
  {
      .name = "sheet",
      .table = TRI_JOURNAL_SHEETS,
      .list = "SELECT uuid, modified FROM sheets",
      .stamp = STAMP ("sheets"),
      .volatile_paths = ", '$.created'",
      .fields = sheet_fields,
  },
  {
      .name = "sheet-item",
      .table = TRI_JOURNAL_SHEET_ITEMS,
      .list = "SELECT uuid, modified FROM sheet_items",
      .stamp = STAMP ("sheet_items"),
      .volatile_paths = ", '$.created', '$.kept'",
      .quiet_paths = ", '$.position'",
      .fields = item_fields,
  },
  {
      .name = "search",
      .table = TRI_JOURNAL_SEARCHES,
      .list = "SELECT uuid, modified FROM searches",
      .stamp = STAMP ("searches"),
      .volatile_paths = ", '$.created'",
      .fields = search_fields,
  },
  /* Nobody is asked about them. */
  {
      .name = "visit",
      .table = TRI_JOURNAL_VISITS,
      .list = "SELECT uuid, modified FROM visits",
      .stamp = STAMP ("visits"),
      .volatile_paths = "",
      .quiet_paths = ", '$'",
      .fields = no_fields,
      .read = tri_merge_visit_read,
      .put = tri_merge_visit_put,
      .adapt = tri_merge_visit_adapt,
  },
};

const TriMergeKind *
tri_merge_get_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

const TriMergeKind *
tri_merge_find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}
