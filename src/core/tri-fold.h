/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most code points one code point folds to. */
#define TRI_FOLD_MAX 18

guint tri_fold_char (gunichar c, gunichar out[TRI_FOLD_MAX]);
char *tri_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *tri_fold_with_offsets (const char *text, GArray **offsets) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
