/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-json-members.h"
#include "formats/tri-marks-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* W3C Web Annotation, as we write it and as others do. */

static gboolean
is_annotation (JsonObject *object)
{
  g_autoptr (GPtrArray) types = tri_json_list_values (object, "type");

  for (guint i = 0; i < types->len; i++)
    if (g_strcmp0 (json_node_get_value_type (g_ptr_array_index (types, i)) == G_TYPE_STRING
                       ? json_node_get_string (g_ptr_array_index (types, i))
                       : NULL,
                   "Annotation")
        == 0)
      return json_object_has_member (object, "target");
  return FALSE;
}

/* "urn:uuid:…" without what stands before; "" for anything else. */
static const char *
get_uuid (const char *iri)
{
  if (iri && g_str_has_prefix (iri, "urn:uuid:") && g_uuid_string_is_valid (iri + 9))
    return iri + 9;
  return "";
}

/* --- selectors --- */

typedef struct
{
  TriMarkSpot *spot;
  const char **wrong;
  gboolean has_end;
} Selection;

static void read_selectors (Selection *self, JsonObject *of, const char *name, guint depth);

static void
read_quote (Selection *self, JsonObject *object)
{
  TriMarkSpot *spot = self->spot;

  if (spot->quote[0])
    return;
  tri_mark_set (&spot->quote, tri_json_get_string (object, "exact", self->wrong));
  tri_mark_set (&spot->prefix, tri_json_get_string (object, "prefix", self->wrong));
  tri_mark_set (&spot->suffix, tri_json_get_string (object, "suffix", self->wrong));
}

static void
read_position (Selection *self, JsonObject *object)
{
  gint64 start = tri_json_get_number (object, "start", self->wrong);
  gint64 end = tri_json_get_number (object, "end", self->wrong);

  if (start < 0 || end < start)
    return;
  self->spot->start = (guint) start;
  self->spot->end = (guint) end;
  self->has_end = TRUE;
}

static void
read_range (Selection *self, JsonObject *object, guint depth)
{
  TriMarkSpot *spot = self->spot;
  g_autoptr (TriMarkSpot) other = tri_mark_spot_new ();
  Selection end = { other, self->wrong, FALSE };

  read_selectors (self, object, "startSelector", depth + 1);
  read_selectors (&end, object, "endSelector", depth + 1);
  tri_mark_set (&spot->end_key, other->key);
  spot->end = other->end;
}

static void
read_selector (Selection *self, JsonObject *object, guint depth)
{
  const char *type = tri_json_get_string (object, "type", self->wrong);

  if (g_strcmp0 (type, "TextQuoteSelector") == 0)
    read_quote (self, object);
  else if (g_strcmp0 (type, "TextPositionSelector") == 0)
    read_position (self, object);
  else if (g_strcmp0 (type, "RangeSelector") == 0)
    read_range (self, object, depth);
  else if (g_strcmp0 (type, "FragmentSelector") == 0)
    {
      tri_mark_set (&self->spot->key, tri_json_get_string (object, "value", self->wrong));
      tri_mark_set (&self->spot->end_key, self->spot->key);
    }
  if (depth < 8)
    read_selectors (self, object, "refinedBy", depth + 1);
}

static void
read_selectors (Selection *self, JsonObject *of, const char *name, guint depth)
{
  g_autoptr (GPtrArray) selectors = tri_json_list_objects (of, name, self->wrong);

  for (guint i = 0; i < selectors->len; i++)
    read_selector (self, g_ptr_array_index (selectors, i), depth);
}

/* --- targets --- */

/* Who names the text: an IRI, or an object with more. */
static void
read_source (TriMarkSpot *spot, JsonNode *node, const char **wrong)
{
  const char *iri = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      iri = tri_json_get_string (object, "id", wrong);
      tri_mark_set (&spot->lang, tri_json_get_string (object, "language", wrong));
      tri_mark_set (&spot->text_title, tri_json_get_string (object, "dc:title", wrong));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    iri = json_node_get_string (node);
  else
    *wrong = "source";
  tri_mark_set (&spot->text, get_uuid (iri));
  tri_mark_set (&spot->address, iri);
}

static void
read_work (TriMarkSpot *spot, JsonObject *target, const char **wrong)
{
  JsonNode *node = json_object_get_member (target, "scope");
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  tri_mark_set (&spot->work, get_uuid (tri_json_get_string (object, "id", wrong)));
  tri_mark_set (&spot->work_title, tri_json_get_string (object, "dc:title", wrong));
}

