/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* Twenty times the longest novels; more would take up too much memory. */
#define TRI_PLAIN_MAX_BYTES (64 * 1024 * 1024)
#define TRI_PLAIN_MAX_LINES 1500000

char *tri_plain_load (const TriSource *source,
                      gsize *length,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
int tri_plain_sniff (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
