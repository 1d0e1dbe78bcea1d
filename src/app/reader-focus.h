/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * reader_focus_child:
 *
 * The focus() of a widget that has its own grab_focus() and one child for all it shows. That of
 * GtkWidget calls grab_focus() where Shift+Tab should leave the widget, and so keeps the keyboard.
 */
gboolean reader_focus_child (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
