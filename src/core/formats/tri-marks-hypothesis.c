/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-json-members.h"
#include "formats/tri-marks-reader.h"

#include <glib/gi18n.h>

/* What Hypothesis hands out: rows of its search, or the annotations of its client's export. */

static gboolean
is_row (JsonObject *object)
{
  return json_object_has_member (object, "target") && json_object_has_member (object, "uri");
}

static void
read_title (JsonObject *object, TriMarkSpot *spot, const char **wrong)
{
  JsonObject *document = tri_json_get_object (object, "document", wrong);
  g_autoptr (GPtrArray) titles = tri_json_list_values (document, "title");
  JsonNode *node = titles->len ? g_ptr_array_index (titles, 0) : NULL;

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    tri_mark_set (&spot->text_title, json_node_get_string (node));
}

static void
read_quote (JsonObject *target, TriMarkSpot *spot, const char **wrong)
{
  g_autoptr (GPtrArray) selectors = tri_json_list_objects (target, "selector", wrong);

  for (guint i = 0; i < selectors->len; i++)
    {
      JsonObject *selector = g_ptr_array_index (selectors, i);

      if (g_strcmp0 (tri_json_get_string (selector, "type", wrong), "TextQuoteSelector") != 0)
        continue;
      tri_mark_set (&spot->quote, tri_json_get_string (selector, "exact", wrong));
      tri_mark_set (&spot->prefix, tri_json_get_string (selector, "prefix", wrong));
      tri_mark_set (&spot->suffix, tri_json_get_string (selector, "suffix", wrong));
    }
}

static void
read_targets (JsonObject *object, TriMarkRecord *record, const char **wrong)
{
  g_autoptr (GPtrArray) targets = tri_json_list_objects (object, "target", wrong);

  for (guint i = 0; i < targets->len; i++)
    {
      g_autoptr (TriMarkSpot) spot = tri_mark_spot_new ();

      read_quote (g_ptr_array_index (targets, i), spot, wrong);
      if (!spot->quote[0])
        continue;
      read_title (object, spot, wrong);
      tri_mark_set (&spot->address, tri_json_get_string (object, "uri", wrong));
      g_ptr_array_add (record->spots, g_steal_pointer (&spot));
    }
}

static void
read_tags (JsonObject *object, TriMarkRecord *record, const char **wrong)
{
  g_autoptr (GPtrArray) values = tri_json_list_values (object, "tags");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    {
      JsonNode *node = g_ptr_array_index (values, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (labels, (gpointer) json_node_get_string (node));
      else
        *wrong = "tags";
    }
  tri_marks_take_labels (record, labels);
}

static void
read_row (JsonObject *object, const TriMarksHead *head, TriMarkRecord *record, const char **wrong)
{
  const char *id = tri_json_get_string (object, "id", wrong);
  g_autoptr (GPtrArray) references = tri_json_list_values (object, "references");
  g_autofree char *name = NULL;
  g_autofree char *uuid = NULL;

  read_targets (object, record, wrong);
  read_tags (object, record, wrong);
  tri_mark_set (&record->note, tri_json_get_string (object, "text", wrong));
  record->kind = record->note[0] ? TRI_MARK_NOTE : TRI_MARK_HIGHLIGHT;
  if (record->kind == TRI_MARK_HIGHLIGHT)
    tri_mark_set (&record->colour, "yellow");
  record->created = tri_json_get_time (object, "created", wrong);
  record->modified = tri_json_get_time (object, "updated", wrong);
  name = g_strdup_printf ("hypothesis:%s", id ? id : record->note);
  uuid = tri_mark_dup_uuid_for (name);
  tri_mark_set (&record->uuid, uuid);
  if (references->len)
    record->problem = g_strdup (_ ("It answers another one."));
  else if (!record->spots->len)
    record->problem = g_strdup (_ ("It is of a whole page, not of words in it."));
}

const TriMarksSource tri_marks_hypothesis = {
  "hypothesis",
  "Hypothesis",
  is_row,
  read_row,
};
