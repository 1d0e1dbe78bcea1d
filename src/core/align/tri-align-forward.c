/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-sums.h"

/* A row in work: the sums of the ways that end in a link and of those that end in a unit without
 * counterpart, above the offset of the row. Behind its end, and before its start, there is room
 * where nothing is. */
typedef struct
{
  float *link;
  float *null;
} Row;

typedef struct
{
  TriAlignLattice *lattice;
  float *terms;
  gsize stride;
  Row above;
  Row here;
} Forward;

static void
sum_links (Forward *self, guint i, double offset)
{
  TriAlignLattice *lattice = self->lattice;
  const TriAlignBand *band = lattice->band;
  guint width = lattice->width[i];

  for (guint bead = 0; bead < lattice->task->n_beads; bead++)
    {
      float *terms = self->terms + bead * self->stride;
      guint k = tri_align_beads[bead][0];
      guint l = tri_align_beads[bead][1];
      const float *from;
      TriVector rise;
      guint lo;
      guint hi;

      if (!tri_align_lattice_get_ends (lattice, i, bead, &lo, &hi))
        {
          tri_fill_zero (terms, 0, width);
          continue;
        }
      from = lattice->total + lattice->at[i - k] + (lo - l - band->lo[i - k]);
      rise = tri_vector_splat ((float) (lattice->offset[i - k] - offset));
      tri_fill_zero (terms, 0, lo - band->lo[i]);
      terms += lo - band->lo[i];
      tri_align_lattice_score (lattice, i, bead, lo, hi, terms);
      for (guint j = 0; j <= hi - lo; j += TRI_VECTOR_N)
        tri_vector_store (terms + j,
                          tri_vector_load (terms + j) + tri_vector_load (from + j) + rise);
      tri_fill_zero (terms, hi - lo + 1, width - (lo - band->lo[i]));
    }
  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    {
      TriVector most;

      tri_vector_store (self->here.link + j,
                        tri_log_sum (self->terms + j, self->stride, lattice->task->n_beads, &most));
    }
}

/* A unit without counterpart comes after a link or after another such, of either side. */
static void
sum_nulls (Forward *self, guint i)
{
  const TriAlignWeights *weights = self->lattice->task->weights;
  const TriAlignBand *band = self->lattice->band;
  const TriVector open = tri_vector_splat (weights->null_open);
  const TriVector next = tri_vector_splat (weights->null_next);
  guint shift = i ? band->lo[i] - band->lo[i - 1] : 0;
  guint n_above = i ? band->hi[i - 1] - band->lo[i - 1] + 1 : 0;
  guint width = self->lattice->width[i];
  const Row *above = &self->above;
  Row *here = &self->here;

  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    {
      TriVector sum = tri_vector_load (here->link + j - 1) - open;

      if (j + shift < n_above)
        {
          sum = tri_log_add (sum, tri_vector_load (above->link + j + shift) - open);
          sum = tri_log_add (sum, tri_vector_load (above->null + j + shift) - next);
        }
      tri_vector_store (here->null + j, sum);
    }
  tri_log_scan_right (here->null, width, weights->null_next);
}

/* Adds both and takes what is common to the row into its offset. */
static void
finish_row (Forward *self, guint i, double offset)
{
  TriAlignLattice *lattice = self->lattice;
  guint n = lattice->band->hi[i] - lattice->band->lo[i] + 1;
  guint width = lattice->width[i];
  float *total = lattice->total + lattice->at[i];
  Row *here = &self->here;
  float most = TRI_LOG_ZERO;

  for (guint j = 0; j < width; j += TRI_VECTOR_N)
    tri_vector_store (total + j,
                      tri_log_add (tri_vector_load (here->link + j),
                                   tri_vector_load (here->null + j)));
  for (guint j = 0; j < n; j++)
    most = MAX (most, total[j]);
  for (guint j = 0; j < n; j++)
    {
      total[j] -= most;
      here->link[j] = MAX (here->link[j] - most, TRI_LOG_ZERO);
      here->null[j] = MAX (here->null[j] - most, TRI_LOG_ZERO);
    }
  tri_fill_zero (total, n, width);
  tri_fill_zero (here->link, n, width + TRI_VECTOR_N);
  tri_fill_zero (here->null, n, width + TRI_VECTOR_N);
  lattice->offset[i] = offset + most;
}

/**
 * tri_align_lattice_run_forward:
 *
 * Adds up all ways to each cell: the forward pass over two states, link and null, so that a second
 * unit without counterpart costs less than the first.
 */
void
tri_align_lattice_run_forward (TriAlignLattice *self)
{
  gsize stride = self->max_width + 2 * TRI_ALIGN_SLACK;
  g_autofree float *terms = g_new0 (float, stride *(TRI_ALIGN_N_BEADS + 4));
  float *rows = terms + stride * TRI_ALIGN_N_BEADS + TRI_ALIGN_SLACK;
  Forward forward = {
    .lattice = self,
    .terms = terms,
    .stride = stride,
    .above = { rows, rows + stride },
    .here = { rows + 2 * stride, rows + 3 * stride },
  };

  tri_fill_zero (rows - TRI_ALIGN_SLACK, 0, (guint) (4 * stride));
  for (guint i = 0; i < self->n_rows; i++)
    {
      double offset = i ? self->offset[i - 1] : 0;
      Row above;

      sum_links (&forward, i, offset);
      if (i == 0)
        forward.here.link[0] = 0;
      sum_nulls (&forward, i);
      finish_row (&forward, i, offset);
      above = forward.above;
      forward.above = forward.here;
      forward.here = above;
    }
  self->evidence = self->offset[self->n_rows - 1]
                   + self->total[self->at[self->n_rows - 1] + self->band->n[1]
                                 - self->band->lo[self->n_rows - 1]];
}
