/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-panel.h"

G_BEGIN_DECLS

/**
 * ReaderProposalsPanel:
 *
 * Who and what a work seems to speak of, the surest first, for the reader to judge: accept, rename,
 * change the type, merge, or say that it is no entity.
 */
#define READER_TYPE_PROPOSALS_PANEL (reader_proposals_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProposalsPanel,
                      reader_proposals_panel,
                      READER,
                      PROPOSALS_PANEL,
                      ReaderReviewPanel)

GtkWidget *reader_proposals_panel_new (void);
/* Reads the texts when that was not done in this session, and gives the keyboard to the list. */
void reader_proposals_panel_look (ReaderProposalsPanel *self);

G_END_DECLS
