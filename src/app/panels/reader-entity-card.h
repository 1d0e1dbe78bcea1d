/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-bookmark.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderEntityCard:
 *
 * One entity, or one date: what it is and how it is called, every mention in its line, what it is
 * named with and the bookmarks that touch it.
 *
 * Property: "title" (string): its name, of a date its words.
 * Signal "entity-activated" (gint64 entity): the reader wants another card.
 * Signal "bookmark-activated" (TriBookmark): the reader wants to go there, maybe in another work.
 * Signal "place-activated" (gint64 work, ReaderPlace): the reader wants to go there, in another
 * work.
 */
#define READER_TYPE_ENTITY_CARD (reader_entity_card_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityCard, reader_entity_card, READER, ENTITY_CARD, GtkWidget)

void reader_entity_card_connect (ReaderEntityCard *self,
                                 ReaderSession *session,
                                 ReaderParallelView *view);
gboolean reader_entity_card_set_entity (ReaderEntityCard *self, gint64 entity);
gint64 reader_entity_card_get_entity (ReaderEntityCard *self);
void reader_entity_card_set_date (ReaderEntityCard *self, const char *edtf);
/* NULL while an entity is shown. */
const char *reader_entity_card_get_date (ReaderEntityCard *self);
void reader_entity_card_reload (ReaderEntityCard *self);
void reader_entity_card_set_mention (ReaderEntityCard *self, gint64 mention);
gboolean reader_entity_card_step (ReaderEntityCard *self, int direction);
/* Does what a click on a row does. */
void reader_entity_card_activate (ReaderEntityCard *self, guint row);
/* (element-type ReaderCardItem): the rows */
GListModel *reader_entity_card_get_model (ReaderEntityCard *self);
guint reader_entity_card_get_current (ReaderEntityCard *self);
/* FALSE while an answer is awaited. */
gboolean reader_entity_card_is_settled (ReaderEntityCard *self);

G_END_DECLS
