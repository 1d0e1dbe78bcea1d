/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cli_languages_check (char **tags, guint n_files, GError **error);

G_END_DECLS
