/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tri-error.h"
#include "model/tri-passage.h"

G_BEGIN_DECLS

/* Small numbers and ranges as bytes in a column. A number is a varint: seven bits a byte, the low
 * ones first, the top bit set in all bytes but the last. */

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} TriUnpacker;

void tri_pack_number (GByteArray *out, guint64 number);
void tri_pack_ranges (GByteArray *out, const TriRange *ranges, guint n_ranges);
void tri_pack_spans (GByteArray *out, const TriSpan *spans, guint n_spans);

gboolean tri_unpack_number (TriUnpacker *self, guint64 *out, GError **error);
gboolean tri_unpack_ranges (TriUnpacker *self, GArray *out, GError **error);
gboolean tri_unpack_spans (TriUnpacker *self, GArray *out, GError **error);

G_END_DECLS
