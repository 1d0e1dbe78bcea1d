/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-evidence.h"

#include <math.h>
#include <string.h>

/* What is less likely counts as this. */
#define FLOOR 1e-4f
#define NOTHING (-1e9f)

/* The most units of a side that can be covered at once. */
#define MAX_SPAN 32

static float
take_log (double p)
{
  return logf (MAX ((float) p, FLOOR));
}

static void
path_init (TriAlignPath *self, guint n)
{
  self->lo = g_new (guint, n + 1);
  self->hi = g_new0 (guint, n + 1);
  self->open = g_new0 (gboolean, n + 1);
  self->sure = g_new (float, n + 1);
  for (guint i = 0; i <= n; i++)
    {
      self->lo[i] = G_MAXUINT;
      self->sure[i] = 1;
    }
}

static void
path_clear (TriAlignPath *self)
{
  g_free (self->lo);
  g_free (self->hi);
  g_free (self->open);
  g_free (self->sure);
}

static void
path_add (TriAlignPath *self, const TriAlignLink *link, guint side)
{
  guint first = link->first[side];
  guint last = first + link->count[side];
  guint other = link->first[!side];
  guint end = other + link->count[!side];

  for (guint i = first; i <= last; i++)
    {
      self->lo[i] = MIN (self->lo[i], i < last || first == last ? other : end);
      self->hi[i] = MAX (self->hi[i], i > first || first == last ? end : other);
    }
  self->open[first] = TRUE;
  self->open[last] = TRUE;
  self->sure[first] = MIN (self->sure[first], (float) link->confidence);
  self->sure[last] = MIN (self->sure[last], (float) link->confidence);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const TriAlignLink *x = a;
  const TriAlignLink *y = b;

  if (x->first[0] != y->first[0])
    return x->first[0] < y->first[0] ? -1 : 1;
  return x->first[1] == y->first[1] ? 0 : (x->first[1] < y->first[1] ? -1 : 1);
}

/* A likely link as one of its ends sees it. */
typedef struct
{
  guint at[2];
  float p;
  gboolean begins;
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *x = a;
  const End *y = b;

  if (x->at[0] != y->at[0])
    return x->at[0] < y->at[0] ? -1 : 1;
  return x->at[1] == y->at[1] ? 0 : (x->at[1] < y->at[1] ? -1 : 1);
}

/* (element-type End): in order, with the one that every chain begins at */
static GArray *
list_ends (const GArray *likely)
{
  GArray *ends = g_array_sized_new (FALSE, FALSE, sizeof (End), likely->len * 2 + 1);
  End first = { { 0, 0 }, 1, FALSE };

  g_array_append_val (ends, first);
  for (guint i = 0; i < likely->len; i++)
    {
      const TriAlignLink *link = &g_array_index (likely, TriAlignLink, i);
      float p = (float) link->confidence;
      End begin = { { link->first[0], link->first[1] }, p, TRUE };
      End end = { { link->first[0] + link->count[0], link->first[1] + link->count[1] }, p, FALSE };

      g_array_append_val (ends, begin);
      g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  return ends;
}

/* The node of all ends at the same place. */
static guint
add_node (TriAlignEvidence *self, const GArray *ends, guint at, guint *likely)
{
  const End *first = &g_array_index (ends, End, at);
  TriAlignNode node = { .place = first->at[1], .likely = *likely };
  float in = 0;

  for (; at < ends->len && compare_ends (first, &g_array_index (ends, End, at)) == 0; at++)
    {
      const End *end = &g_array_index (ends, End, at);

      if (end->begins)
        node.on += end->p;
      else
        in += end->p;
      node.n_likely += (guint) end->begins;
    }
  node.here = MAX (MAX (in, node.on), FLOOR);
  *likely += node.n_likely;
  g_array_append_val (self->nodes, node);
  return at;
}

static void
make_nodes (TriAlignEvidence *self)
{
  g_autoptr (GArray) ends = list_ends (self->likely);
  guint likely = 0;
  guint row = 0;

  self->nodes = g_array_new (FALSE, FALSE, sizeof (TriAlignNode));
  self->rows = g_new (guint, self->n[0] + 2);
  for (guint at = 0; at < ends->len;)
    {
      for (; row <= g_array_index (ends, End, at).at[0]; row++)
        self->rows[row] = self->nodes->len;
      at = add_node (self, ends, at, &likely);
    }
  for (; row < self->n[0] + 2; row++)
    self->rows[row] = self->nodes->len;
}

/**
 * tri_align_evidence_new:
 * @links: (element-type TriAlignLink): the chain of links of the pair
 * @likely: (element-type TriAlignLink): likely links with both sides; gets sorted
 * @alone: for each side and unit how likely it is that it has no counterpart
 */
TriAlignEvidence *
tri_align_evidence_new (guint n_a,
                        guint n_b,
                        GArray *links,
                        GArray *likely,
                        const float *const *alone)
{
  TriAlignEvidence *self = g_new0 (TriAlignEvidence, 1);

  self->n[0] = n_a;
  self->n[1] = n_b;
  self->links = g_array_ref (links);
  self->likely = g_array_ref (likely);
  g_array_sort (self->likely, compare_links);
  make_nodes (self);
  for (guint side = 0; side < 2; side++)
    {
      self->alone[side] = g_new (float, self->n[side] + 1);
      for (guint i = 0; i < self->n[side]; i++)
        self->alone[side][i] = take_log (alone[side][i]);
      path_init (&self->paths[side], self->n[side]);
      self->paths[side].open[0] = TRUE;
      self->paths[side].lo[0] = 0;
      for (guint i = 0; i < links->len; i++)
        path_add (&self->paths[side], &g_array_index (links, TriAlignLink, i), side);
    }
  return self;
}

void
tri_align_evidence_free (TriAlignEvidence *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_free (self->alone[side]);
      path_clear (&self->paths[side]);
    }
  g_array_unref (self->links);
  g_array_unref (self->likely);
  g_array_unref (self->nodes);
  g_free (self->rows);
  g_free (self);
}

