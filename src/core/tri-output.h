/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GOutputStream *tri_output_open (GFile *file, GCancellable *cancellable, GError **error);
gboolean tri_output_close (GOutputStream *stream,
                           gboolean is_written,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
