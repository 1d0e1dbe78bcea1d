/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-worth.h"

/* A link that somebody confirmed is a fixed point, unless it crosses what is around it: a sentence
 * that a translator moved. Such a link leaves sentences without counterpart before it in one text
 * and behind it in the other:
 *
 *     a  b  c  d  e
 *      \ /\  \  \        d–B is fixed: b and c lose B and C if nothing may cross
 *      / \ \  \  \
 *     a  d  b  c  e
 *
 * Where that is seen, the stretch is aligned without it too, and the worth of both decides. */

/* Units less sure than this are as good as alone; so far around a place they are looked for. */
#define OPEN .5f
#define REACH 50

/* More units than these must find a counterpart when a link is taken for one that crosses: one on
 * each side always does, whatever it says. */
#define GAIN 3.

static void
set_units (TriLinkWorth *self,
           const TriLinkInput *input,
           guint text,
           const TriAlignGroup *group,
           float value)
{
  for (guint i = 0; i < group->count[text]; i++)
    self->units[text][g_array_index (input->kept[text], guint, group->first[text] + i)] = value;
}

TriLinkWorth *
tri_link_worth_new (const TriLinkInput *input, const TriAlignMany *many)
{
  TriLinkWorth *self = g_new0 (TriLinkWorth, 1);

  self->n_texts = input->n_texts;
  for (guint text = 0; text < self->n_texts; text++)
    {
      self->n[text] = input->units[text]->units->len;
      self->units[text] = g_new (float, self->n[text] + 1);
      for (guint i = 0; i <= self->n[text]; i++)
        self->units[text][i] = 1;
    }
  for (guint i = 0; i < many->groups->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (many->groups, TriAlignGroup, i);
      guint n_sides = 0;

      for (guint text = 0; text < self->n_texts; text++)
        n_sides += group->count[text] > 0;
      for (guint text = 0; text < self->n_texts; text++)
        set_units (self, input, text, group, n_sides > 1 ? (float) group->confidence : 0);
    }
  return self;
}

void
tri_link_worth_free (TriLinkWorth *self)
{
  for (guint text = 0; text < self->n_texts; text++)
    g_free (self->units[text]);
  g_free (self);
}

static guint
get_end (const TriAlignGroup *place, guint text)
{
  return place->first[text] + place->count[text];
}

static gboolean
has_open (const TriLinkWorth *self, guint text, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (self->units[text][i] < OPEN)
      return TRUE;
  return FALSE;
}

/* Whether one text has units without counterpart before a place, and another behind it. */
gboolean
tri_link_worth_suspects (const TriLinkWorth *self, const GArray *places, guint n)
{
  const TriAlignGroup *all = (const TriAlignGroup *) (gpointer) places->data;
  guint before = 0;
  guint behind = 0;
  guint n_sides = 0;

  for (guint text = 0; text < self->n_texts; text++)
    {
      guint first = all[n].first[text];
      guint end = get_end (&all[n], text);
      guint least = n > 0 ? get_end (&all[n - 1], text) : 0;
      guint most = n + 1 < places->len ? all[n + 1].first[text] : self->n[text];

      if (all[n].count[text] == 0)
        continue;
      n_sides++;
      if (has_open (self, text, MAX (least, MAX (first, REACH) - REACH), first))
        before |= 1u << text;
      if (has_open (self, text, end, MIN (most, end + REACH)))
        behind |= 1u << text;
    }
  return n_sides > 1 && before && behind && (before != behind || (before & (before - 1)));
}

/* What the units between two places are worth, @from and @to themselves and what is fixed between
 * them left out. */
static double
add_up (const TriLinkWorth *self, const GArray *places, guint from, guint to)
{
  const TriAlignGroup *all = (const TriAlignGroup *) (gpointer) places->data;
  double sum = 0;

  for (guint n = from; n <= to; n++)
    for (guint text = 0; text < self->n_texts; text++)
      {
        guint first = n > 0 ? get_end (&all[n - 1], text) : 0;
        guint end = n < places->len ? all[n].first[text] : self->n[text];

        for (guint i = first; i < end; i++)
          sum += (double) self->units[text][i];
      }
  return sum;
}

GArray *
tri_link_worth_choose (const TriLinkWorth *self,
                       const TriLinkWorth *without,
                       const GArray *places,
                       const GArray *suspects)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  guint next = 0;

  for (guint i = 0; i < places->len; i++)
    {
      guint end = i;

      while (next < suspects->len && g_array_index (suspects, guint, next) == end)
        {
          next++;
          end++;
        }
      if (end > i
          && add_up (without, places, i, end) > add_up (self, places, i, end) + GAIN)
        {
          i = end - 1;
          continue;
        }
      end = MAX (end, i + 1);
      g_array_append_vals (kept, &g_array_index (places, TriAlignGroup, i), end - i);
      i = end - 1;
    }
  return kept;
}
