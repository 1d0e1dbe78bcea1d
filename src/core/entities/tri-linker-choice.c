/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

/* The name of a person may be this much of somebody else's: Stephen Fry is not Varian Fry. */
#define CONFIDENCE_NAMESAKE 0.6
#define CONFIDENCE_BY_PASSAGE 0.8
#define CONFIDENCE_BY_TEXT 0.7
#define CONFIDENCE_BY_KIND 0.6
#define CONFIDENCE_GUESS 0.4

/* A capital that neither the beginning of a sentence nor a heading accounts for. */
gboolean
tri_linker_text_has_strong_capital (const TriLinkerText *self, guint i)
{
  TriTokenFlags flags = tri_linker_text_token (self, i)->flags;

  return (flags & TRI_TOKEN_CAPITAL) && !(flags & TRI_TOKEN_OPENING) && !self->flat;
}

/* Names of one word rest on their capital alone; where it is owed to the place of the word, the
 * rest of the text says what the word mostly is. Titles are often common nouns (Masses), so
 * they need a proof. */
static gboolean
is_common_noun (const TriLinkerText *self, const TriNameForm *form, guint lead)
{
  guint word = tri_linker_text_word (self, lead);
  gboolean titular = form->type == TRI_ENTITY_WORK || form->type == TRI_ENTITY_EVENT;

  if (form->lead + 1 < form->n_words || word == TRI_NAME_TRIE_NONE)
    return FALSE;
  if (tri_linker_text_has_strong_capital (self, lead))
    return FALSE;
  if (titular && self->n_lower[word] == 0)
    return self->n_capital[word] == 0 && !self->named[form->index];
  if (titular)
    return self->n_lower[word] >= self->n_capital[word];
  return self->n_lower[word] > self->n_capital[word];
}

static gboolean
is_capital (const TriLinkerText *self, guint i)
{
  return (tri_linker_text_token (self, i)->flags & TRI_TOKEN_CAPITAL) != 0;
}

static gboolean
is_behind_article (const TriLinkerText *self, guint i)
{
  return i > 0
         && tri_language_holds_article (tri_tokens_get_word (&self->tokens, i - 1),
                                        tri_linker_text_token (self, i - 1)->length);
}

static gboolean
accepts (const TriLinkerText *self, const TriNameForm *form, const TriCandidate *candidate)
{
  guint lead = candidate->first + form->lead;

  if ((tri_linker_text_token (self, lead)->flags & form->needs) != form->needs)
    return FALSE;
  if (form->lead > 0 && !is_capital (self, candidate->first))
    return FALSE;
  if (form->after_article && !is_behind_article (self, candidate->first))
    return FALSE;
  if (candidate->genitive && form->type != TRI_ENTITY_PERSON && form->type != TRI_ENTITY_PLACE)
    return FALSE;
  return !form->needs || !is_common_noun (self, form, lead);
}

/* The first form from @form on that may stand at this place. */
static const TriNameForm *
skip_to_accepted (const TriLinkerText *self, const TriNameForm *form, const TriCandidate *candidate)
{
  while (form && !accepts (self, form, candidate))
    form = tri_name_trie_get_next (self->linker->trie, form);
  return form;
}

const TriNameForm *
tri_linker_text_get_form (const TriLinkerText *self, const TriCandidate *candidate)
{
  const TriNameForm *form = tri_name_trie_get_form (self->linker->trie, candidate->node);

  return skip_to_accepted (self, form, candidate);
}

static const TriNameForm *
get_next_form (const TriLinkerText *self, const TriNameForm *form, const TriCandidate *candidate)
{
  form = tri_name_trie_get_next (self->linker->trie, form);
  return skip_to_accepted (self, form, candidate);
}

