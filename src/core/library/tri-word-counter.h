/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-batch.h"
#include "search/tri-words.h"

G_BEGIN_DECLS

/**
 * TriWordCounter:
 *
 * The words of a text as it spells them, with case and accents, and in how many passages each
 * stands.
 */
typedef struct _TriWordCounter TriWordCounter;

TriWordCounter *tri_word_counter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_word_counter_free (TriWordCounter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriWordCounter, tri_word_counter_free)

/* A word of @text, which is, or is a part of, a passage. */
void tri_word_counter_add (TriWordCounter *self,
                           const char *text,
                           const TriWord *word,
                           gint64 passage);
/* How many different ones there are, and more where they are very long: what bounds them in number
 * bounds the memory they take. */
guint tri_word_counter_get_size (TriWordCounter *self);
/* Adds them to what the library knows of the language (a primary subtag), with their stems, and
 * forgets them. */
gboolean tri_word_counter_write (TriWordCounter *self,
                                 const char *lang,
                                 TriBatch *batch,
                                 GError **error);

G_END_DECLS
