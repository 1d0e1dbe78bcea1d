/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reader_popover_remove (GtkWidget *popover);

G_END_DECLS
