/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-sums.h"

/* Rows that are still needed: a bead reaches six rows back. */
#define N_RING 8

/* Beads less likely than this are not looked at one by one. */
#define NEGLIGIBLE 1e-3f

/* How to go on from a cell; above it, a bead. */
enum
{
  GO_DOWN,
  GO_RIGHT,
  GO_BEAD,
};

/* @link: the sum of the ways from a cell to the end after a link, above @offset; @null: after a
   unit
 * without counterpart; @value: the most that can be won from here. */
typedef struct
{
  float *link;
  float *null;
  double *value;
  double offset;
} Row;

typedef struct
{
  TriAlignLattice *lattice;
  float *terms;
  gsize stride;
  float *links;
  float *most;
  float *down;
  Row ring[N_RING];
  guint8 *choice;
  GArray *likely;
  float **covered;
} Backward;

static void
sum_links (Backward *self, guint i, double offset)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignBand *band = lattice->band;
  guint width = lattice->width[i];

  for (guint bead = 0; bead < lattice->task->n_beads; bead++)
    {
      float *terms = self->terms + bead * self->stride;
      guint k = tri_align_beads[bead][0];
      guint l = tri_align_beads[bead][1];
      guint end = i + k;
      const Row *row = &self->ring[end % N_RING];
      const float *from;
      TriVector rise;
      guint start;
      guint lo;
      guint hi;

      if (end >= lattice->n_rows || !tri_align_lattice_get_ends (lattice, end, bead, &lo, &hi))
        {
          tri_fill_zero (terms, 0, width);
          continue;
        }
      start = lo - l - band->lo[i];
      tri_fill_zero (terms, 0, start);
      tri_align_lattice_score (lattice, end, bead, lo, hi, terms + start);
      rise = tri_vector_splat ((float) (row->offset - offset));
      from = row->link + (lo - band->lo[end]);
      terms += start;
      for (guint j = 0; j <= hi - lo; j += TRI_VECTOR_N)
        tri_vector_store (terms + j,
                          tri_vector_load (terms + j) + tri_vector_load (from + j) + rise);
      tri_fill_zero (terms, hi - lo + 1, width - start);
    }
  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    {
      TriVector most;

      tri_vector_store (self->links + j,
                        tri_log_sum (self->terms + j, self->stride, lattice->task->n_beads, &most));
      tri_vector_store (self->most + j, most);
    }
}

static void
sum_nulls (Backward *self, guint i, double offset)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignWeights *weights = lattice->task->weights;
  const TriVector open = tri_vector_splat (weights->null_open);
  const TriVector next = tri_vector_splat (weights->null_next);
  const TriAlignBand *band = lattice->band;
  guint n = band->hi[i] - band->lo[i] + 1;
  guint width = lattice->width[i];
  Row *row = &self->ring[i % N_RING];
  const Row *below = &self->ring[(i + 1) % N_RING];
  gboolean last = i + 1 == lattice->n_rows;
  guint start = last ? n : MIN (band->lo[i + 1] - band->lo[i], n);
  TriVector rise = tri_vector_splat (last ? 0 : (float) (below->offset - offset));
  float most = TRI_LOG_ZERO;

  tri_fill_zero (self->down, 0, start);
  for (guint j = start; j < n; j += TRI_VECTOR_N)
    tri_vector_store (self->down + j, tri_vector_load (below->null + j - start) + rise);
  tri_fill_zero (self->down, n, width);
  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    tri_vector_store (row->null + j,
                      tri_log_add (tri_vector_load (self->links + j),
                                   tri_vector_load (self->down + j) - next));
  if (last)
    row->null[n - 1] = 0;
  tri_fill_zero (row->null, n, width + TRI_VECTOR_N);
  tri_log_scan_left (row->null, width, weights->null_next);
  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    {
      TriVector on = tri_log_add (tri_vector_load (row->null + j + 1),
                                  tri_vector_load (self->down + j));

      tri_vector_store (row->link + j, tri_log_add (tri_vector_load (self->links + j), on - open));
    }
  if (last)
    row->link[n - 1] = 0;
  for (guint j = 0; j < n; j++)
    most = MAX (most, row->null[j]);
  for (guint j = 0; j < n; j++)
    {
      row->null[j] = MAX (row->null[j] - most, TRI_LOG_ZERO);
      row->link[j] = MAX (row->link[j] - most, TRI_LOG_ZERO);
    }
  row->offset = offset + most;
}

/* Takes note of a likely bead and of what it wins; FALSE when nothing is won by it. */
static void
look_at_bead (Backward *self, guint i, guint j, guint bead, float posterior, double *best)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignTask *task = lattice->task;
  guint k = tri_align_beads[bead][0];
  guint l = tri_align_beads[bead][1];
  const Row *row = &self->ring[(i + k) % N_RING];
  double value = row->value[j + l - lattice->band->lo[i + k]] + posterior - task->weights->theta;

  for (guint m = 0; self->covered && m < k; m++)
    self->covered[0][task->origin.at[0] + i + m] += posterior;
  for (guint m = 0; self->covered && m < l; m++)
    self->covered[1][task->origin.at[1] + j + m] += posterior;
  if (self->covered || posterior >= MIN (task->weights->train_floor, task->weights->theta))
    {
      TriAlignBead likely = {
        { task->origin.at[0] + i, task->origin.at[1] + j },
        bead,
        MIN (posterior, 1),
      };

      g_array_append_val (self->likely, likely);
    }
  if (value > *best)
    {
      *best = value;
      self->choice[lattice->at[i] + j - lattice->band->lo[i]] = (guint8) (GO_BEAD + bead);
    }
}

