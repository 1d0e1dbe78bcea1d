/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tri_seed_plant (const char *seed, const char *path);

G_END_DECLS
