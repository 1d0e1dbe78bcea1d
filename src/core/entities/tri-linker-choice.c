/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-words.h"
#include "entities/tri-linker-private.h"

/* The name of a person may be this much of somebody else's: Stephen Fry is not Varian Fry. */
#define CONFIDENCE_NAMESAKE 0.6
#define CONFIDENCE_BY_NAME 0.8
#define CONFIDENCE_BY_PASSAGE 0.8
#define CONFIDENCE_BY_CUE 0.75
#define CONFIDENCE_BY_TEXT 0.7
#define CONFIDENCE_BY_KIND 0.6
#define CONFIDENCE_BY_COUNTERPART 0.7
#define CONFIDENCE_GUESS 0.4
/* A short form by rule: its whole name stands in the text, of several one is named in the passage,
 * or nothing of the kind. */
#define CONFIDENCE_REFERENT 0.85
#define CONFIDENCE_REFERENT_BY_PASSAGE 0.7
#define CONFIDENCE_NO_REFERENT 0.5

/* A capital that neither the beginning of a sentence nor a heading accounts for. */
gboolean
tri_linker_text_has_strong_capital (const TriLinkerText *self, guint i)
{
  TriTokenFlags flags = tri_linker_text_token (self, i)->flags;

  return (flags & TRI_TOKEN_CAPITAL) && !(flags & TRI_TOKEN_OPENING) && !self->flat;
}

