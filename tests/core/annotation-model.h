/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <string.h>

/* What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) says that a document
 * MUST be, as far as it says so of what we write: collections and pages (3.4, 3.5), annotations
 * (3.1), bodies (3.2), specific resources (4), selectors (4.2), styles (4.4), times (3.3). */

static inline gboolean
model_is_iri (const char *text)
{
  const char *colon = text ? strchr (text, ':') : NULL;

  return colon && colon > text && colon[1] && !strpbrk (text, " <>\"{}|\\^`")
         && g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static inline const char *
model_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  g_assert_nonnull (node);
  g_assert_cmpint (json_node_get_value_type (node), ==, G_TYPE_STRING);
  return json_node_get_string (node);
}

static inline gint64
model_get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  g_assert_nonnull (node);
  g_assert_cmpint (json_node_get_value_type (node), ==, G_TYPE_INT64);
  g_assert_cmpint (json_node_get_int (node), >=, 0);
  return json_node_get_int (node);
}

/* One value, or several in an array: "has 1 or more" and "0 or more" are written either way. */
static inline GPtrArray *
model_list (JsonObject *object, const char *name)
{
  GPtrArray *nodes = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, name);

  if (!node)
    return nodes;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    g_ptr_array_add (nodes, node);
  else
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      g_ptr_array_add (nodes, json_array_get_element (json_node_get_array (node), i));
  return nodes;
}

static inline gboolean
model_has (JsonObject *object, const char *name, const char *value)
{
  g_autoptr (GPtrArray) nodes = model_list (object, name);

  for (guint i = 0; i < nodes->len; i++)
    if (JSON_NODE_HOLDS_VALUE (nodes->pdata[i])
        && g_strcmp0 (json_node_get_string (nodes->pdata[i]), value) == 0)
      return TRUE;
  return FALSE;
}

/* Names that the context of the model does not know say nothing, unless they have a prefix that it
 * or the document declares. */
static inline void
model_check_names (JsonObject *object)
{
  static const char *const known[] = {
    "@context",
    "id",
    "type",
    "label",
    "total",
    "first",
    "partOf",
    "startIndex",
    "items",
    "motivation",
    "purpose",
    "created",
    "modified",
    "body",
    "target",
    "value",
    "format",
    "language",
    "source",
    "scope",
    "selector",
    "refinedBy",
    "conformsTo",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "startSelector",
    "endSelector",
    "stylesheet",
    "styleClass",
    NULL,
  };
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l; l = l->next)
    {
      const char *name = l->data;

      if (!g_str_has_prefix (name, "triptych:") && !g_str_has_prefix (name, "dc:"))
        g_assert_true (g_strv_contains (known, name));
    }
}

/* An xsd:dateTime in UTC, as the model asks for. */
static inline void
model_check_time (JsonObject *object, const char *name)
{
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$",
                                       model_get_string (object, name),
                                       0,
                                       0));
}

static inline void
model_check_motivations (JsonObject *object, const char *name)
{
  static const char *const known[] = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
    NULL,
  };
  g_autoptr (GPtrArray) nodes = model_list (object, name);

  for (guint i = 0; i < nodes->len; i++)
    g_assert_true (g_strv_contains (known, json_node_get_string (nodes->pdata[i])));
}

static inline void model_check_selector (JsonObject *selector);

static inline void
model_check_selectors (JsonObject *object, const char *name)
{
  g_autoptr (GPtrArray) nodes = model_list (object, name);

  for (guint i = 0; i < nodes->len; i++)
    model_check_selector (json_node_get_object (nodes->pdata[i]));
}

