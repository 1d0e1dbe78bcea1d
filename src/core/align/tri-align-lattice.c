/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-lattice.h"

static float
get_inside (const TriAlignTask *task, guint side, guint place)
{
  guint at = task->origin.at[side] + place;

  return task->weights->inside[task->levels[side][at]]
         + task->weights->border[task->sides[side]->border[at]];
}

/* What beads get for beginning where structure begins on both sides, or pay for running over it. */
static void
fill_structure (TriAlignLattice *self)
{
  const TriAlignTask *task = self->task;
  const guint *n = self->band->n;

  for (guint level = 0; level < TRI_ALIGN_N_LEVELS; level++)
    {
      self->starts[level] = g_new0 (float, n[1] + 1 + TRI_ALIGN_SLACK);
      for (guint j = 0; j <= n[1]; j++)
        self->starts[level][j]
            = task->weights->level[level][task->levels[1][task->origin.at[1] + j]];
    }
  for (guint side = 0; side < 2; side++)
    for (guint k = 0; k < self->max_side; k++)
      {
        float *inside = g_new0 (float, n[side] + 1 + TRI_ALIGN_SLACK);

        for (guint place = k + 1; place <= n[side]; place++)
          inside[place]
              = k ? self->inside[side][k - 1][place] + get_inside (task, side, place - k) : 0;
        self->inside[side][k] = inside;
      }
}

/**
 * tri_align_lattice_new:
 *
 * Makes room for the cells of a band and scores them; borrows both arguments.
 *
 * Returns: (transfer full): a lattice, to be run forward, then backward
 */
TriAlignLattice *
tri_align_lattice_new (const TriAlignTask *task, const TriAlignBand *band)
{
  TriAlignLattice *self = g_new0 (TriAlignLattice, 1);
  gsize n = 0;

  self->task = task;
  self->band = band;
  self->n_rows = band->n[0] + 1;
  self->max_side
      = task->n_beads > TRI_ALIGN_N_SHORT_BEADS ? TRI_ALIGN_MAX_SIDE : TRI_ALIGN_SHORT_SIDE;
  self->at = g_new (gsize, self->n_rows);
  self->width = g_new (guint, self->n_rows);
  for (guint i = 0; i < self->n_rows; i++)
    {
      self->at[i] = n;
      self->width[i] = (band->hi[i] - band->lo[i] + TRI_VECTOR_N) & ~(guint) (TRI_VECTOR_N - 1);
      self->max_width = MAX (self->max_width, self->width[i]);
      n += self->width[i];
    }
  for (guint side = 0; side < 2; side++)
    self->gains[side] = g_new (float, n * self->max_side + TRI_ALIGN_SLACK);
  self->total = g_new (float, n + TRI_ALIGN_SLACK);
  self->offset = g_new0 (double, self->n_rows);
  fill_structure (self);
  tri_align_lattice_fill_gains (self);
  return self;
}

void
tri_align_lattice_free (TriAlignLattice *self)
{
  for (guint level = 0; level < TRI_ALIGN_N_LEVELS; level++)
    g_free (self->starts[level]);
  for (guint side = 0; side < 2; side++)
    {
      for (guint k = 0; k < TRI_ALIGN_MAX_SIDE; k++)
        g_free (self->inside[side][k]);
      g_free (self->gains[side]);
    }
  g_free (self->at);
  g_free (self->width);
  g_free (self->total);
  g_free (self->offset);
  g_free (self);
}

/**
 * tri_align_lattice_get_ends:
 * @lo: (out): the first place of the row where the bead may end
 * @hi: (out): the last
 *
 * Returns: whether there is any
 */
gboolean
tri_align_lattice_get_ends (const TriAlignLattice *self,
                            guint row,
                            guint bead,
                            guint *lo,
                            guint *hi)
{
  const TriAlignBand *band = self->band;
  guint k = tri_align_beads[bead][0];
  guint l = tri_align_beads[bead][1];

  if (row < k)
    return FALSE;
  *lo = MAX (band->lo[row] + l - 1, band->lo[row - k] + l);
  *hi = MIN (band->hi[row - k] + l, band->hi[row - k + 1]);
  return *lo <= *hi;
}

/* How likely it is that one has the length of the other: Gale and Church 1993, with a variance that
 * grows faster than the length. */
static inline TriVector
score_lengths (const TriAlignTask *task, float source, const gint32 *ends, guint l)
{
  TriVectorInt to;
  TriVectorInt from;
  TriVector target;
  TriVector mean;
  TriVector apart;
  TriVector variance;

  memcpy (&to, ends, sizeof to);
  memcpy (&from, ends - l, sizeof from);
  target = __builtin_convertvector(to - from, TriVector) * tri_vector_splat (1 / task->ratio);
  mean = (target + tri_vector_splat (source)) * tri_vector_splat (.5f);
  apart = target - tri_vector_splat (source);
  variance = tri_vector_splat (task->weights->variance[0])
             + mean * tri_vector_splat (task->weights->variance[1]);
  return apart * apart / (tri_vector_splat (-2) * (mean * variance + tri_vector_splat (1)));
}

/**
 * tri_align_lattice_score:
 * @out: (out): a score for each place from @lo to @hi, and up to three that mean nothing
 *
 * Scores a bead that ends in a row.
 */
void
tri_align_lattice_score (const TriAlignLattice *self,
                         guint row,
                         guint bead,
                         guint lo,
                         guint hi,
                         float *out)
{
  const TriAlignTask *task = self->task;
  const TriAlignBand *band = self->band;
  guint k = tri_align_beads[bead][0];
  guint l = tri_align_beads[bead][1];
  guint origin = task->origin.at[0] + row;
  const gint32 *source = task->sides[0]->length;
  const gint32 *target = task->sides[1]->length + task->origin.at[1];
  const float *starts = self->starts[task->levels[0][origin - k]];
  const float *inside = self->inside[1][l - 1];
  const float *explained = tri_align_lattice_get_plane (self, 0, row, k - 1) - band->lo[row];
  const float *explaining[TRI_ALIGN_MAX_SIDE];
  TriVector fixed = tri_vector_splat (-task->bead_cost[bead] - self->inside[0][k - 1][row]);
  TriVector lexical = tri_vector_splat (task->lexical);
  float length = (float) (source[origin] - source[origin - k]);

  for (guint m = 0; m < k; m++)
    explaining[m] = tri_align_lattice_get_plane (self, 1, row - m, l - 1) - band->lo[row - m];
  for (guint j = lo; j <= hi; j += TRI_VECTOR_N)
    {
      TriVector sum = tri_vector_load (explained + j);

      for (guint m = 1; m < l; m++)
        sum += tri_vector_load (explained + j - m);
      for (guint m = 0; m < k; m++)
        sum += tri_vector_load (explaining[m] + j);
      sum = sum * lexical + fixed + score_lengths (task, length, target + j, l);
      sum += tri_vector_load (starts + j - l) - tri_vector_load (inside + j);
      tri_vector_store (out + (j - lo), sum);
    }
}
