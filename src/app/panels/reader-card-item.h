/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

typedef enum
{
  READER_CARD_HEAD,    /* what the entity is: shown by a widget of the card */
  READER_CARD_SECTION, /* a title over a part of the card */
  READER_CARD_WORK,    /* a title over the mentions in another work */
  READER_CARD_TEXT,    /* a title over the mentions in one text */
  READER_CARD_CONTEXT, /* a mention in its line */
  READER_CARD_MORE,    /* shows the mentions that are not listed yet */
  READER_CARD_ENTITY,
  READER_CARD_BOOKMARK,
} ReaderCardKind;

/**
 * ReaderCardItem:
 * @title: what the row shows
 * @suffix: (nullable): what stands behind it
 * @strong_start: likewise @strong_end: the strong part of the title, in bytes
 * @context: (nullable): of a mention
 * @entity: (nullable): what an entity's row leads to
 * @bookmark: (nullable): what a bookmark's row leads to
 *
 * One row of an entity's card.
 */
struct _ReaderCardItem
{
  GObject parent_instance;
  ReaderCardKind kind;
  char *title;
  char *suffix;
  guint strong_start;
  guint strong_end;
  TriContext *context;
  TriEntity *entity;
  TriBookmark *bookmark;
};

#define READER_TYPE_CARD_ITEM (reader_card_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderCardItem, reader_card_item, READER, CARD_ITEM, GObject)

ReaderCardItem *reader_card_item_new (ReaderCardKind kind,
                                      const char *title,
                                      const char *suffix) G_GNUC_WARN_UNUSED_RESULT;
ReaderCardItem *reader_card_item_new_context (const TriContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
