/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align.h"

G_BEGIN_DECLS

/**
 * TriAlignPath:
 * @lo: (array length=n+1): for each place of one side the first place of the other side that the
 *   chain of links comes to there; inside a link the one where that begins
 * @hi: (array length=n+1): the last
 * @open: (array length=n+1): whether the chain comes through; not inside a link
 * @sure: (array length=n+1): the least confidence of the links that meet there
 *
 * The chain of links of a pair, seen from one side.
 */
typedef struct
{
  guint *lo;
  guint *hi;
  gboolean *open;
  float *sure;
} TriAlignPath;

/**
 * TriAlignNode:
 * @place: of the second side
 * @here: how likely it is that the chain comes through here
 * @on: how likely it is that it goes on from here with a link
 * @likely: the first link that begins here; @n_likely: how many do
 *
 * A place where likely links meet.
 */
typedef struct
{
  guint place;
  float here;
  float on;
  guint likely;
  guint n_likely;
} TriAlignNode;

/**
 * TriAlignEvidence:
 * @n: units of each side
 * @goes_on: there will be more behind them: only places before the last on either side are final
 * @links: (element-type TriAlignLink): the chain that was chosen
 * @likely: (element-type TriAlignLink): every link worth a thought, by @first
 * @nodes: (element-type TriAlignNode): the places they begin and end at, in order
 * @rows: (array length=n[0]+2): where in @nodes the places of the first side begin
 * @alone: for each side and unit the logarithm of how likely it is that it has no counterpart
 *
 * What is known of a pair of texts when more texts are to be brought together.
 */
typedef struct
{
  guint n[2];
  gboolean goes_on;
  GArray *links;
  GArray *likely;
  GArray *nodes;
  guint *rows;
  float *alone[2];
  TriAlignPath paths[2];
} TriAlignEvidence;

/* The most units a text has in a group that is made of three. */
#define TRI_ALIGN_COVER 4

/* By units of the first and of the second side. */
typedef float TriAlignCover[TRI_ALIGN_COVER + 1][TRI_ALIGN_COVER + 1];

TriAlignEvidence *tri_align_evidence_new (guint n_a,
                                          guint n_b,
                                          GArray *links,
                                          GArray *likely,
                                          const float *const *alone) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_evidence_free (TriAlignEvidence *self);

float tri_align_evidence_cover (const TriAlignEvidence *self,
                                const guint first[2],
                                const guint count[2]);
void tri_align_evidence_cover_all (const TriAlignEvidence *self,
                                   const guint first[2],
                                   TriAlignCover out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignEvidence, tri_align_evidence_free)

G_END_DECLS
