/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file chooser that a dialog holds at @place while it is open: with the dialog it goes, too. */

/* @chooser is taken. @response_cb has @self and the response. */
void reader_file_chooser_show (GtkNativeDialog **place,
                               GtkFileChooserNative *chooser,
                               GCallback response_cb,
                               gpointer self);
/* At the response: what was chosen, or NULL. */
GFile *reader_file_chooser_take_file (GtkNativeDialog **place,
                                      int response) G_GNUC_WARN_UNUSED_RESULT;
char *reader_file_chooser_take_path (GtkNativeDialog **place,
                                     int response) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
