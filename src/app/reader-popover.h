/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reader_popover_name_items (GtkWidget *popover);
void reader_popover_name_menu (GtkMenuButton *button);
void reader_popover_remove (GtkWidget *popover);
void reader_popover_point_at (GtkPopover *popover, GtkWidget *at);

G_END_DECLS
