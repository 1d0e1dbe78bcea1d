/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-warning-list.h"

#include "model/tri-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderWarningRow:
 *
 * A name to check in words, with a button that puts it aside; or the heading of a kind, with what
 * such a warning means.
 *
 * Signal "aside-clicked": the button was.
 */
#define READER_TYPE_WARNING_ROW (reader_warning_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWarningRow, reader_warning_row, READER, WARNING_ROW, GtkWidget)

GtkWidget *reader_warning_row_new (void);
/* @library is asked what the entities are called. */
void reader_warning_row_set_item (ReaderWarningRow *self,
                                  ReaderWarningItem *item,
                                  TriLibrary *library,
                                  TriWork *work);

G_END_DECLS
