/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-band.h"

#include <math.h>

/* So many pairs of blocks are looked at, at most. */
#define MAX_CELLS (4u << 20)

/* Texts up to this size need no blocks. */
#define SMALL 64

/* Words that are everywhere say nothing of where one is. */
#define MAX_OCCURRENCES 200
#define MAX_PRODUCT 4000
#define MIN_P .05f

#define MIN_WEIGHT 1.f

/* What two blocks share must be above so many times what any two do. */
#define BACKGROUND 2.f

#define MAX_SCORE 12.f
#define GAP_OPEN 3.f

typedef struct
{
  const TriAlignSide *side;
  guint from;
  guint n_units;
  guint n;            /* blocks */
  guint *border;      /* (array length=n+1): the first unit of each block */
  guint *first;       /* for each word where its blocks begin */
  guint *occurrences; /* blocks, each once for a word */
} Blocks;

static void
blocks_clear (Blocks *self)
{
  g_free (self->border);
  g_free (self->first);
  g_free (self->occurrences);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, blocks_clear)

static gint32
count_characters (const Blocks *self)
{
  const gint32 *length = self->side->length;

  return length[self->from + self->n_units] - length[self->from];
}

/* Blocks are equally long in characters: two editions may differ in what they call a sentence. */
static void
cut (Blocks *self, guint n)
{
  const gint32 *length = self->side->length + self->from;
  double each = (double) count_characters (self) / n;
  guint unit = 0;

  self->n = n;
  self->border = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      while (unit < self->n_units && length[unit] - length[0] < each * i)
        unit++;
      self->border[i] = unit;
    }
  self->border[n] = self->n_units;
}

/* Calls for each block and word in it, each once. */
static void
list_occurrences (Blocks *self)
{
  const TriAlignSide *side = self->side;
  g_autofree guint *last = g_new0 (guint, side->n_words + 1);
  guint *end = g_new0 (guint, side->n_words + 2);

  for (guint pass = 0; pass < 2; pass++)
    {
      memset (last, 0, sizeof (guint) * (side->n_words + 1));
      for (guint block = 0; block < self->n; block++)
        {
          guint from = side->first[self->from + self->border[block]];
          guint to = side->first[self->from + self->border[block + 1]];

          for (guint i = from; i < to; i++)
            {
              guint word = side->tokens[i];

              if (last[word] == block + 1)
                continue;
              last[word] = block + 1;
              if (pass == 0)
                end[word + 2]++;
              else
                self->occurrences[end[word + 1]++] = block;
            }
        }
      if (pass == 0)
        {
          for (guint word = 2; word < side->n_words + 2; word++)
            end[word] += end[word - 1];
          self->occurrences = g_new (guint, end[side->n_words + 1] + 1);
        }
    }
  self->first = end;
}

/* What a pair of words says when both blocks have it, above what chance would. */
static float
weigh (const TriAlignPair *pair, const Blocks blocks[2], const guint n[2])
{
  float p = sqrtf (pair->p[0] * pair->p[1]);
  float sum = 0;

  for (guint side = 0; side < 2; side++)
    sum += .5f * logf (1 + p / (1 - expf (-(float) n[side] / (float) blocks[side].n)));
  return p < MIN_P ? 0 : sum - MIN_WEIGHT;
}

static float *
score_blocks (const Blocks blocks[2], const GArray *prior)
{
  float *scores = g_new0 (float, (gsize) blocks[0].n *blocks[1].n);

  for (guint i = 0; i < prior->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (prior, TriAlignPair, i);
      const guint *at[2];
      guint n[2];
      float weight;

      for (guint side = 0; side < 2; side++)
        {
          const guint *first = blocks[side].first + pair->words[side];

          at[side] = blocks[side].occurrences + first[0];
          n[side] = first[1] - first[0];
        }
      if (!n[0] || !n[1] || MAX (n[0], n[1]) > MAX_OCCURRENCES || n[0] * n[1] > MAX_PRODUCT)
        continue;
      weight = weigh (pair, blocks, n);
      if (weight <= 0)
        continue;
      for (guint x = 0; x < n[0]; x++)
        for (guint y = 0; y < n[1]; y++)
          {
            float *score = &scores[(gsize) at[0][x] * blocks[1].n + at[1][y]];

            *score = MIN (*score + weight, MAX_SCORE);
          }
    }
  return scores;
}

/* A block and its neighbours along the diagonal. */
static float
get_smooth (const float *scores, guint n_rows, guint n_columns, guint i, guint j)
{
  const float *at = scores + (gsize) i * n_columns + j;
  float sum = .5f * *at;

  if (i > 0 && j > 0)
    sum += .25f * *(at - n_columns - 1);
  if (i + 1 < n_rows && j + 1 < n_columns)
    sum += .25f * *(at + n_columns + 1);
  return sum;
}

static float
get_mean (const float *scores, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += scores[i];
  return (float) (sum / (double) MAX (n, 1));
}

/* How the best way to a pair of blocks came there, for each of two states: after a pair of blocks
 * and inside a gap. */
enum
{
  PAIR_FROM_GAP = 1 << 0,
  GAP_FROM_PAIR = 1 << 1,
  GAP_ALONG_ROW = 1 << 2,
};

/* A row of the search: the best score of a way that ends in a pair, and of one in a gap. */
typedef struct
{
  float pair;
  float gap;
} Best;

