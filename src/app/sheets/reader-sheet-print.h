/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A study sheet for the printer, or for a file that GtkPrintOperation exports. */
GtkPrintOperation *reader_sheet_print_new (const char *title,
                                           GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
/* All items of a sheet (element-type TriSheetItem), read by the worker. */
void reader_sheet_print_read_async (ReaderSession *session,
                                    const char *sheet,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GPtrArray *reader_sheet_print_read_finish (GObject *worker,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes a sheet to a file, in the format its name says. */
void reader_sheet_print_export_async (ReaderSession *session,
                                      const char *sheet,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);

G_END_DECLS
