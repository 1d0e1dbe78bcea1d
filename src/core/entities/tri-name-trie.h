/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-tokens.h"
#include "model/tri-enums.h"

G_BEGIN_DECLS

/* Where a form comes from. */
typedef enum
{
  TRI_NAME_RULE_NONE,    /* the register */
  TRI_NAME_RULE_VARIANT, /* the whole name, written otherwise: V. Serge; Serge, Victor */
  TRI_NAME_RULE_FAMILY,  /* the family name */
  TRI_NAME_RULE_ACRONYM, /* the first letters */
  TRI_NAME_RULE_HEAD,    /* what the name is one of: the Party */
} TriNameRule;

/**
 * TriNameForm:
 * @entity: the row in the library
 * @index: entities are numbered from 0 in the order they came
 * @next: the next form with the same words, 0 when there is none
 * @n_words: how many
 * @lead: the word that bears the capital: 1 behind an article, else 0. The article then has a
 * capital as well: La Guerre sociale
 * @needs: what the leading word must be in the text: %TRI_TOKEN_CAPITAL, %TRI_TOKEN_ALL_CAPS or
 * nothing
 * @spelling: of its words, as by tri_tokens_hash_spelling()
 * @given: the word stands first in a longer name of the person: Viktor
 * @particle: what looks like an article belongs to a family name, and has no capital: de Wit
 * @apostrophe: the name begins with one: ’s-Gravenhage
 * @after_article: the name without its article, found only where the text has one before it
 */
typedef struct
{
  gint64 entity;
  guint index;
  guint next;
  guint32 spelling;
  guint16 n_words;
  guint16 lead;
  TriTokenFlags needs;
  gboolean particle;
  gboolean apostrophe;
  gboolean after_article;
  gboolean given;
  TriNameRule rule;
  TriEntityType type;
  TriNameKind kind;
  char lang[4];
} TriNameForm;

/* Names as paths of words: looking one up costs what the name is long, however many there are. */
typedef struct _TriNameTrie TriNameTrie;

#define TRI_NAME_TRIE_ROOT 0u
#define TRI_NAME_TRIE_NONE G_MAXUINT

TriNameTrie *tri_name_trie_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_name_trie_free (TriNameTrie *self);
void tri_name_trie_add (TriNameTrie *self, const TriNameForm *form, const char *name);
guint tri_name_trie_get_n_entities (const TriNameTrie *self);
guint tri_name_trie_get_n_words (const TriNameTrie *self);
guint tri_name_trie_find_word (const TriNameTrie *self, const char *word, guint length);
void tri_name_trie_make_filter (const TriNameTrie *self, TriTokenFilter *filter);
guint tri_name_trie_step (const TriNameTrie *self, guint node, guint word, guint32 gap);
const TriNameForm *tri_name_trie_get_form (const TriNameTrie *self, guint node);
const TriNameForm *tri_name_trie_get_next (const TriNameTrie *self, const TriNameForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNameTrie, tri_name_trie_free)

G_END_DECLS