static guint8
step_gap (Best *to, const Best *up, const Best *left, float extend)
{
  const float ways[4] = {
    up ? up->gap - extend : -INFINITY,
    up ? up->pair - GAP_OPEN - extend : -INFINITY,
    left ? left->gap - extend : -INFINITY,
    left ? left->pair - GAP_OPEN - extend : -INFINITY,
  };
  guint best = 0;

  for (guint i = 1; i < 4; i++)
    if (ways[i] > ways[best])
      best = i;
  to->gap = ways[best];
  return (guint8) ((best & 1 ? GAP_FROM_PAIR : 0) | (best & 2 ? GAP_ALONG_ROW : 0));
}

static guint8 *
search (const Blocks blocks[2], const float *scores)
{
  guint n_rows = blocks[0].n + 1;
  guint n_columns = blocks[1].n + 1;
  float floor = BACKGROUND * get_mean (scores, (gsize) blocks[0].n * blocks[1].n) + .05f;
  guint8 *trace = g_new0 (guint8, (gsize) n_rows * n_columns);
  g_autofree Best *above = g_new (Best, n_columns);
  g_autofree Best *here = g_new (Best, n_columns);

  for (guint i = 0; i < n_rows; i++)
    {
      for (guint j = 0; j < n_columns; j++)
        {
          guint8 *way = &trace[(gsize) i * n_columns + j];

          here[j] = (Best){ i || j ? -INFINITY : 0, -INFINITY };
          if (i || j)
            *way = step_gap (&here[j], i ? &above[j] : NULL, j ? &here[j - 1] : NULL, floor / 4);
          if (i && j)
            {
              const Best *from = &above[j - 1];

              here[j].pair = MAX (from->pair, from->gap) - floor
                             + get_smooth (scores, blocks[0].n, blocks[1].n, i - 1, j - 1);
              *way |= from->gap > from->pair ? PAIR_FROM_GAP : 0;
            }
        }
      {
        Best *swapped = above;

        above = here;
        here = swapped;
      }
    }
  /* The state at the end is kept where nothing else is: at the start. */
  trace[0] = above[n_columns - 1].gap > above[n_columns - 1].pair;
  return trace;
}

static void
add_place (GArray *path, const Blocks blocks[2], guint i, guint j)
{
  TriAlignPlace place = { { blocks[0].border[i], blocks[1].border[j] } };

  g_array_append_val (path, place);
}

static GArray *
walk_back (const Blocks blocks[2], const guint8 *trace)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (TriAlignPlace));
  guint i = blocks[0].n;
  guint j = blocks[1].n;
  gboolean gap = trace[0];

  add_place (path, blocks, i, j);
  while (i || j)
    {
      guint8 way = trace[(gsize) i * (blocks[1].n + 1) + j];

      if (!gap)
        {
          i--;
          j--;
          gap = (way & PAIR_FROM_GAP) != 0;
        }
      else
        {
          if (way & GAP_ALONG_ROW)
            j--;
          else
            i--;
          gap = !(way & GAP_FROM_PAIR);
        }
      add_place (path, blocks, i, j);
    }
  for (guint a = 0, b = path->len - 1; a < b; a++, b--)
    {
      TriAlignPlace place = g_array_index (path, TriAlignPlace, a);

      g_array_index (path, TriAlignPlace, a) = g_array_index (path, TriAlignPlace, b);
      g_array_index (path, TriAlignPlace, b) = place;
    }
  return path;
}

/* As many blocks on both sides when the texts are about equally long, else blocks of one length. */
static void
cut_both (Blocks blocks[2], guint block)
{
  double n = ceil ((double) MAX (blocks[0].n_units, blocks[1].n_units) / block);
  double length[2] = { MAX (count_characters (&blocks[0]), 1),
                       MAX (count_characters (&blocks[1]), 1) };
  double ratio = length[1] / length[0];
  double longest = MAX (length[0], length[1]);

  n = MAX (MIN (n, floor (sqrt (MAX_CELLS))), 1);
  for (guint side = 0; side < 2; side++)
    cut (&blocks[side],
         ratio > .67
                 && ratio < 1.5
             ? (guint) n
             : (guint) MAX (1, ceil (n * length[side] / longest)));
}

/**
 * tri_align_blocks_find_path:
 * @from: where both texts begin; @to: where they end
 * @prior: (element-type TriAlignPair)
 * @block: units in a block, at least
 *
 * Finds roughly where two texts run side by side, by the rare words that blocks of them share: the
 * best way through all pairs of blocks with affine gaps. It may begin and end anywhere, so that
 * nothing a text lacks can lead it astray for long.
 *
 * Returns: (transfer full) (element-type TriAlignPlace): a path, counted from @from
 */
GArray *
tri_align_blocks_find_path (const TriAlignSide *const sides[2],
                            const TriAlignPlace *from,
                            const TriAlignPlace *to,
                            const GArray *prior,
                            guint block)
{
  g_auto (Blocks) a = { .side = sides[0], .from = from->at[0], .n_units = to->at[0] - from->at[0] };
  g_auto (Blocks) b = { .side = sides[1], .from = from->at[1], .n_units = to->at[1] - from->at[1] };
  Blocks blocks[2] = { a, b };
  g_autofree float *scores = NULL;
  g_autofree guint8 *trace = NULL;

  if (MAX (a.n_units, b.n_units) <= SMALL || !a.n_units || !b.n_units)
    {
      const TriAlignPlace ends[2] = { { { 0, 0 } }, { { a.n_units, b.n_units } } };

      return g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (TriAlignPlace)), ends, 2);
    }
  cut_both (blocks, block);
  list_occurrences (&blocks[0]);
  list_occurrences (&blocks[1]);
  a = blocks[0];
  b = blocks[1];
  scores = score_blocks (blocks, prior);
  trace = search (blocks, scores);
  return walk_back (blocks, trace);
}
