/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-private.h"
#include "align/tri-align-section.h"

#include <math.h>

/* Longer texts are aligned in sections of so many units, which reach so far into each other. */
#define SECTION 10000
#define OVERLAP 1000

/* A section ends at a link this sure. */
#define SURE .95f

typedef struct
{
  TriAligner aligner;
  TriAlignSide *sides[2];
  GArray *links;            /* (element-type TriAlignLink) */
  TriAlignPlace at;         /* where the links end */
  TriAlignDetails *details; /* or NULL */
  guint n_reported;
} Work;

static void
work_clear (Work *self)
{
  TriAligner *aligner = &self->aligner;

  for (guint side = 0; side < 2; side++)
    {
      g_clear_pointer (&self->sides[side], tri_align_side_free);
      g_free (aligner->levels[side]);
      g_free (aligner->covered[side]);
      tri_align_scratch_clear (&aligner->scratch[side]);
    }
  g_clear_pointer (&aligner->prior, g_array_unref);
  g_clear_pointer (&aligner->section_prior, g_array_unref);
  g_clear_pointer (&aligner->model, tri_align_model_free);
  g_clear_pointer (&aligner->likely, g_array_unref);
  g_clear_pointer (&aligner->chosen, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

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

static float
measure_ratio (const TriAligner *self)
{
  double length[2];

  for (guint side = 0; side < 2; side++)
    length[side] = MAX (self->sides[side]->length[self->sides[side]->n_units], 1);
  if (length[1] / length[0] < .67 || length[1] / length[0] > 1.5)
    return 1;
  return (float) (length[1] / length[0]);
}

static void
add_link (Work *self, guint n_a, guint n_b, double confidence)
{
  TriAlignLink link = {
    { self->at.at[0], self->at.at[1] },
    { n_a, n_b },
    CLAMP (confidence, 0, 1),
  };

  g_array_append_val (self->links, link);
  self->at.at[0] += n_a;
  self->at.at[1] += n_b;
}

/* Links for the units without counterpart before a place. */
static void
add_nulls (Work *self, const TriAlignPlace *to)
{
  while (self->at.at[0] < to->at[0])
    add_link (self, 1, 0, 1 - self->aligner.covered[0][self->at.at[0]]);
  while (self->at.at[1] < to->at[1])
    add_link (self, 0, 1, 1 - self->aligner.covered[1][self->at.at[1]]);
}

/* Links for the chosen beads before a place, from the @next-th on. */
static void
add_chosen (Work *self, guint *next, const TriAlignPlace *to)
{
  const GArray *chosen = self->aligner.chosen;

  for (; *next < chosen->len; ++*next)
    {
      const TriAlignBead *bead = &g_array_index (chosen, TriAlignBead, *next);
      const guint8 *count = tri_align_beads[bead->bead];
      TriAlignPlace first = { { bead->first[0], bead->first[1] } };

      if (first.at[0] + count[0] > to->at[0] || first.at[1] + count[1] > to->at[1])
        break;
      add_nulls (self, &first);
      add_link (self, count[0], count[1], bead->posterior);
    }
  add_nulls (self, to);
}

static void
add_anchor (Work *self, const TriAlignAnchor *anchor)
{
  if (anchor->count[0] || anchor->count[1])
    add_link (self, anchor->count[0], anchor->count[1], 1);
}

/* Keeps the likely links of a section up to where it was cut. */
static void
add_details (Work *self, const TriAlignPlace *to)
{
  const GArray *likely = self->aligner.likely;

  for (guint i = 0; self->details && i < likely->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (likely, TriAlignBead, i);
      const guint8 *count = tri_align_beads[bead->bead];
      TriAlignLink link = {
        { bead->first[0], bead->first[1] },
        { count[0], count[1] },
        CLAMP ((double) bead->posterior, 0, 1),
      };

      if (link.first[0] + count[0] <= to->at[0] && link.first[1] + count[1] <= to->at[1])
        g_array_append_val (self->details->likely, link);
    }
}

static void
tell (Work *self)
{
  const TriAlignOptions *options = self->aligner.options;

  if (options->result && self->links->len > self->n_reported)
    options->result (&g_array_index (self->links, TriAlignLink, self->n_reported),
                     self->links->len - self->n_reported,
                     options->user_data);
  self->n_reported = self->links->len;
}

static void
set_share (Work *self, const TriAlignPlace *from, const TriAlignPlace *to)
{
  TriAligner *aligner = &self->aligner;
  double all = (double) aligner->sides[0]->n_units + aligner->sides[1]->n_units;

  aligner->done = ((double) from->at[0] + from->at[1]) / MAX (all, 1);
  aligner->share = ((double) to->at[0] + to->at[1]) / MAX (all, 1) - aligner->done;
}

/* Aligns some stretches with the anchors between them: @anchors has the one behind each. */
static gboolean
run_stretches (Work *self, const GArray *stretches, const TriAlignAnchor *anchors, GError **error)
{
  const TriAlignStretch *all = (const TriAlignStretch *) (gpointer) stretches->data;
  const TriAlignAnchor *end = self->aligner.options->anchors + self->aligner.options->n_anchors;
  guint next = 0;

  if (stretches->len == 0)
    return TRUE;
  set_share (self, &all[0].from, &all[stretches->len - 1].to);
  if (!tri_aligner_run_section (&self->aligner, all, stretches->len, error))
    return FALSE;
  for (guint i = 0; i < stretches->len; i++)
    {
      add_chosen (self, &next, &all[i].to);
      if (anchors && anchors + i < end)
        add_anchor (self, &anchors[i]);
    }
  add_details (self, &all[stretches->len - 1].to);
  tell (self);
  return TRUE;
}

/* Where the path of the blocks has gone one section on from a place. */
static TriAlignPlace
find_section_end (const GArray *path, const TriAlignStretch *stretch, const TriAlignPlace *from)
{
  TriAlignPlace end = *from;

  for (guint i = 0; i < path->len; i++)
    {
      TriAlignPlace place = g_array_index (path, TriAlignPlace, i);

      for (guint side = 0; side < 2; side++)
        place.at[side] = MAX (place.at[side] + stretch->from.at[side], from->at[side]);
      if (place.at[0] - from->at[0] > SECTION || place.at[1] - from->at[1] > SECTION)
        break;
      end = place;
    }
  for (guint side = 0; end.at[0] == from->at[0] && end.at[1] == from->at[1] && side < 2; side++)
    end.at[side] = MIN (from->at[side] + SECTION, stretch->to.at[side]);
  return end;
}

/* The last place before @end where three sure links stand together: there the next section begins.
 * In a long omission there is none; then it is @end itself. */
static TriAlignPlace
find_sure_place (const TriAligner *self, const TriAlignPlace *from, const TriAlignPlace *end)
{
  guint n_sure = 0;

  for (guint i = self->chosen->len; i-- > 0;)
    {
      const TriAlignBead *bead = &g_array_index (self->chosen, TriAlignBead, i);
      TriAlignPlace to = { { bead->first[0] + tri_align_beads[bead->bead][0],
                             bead->first[1] + tri_align_beads[bead->bead][1] } };

      if (to.at[0] > end->at[0] || to.at[1] > end->at[1])
        continue;
      n_sure = bead->posterior >= SURE ? n_sure + 1 : 0;
      if (n_sure == 3)
        return to;
    }
  return *end;
}

/* What lies behind the place where a section was cut will be looked at once more. */
static void
forget_covered (TriAligner *self, const TriAlignPlace *from, const TriAlignPlace *to)
{
  for (guint side = 0; side < 2; side++)
    for (guint i = from->at[side]; i < to->at[side]; i++)
      self->covered[side][i] = 0;
}

/* Aligns a stretch that is too long to be held at once, in sections that overlap. */
static gboolean
run_long_stretch (Work *self, const TriAlignStretch *stretch, GError **error)
{
  TriAligner *aligner = &self->aligner;
  g_autoptr (GArray) path = tri_align_blocks_find_path (aligner->sides,
                                                        &stretch->from,
                                                        &stretch->to,
                                                        aligner->prior,
                                                        8);
  TriAlignStretch section = *stretch;

  while (section.from.at[0] < stretch->to.at[0] || section.from.at[1] < stretch->to.at[1])
    {
      TriAlignPlace end = find_section_end (path, stretch, &section.from);
      guint next = 0;

      for (guint side = 0; side < 2; side++)
        section.to.at[side] = MIN (end.at[side] + OVERLAP, stretch->to.at[side]);
      set_share (self, &section.from, &end);
      if (!tri_aligner_run_section (aligner, &section, 1, error))
        return FALSE;
      if (section.to.at[0] == stretch->to.at[0] && section.to.at[1] == stretch->to.at[1])
        end = section.to;
      else
        end = find_sure_place (aligner, &section.from, &end);
      add_chosen (self, &next, &end);
      add_details (self, &end);
      forget_covered (aligner, &end, &section.to);
      section.from = end;
      tell (self);
    }
  return TRUE;
}

static gboolean
is_long (const TriAlignStretch *stretch)
{
  return stretch->to.at[0] - stretch->from.at[0] > SECTION + OVERLAP
         || stretch->to.at[1] - stretch->from.at[1] > SECTION + OVERLAP;
}

/* Stretches between anchors are put together to sections of a good size: more to learn from. */
static gboolean
run (Work *self, GError **error)
{
  const TriAlignOptions *options = self->aligner.options;
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (TriAlignStretch));
  const TriAlignAnchor *anchors = options->anchors;
  TriAlignStretch stretch = { { { 0, 0 } }, { { 0, 0 } } };

  for (guint i = 0; i <= options->n_anchors; i++)
    {
      const TriAlignAnchor *anchor = i < options->n_anchors ? &options->anchors[i] : NULL;
      const TriAlignStretch *first = (const TriAlignStretch *) (gpointer) stretches->data;

      for (guint side = 0; side < 2; side++)
        stretch.to.at[side] = anchor ? anchor->first[side] : self->sides[side]->n_units;
      if (stretches->len && is_long (&(TriAlignStretch){ first->from, stretch.to }))
        {
          if (!run_stretches (self, stretches, anchors, error))
            return FALSE;
          g_array_set_size (stretches, 0);
        }
      if (stretches->len == 0)
        anchors = anchor;
      if (!is_long (&stretch))
        g_array_append_val (stretches, stretch);
      else if (!run_long_stretch (self, &stretch, error))
        return FALSE;
      else if (anchor)
        add_anchor (self, anchor);
      for (guint side = 0; anchor && side < 2; side++)
        stretch.from.at[side] = anchor->first[side] + anchor->count[side];
    }
  return run_stretches (self, stretches, anchors, error);
}

static void
find_prior (TriAligner *self, const TriAlignText *a, const TriAlignText *b)
{
  g_autoptr (TriLexicon) seed = NULL;
  const TriLexicon *lexicons[2];
  guint n = 0;

  if (!self->options->no_seed)
    seed = tri_lexicon_new_seed (a->lang ? a->lang : "", b->lang ? b->lang : "");
  if (seed)
    lexicons[n++] = seed;
  if (self->options->lexicon)
    lexicons[n++] = self->options->lexicon;
  self->prior = tri_align_prior_new (self->sides, lexicons, n, self->weights);
  self->model = tri_align_model_new (self->sides, self->prior, NULL);
}

static void
start (Work *self, const TriAlignText *const texts[2])
{
  TriAligner *aligner = &self->aligner;

  for (guint side = 0; side < 2; side++)
    {
      self->sides[side] = tri_align_side_new (texts[side]);
      aligner->sides[side] = self->sides[side];
      aligner->levels[side] = find_levels (texts[side]);
      aligner->covered[side] = g_new0 (float, texts[side]->n_units + 1);
      tri_align_scratch_init (&aligner->scratch[side], self->sides[side]->n_words);
    }
  self->links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  aligner->likely = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  aligner->ratio = measure_ratio (aligner);
  memcpy (aligner->bead_cost, aligner->weights->bead_cost, sizeof aligner->bead_cost);
  find_prior (aligner, texts[0], texts[1]);
}

static gboolean
are_anchors_in_order (const TriAlignOptions *options, const guint n_units[2])
{
  TriAlignPlace at = { { 0, 0 } };

  for (guint i = 0; i < options->n_anchors; i++)
    for (guint side = 0; side < 2; side++)
      {
        const TriAlignAnchor *anchor = &options->anchors[i];

        if (anchor->first[side] < at.at[side] || anchor->first[side] > n_units[side]
            || anchor->count[side] > n_units[side] - anchor->first[side])
          return FALSE;
        at.at[side] = anchor->first[side] + anchor->count[side];
      }
  return TRUE;
}

void
tri_align_details_clear (TriAlignDetails *self)
{
  g_clear_pointer (&self->likely, g_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->alone[side], g_free);
}

static void
finish_details (Work *self)
{
  const TriAlignOptions *options = self->aligner.options;

  for (guint i = 0; i < options->n_anchors; i++)
    {
      const TriAlignAnchor *anchor = &options->anchors[i];
      TriAlignLink link = { { anchor->first[0], anchor->first[1] },
                            { anchor->count[0], anchor->count[1] },
                            1 };

      if (link.count[0] && link.count[1])
        g_array_append_val (self->details->likely, link);
    }
  for (guint side = 0; side < 2; side++)
    {
      self->details->alone[side] = g_new (float, self->sides[side]->n_units + 1);
      for (guint i = 0; i < self->sides[side]->n_units; i++)
        self->details->alone[side][i] = CLAMP (1 - self->aligner.covered[side][i], 0, 1);
    }
}

/* As tri_align_pair(), with other numbers in the model; @details: (out) (nullable). */
GArray *
tri_align_pair_weighted (const TriAlignText *a,
                         const TriAlignText *b,
                         const TriAlignOptions *options,
                         const TriAlignWeights *weights,
                         TriAlignDetails *details,
                         GError **error)
{
  const TriAlignOptions none = { 0 };
  g_auto (Work) self = {
    .aligner = { .options = options ? options : &none, .weights = weights },
    .details = details,
  };

  g_return_val_if_fail (are_anchors_in_order (self.aligner.options,
                                              (const guint[]){ a->n_units, b->n_units }),
                        NULL);
  if (g_cancellable_set_error_if_cancelled (self.aligner.options->cancellable, error))
    return NULL;
  if (details)
    details->likely = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  start (&self, (const TriAlignText *const[]){ a, b });
  if (!run (&self, error))
    return NULL;
  if (details)
    finish_details (&self);
  if (self.aligner.options->progress)
    self.aligner.options->progress (1, self.aligner.options->user_data);
  return g_steal_pointer (&self.links);
}

/**
 * tri_align_pair:
 * @options: (nullable): all zero by default
 *
 * Finds what corresponds to what in two texts of one work.
 *
 * Every unit ends up in exactly one link and links never cross, so both texts can be read in order.
 * A
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
  return tri_align_pair_weighted (a, b, options, &tri_align_weights, NULL, error);
}
