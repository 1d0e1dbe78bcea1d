/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-entity.h"

G_DEFINE_FINAL_TYPE (TriEntity, tri_entity, G_TYPE_OBJECT)

/* Names, descriptions and identifiers all begin with two strings to free. */
static void
clear_pair (gpointer data)
{
  char **pair = data;

  g_clear_pointer (&pair[0], g_free);
  g_clear_pointer (&pair[1], g_free);
}

static GArray *
new_pairs (guint element_size)
{
  GArray *array = g_array_new (FALSE, FALSE, element_size);

  g_array_set_clear_func (array, clear_pair);
  return array;
}

static void
tri_entity_finalize (GObject *object)
{
  TriEntity *self = TRI_ENTITY (object);

  g_free (self->uuid);
  g_free (self->key);
  g_free (self->dates);
  g_array_unref (self->names);
  g_array_unref (self->descriptions);
  g_array_unref (self->identifiers);

  G_OBJECT_CLASS (tri_entity_parent_class)->finalize (object);
}

static void
tri_entity_class_init (TriEntityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_entity_finalize;
}

static void
tri_entity_init (TriEntity *self)
{
  self->names = new_pairs (sizeof (TriName));
  self->descriptions = new_pairs (sizeof (TriDescription));
  self->identifiers = new_pairs (sizeof (TriIdentifier));
}

TriEntity *
tri_entity_new (void)
{
  return g_object_new (TRI_TYPE_ENTITY, NULL);
}

static gboolean
is_lang (const char *tag, const char *lang)
{
  gsize n = strcspn (lang, "-_");

  return strncmp (tag, lang, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

/**
 * tri_entity_get_name:
 * @lang: (nullable): the language to prefer, BCP 47
 *
 * Returns: (transfer none): the first official name in @lang, else the first name in @lang, else in
 * English, else any, else ""
 */
const char *
tri_entity_get_name (TriEntity *self, const char *lang)
{
  const char *const wanted[] = { lang, "en" };

  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    for (guint i = 0; wanted[w] && i < self->names->len; i++)
      {
        const TriName *name = &g_array_index (self->names, TriName, i);

        if (is_lang (name->lang, wanted[w]))
          return name->name;
      }
  return self->names->len ? g_array_index (self->names, TriName, 0).name : "";
}

/**
 * tri_entity_get_description:
 * @lang: (nullable): the language to prefer, BCP 47
 *
 * Returns: (transfer none) (nullable): the description in @lang, else in English, else any
 */
const char *
tri_entity_get_description (TriEntity *self, const char *lang)
{
  const char *const wanted[] = { lang, "en" };

  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    for (guint i = 0; wanted[w] && i < self->descriptions->len; i++)
      {
        const TriDescription *description = &g_array_index (self->descriptions, TriDescription, i);

        if (is_lang (description->lang, wanted[w]))
          return description->text;
      }
  return self->descriptions->len ? g_array_index (self->descriptions,
                                                  TriDescription,
                                                  0)
                                       .text
                                 : NULL;
}

/**
 * tri_entity_add_name:
 *
 * Adds a name behind those of the same or a lower #TriNameKind, so that the official names come
 * first.
 */
void
tri_entity_add_name (TriEntity *self, const char *lang, const char *name, TriNameKind kind)
{
  TriName added = { g_strdup (lang ? lang : ""), g_strdup (name), kind };
  guint at = self->names->len;

  while (at > 0 && g_array_index (self->names, TriName, at - 1).kind > kind)
    at--;
  g_array_insert_val (self->names, at, added);
}

void
tri_entity_add_description (TriEntity *self, const char *lang, const char *text)
{
  TriDescription added = { g_strdup (lang ? lang : ""), g_strdup (text) };

  g_array_append_val (self->descriptions, added);
}

void
tri_entity_add_identifier (TriEntity *self, const char *scheme, const char *value)
{
  TriIdentifier added = { g_strdup (scheme), g_strdup (value) };

  g_array_append_val (self->identifiers, added);
}
