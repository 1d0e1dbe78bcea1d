/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriNearWord:
 * @text: a folded word, or a name as a register writes it
 * @distance: how many letters are put in, left out, exchanged or swapped
 * @passages: in how many passages it stands, about; of a name at most 1,000
 * @entity: whom the name names; 0: it is a word
 *
 * What may be meant by a word that is found nowhere.
 */
typedef struct
{
  char *text;
  guint distance;
  guint passages;
  gint64 entity;
} TriNearWord;

void tri_near_word_free (TriNearWord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNearWord, tri_near_word_free)

/* Words of the texts that are spelled nearly as @word, and other spellings of a name that sounds
 * like it, which the texts have: the nearest first, of these names before words, then the most
 * frequent; at most @limit. @word: as it was typed; several words are a name. @lang: (nullable):
 * BCP 47: of this language only. Listens to the cancellable of the library; for a worker.
 * (element-type TriNearWord) */
GPtrArray *tri_library_list_near_words (TriLibrary *self,
                                        const char *word,
                                        const char *lang,
                                        guint limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
