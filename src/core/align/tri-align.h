/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-lexicon.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TriAlignText:
 * @lang: BCP 47; "" when it is not known
 * @units: (array length=n_units): what is aligned, sentences as a rule, each UTF-8
 * @groups: (nullable) (array length=n_units): for each unit the number of its passage, not falling
 * @parts: (nullable) (array length=n_units): for each unit the number of its division, not falling
 *
 * One of the two texts of an alignment. Borrowed for the time of the call.
 */
typedef struct
{
  const char *lang;
  const char *const *units;
  guint n_units;
  const guint *groups;
  const guint *parts;
} TriAlignText;

/**
 * TriAlignLink:
 * @first: the index of the first unit on each side (where it would stand, when @count is 0)
 * @count: how many units on each side; 0 on one of them is an omission
 * @confidence: how likely it is that exactly this is right, 0 to 1
 */
typedef struct
{
  guint first[2];
  guint count[2];
  double confidence;
} TriAlignLink;

/**
 * TriAlignAnchor:
 *
 * A fixed point: a link somebody confirmed. It comes back as a link of confidence 1; nothing
 * crosses it. The counts may be 0 on one side (confirmed: no counterpart) or on both (confirmed:
 * the
 * texts are level here, between two units).
 */
typedef struct
{
  guint first[2];
  guint count[2];
} TriAlignAnchor;

typedef void (*TriAlignProgress) (double fraction, gpointer user_data);
typedef void (*TriAlignResult) (const TriAlignLink *links, guint n_links, gpointer user_data);

/**
 * TriAlignOptions:
 * @lexicon: (nullable): pairs of words known beforehand, the first of each pair in the language of
 * the
 *   first text
 * @no_seed: leave out the small lexicon that comes with the program for the two languages
 * @rounds: how often the words of the two texts are learned from; 0: as often as is worth while
 * @anchors: (nullable) (array length=n_anchors): in the order of the texts; none crosses another
 * @progress: (nullable): called now and then with 0 to 1
 * @result: (nullable): called with the links of each stretch when they are final, in order
 * @user_data: for both
 *
 * All zero is a good choice.
 */
typedef struct
{
  const TriLexicon *lexicon;
  gboolean no_seed;
  guint rounds;
  const TriAlignAnchor *anchors;
  guint n_anchors;
  TriAlignProgress progress;
  TriAlignResult result;
  gpointer user_data;
  GCancellable *cancellable;
} TriAlignOptions;

GArray *tri_align_pair (const TriAlignText *a,
                        const TriAlignText *b,
                        const TriAlignOptions *options,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
