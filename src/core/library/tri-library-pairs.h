/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* What corresponds to what in two texts of a work, sentence by sentence. */

/* A sentence by its place in its text: the ordinal of the passage, and which sentence of it, from
 * 0. A passage with words but without sentences is one sentence. */
typedef struct
{
  guint ord;
  guint sentence;
} TriPairUnit;

/**
 * TriPairLink:
 * @units: (element-type TriPairUnit): of each of the two texts, in reading order, never empty
 * @score: how likely it is right; 1 when the reader confirmed it; NAN when nobody said
 *
 * No two of them share a sentence.
 */
typedef struct
{
  GArray *units[2];
  double score;
} TriPairLink;

TriPairLink *tri_pair_link_ref (TriPairLink *self);
void tri_pair_link_unref (TriPairLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPairLink, tri_pair_link_unref)

int tri_pair_unit_compare (gconstpointer a, gconstpointer b);
const TriPairUnit *tri_pair_link_get_first (const TriPairLink *self, guint side);
gboolean tri_pair_link_has (const TriPairLink *self, guint side, const TriPairUnit *unit);

/* Whether any link ties the two texts. */
gboolean tri_library_is_tied (TriLibrary *self, gint64 a, gint64 b);

/* What @texts[0] and @texts[1] say to each other at a sentence of one of them. Of what contradicts
 * itself, a link of sentences counts before one of passages, one that the file or the reader made
 * before a computed one, and what is said of the pair before what is said of all texts. NULL
 * without @error: it has no counterpart. */
TriPairLink *tri_library_get_pair_link (TriLibrary *self,
                                        const gint64 *texts,
                                        guint side,
                                        gint64 passage,
                                        const TriPairUnit *unit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
