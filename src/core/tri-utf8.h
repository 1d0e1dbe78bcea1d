/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint tri_utf8_count (const char *text, gsize n_bytes);

G_END_DECLS
