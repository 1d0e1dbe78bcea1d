/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-accounts-private.h"

#include <math.h>
#include <stdlib.h>

/* What a clue counts for its surprise: names and dates say what happened to whom and when, single
 * words say little. */
static const double worth[TRI_N_CLUE_KINDS] = {
  [TRI_CLUE_ENTITY] = 1,
  [TRI_CLUE_YEAR] = 1,
  [TRI_CLUE_MONTH] = 1,
  [TRI_CLUE_DAY] = 1,
  [TRI_CLUE_NUMBER] = 0.3,
  [TRI_CLUE_TOPIC] = 0.7,
  [TRI_CLUE_PART] = 0.3,
  [TRI_CLUE_CAPITAL] = 0.6,
  [TRI_CLUE_WORD] = 0.3,
};

/* An entry of a list names what prose tells. */
#define ENTRY 0.5
/* Passages that speak of other years. */
#define OTHER_TIME 0.8

/* How many places of clues are looked at, at most; what stands nearly everywhere surprises nobody
 * and is passed over first. */
#define MAX_LOOKS 400000000.0
#define ITEMS_OF_A_PASSAGE 40
#define MIN_PLACES 64

/* -log (1 - exp (-exp (z))), looked up. */
#define LEAST_Z (-24)
#define MOST_Z 4
#define STEPS 32
#define N_STEPS ((MOST_Z - LEAST_Z) * STEPS)

/* How often cancelling is looked for. */
#define TURN 16

typedef struct
{
  guint passage;
  float value;
} Place;

/* What a passage has in common with the one that is looked at. */
typedef struct
{
  double dates;
  double others;
} Common;

typedef struct
{
  const TriAccounts *self;
  const TriAccountsText *texts[2];
  guint *first;     /* of each clue its first place in the second text */
  Place *places;    /* by clue */
  guint max_places; /* clues in more places are passed over */
  double *rarity;   /* of each clue, the log of its share of all clues */
  double *log_size; /* of each passage of the second text */
  Common *common;
  guint *touched; /* the passages with something in common */
  guint n_touched;
  float surprise[N_STEPS + 1];
  double least;
  GArray *found;
} Comparer;

static double
get_surprise (const Comparer *self, double z)
{
  if (z <= LEAST_Z)
    return -z;
  if (z >= MOST_Z)
    return 0;
  return self->surprise[(guint) ((z - LEAST_Z) * STEPS)];
}

static void
fill_surprise (Comparer *self)
{
  for (guint i = 0; i <= N_STEPS; i++)
    {
      double z = LEAST_Z + (i + 0.5) / STEPS;

      self->surprise[i] = (float) -log (-expm1 (-exp (z)));
    }
}

static void
fill_rarity (Comparer *self)
{
  const GArray *clues = self->self->clues;
  double all = 0;

  for (guint i = 0; i < clues->len; i++)
    {
      const TriClue *clue = &g_array_index (clues, TriClue, i);

      if (clue->kind != TRI_CLUE_MONTH && clue->kind != TRI_CLUE_DAY)
        all += clue->count;
    }
  self->rarity = g_new0 (double, clues->len + 1);
  for (guint i = 0; i < clues->len; i++)
    self->rarity[i] = log (MAX (g_array_index (clues, TriClue, i).count, 1e-3) / MAX (all, 1));
}

static void
fill_places (Comparer *self)
{
  const TriAccountsText *text = self->texts[1];
  guint n = self->self->clues->len;
  g_autofree guint *next = NULL;

  self->first = g_new0 (guint, n + 1);
  self->places = g_new (Place, text->items->len + 1);
  for (guint i = 0; i < text->items->len; i++)
    self->first[g_array_index (text->items, TriClueItem, i).clue + 1]++;
  for (guint i = 0; i < n; i++)
    self->first[i + 1] += self->first[i];
  next = g_memdup2 (self->first, (n + 1) * sizeof (guint));
  for (guint i = 0; i < text->passages->len; i++)
    {
      const TriAccountsPassage *passage = &g_array_index (text->passages, TriAccountsPassage, i);

      for (guint j = passage->first; j < passage->first + passage->n_items; j++)
        {
          const TriClueItem *item = &g_array_index (text->items, TriClueItem, j);
          const Place place = { i, item->value };

          self->places[next[item->clue]++] = place;
        }
    }
}

static void
fill_sizes (Comparer *self)
{
  const GArray *passages = self->texts[1]->passages;

  self->log_size = g_new0 (double, passages->len + 1);
  for (guint i = 0; i < passages->len; i++)
    self->log_size[i] = log (MAX (g_array_index (passages, TriAccountsPassage, i).size, 1));
}

