/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-columns.h"
#include "concordance/reader-concordance-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderConcordanceList:
 *
 * The lines of a #ReaderConcordanceModel, one of which is chosen.
 *
 * Signal "chosen": another line is, or none.
 * Signal "line-activated": the chosen line, by Enter or two clicks.
 */
#define READER_TYPE_CONCORDANCE_LIST (reader_concordance_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceList,
                      reader_concordance_list,
                      READER,
                      CONCORDANCE_LIST,
                      GtkWidget)

ReaderConcordanceModel *reader_concordance_list_get_model (ReaderConcordanceList *self);
ReaderConcordanceColumns *reader_concordance_list_get_columns (ReaderConcordanceList *self);
void reader_concordance_list_set_menu (ReaderConcordanceList *self, GMenuModel *menu);
/* Borrowed; NULL when none is chosen. */
ReaderConcordanceItem *reader_concordance_list_get_chosen (ReaderConcordanceList *self);
/* GTK_INVALID_LIST_POSITION when none is chosen. */
guint reader_concordance_list_get_position (ReaderConcordanceList *self);
gboolean reader_concordance_list_has_keyboard (ReaderConcordanceList *self);
/* Chooses that line; @with_keyboard: and gives it the keyboard. */
void reader_concordance_list_go_to (ReaderConcordanceList *self,
                                    guint position,
                                    gboolean with_keyboard);
/* To be called around a change of the order: the chosen line stays chosen. */
guint32 reader_concordance_list_begin_order (ReaderConcordanceList *self);
void reader_concordance_list_end_order (ReaderConcordanceList *self, guint32 chosen);

G_END_DECLS
