/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"
#include "library/tri-library-links.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ReaderReviewItem:
 * @key: what it is about: a row with the same key may say something else, but of the same
 * @label: what it is called, as a sentence names it
 * @title: (nullable): what the row shows of the label, where that is less
 * @subtitle: (nullable): below it
 * @details: in a lower voice
 * @contexts: (nullable): lines of a text
 * @icon: (nullable): the name of an icon
 * @place: where it stands; a passage of 0: nowhere
 * @data: (nullable): what the acts of its panel need
 *
 * A row of a list that a reader judges.
 */
#define READER_TYPE_REVIEW_ITEM (reader_review_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderReviewItem, reader_review_item, READER, REVIEW_ITEM, GObject)

struct _ReaderReviewItem
{
  GObject parent_instance;

  char *key;
  char *label;
  char *title;
  char *subtitle;
  char *details;
  char *contexts;
  const char *icon;
  TriLinkMember place;
  gpointer data;
  GDestroyNotify free_data;
};

/* Takes the strings. */
ReaderReviewItem *reader_review_item_new (char *key,
                                          char *label,
                                          char *details) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both say the same of the same. */
gboolean reader_review_item_equal (ReaderReviewItem *self, ReaderReviewItem *other);
char *reader_review_item_dup_spoken (ReaderReviewItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
