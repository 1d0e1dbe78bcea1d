/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tri-matcher.h"

G_BEGIN_DECLS

/* Where in the question a word stands. */
typedef struct
{
  guint leaf;
  guint place;    /* in the phrase */
  guint slot;     /* of all places of all phrases */
  gboolean ends;  /* the phrase */
  gboolean exact; /* the word itself, not another form of it */
} TriMatcherUse;

typedef struct
{
  char *text;
  gsize length;
  GArray *uses; /* (element-type TriMatcherUse): of one phrase the later places first */
} TriMatcherPrefix;

typedef struct _TriMatcherNode TriMatcherNode;

/* A node of the question, TERM, ENTITY and DATE with the number of a leaf. */
struct _TriMatcherNode
{
  TriQueryKind kind;
  GPtrArray *children;
  guint leaf;
  guint near; /* the number of the NEAR that it is below, from 1 */
  guint side;
  guint distance;
  gint64 first;
  gint64 last;
  GArray *entities;
};

struct _TriMatcher
{
  TriMatcherNode *root;
  GPtrArray *leaves;   /* (element-type TriMatcherNode): borrowed */
  GHashTable *words;   /* folded word → GArray of TriMatcherUse */
  GPtrArray *prefixes; /* (element-type TriMatcherPrefix) */
  /* For the first byte of a word a bit for each length (31: and longer) of those that are asked
   * for: nearly all words of a passage are seen to be none of them by that alone. */
  guint32 lengths[256];
  guint n_slots;
  guint n_nears;
  gboolean has_terms;
  gboolean needs_mentions;
  gboolean needs_dates;
  gboolean needs_word_places; /* an entity near something */
  gboolean only_grows;        /* what matched still does with more words */
};

/* A place of a word, phrase, mention or date of the question, in words and in code points. */
typedef struct
{
  guint leaf;
  guint side; /* of the NEAR that is asked */
  guint first;
  guint last; /* inclusive */
  guint start;
  guint end;
  gboolean is_exact;
} TriOccurrence;

/* Which of the occurrences have one of each of the other sides near them, such that at most
 * @distance other words stand between one and the next. @occurrences: (element-type TriOccurrence):
 * by @first. Returns (transfer full): (element-type TriOccurrence): these, empty when there are
 * none. */
GArray *tri_near_find (const GArray *occurrences, guint n_sides, guint distance);

G_END_DECLS
