/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-proposals.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderProposalFilter:
 *
 * Which proposals are listed: of one type or of all, with some words in a name; and in which order.
 *
 * Property "order" (string): "confidence", "mentions" or "name".
 * Signal "changed": others are asked for.
 * Signal "left": the keyboard is to go to the list.
 */
#define READER_TYPE_PROPOSAL_FILTER (reader_proposal_filter_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProposalFilter,
                      reader_proposal_filter,
                      READER,
                      PROPOSAL_FILTER,
                      GtkWidget)

GtkWidget *reader_proposal_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* What is asked, floating; reader_proposal_filter_read() reads it on any thread: the words are
 * those of @query, which may be %NULL. */
GVariant *reader_proposal_filter_get_query (ReaderProposalFilter *self);
TriProposalQuery reader_proposal_filter_read (GVariant *query);
/* Whether some proposals may be left out. */
gboolean reader_proposal_filter_is_set (ReaderProposalFilter *self);
void reader_proposal_filter_clear (ReaderProposalFilter *self);

G_END_DECLS