/* The only entity of that name, or NULL. */
const TriNameForm *
tri_linker_text_get_only_form (const TriLinkerText *self, const TriCandidate *candidate)
{
  const TriNameForm *first = tri_linker_text_get_form (self, candidate);

  for (const TriNameForm *form = first; form; form = get_next_form (self, form, candidate))
    if (form->entity != first->entity)
      return NULL;
  return first;
}

/* Of the entities of one name: the only one that @test is true of, or NULL. */
static const TriNameForm *
find_only (const TriLinkerText *self,
           const TriCandidate *candidate,
           gboolean (*test) (const TriLinkerText *self, const TriNameForm *form))
{
  const TriNameForm *found = NULL;

  for (const TriNameForm *form = tri_linker_text_get_form (self, candidate); form;
       form = get_next_form (self, form, candidate))
    {
      if (!test (self, form) || (found && found->entity == form->entity))
        continue;
      if (found)
        return NULL;
      found = form;
    }
  return found;
}

static gboolean
is_named_in_passage (const TriLinkerText *self, const TriNameForm *form)
{
  return self->named_in[form->index] == self->passage;
}

static gboolean
is_named_in_text (const TriLinkerText *self, const TriNameForm *form)
{
  return self->named[form->index];
}

static gboolean
is_official (const TriLinkerText *self, const TriNameForm *form)
{
  return form->kind == TRI_NAME_OFFICIAL;
}

static gboolean
is_of_language (const TriLinkerText *self, const TriNameForm *form)
{
  return g_str_equal (form->lang, self->lang);
}

/* Several entities have the name: takes the likeliest. */
const TriNameForm *
tri_linker_text_choose (const TriLinkerText *self,
                        const TriCandidate *candidate,
                        double *confidence)
{
  static const struct
  {
    gboolean (*test) (const TriLinkerText *self, const TriNameForm *form);
    double confidence;
  } ways[] = {
    { is_named_in_passage, CONFIDENCE_BY_PASSAGE },
    { is_named_in_text, CONFIDENCE_BY_TEXT },
    { is_official, CONFIDENCE_BY_KIND },
    { is_of_language, CONFIDENCE_BY_KIND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const TriNameForm *found = find_only (self, candidate, ways[i].test);

      *confidence = ways[i].confidence;
      if (found)
        return found;
    }
  *confidence = CONFIDENCE_GUESS;
  return tri_linker_text_get_form (self, candidate);
}

/* A word with a capital that stands right beside a name and that nobody knows. */
static gboolean
is_stranger (const TriLinkerText *self, guint i, guint behind)
{
  const TriToken *token = tri_linker_text_token (self, i);
  TriTokenFlags gap = tri_linker_text_token (self, behind)->flags;

  return !self->flat && !self->used->data[i] && (token->flags & TRI_TOKEN_CAPITAL)
         && !(token->flags & TRI_TOKEN_OPENING) && (gap & (TRI_TOKEN_SPACE | TRI_TOKEN_HYPHEN));
}

static gboolean
may_be_namesake (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  if (candidate->first > 0 && is_stranger (self, candidate->first - 1, candidate->first))
    return TRUE;
  return after < tri_linker_text_get_n (self) && is_stranger (self, after, after);
}

double
tri_linker_text_rate (const TriLinkerText *self,
                      const TriCandidate *candidate,
                      const TriNameForm *form)
{
  guint n_words = (guint) form->n_words - form->lead;
  double confidence = n_words > 1 ? 0.95 : form->kind == TRI_NAME_SHORT ? 0.85
                                                                        : 0.9;

  if (n_words == 1 && self->named[form->index])
    confidence = 0.92;
  if (n_words == 1 && !tri_linker_text_has_strong_capital (self, candidate->first + form->lead))
    confidence -= 0.05;
  if (candidate->genitive)
    confidence -= 0.05;
  if (form->type == TRI_ENTITY_PERSON && n_words == 1 && may_be_namesake (self, candidate))
    confidence = MIN (confidence, CONFIDENCE_NAMESAKE);
  return confidence;
}
