/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-lexicon.h"

G_BEGIN_DECLS

/* Stands for any word: a pair with it says how often the other one occurs at all. */
#define TRI_LEXICON_ANY "*"

/**
 * TriLexiconTotal:
 * @sum: the counts of its pairs
 * @said: what the lexicon says itself, 0 when it says nothing
 *
 * How often a word occurs at all.
 */
typedef struct
{
  double sum;
  double said;
} TriLexiconTotal;

void tri_lexicon_get_pair (const TriLexicon *self, guint i, const char *words[2], double *count);
GHashTable *tri_lexicon_get_totals (const TriLexicon *self, guint side);

G_END_DECLS
