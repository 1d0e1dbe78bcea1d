/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-band.h"
#include "align/tri-align-model.h"
#include "align/tri-align-vector.h"

G_BEGIN_DECLS

/* Levels of structure at which a unit may begin. */
typedef enum
{
  TRI_ALIGN_LEVEL_UNIT,
  TRI_ALIGN_LEVEL_GROUP,
  TRI_ALIGN_LEVEL_PART,
  TRI_ALIGN_N_LEVELS,
} TriAlignLevel;

/**
 * TriAlignBead:
 * @first: the first unit of each side
 * @bead: index in tri_align_beads
 * @posterior: how likely it is
 */
typedef struct
{
  guint first[2];
  guint bead;
  float posterior;
} TriAlignBead;

/* What is added up for one word of the explained side: a float for each number of units of the
 * explaining side, two of the eight unused. */
#define TRI_ALIGN_LANES 8

/**
 * TriAlignScratch:
 * @sums: TRI_ALIGN_LANES for each word of a side, all zero between two uses
 * @age: for each word, zero between two uses
 * @active: room for all words
 *
 * Memory that many stretches use one after the other.
 */
typedef struct
{
  float *sums;
  guint8 *age;
  guint32 *active;
} TriAlignScratch;

void tri_align_scratch_init (TriAlignScratch *self, guint n_words);
void tri_align_scratch_clear (TriAlignScratch *self);

/**
 * TriAlignTask:
 * @origin: the unit of each side where the stretch begins
 * @levels: (array length=n+1): for each place of each side the level of what begins there
 * @scratch: for each side
 * @ratio: characters of the second text for one of the first
 * @n_beads: how many kinds of beads are looked for: all or those with short sides
 *
 * What is needed to score a stretch of two texts. Borrows all.
 */
typedef struct
{
  const TriAlignSide *sides[2];
  const guint8 *levels[2];
  const TriAlignModel *model;
  const TriAlignWeights *weights;
  TriAlignScratch *scratch;
  TriAlignPlace origin;
  float lexical;
  float ratio;
  const float *bead_cost;
  guint n_beads;
} TriAlignTask;

/**
 * TriAlignLattice:
 * @at: (array length=rows): where the cells of a row begin
 * @width: (array length=rows): cells in a row, a multiple of four, some of them padding
 * @max_side: the most units on a side of a bead
 * @gains: for each side (the one that explains) @max_side planes a row: what the words of the other
 * side's
 *   unit gain from the last 1, 2, … units
 * @total: the logarithm of the sum of all ways to a cell, above @offset of its row
 * @starts: for each level of the first side and place of the second: what a bead that begins there
 * gets
 * @inside: for each side, number of units and place: what a bead that ends there pays for the
 * borders
 *   inside it
 *
 * The cells of a band and what is known of each. A cell is the place before which so many units of
 * each side lie; a bead ends in a cell.
 */
typedef struct
{
  const TriAlignTask *task;
  const TriAlignBand *band;
  guint n_rows;
  guint max_width;
  guint max_side;
  gsize *at;
  guint *width;
  float *gains[2];
  float *total;
  double *offset;
  double evidence;
  float *starts[TRI_ALIGN_N_LEVELS];
  float *inside[2][TRI_ALIGN_MAX_SIDE];
} TriAlignLattice;

/* Cells that may be read behind the end of any row. */
#define TRI_ALIGN_SLACK 16

TriAlignLattice *tri_align_lattice_new (const TriAlignTask *task,
                                        const TriAlignBand *band) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_lattice_free (TriAlignLattice *self);

void tri_align_lattice_fill_gains (TriAlignLattice *self);
void tri_align_lattice_run_forward (TriAlignLattice *self);
void tri_align_lattice_run_backward (TriAlignLattice *self,
                                     GArray *likely,
                                     GArray *chosen,
                                     float *covered[2]);

gboolean tri_align_lattice_get_ends (const TriAlignLattice *self,
                                     guint row,
                                     guint bead,
                                     guint *lo,
                                     guint *hi);
void tri_align_lattice_score (const TriAlignLattice *self,
                              guint row,
                              guint bead,
                              guint lo,
                              guint hi,
                              float *out);

/* The n-th plane of the gains of a row; index it by cell. */
static inline float *
tri_align_lattice_get_plane (const TriAlignLattice *self, guint side, guint row, guint n)
{
  return self->gains[side] + self->at[row] * self->max_side + (gsize) self->width[row] * n;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignLattice, tri_align_lattice_free)

G_END_DECLS
