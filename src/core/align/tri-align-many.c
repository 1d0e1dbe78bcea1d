/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-many.h"

#include "align/tri-align-joint.h"
#include "align/tri-align-private.h"
#include "align/tri-align-three.h"
#include "align/tri-align-widen.h"

#include <math.h>

/* The largest side of a group whose pairs can be asked once more. */
#define MAX_ASKED 32

/**
 * Aligner:
 * @done: pairs that are aligned
 * @order: the texts, those that agree best with the others first
 */
typedef struct
{
  const TriAlignText *texts;
  guint n_texts;
  const TriAlignManyOptions *options;
  TriAlignEvidence *evidence[TRI_ALIGN_MAX_PAIRS];
  guint n_pairs;
  guint done;
  guint order[TRI_ALIGN_MAX_TEXTS];
} Aligner;

static void
aligner_clear (Aligner *self)
{
  for (guint i = 0; i < self->n_pairs; i++)
    g_clear_pointer (&self->evidence[i], tri_align_evidence_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Aligner, aligner_clear)

/**
 * tri_align_many_get_pair_index:
 * @a: the lower of the two texts
 * @b: the higher
 *
 * Where the pair is among all: first those of text 0, then the others of text 1, and so on.
 */
guint
tri_align_many_get_pair_index (guint n_texts, guint a, guint b)
{
  g_return_val_if_fail (a < b && b < n_texts, 0);

  return a * (2 * n_texts - a - 1) / 2 + b - a - 1;
}

TriAlignMany *
tri_align_many_new (guint n_texts)
{
  TriAlignMany *self = g_new0 (TriAlignMany, 1);

  self->n_texts = n_texts;
  self->groups = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  return self;
}

void
tri_align_many_free (TriAlignMany *self)
{
  g_clear_pointer (&self->groups, g_array_unref);
  for (guint i = 0; i < TRI_ALIGN_MAX_PAIRS; i++)
    g_clear_pointer (&self->pairs[i], g_array_unref);
  g_free (self);
}

/* The same once more: the arrays are changed no further. */
static TriAlignMany *
dup_whole (const TriAlignMany *self)
{
  TriAlignMany *same = g_memdup2 (self, sizeof *self);

  g_array_ref (same->groups);
  for (guint i = 0; i < TRI_ALIGN_MAX_PAIRS; i++)
    if (same->pairs[i])
      g_array_ref (same->pairs[i]);
  return same;
}

static void
report_pair_cb (double fraction, gpointer user_data)
{
  Aligner *self = user_data;
  double share = self->n_texts > 2 ? TRI_ALIGN_PAIRS_SHARE : 1;

  self->options->progress (share * (self->done + fraction) / self->n_pairs,
                           self->options->user_data);
}

/* (element-type TriAlignAnchor): the groups somebody confirmed, as two of the texts see them */
GArray *
tri_align_many_dup_anchors (const TriAlignManyOptions *self, guint n_texts, guint a, guint b)
{
  guint pair = tri_align_many_get_pair_index (n_texts, a, b);
  GArray *anchors = NULL;

  if (self->pair_anchors && self->pair_anchors[pair])
    return g_array_ref (self->pair_anchors[pair]);
  anchors = g_array_new (FALSE, FALSE, sizeof (TriAlignAnchor));
  for (guint i = 0; i < self->n_anchors; i++)
    {
      const TriAlignGroup *group = &self->anchors[i];
      TriAlignAnchor anchor = { { group->first[a], group->first[b] },
                                { group->count[a], group->count[b] } };

      g_array_append_val (anchors, anchor);
    }
  return anchors;
}

/* What is asked of a pair; nobody is told anything yet. @anchors is borrowed. */
TriAlignOptions
tri_align_many_get_pair_options (const TriAlignManyOptions *self,
                                 guint pair,
                                 const GArray *anchors)
{
  return (TriAlignOptions){
    .lexicon = self->lexicons ? self->lexicons[pair] : NULL,
    .no_seed = self->no_seed,
    .rounds = self->rounds,
    .anchors = (const TriAlignAnchor *) (gpointer) anchors->data,
    .n_anchors = anchors->len,
    .cancellable = self->cancellable,
  };
}

static void copy_links (const TriAlignLink *links, guint n_links, GArray *groups);

/* Of two texts a stretch of the pair is one of the whole. */
static void
pair_result_cb (const TriAlignLink *links, guint n_links, gpointer user_data)
{
  Aligner *self = user_data;
  TriAlignMany *piece = tri_align_many_new (2);

  piece->pairs[0] = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  g_array_append_vals (piece->pairs[0], links, n_links);
  copy_links (links, n_links, piece->groups);
  self->options->result (piece, self->options->user_data);
}

static gboolean
align_pair (Aligner *self, guint a, guint b, GArray **links, GError **error)
{
  guint pair = tri_align_many_get_pair_index (self->n_texts, a, b);
  g_autoptr (GArray) anchors
      = tri_align_many_dup_anchors (self->options, self->n_texts, a, b);
  TriAlignOptions options = tri_align_many_get_pair_options (self->options, pair, anchors);
  g_auto (TriAlignDetails) details = { NULL, { NULL, NULL } };

  options.progress = self->options->progress ? report_pair_cb : NULL;
  options.result = self->n_texts == 2 && self->options->result ? pair_result_cb : NULL;
  options.user_data = self;
  *links = tri_align_pair_weighted (&self->texts[a],
                                    &self->texts[b],
                                    &options,
                                    &tri_align_weights,
                                    self->n_texts > 2 ? &details : NULL,
                                    error);
  if (!*links)
    return FALSE;
  /* Of two texts the links are all that is wanted; a long text has a great deal of evidence. */
  if (self->n_texts > 2)
    self->evidence[pair] = tri_align_evidence_new (self->texts[a].n_units,
                                                   self->texts[b].n_units,
                                                   *links,
                                                   details.likely,
                                                   (const float *const *) details.alone);
  self->done++;
  return TRUE;
}

/* How well a pair of texts agrees, from 0 to 1. */
static double
measure_agreement (const TriAlignEvidence *evidence)
{
  double sum = 0;

  for (guint i = 0; i < evidence->links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (evidence->links, TriAlignLink, i);

      if (link->count[0] && link->count[1])
        sum += link->confidence * (link->count[0] + link->count[1]);
    }
  return sum / MAX (evidence->n[0] + evidence->n[1], 1);
}

static void
choose_order (Aligner *self)
{
  double sums[TRI_ALIGN_MAX_TEXTS] = { 0 };

  for (guint a = 0; a < self->n_texts; a++)
    for (guint b = a + 1; b < self->n_texts; b++)
      {
        guint pair = tri_align_many_get_pair_index (self->n_texts, a, b);
        double agreement = measure_agreement (self->evidence[pair]);

        sums[a] += agreement;
        sums[b] += agreement;
      }
  for (guint i = 0; i < self->n_texts; i++)
    {
      guint at = i;

      for (; at > 0 && sums[self->order[at - 1]] < sums[i]; at--)
        self->order[at] = self->order[at - 1];
      self->order[at] = i;
    }
}

/* How likely the pairs find a group: the geometric mean. They are far from independent, and a group
 * of many texts is no worse for having many pairs. */
static double
ask_pairs (const Aligner *self, const TriAlignGroup *group)
{
  float sum = 0;
  guint n = 0;

  for (guint a = 0; a < self->n_texts; a++)
    for (guint b = a + 1; b < self->n_texts; b++)
      {
        guint pair = tri_align_many_get_pair_index (self->n_texts, a, b);
        const guint first[2] = { group->first[a], group->first[b] };
        const guint count[2] = { group->count[a], group->count[b] };

        if (count[0] + count[1] == 0 || MAX (count[0], count[1]) > MAX_ASKED)
          continue;
        sum += tri_align_evidence_cover (self->evidence[pair], first, count);
        n++;
      }
  return MIN ((double) expf (sum / (float) MAX (n, 1)), 1);
}

static void
add_groups (const Aligner *self, const GArray *found, GArray *groups)
{
  for (guint i = 0; i < found->len; i++)
    {
      TriAlignGroup group = g_array_index (found, TriAlignGroup, i);

      group.confidence = ask_pairs (self, &group);
      g_array_append_val (groups, group);
    }
}

/* The three texts that agree best. @from and @to are places. */
static GArray *
join_three (const Aligner *self, const guint *from, const guint *to)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (TriAlignBox));
  guint texts[3] = { self->order[0], self->order[1], self->order[2] };
  TriAlignTriple triple;
  TriAlignBox stretch;

  for (guint i = 0; i < 2; i++)
    for (guint j = i + 1; j < 3; j++)
      if (texts[i] > texts[j])
        {
          guint text = texts[i];

          texts[i] = texts[j];
          texts[j] = text;
        }
  for (guint i = 0; i < 3; i++)
    {
      guint a = texts[i == 2 ? 1 : 0];
      guint b = texts[i == 0 ? 1 : 2];

      triple.pairs[i] = self->evidence[tri_align_many_get_pair_index (self->n_texts, a, b)];
      stretch.first[i] = from[texts[i]];
      stretch.count[i] = to[texts[i]] - from[texts[i]];
    }
  tri_align_joint (&triple, &stretch, boxes);
  for (guint n = 0; n < boxes->len; n++)
    {
      const TriAlignBox *box = &g_array_index (boxes, TriAlignBox, n);
      TriAlignGroup group = { 0 };

      for (guint i = 0; i < 3; i++)
        {
          group.first[texts[i]] = box->first[i];
          group.count[texts[i]] = box->count[i];
        }
      group.confidence = (double) box->confidence;
      g_array_append_val (groups, group);
    }
  return groups;
}

