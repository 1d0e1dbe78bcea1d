/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-space.h"

#include <math.h>

/* What the three pairs say is not independent: so much of it counts. */
#define TOGETHER .5f

/* What each unit of a text beyond the first costs in a group, so that groups are as small as the
 * pairs allow. */
#define MORE_UNITS 2.f

#define MAX_UNITS 9
#define MAX_STEPS 125

/* How far to trust what two texts say when the third cannot be had with them. */
#define NO_MORE .3f

/* A place where the chains of all three pairs meet is taken as it is when they are as sure as this;
 * or, after so many units without one, whatever they are. */
#define SURE .97f
#define MANY_UNITS 500

/* A group is taken when it is likelier than this. */
#define THETA .4f

/* What two texts are as sure of as this (.99, as a logarithm) is no omission, though it is open
 * what of the third goes with it, so that no group with them is likely: then the likeliest is
 * taken, if it is at least as likely as that. It weighs so little that it changes nothing else. */
#define SURE_PAIR -.01f
#define LITTLE .001f
#define LEAST .2f

/**
 * Step:
 * @from: where it comes from
 * @score: what it is worth
 * @surest: what the pair that is surest of it says
 *
 * A group that ends in a cell.
 */
typedef struct
{
  gsize from;
  float score;
  float surest;
  guint8 count[3];
} Step;

/* The step the best way takes from a cell. */
typedef struct
{
  gsize to;
  float likely;
  guint8 count[3];
} Choice;

/**
 * Joint:
 * @sum: for each cell the sum of all ways to it; logarithms
 * @rest: the sum of all ways from it to the end
 * @right: how many groups of the best way from there on are right, as far as can be said
 * @choices: the first step of that way
 */
typedef struct
{
  TriAlignSpace *space;
  float *sum;
  float *rest;
  float *right;
  Choice *choices;
} Joint;

static inline guint
count_more (guint a, guint b, guint c)
{
  return (a ? a - 1 : 0) + (b ? b - 1 : 0) + (c ? c - 1 : 0);
}

static float
find_surest (const TriAlignSpace *space, const float says[3], const guint count[3])
{
  float surest = TRI_ALIGN_NEVER;

  for (guint pair = 0; pair < (space->bound ? 3 : 2); pair++)
    if (count[tri_align_texts_of_pair[pair][0]] && count[tri_align_texts_of_pair[pair][1]])
      surest = MAX (surest, says[pair]);
  return surest;
}

/* The steps to a place with @a and @b units of the first two axes. */
static guint
add_steps (const Joint *self, const guint at[3], guint a, guint b, Step *steps)
{
  const TriAlignSpace *space = self->space;
  guint i = at[0] - a;
  guint j = at[1] - b;
  float first = tri_align_space_get_cover (space, 0, i, j, a, b);
  guint n = 0;

  for (guint c = a + b == 0; c <= TRI_ALIGN_COVER && c <= at[2] && a + b + c <= MAX_UNITS; c++)
    {
      guint h = at[2] - c;
      gsize from = tri_align_space_find_cell (space, i, j, h);
      float says[3] = { first, 0, 0 };
      float score;

      if (from == TRI_ALIGN_NO_CELL || self->sum[from] <= TRI_ALIGN_NEVER)
        continue;
      says[1] = tri_align_space_get_cover (space, 1, i, h, a, c);
      if (space->bound)
        says[2] = tri_align_space_get_cover (space, 2, j, h, b, c);
      score = TOGETHER * (says[0] + says[1] + says[2])
              - MORE_UNITS * (float) count_more (a, b, c);
      steps[n++] = (Step){ from,
                           score,
                           find_surest (space, says, (guint[3]){ a, b, c }),
                           { (guint8) a, (guint8) b, (guint8) c } };
    }
  return n;
}

/* All steps to a place. */
static guint
list_steps (const Joint *self, const guint at[3], Step steps[MAX_STEPS])
{
  guint n = 0;

  for (guint a = 0; a <= TRI_ALIGN_COVER && a <= at[0]; a++)
    for (guint b = 0; b <= TRI_ALIGN_COVER && b <= at[1]; b++)
      if (at[1] - b >= self->space->lo[0][at[0] - a] && at[1] - b <= self->space->hi[0][at[0] - a])
        n += add_steps (self, at, a, b, steps + n);
  return n;
}

