/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-section.h"
#include "align/tri-align-train.h"

#include <math.h>

/* Units in a block of the first search. */
#define BLOCK 8

/* More rounds than this gain nothing. */
#define DEFAULT_ROUNDS 2

static gboolean
report (const TriAligner *self, double fraction, GError **error)
{
  if (self->options->progress)
    self->options->progress (MIN (self->done + self->share * fraction, 1),
                             self->options->user_data);
  return !g_cancellable_set_error_if_cancelled (self->options->cancellable, error);
}

static TriAlignBand *
make_first_band (const TriAligner *self, const TriAlignStretch *stretch)
{
  g_autoptr (GArray) path = tri_align_blocks_find_path (self->sides,
                                                        &stretch->from,
                                                        &stretch->to,
                                                        self->section_prior,
                                                        BLOCK);

  return tri_align_band_new ((const TriAlignPlace *) (gpointer) path->data,
                             path->len,
                             self->weights->wide);
}

static void
add_place (GArray *path, const TriAlignStretch *stretch, guint a, guint b)
{
  TriAlignPlace place = { { a - stretch->from.at[0], b - stretch->from.at[1] } };

  g_array_append_val (path, place);
}

/* A band along the beads of the pass before; @at is the first of them in this stretch. */
static TriAlignBand *
make_next_band (const TriAligner *self,
                const TriAlignStretch *stretch,
                const GArray *previous,
                guint *at)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (TriAlignPlace));

  add_place (path, stretch, stretch->from.at[0], stretch->from.at[1]);
  for (; *at < previous->len; ++*at)
    {
      const TriAlignBead *bead = &g_array_index (previous, TriAlignBead, *at);

      if (bead->first[0] >= stretch->to.at[0] || bead->first[1] >= stretch->to.at[1])
        break;
      add_place (path, stretch, bead->first[0], bead->first[1]);
      add_place (path,
                 stretch,
                 bead->first[0] + tri_align_beads[bead->bead][0],
                 bead->first[1] + tri_align_beads[bead->bead][1]);
    }
  add_place (path, stretch, stretch->to.at[0], stretch->to.at[1]);
  return tri_align_band_new ((const TriAlignPlace *) (gpointer) path->data,
                             path->len,
                             self->weights->narrow);
}

static void
align_stretch (TriAligner *self,
               const TriAlignStretch *stretch,
               const TriAlignBand *band,
               gboolean last)
{
  g_autoptr (TriAlignLattice) lattice = NULL;
  g_autoptr (GArray) likely = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  const TriAlignTask task = {
    .sides = { self->sides[0], self->sides[1] },
    .levels = { self->levels[0], self->levels[1] },
    .model = self->model,
    .weights = self->weights,
    .scratch = self->scratch,
    .origin = stretch->from,
    .lexical = self->weights->lexical[self->learned],
    .ratio = self->ratio,
    .bead_cost = self->bead_cost,
    .n_beads = self->n_beads,
  };

  lattice = tri_align_lattice_new (&task, band);
  tri_align_lattice_run_forward (lattice);
  tri_align_lattice_run_backward (lattice, likely, self->chosen, last ? self->covered : NULL);
  g_array_append_vals (self->likely, likely->data, likely->len);
}

/* How often each kind of bead occurs in this document; the kinds that were not looked for, as often
 * as elsewhere. What has no counterpart is not measured so: it would feed on itself. */
static void
measure_costs (TriAligner *self)
{
  const float prior = self->weights->bead_prior;
  double counts[TRI_ALIGN_N_BEADS];
  double sum = 0;
  double all = prior;

  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    sum += exp (-self->weights->bead_cost[i]);
  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    counts[i] = prior * exp (-self->weights->bead_cost[i]) / sum;
  for (guint i = 0; i < self->likely->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (self->likely, TriAlignBead, i);

      counts[bead->bead] += bead->posterior;
      all += bead->posterior;
    }
  for (guint i = self->n_beads; i < TRI_ALIGN_N_BEADS; i++)
    counts[i] *= all / prior;
  for (guint i = 0; i < TRI_ALIGN_N_BEADS; i++)
    self->bead_cost[i] = (float) log (counts[0] / counts[i]);
}