/* Groups of one text alone, when there are none to join it with. */
static GArray *
make_alone (guint text, const guint *from, const guint *to)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));

  for (guint i = from[text]; i < to[text]; i++)
    {
      TriAlignGroup group = { 0 };

      group.first[text] = i;
      group.count[text] = 1;
      g_array_append_val (groups, group);
    }
  return groups;
}

/* Where a text has nothing in a group, its place there is what it had come to before. */
static void
fill_places (const Aligner *self, const guint *from, GArray *groups)
{
  guint at[TRI_ALIGN_MAX_TEXTS];

  for (guint text = 0; text < self->n_texts; text++)
    at[text] = from[text];
  for (guint i = 0; i < groups->len; i++)
    {
      TriAlignGroup *group = &g_array_index (groups, TriAlignGroup, i);

      for (guint text = 0; text < self->n_texts; text++)
        {
          group->first[text] = at[text];
          at[text] += group->count[text];
        }
    }
}

/* All texts between two places of them all. */
static void
join_stretch (const Aligner *self, const guint *from, const guint *to, GArray *out)
{
  g_autoptr (GArray) groups = join_three (self, from, to);
  TriAlignWidening widening = { .n_texts = self->n_texts, .evidence = self->evidence };

  for (guint i = 0; i < 3; i++)
    widening.members |= 1u << self->order[i];
  for (guint i = 3; i < self->n_texts; i++)
    {
      guint text = self->order[i];
      GArray *wider = NULL;

      widening.text = text;
      fill_places (self, from, groups);
      if (groups->len)
        wider = tri_align_widen (&widening, groups, from[text], to[text] - from[text]);
      else
        wider = make_alone (text, from, to);
      g_array_unref (groups);
      groups = wider;
      widening.members |= 1u << text;
    }
  fill_places (self, from, groups);
  add_groups (self, groups, out);
}

