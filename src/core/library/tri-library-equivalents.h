/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "search/tri-equivalents.h"

G_BEGIN_DECLS

/* What stands for a word in the other languages, by the links of translations. */

/**
 * TriEquivalentsQuestion:
 * @word: as it stands in a text, or as it was typed
 * @lang: BCP 47: the language it is a word of
 * @work: 0: in all works that have this language and another
 * @forms: the word stands for its inflected forms, too
 * @limit: at most so many equivalents a language; 0: 12
 */
typedef struct
{
  const char *word;
  const char *lang;
  gint64 work;
  gboolean forms;
  guint limit;
} TriEquivalentsQuestion;

/* (element-type TriEquivalentList): a language each, in the order in which the works have them;
 * those in which the word has no counterpart at all are left out. For a worker: of a word in more
 * than some thousand passages a sample is read, evenly from all of them. Listens to the cancellable
 * of @library. */
GPtrArray *tri_library_list_equivalents (TriLibrary *library,
                                         const TriEquivalentsQuestion *question,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
