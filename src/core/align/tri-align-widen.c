/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-widen.h"

#include <stdlib.h>

/* As with three texts: how far from the chains of the pairs a group may be, what each unit beyond
 * the first costs, how much of what the pairs say counts (all together), and how sure a place must
 * be where all chains meet. */
#define MARGIN 6
#define MORE_UNITS 4.f
#define TOGETHER 1.5f
#define SURE .97f
#define NOTHING (-1e9f)

/* So many groups may become one, and so many units of the new text come to it. */
#define MAX_JOINED 3
#define MAX_NEW 6

#define MAX_CELLS (4u * 1024 * 1024)

/**
 * Widener:
 * @lo: (array length=n_groups+1): the first unit of the new text that may come to a group
 * @hi: (array length=n_groups+1): the last
 * @sure: (array length=n_groups+1): the one that surely does, or %G_MAXUINT
 * @row_at: (array length=n_groups+1): where its cells begin
 *
 * Lays a text along groups of others, as two texts are aligned.
 */
typedef struct
{
  const TriAlignWidening *widening;
  const GArray *groups;
  guint first;
  guint end;
  guint *lo;
  guint *hi;
  guint *sure;
  gsize *row_at;
  float *best;
  guint8 *back;
} Widener;

static const TriAlignEvidence *
get_evidence (const TriAlignWidening *self, guint text, gboolean *swapped)
{
  *swapped = text > self->text;
  return self->evidence[tri_align_many_get_pair_index (self->n_texts,
                                                       MIN (text, self->text),
                                                       MAX (text, self->text))];
}

static gboolean
has_text (const Widener *self, guint text)
{
  return (self->widening->members >> text & 1) != 0;
}

/* The place of a text before the n-th group. */
static guint
get_place (const Widener *self, guint n, guint text)
{
  const TriAlignGroup *group = NULL;

  if (n < self->groups->len)
    return g_array_index (self->groups, TriAlignGroup, n).first[text];
  group = &g_array_index (self->groups, TriAlignGroup, n - 1);
  return group->first[text] + group->count[text];
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Where the chains of the texts come to at a group: the middle one of them, so that one that went
 * astray does not count. */
static void
find_bounds (Widener *self, guint n)
{
  guint lo[TRI_ALIGN_MAX_TEXTS];
  guint hi[TRI_ALIGN_MAX_TEXTS];
  guint n_texts = 0;
  gboolean sure = TRUE;

  for (guint text = 0; text < self->widening->n_texts; text++)
    if (has_text (self, text))
      {
        gboolean swapped = FALSE;
        const TriAlignEvidence *evidence = get_evidence (self->widening, text, &swapped);
        const TriAlignPath *path = &evidence->paths[swapped];
        guint place = get_place (self, n, text);

        lo[n_texts] = path->lo[place];
        hi[n_texts] = path->hi[place];
        sure = sure && path->open[place] && path->sure[place] >= SURE && lo[n_texts] == lo[0]
               && hi[n_texts] == lo[0];
        n_texts++;
      }
  qsort (lo, n_texts, sizeof *lo, compare_places);
  qsort (hi, n_texts, sizeof *hi, compare_places);
  self->sure[n] = sure ? lo[0] : G_MAXUINT;
  self->lo[n] = MAX (lo[(n_texts - 1) / 2], MARGIN) - MARGIN;
  self->hi[n] = hi[n_texts / 2] + MARGIN;
  self->lo[n] = CLAMP (self->lo[n], self->first, self->end);
  self->hi[n] = CLAMP (self->hi[n], self->first, self->end);
}

/* What lies before or behind a place that is sure stays there. Returns FALSE when there would be
 * too many cells. */
static gboolean
make_cells (Widener *self)
{
  guint n = self->groups->len;
  gsize n_cells = 0;

  for (guint i = 0; i <= n; i++)
    find_bounds (self, i);
  self->lo[0] = self->first;
  self->hi[n] = self->end;
  for (guint i = 1; i <= n; i++)
    {
      guint least = self->sure[i - 1] != G_MAXUINT ? self->sure[i - 1] : 0;

      self->lo[i] = MAX (MAX (self->lo[i], self->lo[i - 1]), MIN (least, self->end));
    }
  for (guint i = n; i-- > 0;)
    self->hi[i] = MIN (MIN (self->hi[i], self->hi[i + 1]), self->sure[i + 1]);
  for (guint i = 0; i <= n; i++)
    {
      if (self->lo[i] > self->hi[i])
        return FALSE;
      self->row_at[i] = n_cells;
      n_cells += self->hi[i] - self->lo[i] + 1;
    }
  if (n_cells > MAX_CELLS)
    return FALSE;
  self->best = g_new (float, n_cells);
  self->back = g_new0 (guint8, n_cells);
  return TRUE;
}

static guint
count_units (const Widener *self, guint group, guint n, guint text, guint *more)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      guint count = g_array_index (self->groups, TriAlignGroup, group + i).count[text];

      sum += count;
      *more -= count ? count - 1 : 0;
    }
  *more += sum ? sum - 1 : 0;
  return sum;
}

