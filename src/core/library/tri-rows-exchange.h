/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Computes the strands and rows of a work that is read meanwhile again, in short transactions, and
 * then the summaries of their blocks. Should it fail or be cancelled, the rows are what they
 * were. */
gboolean tri_rows_replace (TriLibrary *library,
                           gint64 work,
                           GCancellable *cancellable,
                           GError **error);
/* Makes the summaries that are missing; not a must. */
gboolean tri_rows_summarise (TriLibrary *library,
                             gint64 work,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
