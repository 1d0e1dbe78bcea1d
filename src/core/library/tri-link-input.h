/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-many.h"
#include "library/tri-link-units.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

/**
 * TriTie:
 * @first: in each text the first unit of a link that is there
 * @end: and the first behind it; the same where the text has none
 * @is_partial: it has members that are not among the units
 * @is_passages: it ties whole passages: what their sentences correspond to is open
 * @is_own: an act just made it
 * @open: a bit for each text it is silent about, and that is to be found (tri-link-open.c)
 * @is_covered: another fixed link holds all of it and more
 * @is_placed: where it stands in all texts is known
 * @full: (nullable): the link with all its members, where @open was asked for
 *
 * A link of the library as the aligner sees it.
 */
typedef struct
{
  gint64 link;
  TriLinkKind kind;
  TriStatus status;
  guint first[TRI_ALIGN_MAX_TEXTS];
  guint end[TRI_ALIGN_MAX_TEXTS];
  guint n_members;
  gboolean is_partial;
  gboolean is_passages;
  gboolean is_own;
  guint open;
  gboolean is_covered;
  gboolean is_placed;
  TriLink *full;
} TriTie;

/**
 * TriLinkInput:
 * @units: what is to be aligned
 * @ties: (element-type TriTie): the links that are there
 * @places: (element-type TriAlignGroup): the fixed links that cross nothing, by our numbers
 * @kept: (element-type guint): of each text the units that take part: the aligner's numbers to ours
 * @anchors: (element-type TriAlignGroup): @places by the aligner's numbers
 * @pair_anchors: (element-type TriAlignAnchor): of each pair; %NULL where no link is open
 * @open_at: of each text the open tie of each unit, counted from 1; %NULL where none is open
 *
 * What the aligner is given, and how to read its answer. Fixed links (confirmed, or imported)
 * become anchors; what has no counterpart for certain takes no part, nor do fixed links that cross
 * others.
 */
typedef struct
{
  guint n_texts;
  TriUnits *units[TRI_ALIGN_MAX_TEXTS];
  GArray *ties;
  GArray *places;
  GArray *kept[TRI_ALIGN_MAX_TEXTS];
  GArray *anchors;
  GArray *pair_anchors[TRI_ALIGN_MAX_PAIRS];
  guint *open_at[TRI_ALIGN_MAX_TEXTS];
} TriLinkInput;

/**
 * TriLinkSides:
 * @texts: (array length=n): which texts of the input the sides are
 * @first: (array length=n): the first unit of each, in the aligner's numbers
 * @count: (array length=n): how many
 *
 * What the aligner says that corresponds.
 */
typedef struct
{
  guint n;
  const guint *texts;
  const guint *first;
  const guint *count;
} TriLinkSides;

TriLinkInput *tri_link_input_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_link_input_free (TriLinkInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLinkInput, tri_link_input_free)

/* @units is taken over. */
void tri_link_input_take_text (TriLinkInput *self, TriUnits *units);
/* Reads the links between the units: all, or the fixed ones alone. */
gboolean tri_link_input_read_ties (TriLinkInput *self,
                                   TriLibrary *library,
                                   gboolean fixed_only,
                                   GError **error);
gboolean tri_tie_is_fixed (const TriTie *self);
/* Finds the fixed ties that are open. @fresh: (nullable) (element-type gint64): texts that nothing
 * tied before. */
gboolean tri_link_input_open_ties (TriLinkInput *self,
                                   TriLibrary *library,
                                   const GArray *fresh,
                                   GError **error);
/* Makes anchors of the fixed ties; then the input is ready. */
void tri_link_input_prepare (TriLinkInput *self);
/* Runs the aligner (tri-link-cross.c). It looks at nothing but @self: another thread may do it.
 * What was prepared may change until it calls back with the first result. */
TriAlignMany *tri_link_input_align (TriLinkInput *self,
                                    const TriAlignManyOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends the links that stand for what the aligner said, without ids (element-type TriLink): one
 * as a rule, none for less than two texts; those that extend open ties. */
void tri_link_input_add_links (const TriLinkInput *self,
                               const TriLinkSides *sides,
                               TriLinkKind kind,
                               double confidence,
                               GPtrArray *out);

/* For tri-link-cross.c: goes by these places (element-type TriAlignGroup) and no others. */
void tri_link_input_set_places (TriLinkInput *self, GArray *places);
TriAlignMany *tri_link_input_run (TriLinkInput *self,
                                  const TriAlignManyOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* tri-link-open.c, for tri_link_input_prepare() */
void tri_link_input_prepare_open (TriLinkInput *self);
/* The aligner's number of a unit, or of the next that takes part. */
guint tri_link_input_find_kept (const TriLinkInput *self, guint text, guint unit);

G_END_DECLS
