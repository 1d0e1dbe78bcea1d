/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-prose.h"
#include "reader-search-history.h"
#include "reader-search-list.h"
#include "reader-search-names.h"
#include "reader-search-panel.h"

G_BEGIN_DECLS

/* Shared by the files of the panel. */

struct _ReaderSearchPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  ReaderSearchFilter *filter;
  GtkWidget *note;
  ReaderProse *note_words;
  GtkWidget *filtered;
  ReaderProse *filtered_words;
  GtkLabel *status;
  GtkWidget *by_rank;
  GtkStack *stack;
  ReaderSearchList *list;
  GtkWidget *nothing;
  ReaderSearchNear *near;
  GtkWidget *start;
  ReaderSearchKept *kept;
  GtkWidget *hint;
  GtkWidget *keep;
  GtkWidget *concordance;

  ReaderSearchNames *names;
  ReaderSearchHistory *history;
  ReaderSession *session;
  ReaderParallelView *view;
  ReaderSearchRun *run; /* of what was asked last, or NULL */
  TriSearch *search;    /* whose hits are listed, or NULL */
  /* All hits of a question that is asked again, until it is answered; or NULL. */
  GArray *renewed;
  /* By rank, while the reader goes through the list as it was before; or NULL. */
  GArray *ranked;
  guint ask_id;
  guint renew_id;
  guint note_id;
  gboolean is_ranked;
  gboolean wants_first; /* Enter was pressed before something was found */
};

/* reader-search-answer.c */
gboolean reader_search_panel_is_blank (ReaderSearchPanel *self);
guint reader_search_panel_count_hits (ReaderSearchPanel *self);
void reader_search_panel_show_status (ReaderSearchPanel *self);
/* When Enter was pressed, and there is something to show. */
void reader_search_panel_show_first (ReaderSearchPanel *self);
void reader_search_panel_show_by_rank (ReaderSearchPanel *self);
void reader_search_panel_stop_asking (ReaderSearchPanel *self);
/* Several keys that come together are one question. */
void reader_search_panel_hurry (ReaderSearchPanel *self);
/* The same question again, soon: the library changed. */
void reader_search_panel_renew (ReaderSearchPanel *self);

/* reader-search-panel.c */
void reader_search_panel_show_kept (ReaderSearchPanel *self);
void reader_search_panel_say (ReaderSearchPanel *self, const char *words, gboolean undoable);

G_END_DECLS
