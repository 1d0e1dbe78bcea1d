/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-three.h"

#include "align/tri-align-joint.h"
#include "align/tri-align-private.h"
#include "align/tri-align-space.h"

#include <string.h>

/* So many groups are told of at once, at least: few say little of what the texts are. */
#define MIN_PIECE 1000

/**
 * Pair:
 * @work: (nullable): from its first section on
 * @links: what it found until now
 * @window: the first link that is looked at to bring the texts together from the last cut on
 * @n_told: how many links were told of
 * @fraction: how much of it is done
 */
typedef struct
{
  TriAlignOptions options;
  GArray *anchors;
  TriAlignWork *work;
  GArray *links;
  guint window;
  guint n_told;
  double fraction;
} Pair;

/**
 * Three:
 * @sides: (nullable): the texts, from their first pair on
 * @current: the pair that is gone on with
 * @anchor: the next of the groups somebody confirmed
 * @scan: the stretch before it
 * @at: what the groups have come to
 * @n_told: how many groups were told of
 *
 * Three texts in work. Their pairs go forward side by side, section by section; where all three
 * have come through, the texts are brought together at once.
 */
typedef struct
{
  const TriAlignText *texts;
  const TriAlignManyOptions *options;
  TriAlignMany *out;
  TriAlignSide *sides[3];
  Pair pairs[3];
  guint current;
  guint anchor;
  TriAlignScan scan;
  guint at[3];
  guint n_told;
  gboolean is_done;
} Three;

static void
three_clear (Three *self)
{
  for (guint i = 0; i < 3; i++)
    {
      g_clear_pointer (&self->pairs[i].work, tri_align_work_free);
      g_clear_pointer (&self->pairs[i].anchors, g_array_unref);
      g_clear_pointer (&self->sides[i], tri_align_side_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Three, three_clear)

static void
progress_cb (double fraction, gpointer user_data)
{
  Three *self = user_data;
  double sum = 0;

  self->pairs[self->current].fraction = fraction;
  for (guint i = 0; i < 3; i++)
    sum += self->pairs[i].fraction;
  self->options->progress (TRI_ALIGN_PAIRS_SHARE * sum / 3, self->options->user_data);
}

static void
prepare_pair (Three *self, guint n)
{
  Pair *pair = &self->pairs[n];
  guint a = tri_align_texts_of_pair[n][0];
  guint b = tri_align_texts_of_pair[n][1];

  pair->anchors = tri_align_many_dup_anchors (self->options, 3, a, b);
  pair->options = tri_align_many_get_pair_options (self->options, n, pair->anchors);
  pair->options.progress = self->options->progress ? progress_cb : NULL;
  pair->options.user_data = self;
}

/* A pair takes up memory from its first section to its last. */
static void
begin_pair (Three *self, guint n)
{
  Pair *pair = &self->pairs[n];
  const TriAlignText *texts[2];
  const TriAlignSide *sides[2];

  for (guint side = 0; side < 2; side++)
    {
      guint text = tri_align_texts_of_pair[n][side];

      if (!self->sides[text])
        self->sides[text] = tri_align_side_new (&self->texts[text]);
      texts[side] = &self->texts[text];
      sides[side] = self->sides[text];
    }
  pair->work = tri_align_work_new (texts, sides, &pair->options, &tri_align_weights, TRUE);
  pair->links = self->out->pairs[n] = g_array_ref (tri_align_work_get_links (pair->work));
}

static gboolean
is_pair_done (const Pair *self)
{
  return self->work && tri_align_work_is_done (self->work);
}

static double
measure_done (const Three *self, guint n)
{
  const Pair *pair = &self->pairs[n];
  TriAlignPlace at = { { 0, 0 } };
  double all = 0;

  if (is_pair_done (pair))
    return 2;
  for (guint side = 0; side < 2; side++)
    all += self->texts[tri_align_texts_of_pair[n][side]].n_units;
  if (pair->work)
    at = tri_align_work_get_place (pair->work);
  return (at.at[0] + (double) at.at[1]) / MAX (all, 1);
}

/* Goes on with the pair that is farthest behind. */
static gboolean
step (Three *self, GError **error)
{
  Pair *pair = NULL;

  self->current = 0;
  for (guint n = 1; n < 3; n++)
    if (measure_done (self, n) < measure_done (self, self->current))
      self->current = n;
  pair = &self->pairs[self->current];
  if (!pair->work)
    begin_pair (self, self->current);
  if (!tri_align_work_step (pair->work, error))
    return FALSE;
  if (is_pair_done (pair))
    pair->fraction = 1;
  return TRUE;
}

/* Whether a pair has come as far as the last cut, on both sides. */
static gboolean
is_there (const Three *self, guint n)
{
  const Pair *pair = &self->pairs[n];
  TriAlignPlace at;

  if (!pair->work)
    return FALSE;
  at = tri_align_work_get_place (pair->work);
  return at.at[0] >= self->scan.rest.first[tri_align_texts_of_pair[n][0]]
         && at.at[1] >= self->scan.rest.first[tri_align_texts_of_pair[n][1]];
}

static void
lower (guint base[3], guint n, const TriAlignLink *link)
{
  for (guint side = 0; side < 2; side++)
    {
      guint text = tri_align_texts_of_pair[n][side];

      base[text] = MIN (base[text], link->first[side]);
    }
}

/* Lets go of what lies before the last cut, except where it touches it. @base: gets so low that
 * what is left can be counted from it. */
static void
trim (Three *self, guint n, guint base[3])
{
  Pair *pair = &self->pairs[n];
  GArray *likely = tri_align_work_get_likely (pair->work);
  guint a = self->scan.rest.first[tri_align_texts_of_pair[n][0]];
  guint b = self->scan.rest.first[tri_align_texts_of_pair[n][1]];
  guint kept = 0;

  for (; pair->window < pair->links->len; pair->window++)
    {
      const TriAlignLink *link = &g_array_index (pair->links, TriAlignLink, pair->window);

      if (link->first[0] + link->count[0] < a && link->first[1] + link->count[1] < b)
        continue;
      lower (base, n, link);
      break;
    }
  for (guint i = 0; i < likely->len; i++)
    {
      TriAlignLink link = g_array_index (likely, TriAlignLink, i);

      if (link.first[0] + link.count[0] < a)
        continue;
      lower (base, n, &link);
      g_array_index (likely, TriAlignLink, kept++) = link;
    }
  g_array_set_size (likely, kept);
}

/* (element-type TriAlignLink): the links from one on, counted from @base */
static GArray *
dup_links (const GArray *links, guint from, const guint base[2])
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (TriAlignLink), links->len - from);

  g_array_append_vals (copy, &g_array_index (links, TriAlignLink, from), links->len - from);
  for (guint i = 0; i < copy->len; i++)
    for (guint side = 0; side < 2; side++)
      g_array_index (copy, TriAlignLink, i).first[side] -= base[side];
  return copy;
}

