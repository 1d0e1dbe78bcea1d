/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for files that some format reads, or for folders of them; several at once. */
GtkNativeDialog *reader_import_chooser_new (GtkWindow *parent,
                                            gboolean is_folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
