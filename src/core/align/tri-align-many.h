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

typedef struct _TriAlignMany TriAlignMany;

/* @piece: (transfer full): a stretch of the alignment, its numbers those of the whole */
typedef void (*TriAlignManyResult) (TriAlignMany *piece, gpointer user_data);

/**
 * TriAlignManyOptions:
 * @lexicons: (nullable): for each pair (by tri_align_many_get_pair_index()) the words known
 *   beforehand, or %NULL
 * @anchors: (nullable) (array length=n_anchors): groups somebody confirmed, in the order of the
 *   texts; they come back as they are, with confidence 1, and nothing crosses them
 * @pair_anchors: (nullable): for each pair the #TriAlignAnchor of its two texts, in order, in the
 *   place of what @anchors say of them, or %NULL
 * @progress: (nullable): called now and then with 0 to 1
 * @result: (nullable): called with each stretch when it is final, in order; together they are the
 *   whole. Of four and more texts there is one
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
  GArray *const *pair_anchors;
  TriAlignProgress progress;
  TriAlignManyResult result;
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
struct _TriAlignMany
{
  guint n_texts;
  GArray *groups;
  GArray *pairs[TRI_ALIGN_MAX_PAIRS];
};

TriAlignMany *tri_align_many (const TriAlignText *texts,
                              guint n_texts,
                              const TriAlignManyOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_many_free (TriAlignMany *self);

guint tri_align_many_get_pair_index (guint n_texts, guint a, guint b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignMany, tri_align_many_free)

G_END_DECLS
