/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-lattice.h"

G_BEGIN_DECLS

/* What lies between two fixed points. */
typedef struct
{
  TriAlignPlace from;
  TriAlignPlace to;
} TriAlignStretch;

/**
 * TriAligner:
 * @prior: (element-type TriAlignPair): what is believed before anything is learned; @section_prior:
 *   of the words of the section in work
 * @model: the lexicon in use; @learned: it comes from the texts
 * @n_beads: how many kinds of beads the pass in work looks for
 * @likely: (element-type TriAlignBead): what the last pass found likely
 * @chosen: (element-type TriAlignBead): what it chose, in order
 * @covered: for each side and unit how likely it is that it has a counterpart
 * @done: how much of the whole is done; @share: how much the section in work is of it
 *
 * Two texts in work. Sections of them are aligned one after the other.
 */
typedef struct
{
  const TriAlignOptions *options;
  const TriAlignWeights *weights;
  const TriAlignSide *sides[2];
  guint8 *levels[2];
  GArray *prior;
  GArray *section_prior;
  TriAlignModel *model;
  gboolean learned;
  TriAlignScratch scratch[2];
  float ratio;
  float bead_cost[TRI_ALIGN_N_BEADS];
  guint n_beads;
  GArray *likely;
  GArray *chosen;
  float *covered[2];
  double done;
  double share;
} TriAligner;

gboolean tri_aligner_run_section (TriAligner *self,
                                  const TriAlignStretch *stretches,
                                  guint n_stretches,
                                  GError **error);

G_END_DECLS
