/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* HTML is held whole: notes are looked for behind the marks that name them. */
#define TRI_HTML_MAX_BYTES (64 * 1024 * 1024)

char *tri_html_load (const TriSource *source,
                     gsize *length,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
