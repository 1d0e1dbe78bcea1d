/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-lattice.h"

#include <math.h>

/* Factors multiplied before the exponent is taken away; none is above 1e9, their product fits. */
#define FACTORS 4

/*
 * A window of the last six units of the explaining side slides over it. @sums says for each word of
 * the explained side how well the last 1, 2, … 6 units explain it.
 *
 *   unit   i-2  i-1   i        sums[word] = { x(i), x(i-1) + x(i), x(i-2) + x(i-1) + x(i), … }
 */
typedef struct
{
  const TriAlignLattice *lattice;
  guint explaining;
  float *sums;
  guint32 *active; /* words with sums */
  guint n_active;
  guint8 *age;                  /* for each word, how long ago it was met, 0: not active */
  float share[TRI_ALIGN_LANES]; /* of each token of the window */

  /* The explained side: its tokens that the lexicon knows. */
  guint32 *first;
  guint32 *known;
  float *rest; /* for each known token what is left when nothing explains it */
} Window;

static void
list_known (Window *self)
{
  const TriAlignTask *task = self->lattice->task;
  guint explained = !self->explaining;
  const TriAlignSide *side = task->sides[explained];
  const float *known = task->model->known[explained];
  guint origin = task->origin.at[explained];
  guint n_units = self->lattice->band->n[explained];
  guint n = 0;
  guint most = side->first[origin + n_units] - side->first[origin];

  self->first = g_new (guint32, n_units + 1);
  self->known = g_new (guint32, most + 1);
  self->rest = g_new (float, most + 1);
  for (guint unit = 0; unit < n_units; unit++)
    {
      self->first[unit] = n;
      for (guint i = side->first[origin + unit]; i < side->first[origin + unit + 1]; i++)
        if (known[side->tokens[i]] > 0)
          {
            self->rest[n] = 1 - (1 - task->weights->smoothing) * known[side->tokens[i]];
            self->known[n++] = side->tokens[i];
          }
    }
  self->first[n_units] = n;
}

void
tri_align_scratch_init (TriAlignScratch *self, guint n_words)
{
  self->sums = g_new0 (float, (gsize) n_words *TRI_ALIGN_LANES + TRI_ALIGN_LANES);
  self->active = g_new (guint32, n_words + 1);
  self->age = g_new0 (guint8, n_words + 1);
}

void
tri_align_scratch_clear (TriAlignScratch *self)
{
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->active, g_free);
  g_clear_pointer (&self->age, g_free);
}

static void
window_init (Window *self, const TriAlignLattice *lattice, guint explaining)
{
  const TriAlignScratch *scratch = &lattice->task->scratch[!explaining];

  *self = (Window){
    .lattice = lattice,
    .explaining = explaining,
    .sums = scratch->sums,
    .active = scratch->active,
    .age = scratch->age,
  };
  list_known (self);
}

