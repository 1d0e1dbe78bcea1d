/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-act.h"

G_BEGIN_DECLS

/* The reader's acts on links of accounts: a passage is in as many as it tells events that others
 * tell. @members (element-type TriLinkMember) with their texts. */

/* They tell of the same; what was computed, or said before, of just these goes. */
gboolean tri_link_act_tie_account (TriLinkAct *self,
                                   GArray *members,
                                   TriRelation relation,
                                   GError **error);
/* They do not. */
gboolean tri_link_act_untie_account (TriLinkAct *self, GArray *members, GError **error);
/* What the links say of a passage and the text @in (0: any other) is not so. */
gboolean tri_link_act_reject_account (TriLinkAct *self, gint64 passage, gint64 in, GError **error);

G_END_DECLS
