/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/reader-sheet-list.h"

G_BEGIN_DECLS

/* Lines of a sheet are dragged to where they are to stand. */

/* Of a #ReaderSheetRow. */
void reader_sheet_drag_offer (GtkWidget *row, ReaderSheetList *list);
void reader_sheet_drag_watch (GtkScrolledWindow *scroller);

G_END_DECLS
