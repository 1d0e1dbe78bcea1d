/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-search-filter.h"
#include "reader-search-kept.h"
#include "reader-search-model.h"
#include "reader-search-near.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderSearchPanel:
 *
 * Searches the library: what is typed is asked at once, and what it finds is listed with its
 * counterparts.
 *
 * Signal "hit-activated" (gint64 work, ReaderPlace *place, gboolean leave): the reader wants to see
 *   it there; with @leave the keyboard is to go there, too.
 * Signal "said" (string words, gboolean undoable): what was done, or why not.
 */
#define READER_TYPE_SEARCH_PANEL (reader_search_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchPanel, reader_search_panel, READER, SEARCH_PANEL, GtkWidget)

GtkWidget *reader_search_panel_new (void);
void reader_search_panel_connect (ReaderSearchPanel *self,
                                  ReaderSession *session,
                                  ReaderParallelView *view);
/* Nothing is asked any more: the library is being closed. */
void reader_search_panel_close (ReaderSearchPanel *self);
/* To the entry, all of it selected. */
void reader_search_panel_take_focus (ReaderSearchPanel *self);
void reader_search_panel_set_question (ReaderSearchPanel *self, const char *typed);
const char *reader_search_panel_get_question (ReaderSearchPanel *self);
/* To the next hit, or (-1) the one before; the keyboard stays where it is. FALSE: there is none. */
gboolean reader_search_panel_step (ReaderSearchPanel *self, int direction);
void reader_search_panel_point_at (ReaderSearchPanel *self, guint position);
/* (element-type ReaderSearchItem) */
GListModel *reader_search_panel_get_model (ReaderSearchPanel *self);
ReaderSearchFilter *reader_search_panel_get_filter (ReaderSearchPanel *self);
ReaderSearchKept *reader_search_panel_get_kept (ReaderSearchPanel *self);
ReaderSearchNear *reader_search_panel_get_near (ReaderSearchPanel *self);
/* FALSE while an answer is awaited. */
gboolean reader_search_panel_is_settled (ReaderSearchPanel *self);
/* What it says of what was found, and of what was typed. */
const char *reader_search_panel_get_status (ReaderSearchPanel *self);
const char *reader_search_panel_get_note (ReaderSearchPanel *self);

G_END_DECLS
