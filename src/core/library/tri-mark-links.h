/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-passage.h"

G_BEGIN_DECLS

/* Private to the library. What links say of the places of marks. */

/* A passage, or (@sentence) one of its sentences, and what corresponds to it in another text. */
typedef struct
{
  gint64 passage;
  int sentence;
  gint64 other;
  int other_sentence;
  gint64 other_text;
} TriMarkTie;

/* Of these passages (element-type TriMarkTie); bounded. */
GArray *tri_mark_list_ties (TriLibrary *library,
                            const gint64 *passages,
                            guint n_passages,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sentences of passages, each read once. */
typedef struct
{
  TriLibrary *library;
  GHashTable *passages; /* gint64 → GArray of TriRange */
} TriMarkSentences;

void tri_mark_sentences_init (TriMarkSentences *self, TriLibrary *library);
void tri_mark_sentences_clear (TriMarkSentences *self);
/* FALSE for -1, the whole passage, and where there is no such sentence. */
gboolean tri_mark_sentences_get (TriMarkSentences *self,
                                 gint64 passage,
                                 int sentence,
                                 TriRange *out);
/* Whether it shares words with the range; of a passage TRUE. */
gboolean tri_mark_sentences_touches (TriMarkSentences *self,
                                     gint64 passage,
                                     int sentence,
                                     const TriRange *range);

G_END_DECLS
