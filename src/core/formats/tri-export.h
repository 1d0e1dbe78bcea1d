/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* Writers, streamed: memory does not grow with the work. They read the library only through its
 * verbs. */
gboolean tri_export_json (TriLibrary *library,
                          gint64 work,
                          GOutputStream *stream,
                          GCancellable *cancellable,
                          GError **error);
gboolean tri_export_tei (TriLibrary *library,
                         gint64 work,
                         GOutputStream *stream,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
