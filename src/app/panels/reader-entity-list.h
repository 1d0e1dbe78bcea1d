/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

typedef enum
{
  READER_ENTITY_SCOPE_VIEW,
  READER_ENTITY_SCOPE_WORK,
  READER_ENTITY_SCOPE_LIBRARY,
} ReaderEntityScope;

/**
 * ReaderEntityList:
 *
 * Who and what is named, or when: in view, in the work, in the library.
 *
 * Properties "scope", "kind" and "order" (string): as in the settings.
 * Signal "entity-activated" (gint64 entity): the reader wants its card.
 * Signal "date-activated" (string edtf): likewise.
 */
#define READER_TYPE_ENTITY_LIST (reader_entity_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityList, reader_entity_list, READER, ENTITY_LIST, GtkWidget)

void reader_entity_list_connect (ReaderEntityList *self,
                                 ReaderSession *session,
                                 ReaderParallelView *view);
void reader_entity_list_set_scope (ReaderEntityList *self, ReaderEntityScope scope);
void reader_entity_list_set_filter (ReaderEntityList *self, const char *filter);
/* A TriEntityType, READER_KIND_DATE, or -1: all entities */
void reader_entity_list_set_type (ReaderEntityList *self, int type);
void reader_entity_list_set_order (ReaderEntityList *self, TriEntityOrder order);
void reader_entity_list_remember (ReaderEntityList *self, GSettings *settings);
void reader_entity_list_activate_first (ReaderEntityList *self);
void reader_entity_list_reload (ReaderEntityList *self);
void reader_entity_list_grab_filter (ReaderEntityList *self);
/* (element-type TriEntity), of dates (element-type ReaderDateItem): what is listed */
GListModel *reader_entity_list_get_model (ReaderEntityList *self);
/* FALSE while an answer is awaited. */
gboolean reader_entity_list_is_settled (ReaderEntityList *self);

G_END_DECLS
