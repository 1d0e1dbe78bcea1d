/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-card-item.h"
#include "reader-card-question.h"
#include "reader-mention-list.h"

G_BEGIN_DECLS

/**
 * ReaderCardRows:
 *
 * The rows of the card of an entity or a date, one list behind the other:
 *
 *   head        one row
 *   mentions    a ReaderMentionList for each text of the work
 *   together    entities
 *   bookmarks
 *   elsewhere   for each other work a title and a ReaderMentionList for each of its texts
 */
#define READER_TYPE_CARD_ROWS (reader_card_rows_get_type ())
G_DECLARE_FINAL_TYPE (ReaderCardRows, reader_card_rows, READER, CARD_ROWS, GObject)

ReaderCardRows *reader_card_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type ReaderCardItem) */
GListModel *reader_card_rows_get_model (ReaderCardRows *self);
void reader_card_rows_clear_mentions (ReaderCardRows *self);
void reader_card_rows_add_mentions (ReaderCardRows *self, ReaderMentionList *take);
void reader_card_rows_clear_answer (ReaderCardRows *self);
void reader_card_rows_show_answer (ReaderCardRows *self,
                                   ReaderCardAnswer *answer,
                                   TriLibrary *library,
                                   const ReaderSubject *subject);
void reader_card_rows_expand (ReaderCardRows *self, ReaderCardItem *more);
gboolean reader_card_rows_find (ReaderCardRows *self,
                                gint64 text,
                                gint64 mention,
                                guint *position);
gint64 reader_card_rows_get_work_of (ReaderCardRows *self, gint64 text);

G_END_DECLS
