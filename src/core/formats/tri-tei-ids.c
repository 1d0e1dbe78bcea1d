/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-ids.h"

#include "formats/tri-tei-keys.h"
#include "library/tri-library-export.h"

/* The keys of a work are the xml:ids of its file wherever they can be. Where another part has the
 * same key, or the key is no name, the id begins with that of its text: a reader takes
 * "text-2." off again. What has no key (sentences, pieces of mentions, texts) gets ids that no key
 * of this work looks like. */
struct _TriTeiIds
{
  TriLibrary *library;
  TriWork *work;
  char *text_stem;      /* "text-", or with more hyphens */
  char *dots;           /* "." or more, before what is a part of a passage */
  GHashTable *entities; /* row → xml:id */
  GHashTable *taken;    /* the xml:ids of the entities */
};

static char *
choose_stem (TriLibrary *library, TriWork *work)
{
  g_autoptr (GString) stem = g_string_new ("text-");
  g_autofree char *pattern = g_strconcat (stem->str, "*", NULL);

  while (tri_library_has_key_like (library, work->id, pattern) && stem->len < 32)
    {
      g_string_append_c (stem, '-');
      g_free (pattern);
      pattern = g_strconcat (stem->str, "*", NULL);
    }
  return g_strdup (stem->str);
}

static char *
choose_dots (TriLibrary *library, TriWork *work)
{
  g_autoptr (GString) dots = g_string_new (".");
  g_autofree char *pattern = g_strdup ("*.[sm][0-9]*");

  while (tri_library_has_key_like (library, work->id, pattern) && dots->len < 32)
    {
      g_string_append_c (dots, '.');
      g_free (pattern);
      pattern = g_strdup_printf ("*%s[sm][0-9]*", dots->str);
    }
  return g_strdup (dots->str);
}

/**
 * tri_tei_ids_new:
 *
 * Returns: (transfer full): the ids of a file that is about to be written; entities are added first
 */
TriTeiIds *
tri_tei_ids_new (TriLibrary *library, TriWork *work)
{
  TriTeiIds *self = g_new0 (TriTeiIds, 1);

  self->library = g_object_ref (library);
  self->work = g_object_ref (work);
  self->text_stem = choose_stem (library, work);
  self->dots = choose_dots (library, work);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
tri_tei_ids_free (TriTeiIds *self)
{
  g_object_unref (self->library);
  g_object_unref (self->work);
  g_free (self->text_stem);
  g_free (self->dots);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->entities);
  g_free (self);
}

static gboolean
is_part (TriTeiIds *self, const char *key)
{
  for (const char *at = strstr (key, self->dots); at; at = strstr (at + 1, self->dots))
    {
      const char *end = at + strlen (self->dots);

      if ((*end == 's' || *end == 'm') && g_ascii_isdigit (end[1]))
        return TRUE;
    }
  return FALSE;
}

/**
 * tri_tei_ids_add_entity:
 *
 * Chooses the id of an entity: its key, or what says it (tri_tei_key_to_id()), unless another
 * register has the same one.
 */
void
tri_tei_ids_add_entity (TriTeiIds *self, TriEntity *entity)
{
  const char *key = entity->key;
  g_autoptr (GString) id = g_string_new (key);
  g_autofree char *made = NULL;

  if (!tri_tei_key_is_id (key)
      || g_str_has_prefix (key, self->text_stem)
      || is_part (self, key))
    {
      made = key ? tri_tei_key_to_id (key) : NULL;
      g_string_assign (id, made ? made : "");
    }
  if (id->len == 0)
    g_string_printf (id, "entity-%" G_GINT64_FORMAT, entity->id);
  while (g_hash_table_contains (self->taken, id->str))
    g_string_append_printf (id, "-%" G_GINT64_FORMAT, entity->id);

  g_hash_table_insert (self->entities,
                       g_memdup2 (&entity->id, sizeof entity->id),
                       g_strdup (id->str));
  g_hash_table_add (self->taken, g_hash_table_lookup (self->entities, &entity->id));
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

/**
 * tri_tei_ids_dup_text:
 *
 * Returns: (transfer full): the xml:id of a text
 */
char *
tri_tei_ids_dup_text (TriTeiIds *self, TriText *text)
{
  return g_strdup_printf ("%s%u", self->text_stem, text->ord + 1);
}

/**
 * tri_tei_ids_dup_key:
 * @text: the row of a text
 * @key: of a passage in it
 *
 * Returns: (transfer full): the xml:id of that passage
 */
char *
tri_tei_ids_dup_key (TriTeiIds *self, gint64 text, const char *key)
{
  TriText *found = tri_work_get_text (self->work, text);
  g_autofree char *prefix = found ? tri_tei_ids_dup_text (self, found) : g_strdup ("text");
  g_autofree char *id = g_strconcat (prefix, ".", key, NULL);
  g_autofree char *hash = NULL;

  if (tri_tei_is_name (key)
      && !g_hash_table_contains (self->taken, key)
      && !tri_library_is_key_shared (self->library, text, key))
    return g_strdup (key);
  if (tri_tei_is_name (id))
    return g_steal_pointer (&id);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strdup_printf ("%s.x-%.16s", prefix, hash);
}

/**
 * tri_tei_ids_dup_passage:
 *
 * Returns: (transfer full): the xml:id of a passage
 */
char *
tri_tei_ids_dup_passage (TriTeiIds *self, const TriPassage *passage)
{
  return tri_tei_ids_dup_key (self, passage->text, passage->key);
}

/**
 * tri_tei_ids_dup_sentence:
 * @passage: the xml:id of its passage
 * @sentence: its index
 *
 * Returns: (transfer full): the xml:id of a sentence
 */
char *
tri_tei_ids_dup_sentence (TriTeiIds *self, const char *passage, guint sentence)
{
  return g_strdup_printf ("%s%ss%u", passage, self->dots, sentence + 1);
}

/**
 * tri_tei_ids_dup_piece_stem:
 * @passage: the xml:id of the passage it stands in
 *
 * Returns: (transfer full): what the xml:ids of the pieces of a mention begin with
 */
char *
tri_tei_ids_dup_piece_stem (TriTeiIds *self, const char *passage)
{
  return g_strconcat (passage, self->dots, "m", NULL);
}

/**
 * tri_tei_ids_dup_division:
 *
 * Returns: (transfer full): the xml:id of a division; passages and entities go first
 */
char *
tri_tei_ids_dup_division (TriTeiIds *self, TriDivision *division)
{
  TriText *text = tri_work_get_text (self->work, division->text);
  g_autofree char *prefix = text ? tri_tei_ids_dup_text (self, text) : g_strdup ("text");

  if (tri_tei_is_name (division->key)
      && !g_hash_table_contains (self->taken, division->key)
      && tri_library_is_division_key_unique (self->library, division->text, division->key))
    return g_strdup (division->key);
  return g_strdup_printf ("%s-division-%" G_GINT64_FORMAT, prefix, division->id);
}
