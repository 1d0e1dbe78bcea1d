/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What to say of a file that none of the formats reads: what it is, where its first bytes tell, and
 * what to do. @readable lists what can be read. */
char *tri_format_dup_refusal (const char *name,
                              const guint8 *bytes,
                              gsize n_bytes,
                              const char *readable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
