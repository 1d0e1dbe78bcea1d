/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first bytes of a file say of it, for the sniff() of formats. */

/* The letters of UTF-8 or UTF-16, as far as they are ASCII. */
GString *tri_sniff_new_text (const guint8 *bytes, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;
/* Behind the mark of UTF-8 or UTF-16 that such letters may begin with. */
const char *tri_sniff_skip_mark (const char *at);
/* The start tag of the root of an XML file, without its brackets, perhaps cut off: "tmx
 * version='1.4'". NULL when the file is no XML, or its prolog too long. */
char *tri_sniff_dup_root (const guint8 *bytes, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;
/* Whether that is an element with this local name. */
gboolean tri_sniff_is_element (const char *root, const char *name);
/* Whether the bytes begin a zip file, perhaps one that ends within its first mark. */
gboolean tri_sniff_is_zip (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