static inline float
add_logs (float a, float b)
{
  float more = MAX (a, b);
  float less = MIN (a, b) - more;

  return less < -16 ? more : more + log1pf (expf (less));
}

static void
go_to (Joint *self, const guint at[3], gsize cell)
{
  Step steps[MAX_STEPS];
  guint n = list_steps (self, at, steps);

  self->sum[cell] = at[0] + at[1] + at[2] == 0 ? 0 : 2 * TRI_ALIGN_NEVER;
  for (guint s = 0; s < n; s++)
    self->sum[cell] = add_logs (self->sum[cell], self->sum[steps[s].from] + steps[s].score);
}

/* What a step that is so likely adds to the groups that are right: more, the more texts it ties.
 * Else two groups of two texts, which no way has together, could win over one of three. A unit
 * alone is no group. */
static inline float
reward (const Step *step, float likely)
{
  guint n = (step->count[0] > 0) + (step->count[1] > 0) + (step->count[2] > 0);

  if (n < 2)
    return 0;
  if (likely <= THETA && likely >= LEAST && step->surest >= SURE_PAIR)
    return LITTLE * (float) (n - 1) * likely;
  return (float) (n - 1) * (likely - THETA);
}

static void
go_from (Joint *self, const guint at[3], gsize cell, float all)
{
  Step steps[MAX_STEPS];
  guint n = self->rest[cell] > TRI_ALIGN_NEVER ? list_steps (self, at, steps) : 0;

  for (guint s = 0; s < n; s++)
    {
      const Step *step = &steps[s];
      float *rest = &self->rest[step->from];
      float likely = expf (self->sum[step->from] + step->score + self->rest[cell] - all);
      float right = self->right[cell] + reward (step, likely);

      *rest = add_logs (*rest, self->rest[cell] + step->score);
      if (right > self->right[step->from])
        {
          self->right[step->from] = right;
          self->choices[step->from]
              = (Choice){ cell, likely, { step->count[0], step->count[1], step->count[2] } };
        }
    }
}

static void
fill (Joint *self)
{
  const TriAlignSpace *space = self->space;

  for (guint i = 0; i <= tri_align_space_get_n (space, 0); i++)
    for (guint j = space->lo[0][i]; j <= space->hi[0][i]; j++)
      {
        gsize row = space->row_first[i] + j - space->lo[0][i];

        for (guint h = 0; h < space->row_n[row]; h++)
          go_to (self, (guint[3]){ i, j, space->row_lo[row] + h }, space->row_at[row] + h);
      }
}

static void
fill_rest (Joint *self)
{
  const TriAlignSpace *space = self->space;
  float all = self->sum[space->n_cells - 1];

  for (gsize i = 0; i < space->n_cells; i++)
    self->rest[i] = self->right[i] = 2 * TRI_ALIGN_NEVER;
  self->rest[space->n_cells - 1] = self->right[space->n_cells - 1] = 0;
  for (guint i = tri_align_space_get_n (space, 0) + 1; i-- > 0;)
    for (guint j = space->hi[0][i] + 1; j-- > space->lo[0][i];)
      {
        gsize row = space->row_first[i] + j - space->lo[0][i];

        for (guint h = space->row_n[row]; h-- > 0;)
          go_from (self, (guint[3]){ i, j, space->row_lo[row] + h }, space->row_at[row] + h, all);
      }
}

/* The best way: the one whose groups are likeliest to be right, each by itself. */
static void
read_choices (const Joint *self, GArray *boxes)
{
  const TriAlignSpace *space = self->space;
  guint at[3] = { 0, 0, 0 };

  for (gsize cell = tri_align_space_find_cell (space, 0, 0, 0); cell + 1 < space->n_cells;)
    {
      const Choice *choice = &self->choices[cell];
      TriAlignBox box;

      for (guint axis = 0; axis < 3; axis++)
        {
          box.first[space->order[axis]] = tri_align_space_get_first (space, axis) + at[axis];
          box.count[space->order[axis]] = choice->count[axis];
          at[axis] += choice->count[axis];
        }
      box.confidence = choice->likely;
      g_array_append_val (boxes, box);
      cell = choice->to;
    }
}

