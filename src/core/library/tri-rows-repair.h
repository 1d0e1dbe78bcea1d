/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Renumbers the rows after links of these passages changed (element-type gint64): only the blocks
 * that hold them, as far as the strands of the work stay what they are. Part of a transaction. */
gboolean tri_rows_repair (TriLibrary *library, gint64 work, const GArray *passages, GError **error);

G_END_DECLS
