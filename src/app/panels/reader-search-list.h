/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-search-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchList:
 *
 * What was found, a row for each passage.
 *
 * Signal "hit-activated" (uint position, gboolean leave): the reader wants to see it; with @leave
 * to go there.
 */
#define READER_TYPE_SEARCH_LIST (reader_search_list_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchList, reader_search_list, READER, SEARCH_LIST, GtkWidget)

ReaderSearchModel *reader_search_list_get_model (ReaderSearchList *self);
/* Gives the focus to a row and selects it, at once or as soon as the row is there. */
void reader_search_list_focus_row (ReaderSearchList *self, guint position);
/* Shows a row and selects it; the keyboard stays where it is. */
void reader_search_list_point_at (ReaderSearchList *self, guint position);
/* The row that is selected, GTK_INVALID_LIST_POSITION for none. */
guint reader_search_list_get_selected (ReaderSearchList *self);
/* Whether the reader is on the way through it: the keyboard is in it, or it is scrolled. */
gboolean reader_search_list_is_walked (ReaderSearchList *self);
void reader_search_list_rewind (ReaderSearchList *self);

G_END_DECLS
