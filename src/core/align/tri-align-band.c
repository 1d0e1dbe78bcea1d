/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-band.h"

/* Takes in all places of a rectangle, @margin wider on each side. */
static void
widen (TriAlignBand *self, const TriAlignPlace *from, const TriAlignPlace *to, guint margin)
{
  guint top = from->at[0] > margin ? from->at[0] - margin : 0;
  guint left = from->at[1] > margin ? from->at[1] - margin : 0;
  guint bottom = MIN (to->at[0] + margin, self->n[0]);
  guint right = MIN (to->at[1] + margin, self->n[1]);

  /* The first row that has this right edge, the last that has this left one. */
  self->hi[top] = MAX (self->hi[top], right);
  self->lo[bottom] = MIN (self->lo[bottom], left);
}

/**
 * tri_align_band_new:
 * @path: (array length=n_path): places, none before the one before it; the first is (0, 0), the
 * last
 *   the end of both sides
 *
 * Returns: (transfer full): the band of all places within @margin of the path, corners filled
 */
TriAlignBand *
tri_align_band_new (const TriAlignPlace *path, guint n_path, guint margin)
{
  TriAlignBand *self = g_new0 (TriAlignBand, 1);
  const TriAlignPlace *end = &path[n_path - 1];
  guint rows = end->at[0] + 1;

  self->n[0] = end->at[0];
  self->n[1] = end->at[1];
  self->lo = g_new (guint, rows);
  self->hi = g_new0 (guint, rows);
  for (guint i = 0; i < rows; i++)
    self->lo[i] = G_MAXUINT;
  for (guint i = 0; i + 1 < n_path; i++)
    widen (self, &path[i], &path[i + 1], margin);
  if (n_path == 1)
    widen (self, end, end, margin);
  /* Neither edge falls: what one row may reach on the right the later ones may too. */
  for (guint i = 1; i < rows; i++)
    self->hi[i] = MAX (self->hi[i], self->hi[i - 1]);
  for (guint i = rows - 1; i > 0; i--)
    self->lo[i - 1] = MIN (self->lo[i - 1], self->lo[i]);
  return self;
}

void
tri_align_band_free (TriAlignBand *self)
{
  g_free (self->lo);
  g_free (self->hi);
  g_free (self);
}
