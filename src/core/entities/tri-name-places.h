/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const GArray *tri_name_places_find (const char *folded);
gboolean tri_name_places_share (const GArray *a, const GArray *b);

G_END_DECLS
