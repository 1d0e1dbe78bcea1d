/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-proposals.h"
#include "reader-review-model.h"

G_BEGIN_DECLS

/* What the acts of the list of proposals need of a row. */
typedef struct
{
  gint64 id;
  TriEntityType type;
} ReaderProposal;

const ReaderProposal *reader_proposal_item_get (ReaderReviewItem *item);
/* Those that a query of #ReaderProposalFilter lets through, see #ReaderReviewAsk. */
GPtrArray *reader_proposal_item_ask (TriLibrary *library,
                                     const ReaderReviewQuestion *question,
                                     guint *n_all,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
