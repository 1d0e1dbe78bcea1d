/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

gboolean tri_library_link_counterparts (TriLibrary *self,
                                        gint64 work,
                                        guint *n_mentions,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
