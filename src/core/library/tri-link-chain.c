/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-chain.h"

#include <stdlib.h>

/**
 * Chain:
 * @anchors: in the order of the first text
 * @text: the text that is to be in order too
 * @ends: (array length=n): which anchor ends first in the first text, which next, and so on
 * @places: (array length=n_places): where anchors end in @text, in order
 * @best: (array length=n_places+1): a tree of maxima over @places: the anchor, counted from 1, that
 *   ends the longest chain there
 * @length: (array length=n): of the longest chain that ends with an anchor
 * @before: (array length=n): the anchor before it in that chain, counted from 1
 *
 * The longest chain of anchors that follow each other in two texts: what crosses it is left out.
 */
typedef struct
{
  const TriAlignGroup *anchors;
  guint n;
  guint text;
  guint *ends;
  guint *places;
  guint n_places;
  guint *best;
  guint *length;
  guint *before;
} Chain;

static void
chain_clear (Chain *self)
{
  g_free (self->ends);
  g_free (self->places);
  g_free (self->best);
  g_free (self->length);
  g_free (self->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

static guint
get_end (const TriAlignGroup *anchor, guint text)
{
  return anchor->first[text] + anchor->count[text];
}

int
tri_link_chain_compare (gconstpointer a, gconstpointer b)
{
  const TriAlignGroup *left = a, *right = b;

  for (guint i = 0; i < TRI_ALIGN_MAX_TEXTS; i++)
    {
      if (left->first[i] != right->first[i])
        return left->first[i] < right->first[i] ? -1 : 1;
      if (left->count[i] != right->count[i])
        return left->count[i] < right->count[i] ? -1 : 1;
    }
  return 0;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TriAlignGroup *anchors = user_data;
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;
  guint x_end = get_end (&anchors[x], 0);
  guint y_end = get_end (&anchors[y], 0);

  if (x_end != y_end)
    return x_end < y_end ? -1 : 1;
  return x < y ? -1 : x > y;
}

static void
chain_init (Chain *self)
{
  self->ends = g_new (guint, self->n + 1);
  self->places = g_new (guint, self->n + 1);
  self->length = g_new0 (guint, self->n + 1);
  self->before = g_new0 (guint, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      self->ends[i] = i;
      self->places[i] = get_end (&self->anchors[i], self->text);
    }
  g_qsort_with_data (self->ends,
                     (int) self->n,
                     sizeof *self->ends,
                     compare_ends,
                     (gpointer) self->anchors);
  qsort (self->places, self->n, sizeof *self->places, compare_places);
  for (guint i = 0; i < self->n; i++)
    if (i == 0 || self->places[i] != self->places[i - 1])
      self->places[self->n_places++] = self->places[i];
  self->best = g_new0 (guint, self->n_places + 1);
}

/* How many places are not behind @place. */
static guint
count_places (const Chain *self, guint place)
{
  guint low = 0;
  guint high = self->n_places;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->places[middle] <= place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The longest chain that may go on at a place of the text, or 0. */
static guint
find_best (const Chain *self, guint place)
{
  guint found = 0;

  for (guint i = count_places (self, place); i > 0; i &= i - 1)
    if (self->best[i] && (!found || self->length[self->best[i] - 1] > self->length[found - 1]))
      found = self->best[i];
  return found;
}

static void
add_best (Chain *self, guint anchor)
{
  guint at = count_places (self, get_end (&self->anchors[anchor], self->text));

  for (guint i = at; i <= self->n_places; i += i & (0 - i))
    if (!self->best[i] || self->length[self->best[i] - 1] < self->length[anchor])
      self->best[i] = anchor + 1;
}

/* Fills @length and @before. Returns the end of the longest chain, counted from 1. */
static guint
find_chain (Chain *self)
{
  guint longest = 0;
  guint added = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const TriAlignGroup *anchor = &self->anchors[i];

      for (; added < self->n; added++)
        {
          guint other = self->ends[added];

          if (other >= i || get_end (&self->anchors[other], 0) > anchor->first[0])
            break;
          add_best (self, other);
        }
      self->before[i] = find_best (self, anchor->first[self->text]);
      self->length[i] = self->before[i] ? self->length[self->before[i] - 1] + 1 : 1;
      if (!longest || self->length[i] > self->length[longest - 1])
        longest = i + 1;
    }
  return longest;
}

static void
keep_chain (GArray *anchors, guint text)
{
  g_auto (Chain) self = {
    .anchors = (const TriAlignGroup *) (gpointer) anchors->data,
    .n = anchors->len,
    .text = text,
  };
  g_autoptr (GArray) kept = NULL;
  guint at = 0;

  chain_init (&self);
  at = find_chain (&self);
  kept = g_array_sized_new (FALSE, FALSE, sizeof (TriAlignGroup), at ? self.length[at - 1] : 0);
  g_array_set_size (kept, at ? self.length[at - 1] : 0);
  for (guint i = kept->len; at; at = self.before[at - 1])
    g_array_index (kept, TriAlignGroup, --i) = self.anchors[at - 1];
  g_array_set_size (anchors, 0);
  g_array_append_vals (anchors, kept->data, kept->len);
}

void
tri_link_chain_keep (GArray *anchors, guint n_texts)
{
  g_array_sort (anchors, tri_link_chain_compare);
  for (guint text = 1; text < n_texts; text++)
    keep_chain (anchors, text);
}