static void
choose (Backward *self, guint i, double offset)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignBand *band = lattice->band;
  guint n = band->hi[i] - band->lo[i] + 1;
  Row *row = &self->ring[i % N_RING];
  const Row *below = &self->ring[(i + 1) % N_RING];
  const float *total = lattice->total + lattice->at[i];
  float rise = (float) (lattice->offset[i] + offset - lattice->evidence);

  for (guint j = n; j-- > 0;)
    {
      guint place = band->lo[i] + j;
      double best = -INFINITY;

      if (i + 1 == lattice->n_rows && j + 1 == n)
        best = 0;
      if (i + 1 < lattice->n_rows && place >= band->lo[i + 1])
        best = below->value[place - band->lo[i + 1]];
      self->choice[lattice->at[i] + j] = GO_DOWN;
      if (j + 1 < n && row->value[j + 1] > best)
        {
          best = row->value[j + 1];
          self->choice[lattice->at[i] + j] = GO_RIGHT;
        }
      if (self->most[j] + total[j] + rise > logf (NEGLIGIBLE))
        for (guint bead = 0; bead < lattice->task->n_beads; bead++)
          {
            float posterior = expf (self->terms[bead * self->stride + j] + total[j] + rise);

            if (posterior > NEGLIGIBLE)
              look_at_bead (self, i, place, bead, posterior, &best);
          }
      row->value[j] = best;
    }
}

/* The likely beads were found from the end to the start, row by row. */
static float
find_posterior (const GArray *likely, guint *at, const TriAlignBead *bead)
{
  while (*at > 0)
    {
      const TriAlignBead *found = &g_array_index (likely, TriAlignBead, --*at);

      if (found->first[0] == bead->first[0] && found->first[1] == bead->first[1]
          && found->bead == bead->bead)
        return found->posterior;
    }
  return 0;
}

static void
walk (const Backward *self, GArray *chosen)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignBand *band = lattice->band;
  guint at = self->likely->len;

  for (guint i = 0, j = 0; i < band->n[0] || j < band->n[1];)
    {
      guint8 choice = self->choice[lattice->at[i] + j - band->lo[i]];

      if (choice == GO_DOWN)
        i++;
      else if (choice == GO_RIGHT)
        j++;
      else
        {
          TriAlignBead bead = {
            .first = { lattice->task->origin.at[0] + i, lattice->task->origin.at[1] + j },
            .bead = choice - (guint) GO_BEAD,
          };

          bead.posterior = find_posterior (self->likely, &at, &bead);
          g_array_append_val (chosen, bead);
          i += tri_align_beads[bead.bead][0];
          j += tri_align_beads[bead.bead][1];
        }
    }
}

static float *
make_rows (Backward *self)
{
  gsize stride = self->stride;
  float *memory = g_new0 (float, stride *(TRI_ALIGN_N_BEADS + 4 + N_RING * 4));
  float *free_row = memory + stride * TRI_ALIGN_N_BEADS;

  self->terms = memory;
  self->links = free_row;
  self->most = free_row + stride;
  self->down = free_row + 2 * stride;
  free_row += 4 * stride;
  for (guint i = 0; i < N_RING; i++, free_row += 4 * stride)
    {
      self->ring[i].value = (double *) (gpointer) free_row;
      self->ring[i].link = free_row + 2 * stride;
      self->ring[i].null = free_row + 3 * stride;
    }
  return memory;
}

/**
 * tri_align_lattice_run_backward:
 * @likely: (element-type TriAlignBead): where to add beads that are likely enough to learn from
 * @chosen: (element-type TriAlignBead): where to add the best chain of beads, in order
 * @covered: (nullable): for each side and unit, how likely it is that it has a counterpart, is
 *   added up; then @likely gets all beads but the negligible ones
 *
 * Runs from the end to the start: the backward pass, the posterior of each bead, and the choice of
 * beads whose posteriors, less a threshold, have the greatest sum. The lattice must have been run
 * forward.
 */
void
tri_align_lattice_run_backward (TriAlignLattice *self,
                                GArray *likely,
                                GArray *chosen,
                                float *covered[2])
{
  guint n_rows = self->n_rows;
  Backward backward = {
    .lattice = self,
    .stride = (self->max_width + TRI_ALIGN_SLACK) & ~(gsize) 1,
    .likely = likely,
    .covered = covered,
  };
  g_autofree float *memory = make_rows (&backward);
  g_autofree guint8 *choice = g_new0 (guint8, self->at[n_rows - 1] + self->width[n_rows - 1]);

  backward.choice = choice;
  for (guint i = n_rows; i-- > 0;)
    {
      double offset = i + 1 < n_rows ? backward.ring[(i + 1) % N_RING].offset : 0;

      sum_links (&backward, i, offset);
      sum_nulls (&backward, i, offset);
      choose (&backward, i, offset);
    }
  walk (&backward, chosen);
}
