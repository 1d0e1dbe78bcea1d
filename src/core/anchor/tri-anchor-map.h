/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anchor/tri-passage-match.h"
#include "model/tri-enums.h"
#include "model/tri-passage.h"

G_BEGIN_DECLS

/* What became of the places of a text that was imported again. Passages are named by their ordinals
 * then and now. */
typedef struct _TriAnchorMap TriAnchorMap;

typedef struct
{
  guint passage;
  TriRange range;
} TriAnchorPlace;

/* @key: as stored; what the library made up of places and words says nothing here. */
void tri_match_passage_init (TriMatchPassage *self, const char *key, const char *content);

/* @read must be usable as long as the map. */
TriAnchorMap *tri_anchor_map_new (const GArray *then,
                                  const GArray *now,
                                  TriMatchRead read,
                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void tri_anchor_map_free (TriAnchorMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAnchorMap, tri_anchor_map_free)

const TriPassageMatch *tri_anchor_map_get (TriAnchorMap *self, guint then);

/* Words of a passage. *@out is not set when they are lost; when they are doubtful it is where they
 * may be. Of a doubtful passage without a place for them it is the beginning. */
TriAnchorState tri_anchor_map_place (TriAnchorMap *self,
                                     const TriAnchorPlace *then,
                                     TriAnchorPlace *out);
/* A passage as a whole. */
TriAnchorState tri_anchor_map_place_passage (TriAnchorMap *self, guint then, guint *out);
/* From the beginning of @first to the end of @last, which is in a later passage: found by the words
 * at both ends. */
TriAnchorState tri_anchor_map_place_span (TriAnchorMap *self,
                                          const TriAnchorPlace *first,
                                          const TriAnchorPlace *last,
                                          TriAnchorPlace *first_out,
                                          TriAnchorPlace *last_out);
/* About where a passage would stand that is not there any more. */
guint tri_anchor_map_guess (TriAnchorMap *self, guint then);

G_END_DECLS
