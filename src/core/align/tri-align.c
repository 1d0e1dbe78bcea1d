/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-private.h"

#include <math.h>

#define DEFAULT_ROUNDS 2

/* A stretch between two fixed points. */
typedef struct
{
  TriAlignPlace from;
  TriAlignPlace to;
} Stretch;

typedef struct
{
  const TriAlignOptions *options;
  const TriAlignWeights *weights;
  TriAlignSide *sides[2];
  guint8 *levels[2];
  GArray *prior; /* (element-type TriAlignPair) */
  TriAlignModel *model;
  float ratio;
  float bead_cost[TRI_ALIGN_N_BEADS];
  GArray *stretches; /* (element-type Stretch) */
  GArray *likely;    /* (element-type TriAlignBead) */
  GArray *chosen;    /* (element-type TriAlignBead) */
  float *covered[2];
  guint rounds;
  double done;
} Aligner;

static void
aligner_clear (Aligner *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_clear_pointer (&self->sides[side], tri_align_side_free);
      g_free (self->levels[side]);
      g_free (self->covered[side]);
    }
  g_clear_pointer (&self->prior, g_array_unref);
  g_clear_pointer (&self->model, tri_align_model_free);
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_pointer (&self->likely, g_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Aligner, aligner_clear)

static guint8 *
find_levels (const TriAlignText *text)
{
  guint8 *levels = g_new0 (guint8, text->n_units + 1);

  for (guint i = 1; i < text->n_units; i++)
    if (text->parts && text->parts[i] != text->parts[i - 1])
      levels[i] = TRI_ALIGN_LEVEL_PART;
    else if (text->groups && text->groups[i] != text->groups[i - 1])
      levels[i] = TRI_ALIGN_LEVEL_GROUP;
  return levels;
}

static void
find_stretches (Aligner *self)
{
  const TriAlignOptions *options = self->options;
  Stretch stretch = { { { 0, 0 } }, { { 0, 0 } } };

  for (guint i = 0; i <= options->n_anchors; i++)
    {
      for (guint side = 0; side < 2; side++)
        stretch.to.at[side] = i < options->n_anchors ? options->anchors[i].first[side]
                                                     : self->sides[side]->n_units;
      g_array_append_val (self->stretches, stretch);
      for (guint side = 0; i < options->n_anchors && side < 2; side++)
        stretch.from.at[side] = stretch.to.at[side] + options->anchors[i].count[side];
    }
}

static gboolean
report (Aligner *self, double fraction, GError **error)
{
  if (self->options->progress)
    self->options->progress (fraction, self->options->user_data);
  return !g_cancellable_set_error_if_cancelled (self->options->cancellable, error);
}

static float
measure_ratio (const Aligner *self)
{
  double length[2];

  for (guint side = 0; side < 2; side++)
    length[side] = MAX (self->sides[side]->length[self->sides[side]->n_units], 1);
  if (length[1] / length[0] < .67 || length[1] / length[0] > 1.5)
    return 1;
  return (float) (length[1] / length[0]);
}

/* The first band goes along blocks, the later ones along what was found before. */
static TriAlignBand *
make_band (const Aligner *self, const Stretch *stretch, const GArray *previous)
{
  const TriAlignSide *const sides[2] = { self->sides[0], self->sides[1] };
  g_autoptr (GArray) path = NULL;

  if (!previous)
    {
      path = tri_align_blocks_find_path (sides, &stretch->from, &stretch->to, self->prior, 8);
      return tri_align_band_new ((const TriAlignPlace *) (gpointer) path->data, path->len, self->weights->wide);
    }
  path = g_array_new (FALSE, FALSE, sizeof (TriAlignPlace));
  {
    TriAlignPlace place = { { 0, 0 } };

    g_array_append_val (path, place);
    for (guint i = 0; i < previous->len; i++)
      {
        const TriAlignBead *bead = &g_array_index (previous, TriAlignBead, i);

        if (bead->first[0] < stretch->from.at[0] || bead->first[1] < stretch->from.at[1])
          continue;
        if (bead->first[0] >= stretch->to.at[0] || bead->first[1] >= stretch->to.at[1])
          break;
        for (guint side = 0; side < 2; side++)
          place.at[side] = bead->first[side] - stretch->from.at[side];
        g_array_append_val (path, place);
        for (guint side = 0; side < 2; side++)
          place.at[side] += tri_align_beads[bead->bead][side];
        g_array_append_val (path, place);
      }
    for (guint side = 0; side < 2; side++)
      place.at[side] = stretch->to.at[side] - stretch->from.at[side];
    g_array_append_val (path, place);
  }
  return tri_align_band_new ((const TriAlignPlace *) (gpointer) path->data, path->len, self->weights->narrow);
}