/* Leaves the scratch as it was. */
static void
window_clear (Window *self)
{
  for (guint i = 0; i < self->n_active; i++)
    {
      self->age[self->active[i]] = 0;
      memset (self->sums + (gsize) self->active[i] * TRI_ALIGN_LANES,
              0,
              sizeof (float) * TRI_ALIGN_LANES);
    }
  g_free (self->first);
  g_free (self->known);
  g_free (self->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Window, window_clear)

static void
shift_sums (float *sums)
{
  TriVector low = tri_vector_load (sums);
  TriVector high = tri_vector_load (sums + 3);

  tri_vector_store (sums + 4, high);
  tri_vector_store (sums + 1, low);
  sums[0] = 0;
}

/* Moves on by one unit of the explaining side: @unit is now the last of the window. */
static void
window_move (Window *self, guint unit)
{
  const TriAlignTask *task = self->lattice->task;
  const TriAlignSide *side = task->sides[self->explaining];
  const TriAlignModel *model = task->model;
  guint origin = task->origin.at[self->explaining];
  guint n = 0;

  for (guint i = 0; i < self->n_active; i++)
    {
      guint word = self->active[i];
      float *sums = self->sums + (gsize) word * TRI_ALIGN_LANES;

      if (--self->age[word] == 0)
        memset (sums, 0, sizeof (float) * TRI_ALIGN_LANES);
      else
        {
          shift_sums (sums);
          self->active[n++] = word;
        }
    }
  self->n_active = n;
  for (guint i = side->first[origin + unit]; i < side->first[origin + unit + 1]; i++)
    {
      guint word = side->tokens[i];

      for (guint k = model->first[self->explaining][word];
           k < model->first[self->explaining][word + 1];
           k++)
        {
          const TriAlignEntry *entry = &model->entries[self->explaining][k];
          float *sums = self->sums + (gsize) entry->word * TRI_ALIGN_LANES;
          TriVector weight = tri_vector_splat (entry->weight);

          if (!self->age[entry->word])
            self->active[self->n_active++] = entry->word;
          self->age[entry->word] = TRI_ALIGN_MAX_SIDE;
          tri_vector_store (sums, tri_vector_load (sums) + weight);
          tri_vector_store (sums + 4, tri_vector_load (sums + 4) + weight);
        }
    }
  for (guint k = 0; k < TRI_ALIGN_MAX_SIDE; k++)
    {
      guint from = unit >= k ? unit - k : 0;
      guint n_tokens = side->first[origin + unit + 1] - side->first[origin + from];

      self->share[k] = (1 - task->weights->smoothing) / (float) MAX (n_tokens, 1);
    }
}

/* Takes the exponent out of a product and adds it to @exponents. */
static inline TriVector
normalise (TriVector product, TriVectorInt *exponents)
{
  TriVectorInt bits = (TriVectorInt) product;

  *exponents += (bits >> 23) - 127;
  return (TriVector) ((bits & 0x7fffff) | 0x3f800000);
}

/* What the words of a unit gain from each length of the window; @n_halves of it by fours. */
static inline __attribute__ ((always_inline)) void
explain (const Window *self, guint unit, TriVector gains[2], guint n_halves)
{
  TriVector product[2] = { tri_vector_splat (1), tri_vector_splat (1) };
  TriVectorInt exponents[2] = { { 0 }, { 0 } };
  const TriVector share[2] = { tri_vector_load (self->share), tri_vector_load (self->share + 4) };
  guint end = self->first[unit + 1];

  for (guint i = self->first[unit]; i < end;)
    {
      guint stop = MIN (i + FACTORS, end);

      for (; i < stop; i++)
        {
          const float *sums = self->sums + (gsize) self->known[i] * TRI_ALIGN_LANES;
          TriVector rest = tri_vector_splat (self->rest[i]);

          for (guint half = 0; half < n_halves; half++)
            product[half] *= rest + share[half] * tri_vector_load (sums + 4 * half);
        }
      for (guint half = 0; half < n_halves; half++)
        product[half] = normalise (product[half], &exponents[half]);
    }
  for (guint half = 0; half < n_halves; half++)
    gains[half] = tri_vector_log (product[half])
                  + __builtin_convertvector(exponents[half], TriVector)
                        * tri_vector_splat ((float) G_LN2);
}

/* The gains go to the @max_side planes of a row, @stride apart. */
static inline void
window_explain (const Window *self, guint unit, float *plane, gsize stride)
{
  guint max_side = self->lattice->max_side;
  TriVector gains[2];

  if (max_side <= TRI_VECTOR_N)
    explain (self, unit, gains, 1);
  else
    explain (self, unit, gains, 2);
  for (guint k = 0; k < max_side; k++)
    plane[k * stride] = gains[k / TRI_VECTOR_N][k % TRI_VECTOR_N];
}

/* The first text explains the second, row by row. */
static void
fill_rows (TriAlignLattice *self)
{
  const TriAlignBand *band = self->band;
  g_auto (Window) window = { 0 };

  window_init (&window, self, 0);
  for (guint i = 1; i < self->n_rows; i++)
    {
      float *plane = tri_align_lattice_get_plane (self, 0, i, 0);

      window_move (&window, i - 1);
      for (guint j = MAX (band->lo[i], 1); j <= band->hi[i]; j++)
        window_explain (&window, j - 1, plane + (j - band->lo[i]), self->width[i]);
    }
}

/* The second explains the first, column by column. */
static void
fill_columns (TriAlignLattice *self)
{
  const TriAlignBand *band = self->band;
  g_auto (Window) window = { 0 };
  guint top = 1;

  window_init (&window, self, 1);
  for (guint j = 1; j <= band->n[1]; j++)
    {
      window_move (&window, j - 1);
      while (top < self->n_rows && band->hi[top] < j)
        top++;
      for (guint i = top; i < self->n_rows && band->lo[i] <= j; i++)
        window_explain (&window,
                        i - 1,
                        tri_align_lattice_get_plane (self, 1, i, 0) + (j - band->lo[i]),
                        self->width[i]);
    }
}

/**
 * tri_align_lattice_fill_gains:
 *
 * Scores each unit of each side against the last 1 to 6 units of the other, for all cells: the
 * logarithm of how much better they explain its words than chance does (IBM model 1 with a rest for
 * what the lexicon knows nothing about). What one group of units says of another is a sum of these.
 */
void
tri_align_lattice_fill_gains (TriAlignLattice *self)
{
  fill_rows (self);
  fill_columns (self);
}