/* What is known of a pair from @base on, counted from there. */
static TriAlignEvidence *
look_at_pair (const Three *self, guint n, const guint base[3])
{
  const Pair *pair = &self->pairs[n];
  TriAlignPlace end = tri_align_work_get_place (pair->work);
  const guint from[2] = { base[tri_align_texts_of_pair[n][0]],
                          base[tri_align_texts_of_pair[n][1]] };
  g_autoptr (GArray) links = dup_links (pair->links, pair->window, from);
  g_autoptr (GArray) likely = dup_links (tri_align_work_get_likely (pair->work), 0, from);
  g_autofree float *first = g_new (float, end.at[0] - from[0] + 1);
  g_autofree float *second = g_new (float, end.at[1] - from[1] + 1);
  float *alone[2] = { first, second };
  TriAlignEvidence *evidence = NULL;

  for (guint side = 0; side < 2; side++)
    for (guint i = from[side]; i < end.at[side]; i++)
      alone[side][i - from[side]] = tri_align_work_get_alone (pair->work, side, i);
  evidence = tri_align_evidence_new (end.at[0] - from[0],
                                     end.at[1] - from[1],
                                     links,
                                     likely,
                                     (const float *const *) alone);
  evidence->goes_on = !is_pair_done (pair);
  return evidence;
}

/* The stretch up to the next group somebody confirmed. */
static void
begin_stretch (Three *self)
{
  const TriAlignManyOptions *options = self->options;
  const TriAlignGroup *anchor = NULL;
  TriAlignBox stretch;

  if (self->anchor < options->n_anchors)
    anchor = &options->anchors[self->anchor];
  for (guint text = 0; text < 3; text++)
    {
      stretch.first[text] = self->at[text];
      stretch.count[text] = (anchor ? anchor->first[text] : self->texts[text].n_units)
                            - self->at[text];
    }
  tri_align_scan_init (&self->scan, &stretch);
}

static void
end_stretch (Three *self)
{
  TriAlignGroup group;

  if (self->anchor == self->options->n_anchors)
    {
      self->is_done = TRUE;
      return;
    }
  group = self->options->anchors[self->anchor++];
  group.confidence = 1;
  g_array_append_val (self->out->groups, group);
  for (guint text = 0; text < 3; text++)
    self->at[text] = group.first[text] + group.count[text];
  begin_stretch (self);
}

