/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-work.h"

#include "align/tri-align-section.h"

/* Longer texts are aligned in sections of so many units, which reach so far into each other. */
#define SECTION 10000
#define OVERLAP 1000

/* A section ends at a link this sure. */
#define SURE .95f

/**
 * TriAlignWork:
 * @next: the stretch in work is the one before the anchor of this number
 * @path: (nullable): of the blocks, of a long stretch in work
 * @from: where its next section begins
 * @at: where the links end
 * @likely: (nullable): see tri_align_work_get_likely()
 */
struct _TriAlignWork
{
  TriAligner aligner;
  TriAlignOptions options;
  guint next;
  GArray *path;
  TriAlignPlace from;
  GArray *links;
  TriAlignPlace at;
  GArray *likely;
  guint n_reported;
};

/* What the work is done with. */
static void
clear_tools (TriAlignWork *self)
{
  TriAligner *aligner = &self->aligner;

  for (guint side = 0; side < 2; side++)
    {
      g_clear_pointer (&aligner->levels[side], g_free);
      tri_align_scratch_clear (&aligner->scratch[side]);
    }
  g_clear_pointer (&aligner->prior, g_array_unref);
  g_clear_pointer (&aligner->section_prior, g_array_unref);
  g_clear_pointer (&aligner->model, tri_align_model_free);
  g_clear_pointer (&aligner->likely, g_array_unref);
  g_clear_pointer (&aligner->chosen, g_array_unref);
  g_clear_pointer (&self->path, g_array_unref);
}

void
tri_align_work_free (TriAlignWork *self)
{
  clear_tools (self);
  for (guint side = 0; side < 2; side++)
    g_free (self->aligner.covered[side]);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_pointer (&self->likely, g_array_unref);
  g_free (self);
}

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
add_link (TriAlignWork *self, guint n_a, guint n_b, double confidence)
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
add_nulls (TriAlignWork *self, const TriAlignPlace *to)
{
  while (self->at.at[0] < to->at[0])
    add_link (self, 1, 0, 1 - self->aligner.covered[0][self->at.at[0]]);
  while (self->at.at[1] < to->at[1])
    add_link (self, 0, 1, 1 - self->aligner.covered[1][self->at.at[1]]);
}

/* Links for the chosen beads before a place, from the @next-th on. */
static void
add_chosen (TriAlignWork *self, guint *next, const TriAlignPlace *to)
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

/* What somebody confirmed is likely too. */
static void
add_anchor (TriAlignWork *self, const TriAlignAnchor *anchor)
{
  TriAlignLink link = { { anchor->first[0], anchor->first[1] },
                        { anchor->count[0], anchor->count[1] },
                        1 };

  if (anchor->count[0] || anchor->count[1])
    add_link (self, anchor->count[0], anchor->count[1], 1);
  if (self->likely && anchor->count[0] && anchor->count[1])
    g_array_append_val (self->likely, link);
}

/* Keeps the likely links of a section up to where it was cut. */
static void
add_likely (TriAlignWork *self, const TriAlignPlace *to)
{
  const GArray *likely = self->aligner.likely;

  for (guint i = 0; self->likely && i < likely->len; i++)
    {
      const TriAlignBead *bead = &g_array_index (likely, TriAlignBead, i);
      const guint8 *count = tri_align_beads[bead->bead];
      TriAlignLink link = {
        { bead->first[0], bead->first[1] },
        { count[0], count[1] },
        CLAMP ((double) bead->posterior, 0, 1),
      };

      if (link.first[0] + count[0] <= to->at[0] && link.first[1] + count[1] <= to->at[1])
        g_array_append_val (self->likely, link);
    }
}

static void
tell (TriAlignWork *self)
{
  const TriAlignOptions *options = &self->options;

  if (options->result && self->links->len > self->n_reported)
    options->result (&g_array_index (self->links, TriAlignLink, self->n_reported),
                     self->links->len - self->n_reported,
                     options->user_data);
  self->n_reported = self->links->len;
}

static void
set_share (TriAlignWork *self, const TriAlignPlace *from, const TriAlignPlace *to)
{
  TriAligner *aligner = &self->aligner;
  double all = (double) aligner->sides[0]->n_units + aligner->sides[1]->n_units;

  aligner->done = ((double) from->at[0] + from->at[1]) / MAX (all, 1);
  aligner->share = ((double) to->at[0] + to->at[1]) / MAX (all, 1) - aligner->done;
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
find_sure_place (const TriAligner *self, const TriAlignPlace *end)
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

static gboolean
is_long (const TriAlignStretch *stretch)
{
  return stretch->to.at[0] - stretch->from.at[0] > SECTION + OVERLAP
         || stretch->to.at[1] - stretch->from.at[1] > SECTION + OVERLAP;
}

/* What lies between two anchors: behind the one before the @n-th, up to that. */
static TriAlignStretch
get_stretch (const TriAlignWork *self, guint n)
{
  const TriAlignAnchor *before = n > 0 ? &self->options.anchors[n - 1] : NULL;
  const TriAlignAnchor *behind = n < self->options.n_anchors ? &self->options.anchors[n] : NULL;
  TriAlignStretch stretch;

  for (guint side = 0; side < 2; side++)
    {
      stretch.from.at[side] = before ? before->first[side] + before->count[side] : 0;
      stretch.to.at[side] = behind ? behind->first[side] : self->aligner.sides[side]->n_units;
    }
  return stretch;
}

/* The anchor behind the stretch in work, if there is one, and on to the next. */
static void
end_stretch (TriAlignWork *self)
{
  if (self->next < self->options.n_anchors)
    add_anchor (self, &self->options.anchors[self->next]);
  self->next++;
}

/* Stretches between anchors are put together to sections of a good size: more to learn from.
 * (element-type TriAlignStretch): from the next on, at least one */
static GArray *
list_stretches (const TriAlignWork *self)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (TriAlignStretch));
  TriAlignPlace from = get_stretch (self, self->next).from;

  for (guint i = self->next; i <= self->options.n_anchors; i++)
    {
      TriAlignStretch stretch = get_stretch (self, i);

      if (stretches->len > 0 && is_long (&(TriAlignStretch){ from, stretch.to }))
        break;
      g_array_append_val (stretches, stretch);
    }
  return stretches;
}

