/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-score.h"

#include <math.h>

/* Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the
 * values that FTS5 takes. */
#define K1 1.2
#define B 0.75

/* What is the same for all rows of a statement. */
typedef struct
{
  double average; /* words in a passage */
  guint n_terms;
  guint *counts; /* of each term in this row */
  gboolean *typed;
  double *weights;
} Known;

double
tri_search_get_weight (guint64 n, guint64 found)
{
  double weight = log (((double) MAX (n, found) - (double) found + 0.5) / ((double) found + 0.5));

  /* What more than half of all passages hold says next to nothing. */
  return MAX (weight, 1e-6);
}

static void
known_free (void *data)
{
  Known *self = data;

  g_free (self->counts);
  g_free (self->typed);
  g_free (self->weights);
  g_free (self);
}

static Known *
known_new (const Fts5ExtensionApi *api, Fts5Context *fts, const TriSearchWeight *weights, guint n)
{
  Known *self = g_new0 (Known, 1);
  sqlite3_int64 n_words = 0;
  sqlite3_int64 n_rows = 0;

  api->xColumnTotalSize (fts, -1, &n_words);
  api->xRowCount (fts, &n_rows);
  self->average = n_rows > 0 ? MAX (1.0, (double) n_words / (double) n_rows) : 1.0;
  for (guint i = 0; i < n; i++)
    self->n_terms = MAX (self->n_terms, weights[i].term + 1);
  self->counts = g_new0 (guint, self->n_terms + 1);
  self->typed = g_new0 (gboolean, self->n_terms + 1);
  self->weights = g_new0 (double, self->n_terms + 1);
  for (guint i = 0; i < n; i++)
    self->weights[weights[i].term] = weights[i].weight;
  return self;
}

static double
add_up (const Known *known, int n_words)
{
  double norm = K1 * (1 - B + B * (double) n_words / known->average);
  gboolean is_exact = TRUE;
  double score = 0;

  for (guint i = 0; i < known->n_terms; i++)
    if (known->counts[i] > 0)
      {
        score += known->weights[i] * known->counts[i] * (K1 + 1) / (known->counts[i] + norm);
        is_exact &= known->typed[i];
      }
  return is_exact ? score : score - TRI_SEARCH_INEXACT;
}

static void
score_cb (const Fts5ExtensionApi *api,
          Fts5Context *fts,
          sqlite3_context *context,
          int n_values,
          sqlite3_value **values)
{
  const TriSearchWeight *weights = sqlite3_value_blob (values[0]);
  guint n = (guint) sqlite3_value_bytes (values[0]) / (guint) sizeof *weights;
  Known *known = api->xGetAuxdata (fts, 0);
  int n_words = 0;

  if (!known)
    {
      known = known_new (api, fts, weights, n);
      if (api->xSetAuxdata (fts, known, known_free) != SQLITE_OK)
        return;
    }
  memset (known->counts, 0, (known->n_terms + 1) * sizeof *known->counts);
  memset (known->typed, 0, (known->n_terms + 1) * sizeof *known->typed);
  for (guint i = 0; i < n && (int) i < api->xPhraseCount (fts); i++)
    {
      Fts5PhraseIter each;
      int column = -1;
      int offset = -1;

      if (api->xPhraseFirst (fts, (int) i, &each, &column, &offset) != SQLITE_OK)
        continue;
      for (; column >= 0; api->xPhraseNext (fts, &each, &column, &offset))
        {
          known->counts[weights[i].term]++;
          known->typed[weights[i].term] |= weights[i].is_typed;
        }
    }
  api->xColumnSize (fts, -1, &n_words);
  sqlite3_result_double (context, add_up (known, n_words));
}

int
tri_search_score_add (fts5_api *api)
{
  return api->xCreateFunction (api, "tri_score", NULL, score_cb, NULL);
}
