/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-input.h"

#include "library/tri-link-worth.h"

/* So much longer must one text be than another before a link, and shorter behind it, that the link
 * may cross what is around it. */
#define OUT_OF_LINE 2

static guint
get_gap (const TriLinkInput *self, const GArray *places, guint n, guint text)
{
  const TriAlignGroup *all = (const TriAlignGroup *) (gpointer) places->data;
  guint from = n > 0 ? all[n - 1].first[text] + all[n - 1].count[text] : 0;

  return (n < places->len ? all[n].first[text] : self->units[text]->units->len) - from;
}

/* A look at the places alone, which costs nothing: most are beside each other. */
static gboolean
is_out_of_line (const TriLinkInput *self, guint n)
{
  const TriAlignGroup *place = &g_array_index (self->places, TriAlignGroup, n);

  for (guint a = 0; a < self->n_texts; a++)
    for (guint b = 0; b < self->n_texts; b++)
      if (place->count[a] > 0 && place->count[b] > 0
          && get_gap (self, self->places, n, a) >= get_gap (self, self->places, n, b) + OUT_OF_LINE
          && get_gap (self, self->places, n + 1, b)
                 >= get_gap (self, self->places, n + 1, a) + OUT_OF_LINE)
        return TRUE;
  return FALSE;
}

static gboolean
is_any_out_of_line (const TriLinkInput *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (is_out_of_line (self, i))
      return TRUE;
  return FALSE;
}

/* (element-type guint): places that may cross others, by what the aligner made of them */
static GArray *
find_suspects (const TriLinkInput *self, const TriLinkWorth *worth)
{
  GArray *suspects = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->places->len; i++)
    if (is_out_of_line (self, i) && tri_link_worth_suspects (worth, self->places, i))
      g_array_append_val (suspects, i);
  return suspects;
}

static GArray *
leave_out (const GArray *places, const GArray *suspects)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  guint next = 0;

  for (guint i = 0; i < places->len; i++)
    if (next < suspects->len && g_array_index (suspects, guint, next) == i)
      next++;
    else
      g_array_append_vals (rest, &g_array_index (places, TriAlignGroup, i), 1);
  return rest;
}

/* Once more, without the places that may cross others; and a third time if some of them do and
 * some do not. @many is taken over. */
static TriAlignMany *
run_without (TriLinkInput *self,
             const TriAlignManyOptions *options,
             TriAlignMany *many,
             const GArray *suspects,
             GError **error)
{
  g_autoptr (TriAlignMany) first = many;
  g_autoptr (TriAlignMany) second = NULL;
  g_autoptr (TriLinkWorth) worth = tri_link_worth_new (self, first);
  g_autoptr (TriLinkWorth) without = NULL;
  g_autoptr (GArray) all = g_array_ref (self->places);
  g_autoptr (GArray) rest = leave_out (all, suspects);
  g_autoptr (GArray) chosen = NULL;

  tri_link_input_set_places (self, rest);
  second = tri_link_input_run (self, options, error);
  if (!second)
    return NULL;
  without = tri_link_worth_new (self, second);
  chosen = tri_link_worth_choose (worth, without, all, suspects);
  if (chosen->len == rest->len)
    return g_steal_pointer (&second);
  tri_link_input_set_places (self, chosen);
  if (chosen->len == all->len)
    return g_steal_pointer (&first);
  return tri_link_input_run (self, options, error);
}

static TriAlignMany *
decide (TriLinkInput *self, const TriAlignManyOptions *options, GError **error)
{
  TriAlignManyOptions quiet = *options;
  TriAlignMany *many = NULL;
  g_autoptr (TriLinkWorth) worth = NULL;
  g_autoptr (GArray) suspects = NULL;

  quiet.result = NULL;
  many = tri_link_input_run (self, &quiet, error);
  if (!many)
    return NULL;
  worth = tri_link_worth_new (self, many);
  suspects = find_suspects (self, worth);
  quiet.progress = NULL;
  return suspects->len > 0 ? run_without (self, &quiet, many, suspects, error) : many;
}

/* The whole as one stretch. */
static void
tell (const TriAlignMany *many, const TriAlignManyOptions *options)
{
  TriAlignMany *piece = g_new0 (TriAlignMany, 1);

  piece->n_texts = many->n_texts;
  piece->groups = g_array_ref (many->groups);
  for (guint i = 0; i < TRI_ALIGN_MAX_PAIRS; i++)
    piece->pairs[i] = many->pairs[i] ? g_array_ref (many->pairs[i]) : NULL;
  options->result (piece, options->user_data);
}

TriAlignMany *
tri_link_input_align (TriLinkInput *self, const TriAlignManyOptions *options, GError **error)
{
  TriAlignMany *many = NULL;

  if (!is_any_out_of_line (self))
    return tri_link_input_run (self, options, error);
  many = decide (self, options, error);
  if (many && options->result)
    tell (many, options);
  return many;
}
