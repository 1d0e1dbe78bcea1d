/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * reader_list_scroll_to:
 * @position: of an item, from 0
 *
 * Brings an item into view: at once, and where the list is not shown or laid out yet, as soon as it
 * is. What is asked for later takes the place of what was asked for before.
 */
void reader_list_scroll_to (GtkListView *list, guint position);

/* What was asked for and did not come into view yet is wanted no more. */
void reader_list_scroll_forget (GtkListView *list);

G_END_DECLS