static void
read_target (JsonNode *node, TriMarkRecord *record, const char **wrong)
{
  g_autoptr (TriMarkSpot) spot = tri_mark_spot_new ();
  Selection selection = { spot, wrong, FALSE };
  JsonObject *target;
  const char *role;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      read_source (spot, node, wrong);
      g_ptr_array_add (record->spots, g_steal_pointer (&spot));
      return;
    }
  target = json_node_get_object (node);
  read_source (spot,
               json_object_has_member (target,
                                       "source")
                   ? json_object_get_member (target, "source")
                   : node,
               wrong);
  read_work (spot, target, wrong);
  read_selectors (&selection, target, "selector", 0);
  spot->whole = json_object_get_boolean_member_with_default (target, "triptych:whole", FALSE);
  role = tri_json_get_string (target, "triptych:role", wrong);
  tri_mark_set (&spot->uuid, get_uuid (tri_json_get_string (target, "triptych:id", wrong)));
  g_ptr_array_add (g_strcmp0 (role, "counterpart") == 0 ? record->counterparts : record->spots,
                   g_steal_pointer (&spot));
}

/* --- bodies --- */

static void
add_note (GString *note, const char *words)
{
  if (words && words[0])
    g_string_append_printf (note, "%s%s", note->len ? "\n\n" : "", words);
}

static void
read_bodies (JsonObject *object, TriMarkRecord *record, const char **wrong)
{
  g_autoptr (GPtrArray) bodies = tri_json_list_objects (object, "body", wrong);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GString) note = g_string_new (NULL);

  add_note (note, tri_json_get_string (object, "bodyValue", wrong));
  for (guint i = 0; i < bodies->len; i++)
    {
      JsonObject *body = g_ptr_array_index (bodies, i);
      const char *value = tri_json_get_string (body, "value", wrong);
      const char *purpose = tri_json_get_string (body, "purpose", wrong);

      if (!value)
        continue;
      if (g_strcmp0 (purpose, "tagging") == 0)
        g_ptr_array_add (labels, (gpointer) value);
      else
        add_note (note, value);
    }
  tri_mark_set (&record->note, note->str);
  tri_marks_take_labels (record, labels);
}

/* --- what it is --- */

static TriMarkKind
guess_kind (JsonObject *object, const TriMarkRecord *record)
{
  g_autoptr (GPtrArray) motivations = tri_json_list_values (object, "motivation");

  for (guint i = 0; i < motivations->len; i++)
    {
      JsonNode *node = g_ptr_array_index (motivations, i);
      const char *word = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (g_strcmp0 (word, "bookmarking") == 0)
        return TRI_MARK_BOOKMARK;
      if (g_strcmp0 (word, "highlighting") == 0)
        return TRI_MARK_HIGHLIGHT;
    }
  return record->note[0] ? TRI_MARK_NOTE : TRI_MARK_HIGHLIGHT;
}

static void
read_ours (JsonObject *object, TriMarkRecord *record, const char **wrong)
{
  const char *kind = tri_json_get_string (object, "triptych:kind", wrong);
  const char *scope = tri_json_get_string (object, "triptych:scope", wrong);
  const char *style = tri_json_get_string (object, "triptych:style", wrong);
  const char *letter = tri_json_get_string (object, "triptych:letter", wrong);

  if (!kind || !tri_mark_kind_from_nick (kind, &record->kind))
    record->kind = guess_kind (object, record);
  if (scope)
    tri_scope_from_nick (scope, &record->scope);
  if (style)
    tri_mark_style_from_nick (style, &record->style);
  if (letter && letter[0] >= 'a' && letter[0] <= 'z' && !letter[1])
    record->letter = letter[0];
  tri_mark_set (&record->colour, tri_json_get_string (object, "triptych:colour", wrong));
}

static char *
dup_id (JsonObject *object, const TriMarkRecord *record, const char **wrong)
{
  const char *id = tri_json_get_string (object, "id", wrong);
  const TriMarkSpot *spot = tri_mark_record_get_spot (record);
  g_autofree char *name = NULL;

  if (get_uuid (id)[0])
    return g_ascii_strdown (get_uuid (id), -1);
  if (id)
    return tri_mark_dup_uuid_for (id);
  name = g_strdup_printf ("%s\n%s\n%s",
                          spot ? spot->address : "",
                          spot ? spot->quote : "",
                          record->note);
  return tri_mark_dup_uuid_for (name);
}

static void
read_annotation (JsonObject *object,
                 const TriMarksHead *head,
                 TriMarkRecord *record,
                 const char **wrong)
{
  g_autoptr (GPtrArray) targets = tri_json_list_values (object, "target");
  g_autofree char *uuid = NULL;

  for (guint i = 0; i < targets->len; i++)
    read_target (g_ptr_array_index (targets, i), record, wrong);
  read_bodies (object, record, wrong);
  read_ours (object, record, wrong);
  record->created = tri_json_get_time (object, "created", wrong);
  record->modified = tri_json_get_time (object, "modified", wrong);
  uuid = dup_id (object, record, wrong);
  tri_mark_set (&record->uuid, uuid);
  if (!record->spots->len)
    record->problem = g_strdup (_ ("It says nothing of a place."));
}

const TriMarksSource tri_marks_annotation = {
  "jsonld",
  "W3C Web Annotation",
  is_annotation,
  read_annotation,
};
