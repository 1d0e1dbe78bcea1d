/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriEntityForm:
 * @ord: of the name in entity_names
 * @offset: where it stands in the folded names
 * @n: how often the texts of the work name the entity
 *
 * One name of an entity.
 */
typedef struct
{
  gint64 entity;
  guint ord;
  guint offset;
  guint n;
} TriEntityForm;

/**
 * TriEntityIndex:
 * @folded: all names of the registers of a work (see tri_fold()), each between two newlines
 * @forms: (element-type TriEntityForm): in the order in which they stand there
 * @langs: (element-type utf8): the languages of the texts, and ""
 *
 * The names of a work in memory, for a search at every key that is pressed.
 */
typedef struct
{
  GString *folded;
  GArray *forms;
  GPtrArray *langs;
} TriEntityIndex;

/* The index of the work, which the library keeps until the next call of this finds that its names
 * changed; of one work at a time. NULL on error. */
TriEntityIndex *tri_entity_index_get (TriLibrary *library,
                                      gint64 work,
                                      GCancellable *cancellable,
                                      GError **error);
/* The form that holds a place in @folded. */
guint tri_entity_index_find_form (const TriEntityIndex *self, gsize offset);
/* The names that have one of @blocks (see tri_name_key_list_blocks()), or one that begins with
 * @prefix (nullable); at most @limit. (element-type guint) The first call reads all names by their
 * sounds. */
GArray *tri_entity_index_list_alike (TriEntityIndex *self,
                                     TriLibrary *library,
                                     const char *const *blocks,
                                     const char *prefix,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
