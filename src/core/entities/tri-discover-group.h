/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-discover-private.h"

G_BEGIN_DECLS

/**
 * TriSeenGroup:
 * @seen: (element-type TriSeen): names of one entity, the first in the texts first
 * @words: (element-type GStrv): the words of each
 * @parents: for each of them another of its set, or itself
 *
 * What was seen, while it is brought together.
 */
typedef struct
{
  GPtrArray *seen;
  GPtrArray *words;
  guint *parents;
  guint *n;     /* mentions of the set */
  guint *votes; /* of the set, by type */
} TriGrouping;

guint tri_grouping_find (TriGrouping *self, guint i);
void tri_grouping_join (TriGrouping *self, guint one, guint other);
TriEntityType tri_grouping_get_type (TriGrouping *self, guint i);

static inline TriSeen *
tri_grouping_seen (const TriGrouping *self, guint i)
{
  return g_ptr_array_index (self->seen, i);
}

static inline char **
tri_grouping_words (const TriGrouping *self, guint i)
{
  return g_ptr_array_index (self->words, i);
}

/* Whether a name stands for a longer one, and which that is. */
void tri_grouping_join_same (TriGrouping *self, GArray *same);
void tri_grouping_join_spellings (TriGrouping *self);
void tri_grouping_join_rows (TriGrouping *self);
void tri_grouping_join_concepts (TriGrouping *self);
void tri_grouping_join_works (TriGrouping *self);
void tri_grouping_join_persons (TriGrouping *self);
void tri_grouping_join_short (TriGrouping *self);

char *tri_discover_spell (const char *folded) G_GNUC_WARN_UNUSED_RESULT;
guint tri_discover_get_meaning (const char *folded);
char *tri_discover_dup_meaning (const char *lang, const char *word) G_GNUC_WARN_UNUSED_RESULT;
char *tri_discover_dup_concept (const char *lang, char **words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