static void
prepare (Comparer *self)
{
  double looks = MAX_LOOKS / ITEMS_OF_A_PASSAGE / MAX (self->texts[0]->passages->len, 1);

  self->max_places = MAX (MIN_PLACES, (guint) MIN (looks, G_MAXINT));
  self->common = g_new0 (Common, self->texts[1]->passages->len + 1);
  self->touched = g_new (guint, self->texts[1]->passages->len + 1);
  self->found = g_array_new (FALSE, FALSE, sizeof (TriAccountsCandidate));
  fill_surprise (self);
  fill_rarity (self);
  fill_places (self);
  fill_sizes (self);
}

static void
clear (Comparer *self)
{
  g_free (self->first);
  g_free (self->places);
  g_free (self->rarity);
  g_free (self->log_size);
  g_free (self->common);
  g_free (self->touched);
}

/* Adds what the passage has in common with others by this clue. How much that says: the less
 * likely it is that passages of their sizes have it by chance, the more. A day counts what it says
 * beyond its month, that beyond its year. */
static void
add_clue (Comparer *self, const TriClueItem *item, double log_size)
{
  const TriClue *clue = &g_array_index (self->self->clues, TriClue, item->clue);
  gboolean is_date = clue->kind >= TRI_CLUE_YEAR && clue->kind <= TRI_CLUE_DAY;
  const Place *place = &self->places[self->first[item->clue]];
  const Place *end = &self->places[self->first[item->clue + 1]];
  double rarity = self->rarity[item->clue];
  double weight = worth[clue->kind];

  if (end - place > self->max_places)
    return;
  for (; place < end; place++)
    {
      Common *common = &self->common[place->passage];
      double size = (log_size + self->log_size[place->passage]) / 2;
      double says = get_surprise (self, rarity + size);

      if (clue->parent != TRI_ACCOUNTS_NONE)
        says -= get_surprise (self, self->rarity[clue->parent] + size);
      says *= weight * MIN (item->value, place->value);
      if (says <= 0)
        continue;
      if (common->dates == 0 && common->others == 0)
        self->touched[self->n_touched++] = place->passage;
      if (is_date)
        common->dates += says;
      else
        common->others += says;
    }
}

/* That two passages name the same days says nothing until they name something else, too. */
static double
get_score (const Common *common, const TriAccountsPassage *a, const TriAccountsPassage *b)
{
  double score = common->others + MIN (common->dates, common->others);

  if (a->is_entry != b->is_entry)
    score *= ENTRY;
  if (a->from <= a->to && b->from <= b->to && (a->to < b->from || b->to < a->from))
    score *= OTHER_TIME;
  return score;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const TriAccountsCandidate *left = a, *right = b;

  return left->passages[1] < right->passages[1] ? -1 : left->passages[1] > right->passages[1];
}

/* Few of those that have something in common have enough of it: only these are put in order. */
static void
take_candidates (Comparer *self, guint index, const TriAccountsPassage *passage)
{
  const TriAccountsPassage *passages = (const TriAccountsPassage *) self->texts[1]->passages->data;
  guint n_before = self->found->len;

  for (guint i = 0; i < self->n_touched; i++)
    {
      guint other = self->touched[i];
      Common *common = &self->common[other];
      TriAccountsCandidate candidate = { { index, other } };

      if (common->others + common->others >= self->least)
        {
          candidate.score = get_score (common, passage, &passages[other]);
          if (candidate.score >= self->least)
            g_array_append_val (self->found, candidate);
        }
      *common = (Common){ 0 };
    }
  self->n_touched = 0;
  if (self->found->len > n_before + 1)
    qsort (&g_array_index (self->found, TriAccountsCandidate, n_before),
           self->found->len - n_before,
           sizeof (TriAccountsCandidate),
           compare_candidates);
}

static void
compare_passage (Comparer *self, guint index)
{
  const TriAccountsText *text = self->texts[0];
  const TriAccountsPassage *passage = &g_array_index (text->passages, TriAccountsPassage, index);
  double log_size = log (MAX (passage->size, 1));

  for (guint i = passage->first; i < passage->first + passage->n_items; i++)
    add_clue (self, &g_array_index (text->items, TriClueItem, i), log_size);
  take_candidates (self, index, passage);
}

GArray *
tri_accounts_compare (const TriAccounts *self,
                      const guint texts[2],
                      double least,
                      TriAccountsProgress progress,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree Comparer *comparer = g_new0 (Comparer, 1);
  gboolean goes_on = TRUE;
  guint n;

  comparer->self = self;
  comparer->least = least;
  for (guint i = 0; i < 2; i++)
    comparer->texts[i] = g_ptr_array_index (self->texts, texts[i]);
  n = comparer->texts[0]->passages->len;
  prepare (comparer);
  for (guint i = 0; i < n && goes_on; i++)
    {
      compare_passage (comparer, i);
      if (i % TURN != 0)
        continue;
      if (progress)
        progress ((double) i / n, user_data);
      goes_on = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  clear (comparer);
  if (!goes_on)
    g_clear_pointer (&comparer->found, g_array_unref);
  return comparer->found;
}
