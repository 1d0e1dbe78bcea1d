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

/* @count: of the word in the bead */
typedef struct
{
  guint32 word;
  float count;
} Item;

/* A bead as two bags of words. @pairs is where its table begins: for each word of the first side and
 * each of the second the index of their pair. */
typedef struct
{
  guint first[2];
  guint n[2];
  guint n_tokens[2];
  float weight;
  gsize pairs;
} Bag;

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

  GArray *items[2]; /* (element-type Item) */
  GArray *bags;     /* (element-type Bag) */
  guint32 *table;
  gsize table_size;

  GArray *words; /* (element-type TriAlignPair): the words of each pair and what was believed of it */
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
      g_clear_pointer (&self->items[side], g_array_unref);
    }
  g_clear_pointer (&self->bags, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_free (self->first_prior);
  g_free (self->table);
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

/* Words met once cannot teach, unless something is believed of them. */
static guint
add_items (Trainer *self, guint side, guint first, guint n_units, guint *where, float weight)
{
  const TriAlignSide *text = self->sides[side];
  GArray *items = self->items[side];
  guint start = items->len;

  for (guint i = text->first[first]; i < text->first[first + n_units]; i++)
    {
      guint word = text->tokens[i];

      self->tokens[side][word] += weight;
      if (text->words[word].count < 2 && !self->in_prior[side][word])
        continue;
      if (where[word] > start)
        g_array_index (items, Item, where[word] - 1).count += 1;
      else
        {
          Item item = { word, 1 };

          g_array_append_val (items, item);
          where[word] = items->len;
        }
    }
  return items->len - start;
}

static void
add_bag (Trainer *self, const TriAlignBead *bead, guint *where[2])
{
  Bag bag = { .weight = bead->posterior, .pairs = self->table_size };

  for (guint side = 0; side < 2; side++)
    {
      const TriAlignSide *text = self->sides[side];
      guint n_units = tri_align_beads[bead->bead][side];

      bag.first[side] = self->items[side]->len;
      bag.n_tokens[side]
          = text->first[bead->first[side] + n_units] - text->first[bead->first[side]];
      bag.n[side] = add_items (self, side, bead->first[side], n_units, where[side], bag.weight);
    }
  if ((gsize) bag.n[0] * bag.n[1] <= MAX_BEAD_PAIRS)
    {
      self->table_size += (gsize) bag.n[0] * bag.n[1];
      g_array_append_val (self->bags, bag);
    }
}

static void
fill_bags (Trainer *self, const GArray *beads)
{
  g_autofree guint *first = g_new0 (guint, self->sides[0]->n_words + 1);
  g_autofree guint *second = g_new0 (guint, self->sides[1]->n_words + 1);

  for (guint i = 0; i < beads->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (beads, TriAlignBead, i);
      guint n = (guint) tri_align_beads[bead->bead][0] + tri_align_beads[bead->bead][1];

      if (n <= MAX_UNITS && bead->posterior >= self->weights->train_floor)
        add_bag (self, bead, (guint *[2]){ first, second });
    }
}

/* Where a word of the first side stands: which bag, and which item of it. */
typedef struct
{
  guint bag;
  guint item;
} Stand;

static Stand *
list_stands (const Trainer *self, guint32 **first)
{
  guint n = self->sides[0]->n_words;
  guint32 *start = g_new0 (guint32, n + 2);
  Stand *stands = g_new (Stand, self->items[0]->len + 1);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->bags->len; i++)
        {
          const Bag *bag = &g_array_index (self->bags, Bag, i);

          for (guint a = 0; a < bag->n[0]; a++)
            {
              guint word = g_array_index (self->items[0], Item, bag->first[0] + a).word;

              if (pass == 0)
                start[word + 2]++;
              else
                stands[start[word + 1]++] = (Stand){ i, a };
            }
        }
      for (guint word = 2; pass == 0 && word < n + 2; word++)
        start[word] += start[word - 1];
    }
  *first = start;
  return stands;
}

