/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* What gzip or xz may expand to: so many times the file, and at least so many bytes. */
#define TRI_SOURCE_MAX_EXPANSION 200
#define TRI_SOURCE_MIN_LIMIT ((goffset) 64 * 1024 * 1024)

/* The bytes of a file, as they are within gzip or xz; @size is what they take up on the disk. */
GInputStream *tri_source_open (const TriSource *source,
                               goffset *size,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of them, at most @max bytes. */
GBytes *tri_source_load (const TriSource *source,
                         gsize max,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The base name for messages, and without .gz or .xz. */
char *tri_source_dup_plain_name (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
