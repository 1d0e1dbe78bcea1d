/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-ids.h"

#include "library/tri-library-export.h"

#include <libxml/tree.h>

struct _TriTeiIds
{
  TriLibrary *library;
  GHashTable *entities; /* row → xml:id */
  GHashTable *taken;    /* the xml:ids of the entities */
};

/**
 * tri_tei_ids_new:
 *
 * Returns: (transfer full): the ids of a file that is about to be written; entities are added first
 */
TriTeiIds *
tri_tei_ids_new (TriLibrary *library)
{
  TriTeiIds *self = g_new0 (TriTeiIds, 1);

  self->library = g_object_ref (library);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
tri_tei_ids_free (TriTeiIds *self)
{
  g_object_unref (self->library);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->entities);
  g_free (self);
}

static gboolean
is_name (const char *key)
{
  return key && xmlValidateNCName ((const xmlChar *) key, 0) == 0;
}

void
tri_tei_ids_add_entity (TriTeiIds *self, TriEntity *entity)
{
  char *id = NULL;

  if (is_name (entity->key) && !g_hash_table_contains (self->taken, entity->key))
    id = g_strdup (entity->key);
  else
    id = g_strdup_printf ("entity-%" G_GINT64_FORMAT, entity->id);

  g_hash_table_insert (self->entities, g_memdup2 (&entity->id, sizeof entity->id), id);
  g_hash_table_add (self->taken, id);
}

/**
 * tri_tei_ids_get_entity:
 *
 * Returns: (transfer none) (nullable): the xml:id of an entity that was added
 */
const char *
tri_tei_ids_get_entity (TriTeiIds *self, gint64 entity)
{
  return g_hash_table_lookup (self->entities, &entity);
}

static char *
dup_id (TriTeiIds *self, gint64 text, const char *key)
{
  if (is_name (key)
      && !g_hash_table_contains (self->taken, key)
      && !tri_library_is_key_shared (self->library, text, key))
    return g_strdup (key);
  return g_strdup_printf ("t%" G_GINT64_FORMAT ".%s", text, key);
}

char *
tri_tei_ids_dup_passage (TriTeiIds *self, const TriPassage *passage)
{
  return dup_id (self, passage->text, passage->key);
}

char *
tri_tei_ids_dup_division (TriTeiIds *self, TriDivision *division)
{
  return dup_id (self, division->text, division->key);
}
