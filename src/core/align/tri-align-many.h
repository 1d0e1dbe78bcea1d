/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align.h"

G_BEGIN_DECLS

#define TRI_ALIGN_MAX_TEXTS 8
#define TRI_ALIGN_MAX_PAIRS 28

/**
 * TriAlignGroup:
 * @first: the index of the first unit of each text (where it would stand, when @count is 0)
 * @count: how many units of each text; not all are 0
 * @confidence: how likely it is that exactly this is right, 0 to 1
 *
 * What corresponds in all the texts.
 */
typedef struct
{
  guint first[TRI_ALIGN_MAX_TEXTS];
  guint count[TRI_ALIGN_MAX_TEXTS];
  double confidence;
} TriAlignGroup;

/**
 * TriAlignManyOptions:
 * @lexicons: (nullable): for each pair (by tri_align_many_get_pair_index()) the words known
 *   beforehand, or %NULL
 * @anchors: (nullable) (array length=n_anchors): groups somebody confirmed, in the order of the
 *   texts; they come back as they are, with confidence 1, and nothing crosses them
 * @progress: (nullable): called now and then with 0 to 1
 *
 * As #TriAlignOptions; all zero is a good choice.
 */
typedef struct
{
  const TriLexicon *const *lexicons;
  gboolean no_seed;
  guint rounds;
  const TriAlignGroup *anchors;
  guint n_anchors;
  TriAlignProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
} TriAlignManyOptions;

/**
 * TriAlignMany:
 * @groups: (element-type TriAlignGroup): in order; every unit of every text is in exactly one
 * @pairs: (element-type TriAlignLink): for each pair what tri_align_pair() says of it
 *
 * The alignment of two to eight texts.
 */
typedef struct
{
  guint n_texts;
  GArray *groups;
  GArray *pairs[TRI_ALIGN_MAX_PAIRS];
} TriAlignMany;

TriAlignMany *tri_align_many (const TriAlignText *texts,
                              guint n_texts,
                              const TriAlignManyOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_many_free (TriAlignMany *self);

guint tri_align_many_get_pair_index (guint n_texts, guint a, guint b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignMany, tri_align_many_free)

G_END_DECLS
