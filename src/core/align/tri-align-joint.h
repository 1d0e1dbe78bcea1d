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

void tri_align_joint (const TriAlignTriple *triple, const TriAlignBox *stretch, GArray *boxes);

G_END_DECLS
