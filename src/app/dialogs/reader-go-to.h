/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderGoToItem:
 * @title: what is there
 * @detail: what kind of place it is, in words
 * @place: where it is
 *
 * A place that what the reader typed may mean.
 */
struct _ReaderGoToItem
{
  GObject parent_instance;
  char *title;
  char *detail;
  ReaderPlace place;
};

#define READER_TYPE_GO_TO_ITEM (reader_go_to_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderGoToItem, reader_go_to_item, READER, GO_TO_ITEM, GObject)

GPtrArray *reader_go_to_find (TriLibrary *library,
                              TriWork *work,
                              const char *typed,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