static inline void
model_check_selector (JsonObject *selector)
{
  const char *type = model_get_string (selector, "type");

  model_check_names (selector);
  if (g_str_equal (type, "FragmentSelector"))
    {
      model_get_string (selector, "value");
      if (json_object_has_member (selector, "conformsTo"))
        g_assert_true (model_is_iri (model_get_string (selector, "conformsTo")));
    }
  else if (g_str_equal (type, "TextQuoteSelector"))
    {
      model_get_string (selector, "exact");
      if (json_object_has_member (selector, "prefix"))
        model_get_string (selector, "prefix");
      if (json_object_has_member (selector, "suffix"))
        model_get_string (selector, "suffix");
    }
  else if (g_str_equal (type, "TextPositionSelector"))
    g_assert_cmpint (model_get_number (selector, "start"), <=, model_get_number (selector, "end"));
  else
    {
      g_assert_cmpstr (type, ==, "RangeSelector");
      model_check_selector (json_object_get_object_member (selector, "startSelector"));
      model_check_selector (json_object_get_object_member (selector, "endSelector"));
    }
  model_check_selectors (selector, "refinedBy");
}

static inline void
model_check_body (JsonObject *body)
{
  model_check_names (body);
  g_assert_true (model_has (body, "type", "TextualBody"));
  model_get_string (body, "value");
  if (json_object_has_member (body, "format"))
    g_assert_nonnull (strchr (model_get_string (body, "format"), '/'));
  model_check_motivations (body, "purpose");
}

static inline void
model_check_target (JsonObject *target, gboolean has_stylesheet)
{
  JsonNode *source = json_object_get_member (target, "source");

  model_check_names (target);
  g_assert_true (model_has (target, "type", "SpecificResource"));
  g_assert_nonnull (source);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (source));
  model_check_names (json_node_get_object (source));
  g_assert_true (model_is_iri (model_get_string (json_node_get_object (source), "id")));
  model_check_selectors (target, "selector");
  if (json_object_has_member (target, "styleClass"))
    {
      model_get_string (target, "styleClass");
      g_assert_true (has_stylesheet);
    }
}

static inline void
model_check_annotation (JsonObject *annotation)
{
  g_autoptr (GPtrArray) bodies = model_list (annotation, "body");
  g_autoptr (GPtrArray) targets = model_list (annotation, "target");
  gboolean has_stylesheet = json_object_has_member (annotation, "stylesheet");

  model_check_names (annotation);
  g_assert_true (model_is_iri (model_get_string (annotation, "id")));
  g_assert_true (model_has (annotation, "type", "Annotation"));
  g_assert_cmpuint (targets->len, >=, 1);
  for (guint i = 0; i < bodies->len; i++)
    model_check_body (json_node_get_object (bodies->pdata[i]));
  for (guint i = 0; i < targets->len; i++)
    model_check_target (json_node_get_object (targets->pdata[i]), has_stylesheet);
  model_check_motivations (annotation, "motivation");
  model_check_time (annotation, "created");
  model_check_time (annotation, "modified");
  if (has_stylesheet)
    {
      JsonObject *sheet = json_object_get_object_member (annotation, "stylesheet");

      g_assert_true (model_has (sheet, "type", "CssStylesheet"));
      model_get_string (sheet, "value");
    }
}

/* Returns how many annotations there are. */
static inline guint
model_check_collection (JsonObject *collection)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *page = NULL;
  g_autoptr (GPtrArray) items = NULL;

  model_check_names (collection);
  g_assert_true (model_has (collection, "@context", "http://www.w3.org/ns/anno.jsonld"));
  g_assert_true (model_is_iri (model_get_string (collection, "id")));
  g_assert_true (model_has (collection, "type", "AnnotationCollection"));
  if (model_get_number (collection, "total") == 0)
    return 0;
  page = json_object_get_object_member (collection, "first");
  model_check_names (page);
  g_assert_true (model_is_iri (model_get_string (page, "id")));
  g_assert_true (model_has (page, "type", "AnnotationPage"));
  g_assert_cmpstr (model_get_string (page, "partOf"), ==, model_get_string (collection, "id"));
  model_get_number (page, "startIndex");
  items = model_list (page, "items");
  g_assert_cmpuint (items->len, ==, model_get_number (collection, "total"));
  for (guint i = 0; i < items->len; i++)
    {
      JsonObject *annotation = json_node_get_object (items->pdata[i]);

      model_check_annotation (annotation);
      g_assert_true (g_hash_table_add (ids, (gpointer) model_get_string (annotation, "id")));
    }
  return items->len;
}
