/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reader_import_paste_async (GdkClipboard *clipboard,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GListModel *reader_import_paste_finish (GAsyncResult *result,
                                        char **made,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