/* Aligns some stretches with the anchors between them. */
static gboolean
run_stretches (TriAlignWork *self, GError **error)
{
  g_autoptr (GArray) stretches = list_stretches (self);
  const TriAlignStretch *all = (const TriAlignStretch *) (gpointer) stretches->data;
  guint n = stretches->len;
  guint next = 0;

  set_share (self, &all[0].from, &all[n - 1].to);
  if (!tri_aligner_run_section (&self->aligner, all, n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      add_chosen (self, &next, &all[i].to);
      end_stretch (self);
    }
  add_likely (self, &all[n - 1].to);
  tell (self);
  return TRUE;
}

static void
begin_long_stretch (TriAlignWork *self, const TriAlignStretch *stretch)
{
  const TriAligner *aligner = &self->aligner;

  self->path = tri_align_blocks_find_path (aligner->sides,
                                           &stretch->from,
                                           &stretch->to,
                                           aligner->prior,
                                           8);
  self->from = stretch->from;
}

/* Aligns one more section of a stretch that is too long to be held at once; they overlap. */
static gboolean
run_long_stretch (TriAlignWork *self, const TriAlignStretch *stretch, GError **error)
{
  TriAligner *aligner = &self->aligner;
  TriAlignStretch section;
  TriAlignPlace end;
  gboolean is_last;
  guint next = 0;

  if (!self->path)
    begin_long_stretch (self, stretch);
  section.from = self->from;
  end = find_section_end (self->path, stretch, &section.from);
  for (guint side = 0; side < 2; side++)
    section.to.at[side] = MIN (end.at[side] + OVERLAP, stretch->to.at[side]);
  set_share (self, &section.from, &end);
  if (!tri_aligner_run_section (aligner, &section, 1, error))
    return FALSE;
  is_last = section.to.at[0] == stretch->to.at[0] && section.to.at[1] == stretch->to.at[1];
  end = is_last ? section.to : find_sure_place (aligner, &end);
  add_chosen (self, &next, &end);
  add_likely (self, &end);
  forget_covered (aligner, &end, &section.to);
  self->from = end;
  if (end.at[0] == stretch->to.at[0] && end.at[1] == stretch->to.at[1])
    {
      g_clear_pointer (&self->path, g_array_unref);
      end_stretch (self);
    }
  tell (self);
  return TRUE;
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

/* Two texts to be aligned in steps. @sides: (borrowed): the texts; @options: copied, what they
 * point to is borrowed; @keeps_likely: for tri_align_work_get_likely() */
TriAlignWork *
tri_align_work_new (const TriAlignText *const texts[2],
                    const TriAlignSide *const sides[2],
                    const TriAlignOptions *options,
                    const TriAlignWeights *weights,
                    gboolean keeps_likely)
{
  TriAlignWork *self = g_new0 (TriAlignWork, 1);
  TriAligner *aligner = &self->aligner;

  self->options = *options;
  aligner->options = &self->options;
  aligner->weights = weights;
  for (guint side = 0; side < 2; side++)
    {
      aligner->sides[side] = sides[side];
      aligner->levels[side] = find_levels (texts[side]);
      aligner->covered[side] = g_new0 (float, texts[side]->n_units + 1);
      tri_align_scratch_init (&aligner->scratch[side], sides[side]->n_words);
    }
  self->links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  if (keeps_likely)
    self->likely = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  aligner->likely = g_array_new (FALSE, FALSE, sizeof (TriAlignBead));
  aligner->ratio = measure_ratio (aligner);
  memcpy (aligner->bead_cost, weights->bead_cost, sizeof aligner->bead_cost);
  find_prior (aligner, texts[0], texts[1]);
  return self;
}

gboolean
tri_align_work_is_done (const TriAlignWork *self)
{
  return self->next > self->options.n_anchors;
}

/* Aligns one more section. FALSE when cancelled. */
gboolean
tri_align_work_step (TriAlignWork *self, GError **error)
{
  TriAlignStretch stretch = get_stretch (self, self->next);

  if (is_long (&stretch) ? !run_long_stretch (self, &stretch, error) : !run_stretches (self, error))
    return FALSE;
  if (tri_align_work_is_done (self))
    clear_tools (self);
  return TRUE;
}

/* The place that the links have come to: what is before it is final. */
TriAlignPlace
tri_align_work_get_place (const TriAlignWork *self)
{
  return self->at;
}

/* (element-type TriAlignLink): the links until now, in order; there will be more */
GArray *
tri_align_work_get_links (TriAlignWork *self)
{
  return self->links;
}

/* (element-type TriAlignLink): every link until now that is not negligible, each with both sides.
 * The caller may take out those it needs no more. */
GArray *
tri_align_work_get_likely (TriAlignWork *self)
{
  return self->likely;
}

/* How likely it is that a unit has no counterpart. */
float
tri_align_work_get_alone (const TriAlignWork *self, guint side, guint unit)
{
  return CLAMP (1 - self->aligner.covered[side][unit], 0, 1);
}
