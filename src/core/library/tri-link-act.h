/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-journal.h"
#include "library/tri-library-links.h"
#include "library/tri-link-place.h"

G_BEGIN_DECLS

/* An act on links while it is done: what verbs are made of.
 *
 * @passage: likewise @place: where it happens
 * @own: (element-type gint64): the links it made
 * @touched: (element-type gint64): the passages of all links it changed
 * @had_computed: it took a computed link away
 * @is_account: the work is no translation: a passage may be in any number of links, and the aligner
 *   has no say
 */
typedef struct
{
  TriLibrary *library;
  TriJournal *journal;
  gint64 passage;
  TriPlace place;
  GArray *own;
  GArray *touched;
  gboolean had_computed;
  gboolean is_account;
} TriLinkAct;

gboolean tri_link_act_begin (TriLinkAct *self,
                             TriLibrary *library,
                             const char *name,
                             gint64 passage,
                             GError **error);
/* Takes a link away. */
gboolean tri_link_act_remove (TriLinkAct *self, const TriLink *link, GError **error);
gboolean tri_link_act_confirm (TriLinkAct *self, const TriLink *link, GError **error);
/* Makes a confirmed link of these members (element-type TriLinkMember), sorted here; of members in
 * one text an omission; of none nothing. They leave the links they were in. */
gboolean tri_link_act_make (TriLinkAct *self,
                            GArray *members,
                            TriRelation relation,
                            GError **error);
/* Makes a confirmed link of accounts, of this kind: other links that hold the members stay. */
gboolean tri_link_act_add (TriLinkAct *self,
                           GArray *members,
                           TriRelation relation,
                           TriLinkKind kind,
                           GError **error);
/* Lets the rows follow, aligns around, and ends the act. */
gboolean tri_link_act_finish (TriLinkAct *self, TriLinkRest *rest, GError **error);
void tri_link_act_clear (TriLinkAct *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriLinkAct, tri_link_act_clear)

/* The link that an act on a member changes: of a sentence the link that holds it; of a passage, or
 * of a sentence of which only the passage is tied, the row, as a link without id of all its
 * passages. *@at becomes the member in it. A sentence that no link holds is a link of itself. */
TriLink *tri_link_act_get (TriLinkAct *self,
                           TriLinkMember *at,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The link (row) above (-1) or below (1) a link; NULL without @error at the end. What is between
 * the two without being tied, in the text of @at, is a link of itself. */
TriLink *tri_link_act_get_beside (TriLinkAct *self,
                                  const TriLink *link,
                                  const TriLinkMember *at,
                                  int direction,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
