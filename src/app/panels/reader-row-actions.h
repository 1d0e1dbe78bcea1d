/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Offers on the accessibility bus what a row of a list does: "row.activate", when it can be
 * activated, and "row.focus", when it can be selected. To be called by the factory, once the child
 * of the row is set. */
void reader_row_actions_offer (GtkListItem *list_item);
/* The same of a row of a list box. */
void reader_row_actions_offer_box_row (GtkWidget *row);

G_END_DECLS
