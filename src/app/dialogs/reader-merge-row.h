/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-merge.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A conflict: both versions side by side, and what can be done. */
GtkWidget *reader_merge_row_new (const TriMergeConflict *conflict, gboolean can_decide);
/* NULL for other widgets. */
const char *reader_merge_row_get_uuid (GtkWidget *row);
/* What of the library it is, for a reader: "Bookmarks and notes". */
const char *reader_merge_row_get_kind_words (const char *what);

G_END_DECLS
