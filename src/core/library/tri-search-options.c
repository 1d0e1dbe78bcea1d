/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-search.h"

#include <json-glib/json-glib.h>

TriSearchOptions *
tri_search_options_new (void)
{
  TriSearchOptions *self = g_new0 (TriSearchOptions, 1);

  self->forms = TRUE;
  return self;
}

TriSearchOptions *
tri_search_options_copy (const TriSearchOptions *self)
{
  TriSearchOptions *copy = g_memdup2 (self, sizeof *self);

  copy->lang = g_strdup (self->lang);
  return copy;
}

void
tri_search_options_free (TriSearchOptions *self)
{
  if (!self)
    return;
  g_free (self->lang);
  g_free (self);
}

static void
write_name (JsonBuilder *json, TriLibrary *library, const char *key, const char *sql, gint64 id)
{
  g_autoptr (TriStatement) statement = id != 0 ? tri_library_prepare (library, sql, NULL) : NULL;

  if (!statement)
    return;
  sqlite3_bind_int64 (statement, 1, id);
  if (!tri_library_next (library, statement, NULL))
    return;
  json_builder_set_member_name (json, key);
  json_builder_add_string_value (json, tri_statement_get_text (statement, 0));
}

char *
tri_search_options_to_json (const TriSearchOptions *self, TriLibrary *library)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "forms");
  json_builder_add_boolean_value (json, self->forms);
  write_name (json, library, "work", "SELECT uuid FROM works WHERE id = ?", self->work);
  write_name (json, library, "text", "SELECT uuid FROM texts WHERE id = ?", self->text);
  write_name (json,
              library,
              "division",
              "SELECT t.uuid || '/' || d.key FROM divisions AS d"
              " CROSS JOIN texts AS t ON t.id = d.text WHERE d.id = ?",
              self->division);
  if (self->lang)
    {
      json_builder_set_member_name (json, "lang");
      json_builder_add_string_value (json, self->lang);
    }
  if (self->kinds != 0)
    {
      json_builder_set_member_name (json, "kinds");
      json_builder_add_int_value (json, self->kinds);
    }
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* NULL when it is not there or no string. */
static const char *
get_string (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                  : NULL;
}

static gboolean
get_forms (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "forms");

  return !node || json_node_get_value_type (node) != G_TYPE_BOOLEAN || json_node_get_boolean (node);
}

static guint
get_kinds (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "kinds");
  gint64 kinds = node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;

  return kinds > 0 ? (guint) (kinds & ((1 << (TRI_PASSAGE_NOTE + 1)) - 1)) : 0;
}

static gint64
find_name (JsonObject *object, TriLibrary *library, const char *key, const char *sql)
{
  const char *name = get_string (object, key);
  g_autoptr (TriStatement) statement = name ? tri_library_prepare (library, sql, NULL) : NULL;

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, name);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

TriSearchOptions *
tri_search_options_from_json (const char *json, TriLibrary *library)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  TriSearchOptions *self = tri_search_options_new ();
  JsonObject *object;
  const char *lang;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return self;
  object = json_node_get_object (root);
  self->forms = get_forms (object);
  self->work = find_name (object, library, "work", "SELECT id FROM works WHERE uuid = ?");
  self->text = find_name (object, library, "text", "SELECT id FROM texts WHERE uuid = ?");
  self->division = find_name (object,
                              library,
                              "division",
                              "SELECT d.id FROM texts AS t CROSS JOIN divisions AS d"
                              " ON d.text = t.id AND d.key = substr (?1, length (t.uuid) + 2)"
                              " WHERE t.uuid = substr (?1, 1, instr (?1, '/') - 1)");
  lang = get_string (object, "lang");
  self->lang = lang && lang[0] ? g_strdup (lang) : NULL;
  self->kinds = get_kinds (object);
  return self;
}
