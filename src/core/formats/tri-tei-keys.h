/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tri_tei_key_to_id (const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *tri_tei_key_from_id (const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_tei_key_is_id (const char *key);
gboolean tri_tei_is_name (const char *key);
gboolean tri_tei_is_name_end (const char *key);

G_END_DECLS
