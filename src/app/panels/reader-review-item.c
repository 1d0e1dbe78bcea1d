/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-item.h"

G_DEFINE_FINAL_TYPE (ReaderReviewItem, reader_review_item, G_TYPE_OBJECT)

static void
reader_review_item_finalize (GObject *object)
{
  ReaderReviewItem *self = READER_REVIEW_ITEM (object);

  g_free (self->key);
  g_free (self->label);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->details);
  g_free (self->contexts);
  if (self->free_data)
    self->free_data (self->data);

  G_OBJECT_CLASS (reader_review_item_parent_class)->finalize (object);
}

static void
reader_review_item_class_init (ReaderReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_review_item_finalize;
}

static void
reader_review_item_init (ReaderReviewItem *self)
{
}

ReaderReviewItem *
reader_review_item_new (char *key, char *label, char *details)
{
  ReaderReviewItem *self = g_object_new (READER_TYPE_REVIEW_ITEM, NULL);

  self->key = key;
  self->label = label;
  self->details = details;
  return self;
}

gboolean
reader_review_item_equal (ReaderReviewItem *self, ReaderReviewItem *other)
{
  return g_str_equal (self->key, other->key)
         && g_str_equal (self->label, other->label)
         && g_str_equal (self->details, other->details)
         && g_strcmp0 (self->contexts, other->contexts) == 0;
}

/* All that the row shows, as sentences. */
char *
reader_review_item_dup_spoken (ReaderReviewItem *self)
{
  return g_strjoin (". ", self->label, self->details, self->contexts, NULL);
}
