/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"
#include "search/tri-query.h"

G_BEGIN_DECLS

/**
 * TriFormsFunc:
 * @word: folded
 * @typed: the word as it was typed
 *
 * Returns: (element-type utf8) (transfer full): the folded words that a word of a question stands
 *   for in a language, @word among them
 */
typedef GPtrArray *(*TriFormsFunc) (const char *word, const char *typed, gpointer data);

/**
 * TriMatcher:
 *
 * Says whether a passage answers a question, and where: the plain meaning of a question, word by
 * word, without an index. LANG and FILTER nodes, and NOT of them, are taken for true and have no
 * places: whoever asks has looked at them.
 * Immutable; any number of threads may use one.
 */
typedef struct _TriMatcher TriMatcher;

/* @root: copied. @forms: called here for each word that is neither exact nor a prefix; NULL: the
 * word alone. */
TriMatcher *tri_matcher_new (const TriQueryNode *root,
                             TriFormsFunc forms,
                             gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void tri_matcher_free (TriMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMatcher, tri_matcher_free)

/**
 * TriMatch:
 * @start: code points into the content; @end is exclusive
 * @is_exact: the words as they were typed, not another form
 */
typedef struct
{
  guint start;
  guint end;
  gboolean is_exact;
} TriMatch;

/* @mentions (element-type TriMention) and @dates (element-type TriDate) of the passage: NULL: none.
 * @matches: (out) (optional) (transfer full) (element-type TriMatch): where what is asked for
 * stands, by start, none overlapping another; a phrase is one place; of NEAR each side is one; what
 * stands under NOT has none. Empty when it does not match. */
gboolean tri_matcher_match (const TriMatcher *self,
                            const char *content,
                            const GArray *mentions,
                            const GArray *dates,
                            GArray **matches);
/* Whether the question speaks of entities; of dates. */
gboolean tri_matcher_needs_mentions (const TriMatcher *self);
gboolean tri_matcher_needs_dates (const TriMatcher *self);

G_END_DECLS
