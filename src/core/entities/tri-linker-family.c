/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

/* Les Thibault, the Forsytes, de Van Goghs, la famille Serge, the Wright brothers: nobody of that
 * name alone. It is the family when the register has one, as an organisation. Else it is a question
 * of the only one who bears the name; where several are known it is a mention of none of them. */
#define CONFIDENCE_FAMILY 0.8
#define CONFIDENCE_BEARER 0.5

static gboolean
is_beside (const TriLinkerText *self, guint behind)
{
  const TriToken *token = tri_linker_text_token (self, behind);

  return token->gap == 0 && (token->flags & (TRI_TOKEN_SPACE | TRI_TOKEN_HYPHEN));
}

static gboolean
has_cue_before (const TriLinkerText *self, const TriCandidate *candidate, TriNameCue cue)
{
  return candidate->first > 0 && is_beside (self, candidate->first)
         && (tri_linker_text_cue (self, candidate->first - 1) & cue);
}

/* The Forsyte family; not la famille Forsyte, where the word is the next name's. */
static gboolean
has_family_behind (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  return after < tri_linker_text_get_n (self) && is_beside (self, after)
         && (tri_linker_text_cue (self, after) & TRI_NAME_CUE_FAMILY);
}

/* De Kennedy’s: Dutch writes the plural of a vowel so. */
static gboolean
has_plural_behind (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  return after < tri_linker_text_get_n (self)
         && (tri_linker_text_token (self, after)->flags & TRI_TOKEN_APOSTROPHE)
         && tri_linker_text_token (self, after)->length == 1
         && *tri_tokens_get_word (&self->tokens, after) == 's';
}

/* In French the article says it, in English the -s, which makes no genitive, in Dutch both. */
static gboolean
has_plural (const TriLinkerText *self, const TriCandidate *candidate)
{
  gboolean article = has_cue_before (self, candidate, TRI_NAME_CUE_PLURAL);

  if (g_str_equal (self->rules->tag, "fr"))
    return article && tri_linker_text_token (self, candidate->first - 1)->length > 2;
  if (g_str_equal (self->rules->tag, "en"))
    return candidate->genitive;
  return article && (candidate->genitive || has_plural_behind (self, candidate));
}

static gboolean
is_of_family (const TriNameForm *form)
{
  if (form->rule == TRI_NAME_RULE_FAMILY)
    return TRUE;
  return form->type == TRI_ENTITY_PERSON && !form->rule
         && (form->kind == TRI_NAME_SHORT || form->n_words - form->lead == 1);
}

/**
 * tri_linker_text_is_plural:
 *
 * Whether the name is that of a family, or of several.
 */
gboolean
tri_linker_text_is_plural (const TriLinkerText *self, const TriCandidate *candidate)
{
  const TriNameForm *form = tri_linker_text_get_form (self, candidate);

  while (form && !is_of_family (form))
    form = tri_linker_text_get_next_form (self, form, candidate);
  if (!form)
    return FALSE;
  return has_plural (self, candidate) || has_cue_before (self, candidate, TRI_NAME_CUE_FAMILY)
         || has_family_behind (self, candidate);
}

/* The only entity of a type that has the name, whatever its forms need; NULL: none, or several. */
static const TriNameForm *
find_only_of_type (const TriLinkerText *self, const TriCandidate *candidate, TriEntityType type)
{
  const TriNameTrie *trie = self->linker->trie;
  const TriNameForm *found = NULL;

  for (const TriNameForm *form = tri_name_trie_get_form (trie, candidate->node); form;
       form = tri_name_trie_get_next (trie, form))
    {
      if (form->type != type || (found && found->entity == form->entity))
        continue;
      if (found)
        return NULL;
      found = form;
    }
  return found;
}

const TriNameForm *
tri_linker_text_decide_family (const TriLinkerText *self,
                               const TriCandidate *candidate,
                               double *confidence)
{
  const TriNameForm *family = find_only_of_type (self, candidate, TRI_ENTITY_ORGANISATION);

  *confidence = family ? CONFIDENCE_FAMILY : CONFIDENCE_BEARER;
  return family ? family : find_only_of_type (self, candidate, TRI_ENTITY_PERSON);
}
