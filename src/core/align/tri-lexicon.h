/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TriLexicon TriLexicon;

TriLexicon *tri_lexicon_new (void) G_GNUC_WARN_UNUSED_RESULT;
TriLexicon *tri_lexicon_new_from_file (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriLexicon *tri_lexicon_new_seed (const char *lang_a, const char *lang_b) G_GNUC_WARN_UNUSED_RESULT;
void tri_lexicon_free (TriLexicon *self);

void tri_lexicon_add (TriLexicon *self, const char *word_a, const char *word_b, double count);
guint tri_lexicon_get_n_pairs (const TriLexicon *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLexicon, tri_lexicon_free)

G_END_DECLS
