/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/**
 * fuzz_format_read:
 * @bytes: what to read; for DOCX the parts of the archive, each behind a line "@@ its name"
 *
 * Reads bytes as a file of a format into a draft that keeps nothing, and aborts when it is given
 * what readers promise not to give: other than UTF-8, ranges beyond their passages or out of order,
 * divisions and texts without an end. A reader that fails must say why.
 */
void fuzz_format_read (const TriFormat *format, const guint8 *bytes, gsize n_bytes);

G_END_DECLS
