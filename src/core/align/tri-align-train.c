/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-train.h"

#include <math.h>

#define N_ITERATIONS 4

/* Beads of more units are too vague to learn from. */
#define MAX_UNITS 5

/* A bead with more pairs of words than this teaches nothing either. */
#define MAX_BEAD_PAIRS (1u << 16)

#define NO_PAIR G_MAXUINT32

/* @count: of the word in the bead; @sum: of what explains it, see sum_items() */
typedef struct
{
  guint32 word;
  float count;
  float sum;
} Item;

/* A bead as two bags of words. */
typedef struct
{
  guint first[2];
  guint n[2];
  guint n_tokens[2];
  float weight;
} Bag;

/* A word of the first side in a bag; @item and @end say which and where its cells end. */
typedef struct
{
  guint bag;
  guint item;
  gsize end;
} Stand;

/* A word of the second side in the same bag, and the pair of the two. */
typedef struct
{
  guint32 pair;
  guint32 item;
} Cell;

typedef struct
{
  float p[2];
  float count[2];
} Estimate;

typedef struct
{
  const TriAlignSide *const *sides;
  const TriAlignWeights *weights;
  const GArray *prior;
  guint32 *first_prior; /* for each word of the first side where its pairs begin in prior */
  guint8 *in_prior[2];

  Item *items[2];
  guint n_items[2];
  GArray *bags;  /* (element-type Bag) */
  Stand *stands; /* by words */
  Cell *cells;   /* by stands */
  guint n_stands;
  gsize max_cells;

  GArray *words; /* (element-type TriAlignPair): of each pair, and what was believed of it */
  Estimate *estimates;
  float *tokens[2]; /* for each word how often it was met, weighted */
} Trainer;

static void
trainer_clear (Trainer *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_free (self->in_prior[side]);
      g_free (self->tokens[side]);
      g_free (self->items[side]);
    }
  g_clear_pointer (&self->bags, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_free (self->first_prior);
  g_free (self->stands);
  g_free (self->cells);
  g_free (self->estimates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trainer, trainer_clear)

static void
index_prior (Trainer *self)
{
  guint n = self->sides[0]->n_words;

  self->first_prior = g_new0 (guint32, n + 2);
  for (guint side = 0; side < 2; side++)
    self->in_prior[side] = g_new0 (guint8, self->sides[side]->n_words + 1);
  for (guint i = 0; i < self->prior->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (self->prior, TriAlignPair, i);

      self->first_prior[pair->words[0] + 1]++;
      for (guint side = 0; side < 2; side++)
        self->in_prior[side][pair->words[side]] = 1;
    }
  for (guint i = 1; i <= n; i++)
    self->first_prior[i] += self->first_prior[i - 1];
}

/* Words met once cannot teach, unless something is believed of them. There is room for all. */
static guint
add_items (Trainer *self, guint side, guint first, guint n_units, guint *where, float weight)
{
  const TriAlignSide *text = self->sides[side];
  Item *items = self->items[side];
  guint start = self->n_items[side];
  guint n = start;

  for (guint i = text->first[first]; i < text->first[first + n_units]; i++)
    {
      guint word = text->tokens[i];

      self->tokens[side][word] += weight;
      if (text->words[word].count < 2 && !self->in_prior[side][word])
        continue;
      if (where[word] > start)
        items[where[word] - 1].count += 1;
      else
        {
          items[n++] = (Item){ .word = word, .count = 1 };
          where[word] = n;
        }
    }
  self->n_items[side] = n;
  return n - start;
}

static void
add_bag (Trainer *self, const TriAlignBead *bead, guint *where[2])
{
  Bag bag = { .weight = bead->posterior };

  for (guint side = 0; side < 2; side++)
    {
      const TriAlignSide *text = self->sides[side];
      guint n_units = tri_align_beads[bead->bead][side];

      bag.first[side] = self->n_items[side];
      bag.n_tokens[side]
          = text->first[bead->first[side] + n_units] - text->first[bead->first[side]];
      bag.n[side] = add_items (self, side, bead->first[side], n_units, where[side], bag.weight);
    }
  if ((gsize) bag.n[0] * bag.n[1] <= MAX_BEAD_PAIRS)
    {
      self->max_cells += (gsize) bag.n[0] * bag.n[1];
      g_array_append_val (self->bags, bag);
    }
}

static gboolean
is_taught (const Trainer *self, const TriAlignBead *bead)
{
  guint n = (guint) tri_align_beads[bead->bead][0] + tri_align_beads[bead->bead][1];

  return n <= MAX_UNITS && bead->posterior >= self->weights->train_floor;
}

static void
make_room (Trainer *self, const GArray *beads)
{
  gsize n_tokens[2] = { 0, 0 };

  for (guint i = 0; i < beads->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (beads, TriAlignBead, i);

      for (guint side = 0; is_taught (self, bead) && side < 2; side++)
        {
          const guint32 *first = self->sides[side]->first + bead->first[side];

          n_tokens[side] += first[tri_align_beads[bead->bead][side]] - first[0];
        }
    }
  for (guint side = 0; side < 2; side++)
    self->items[side] = g_new (Item, n_tokens[side] + 1);
}

static void
fill_bags (Trainer *self, const GArray *beads)
{
  g_autofree guint *first = g_new0 (guint, self->sides[0]->n_words + 1);
  g_autofree guint *second = g_new0 (guint, self->sides[1]->n_words + 1);

  make_room (self, beads);
  for (guint i = 0; i < beads->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (beads, TriAlignBead, i);

      if (is_taught (self, bead))
        add_bag (self, bead, (guint *[2]){ first, second });
    }
}

/* Sorts what stands in the bags by words: a counting sort. */
static guint32 *
list_stands (Trainer *self)
{
  guint n = self->sides[0]->n_words;
  guint32 *first = g_new0 (guint32, n + 2);

  self->stands = g_new (Stand, self->n_items[0] + 1);
  for (guint i = 0; i < self->bags->len; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, i);

      for (guint a = bag->first[0]; a < bag->first[0] + bag->n[0]; a++)
        first[self->items[0][a].word + 2]++;
    }
  for (guint word = 2; word < n + 2; word++)
    first[word] += first[word - 1];
  for (guint i = 0; i < self->bags->len; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, i);

      for (guint a = bag->first[0]; a < bag->first[0] + bag->n[0]; a++)
        {
          guint word = self->items[0][a].word;

          self->stands[first[word + 1]++] = (Stand){ .bag = i, .item = a };
          self->n_stands++;
        }
    }
  return first;
}

