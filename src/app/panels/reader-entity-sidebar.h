/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-entity-card.h"
#include "reader-entity-list.h"

G_BEGIN_DECLS

/**
 * ReaderEntitySidebar:
 *
 * Who and what the texts speak of, and when: a list, and the card of one. Cards the reader came
 * through can be gone back to.
 *
 * Signals "bookmark-activated" and "place-activated": as the card's.
 */
#define READER_TYPE_ENTITY_SIDEBAR (reader_entity_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntitySidebar, reader_entity_sidebar, READER, ENTITY_SIDEBAR, GtkWidget)

GtkWidget *reader_entity_sidebar_new (void);
void reader_entity_sidebar_connect (ReaderEntitySidebar *self,
                                    ReaderSession *session,
                                    ReaderParallelView *view);
void reader_entity_sidebar_open (ReaderEntitySidebar *self, gint64 entity, gint64 mention);
void reader_entity_sidebar_open_date (ReaderEntitySidebar *self,
                                      const char *edtf,
                                      gint64 mention);
void reader_entity_sidebar_show_list (ReaderEntitySidebar *self);
gboolean reader_entity_sidebar_go_back (ReaderEntitySidebar *self);
ReaderEntityList *reader_entity_sidebar_get_list (ReaderEntitySidebar *self);
/* The card that is shown, or NULL. */
ReaderEntityCard *reader_entity_sidebar_get_card (ReaderEntitySidebar *self);

G_END_DECLS