/* It, Will, Elle: at the beginning of a sentence these say nothing by their capital. */
static gboolean
is_small_word (const TriLinkerText *self, guint i)
{
  const char *word = tri_tokens_get_word (&self->tokens, i);

  return (tri_word_classify (word, tri_tokens_get_scanned (&self->tokens, i)->length)
          & TRI_WORD_FUNCTION)
         != 0;
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
  if (self->n_capital[word] == 0 && is_small_word (self, lead))
    return TRUE;
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

/* L’anarchie, in the middle of a sentence: the capital of the article is the title’s. */
static gboolean
is_title_by_article (const TriLinkerText *self, const TriNameForm *form, guint first)
{
  return form->type == TRI_ENTITY_WORK && form->lead == 1 && form->needs == TRI_TOKEN_CAPITAL
         && tri_linker_text_has_strong_capital (self, first);
}

/* What only says what happened, to whom, where or when, is no name of an event, though the
 * register may have it: la mort de Lénine, the uprising in Barcelona, het proces van 1920. */
static gboolean
is_description (const TriLinkerText *self, const TriNameForm *form, const TriCandidate *candidate)
{
  if (form->type != TRI_ENTITY_EVENT || is_capital (self, candidate->first))
    return FALSE;
  if ((tri_linker_text_cue (self, candidate->first) & TRI_NAME_CUE_HAPPENING)
      || g_ascii_isdigit (*tri_tokens_get_word (&self->tokens, candidate->last)))
    return TRUE;
  for (guint i = candidate->first + 1; i < candidate->last; i++)
    {
      guint cues = tri_linker_text_cue (self, i);

      if (is_capital (self, i + 1)
          && tri_name_cue_get_type (cues, self->rules->tag) == TRI_ENTITY_PLACE)
        return TRUE;
    }
  return FALSE;
}

static gboolean
accepts (const TriLinkerText *self, const TriNameForm *form, const TriCandidate *candidate)
{
  guint lead = candidate->first + form->lead;

  if (is_title_by_article (self, form, candidate->first))
    return TRUE;
  if ((tri_linker_text_token (self, lead)->flags & form->needs) != form->needs
      || is_description (self, form, candidate))
    return FALSE;
  if (form->lead > 0 && !form->particle && !is_capital (self, candidate->first))
    return FALSE;
  if (form->after_article && !is_behind_article (self, candidate->first))
    return FALSE;
  if (form->rule == TRI_NAME_RULE_FAMILY && form->type != TRI_ENTITY_PERSON)
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

/* The next such form that comes from where @form does, the register or a rule. */
const TriNameForm *
tri_linker_text_get_next_form (const TriLinkerText *self,
                               const TriNameForm *form,
                               const TriCandidate *candidate)
{
  const TriNameForm *next = tri_name_trie_get_next (self->linker->trie, form);

  next = skip_to_accepted (self, next, candidate);
  return next && !form->rule == !next->rule ? next : NULL;
}

/* The only entity of that name, or NULL. What follows by rule counts where no register says
 * anything. */
const TriNameForm *
tri_linker_text_get_only_form (const TriLinkerText *self, const TriCandidate *candidate)
{
  const TriNameForm *first = tri_linker_text_get_form (self, candidate);

  for (const TriNameForm *form = first; form;
       form = tri_linker_text_get_next_form (self, form, candidate))
    if (form->entity != first->entity)
      return NULL;
  return first;
}

typedef gboolean (*Test) (const TriLinkerText *self,
                          const TriCandidate *candidate,
                          const TriNameForm *form);

/* Of the entities of one name: the only one that @test is true of, or NULL. */
static const TriNameForm *
find_only (const TriLinkerText *self,
           const TriCandidate *candidate,
           Test test)
{
  const TriNameForm *found = NULL;

  for (const TriNameForm *form = tri_linker_text_get_form (self, candidate); form;
       form = tri_linker_text_get_next_form (self, form, candidate))
    {
      if (!test (self, candidate, form) || (found && found->entity == form->entity))
        continue;
      if (found)
        return NULL;
      found = form;
    }
  return found;
}

static gboolean
is_named_in_passage (const TriLinkerText *self,
                     const TriCandidate *candidate,
                     const TriNameForm *form)
{
  return self->named_in[form->index] == self->passage;
}

static gboolean
is_named_in_text (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  return self->named[form->index];
}

/* The passages that correspond name it for certain. */
static gboolean
is_named_beside (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  for (guint i = 0; i < self->n_beside; i++)
    if (self->beside[i] == form->entity)
      return TRUE;
  return FALSE;
}

static gboolean
is_official (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  return form->kind == TRI_NAME_OFFICIAL;
}

static gboolean
is_of_language (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  return g_str_equal (form->lang, self->lang);
}

static gboolean
is_official_here (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  return is_official (self, candidate, form) && is_of_language (self, candidate, form);
}

/* The journal, in, comrade: what the word before says, an article aside. */
gboolean
tri_linker_text_is_cued (const TriLinkerText *self,
                         const TriCandidate *candidate,
                         const TriNameForm *form)
{
  for (guint i = candidate->first; i > 0 && candidate->first - i < 2; i--)
    {
      int type = tri_name_cue_get_type (tri_linker_text_cue (self, i - 1), self->rules->tag);

      if (tri_linker_text_token (self, i)->gap != 0)
        return FALSE;
      if (type >= 0)
        return type == (int) form->type;
      if (!is_behind_article (self, i))
        return FALSE;
    }
  return FALSE;
}

/* Several entities have the name: takes the likeliest. */
static const TriNameForm *
choose (const TriLinkerText *self, const TriCandidate *candidate, double *confidence)
{
  static const struct
  {
    Test test;
    double confidence;
  } ways[] = {
    { tri_linker_text_is_cued, CONFIDENCE_BY_CUE },
    { is_official_here, CONFIDENCE_BY_NAME },
    { is_named_in_passage, CONFIDENCE_BY_PASSAGE },
    { is_named_in_text, CONFIDENCE_BY_TEXT },
    { is_official, CONFIDENCE_BY_KIND },
    { is_of_language, CONFIDENCE_BY_KIND },
    { is_named_beside, CONFIDENCE_BY_COUNTERPART },
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

  if (self->flat || self->used->data[i] || !(token->flags & TRI_TOKEN_CAPITAL)
      || (token->flags & TRI_TOKEN_OPENING) || !(gap & (TRI_TOKEN_SPACE | TRI_TOKEN_HYPHEN)))
    return FALSE;
  return !(tri_linker_text_cue (self, i) & TRI_NAME_CUE_TITLE);
}

static gboolean
may_be_namesake (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  if (candidate->first > 0 && is_stranger (self, candidate->first - 1, candidate->first))
    return TRUE;
  return after < tri_linker_text_get_n (self) && is_stranger (self, after, after);
}

/* Paris Hilton, Paris-Soir: somebody or something else that nobody knows. */
static gboolean
may_be_part (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  return after < tri_linker_text_get_n (self) && is_stranger (self, after, after)
         && !(tri_linker_text_cue (self, after) & TRI_NAME_CUE_MONTH);
}

static double
rate (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
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
  if (form->type == TRI_ENTITY_PLACE && n_words == 1 && may_be_part (self, candidate))
    confidence = MIN (confidence, CONFIDENCE_NO_REFERENT);
  if (form->given && !self->named[form->index] && !is_named_beside (self, candidate, form))
    confidence = MIN (confidence, CONFIDENCE_NO_REFERENT);
  return confidence;
}

static gboolean
is_named_whole (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  return self->n_whole[form->index] > 0;
}

static gboolean
is_whole_and_beside (const TriLinkerText *self,
                     const TriCandidate *candidate,
                     const TriNameForm *form)
{
  return is_named_whole (self, candidate, form) && is_named_beside (self, candidate, form);
}

static gboolean
is_referent_in_passage (const TriLinkerText *self,
                        const TriCandidate *candidate,
                        const TriNameForm *form)
{
  return is_named_in_passage (self, candidate, form) && is_named_in_text (self, candidate, form);
}

/* A word with a capital, or a number, right beside: it may be part of a longer name. */
static gboolean
is_part (const TriLinkerText *self, guint i, guint behind)
{
  TriTokenFlags gap = tri_linker_text_token (self, behind)->flags;

  if (!(gap & (TRI_TOKEN_SPACE | TRI_TOKEN_HYPHEN)))
    return FALSE;
  return (is_capital (self, i) && !(tri_linker_text_token (self, i)->flags & TRI_TOKEN_OPENING))
         || g_ascii_isdigit (*tri_tokens_get_word (&self->tokens, i));
}

static gboolean
stands_alone (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint after = candidate->last + 1;

  if (candidate->first > 0 && is_part (self, candidate->first - 1, candidate->first))
    return FALSE;
  return after >= tri_linker_text_get_n (self) || !is_part (self, after, after);
}

/* The Party: only with a capital that is its own, only alone, and only of one that the text names
 * in full. */
static const TriNameForm *
decide_head (const TriLinkerText *self, const TriCandidate *candidate, double *confidence)
{
  const TriNameForm *found = NULL;

  *confidence = CONFIDENCE_BY_CUE;
  if (!tri_linker_text_has_strong_capital (self, candidate->first)
      || !stands_alone (self, candidate))
    return NULL;
  found = find_only (self, candidate, is_named_whole);
  if (found)
    return found;
  *confidence = CONFIDENCE_BY_COUNTERPART;
  return find_only (self, candidate, is_whole_and_beside);
}

/* A family name or an acronym that no register has: it stands for whom the text names in full.
 * Where it names nobody of that name it is a question, if only one can be meant. */
static const TriNameForm *
decide_derived (const TriLinkerText *self, const TriCandidate *candidate, double *confidence)
{
  const TriNameForm *found = find_only (self, candidate, is_named_in_text);

  *confidence = CONFIDENCE_REFERENT;
  if (may_be_namesake (self, candidate))
    return NULL;
  if (found)
    return found;
  *confidence = CONFIDENCE_REFERENT_BY_PASSAGE;
  found = find_only (self, candidate, is_referent_in_passage);
  if (found)
    return found;
  *confidence = CONFIDENCE_BY_COUNTERPART;
  found = find_only (self, candidate, is_named_beside);
  if (found)
    return found;
  *confidence = CONFIDENCE_NO_REFERENT;
  if (!tri_linker_text_has_strong_capital (self, candidate->last))
    return NULL;
  return tri_linker_text_get_only_form (self, candidate);
}

/* Who is meant by the name, and how sure that is. NULL: nobody. */
const TriNameForm *
tri_linker_text_decide (const TriLinkerText *self,
                        const TriCandidate *candidate,
                        double *confidence)
{
  const TriNameForm *first = tri_linker_text_get_form (self, candidate);
  const TriNameForm *form = tri_linker_text_get_only_form (self, candidate);
  double sure = 1;

  if (tri_linker_text_is_plural (self, candidate))
    return tri_linker_text_decide_family (self, candidate, confidence);
  if (first->rule == TRI_NAME_RULE_HEAD)
    return decide_head (self, candidate, confidence);
  if (first->rule >= TRI_NAME_RULE_FAMILY)
    return decide_derived (self, candidate, confidence);
  if (!form)
    form = choose (self, candidate, &sure);
  *confidence = MIN (sure, rate (self, candidate, form));
  return form;
}
