/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tri-query.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_QUERY_TOKEN_END,
  TRI_QUERY_TOKEN_LEAF, /* a node without children */
  TRI_QUERY_TOKEN_OPEN,
  TRI_QUERY_TOKEN_CLOSE,
  TRI_QUERY_TOKEN_AND,
  TRI_QUERY_TOKEN_OR,
  TRI_QUERY_TOKEN_NOT, /* NOT, -word, fr:!word */
  TRI_QUERY_TOKEN_NEAR,
  TRI_QUERY_TOKEN_DISTANCE, /* of NEAR(a b, 5) what follows the comma */
  TRI_QUERY_TOKEN_SCOPE,    /* fr: */
} TriQueryTokenKind;

/**
 * TriQueryToken:
 * @start: in code points; @end is exclusive
 * @node: (nullable): of a LEAF
 * @lang: (nullable): of a SCOPE
 * @distance: of NEAR and DISTANCE
 * @is_call: of NEAR: a parenthesis follows at once
 */
typedef struct
{
  TriQueryTokenKind kind;
  guint start;
  guint end;
  TriQueryNode *node;
  char *lang;
  guint distance;
  gboolean is_call;
} TriQueryToken;

/**
 * TriQueryLexer:
 * @text: the question in code points, a NUL behind it
 * @parens: how many parentheses are open; a closing one without one is passed over here
 * @nest: how deep whoever parses has gone, likewise for opening ones
 * @is_call: within NEAR(…), where a comma parts
 * @is_full: there was more than a question may have
 *
 * Cuts a question into tokens, one after another, and says what it could make nothing of.
 */
typedef struct
{
  gunichar *text;
  guint length;
  guint at;
  guint parens;
  guint nest;
  guint n_passed_over;
  gboolean is_call;
  gboolean is_full;
  guint n_nodes;
  guint scope_end;
  GArray *notes;
  TriQueryNote mark;
} TriQueryLexer;

void tri_query_lexer_note (TriQueryLexer *self, TriQueryProblem problem, guint start, guint end);
void tri_query_lexer_next (TriQueryLexer *self, TriQueryToken *token);
void tri_query_token_clear (TriQueryToken *self);
/* Whether the next sign that is no space is a parenthesis that opens. */
gboolean tri_query_lexer_is_before_parenthesis (const TriQueryLexer *self);

/* What is written behind @, date: and so on. NULL when it is nothing, with a note. */
TriQueryNode *tri_query_read_term (TriQueryLexer *self,
                                   guint start,
                                   guint end,
                                   gboolean is_quoted) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_query_read_date (const char *value, gint64 *first, gint64 *last);
/* A nick of TriPassageKind, for a word of one of our languages. */
const char *tri_query_find_kind (const char *value);

gboolean tri_query_is_space (gunichar c);
gboolean tri_query_is_quote (gunichar c);
/* Where the quotation ends that opens at @open; @length when it does not. */
guint tri_query_find_closing_quote (const gunichar *text, guint length, guint open);

G_END_DECLS