static void
joint_clear (Joint *self)
{
  g_clear_pointer (&self->space, tri_align_space_free);
  g_free (self->sum);
  g_free (self->rest);
  g_free (self->right);
  g_free (self->choices);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Joint, joint_clear)

static gboolean
try_stretch (const TriAlignTriple *triple,
             const TriAlignBox *stretch,
             gboolean bound,
             GArray *boxes)
{
  g_auto (Joint) self = { .space = tri_align_space_new (triple, stretch, bound) };
  gsize end = TRI_ALIGN_NO_CELL;

  if (self.space)
    end = tri_align_space_find_cell (self.space,
                                     tri_align_space_get_n (self.space, 0),
                                     tri_align_space_get_n (self.space, 1),
                                     tri_align_space_get_n (self.space, 2));
  if (end == TRI_ALIGN_NO_CELL)
    return FALSE;
  self.sum = g_new (float, self.space->n_cells);
  self.rest = g_new (float, self.space->n_cells);
  self.right = g_new (float, self.space->n_cells);
  self.choices = g_new0 (Choice, self.space->n_cells);
  fill (&self);
  if (self.sum[end] <= TRI_ALIGN_NEVER)
    return FALSE;
  fill_rest (&self);
  read_choices (&self, boxes);
  return TRUE;
}

/* Where the three contradict each other over too long a stretch: what the first two say, and the
 * third text by itself. */
static void
give_up (const TriAlignTriple *triple, const TriAlignBox *stretch, GArray *boxes)
{
  const GArray *links = triple->pairs[0]->links;

  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
      TriAlignBox box = { { link->first[0], link->first[1], stretch->first[2] },
                          { link->count[0], link->count[1], 0 },
                          (float) link->confidence * NO_MORE };

      if (link->first[0] + link->count[0] <= stretch->first[0] + stretch->count[0]
          && link->first[1] + link->count[1] <= stretch->first[1] + stretch->count[1]
          && link->first[0] >= stretch->first[0] && link->first[1] >= stretch->first[1])
        g_array_append_val (boxes, box);
    }
  for (guint h = 0; h < stretch->count[2]; h++)
    {
      TriAlignBox box = { { stretch->first[0] + stretch->count[0],
                            stretch->first[1] + stretch->count[1],
                            stretch->first[2] + h },
                          { 0, 0, 1 },
                          NO_MORE };

      g_array_append_val (boxes, box);
    }
}

/* @sure: how sure the stretch itself is */
static void
join_stretch (const TriAlignTriple *triple, const TriAlignBox *stretch, float sure, GArray *boxes)
{
  guint begin = boxes->len;

  if (!try_stretch (triple, stretch, TRUE, boxes) && !try_stretch (triple, stretch, FALSE, boxes))
    give_up (triple, stretch, boxes);
  for (guint i = begin; i < boxes->len; i++)
    g_array_index (boxes, TriAlignBox, i).confidence *= sure;
}

/* Whether the chain of a pair comes through a place, and how sure it is there. */
static gboolean
passes (const TriAlignEvidence *evidence, guint i, guint j, float *sure)
{
  const TriAlignPath *path = &evidence->paths[0];

  if (!path->open[i] || j < path->lo[i] || j > path->hi[i] || !evidence->paths[1].open[j])
    return FALSE;
  *sure = MIN (*sure, MAX (path->sure[i], evidence->paths[1].sure[j]));
  return TRUE;
}

/* Ends the stretch at a place where all three pairs agree, if they are sure or it is long. */
static void
try_cut (const TriAlignTriple *triple, const guint at[3], TriAlignBox *stretch, GArray *boxes)
{
  float sure = 1;
  guint n = 0;

  for (guint text = 0; text < 3; text++)
    {
      if (at[text] < stretch->first[text])
        return;
      stretch->count[text] = at[text] - stretch->first[text];
      n += stretch->count[text];
    }
  if (n == 0 || !passes (triple->pairs[0], at[0], at[1], &sure)
      || !passes (triple->pairs[1], at[0], at[2], &sure)
      || !passes (triple->pairs[2], at[1], at[2], &sure) || (sure < SURE && n < MANY_UNITS))
    return;
  join_stretch (triple, stretch, MIN (sure, stretch->confidence), boxes);
  for (guint text = 0; text < 3; text++)
    stretch->first[text] = at[text];
  stretch->confidence = sure;
}

