/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* A register as a file that imports to an equal one. Streamed: memory does not grow with it, but
 * for the ids. */
gboolean tri_export_register_tei (TriLibrary *library,
                                  gint64 reg,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);
/* @separator: a comma, a semicolon or a tab. */
gboolean tri_export_register_table (TriLibrary *library,
                                    gint64 reg,
                                    char separator,
                                    GOutputStream *stream,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
