/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-find.h"
#include "concordance/reader-concordance-heads.h"
#include "concordance/reader-concordance-pane.h"
#include "concordance/reader-concordance.h"
#include "panels/reader-search-near.h"
#include "reader-toasts.h"

G_BEGIN_DECLS

/* Shared by the files of the window. */

struct _ReaderConcordance
{
  AdwWindow parent_instance;

  GtkMenuButton *more;
  GtkSearchEntry *entry;
  GtkDropDown *sorts;
  GtkLabel *status;
  GtkWidget *stop_button;
  GtkProgressBar *progress_bar;
  GtkLabel *notes;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwStatusPage *problem;
  ReaderSearchNear *near;
  ReaderConcordanceHeads *heads;
  ReaderConcordanceList *list;
  ReaderConcordancePane *pane;
  GMenuModel *line_menu;

  ReaderSession *session;
  TriWorker *worker; /* finds, sorts and writes */
  TriConcordance *concordance;
  char *typed;
  gboolean forms;
  TriConcordanceSort sort;   /* that is wanted */
  TriConcordanceSort sorted; /* that the lines have */
  gboolean is_found;         /* all hits are there */
  GCancellable *cancellable; /* of what is done */
  GCancellable *reading;     /* of what the pane shows */
  ReaderConcordanceProgress *progress;
  const char *doing; /* in words, or NULL */
  guint look_id;
  GArray *acts; /* ReaderConcordanceAct: what Ctrl+Z takes back */
  ReaderToasts *messages;
  GtkNativeDialog *chooser;
  guint n_acts; /* that are not done yet */
};

typedef enum
{
  READER_CONCORDANCE_LEFT_OUT,
  READER_CONCORDANCE_BOOKMARKED,
} ReaderConcordanceAct;

/* Says so while the worker is busy; NULL: it is done. */
void reader_concordance_set_doing (ReaderConcordance *self, const char *doing);

/* reader-concordance-show.c */
void reader_concordance_update (ReaderConcordance *self);
void reader_concordance_show_problem (ReaderConcordance *self, const char *words);
void reader_concordance_show_notes (ReaderConcordance *self);
void reader_concordance_show_languages (ReaderConcordance *self);

/* reader-concordance-acts.c */
void reader_concordance_class_install_acts (GtkWidgetClass *widget_class);
void reader_concordance_update_acts (ReaderConcordance *self);
void reader_concordance_go (ReaderConcordance *self);
extern guint reader_concordance_place_activated;

/* reader-concordance-files.c */
void reader_concordance_class_install_files (GtkWidgetClass *widget_class);

G_END_DECLS