static gboolean
join (const Aligner *self, GArray *groups, GError **error)
{
  guint from[TRI_ALIGN_MAX_TEXTS] = { 0 };
  guint to[TRI_ALIGN_MAX_TEXTS];
  guint n_anchors = self->options->n_anchors;

  for (guint i = 0; i <= n_anchors; i++)
    {
      const TriAlignGroup *anchor = i < n_anchors ? &self->options->anchors[i] : NULL;

      for (guint text = 0; text < self->n_texts; text++)
        to[text] = anchor ? anchor->first[text] : self->texts[text].n_units;
      join_stretch (self, from, to, groups);
      if (g_cancellable_set_error_if_cancelled (self->options->cancellable, error))
        return FALSE;
      if (!anchor)
        break;
      for (guint text = 0; text < self->n_texts; text++)
        from[text] = to[text] + anchor->count[text];
      g_array_append_val (groups, *anchor);
      g_array_index (groups, TriAlignGroup, groups->len - 1).confidence = 1;
    }
  return TRUE;
}

/* Of two texts the links are the groups. */
static void
copy_links (const TriAlignLink *links, guint n_links, GArray *groups)
{
  g_array_set_size (groups, n_links);
  g_array_set_size (groups, 0);
  for (guint i = 0; i < n_links; i++)
    {
      const TriAlignLink *link = &links[i];
      TriAlignGroup group = { { link->first[0], link->first[1] },
                              { link->count[0], link->count[1] },
                              link->confidence };

      g_array_append_val (groups, group);
    }
}

