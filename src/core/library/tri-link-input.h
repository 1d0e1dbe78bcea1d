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
} TriTie;

/**
 * TriLinkInput:
 * @units: what is to be aligned
 * @ties: (element-type TriTie): the links that are there
 * @kept: (element-type guint): of each text the units that take part: the aligner's numbers to ours
 *
 * What the aligner is given, and how to read its answer. Fixed links (confirmed, or imported)
 * become anchors; what has no counterpart for certain takes no part.
 */
typedef struct
{
  guint n_texts;
  TriUnits *units[TRI_ALIGN_MAX_TEXTS];
  GArray *ties;
  GArray *kept[TRI_ALIGN_MAX_TEXTS];
  GArray *anchors;
} TriLinkInput;

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
/* Makes anchors of the fixed ties; then the input is ready. */
void tri_link_input_prepare (TriLinkInput *self);
/* Runs the aligner. It looks at nothing but @self: another thread may do it. */
TriAlignMany *tri_link_input_align (TriLinkInput *self,
                                    const TriAlignManyOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The link that stands for what the aligner said, without an id; NULL where that is nothing: less
 * than two texts. @texts: which texts of the input the two or more sides are. */
TriLink *tri_link_input_dup_link (const TriLinkInput *self,
                                  const guint *texts,
                                  guint n_texts,
                                  const guint *first,
                                  const guint *count,
                                  double confidence) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
