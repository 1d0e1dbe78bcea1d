/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRI_ALIGN_MAX_SIDE 6
#define TRI_ALIGN_N_BEADS 17

/* The first so many beads have no more than four units on a side. */
#define TRI_ALIGN_N_SHORT_BEADS 10
#define TRI_ALIGN_SHORT_SIDE 4
#define TRI_ALIGN_MAX_BORDERS 8

/**
 * TriAlignWeights:
 *
 * The numbers of the model, all in nats. They were fitted on hand-made alignments of novels; none
 * matters much by itself.
 *
 * @null_open: cost of the first unit without counterpart; @null_next: of each one after it
 * @smoothing: how much of a unit is left to words that answer to nothing
 * @lexical: weight of the words against the lengths, in the first pass and in later ones
 * @theta: a link is taken when it is likelier than this
 * @bead_prior: how many links the costs of the beads count for against those of this document
 * @variance: of the length of a counterpart, per character and per squared character
 */
typedef struct
{
  float bead_cost[TRI_ALIGN_N_BEADS];
  float null_open;
  float null_next;
  float smoothing;
  float lexical[2];
  float theta;
  float bead_prior;
  float variance[2];

  /* Words. */
  float same_number;
  float same_mark;
  float same_dash;
  float cognate;
  float cognate_floor;

  /* Training. */
  float train_floor;
  float prior_mass;
  float discount;
  float pair_floor;

  /* Structure. */
  float level[3][3];
  float inside[3];
  float border[TRI_ALIGN_MAX_BORDERS];

  guint wide;
  guint narrow;
} TriAlignWeights;

extern const TriAlignWeights tri_align_weights;

/* How many units of each side a bead takes. */
extern const guint8 tri_align_beads[TRI_ALIGN_N_BEADS][2];

G_END_DECLS
