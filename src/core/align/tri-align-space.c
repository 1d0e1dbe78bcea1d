/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-space.h"

/* How far from the chains of the pairs groups may be. */
#define MARGIN 6

#define MAX_CELLS (4u * 1024 * 1024)

/* The three pairs, and which of three texts are in them. */
const guint8 tri_align_texts_of_pair[3][2] = { { 0, 1 }, { 0, 2 }, { 1, 2 } };

static const TriAlignEvidence *
get_pair (const TriAlignSpace *self, guint a, guint b, gboolean *swapped)
{
  guint x = self->order[a];
  guint y = self->order[b];

  *swapped = x > y;
  return self->triple->pairs[MIN (x, y) + MAX (x, y) - 1];
}

/* The band of a pair of axes: for each place of the first the places of the second that are near
 * the chain, both counted from the beginning of the stretch. */
static void
make_band (TriAlignSpace *self, guint pair)
{
  guint a = tri_align_texts_of_pair[pair][0];
  guint b = tri_align_texts_of_pair[pair][1];
  gboolean swapped = FALSE;
  const TriAlignEvidence *evidence = get_pair (self, a, b, &swapped);
  const TriAlignPath *path = &evidence->paths[swapped];
  guint n = tri_align_space_get_n (self, a);
  guint m = tri_align_space_get_n (self, b);

  self->lo[pair] = g_new (guint, n + 1);
  self->hi[pair] = g_new (guint, n + 1);
  for (guint i = 0; i <= n; i++)
    {
      guint lo = path->lo[tri_align_space_get_first (self, a) + i];
      guint hi = path->hi[tri_align_space_get_first (self, a) + i];
      guint first = tri_align_space_get_first (self, b);

      self->lo[pair][i] = lo > first + MARGIN ? MIN (lo - first - MARGIN, m) : 0;
      self->hi[pair][i] = hi > first ? MIN (hi - first + MARGIN, m) : MIN (MARGIN, m);
    }
}

/* Finds out which places there are. FALSE when they are too many. */
static gboolean
make_cells (TriAlignSpace *self)
{
  guint n = tri_align_space_get_n (self, 0);
  gsize n_rows = 0;

  self->row_first = g_new (gsize, n + 1);
  for (guint i = 0; i <= n; i++)
    {
      self->row_first[i] = n_rows;
      n_rows += self->hi[0][i] - self->lo[0][i] + 1;
    }
  if (n_rows > MAX_CELLS)
    return FALSE;
  self->row_at = g_new (gsize, n_rows);
  self->row_lo = g_new (guint, n_rows);
  self->row_n = g_new (guint, n_rows);
  for (guint i = 0; i <= n; i++)
    for (guint j = self->lo[0][i]; j <= self->hi[0][i]; j++)
      {
        gsize row = self->row_first[i] + j - self->lo[0][i];
        guint lo = self->bound ? MAX (self->lo[1][i], self->lo[2][j]) : self->lo[1][i];
        guint hi = self->bound ? MIN (self->hi[1][i], self->hi[2][j]) : self->hi[1][i];

        self->row_at[row] = self->n_cells;
        self->row_lo[row] = lo;
        self->row_n[row] = hi >= lo ? hi - lo + 1 : 0;
        self->n_cells += self->row_n[row];
        if (self->n_cells > MAX_CELLS)
          return FALSE;
      }
  return TRUE;
}

/* What each pair says of the rectangles that begin at each of its places. */
static void
make_covers (TriAlignSpace *self, guint pair)
{
  guint a = tri_align_texts_of_pair[pair][0];
  guint b = tri_align_texts_of_pair[pair][1];
  gboolean swapped = FALSE;
  const TriAlignEvidence *evidence = get_pair (self, a, b, &swapped);
  gsize n_places = 0;

  self->cover_first[pair] = g_new (gsize, tri_align_space_get_n (self, a) + 1);
  for (guint i = 0; i <= tri_align_space_get_n (self, a); i++)
    {
      self->cover_first[pair][i] = n_places;
      n_places += self->hi[pair][i] - self->lo[pair][i] + 1;
    }
  self->covers[pair] = g_new (TriAlignCover, n_places);
  for (guint i = 0; i <= tri_align_space_get_n (self, a); i++)
    for (guint j = self->lo[pair][i]; j <= self->hi[pair][i]; j++)
      {
        guint first[2];

        first[swapped] = tri_align_space_get_first (self, a) + i;
        first[!swapped] = tri_align_space_get_first (self, b) + j;
        tri_align_evidence_cover_all (
            evidence,
            first,
            self->covers[pair][self->cover_first[pair][i] + j - self->lo[pair][i]]);
      }
}

/* The sum of confidences of what a pair says of a stretch. */
static double
measure_sureness (const TriAlignEvidence *evidence, guint first, guint n)
{
  double sum = 0;

  for (guint i = 0; i <= n; i++)
    sum += (double) evidence->paths[0].sure[first + i];
  return sum / (n + 1);
}

/* The pair that is left out of the bands when the three cannot be had together goes last. */
static void
choose_order (const TriAlignTriple *triple, const TriAlignBox *stretch, guint order[3])
{
  guint least = 2;
  double sureness[3];

  for (guint pair = 0; pair < 3; pair++)
    {
      guint text = tri_align_texts_of_pair[pair][0];

      sureness[pair] = measure_sureness (triple->pairs[pair],
                                         stretch->first[text],
                                         stretch->count[text]);
    }
  for (guint pair = 0; pair < 2; pair++)
    if (sureness[pair] < sureness[least])
      least = pair;
  order[0] = 2 - least;
  order[1] = tri_align_texts_of_pair[least][0];
  order[2] = tri_align_texts_of_pair[least][1];
}

/**
 * tri_align_space_new:
 * @bound: whether all three pairs must be kept to, or the two surest only
 *
 * Returns: (transfer full) (nullable): the space, or %NULL when it would be too large
 */
TriAlignSpace *
tri_align_space_new (const TriAlignTriple *triple, const TriAlignBox *stretch, gboolean bound)
{
  g_autoptr (TriAlignSpace) self = g_new0 (TriAlignSpace, 1);

  self->triple = triple;
  self->stretch = stretch;
  self->bound = bound;
  choose_order (triple, stretch, self->order);
  for (guint pair = 0; pair < 3; pair++)
    make_band (self, pair);
  if (!make_cells (self))
    return NULL;
  for (guint pair = 0; pair < 3; pair++)
    make_covers (self, pair);
  return g_steal_pointer (&self);
}

void
tri_align_space_free (TriAlignSpace *self)
{
  for (guint pair = 0; pair < 3; pair++)
    {
      g_free (self->lo[pair]);
      g_free (self->hi[pair]);
      g_free (self->cover_first[pair]);
      g_free (self->covers[pair]);
    }
  g_free (self->row_first);
  g_free (self->row_at);
  g_free (self->row_lo);
  g_free (self->row_n);
  g_free (self);
}
