/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderProposalsPanel:
 *
 * Who and what a work seems to speak of, the surest first, for the reader to judge: accept, rename,
 * change the type, merge, or say that it is no entity.
 *
 * Signal "proposal-activated" (gint64 text, gint64 passage): the reader wants to see the place.
 * Signal "proposal-said" (string words, gboolean undoable): what was done, in words.
 */
#define READER_TYPE_PROPOSALS_PANEL (reader_proposals_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProposalsPanel,
                      reader_proposals_panel,
                      READER,
                      PROPOSALS_PANEL,
                      GtkWidget)

GtkWidget *reader_proposals_panel_new (void);
void reader_proposals_panel_set_work (ReaderProposalsPanel *self,
                                      ReaderSession *session,
                                      TriWork *work);
/* Reads the texts when that was not done in this session, and gives the keyboard to the list. */
void reader_proposals_panel_look (ReaderProposalsPanel *self);
/* (element-type ReaderProposalItem): what is listed. */
GListModel *reader_proposals_panel_get_model (ReaderProposalsPanel *self);

G_END_DECLS