/* Each pair by itself, to its end. */
static gboolean
align_pairs (Aligner *self, TriAlignMany *out, GError **error)
{
  for (guint a = 0; a < self->n_texts; a++)
    for (guint b = a + 1; b < self->n_texts; b++)
      {
        guint pair = tri_align_many_get_pair_index (self->n_texts, a, b);

        if (!align_pair (self, a, b, &out->pairs[pair], error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
align_two (Aligner *self, TriAlignMany *out, GError **error)
{
  if (!align_pairs (self, out, error))
    return FALSE;
  copy_links ((const TriAlignLink *) (gpointer) out->pairs[0]->data,
              out->pairs[0]->len,
              out->groups);
  return TRUE;
}

/* Which texts agree best is known when all pairs are at their end. */
static gboolean
align_more (Aligner *self, TriAlignMany *out, GError **error)
{
  if (!align_pairs (self, out, error))
    return FALSE;
  choose_order (self);
  if (!join (self, out->groups, error))
    return FALSE;
  if (self->options->result)
    self->options->result (dup_whole (out), self->options->user_data);
  return TRUE;
}

/**
 * tri_align_many:
 * @texts: (array length=n_texts)
 * @n_texts: two to eight
 * @options: (nullable): all zero by default
 *
 * Finds what corresponds in several texts of one work.
 *
 * Each pair is aligned by itself. Three texts are then brought together by dynamic programming over
 * all three at once, in the space that the pairs leave open: so the groups are consistent, and have
 * at most nine units. Long texts are, section by section, brought together as far as all three
 * pairs have come. Of more than three, the three that agree best are brought together so, and the
 * others come to their groups one after another; a group then has at most three times as many units
 * as there are texts. Groups that somebody confirmed are as large as they are.
 *
 * Every unit of every text ends up in exactly one group and groups never cross.
 *
 * Returns: (transfer full): the alignment, or %NULL with %G_IO_ERROR_CANCELLED
 */
TriAlignMany *
tri_align_many (const TriAlignText *texts,
                guint n_texts,
                const TriAlignManyOptions *options,
                GError **error)
{
  const TriAlignManyOptions none = { 0 };
  g_autoptr (TriAlignMany) result = NULL;
  g_auto (Aligner) self = {
    .texts = texts,
    .n_texts = n_texts,
    .options = options ? options : &none,
    .n_pairs = n_texts * (n_texts - 1) / 2,
  };
  gboolean done;

  g_return_val_if_fail (n_texts >= 2 && n_texts <= TRI_ALIGN_MAX_TEXTS, NULL);

  result = tri_align_many_new (n_texts);
  if (n_texts == 2)
    done = align_two (&self, result, error);
  else if (n_texts == 3)
    done = tri_align_three (texts, self.options, result, error);
  else
    done = align_more (&self, result, error);
  if (!done)
    return NULL;
  if (self.options->progress)
    self.options->progress (1, self.options->user_data);
  return g_steal_pointer (&result);
}
