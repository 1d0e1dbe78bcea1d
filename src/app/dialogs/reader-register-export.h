/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

G_BEGIN_DECLS

void reader_register_export_async (ReaderSession *session,
                                   gint64 reg,
                                   const char *path,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean reader_register_export_finish (GObject *worker, GAsyncResult *result, GError **error);

G_END_DECLS
