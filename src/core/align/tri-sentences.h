/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

void tri_sentences_split (const char *text, const char *lang, GArray *out);
gsize tri_sentences_find_last (const char *text, gsize n_bytes, const char *lang);

G_END_DECLS
