/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-pairs.h"
#include "library/tri-library-works.h"

G_BEGIN_DECLS

/* Sentence by sentence through two texts, for the writers of their alignment. Holds a window of
 * passages of each. */

/**
 * TriSentenceCursor:
 * @unit: where it stands; behind everything at the end
 * @passage: that @unit stands in; %NULL at the end
 */
typedef struct
{
  TriLibrary *library;
  TriText *text;
  GPtrArray *window;
  guint at;
  guint next;
  TriPairUnit unit;
  TriPassage *passage;
} TriSentenceCursor;

/* Stands at the first sentence. */
gboolean tri_sentence_cursor_init (TriSentenceCursor *self,
                                   TriLibrary *library,
                                   TriText *text,
                                   GError **error);
void tri_sentence_cursor_clear (TriSentenceCursor *self);
gboolean tri_sentence_cursor_step (TriSentenceCursor *self, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriSentenceCursor, tri_sentence_cursor_clear)

/**
 * TriPairWalk:
 * @links: (nullable): what ties the sentence under each cursor, once tri_pair_walk_look() looked
 */
typedef struct
{
  TriLibrary *library;
  gint64 texts[2];
  TriSentenceCursor cursors[2];
  TriPairLink *links[2];
} TriPairWalk;

gboolean tri_pair_walk_init (TriPairWalk *self,
                             TriLibrary *library,
                             TriText *const *texts,
                             GError **error);
void tri_pair_walk_clear (TriPairWalk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriPairWalk, tri_pair_walk_clear)

/* Finds the link under a cursor, the same object under both when it is the same. */
gboolean tri_pair_walk_look (TriPairWalk *self, guint side, GError **error);
/* Whether all of the link lies at the cursors or behind them. */
gboolean tri_pair_walk_is_ahead (const TriPairWalk *self, const TriPairLink *link);
/* How many sentences, from the cursor on, the link takes of a text, with what stands between its
 * sentences and is tied to nothing; 0 when it has something else in between. */
gboolean tri_pair_walk_measure (TriPairWalk *self,
                                guint side,
                                const TriPairLink *link,
                                guint *n,
                                GError **error);

G_END_DECLS