/* The pairs of one word: those it met twice and those something is believed of. */
static void
make_pairs (Trainer *self, guint word, const Stand *stands, guint n_stands, guint32 *met, GArray *touched)
{
  g_array_set_size (touched, 0);
  for (guint i = 0; i < n_stands; i++)
    {
      const Bag *bag = &g_array_index (self->bags, Bag, stands[i].bag);
      const Item *items = &g_array_index (self->items[1], Item, bag->first[1]);

      for (guint b = 0; b < bag->n[1]; b++)
        if (met[items[b].word]++ == 0)
          g_array_append_val (touched, items[b].word);
    }
  for (guint i = self->first_prior[word]; i < self->first_prior[word + 1]; i++)
    {
      const TriAlignPair *pair = &g_array_index (self->prior, TriAlignPair, i);

      if (met[pair->words[1]] == 0)
        g_array_append_val (touched, pair->words[1]);
      met[pair->words[1]] = NO_PAIR - 2 - self->words->len;
      g_array_append_val (self->words, *pair);
    }
  for (guint i = 0; i < touched->len; i++)
    {
      guint32 other = g_array_index (touched, guint32, i);
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
}

static void
fill_table (Trainer *self)
{
  g_autofree guint32 *first = NULL;
  g_autofree Stand *stands = list_stands (self, &first);
  g_autofree guint32 *met = g_new0 (guint32, self->sides[1]->n_words + 1);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->table = g_new (guint32, self->table_size + 1);
  for (guint word = 0; word < self->sides[0]->n_words; word++)
    {
      const Stand *mine = stands + first[word];
      guint n = first[word + 1] - first[word];

      make_pairs (self, word, mine, n, met, touched);
      for (guint i = 0; i < n; i++)
        {
          const Bag *bag = &g_array_index (self->bags, Bag, mine[i].bag);
          const Item *items = &g_array_index (self->items[1], Item, bag->first[1]);
          guint32 *table = self->table + bag->pairs + (gsize) mine[i].item * bag->n[1];

          for (guint b = 0; b < bag->n[1]; b++)
            table[b] = met[items[b].word];
        }
      for (guint i = 0; i < touched->len; i++)
        met[g_array_index (touched, guint32, i)] = 0;
    }
}

/* What one bag adds to the expected counts, in both directions. */
static void
expect_bag (Trainer *self, const Bag *bag, float *sums[2])
{
  const Item *items[2];
  const guint32 *table = self->table + bag->pairs;

  for (guint side = 0; side < 2; side++)
    {
      items[side] = &g_array_index (self->items[side], Item, bag->first[side]);
      for (guint i = 0; i < bag->n[side]; i++)
        sums[side][i] = self->weights->smoothing * (float) bag->n_tokens[!side]
                        * self->sides[side]->words[items[side][i].word].share;
    }
  for (guint a = 0; a < bag->n[0]; a++)
    for (guint b = 0; b < bag->n[1]; b++)
      {
        guint32 pair = table[a * bag->n[1] + b];

        if (pair == NO_PAIR)
          continue;
        sums[1][b] += items[0][a].count * self->estimates[pair].p[0];
        sums[0][a] += items[1][b].count * self->estimates[pair].p[1];
      }
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < bag->n[side]; i++)
      sums[side][i] = bag->weight / sums[side][i];
  for (guint a = 0; a < bag->n[0]; a++)
    for (guint b = 0; b < bag->n[1]; b++)
      {
        guint32 pair = table[a * bag->n[1] + b];
        float product = items[0][a].count * items[1][b].count;
        Estimate *estimate;

        if (pair == NO_PAIR)
          continue;
        estimate = &self->estimates[pair];
        estimate->count[0] += product * estimate->p[0] * sums[1][b];
        estimate->count[1] += product * estimate->p[1] * sums[0][a];
      }
}

static void
expect (Trainer *self)
{
  g_autofree float *first = g_new (float, self->items[0]->len + 1);
  g_autofree float *second = g_new (float, self->items[1]->len + 1);

  for (guint i = 0; i < self->words->len; i++)
    self->estimates[i].count[0] = self->estimates[i].count[1] = 0;
  for (guint i = 0; i < self->bags->len; i++)
    expect_bag (self, &g_array_index (self->bags, Bag, i), (float *[2]){ first, second });
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
 * in both directions at once. From the second iteration on each pair counts as the geometric mean of
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
    {
      self.items[side] = g_array_new (FALSE, FALSE, sizeof (Item));
      self.tokens[side] = g_new0 (float, sides[side]->n_words + 1);
    }
  self.bags = g_array_new (FALSE, FALSE, sizeof (Bag));
  self.words = g_array_new (FALSE, FALSE, sizeof (TriAlignPair));
  index_prior (&self);
  fill_bags (&self, beads);
  fill_table (&self);
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
