/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tri_plain_guess_encoding (const char *bytes,
                                gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;
const char *tri_plain_find_wide (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
