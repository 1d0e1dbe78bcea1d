/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The stems of one language, by Snowball (libstemmer). Not to be used by two threads at once. */
typedef struct _TriStemmer TriStemmer;

/* @lang: BCP 47. NULL when Snowball has no rules for it. */
TriStemmer *tri_stemmer_new (const char *lang) G_GNUC_WARN_UNUSED_RESULT;
void tri_stemmer_free (TriStemmer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriStemmer, tri_stemmer_free)
/* The stem of a word as it stands in a text (with its accents, which the rules of French need),
 * folded. @length: in bytes, -1 to the NUL. Valid until the next call. */
const char *tri_stemmer_stem (TriStemmer *self, const char *word, gssize length);

G_END_DECLS
