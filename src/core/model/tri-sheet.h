/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/**
 * TriSheet:
 * @uuid: what names it for good; %NULL until it is stored
 * @languages: (array zero-terminated=1): BCP 47, those its items are shown in, in order; none for
 * all there are
 * @n_items: how many items it has, for lists
 * @created: likewise @modified: Unix seconds
 *
 * A study sheet: marks and own text, in the reader's order.
 */
struct _TriSheet
{
  GObject parent_instance;
  char *uuid;
  char *title;
  GStrv languages;
  guint n_items;
  gint64 created;
  gint64 modified;
};

#define TRI_TYPE_SHEET (tri_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TriSheet, tri_sheet, TRI, SHEET, GObject)

TriSheet *tri_sheet_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
TriSheet *tri_sheet_copy (TriSheet *self) G_GNUC_WARN_UNUSED_RESULT;

/* The words of an item in one text. */
typedef struct
{
  char *lang;
  char *quote;
  /* the title of the text, or "" */
  char *title;
  /* the row of the passage they begin in; 0 for none */
  gint64 passage;
  gint64 text;
  /* the words that were marked, not their counterpart */
  gboolean own;
} TriSheetQuote;

TriSheetQuote *tri_sheet_quote_new (const char *lang,
                                    const char *quote,
                                    const char *title) G_GNUC_WARN_UNUSED_RESULT;
void tri_sheet_quote_free (TriSheetQuote *self);

/**
 * TriSheetItem:
 * @uuid: what names it for good; %NULL until it is stored
 * @sheet: the uuid of its sheet
 * @bookmark: the uuid of a mark; "" for own text
 * @words: own text in Markdown-lite; "" for a mark
 * @languages: (array zero-terminated=1): as those of a sheet; none for those of its sheet
 * @mark: (nullable): the mark as it is now; %NULL when it was deleted, and for own text
 * @place: where the mark stands, in words, also when it was deleted
 * @quotes: (element-type TriSheetQuote): of a mark, the words in the languages chosen, never none;
 * when it was deleted, the words that were kept
 * @created: likewise @modified: Unix seconds
 */
struct _TriSheetItem
{
  GObject parent_instance;
  char *uuid;
  char *sheet;
  char *bookmark;
  char *words;
  GStrv languages;
  TriBookmark *mark;
  char *place;
  GPtrArray *quotes;
  gint64 created;
  gint64 modified;
};

#define TRI_TYPE_SHEET_ITEM (tri_sheet_item_get_type ())
G_DECLARE_FINAL_TYPE (TriSheetItem, tri_sheet_item, TRI, SHEET_ITEM, GObject)

/* Of a mark, by its uuid, or of own text. */
TriSheetItem *tri_sheet_item_new_mark (const char *bookmark) G_GNUC_WARN_UNUSED_RESULT;
TriSheetItem *tri_sheet_item_new_words (const char *words) G_GNUC_WARN_UNUSED_RESULT;
TriSheetItem *tri_sheet_item_copy (TriSheetItem *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_sheet_item_is_mark (TriSheetItem *self);
/* Whether both are shown alike. */
gboolean tri_sheet_item_is_same (TriSheetItem *self, TriSheetItem *other);

G_END_DECLS