/* What joining @n groups with @count units of the new text is worth. */
static float
score (const Widener *self, guint group, guint n, guint at, guint count)
{
  guint limit = 3 * self->widening->n_texts;
  guint more = count ? count - 1 : 0;
  guint units = count;
  guint n_texts = 0;
  float sum = 0;

  for (guint text = 0; text < self->widening->n_texts; text++)
    if (has_text (self, text))
      {
        gboolean swapped = FALSE;
        const TriAlignEvidence *evidence = get_evidence (self->widening, text, &swapped);
        guint first[2];
        guint counts[2];

        first[swapped] = get_place (self, group, text);
        first[!swapped] = at;
        counts[swapped] = n ? count_units (self, group, n, text, &more) : 0;
        counts[!swapped] = count;
        units += counts[swapped];
        if (units > limit && n > 1)
          return NOTHING;
        sum += tri_align_evidence_cover (evidence, first, counts);
        n_texts++;
      }
  if (units > limit && count > 0 && n > 0)
    return NOTHING;
  return (TOGETHER * sum - MORE_UNITS * (float) more) / (float) n_texts;
}

static gsize
find_cell (const Widener *self, guint group, guint at)
{
  if (at < self->lo[group] || at > self->hi[group])
    return G_MAXSIZE;
  return self->row_at[group] + at - self->lo[group];
}

static void
fill_cell (Widener *self, guint group, guint at)
{
  gsize cell = find_cell (self, group, at);

  self->best[cell] = group == 0 && at == self->first ? 0 : 2 * NOTHING;
  for (guint n = 0; n <= MIN (MAX_JOINED, group); n++)
    for (guint count = n == 1 ? 0 : 1; count <= MIN (MAX_NEW, at - self->first); count++)
      {
        gsize from = find_cell (self, group - n, at - count);
        float sum;

        if (n == 0 && count > 1)
          break;
        if (from == G_MAXSIZE || self->best[from] <= NOTHING)
          continue;
        sum = self->best[from] + score (self, group - n, n, at - count, count);
        if (sum > self->best[cell])
          {
            self->best[cell] = sum;
            self->back[cell] = (guint8) (n << 4 | count);
          }
      }
}

/* @n groups from @group on as one, with @count units of the new text. */
static void
add_group (const Widener *self, guint group, guint n, guint at, guint count, GArray *out)
{
  TriAlignGroup joined = { 0 };

  for (guint text = 0; text < self->widening->n_texts; text++)
    {
      if (!has_text (self, text))
        continue;
      joined.first[text] = get_place (self, group, text);
      joined.count[text] = get_place (self, group + n, text) - joined.first[text];
    }
  joined.first[self->widening->text] = at;
  joined.count[self->widening->text] = count;
  g_array_append_val (out, joined);
}

static gboolean
read_back (const Widener *self, GArray *out)
{
  guint group = self->groups->len;
  guint at = self->end;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint8));

  if (self->best[find_cell (self, group, at)] <= NOTHING)
    return FALSE;
  while (group > 0 || at > self->first)
    {
      guint8 step = self->back[find_cell (self, group, at)];

      g_array_append_val (steps, step);
      group -= step >> 4;
      at -= step & 15;
    }
  for (guint i = steps->len; i-- > 0;)
    {
      guint8 step = g_array_index (steps, guint8, i);

      add_group (self, group, step >> 4, at, step & 15, out);
      group += step >> 4;
      at += step & 15;
    }
  return TRUE;
}

/* The new text by itself, behind the others. */
static void
give_up (const Widener *self, GArray *out)
{
  for (guint i = 0; i < self->groups->len; i++)
    add_group (self, i, 1, self->first, 0, out);
  for (guint at = self->first; at < self->end; at++)
    add_group (self, self->groups->len, 0, at, 1, out);
}

static void
widener_clear (Widener *self)
{
  g_free (self->lo);
  g_free (self->hi);
  g_free (self->sure);
  g_free (self->row_at);
  g_free (self->best);
  g_free (self->back);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Widener, widener_clear)

/**
 * tri_align_widen:
 * @groups: (element-type TriAlignGroup): of the texts that are members, in order; at least one
 * @first: the first unit of the new text
 * @count: how many there are
 *
 * Brings one more text to groups of others. Groups are joined where the new text demands it, up to
 * three at a time and within the limit of their size; none is parted.
 *
 * Returns: (transfer full) (element-type TriAlignGroup): the groups with the new text
 */
GArray *
tri_align_widen (const TriAlignWidening *widening, const GArray *groups, guint first, guint count)
{
  g_auto (Widener) self = {
    .widening = widening,
    .groups = groups,
    .first = first,
    .end = first + count,
  };
  GArray *out = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));

  self.lo = g_new (guint, groups->len + 1);
  self.hi = g_new (guint, groups->len + 1);
  self.sure = g_new (guint, groups->len + 1);
  self.row_at = g_new (gsize, groups->len + 1);
  if (!make_cells (&self))
    {
      give_up (&self, out);
      return out;
    }
  for (guint group = 0; group <= groups->len; group++)
    for (guint at = self.lo[group]; at <= self.hi[group]; at++)
      fill_cell (&self, group, at);
  if (!read_back (&self, out))
    give_up (&self, out);
  return out;
}