/* The pairs of one word: those it met twice and those something is believed of. Returns how many
 * words it met. */
static guint
make_pairs (Trainer *self,
            guint word,
            const Stand *stands,
            guint n_stands,
            guint32 *met,
            guint32 *touched)
{
  guint n_touched = 0;

  for (guint i = 0; i < n_stands; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, stands[i].bag);
      const Item *items = self->items[1] + bag->first[1];

      for (guint b = 0; b < bag->n[1]; b++)
        if (met[items[b].word]++ == 0)
          touched[n_touched++] = items[b].word;
    }
  for (guint i = self->first_prior[word]; i < self->first_prior[word + 1]; i++)
    {
      const TriAlignPair *pair = &g_array_index (self->prior, TriAlignPair, i);

      if (met[pair->words[1]] == 0)
        touched[n_touched++] = pair->words[1];
      met[pair->words[1]] = NO_PAIR - 2 - self->words->len;
      g_array_append_val (self->words, *pair);
    }
  for (guint i = 0; i < n_touched; i++)
    {
      guint32 other = touched[i];
      TriAlignPair pair = { { word, other }, { 0, 0 } };

      if (met[other] > G_MAXINT32)
        met[other] = NO_PAIR - 2 - met[other];
      else if (met[other] >= 2)
        {
          met[other] = self->words->len;
          g_array_append_val (self->words, pair);
        }
      else
        met[other] = NO_PAIR;
    }
  return n_touched;
}

/* For each word of the first side, where it stands and what it stands with. All that is about one
 * word lies together: the passes over it are what takes time. */
static void
fill_cells (Trainer *self)
{
  g_autofree guint32 *first = list_stands (self);
  g_autofree guint32 *met = g_new0 (guint32, self->sides[1]->n_words + 1);
  g_autofree guint32 *touched = g_new (guint32, self->sides[1]->n_words + 1);
  gsize n_cells = 0;

  self->cells = g_new (Cell, self->max_cells + 1);
  for (guint word = 0; word < self->sides[0]->n_words; word++)
    {
      Stand *mine = self->stands + first[word];
      guint n = first[word + 1] - first[word];
      guint n_touched = make_pairs (self, word, mine, n, met, touched);

      for (guint i = 0; i < n; i++)
        {
          const Bag *bag = &g_array_index (self->bags, Bag, mine[i].bag);

          for (guint b = bag->first[1]; b < bag->first[1] + bag->n[1]; b++)
            {
              guint32 pair = met[self->items[1][b].word];

              if (pair != NO_PAIR)
                self->cells[n_cells++] = (Cell){ pair, b };
            }
          mine[i].end = n_cells;
        }
      for (guint i = 0; i < n_touched; i++)
        met[touched[i]] = 0;
    }
}

/* What each item is explained by: chance at first, then all words of the other side of its bag. */
static void
sum_items (Trainer *self)
{
  Item *const *items = self->items;
  gsize at = 0;

  for (guint i = 0; i < self->bags->len; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, i);

      for (guint side = 0; side < 2; side++)
        for (guint k = bag->first[side]; k < bag->first[side] + bag->n[side]; k++)
          items[side][k].sum = self->weights->smoothing * (float) bag->n_tokens[!side]
                               * self->sides[side]->words[items[side][k].word].share;
    }
  for (guint i = 0; i < self->n_stands; i++)
    {
      const Stand *stand = &self->stands[i];
      float count = items[0][stand->item].count;
      float sum = 0;

      for (; at < stand->end; at++)
        {
          Item *item = &items[1][self->cells[at].item];
          const float *p = self->estimates[self->cells[at].pair].p;

          item->sum += count * p[0];
          sum += item->count * p[1];
        }
      items[0][stand->item].sum += sum;
    }
  for (guint i = 0; i < self->bags->len; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, i);

      for (guint side = 0; side < 2; side++)
        for (guint k = bag->first[side]; k < bag->first[side] + bag->n[side]; k++)
          items[side][k].sum = bag->weight * items[side][k].count / items[side][k].sum;
    }
}

