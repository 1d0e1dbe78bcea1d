/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static void
print_json (TriLibrary *library, GPtrArray *entities)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);
      g_autoptr (TriEntity) whole = tri_library_get_entity (library, entity->id, NULL);

      json_builder_begin_object (builder);
      cli_json_add_string (builder, "id", whole ? whole->uuid : NULL);
      cli_json_add_string (builder, "key", whole ? whole->key : NULL);
      cli_json_add_string (builder, "type", tri_entity_type_to_nick (entity->type));
      cli_json_add_string (builder, "name", tri_entity_get_name (entity, NULL));
      cli_json_add_int (builder, "mentions", entity->n_mentions);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_json_print (builder);
}

static gboolean
run_entities (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  TriEntityQuery query = { .type = -1, .order = TRI_ENTITY_ORDER_NAME, .limit = G_MAXINT };
  g_autoptr (GPtrArray) entities = NULL;

  if (!library)
    return FALSE;
  if (arguments[0])
    {
      query.work = tri_library_find_work (library, arguments[0], error);
      if (query.work == 0)
        return FALSE;
    }
  entities = tri_library_list_entities (library, &query, error);
  if (!entities)
    return FALSE;
  if (context->json)
    {
      print_json (library, entities);
      return TRUE;
    }
  for (guint i = 0; i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);

      g_print ("%6u  %-12s %s\n",
               entity->n_mentions,
               tri_entity_type_to_nick (entity->type),
               tri_entity_get_name (entity, NULL));
    }
  return TRUE;
}

const CliCommand cli_entities_command = {
  "entities",
  N_ ("[WORK]"),
  N_ ("List the entities of a work or of the library"),
  NULL,
  0,
  1,
  run_entities,
};
