/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-private.h"

/* Whether the anchors come one after the other, within both texts. */
gboolean
tri_align_are_anchors_in_order (const TriAlignOptions *options, const guint n_units[2])
{
  TriAlignPlace at = { { 0, 0 } };

  for (guint i = 0; i < options->n_anchors; i++)
    for (guint side = 0; side < 2; side++)
      {
        const TriAlignAnchor *anchor = &options->anchors[i];

        if (anchor->first[side] < at.at[side] || anchor->first[side] > n_units[side]
            || anchor->count[side] > n_units[side] - anchor->first[side])
          return FALSE;
        at.at[side] = anchor->first[side] + anchor->count[side];
      }
  return TRUE;
}

void
tri_align_details_clear (TriAlignDetails *self)
{
  g_clear_pointer (&self->likely, g_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->alone[side], g_free);
}

static void
fill_details (TriAlignWork *work, const guint n_units[2], TriAlignDetails *details)
{
  details->likely = g_array_ref (tri_align_work_get_likely (work));
  for (guint side = 0; side < 2; side++)
    {
      details->alone[side] = g_new (float, n_units[side] + 1);
      for (guint i = 0; i < n_units[side]; i++)
        details->alone[side][i] = tri_align_work_get_alone (work, side, i);
    }
}

/* As tri_align_pair(), with other numbers in the model; @details: (out) (nullable). */
GArray *
tri_align_pair_weighted (const TriAlignText *a,
                         const TriAlignText *b,
                         const TriAlignOptions *options,
                         const TriAlignWeights *weights,
                         TriAlignDetails *details,
                         GError **error)
{
  const TriAlignOptions none = { 0 };
  const guint n_units[2] = { a->n_units, b->n_units };
  g_autoptr (TriAlignSide) first = NULL;
  g_autoptr (TriAlignSide) second = NULL;
  g_autoptr (TriAlignWork) work = NULL;

  options = options ? options : &none;
  g_return_val_if_fail (tri_align_are_anchors_in_order (options, n_units), NULL);
  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return NULL;
  first = tri_align_side_new (a);
  second = tri_align_side_new (b);
  work = tri_align_work_new ((const TriAlignText *const[]){ a, b },
                             (const TriAlignSide *const[]){ first, second },
                             options,
                             weights,
                             details != NULL);
  while (!tri_align_work_is_done (work))
    if (!tri_align_work_step (work, error))
      return NULL;
  if (details)
    fill_details (work, n_units, details);
  if (options->progress)
    options->progress (1, options->user_data);
  return g_array_ref (tri_align_work_get_links (work));
}

/**
 * tri_align_pair:
 * @options: (nullable): all zero by default
 *
 * Finds what corresponds to what in two texts of one work.
 *
 * Every unit ends up in exactly one link and links never cross, so both texts can be read in order.
 * A unit without a counterpart makes a link with an empty side. Confidences are posteriors: of the
 * links said to be .9 likely about nine in ten are right. The result depends on nothing but the
 * arguments.
 *
 * The method is that of a monotone path found by dynamic programming over lengths (Gale and Church
 * 1993) and words (IBM model 1, learned from the two texts themselves), in a band of the plane that
 * is found by the rare words that blocks of the texts share.
 *
 * Returns: (transfer full) (element-type TriAlignLink): the links, in order, or %NULL with
 *   %G_IO_ERROR_CANCELLED
 */
GArray *
tri_align_pair (const TriAlignText *a,
                const TriAlignText *b,
                const TriAlignOptions *options,
                GError **error)
{
  return tri_align_pair_weighted (a, b, options, &tri_align_weights, NULL, error);
}
