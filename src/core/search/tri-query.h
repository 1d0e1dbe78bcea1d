/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader typed, understood. Whatever is typed is a question: what cannot be understood as it
 * stands is taken as words, and a note says so. */

typedef enum
{
  TRI_QUERY_TERM,   /* words one after another: one word, a "phrase", l’homme, prefix* */
  TRI_QUERY_AND,    /* at least two children */
  TRI_QUERY_OR,     /* at least two children */
  TRI_QUERY_NOT,    /* one child */
  TRI_QUERY_NEAR,   /* two to TRI_QUERY_MAX_SIDES children, each TERM, ENTITY or an OR of these */
  TRI_QUERY_ENTITY, /* @name */
  TRI_QUERY_DATE,   /* date:1917..1919 */
  TRI_QUERY_LANG,   /* fr:…: one child; NOT inside means: the counterpart lacks it */
  TRI_QUERY_FILTER, /* work:… text:… chapter:… kind:… */
} TriQueryKind;

typedef struct _TriQueryNode TriQueryNode;

/**
 * TriQueryNode:
 * @start: where it stands in what was typed, in code points; @end is exclusive
 * @children: (nullable) (element-type TriQueryNode)
 * @words: (nullable) (element-type utf8): of a TERM: folded, see tri_words_foreach(); at least one
 * @typed: (nullable) (element-type utf8): the same words as they were typed, with their accents
 * @is_exact: of a TERM: in quotes, so without inflected forms
 * @is_prefix: of a TERM: its last word is the beginning of one
 * @distance: of a NEAR: at most so many other words stand between any two neighbours
 * @name: (nullable): of an ENTITY what was typed behind @ (without quotes); of a LANG the language
 *   (BCP 47, small letters); of a FILTER one of "work", "text", "chapter", "kind"
 * @value: (nullable): of a FILTER what was typed behind the colon, of "kind" the nick of a
 *   #TriPassageKind; of a DATE what was typed
 * @first: of a DATE: the first day it means, as tri_edtf_get_bounds() counts days; @last inclusive;
 *   of an open end G_MININT64 and G_MAXINT64
 * @entities: (nullable) (element-type gint64): of an ENTITY: whom the library knows by that name,
 *   filled in by the library before a matcher is made
 */
struct _TriQueryNode
{
  TriQueryKind kind;
  guint start;
  guint end;
  GPtrArray *children;
  GPtrArray *words;
  GPtrArray *typed;
  gboolean is_exact;
  gboolean is_prefix;
  guint distance;
  char *name;
  char *value;
  gint64 first;
  gint64 last;
  GArray *entities;
};

/* What a reader is told under the entry. */
typedef enum
{
  TRI_QUERY_OPEN_QUOTE,        /* the quotation was taken to go to the end */
  TRI_QUERY_OPEN_PARENTHESIS,  /* likewise */
  TRI_QUERY_STRAY_PARENTHESIS, /* was passed over */
  TRI_QUERY_MISSING_WORD,      /* an operator with nothing beside it; a bare @ or fr: */
  TRI_QUERY_BAD_DATE,          /* date:… names no time: passed over */
  TRI_QUERY_ONLY_NOT,          /* only what is not to be there: all of it, or one side of an OR */
  TRI_QUERY_NO_WORD,           /* signs without a letter or digit: passed over */
  TRI_QUERY_TOO_LONG,          /* more than TRI_QUERY_MAX_NODES: the rest was passed over */
  TRI_QUERY_UNKNOWN_NAME,      /* nobody has this name (set by the library) */
  TRI_QUERY_UNKNOWN_PLACE,     /* work: and the like name nothing (by the library, but of kind:) */
  TRI_QUERY_ONLY_FILTER,       /* where to look, but not for what (set by the library) */
} TriQueryProblem;

/* Words, names and conditions of one question, each NOT and fr: with them. */
#define TRI_QUERY_MAX_NODES 200
#define TRI_QUERY_MAX_SIDES 6 /* of NEAR */
#define TRI_QUERY_NEAR_DISTANCE 10

typedef struct
{
  TriQueryProblem problem;
  guint start; /* code points of what was typed */
  guint end;
} TriQueryNote;

/**
 * TriQuery:
 * @typed: what was typed
 * @root: (nullable): %NULL when it asks for nothing; else it says what is to be found (a FILTER
 *   alone is such): so do one child of an AND at least, and all of an OR that is not below or
 *   beside such
 * @notes: (element-type TriQueryNote)
 */
typedef struct
{
  char *typed;
  TriQueryNode *root;
  GArray *notes;
} TriQuery;

TriQuery *tri_query_parse (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
void tri_query_free (TriQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriQuery, tri_query_free)

TriQueryNode *tri_query_node_new (TriQueryKind kind) G_GNUC_WARN_UNUSED_RESULT;
TriQueryNode *tri_query_node_copy (const TriQueryNode *self) G_GNUC_WARN_UNUSED_RESULT;
void tri_query_node_free (TriQueryNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriQueryNode, tri_query_node_free)

/* The tree as text, for tests and --json: (AND (TERM prison) (NOT (TERM "in den"))). */
char *tri_query_node_to_string (const TriQueryNode *self) G_GNUC_WARN_UNUSED_RESULT;
/* A sentence for the reader, in the language of the interface. */
char *tri_query_note_dup_message (const TriQueryNote *note,
                                  const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
