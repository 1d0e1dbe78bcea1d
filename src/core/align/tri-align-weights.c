/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-weights.h"

const guint8 tri_align_beads[TRI_ALIGN_N_BEADS][2] = {
  { 1, 1 },
  { 1, 2 },
  { 2, 1 },
  { 2, 2 },
  { 1, 3 },
  { 3, 1 },
  { 2, 3 },
  { 3, 2 },
  { 1, 4 },
  { 4, 1 },
  { 3, 3 },
  { 2, 4 },
  { 4, 2 },
  { 1, 5 },
  { 5, 1 },
  { 1, 6 },
  { 6, 1 }
};

const TriAlignWeights tri_align_weights = {
  .bead_cost
  = { 0, 2.4f, 2.4f, 5, 4.2f, 4.2f, 6, 6, 4.5f, 4.5f, 9, 8.5f, 8.5f, 8.5f, 8.5f, 9.5f, 9.5f },
  .null_open = 3,
  .null_next = 1,
  .smoothing = .3f,
  .lexical = { .3f, .34f },
  .theta = .3f,
  .bead_prior = 500,
  .variance = { 2.5f, .01f },
  .same_number = .5f,
  .same_mark = .7f,
  .same_dash = .35f,
  .cognate = .5f,
  .cognate_floor = .65f,
  .train_floor = .3f,
  .prior_mass = 2,
  .discount = 1.5f,
  .pair_floor = .01f,
  .border = { 0, -.4f, 0, 1.5f, -1.5f, 1.8f },
  .level = { { 0, -1, -1 }, { -1, 1, 0 }, { -1, 0, 3 } },
  .inside = { 0, 2, 5 },
  .wide = 30,
  .narrow = 5,
};
