/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-json-members.h"

static JsonNode *
get (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

const char *
tri_json_get_string (JsonObject *object, const char *name, const char **wrong)
{
  JsonNode *node = get (object, name);

  if (!node)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  *wrong = name;
  return NULL;
}

gint64
tri_json_get_number (JsonObject *object, const char *name, const char **wrong)
{
  JsonNode *node = get (object, name);

  if (!node)
    return -1;
  if (JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= 0
      && json_node_get_int (node) <= G_MAXINT)
    return json_node_get_int (node);
  *wrong = name;
  return -1;
}

JsonObject *
tri_json_get_object (JsonObject *object, const char *name, const char **wrong)
{
  JsonNode *node = get (object, name);

  if (!node)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  *wrong = name;
  return NULL;
}

GPtrArray *
tri_json_list_values (JsonObject *object, const char *name)
{
  GPtrArray *values = g_ptr_array_new ();
  JsonNode *node = get (object, name);

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (values, json_array_get_element (array, i));
    }
  else if (node)
    g_ptr_array_add (values, node);
  return values;
}

GPtrArray *
tri_json_list_objects (JsonObject *object, const char *name, const char **wrong)
{
  GPtrArray *objects = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = tri_json_list_values (object, name);

  for (guint i = 0; i < values->len; i++)
    {
      JsonNode *node = g_ptr_array_index (values, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (objects, json_node_get_object (node));
      else if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        *wrong = name;
    }
  return objects;
}

gint64
tri_json_get_time (JsonObject *object, const char *name, const char **wrong)
{
  const char *text = tri_json_get_string (object, name, wrong);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time ? MAX (0, g_date_time_to_unix (time)) : 0;
}
