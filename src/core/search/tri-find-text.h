/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text as it is searched: as tri_fold() makes it, or with all that is seen of it.
 * @offsets: (out) (optional): as of tri_fold_with_offsets() */
char *tri_find_text (const char *text,
                     gboolean folds,
                     GArray **offsets) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a regular expression, whose signs stay what they are. */
char *tri_find_fold_expression (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