/* Where a text has nothing in a group, its place there is what it had come to before. */
static void
add_groups (Three *self, const GArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const TriAlignBox *box = &g_array_index (boxes, TriAlignBox, i);
      TriAlignGroup group = { .confidence = (double) box->confidence };

      for (guint text = 0; text < 3; text++)
        {
          group.first[text] = self->at[text];
          group.count[text] = box->count[text];
          self->at[text] += box->count[text];
        }
      g_array_append_val (self->out->groups, group);
    }
}

/* Brings together what it can of the stretch in work. Returns whether that is at its end. */
static gboolean
scan (Three *self, const TriAlignTriple *triple, const guint base[3])
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (TriAlignBox));
  TriAlignScan *there = &self->scan;
  gboolean is_at_end;

  there->row -= base[0];
  for (guint text = 0; text < 3; text++)
    {
      there->rest.first[text] -= base[text];
      there->end[text] -= base[text];
    }
  is_at_end = tri_align_scan_go_on (there, triple, boxes);
  there->row += base[0];
  for (guint text = 0; text < 3; text++)
    {
      there->rest.first[text] += base[text];
      there->end[text] += base[text];
    }
  add_groups (self, boxes);
  return is_at_end;
}

/* Brings the texts together as far as all pairs have come. */
static gboolean
join (Three *self, GError **error)
{
  TriAlignTriple triple;
  g_autoptr (TriAlignEvidence) first = NULL;
  g_autoptr (TriAlignEvidence) second = NULL;
  g_autoptr (TriAlignEvidence) third = NULL;
  guint base[3];

  memcpy (base, self->scan.rest.first, sizeof base);
  for (guint n = 0; n < 3; n++)
    if (!is_there (self, n))
      return TRUE;
  for (guint n = 0; n < 3; n++)
    trim (self, n, base);
  triple.pairs[0] = first = look_at_pair (self, 0, base);
  triple.pairs[1] = second = look_at_pair (self, 1, base);
  triple.pairs[2] = third = look_at_pair (self, 2, base);
  while (!self->is_done && scan (self, &triple, base))
    {
      end_stretch (self);
      if (g_cancellable_set_error_if_cancelled (self->options->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What a pair says of the texts up to where the groups are. */
static GArray *
take_links (Three *self, guint n)
{
  Pair *pair = &self->pairs[n];
  guint from = pair->n_told;
  GArray *links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));

  for (; pair->n_told < pair->links->len; pair->n_told++)
    {
      const TriAlignLink *link = &g_array_index (pair->links, TriAlignLink, pair->n_told);

      if (!self->is_done
          && (link->first[0] + link->count[0] > self->at[tri_align_texts_of_pair[n][0]]
              || link->first[1] + link->count[1] > self->at[tri_align_texts_of_pair[n][1]]))
        break;
    }
  g_array_append_vals (links,
                       &g_array_index (pair->links, TriAlignLink, from),
                       pair->n_told - from);
  return links;
}

static void
tell (Three *self)
{
  const GArray *groups = self->out->groups;
  TriAlignMany *piece = NULL;

  if (!self->options->result || (!self->is_done && groups->len < self->n_told + MIN_PIECE))
    return;
  piece = tri_align_many_new (3);
  g_array_append_vals (piece->groups,
                       &g_array_index (groups, TriAlignGroup, self->n_told),
                       groups->len - self->n_told);
  self->n_told = groups->len;
  for (guint n = 0; n < 3; n++)
    piece->pairs[n] = take_links (self, n);
  self->options->result (piece, self->options->user_data);
}

gboolean
tri_align_three (const TriAlignText *texts,
                 const TriAlignManyOptions *options,
                 TriAlignMany *out,
                 GError **error)
{
  g_auto (Three) self = { .texts = texts, .options = options, .out = out };

  for (guint n = 0; n < 3; n++)
    {
      const guint n_units[2] = { texts[tri_align_texts_of_pair[n][0]].n_units,
                                 texts[tri_align_texts_of_pair[n][1]].n_units };

      prepare_pair (&self, n);
      g_return_val_if_fail (tri_align_are_anchors_in_order (&self.pairs[n].options, n_units),
                            FALSE);
    }
  begin_stretch (&self);
  while (!self.is_done)
    {
      if (g_cancellable_set_error_if_cancelled (options->cancellable, error)
          || !step (&self, error)
          || !join (&self, error))
        return FALSE;
      tell (&self);
    }
  return TRUE;
}
