/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-proposals.h"
#include "reader-review-item.h"

G_BEGIN_DECLS

/* What the acts of the list of proposals need of a row. */
typedef struct
{
  gint64 id;
  TriEntityType type;
} ReaderProposal;

/* A row with the forms of the proposal by language, how often it is named, and a few contexts,
 * which are read from @library. */
ReaderReviewItem *reader_proposal_item_new (TriLibrary *library,
                                            const TriProposalRow *row) G_GNUC_WARN_UNUSED_RESULT;
const ReaderProposal *reader_proposal_item_get (ReaderReviewItem *item);

G_END_DECLS
