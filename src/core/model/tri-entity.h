/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  char *lang; /* BCP 47, or "" */
  char *name;
  TriNameKind kind;
} TriName;

typedef struct
{
  char *lang;
  char *text;
} TriDescription;

typedef struct
{
  char *scheme;
  char *value;
} TriIdentifier;

/**
 * TriEntity:
 * @uuid: the id shown to the outside
 * @key: its id in the register it came from, or %NULL
 * @names: (element-type TriName): the official names first
 * @descriptions: (element-type TriDescription): one a language
 * @dates: EDTF: of a life, a publication, an event; or %NULL
 * @identifiers: (element-type TriIdentifier)
 * @n_mentions: in the scope that was asked for
 *
 * A person, place, organisation, work or event: one record for all languages.
 * Lists fill only @id, @type, @names (one, in the language asked for) and @n_mentions.
 */
struct _TriEntity
{
  GObject parent_instance;
  gint64 id;
  char *uuid;
  char *key;
  TriEntityType type;
  GArray *names;
  GArray *descriptions;
  char *dates;
  GArray *identifiers;
  guint n_mentions;
};

#define TRI_TYPE_ENTITY (tri_entity_get_type ())
G_DECLARE_FINAL_TYPE (TriEntity, tri_entity, TRI, ENTITY, GObject)

TriEntity *tri_entity_new (void) G_GNUC_WARN_UNUSED_RESULT;
const char *tri_entity_get_name (TriEntity *self, const char *lang);
const char *tri_entity_get_description (TriEntity *self, const char *lang);
void tri_entity_add_name (TriEntity *self, const char *lang, const char *name, TriNameKind kind);
void tri_entity_add_description (TriEntity *self, const char *lang, const char *text);
void tri_entity_add_identifier (TriEntity *self, const char *scheme, const char *value);

G_END_DECLS
