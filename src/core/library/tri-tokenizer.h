/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes FTS5 cut texts as tri_words_foreach() does, by the tokenizer "triptych", in every
 * connection that this process opens from now on: without it the search index can be neither read
 * nor written, nor can SQLite look whether it is whole. And makes it rank by tri_score(). */
void tri_tokenizer_install (void);

G_END_DECLS
