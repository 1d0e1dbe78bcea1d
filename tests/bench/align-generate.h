/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void align_generate (guint n_pairs, const char *path_a, const char *path_b, const char *path_gold);

G_END_DECLS
