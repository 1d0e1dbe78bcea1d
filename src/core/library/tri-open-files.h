/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tri_open_files_lock (void);
void tri_open_files_unlock (void);
gboolean tri_open_files_has (const char *path);
char *tri_open_files_add (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void tri_open_files_remove (char *file);

G_END_DECLS
