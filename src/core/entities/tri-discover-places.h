/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What ICU knows of the names of countries, continents, cities and languages in English, French
 * and Dutch. Words are folded. */

gboolean tri_places_has (const char *folded);
char *tri_places_dup (const char *folded) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_places_has_language (const char *folded, gssize length);
gboolean tri_places_has_people (const char *folded, gssize length);

G_END_DECLS
