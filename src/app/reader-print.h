/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A work, or what was chosen of it, for a printer: pages are laid out one at a time while GTK waits
 * for them, and read from the library as they are. NULL with @error when it cannot be read. */
GtkPrintOperation *reader_print_new (TriLibrary *library,
                                     const TriExportOptions *options,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for a printer, and prints. FALSE without @error when the reader thought better of it. */
gboolean reader_print_run (TriLibrary *library,
                           const TriExportOptions *options,
                           GtkWindow *parent,
                           GError **error);

G_END_DECLS
