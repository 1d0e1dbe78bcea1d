/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file without a name for what does not belong into memory: it goes when it is closed, or with
 * the process. Errors are of the domain G_IO_ERROR, and say what to do. */

/* Returns a descriptor to close, -1 on error. */
int tri_temp_file_open (GError **error);
int tri_temp_file_open_in (const char *const *folders, GError **error);
gboolean tri_temp_file_write (int file,
                              gconstpointer bytes,
                              gsize size,
                              goffset at,
                              GError **error);
/* All of @size, or it is an error. */
gboolean tri_temp_file_read (int file, gpointer bytes, gsize size, goffset at, GError **error);

G_END_DECLS
