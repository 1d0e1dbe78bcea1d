/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a verb is said on the button of a row. */
typedef struct
{
  const char *icon;
  /* With its key; and, for assistive technology, without. */
  const char *tooltip;
  const char *spoken;
} ReaderReviewVerb;

/**
 * ReaderReviewRow:
 *
 * What a row to be judged shows, with a button for either judgement.
 *
 * Signal "judged" (int verb): the button was pressed, see @verbs of reader_review_row_new().
 * Signal "clicked": the row was clicked, without a key that selects.
 */
#define READER_TYPE_REVIEW_ROW (reader_review_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderReviewRow, reader_review_row, READER, REVIEW_ROW, GtkWidget)

/* @verbs: untranslated, may be %NULL when @n_verbs is 0. */
GtkWidget *reader_review_row_new (const ReaderReviewVerb *verbs,
                                  guint n_verbs) G_GNUC_WARN_UNUSED_RESULT;
void reader_review_row_set_item (ReaderReviewRow *self, ReaderReviewItem *item);
ReaderReviewItem *reader_review_row_get_item (ReaderReviewRow *self);

G_END_DECLS
