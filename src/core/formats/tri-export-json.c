/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"

#include "library/tri-library-entities.h"
#include "library/tri-library-export.h"
#include "library/tri-library-works.h"

#include <json-glib/json-glib.h>
#include <math.h>

#define WINDOW 500

/* Each item is built as a JsonNode of its own and written at once, so that memory does not grow
 * with
 * the work; only the brackets and commas between items are written by hand. */
typedef struct
{
  TriLibrary *library;
  TriWork *work;
  GOutputStream *stream;
  GCancellable *cancellable;
  JsonGenerator *generator;
  gboolean has_item;
} Writer;

static gboolean
put (Writer *self, const char *string, GError **error)
{
  return g_output_stream_write_all (self->stream,
                                    string,
                                    strlen (string),
                                    NULL,
                                    self->cancellable,
                                    error);
}

static gboolean
put_open (Writer *self, const char *string, GError **error)
{
  self->has_item = FALSE;
  return put (self, string, error);
}

static char *
to_string (Writer *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (self->generator, root);
  return json_generator_to_data (self->generator, NULL);
}

/* Writes what @builder holds as the next item of the list that is open, and empties it. */
static gboolean
put_item (Writer *self, JsonBuilder *builder, GError **error)
{
  g_autofree char *string = to_string (self, builder);
  const char *separator = self->has_item ? ",\n" : "\n";

  json_builder_reset (builder);
  self->has_item = TRUE;
  return put (self, separator, error) && put (self, string, error);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_range (JsonBuilder *builder, guint start, guint end)
{
  add_int (builder, "start", start);
  add_int (builder, "end", end);
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static char *
dup_id (TriText *text, const char *key)
{
  return g_strconcat (text->uuid, "/", key, NULL);
}

static gboolean
put_divisions (Writer *self, TriText *text, GHashTable *division_ids, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) divisions = NULL;

  divisions = tri_library_list_divisions (self->library, text->id, -1, 0, error);
  if (!divisions)
    return FALSE;

  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      char *id = dup_id (text, division->key);

      g_hash_table_insert (division_ids, g_memdup2 (&division->id, sizeof division->id), id);
      json_builder_begin_object (builder);
      add_string (builder, "id", id);
      add_string (builder, "parent", g_hash_table_lookup (division_ids, &division->parent));
      add_int (builder, "level", division->level);
      add_string (builder, "title", division->title);
      json_builder_end_object (builder);
      if (!put_item (self, builder, error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_entity_uuid (Writer *self, gint64 entity)
{
  g_autoptr (TriEntity) found = NULL;

  if (entity == 0)
    return NULL;
  found = tri_library_get_entity (self->library, entity, NULL);
  return found ? g_strdup (found->uuid) : NULL;
}

static const char *
get_entity_uuid (Writer *self, GHashTable *uuids, gint64 entity)
{
  char *uuid = g_hash_table_lookup (uuids, &entity);

  if (!uuid)
    {
      uuid = dup_entity_uuid (self, entity);
      if (uuid)
        g_hash_table_insert (uuids, g_memdup2 (&entity, sizeof entity), uuid);
    }
  return uuid;
}

static void
add_mentions (Writer *self, JsonBuilder *builder, TriPassage *passage, GHashTable *uuids)
{
  json_builder_set_member_name (builder, "mentions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      json_builder_begin_object (builder);
      add_range (builder, mention->start, mention->end);
      add_string (builder, "entity", get_entity_uuid (self, uuids, mention->entity));
      add_string (builder, "type", tri_entity_type_to_nick (mention->type));
      add_string (builder, "origin", tri_origin_to_nick (mention->origin));
      add_number (builder, "confidence", mention->confidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_sentences (JsonBuilder *builder, TriPassage *passage)
{
  json_builder_set_member_name (builder, "sentences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < passage->sentences->len; i++)
    {
      const TriRange *sentence = &g_array_index (passage->sentences, TriRange, i);

      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, sentence->start);
      json_builder_add_int_value (builder, sentence->end);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_dates (JsonBuilder *builder, TriPassage *passage)
{
  json_builder_set_member_name (builder, "dates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (passage->dates, TriDate, i);

      json_builder_begin_object (builder);
      add_range (builder, date->start, date->end);
      add_string (builder, "edtf", date->edtf);
      add_string (builder, "origin", tri_origin_to_nick (date->origin));
      json_builder_set_member_name (builder, "inferred");
      json_builder_add_boolean_value (builder, date->inferred);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_spans (JsonBuilder *builder, TriPassage *passage)
{
  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      json_builder_begin_object (builder);
      add_range (builder, span->start, span->end);
      add_string (builder, "kind", tri_span_kind_to_nick (span->kind));
      add_string (builder, "value", span->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
put_passage (Writer *self,
             TriText *text,
             TriPassage *passage,
             const char *division,
             GHashTable *uuids,
             GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = dup_id (text, passage->key);

  json_builder_begin_object (builder);
  add_string (builder, "id", id);
  add_string (builder, "key", passage->key);
  add_string (builder, "division", division);
  add_string (builder, "kind", tri_passage_kind_to_nick (passage->kind));
  add_string (builder, "text", passage->content);
  add_sentences (builder, passage);
  add_mentions (self, builder, passage, uuids);
  add_dates (builder, passage);
  add_int (builder, "level", passage->level);
  add_spans (builder, passage);
  json_builder_end_object (builder);
  return put_item (self, builder, error);
}

static gboolean
put_passages (Writer *self,
              TriText *text,
              GHashTable *division_ids,
              GHashTable *uuids,
              GError **error)
{
  for (guint first = 0; first < text->n_passages; first += WINDOW)
    {
      g_autoptr (GPtrArray) window = NULL;

      window = tri_library_read_passages (self->library, text->id, first, WINDOW, error);
      if (!window)
        return FALSE;
      for (guint i = 0; i < window->len; i++)
        {
          TriPassage *passage = g_ptr_array_index (window, i);
          const char *division = g_hash_table_lookup (division_ids, &passage->division);

          if (!put_passage (self, text, passage, division, uuids, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* The members of an object that come before its first list, without the closing brace. */
static gboolean
put_head (Writer *self, JsonBuilder *builder, GError **error)
{
  g_autofree char *string = to_string (self, builder);

  string[strlen (string) - 1] = '\0';
  return put (self, string, error);
}

static gboolean
put_text (Writer *self, TriText *text, GHashTable *uuids, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) division_ids = NULL;

  division_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  json_builder_begin_object (builder);
  add_string (builder, "id", text->uuid);
  add_string (builder, "lang", text->lang);
  add_string (builder, "title", text->title);
  add_string (builder, "author", text->author);
  add_string (builder, "source", text->source);
  add_string (builder, "rights", text->rights);
  json_builder_end_object (builder);

  return put_head (self, builder, error)
         && put_open (self, ",\"divisions\":[", error)
         && put_divisions (self, text, division_ids, error)
         && put_open (self, "],\n\"passages\":[", error)
         && put_passages (self, text, division_ids, uuids, error)
         && put (self, "]}", error);
}

static gboolean
put_texts (Writer *self, GError **error)
{
  g_autoptr (GHashTable) uuids = NULL;

  uuids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < self->work->texts->len; i++)
    if (!put (self, i > 0 ? ",\n" : "\n", error)
        || !put_text (self, g_ptr_array_index (self->work->texts, i), uuids, error))
      return FALSE;
  return TRUE;
}

static void
add_names (JsonBuilder *builder, TriEntity *entity)
{
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      json_builder_begin_object (builder);
      add_string (builder, "lang", name->lang);
      add_string (builder, "name", name->name);
      add_string (builder, "kind", tri_name_kind_to_nick (name->kind));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_descriptions (JsonBuilder *builder, TriEntity *entity)
{
  json_builder_set_member_name (builder, "description");
  json_builder_begin_object (builder);
  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      const TriDescription *description = &g_array_index (entity->descriptions, TriDescription, i);

      add_string (builder, description->lang, description->text);
    }
  json_builder_end_object (builder);
}

static void
add_identifiers (JsonBuilder *builder, TriEntity *entity)
{
  json_builder_set_member_name (builder, "identifiers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *identifier = &g_array_index (entity->identifiers, TriIdentifier, i);

      json_builder_begin_object (builder);
      add_string (builder, "scheme", identifier->scheme);
      add_string (builder, "value", identifier->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
put_entity (Writer *self, gint64 id, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TriEntity) entity = tri_library_get_entity (self->library, id, error);

  if (!entity)
    return FALSE;

  json_builder_begin_object (builder);
  add_string (builder, "id", entity->uuid);
  add_string (builder, "type", tri_entity_type_to_nick (entity->type));
  add_names (builder, entity);
  add_descriptions (builder, entity);
  add_string (builder, "dates", entity->dates);
  add_identifiers (builder, entity);
  json_builder_end_object (builder);
  return put_item (self, builder, error);
}

static gboolean
put_entities (Writer *self, GError **error)
{
  g_autoptr (GArray) ids = tri_library_list_entity_ids (self->library, self->work->id, error);

  if (!ids)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!put_entity (self, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static void
add_member (Writer *self, JsonBuilder *builder, const TriLinkMember *member)
{
  TriText *text = tri_work_get_text (self->work, member->text);
  g_autofree char *passage = tri_library_dup_passage_id (self->library, member->passage);

  json_builder_begin_object (builder);
  add_string (builder, "text", text ? text->uuid : NULL);
  add_string (builder, "passage", passage);
  if (member->sentence >= 0)
    add_int (builder, "sentence", member->sentence);
  json_builder_end_object (builder);
}

/* The link, or, when @a and @b are not 0, only what it says of these two texts. */
static gboolean
put_link (Writer *self, const TriLink *link, gint64 a, gint64 b, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (a == 0 || member->text == a || member->text == b)
        add_member (self, builder, member);
    }
  json_builder_end_array (builder);
  add_string (builder, "relation", tri_relation_to_nick (link->relation));
  add_number (builder, "score", link->score);
  add_string (builder, "status", tri_status_to_nick (link->status));
  json_builder_end_object (builder);
  return put_item (self, builder, error);
}

static gboolean
has_text (const TriLink *link, gint64 text)
{
  for (guint i = 0; i < link->members->len; i++)
    if (g_array_index (link->members, TriLinkMember, i).text == text)
      return TRUE;
  return FALSE;
}

/* What the aligner says of a pair stands for what it says of all texts. */
static gboolean
put_pairs (Writer *self, const TriLink *link, GError **error)
{
  GPtrArray *texts = self->work->texts;

  if (link->kind == TRI_LINK_PAIR)
    return put_link (self, link, 0, 0, error);
  for (guint a = 0; a < texts->len; a++)
    for (guint b = a + 1; b < texts->len; b++)
      {
        gint64 first = ((TriText *) g_ptr_array_index (texts, a))->id;
        gint64 second = ((TriText *) g_ptr_array_index (texts, b))->id;

        if (has_text (link, first)
            && has_text (link, second)
            && !(texts->len > 2 && tri_library_is_paired (self->library, link, first, second))
            && !put_link (self, link, first, second, error))
          return FALSE;
      }
  return TRUE;
}

typedef enum
{
  PART_ALIGNMENT,
  PART_PAIRS,
  PART_REJECTED,
} Part;

static gboolean
put_part (Writer *self, const TriLink *link, Part part, GError **error)
{
  if ((link->kind == TRI_LINK_REJECTED) != (part == PART_REJECTED))
    return TRUE;
  if (part == PART_PAIRS)
    return put_pairs (self, link, error);
  return link->kind == TRI_LINK_PAIR || put_link (self, link, 0, 0, error);
}

static gboolean
put_links (Writer *self, Part part, GError **error)
{
  gint64 after = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) window = NULL;

      window = tri_library_read_links (self->library, self->work->id, after, WINDOW, error);
      if (!window)
        return FALSE;
      if (window->len == 0)
        return TRUE;
      for (guint i = 0; i < window->len; i++)
        {
          const TriLink *link = g_ptr_array_index (window, i);

          if (!put_part (self, link, part, error))
            return FALSE;
          after = link->id;
        }
    }
}

static gboolean
put_work (Writer *self, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *string = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "id", self->work->uuid);
  add_string (builder, "title", self->work->title);
  add_string (builder, "kind", tri_work_kind_to_nick (self->work->kind));
  json_builder_end_object (builder);
  string = to_string (self, builder);
  return put (self, string, error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  return put (self, "{\"work\":", error)
         && put_work (self, error)
         && put (self, ",\n\"texts\":[", error)
         && put_texts (self, error)
         && put_open (self, "],\n\"entities\":[", error)
         && put_entities (self, error)
         && put_open (self, "],\n\"alignment\":[", error)
         && put_links (self, PART_ALIGNMENT, error)
         && put_open (self, "],\n\"pairs\":[", error)
         && put_links (self, PART_PAIRS, error)
         && put_open (self, "],\n\"rejected\":[", error)
         && put_links (self, PART_REJECTED, error)
         && put (self, "]}\n", error);
}

/**
 * tri_export_json:
 * @work: the row of a work
 * @stream: where to write; it is flushed but not closed
 *
 * Writes everything a work holds as one JSON value: texts with divisions, passages, sentences,
 * mentions and dates, the entities of its registers, the alignment, the same pairwise, and the
 * links that a reader took away. Offsets count code points, ends are exclusive. The form is stable:
 * keys may be added, never changed.
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_json (TriLibrary *library,
                 gint64 work,
                 GOutputStream *stream,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, error);
  g_autoptr (GOutputStream) buffered = NULL;
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  Writer writer = { library, found, NULL, cancellable, generator, FALSE };

  if (!found)
    return FALSE;

  buffered = g_buffered_output_stream_new_sized (stream, 1 << 16);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  writer.stream = buffered;
  return put_all (&writer, error) && g_output_stream_close (buffered, cancellable, error);
}
