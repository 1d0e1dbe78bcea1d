/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"
#include "library/tri-search-texts.h"
#include "search/tri-query-fts.h"

G_BEGIN_DECLS

/* What the files of search share. */

/**
 * TriSearchCondition:
 * @lang: primary subtag
 * @is_negative: no counterpart in @lang answers, though there is one
 *
 * What is asked of the counterparts of a passage.
 */
typedef struct
{
  char *lang;
  gboolean is_negative;
  TriQueryNode *node;
  TriMatcher *matcher;
} TriSearchCondition;

#define TRI_SEARCH_ALL_KINDS ((1u << (TRI_PASSAGE_NOTE + 1)) - 1)

/* Ordinals of a text, from @first up to @end (exclusive). */
typedef struct
{
  guint text;
  guint first;
  guint end;
} TriSearchStretch;

/**
 * TriSearchChapters:
 * @stretches: (element-type TriSearchStretch): by text and @first, none overlapping another
 * @are_left_out: it is looked outside them
 */
typedef struct
{
  GArray *stretches;
  gboolean are_left_out;
} TriSearchChapters;

/**
 * TriSearchBranch:
 * @node: what is asked of passages of @lang itself, without LANG and FILTER
 * @conditions: (element-type TriSearchCondition)
 * @is_allowed: one for each text of the search
 * @kinds: one bit each
 * @chapters: (element-type TriSearchChapters): all of them at once
 *
 * The question as it is put to the texts of one language.
 */
typedef struct
{
  char *lang;
  TriQueryNode *node;
  TriMatcher *matcher;
  GPtrArray *conditions;
  gboolean *is_allowed;
  guint kinds;
  GPtrArray *chapters;
} TriSearchBranch;

struct _TriSearch
{
  gatomicrefcount refs;
  TriQuery *query;
  TriSearchOptions *options;
  GPtrArray *texts;     /* of TriSearchText */
  GPtrArray *branches;  /* of TriSearchBranch */
  GHashTable *forms;    /* "lang\nword" → (element-type utf8): the forms of words */
  GHashTable *matchers; /* language → TriMatcher: what any branch asks for there */
  GHashTable *counterpart_matchers;
  guint64 n_passages;
  guint64 n_dates; /* about; 0 unless it is asked for dates */
};

/* What a question's words stand for in a language, out of @forms; for TriFormsFunc. */
typedef struct
{
  TriSearch *search;
  TriLibrary *library; /* NULL: known ones only */
  const char *lang;
} TriSearchForms;

GPtrArray *tri_search_forms_cb (const char *word, const char *typed, gpointer data);

/* tri-search-plan.c: makes the branches of the question. */
gboolean tri_search_plan (TriSearch *self, TriLibrary *library, GError **error);
void tri_search_branch_free (gpointer branch);
TriMatcher *tri_search_make_matcher (TriSearch *self,
                                     TriLibrary *library,
                                     const char *lang,
                                     const TriQueryNode *node);
/* Tells the reader, once for each place of the question. */
void tri_search_add_note (TriSearch *self, TriQueryProblem problem, const TriQueryNode *node);
/* tri-search-marks.c: makes what tri_search_get_matcher() gives. */
void tri_search_make_matchers (TriSearch *self, TriLibrary *library);

/* tri-search-estimate.c: about how many passages of a language answer a node, from the counts of
 * words and names. */
guint64 tri_search_estimate (TriSearch *self,
                             TriLibrary *library,
                             const char *lang,
                             const TriQueryNode *node);

/* tri-search-clauses.c: (element-type TriQueryNode): what a question asks for as alternatives, in
 * each of which a FILTER stands alone, in the AND or under a NOT in it. NULL: too many. */
GPtrArray *tri_search_list_clauses (const TriQueryNode *root);

/* tri-search-filters.c: limit a branch. FALSE: nothing can be there, or @error is set. */
gboolean tri_search_filter_division (TriSearch *self,
                                     TriLibrary *library,
                                     TriSearchBranch *branch,
                                     GError **error);
gboolean tri_search_apply_filter (TriSearch *self,
                                  TriLibrary *library,
                                  TriSearchBranch *branch,
                                  const TriQueryNode *filter,
                                  gboolean wanted,
                                  GError **error);

/* tri-search-stream.c: passages that may answer a node, in rising order of their rows. */
typedef struct _TriSearchStream TriSearchStream;

typedef enum
{
  TRI_SEARCH_STREAM_SCORES = 1 << 0,
  TRI_SEARCH_STREAM_EVERYWHERE = 1 << 1, /* not only where the options say */
} TriSearchStreamFlags;

TriSearchStream *tri_search_stream_new (TriSearch *search,
                                        TriLibrary *library,
                                        const char *lang,
                                        const TriQueryNode *node,
                                        TriSearchStreamFlags flags,
                                        GError **error);
void tri_search_stream_free (TriSearchStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSearchStream, tri_search_stream_free)
/* What it finds answers the node for certain. */
gboolean tri_search_stream_is_exact (const TriSearchStream *self);
/* Goes to the next one; FALSE at the end or with @error set. @score: see tri-search-score.h;
 * -INFINITY unless it scores. */
gboolean tri_search_stream_next (TriSearchStream *self,
                                 gint64 *passage,
                                 double *score,
                                 GError **error);
/* To ask the index anew takes as long as so many rows. */
#define TRI_SEARCH_WORTH_SEEKING 2000
/* Going on from a row without what lies before it; not where that takes long. */
gboolean tri_search_stream_can_seek (const TriSearchStream *self);
gboolean tri_search_stream_seek (TriSearchStream *self, gint64 passage, GError **error);

/* tri-search-judge.c: looks at passages. */

/* Whether the passage may be shown: its text, kind and place. @text: (out): by its place. */
gboolean tri_search_is_allowed (TriSearch *self,
                                TriLibrary *library,
                                const TriSearchBranch *branch,
                                gint64 passage,
                                guint *text);
/* Whether its words, names and dates answer. */
gboolean tri_search_matches (TriLibrary *library,
                             const TriMatcher *matcher,
                             gint64 passage,
                             GError **error);
/* Whether its counterparts answer all conditions. */
gboolean tri_search_meets (TriSearch *self,
                           TriLibrary *library,
                           const TriSearchBranch *branch,
                           gint64 passage,
                           GError **error);
/* (element-type TriMention): where entities are named; (element-type TriDate). */
GArray *tri_search_read_mentions (TriLibrary *library, gint64 passage, GError **error);
GArray *tri_search_read_dates (TriLibrary *library, gint64 passage, GError **error);
/* @text: by its place */
typedef struct
{
  gint64 passage;
  guint text;
} TriSearchCounterpart;

/* Adds to @counterparts (element-type TriSearchCounterpart) the passages of other texts that links
 * tie it to; of texts that none ties it to, those that are tied to its counterparts. */
gboolean tri_search_list_counterparts (TriSearch *self,
                                       TriLibrary *library,
                                       gint64 passage,
                                       GArray *counterparts,
                                       GError **error);
/* Adds to @counterparts (element-type TriCounterpart) the passages of those texts that are tied to
 * the passage by way of others only. */
gboolean tri_search_add_indirect (TriSearch *self,
                                  TriLibrary *library,
                                  gint64 passage,
                                  GArray *counterparts,
                                  GError **error);
/* Adds to @rows (element-type gint64) at least all passages that have this one among their
 * counterparts. */
gboolean tri_search_list_linked (TriLibrary *library,
                                 gint64 passage,
                                 GArray *rows,
                                 GError **error);

G_END_DECLS
