/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-dates.h"

G_BEGIN_DECLS

/**
 * ReaderDateItem:
 * @edtf: its value
 * @words: that in the words of the interface
 * @n: how often it is said in the scope
 *
 * A date in the sidebar's list.
 */
struct _ReaderDateItem
{
  GObject parent_instance;
  char *edtf;
  char *words;
  guint n;
};

#define READER_TYPE_DATE_ITEM (reader_date_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderDateItem, reader_date_item, READER, DATE_ITEM, GObject)

/* (element-type ReaderDateItem), in the order of time. @filter (nullable): a year, or words as the
 * interface or a text says them. */
GPtrArray *reader_date_items_list (TriLibrary *library,
                                   const TriDateQuery *query,
                                   const char *filter,
                                   guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
