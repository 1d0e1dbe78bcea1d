/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What found no place when texts were imported again: read on the thread for long questions, and
 * shown as a list. */

GtkWidget *reader_unplaced_new (GPtrArray *items);
void reader_unplaced_list_async (ReaderSession *session,
                                 gint64 work,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *reader_unplaced_list_finish (GObject *worker,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
