/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include <json-glib/json-glib.h>

/* W3C Web Annotation Data Model (2017-02-23): a collection whose one page holds all. What the model
 * has no word for goes under a name of our own. */

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define OURS "triptych:"
#define XML_FRAGMENT "http://tools.ietf.org/rfc/rfc3023"

static void
put (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
put_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
put_urn (JsonBuilder *builder, const char *name, const char *uuid)
{
  g_autofree char *urn = g_strconcat ("urn:uuid:", uuid, NULL);

  put (builder, name, urn);
}

static void
begin_object (JsonBuilder *builder, const char *name)
{
  if (name)
    json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static const char *
get_motivation (TriMarkKind kind)
{
  static const char *const motivations[TRI_N_MARK_KINDS] = {
    "bookmarking",
    "highlighting",
    "commenting",
    "linking",
    "bookmarking",
  };

  return motivations[kind];
}

static void
put_bodies (JsonBuilder *builder, const TriMarkRecord *mark)
{
  if (!mark->note[0] && !mark->labels[0])
    return;
  begin_array (builder, "body");
  if (mark->note[0])
    {
      begin_object (builder, NULL);
      put (builder, "type", "TextualBody");
      put (builder, "value", mark->note);
      put (builder, "format", "text/markdown");
      put (builder, "purpose", mark->kind == TRI_MARK_PORTAL ? "linking" : "commenting");
      json_builder_end_object (builder);
    }
  for (guint i = 0; mark->labels[i]; i++)
    {
      begin_object (builder, NULL);
      put (builder, "type", "TextualBody");
      put (builder, "value", mark->labels[i]);
      put (builder, "format", "text/plain");
      put (builder, "purpose", "tagging");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_source (JsonBuilder *builder, const TriMarkSpot *spot)
{
  begin_object (builder, "source");
  put_urn (builder, "id", spot->text);
  put (builder, "type", "Text");
  if (spot->lang[0])
    put (builder, "language", spot->lang);
  if (spot->text_title[0])
    put (builder, "dc:title", spot->text_title);
  json_builder_end_object (builder);
  begin_object (builder, "scope");
  put_urn (builder, "id", spot->work);
  if (spot->work_title[0])
    put (builder, "dc:title", spot->work_title);
  json_builder_end_object (builder);
}

static void
put_quote (JsonBuilder *builder, const TriMarkSpot *spot)
{
  begin_object (builder, NULL);
  put (builder, "type", "TextQuoteSelector");
  put (builder, "exact", spot->quote);
  put (builder, "prefix", spot->prefix);
  put (builder, "suffix", spot->suffix);
  json_builder_end_object (builder);
}

static void
put_position (JsonBuilder *builder, const char *name, guint start, guint end)
{
  begin_object (builder, name);
  put (builder, "type", "TextPositionSelector");
  put_number (builder, "start", start);
  put_number (builder, "end", end);
  json_builder_end_object (builder);
}

/* The passage; the caller says what of it. */
static void
begin_passage (JsonBuilder *builder, const char *name, const char *key)
{
  begin_object (builder, name);
  put (builder, "type", "FragmentSelector");
  put (builder, "conformsTo", XML_FRAGMENT);
  put (builder, "value", key);
}

static void
put_passage (JsonBuilder *builder, const TriMarkSpot *spot)
{
  begin_passage (builder, NULL, spot->key);
  if (!spot->whole)
    {
      begin_array (builder, "refinedBy");
      put_quote (builder, spot);
      put_position (builder, NULL, spot->start, spot->end);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

/* From one passage to another: up to where the end begins, as the model has it. */
static void
put_range (JsonBuilder *builder, const TriMarkSpot *spot)
{
  begin_object (builder, NULL);
  put (builder, "type", "RangeSelector");
  begin_passage (builder, "startSelector", spot->key);
  put_position (builder, "refinedBy", spot->start, spot->start);
  json_builder_end_object (builder);
  begin_passage (builder, "endSelector", spot->end_key);
  put_position (builder, "refinedBy", spot->end, spot->end);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
put_selectors (JsonBuilder *builder, const TriMarkSpot *spot)
{
  begin_array (builder, "selector");
  if (!spot->key[0])
    put_quote (builder, spot);
  else if (g_str_equal (spot->key, spot->end_key))
    put_passage (builder, spot);
  else
    put_range (builder, spot);
  /* The words themselves, also for who knows nothing of our passages. */
  if (spot->key[0] && (spot->whole || !g_str_equal (spot->key, spot->end_key)))
    put_quote (builder, spot);
  json_builder_end_array (builder);
}

static void
put_target (JsonBuilder *builder,
            const TriMarkRecord *mark,
            const TriMarkSpot *spot,
            const char *role)
{
  begin_object (builder, NULL);
  put (builder, "type", "SpecificResource");
  put_source (builder, spot);
  put_selectors (builder, spot);
  if (mark->kind == TRI_MARK_HIGHLIGHT)
    {
      g_autofree char *class = g_strdup_printf ("triptych-%s triptych-%s",
                                                tri_mark_style_to_nick (mark->style),
                                                mark->colour[0] ? mark->colour : "plain");

      put (builder, "styleClass", class);
    }
  if (spot->whole)
    {
      json_builder_set_member_name (builder, OURS "whole");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (role)
    put (builder, OURS "role", role);
  if (role && spot->uuid[0])
    put_urn (builder, OURS "id", spot->uuid);
  json_builder_end_object (builder);
}

static void
put_targets (JsonBuilder *builder, const TriMarkRecord *mark, GStrv languages)
{
  begin_array (builder, "target");
  for (guint i = 0; i < mark->spots->len; i++)
    put_target (builder, mark, g_ptr_array_index (mark->spots, i), i ? "part" : NULL);
  for (guint i = 0; i < mark->counterparts->len; i++)
    {
      const TriMarkSpot *spot = g_ptr_array_index (mark->counterparts, i);

      if (g_strv_contains ((const char *const *) languages, spot->lang))
        put_target (builder, mark, spot, "counterpart");
    }
  json_builder_end_array (builder);
}

static void
put_ours (JsonBuilder *builder, const TriMarkRecord *mark)
{
  const char letter[] = { mark->letter, '\0' };

  put (builder, OURS "kind", tri_mark_kind_to_nick (mark->kind));
  put (builder, OURS "scope", tri_scope_to_nick (mark->scope));
  put (builder, OURS "style", tri_mark_style_to_nick (mark->style));
  if (mark->colour[0])
    put (builder, OURS "colour", mark->colour);
  if (mark->letter)
    put (builder, OURS "letter", letter);
}

/* A style sheet that shows the classes as the program does. */
static void
put_stylesheet (JsonBuilder *builder, const TriMarkRecord *mark)
{
  static const char *const styles[TRI_N_MARK_STYLES] = {
    ".triptych-fill { background-color: %s }",
    ".triptych-underline { text-decoration: underline %s }",
    ".triptych-wave { text-decoration: underline wavy %s }",
    ".triptych-strike { text-decoration: line-through %s }",
  };
  g_autoptr (GString) css = NULL;

  if (mark->kind != TRI_MARK_HIGHLIGHT)
    return;
  css = g_string_new (styles[mark->style]);
  g_string_replace (css, "%s", mark->colour[0] ? mark->colour : "silver", 0);
  begin_object (builder, "stylesheet");
  put (builder, "type", "CssStylesheet");
  put (builder, "value", css->str);
  json_builder_end_object (builder);
}

static void
append_tree (GString *out, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  g_string_append (out, text);
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *created = tri_marks_dup_instant (mark->created);
  g_autofree char *modified = tri_marks_dup_instant (mark->modified);

  g_string_append (sink->out, sink->last ? ",\n" : "\n");
  json_builder_begin_object (builder);
  put_urn (builder, "id", mark->uuid);
  put (builder, "type", "Annotation");
  put (builder, "motivation", get_motivation (mark->kind));
  put (builder, "created", created);
  put (builder, "modified", modified);
  put_bodies (builder, mark);
  put_targets (builder, mark, sink->languages);
  put_stylesheet (builder, mark);
  put_ours (builder, mark);
  json_builder_end_object (builder);
  append_tree (sink->out, builder);
}

static void
begin (TriMarksSink *sink)
{
  g_autofree char *collection = g_uuid_string_random ();
  g_autofree char *page = g_uuid_string_random ();

  g_string_append_printf (sink->out,
                          "{\"@context\":[\"" CONTEXT "\",{\"triptych\":\"urn:triptych:\"}],\n"
                          "\"id\":\"urn:uuid:%s\",\"type\":\"AnnotationCollection\","
                          "\"label\":\"Triptych\",\"total\":%u",
                          collection,
                          sink->n_marks);
  if (sink->n_marks)
    g_string_append_printf (sink->out,
                            ",\n\"first\":{\"id\":\"urn:uuid:%s\",\"type\":\"AnnotationPage\","
                            "\"partOf\":\"urn:uuid:%s\",\"startIndex\":0,\"items\":[",
                            page,
                            collection);
}

static void
end (TriMarksSink *sink)
{
  g_string_append (sink->out, sink->n_marks ? "\n]}}\n" : "}\n");
}

const TriMarksFormat tri_marks_jsonld = {
  "jsonld",
  "W3C Web Annotation (JSON-LD)",
  "jsonld",
  begin,
  append_mark,
  end,
};
