/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "panels/reader-list-moves.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-rename-entry.h"
#include "sheets/reader-sheet-languages.h"
#include "sheets/reader-sheets.h"
#include "reader-toasts.h"

G_BEGIN_DECLS

/* Shared by the files of the window. */

struct _ReaderSheets
{
  AdwWindow parent_instance;

  GtkWidget *new_button;
  GtkMenuButton *more;
  ReaderRenameEntry *entry;
  GtkListView *sheets;
  AdwToastOverlay *toasts;
  GtkWidget *tools;
  GtkLabel *title_label;
  ReaderSheetLanguages *languages;
  GtkStack *pages;
  ReaderSheetList *list;

  ReaderSession *session;
  GListStore *store;
  GtkSingleSelection *selection;
  ReaderListMoves *moves;
  GCancellable *cancellable; /* of what is being read */
  TriSheet *sheet;           /* as it was read; NULL until it is */
  char *current;             /* its uuid */
  char *wanted;              /* an item that gets the keyboard when it is there */
  ReaderToasts *messages;
  GtkNativeDialog *chooser;
  guint n_acts;         /* that are not done yet */
  gboolean wants_sheet; /* the one that was made gets the keyboard when it is there */
  gboolean is_read;
  gboolean is_filling;
  gboolean is_renaming; /* else the entry is for a new one */
};

void reader_sheets_reload (ReaderSheets *self);

/* reader-sheets-acts.c */
void reader_sheets_class_install_acts (GtkWidgetClass *widget_class);
void reader_sheets_connect_acts (ReaderSheets *self);
/* What stands in the editor is stored. */
void reader_sheets_finish_writing (ReaderSheets *self);

/* reader-sheets-files.c */
void reader_sheets_class_install_files (GtkWidgetClass *widget_class);

G_END_DECLS