static const TriAlignNode *
find_node (const TriAlignEvidence *self, guint i, guint j)
{
  for (guint at = self->rows[i]; at < self->rows[i + 1]; at++)
    {
      const TriAlignNode *node = &g_array_index (self->nodes, TriAlignNode, at);

      if (node->place >= j)
        return node->place == j ? node : NULL;
    }
  return NULL;
}

static void
improve (float *best, float value)
{
  *best = MAX (*best, value);
}

/* Goes on from what is covered up to (@k, @l): by a unit alone on either side, or by a link. Each
 * step counts as likely as it is once the chain is there, so that a detour is paid for once. */
static void
spread (const TriAlignEvidence *self,
        const guint first[2],
        const guint count[2],
        guint k,
        guint l,
        float *best)
{
  guint stride = count[1] + 1;
  float here = best[k * stride + l];
  guint i = first[0] + k;
  guint j = first[1] + l;
  const TriAlignNode *node = find_node (self, i, j);
  float off = node ? take_log ((double) (1 - node->on / node->here)) : NOTHING;

  if (k < count[0])
    improve (&best[(k + 1) * stride + l], here + MAX (off, self->alone[0][i]));
  if (l < count[1])
    improve (&best[k * stride + l + 1], here + MAX (off, self->alone[1][j]));
  for (guint n = 0; node && n < node->n_likely; n++)
    {
      const TriAlignLink *link = &g_array_index (self->likely, TriAlignLink, node->likely + n);
      guint to_k = k + link->count[0];
      guint to_l = l + link->count[1];

      if (to_k <= count[0] && to_l <= count[1])
        improve (&best[to_k * stride + to_l],
                 here + take_log (link->confidence / (double) node->here));
    }
}

static void
cover (const TriAlignEvidence *self, const guint first[2], const guint count[2], float *best)
{
  guint stride = count[1] + 1;

  for (guint i = 0; i < (count[0] + 1) * stride; i++)
    best[i] = NOTHING;
  best[0] = 0;
  for (guint k = 0; k <= count[0]; k++)
    for (guint l = 0; l <= count[1]; l++)
      spread (self, first, count, k, l, best);
}

/**
 * tri_align_evidence_cover:
 * @count: at most 32 units on each side
 *
 * Returns: the logarithm of how likely the best way is to cover all these units with links among
 *   themselves
 */
float
tri_align_evidence_cover (const TriAlignEvidence *self,
                          const guint first[2],
                          const guint count[2])
{
  float best[(MAX_SPAN + 1) * (MAX_SPAN + 1)];

  g_return_val_if_fail (count[0] <= MAX_SPAN && count[1] <= MAX_SPAN, NOTHING);

  cover (self, first, count, best);
  return best[(count[0] + 1) * (count[1] + 1) - 1];
}

/**
 * tri_align_evidence_cover_all:
 * @first: a place
 * @out: (out): the same for all counts up to %TRI_ALIGN_COVER from that place on; what lies beyond
 *   the end of a text is very unlikely
 */
void
tri_align_evidence_cover_all (const TriAlignEvidence *self,
                              const guint first[2],
                              TriAlignCover out)
{
  guint count[2];
  float best[(TRI_ALIGN_COVER + 1) * (TRI_ALIGN_COVER + 1)];

  for (guint side = 0; side < 2; side++)
    count[side] = MIN (TRI_ALIGN_COVER, self->n[side] - first[side]);
  cover (self, first, count, best);
  for (guint k = 0; k <= TRI_ALIGN_COVER; k++)
    for (guint l = 0; l <= TRI_ALIGN_COVER; l++)
      out[k][l] = k <= count[0] && l <= count[1] ? best[k * (count[1] + 1) + l] : NOTHING;
}