/* How long the second text is for each character of the first. */
static void
measure_lengths (TriAligner *self)
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

static void
learn (TriAligner *self)
{
  g_clear_pointer (&self->model, tri_align_model_free);
  self->model = tri_align_train (self->sides, self->section_prior, self->likely, self->weights);
  self->learned = TRUE;
  measure_costs (self);
  measure_lengths (self);
}

static gboolean
run_pass (TriAligner *self,
          const TriAlignStretch *stretches,
          guint n_stretches,
          const GArray *previous,
          double from,
          double to,
          gboolean last,
          GError **error)
{
  guint at = 0;

  for (guint i = 0; i < n_stretches; i++)
    {
      const TriAlignStretch *stretch = &stretches[i];
      g_autoptr (TriAlignBand) band = NULL;

      if (!report (self, from + (to - from) * i / n_stretches, error))
        return FALSE;
      if (stretch->from.at[0] == stretch->to.at[0] || stretch->from.at[1] == stretch->to.at[1])
        continue;
      band = previous ? make_next_band (self, stretch, previous, &at)
                      : make_first_band (self, stretch);
      align_stretch (self, stretch, band, last);
    }
  return TRUE;
}

static guint8 *
mark_words (const TriAlignSide *side, guint from, guint to)
{
  guint8 *marks = g_new0 (guint8, side->n_words + 1);

  for (guint i = side->first[from]; i < side->first[to]; i++)
    marks[side->tokens[i]] = 1;
  return marks;
}

/* In a long text most words do not occur in one section. */
static GArray *
find_section_prior (const TriAligner *self, const TriAlignPlace *from, const TriAlignPlace *to)
{
  g_autofree guint8 *first = mark_words (self->sides[0], from->at[0], to->at[0]);
  g_autofree guint8 *second = mark_words (self->sides[1], from->at[1], to->at[1]);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TriAlignPair));

  for (guint i = 0; i < self->prior->len; i++)
    {
      const TriAlignPair *pair = &g_array_index (self->prior, TriAlignPair, i);

      if (first[pair->words[0]] && second[pair->words[1]])
        g_array_append_vals (found, pair, 1);
    }
  return found;
}

/**
 * tri_aligner_run_section:
 * @stretches: (array length=n_stretches): what is aligned, in order; none goes over into another
 *
 * Aligns a section of two texts: first with what is known, then again with what was learned from
 * that. The result is in @chosen and @covered.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
tri_aligner_run_section (TriAligner *self,
                         const TriAlignStretch *stretches,
                         guint n_stretches,
                         GError **error)
{
  guint rounds = self->options->rounds ? self->options->rounds : DEFAULT_ROUNDS;
  g_autoptr (GArray) previous = NULL;

  g_clear_pointer (&self->section_prior, g_array_unref);
  self->section_prior
      = find_section_prior (self, &stretches[0].from, &stretches[n_stretches - 1].to);
  /* What an earlier section taught is as good as a round. */
  if (self->learned && rounds > 1)
    rounds--;
  for (guint round = 0; round <= rounds; round++)
    {
      g_clear_pointer (&previous, g_array_unref);
      previous = g_steal_pointer (&self->chosen);
      self->chosen = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
      g_array_set_size (self->likely, 0);
      /* Links of many units are rare, and nothing is learned from them: they can wait. */
      self->n_beads = round ? TRI_ALIGN_N_BEADS : TRI_ALIGN_N_SHORT_BEADS;
      if (!run_pass (self,
                     stretches,
                     n_stretches,
                     round ? previous : NULL,
                     round / (rounds + 1.),
                     (round + .8) / (rounds + 1.),
                     round == rounds,
                     error))
        return FALSE;
      if (round < rounds)
        learn (self);
    }
  return TRUE;
}
