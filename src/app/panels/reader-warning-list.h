/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-warnings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderWarningItem:
 * @warning: (nullable): what is to be checked; %NULL of a heading
 * @kind: that it is of, or heads
 * @n: how many a heading stands above
 *
 * A row of the list of names to check.
 */
#define READER_TYPE_WARNING_ITEM (reader_warning_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWarningItem, reader_warning_item, READER, WARNING_ITEM, GObject)

struct _ReaderWarningItem
{
  GObject parent_instance;

  GArray *source;
  const TriEntityWarning *warning;
  TriEntityWarningKind kind;
  guint n;
};

/**
 * ReaderWarningList:
 *
 * Names to check, each kind under a heading. An item is made when it is first asked for: of
 * thousands of warnings only those in view cost anything.
 */
#define READER_TYPE_WARNING_LIST (reader_warning_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWarningList, reader_warning_list, READER, WARNING_LIST, GObject)

ReaderWarningList *reader_warning_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @warnings: (nullable) (element-type TriEntityWarning): in the order of their kinds; @with_aside:
 * those, too, that were put aside. Only what changed is told, so that the row with the keyboard
 * keeps it. */
void reader_warning_list_set (ReaderWarningList *self, GArray *warnings, gboolean with_aside);

G_END_DECLS
