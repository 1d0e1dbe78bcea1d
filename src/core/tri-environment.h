/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tri_environment_get_version (void);
const char *tri_environment_get_data_dir (void);
const char *tri_environment_get_seed (void);
const char *tri_environment_get_locale_dir (void);
void tri_environment_init (void);

G_END_DECLS
