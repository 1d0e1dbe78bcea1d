/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 passage;
  gint64 text;
  /* an index, -1 for the whole passage */
  int sentence;
} TriLinkMember;

/**
 * TriLink:
 * @score: how likely it is that exactly this is right; NAN when nobody said
 * @full: each side is one unit (passage or sentence), so that it says all of each
 * @members: (element-type TriLinkMember): by text, then in reading order
 *
 * What corresponds to what, over any number of passages or sentences of any number of texts.
 */
typedef struct
{
  gint64 id;
  TriRelation relation;
  TriStatus status;
  TriLinkKind kind;
  double score;
  gboolean full;
  GArray *members;
} TriLink;

TriLink *tri_link_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_link_free (TriLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLink, tri_link_free)

G_END_DECLS
