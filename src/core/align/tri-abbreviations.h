/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tri_abbreviation_ends (const char *lang,
                                const char *start,
                                const char *stop,
                                const char *next);

G_END_DECLS
