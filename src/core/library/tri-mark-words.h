/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. The words of marks, in a search index. A mark is stale (triggers say so)
 * from a change to the writing of its words. */

/* The marks that have all these words, by id (element-type gint64); NULL without @error when the
 * words say nothing. */
GArray *tri_mark_words_find (TriLibrary *library, const char *words, GError **error);
/* Words to be looked for in single marks, as tri_mark_words_find() means them; NULL when they say
 * nothing. */
typedef struct _TriMarkPhrases TriMarkPhrases;
TriMarkPhrases *tri_mark_phrases_new (const char *words);
void tri_mark_phrases_free (TriMarkPhrases *self);
gboolean tri_mark_phrases_match (const TriMarkPhrases *self, TriLibrary *library, gint64 mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkPhrases, tri_mark_phrases_free)
/* Writes the words of a mark, or of the mark of a part, if they are stale. In a transaction. */
gboolean tri_mark_words_settle (TriLibrary *library, const char *uuid, GError **error);
/* Likewise of a mark that has gone, by what the journal says of it. */
gboolean tri_mark_words_forget (TriLibrary *library, const char *row, GError **error);
/* Those of a work that mean their passage in all texts: its links changed. In a transaction. */
gboolean tri_mark_words_age_work (TriLibrary *library, gint64 work, GError **error);
/* Likewise those at these passages, which links tied or tie to others (element-type gint64). */
gboolean tri_mark_words_age_at (TriLibrary *library, const GArray *passages, GError **error);
/* All of them, from nothing. In a transaction. */
gboolean tri_mark_words_rebuild (TriLibrary *library, GError **error);

G_END_DECLS
