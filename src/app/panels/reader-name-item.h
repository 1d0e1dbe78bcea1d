/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-names.h"

G_BEGIN_DECLS

/**
 * ReaderNameItem:
 * @suggestion: what may be a name in another spelling
 * @title: the form, and the name it may be
 * @details: why, the languages, and how often
 *
 * A row of the list of suggestions.
 */
#define READER_TYPE_NAME_ITEM (reader_name_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderNameItem, reader_name_item, READER, NAME_ITEM, GObject)

struct _ReaderNameItem
{
  GObject parent_instance;

  TriNameSuggestion *suggestion;
  char *title;
  char *details;
};

ReaderNameItem *reader_name_item_new (TriNameSuggestion *take) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_name_item_equal (ReaderNameItem *self, ReaderNameItem *other);

G_END_DECLS
