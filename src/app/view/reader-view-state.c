/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <json-glib/json-glib.h>

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_columns (ReaderParallelView *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      json_builder_begin_object (builder);
      add_integer (builder, "text", column->text->id);
      add_boolean (builder, "shown", column->shown);
      add_boolean (builder, "let-go", column->let_go);
      add_boolean (builder, "joined", column->joined);
      add_integer (builder, "nudge", (gint64) column->nudge);
      json_builder_set_member_name (builder, "weight");
      json_builder_add_double_value (builder, column->weight);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The rows may have other numbers the next time, the passages have not. */
static void
add_tops (ReaderParallelView *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "tops");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      ReaderFlow *flow = reader_view_get_flow_of (self, column->text->id);
      gint64 top = reader_parallel_view_get_top_passage (self, column->text->id);
      guint64 row = 0;
      double into = 0;

      if (top == 0)
        continue;
      reader_flow_get_position (flow, &row, &into);
      json_builder_begin_object (builder);
      add_integer (builder, "passage", top);
      add_integer (builder, "row", (gint64) row);
      /* Room above the first row is kept as it is, else the row may have another height. */
      add_integer (builder, "into", (gint64) MIN (into, 0));
      json_builder_set_member_name (builder, "share");
      json_builder_add_double_value (builder, reader_flow_get_share (flow));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * reader_parallel_view_dup_state:
 *
 * Returns: (transfer full): where the reader is, as a JSON object
 */
char *
reader_parallel_view_dup_state (ReaderParallelView *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  json_builder_begin_object (builder);
  add_integer (builder, "focus", self->marks->focus);
  add_integer (builder, "sentence", self->marks->sentence);
  add_boolean (builder, "in-view", reader_view_sees_focus (self));
  add_integer (builder, "stacking", self->stacking);
  add_boolean (builder, "linked", self->linked);
  add_integer (builder, "leftmost", self->leftmost);
  add_columns (self, builder);
  add_tops (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
restore_column (ReaderParallelView *self, JsonObject *object, guint *place)
{
  guint index = 0;
  gint64 text = json_object_get_int_member_with_default (object, "text", 0);
  ReaderViewColumn *column = reader_view_find_column (self, text, &index);
  ReaderViewColumn kept;

  if (column == NULL)
    return;
  column->shown = json_object_get_boolean_member_with_default (object, "shown", TRUE);
  column->weight = CLAMP (json_object_get_double_member_with_default (object, "weight", 1),
                          0.1,
                          10);
  column->let_go = json_object_get_boolean_member_with_default (object, "let-go", FALSE);
  column->joined = json_object_get_boolean_member_with_default (object, "joined", FALSE);
  column->nudge = (double) json_object_get_int_member_with_default (object, "nudge", 0);
  kept = *column;
  if (index < *place)
    return;
  memmove (reader_view_get_column (self, *place + 1),
           reader_view_get_column (self, *place),
           (index - *place) * sizeof kept);
  *reader_view_get_column (self, *place) = kept;
  *place += 1;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object_at (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
restore_columns (ReaderParallelView *self, JsonArray *array)
{
  guint place = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (get_object_at (array, i) != NULL)
      restore_column (self, get_object_at (array, i), &place);
  reader_view_place_others (self, place);
  if (reader_view_count_shown (self) == 0 && self->columns->len > 0)
    reader_view_get_column (self, 0)->shown = TRUE;
  reader_view_set_texts (self, self->work);
  reader_view_settle_joined (self);
}

static void
restore_top (ReaderParallelView *self, JsonObject *object)
{
  gint64 passage = json_object_get_int_member_with_default (object, "passage", 0);
  double into = (double) json_object_get_int_member_with_default (object, "into", 0);
  double share = json_object_get_double_member_with_default (object, "share", 0);
  guint64 saved = (guint64) json_object_get_int_member_with_default (object, "row", 0);

  for (guint s = 0; s < self->strands->len; s++)
    {
      ReaderViewStrand *strand = reader_view_get_strand (self, s);
      guint64 row = 0;

      if (!reader_row_model_find_passage (strand->model, passage, &row))
        continue;
      if (row == saved && share > 0)
        reader_flow_scroll_to_share (strand->flow, row, MIN (share, 1));
      else
        reader_flow_scroll_to (strand->flow, row, row == saved ? MIN (into, 0) : 0);
      return;
    }
}

/**
 * reader_parallel_view_restore_state:
 * @state: (nullable): what dup_state() said about the same work; what is not there any more is
 *   passed over
 */
void
reader_parallel_view_restore_state (ReaderParallelView *self, const char *state)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = NULL;
  JsonArray *array = NULL;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (state == NULL
      || !json_parser_load_from_data (parser, state, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  object = json_node_get_object (json_parser_get_root (parser));
  self->stacking = (ReaderStacking) CLAMP (json_object_get_int_member_with_default (object,
                                                                                    "stacking",
                                                                                    0),
                                           READER_STACKING_AUTOMATIC,
                                           READER_STACKING_NEVER);
  reader_view_set_linked (self,
                          json_object_get_boolean_member_with_default (object,
                                                                       "linked",
                                                                       self->linked));
  self->leftmost = json_object_get_int_member_with_default (object, "leftmost", 0);
  array = get_array (object, "columns");
  if (array != NULL)
    restore_columns (self, array);
  /* The first column may be another one now. */
  reader_view_conceal_others (self);
  array = get_array (object, "tops");
  self->following++;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (get_object_at (array, i) != NULL)
      restore_top (self, get_object_at (array, i));
  self->following--;
  reader_view_focus_passage (self,
                             json_object_get_int_member_with_default (object, "focus", 0),
                             (int) json_object_get_int_member_with_default (object,
                                                                            "sentence",
                                                                            -1));
  self->brings_focus = self->focus != NULL
                       && json_object_get_boolean_member_with_default (object, "in-view", FALSE);
}
