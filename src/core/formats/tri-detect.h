/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Below this many bytes no guess is worth making. */
#define TRI_DETECT_MIN_BYTES 600
/* More than this is not looked at. */
#define TRI_DETECT_MAX_BYTES (16 * 1024)

const char *tri_detect_language (const char *text, gsize n_bytes);

G_END_DECLS
