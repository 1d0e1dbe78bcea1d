/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* Two million sentences and more, a line each; a file beyond that would take up too much memory. */
#define TRI_PLAIN_MAX_BYTES (256 * 1024 * 1024)
#define TRI_PLAIN_MAX_LINES 4000000

char *tri_plain_load (const TriSource *source,
                      gsize *length,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *tri_plain_load_raw (const TriSource *source,
                          gsize *length,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The encoding by the byte order mark, whose length goes to @skip; NULL without one. */
const char *tri_plain_find_mark (const guint8 *bytes, gsize n_bytes, gsize *skip);
/* Ends every line with one \n and takes out what could not stand in XML, in place. */
void tri_plain_clean (char *text, gsize *length);
guint tri_plain_count_lines (const char *bytes, const char *end);
int tri_plain_sniff (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
