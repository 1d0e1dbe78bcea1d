/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* The words of a library by language, with their stems. */

typedef struct _TriWordCounter TriWordCounter;

/* So many different spellings are held in memory. */
#define TRI_WORD_FORMS_MAX 300000

/* Whether words of some text were not counted yet, or as those of another language. A look-up. */
gboolean tri_library_has_uncounted_words (TriLibrary *self);
/* Counts them, in short transactions, text by text: for the worker that writes. A text that is cut
 * off is counted anew. */
gboolean tri_library_count_words (TriLibrary *self, GCancellable *cancellable, GError **error);
/* Adds those that were counted of a text while it was read, and says so. */
gboolean tri_library_add_words (TriLibrary *self,
                                gint64 text,
                                const char *lang,
                                TriWordCounter *counter,
                                GError **error);
/* The same from nothing, as part of a transaction: for a repair. */
gboolean tri_word_forms_rebuild (TriLibrary *self, GError **error);

/* (element-type utf8): the folded words of a language (BCP 47) that have a stem with @word in
 * common, @word first, then the most frequent; at most @limit. @typed: the word with its accents,
 * for the stem of a word that no text has; NULL: as @word. */
GPtrArray *tri_library_list_word_forms (TriLibrary *self,
                                        const char *lang,
                                        const char *word,
                                        const char *typed,
                                        guint limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In how many passages the folded word stood when they were counted, in a language (NULL: all). */
guint64 tri_library_count_word (TriLibrary *self, const char *lang, const char *word);

G_END_DECLS
