/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tri-words.h"

G_BEGIN_DECLS

/* Makes FTS5 cut texts as tri_words_foreach() does, by the tokenizer "triptych", in every
 * connection that this process opens from now on: without it the search index can be neither read
 * nor written, nor can SQLite look whether it is whole. And makes it rank by tri_score(). */
void tri_tokenizer_install (void);

/* Calls @func for every word of what this thread puts into an index, as it is cut, until it is told
 * to call NULL; @text is what they are cut from. */
typedef void (*TriTokenizerFunc) (const char *text, const TriWord *word, gpointer data);
void tri_tokenizer_listen (TriTokenizerFunc func, gpointer data);

G_END_DECLS
