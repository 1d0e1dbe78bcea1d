/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-matcher-private.h"

/* A set of sides is a bit for each, and a set of such sets a bit for each of these: a chain of
 * occurrences that ends here may have met the sides {0, 2} or {2} or …. */
#define N_SETS (1 << TRI_QUERY_MAX_SIDES)

/* As seen when going through the words in one direction. */
typedef struct
{
  guint n_sets;
  guint distance;
  /* Of each set the word where the latest chain that has met it ends; -1: none. */
  gint64 latest[N_SETS];
} Walk;

G_STATIC_ASSERT (N_SETS <= 64);

/* What a chain that goes on to @side at word @at may have met then. */
static guint64
extend (const Walk *self, guint side, gint64 at)
{
  guint64 sets = G_GUINT64_CONSTANT (1) << (1u << side);

  for (guint set = 1; set < self->n_sets; set++)
    if (!(set & (1u << side)) && self->latest[set] >= 0
        && at - self->latest[set] - 1 <= (gint64) self->distance)
      sets |= G_GUINT64_CONSTANT (1) << (set | (1u << side));
  return sets;
}

static void
remember (Walk *self, guint64 sets, gint64 at)
{
  for (guint set = 1; set < self->n_sets; set++)
    if (sets & (G_GUINT64_CONSTANT (1) << set))
      self->latest[set] = MAX (self->latest[set], at);
}

static const TriOccurrence *
get (const GArray *occurrences, guint i)
{
  return &g_array_index (occurrences, TriOccurrence, i);
}

/* What the chains that come from the left and end at each occurrence may have met. Phrases overlap,
 * so that one counts only for what begins behind its end. */
static void
walk_forward (const GArray *occurrences, Walk *walk, guint64 *met)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < occurrences->len; i++)
    {
      const TriOccurrence *occurrence = get (occurrences, i);

      for (guint w = 0; w < waiting->len;)
        {
          guint other = g_array_index (waiting, guint, w);

          if (get (occurrences, other)->last >= occurrence->first)
            {
              w++;
              continue;
            }
          remember (walk, met[other], get (occurrences, other)->last);
          g_array_remove_index_fast (waiting, w);
        }
      met[i] = extend (walk, occurrence->side, occurrence->first);
      g_array_append_val (waiting, i);
    }
}

static int
compare_last_cb (gconstpointer a, gconstpointer b, gpointer occurrences)
{
  guint left = get (occurrences, *(const guint *) a)->last;
  guint right = get (occurrences, *(const guint *) b)->last;

  return left < right ? 1 : left > right ? -1
                                         : 0;
}

/* The same from the right, by the ends; words are counted from behind. */
static void
walk_backward (const GArray *occurrences, Walk *walk, guint64 *met)
{
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), occurrences->len);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < occurrences->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_last_cb, (gpointer) occurrences);
  for (guint i = 0; i < order->len; i++)
    {
      guint at = g_array_index (order, guint, i);
      const TriOccurrence *occurrence = get (occurrences, at);

      for (guint w = 0; w < waiting->len;)
        {
          guint other = g_array_index (waiting, guint, w);

          if (get (occurrences, other)->first <= occurrence->last)
            {
              w++;
              continue;
            }
          remember (walk, met[other], (gint64) G_MAXUINT - get (occurrences, other)->first);
          g_array_remove_index_fast (waiting, w);
        }
      met[at] = extend (walk, occurrence->side, (gint64) G_MAXUINT - occurrence->last);
      g_array_append_val (waiting, at);
    }
}

static void
begin (Walk *self, guint n_sides, guint distance)
{
  self->n_sets = 1u << n_sides;
  self->distance = distance;
  for (guint i = 0; i < N_SETS; i++)
    self->latest[i] = -1;
}

/* Whether what was met on both ways makes all, the side itself being the one thing in both. */
static gboolean
is_whole (guint64 left, guint64 right, guint side, guint n_sides)
{
  guint all = (1u << n_sides) - 1;

  for (guint set = 1; set <= all; set++)
    if (left & (G_GUINT64_CONSTANT (1) << set)
        && right & (G_GUINT64_CONSTANT (1) << ((all ^ set) | (1u << side))))
      return TRUE;
  return FALSE;
}

/**
 * tri_near_find:
 *
 * Of each occurrence it is computed which sets of sides a chain from the left, and one from the
 * right, may have met when it comes there; that takes time in proportion to the occurrences, times
 * the 2^n sets of n sides.
 */
GArray *
tri_near_find (const GArray *occurrences, guint n_sides, guint distance)
{
  g_autofree guint64 *left = g_new (guint64, MAX (occurrences->len, 1));
  g_autofree guint64 *right = g_new (guint64, MAX (occurrences->len, 1));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TriOccurrence));
  Walk walk;

  g_assert (n_sides <= TRI_QUERY_MAX_SIDES);
  begin (&walk, n_sides, distance);
  walk_forward (occurrences, &walk, left);
  begin (&walk, n_sides, distance);
  walk_backward (occurrences, &walk, right);
  for (guint i = 0; i < occurrences->len; i++)
    if (is_whole (left[i], right[i], get (occurrences, i)->side, n_sides))
      g_array_append_val (found, g_array_index (occurrences, TriOccurrence, i));
  return found;
}
