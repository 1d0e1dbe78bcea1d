/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-linker.h"
#include "entities/tri-name-cues.h"
#include "entities/tri-name-trie.h"
#include "tri-language.h"

G_BEGIN_DECLS

struct _TriLinker
{
  gatomicrefcount refs;
  TriNameTrie *trie;
  /* made with the first text */
  TriTokenFilter filter;
};

/* Words @first to @last, inclusive, are a name. */
typedef struct
{
  guint first;
  guint last;
  guint node;
  gboolean genitive; /* the last word has an -s that the name has not */
} TriCandidate;

/**
 * TriLinkerNotes:
 *
 * What the survey of a text found, so that nothing is looked up twice: where in each passage the
 * words of a name stand, whether or not it is one there. The second reading then reads the words
 * around these alone. Bounded: passages beyond are read again as a whole.
 */
typedef struct
{
  GArray *passages; /* (element-type TriPassageNote) */
  GArray *places;   /* (element-type TriNotedPlace) */
  guint next_passage;
  guint next_place;
} TriLinkerNotes;

void tri_linker_notes_init (TriLinkerNotes *self);
void tri_linker_notes_clear (TriLinkerNotes *self);
void tri_linker_notes_add (TriLinkerNotes *self,
                           const char *content,
                           const TriTokens *tokens,
                           const GArray *candidates,
                           gboolean flat);
gboolean tri_linker_notes_take (TriLinkerNotes *self,
                                const char *content,
                                TriTokens *tokens,
                                GArray *candidates,
                                gboolean *flat);

struct _TriLinkerText
{
  TriLinker *linker;
  char *lang;
  const TriLanguage *rules;
  /* for each word of the names: how often the text has it without a capital, and with a capital
   * that is not owed to its place */
  guint *n_lower;
  guint *n_capital;
  /* for each entity: the text names it by a form that nothing else has; and the number of the last
   * passage that does */
  gboolean *named;
  guint *named_in;
  /* and how often by a name of several words */
  guint *n_whole;
  guint passage;
  TriLinkerNotes notes;
  /* whom the counterparts of the passage at hand name for certain */
  const gint64 *beside;
  guint n_beside;
  /* of the passage at hand */
  guint n_undecided;
  TriTokens tokens;
  TriTokenFilter filter;
  GArray *candidates; /* (element-type TriCandidate) */
  GByteArray *used;   /* one a token: it belongs to a mention */
  gboolean flat;      /* nearly every word has a capital, so capitals say nothing */
};

static inline const TriToken *
tri_linker_text_token (const TriLinkerText *self, guint i)
{
  return tri_tokens_get (&self->tokens, i);
}

/* How many words the passage has. */
static inline guint
tri_linker_text_get_n (const TriLinkerText *self)
{
  return tri_tokens_get_n (&self->tokens);
}

/* The number of the word among those of the names. */
static inline guint
tri_linker_text_word (const TriLinkerText *self, guint i)
{
  TriScannedWord *scanned = &g_array_index (self->tokens.scanned, TriScannedWord, i);

  if (!scanned->numbered)
    scanned->number = tri_name_trie_find_word (self->linker->trie,
                                               tri_tokens_get_word (&self->tokens, i),
                                               scanned->length);
  scanned->numbered = TRUE;
  return scanned->number;
}

/* What the word says of a name beside it: a set of #TriNameCue. */
static inline guint
tri_linker_text_cue (const TriLinkerText *self, guint i)
{
  return tri_name_cue_find (tri_tokens_get_word (&self->tokens, i),
                            tri_tokens_get_scanned (&self->tokens, i)->length);
}

gboolean tri_linker_text_is_plural (const TriLinkerText *self, const TriCandidate *candidate);
const TriNameForm *tri_linker_text_decide_family (const TriLinkerText *self,
                                                  const TriCandidate *candidate,
                                                  double *confidence);
void tri_linker_text_find (TriLinkerText *self);
void tri_linker_text_settle (TriLinkerText *self);
gboolean tri_linker_text_has_strong_capital (const TriLinkerText *self, guint i);
const TriNameForm *tri_linker_text_get_form (const TriLinkerText *self,
                                             const TriCandidate *candidate);
const TriNameForm *tri_linker_text_get_next_form (const TriLinkerText *self,
                                                  const TriNameForm *form,
                                                  const TriCandidate *candidate);
gboolean tri_linker_text_is_cued (const TriLinkerText *self,
                                  const TriCandidate *candidate,
                                  const TriNameForm *form);
double tri_linker_text_weigh (const TriLinkerText *self, const TriCandidate *candidate);
const TriNameForm *tri_linker_text_get_only_form (const TriLinkerText *self,
                                                  const TriCandidate *candidate);
const TriNameForm *tri_linker_text_decide (const TriLinkerText *self,
                                           const TriCandidate *candidate,
                                           double *confidence);

G_END_DECLS