static void
align_stretch (Aligner *self, const Stretch *stretch, guint round, const GArray *previous)
{
  g_autoptr (TriAlignBand) band = make_band (self, stretch, previous);
  g_autoptr (TriAlignLattice) lattice = NULL;
  g_autoptr (GArray) likely = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  TriAlignTask task = {
    .sides = { self->sides[0], self->sides[1] },
    .levels = { self->levels[0], self->levels[1] },
    .model = self->model,
    .weights = self->weights,
    .origin = stretch->from,
    .lexical = self->weights->lexical[round > 0],
    .ratio = self->ratio,
  };

  memcpy (task.bead_cost, self->bead_cost, sizeof task.bead_cost);
  lattice = tri_align_lattice_new (&task, band);
  tri_align_lattice_run_forward (lattice);
  tri_align_lattice_run_backward (lattice, likely, self->chosen, round == self->rounds ? self->covered : NULL);
  g_array_append_vals (self->likely, likely->data, likely->len);
}

/* How often each kind of bead occurs in this document. What has no counterpart is not measured so: it
 * would feed on itself. */
static void
measure_costs (Aligner *self)
{
  const float prior = self->weights->bead_prior;
  double counts[TRI_ALIGN_N_BEADS];
  double sum = 0;

  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    sum += exp (-self->weights->bead_cost[i]);
  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    counts[i] = prior * exp (-self->weights->bead_cost[i]) / sum;
  for (guint i = 0; i < self->likely->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (self->likely, TriAlignBead, i);

      counts[bead->bead] += bead->posterior;
    }
  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    self->bead_cost[i] = (float) log (counts[0] / counts[i]);
}

static void
measure_lengths (Aligner *self)
{
  double sums[2] = { 0, 0 };

  for (guint i = 0; i < self->likely->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (self->likely, TriAlignBead, i);

      for (guint side = 0; bead->bead == 0 && bead->posterior > .8f && side < 2; side++)
        {
          const gint32 *length = self->sides[side]->length + bead->first[side];

          sums[side] += length[1] - length[0];
        }
    }
  if (sums[0] > 1000 && sums[1] > 1000)
    self->ratio = (float) (sums[1] / sums[0]);
}

static gboolean
run_round (Aligner *self, guint round, GError **error)
{
  g_autoptr (GArray) previous = g_steal_pointer (&self->chosen);

  self->chosen = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  g_array_set_size (self->likely, 0);
  for (guint i = 0; i < self->stretches->len; i++)
    {
      align_stretch (self, &g_array_index (self->stretches, Stretch, i), round, round ? previous : NULL);
      if (!report (self, (round + (i + 1.) / self->stretches->len) / (self->rounds + 1), error))
        return FALSE;
    }
  if (round < self->rounds)
    {
      const TriAlignSide *const sides[2] = { self->sides[0], self->sides[1] };

      tri_align_model_free (self->model);
      self->model = tri_align_train (sides, self->prior, self->likely, self->weights);
      measure_costs (self);
      measure_lengths (self);
    }
  return TRUE;
}

static void
add_link (GArray *links, TriAlignPlace *at, guint n_a, guint n_b, double confidence)
{
  TriAlignLink link = { { at->at[0], at->at[1] }, { n_a, n_b }, CLAMP (confidence, 0, 1) };

  g_array_append_val (links, link);
  at->at[0] += n_a;
  at->at[1] += n_b;
}

/* Links for the units without counterpart before a place. */
static void
add_nulls (const Aligner *self, GArray *links, TriAlignPlace *at, const TriAlignPlace *to)
{
  while (at->at[0] < to->at[0])
    add_link (links, at, 1, 0, 1 - self->covered[0][at->at[0]]);
  while (at->at[1] < to->at[1])
    add_link (links, at, 0, 1, 1 - self->covered[1][at->at[1]]);
}

