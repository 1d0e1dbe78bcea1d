/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "library/tri-library-proposals.h"

G_BEGIN_DECLS

/* Private to the library: the rows of proposals. */

TriProposalRow *tri_proposal_store_read (TriLibrary *library,
                                         gint64 id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriProposalRow *tri_proposal_store_new_row (TriLibrary *library,
                                            TriStatement *statement) G_GNUC_WARN_UNUSED_RESULT;
/* Adds it when there is none with its uuid. */
gboolean tri_proposal_store_write (TriLibrary *library, const TriProposalRow *row, GError **error);
/* Makes the entity of an accepted proposal, in the register of what was discovered in the work. */
gboolean tri_proposal_store_make_entity (TriLibrary *library,
                                         const TriProposalRow *row,
                                         GError **error);

/* For the journal: a proposal with the entity that it became. */
char *tri_journal_proposals_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_journal_proposals_put (TriLibrary *library,
                                    const char *uuid,
                                    const char *row,
                                    GError **error);

/* What tri_proposal_store_new_row() reads. */
#define TRI_PROPOSAL_COLUMNS \
  "id, work, uuid, state, type, name, n_mentions, n_texts, confidence, forms, places, entity"

G_END_DECLS