/* What each pair is expected to have been seen, in both directions. */
static void
expect (Trainer *self)
{
  Item *const *items = self->items;
  gsize at = 0;

  sum_items (self);
  for (guint i = 0; i < self->words->len; i++)
    self->estimates[i].count[0] = self->estimates[i].count[1] = 0;
  for (guint i = 0; i < self->n_stands; i++)
    {
      const Item *mine = &items[0][self->stands[i].item];
      float count = mine->count;
      float share = mine->sum;

      for (; at < self->stands[i].end; at++)
        {
          const Item *item = &items[1][self->cells[at].item];
          Estimate *estimate = &self->estimates[self->cells[at].pair];

          estimate->count[0] += count * estimate->p[0] * item->sum;
          estimate->count[1] += item->count * estimate->p[1] * share;
        }
    }
}

static void
maximise (Trainer *self, guint iteration)
{
  const float mass = self->weights->prior_mass;

  for (guint i = 0; iteration > 0 && i < self->words->len; i++)
    {
      float *count = self->estimates[i].count;
      float both = sqrtf (count[0] * count[1]);

      if (iteration + 1 == N_ITERATIONS)
        both = MAX (0, both - self->weights->discount);
      count[0] = count[1] = both;
    }
  for (guint side = 0; side < 2; side++)
    {
      g_autofree float *sums = g_new0 (float, self->sides[side]->n_words + 1);

      for (guint i = 0; i < self->words->len; i++)
        sums[g_array_index (self->words, TriAlignPair, i).words[side]]
            += self->estimates[i].count[side];
      for (guint i = 0; i < self->words->len; i++)
        {
          const TriAlignPair *pair = &g_array_index (self->words, TriAlignPair, i);
          Estimate *estimate = &self->estimates[i];

          estimate->p[side] = (estimate->count[side] + mass * pair->p[side])
                              / (sums[pair->words[side]] + mass);
        }
    }
}

/* How much of each word the pairs explain. */
static float *
measure_known (const Trainer *self, guint side)
{
  const float mass = self->weights->prior_mass;
  float *known = g_new0 (float, self->sides[side]->n_words + 1);

  for (guint i = 0; i < self->words->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (self->words, TriAlignPair, i);

      known[pair->words[side]] += self->estimates[i].count[side] + mass * pair->p[side];
    }
  for (guint i = 0; i < self->sides[side]->n_words; i++)
    known[i] = MIN (1, known[i] / (self->tokens[side][i] + mass));
  return known;
}

static TriAlignModel *
make_model (Trainer *self)
{
  g_autofree float *first = measure_known (self, 0);
  g_autofree float *second = measure_known (self, 1);

  for (guint i = 0; i < self->words->len; i++)
    for (guint side = 0; side < 2; side++)
      {
        float p = self->estimates[i].p[side];

        g_array_index (self->words, TriAlignPair, i).p[side]
            = p < self->weights->pair_floor ? 0 : p;
      }
  return tri_align_model_new (self->sides, self->words, (const float *const[2]){ first, second });
}

/**
 * tri_align_train:
 * @prior: (element-type TriAlignPair): what is believed already, sorted by words
 * @beads: (element-type TriAlignBead): what corresponds, each as much as it is likely
 *
 * Learns the words of two texts from what corresponds in them: IBM model 1 (Brown and others 1993)
 * in both directions at once. From the second iteration on each pair counts as the geometric mean
 * of
 * what the two directions expect, which makes them agree.
 *
 * Returns: (transfer full): a lexicon
 */
TriAlignModel *
tri_align_train (const TriAlignSide *const sides[2],
                 const GArray *prior,
                 const GArray *beads,
                 const TriAlignWeights *weights)
{
  g_auto (Trainer) self = { .sides = sides, .weights = weights, .prior = prior };

  for (guint side = 0; side < 2; side++)
    self.tokens[side] = g_new0 (float, sides[side]->n_words + 1);
  self.bags = g_array_new (FALSE, FALSE, sizeof (Bag));
  self.words = g_array_new (FALSE, FALSE, sizeof (TriAlignPair));
  index_prior (&self);
  fill_bags (&self, beads);
  fill_cells (&self);
  self.estimates = g_new0 (Estimate, self.words->len + 1);
  for (guint i = 0; i < self.words->len; i++)
    for (guint side = 0; side < 2; side++)
      self.estimates[i].p[side] = 1 / (float) MAX (sides[!side]->n_words, 1)
                                  + g_array_index (self.words, TriAlignPair, i).p[side];
  for (guint iteration = 0; iteration < N_ITERATIONS; iteration++)
    {
      expect (&self);
      maximise (&self, iteration);
    }
  return make_model (&self);
}
