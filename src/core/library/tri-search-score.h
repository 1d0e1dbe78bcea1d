/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * TriSearchWeight:
 * @term: phrases of one number are forms of one term
 * @is_typed: the term as it was typed
 * @weight: how much one passage with it says; see tri_search_get_weight()
 */
typedef struct
{
  guint term;
  gboolean is_typed;
  double weight;
} TriSearchWeight;

/* Is taken off the score of a passage in which some term stands in other forms only: so it comes
 * behind all others. */
#define TRI_SEARCH_INEXACT 1000000.0

/* The inverse document frequency of bm25: of @n passages @found hold the term. */
double tri_search_get_weight (guint64 n, guint64 found);
/* Gives FTS5 the function tri_score (index, weights): bm25 with the forms of a term taken together.
 * weights: a blob, one #TriSearchWeight for each phrase. Returns an SQLite result. */
int tri_search_score_add (fts5_api *api);

G_END_DECLS