static GArray *
make_links (const Aligner *self)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  TriAlignPlace at = { { 0, 0 } };
  guint next = 0;

  for (guint i = 0; i < self->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);

      if (i > 0)
        {
          const TriAlignAnchor *anchor = &self->options->anchors[i - 1];

          if (anchor->count[0] || anchor->count[1])
            add_link (links, &at, anchor->count[0], anchor->count[1], 1);
        }
      for (; next < self->chosen->len; next++)
        {
          const TriAlignBead *bead = &g_array_index (self->chosen, TriAlignBead, next);
          TriAlignPlace first = { { bead->first[0], bead->first[1] } };

          if (first.at[0] >= stretch->to.at[0] || first.at[1] >= stretch->to.at[1])
            break;
          add_nulls (self, links, &at, &first);
          add_link (links, &at, tri_align_beads[bead->bead][0], tri_align_beads[bead->bead][1], bead->posterior);
        }
      add_nulls (self, links, &at, &stretch->to);
    }
  return links;
}

static GArray *
run (Aligner *self, GError **error)
{
  for (guint round = 0; round <= self->rounds; round++)
    if (!run_round (self, round, error))
      return NULL;
  return make_links (self);
}

static void
find_prior (Aligner *self, const TriAlignText *a, const TriAlignText *b)
{
  const TriAlignSide *const sides[2] = { self->sides[0], self->sides[1] };
  g_autoptr (TriLexicon) seed = NULL;
  const TriLexicon *lexicons[2];
  guint n = 0;

  if (!self->options->no_seed)
    seed = tri_lexicon_new_seed (a->lang ? a->lang : "", b->lang ? b->lang : "");
  if (seed)
    lexicons[n++] = seed;
  if (self->options->lexicon)
    lexicons[n++] = self->options->lexicon;
  self->prior = tri_align_prior_new (sides, lexicons, n, self->weights);
  self->model = tri_align_model_new (sides, self->prior, NULL);
}

GArray *
tri_align_pair_weighted (const TriAlignText *a,
                         const TriAlignText *b,
                         const TriAlignOptions *options,
                         const TriAlignWeights *weights,
                         GError **error)
{
  const TriAlignOptions none = { 0 };
  const TriAlignText *texts[2] = { a, b };
  g_auto (Aligner) self = { .options = options ? options : &none, .weights = weights };

  self.rounds = self.options->rounds ? self.options->rounds : DEFAULT_ROUNDS;
  for (guint side = 0; side < 2; side++)
    {
      self.sides[side] = tri_align_side_new (texts[side]);
      self.levels[side] = find_levels (texts[side]);
      self.covered[side] = g_new0 (float, texts[side]->n_units + 1);
    }
  self.stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  self.likely = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  self.ratio = measure_ratio (&self);
  memcpy (self.bead_cost, weights->bead_cost, sizeof self.bead_cost);
  find_prior (&self, a, b);
  find_stretches (&self);
  return run (&self, error);
}

/**
 * tri_align_pair:
 * @options: (nullable): all zero by default
 *
 * Finds what corresponds to what in two texts of one work.
 *
 * Every unit ends up in exactly one link and links never cross, so both texts can be read in order. A
 * unit without a counterpart makes a link with an empty side. Confidences are posteriors: of the
 * links said to be .9 likely about nine in ten are right. The result depends on nothing but the
 * arguments.
 *
 * The method is that of a monotone path found by dynamic programming over lengths (Gale and Church
 * 1993) and words (IBM model 1, learned from the two texts themselves), in a band of the plane that
 * is found by the rare words that blocks of the texts share.
 *
 * Returns: (transfer full) (element-type TriAlignLink): the links, in order, or %NULL with
 *   %G_IO_ERROR_CANCELLED
 */
GArray *
tri_align_pair (const TriAlignText *a,
                const TriAlignText *b,
                const TriAlignOptions *options,
                GError **error)
{
  return tri_align_pair_weighted (a, b, options, &tri_align_weights, error);
}
