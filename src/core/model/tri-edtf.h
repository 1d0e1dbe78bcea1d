/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tri_edtf_get_bounds (const char *edtf, gint64 *first, gint64 *last);
gint64 tri_edtf_get_first_day (int year);

G_END_DECLS
