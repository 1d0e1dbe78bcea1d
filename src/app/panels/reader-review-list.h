/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-keys.h"
#include "reader-review-model.h"
#include "reader-review-row.h"

G_BEGIN_DECLS

/**
 * ReaderReviewList:
 *
 * The rows of a #ReaderReviewModel: where the keyboard is among them, and which are selected.
 *
 * Signal "row-activated" (ReaderReviewItem): by Enter or two clicks.
 * Signal "row-clicked" (ReaderReviewItem): once.
 * Signal "row-judged" (ReaderReviewItem, int verb): by its button.
 * Signal "selection-changed".
 */
#define READER_TYPE_REVIEW_LIST (reader_review_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderReviewList, reader_review_list, READER, REVIEW_LIST, GtkWidget)

/* @verbs, @n_verbs: see reader_review_row_new(); @keys: see reader_review_keys_add(), where there
 * are verbs */
GtkWidget *reader_review_list_new (ReaderReviewModel *model,
                                   const char *title,
                                   const ReaderReviewVerb *verbs,
                                   guint n_verbs,
                                   const ReaderReviewKey *keys) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_review_list_has_keyboard (ReaderReviewList *self);
/* The row that has, or had, the keyboard; FALSE when there is none. */
gboolean reader_review_list_focus_row (ReaderReviewList *self);
ReaderReviewItem *reader_review_list_get_current (ReaderReviewList *self);
guint reader_review_list_count_selected (ReaderReviewList *self);
/* (element-type ReaderReviewItem): the current row, and all that are selected with it. */
GPtrArray *reader_review_list_list_chosen (ReaderReviewList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
