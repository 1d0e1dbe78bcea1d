/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done with proposals, by the pointer: a button for all, and a menu for the current one.
 * @unfold: (out) (transfer none): is down while the filter is to be seen */
GtkWidget *reader_proposal_tools_new (GtkWidget **unfold) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
