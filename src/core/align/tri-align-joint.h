/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-evidence.h"

G_BEGIN_DECLS

/**
 * TriAlignTriple:
 * @pairs: what is known of the first and second, the first and third, the second and third text
 *
 * Three texts that are to be brought together.
 */
typedef struct
{
  const TriAlignEvidence *pairs[3];
} TriAlignTriple;

/**
 * TriAlignBox:
 * @first: the first unit of each of three texts
 * @count: how many
 * @confidence: how likely it is that exactly these correspond
 */
typedef struct
{
  guint first[3];
  guint count[3];
  float confidence;
} TriAlignBox;

/**
 * TriAlignScan:
 * @rest: what is not cut off yet; it begins at the last cut and is as sure as that
 * @row: the place of the first text that is looked at next
 * @end: where the stretch ends
 *
 * A stretch of three texts that is brought together as far as their pairs are known.
 */
typedef struct
{
  TriAlignBox rest;
  guint row;
  guint end[3];
} TriAlignScan;

void tri_align_scan_init (TriAlignScan *self, const TriAlignBox *stretch);
gboolean tri_align_scan_go_on (TriAlignScan *self, const TriAlignTriple *triple, GArray *boxes);

void tri_align_joint (const TriAlignTriple *triple, const TriAlignBox *stretch, GArray *boxes);

G_END_DECLS
