/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tri-matcher.h"

G_BEGIN_DECLS

/**
 * TriFtsPhrase:
 * @term: the TERM it stands for
 * @is_typed: the words as they were typed, not another form
 */
typedef struct
{
  const TriQueryNode *term;
  gboolean is_typed;
} TriFtsPhrase;

/**
 * TriFts:
 * @match: an expression of FTS5
 * @phrases: (element-type TriFtsPhrase): of its phrases, as FTS5 counts them
 * @is_exact: what it finds is what the question asks for; else some of it is not
 */
typedef struct
{
  GString *match;
  GArray *phrases;
  gboolean is_exact;
} TriFts;

void tri_fts_free (TriFts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriFts, tri_fts_free)

/* Whether it asks for words alone: TERM, AND, OR, NOT and NEAR of these. */
gboolean tri_query_node_is_words (const TriQueryNode *self);
/* What finds at least the passages that answer @node, which asks for words alone and has something
 * to find beside each NOT. */
TriFts *tri_fts_new (const TriQueryNode *node,
                     TriFormsFunc forms,
                     gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
