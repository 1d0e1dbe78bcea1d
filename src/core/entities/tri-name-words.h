/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint tri_name_words_find_given (const char *folded);
gboolean tri_name_words_is_common (guint given);
guint tri_name_words_find_epithet (const char *folded);
guint tri_name_words_find_translated (const char *folded);
const char *const *tri_name_words_get_vocabulary (guint *n);
gboolean tri_name_words_is_particle (const char *folded);
gboolean tri_name_words_is_article (const char *folded);
gboolean tri_name_words_is_title (const char *folded);

G_END_DECLS
