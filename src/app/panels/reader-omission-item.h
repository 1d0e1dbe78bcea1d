/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-links.h"

G_BEGIN_DECLS

/**
 * ReaderOmissionItem:
 * @beginning: the first words
 * @details: the language, how many sentences, and whether somebody confirmed it
 *
 * A row of the list of omissions.
 */
#define READER_TYPE_OMISSION_ITEM (reader_omission_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOmissionItem, reader_omission_item, READER, OMISSION_ITEM, GObject)

struct _ReaderOmissionItem
{
  GObject parent_instance;

  TriLinkMember first;
  guint n_sentences;
  char *beginning;
  char *details;
};

ReaderOmissionItem *reader_omission_item_new (const TriOmission *omission,
                                              const char *language) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_omission_item_equal (ReaderOmissionItem *self, ReaderOmissionItem *other);

G_END_DECLS