static gboolean
is_final (const TriAlignEvidence *evidence, guint i, guint j)
{
  return !evidence->goes_on || (i < evidence->n[0] && j < evidence->n[1]);
}

static gboolean
are_final (const TriAlignTriple *triple, guint i, guint j, guint h)
{
  return is_final (triple->pairs[0], i, j)
         && is_final (triple->pairs[1], i, h)
         && is_final (triple->pairs[2], j, h);
}

/* Looks for cuts at a place of the first text. FALSE when not enough is known yet. */
static gboolean
scan_row (TriAlignScan *self, const TriAlignTriple *triple, GArray *boxes)
{
  const TriAlignPath *second = &triple->pairs[0]->paths[0];
  const TriAlignPath *third = &triple->pairs[1]->paths[0];
  const TriAlignPath *path = &triple->pairs[2]->paths[0];
  guint i = self->row;

  if (!is_final (triple->pairs[0], i, 0) || !is_final (triple->pairs[1], i, 0))
    return FALSE;
  if (!second->open[i] || !third->open[i])
    return TRUE;
  if (!are_final (triple, i, second->hi[i], third->hi[i]))
    return FALSE;
  for (guint j = MAX (second->lo[i], self->rest.first[1]);
       j <= MIN (second->hi[i], self->end[1]);
       j++)
    {
      guint lo = MAX (MAX (third->lo[i], path->lo[j]), self->rest.first[2]);
      guint hi = MIN (MIN (third->hi[i], path->hi[j]), self->end[2]);

      for (guint h = lo; h <= hi; h++)
        try_cut (triple, (guint[3]){ i, j, h }, &self->rest, boxes);
    }
  return TRUE;
}

/**
 * tri_align_scan_init:
 * @stretch: which units of the three texts; its corners are places that all three pairs agree on
 */
void
tri_align_scan_init (TriAlignScan *self, const TriAlignBox *stretch)
{
  self->rest = *stretch;
  self->rest.confidence = 1;
  self->row = stretch->first[0];
  for (guint text = 0; text < 3; text++)
    self->end[text] = stretch->first[text] + stretch->count[text];
}

/**
 * tri_align_scan_go_on:
 * @triple: what is known by now, at least of all that is not cut off
 * @boxes: (element-type TriAlignBox): where to add the groups, in order
 *
 * Brings three texts together as far as what is known will not change. The groups are those that
 * would be found if all were known.
 *
 * Returns: whether the stretch is at its end
 */
gboolean
tri_align_scan_go_on (TriAlignScan *self, const TriAlignTriple *triple, GArray *boxes)
{
  TriAlignBox *rest = &self->rest;

  for (; self->row <= self->end[0]; self->row++)
    if (!scan_row (self, triple, boxes))
      return FALSE;
  if (!are_final (triple, self->end[0], self->end[1], self->end[2]))
    return FALSE;
  for (guint text = 0; text < 3; text++)
    rest->count[text] = self->end[text] - rest->first[text];
  if (rest->count[0] + rest->count[1] + rest->count[2] > 0)
    join_stretch (triple, rest, rest->confidence, boxes);
  return TRUE;
}

/**
 * tri_align_joint:
 * @stretch: which units of the three texts; its corners are places that all three pairs agree on
 * @boxes: (element-type TriAlignBox): where to add the groups, in order
 *
 * Brings three texts together: groups of up to four units of each text and nine in all, whose sum
 * of what the three pairs say of them is the greatest. A group may hold several links of a pair.
 */
void
tri_align_joint (const TriAlignTriple *triple, const TriAlignBox *stretch, GArray *boxes)
{
  TriAlignScan scan;

  tri_align_scan_init (&scan, stretch);
  tri_align_scan_go_on (&scan, triple, boxes);
}
