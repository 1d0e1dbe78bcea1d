/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

/* What a candidate is worth where several overlap. Words count by their square: a long name is then
 * worth more than all the names it is made of, unless it only follows by rule and nothing in the
 * text stands behind it. Between names of as many words their spelling and their place decide. */

/* Where a name comes from: the register, a rule, a rule that wants a referent; with and without
 * one. */
#define WORTH_REGISTER 1.0
#define WORTH_VARIANT 0.9
#define WORTH_REFERENT 0.7
#define WORTH_NO_REFERENT 0.2
/* What is added for what speaks for it: less than half together, so that two names of a word each
 * do not outweigh one of two. */
#define WORTH_SPELLING 0.08
#define WORTH_OFFICIAL 0.06
#define WORTH_LANGUAGE 0.04
#define WORTH_CUE 0.12
#define WORTH_TEXT 0.05
#define WORTH_PASSAGE 0.08
/* A letter of a name decides where nothing else does. */
#define WORTH_LETTER 0.0001
#define WORTH_GENITIVE -0.5

static double
weigh_rule (const TriLinkerText *self, const TriNameForm *form)
{
  if (form->rule == TRI_NAME_RULE_NONE)
    return WORTH_REGISTER;
  if (form->rule == TRI_NAME_RULE_VARIANT)
    return WORTH_VARIANT;
  return self->named[form->index] ? WORTH_REFERENT : WORTH_NO_REFERENT;
}

static double
weigh_form (const TriLinkerText *self,
            const TriCandidate *candidate,
            const TriNameForm *form,
            guint32 spelling)
{
  double worth = weigh_rule (self, form);

  if (form->spelling == spelling)
    worth += WORTH_SPELLING;
  if (form->kind == TRI_NAME_OFFICIAL)
    worth += WORTH_OFFICIAL;
  if (g_str_equal (form->lang, self->lang))
    worth += WORTH_LANGUAGE;
  if (tri_linker_text_is_cued (self, candidate, form))
    worth += WORTH_CUE;
  if (self->named[form->index])
    worth += WORTH_TEXT;
  if (self->named_in[form->index] == self->passage)
    worth += WORTH_PASSAGE;
  return worth;
}

/**
 * tri_linker_text_weigh:
 * @candidate: one that has a form
 *
 * Returns: what it is worth against those it shares words with, by the form of its that is worth
 * most
 */
double
tri_linker_text_weigh (const TriLinkerText *self, const TriCandidate *candidate)
{
  guint32 spelling = tri_tokens_hash_spelling (&self->tokens,
                                               self->tokens.text,
                                               candidate->first,
                                               candidate->last,
                                               candidate->genitive ? 1 : 0);
  guint n_words = candidate->last - candidate->first + 1;
  guint n_letters = tri_linker_text_token (self, candidate->last)->end
                    - tri_linker_text_token (self, candidate->first)->start;
  double best = 0;

  for (const TriNameForm *form = tri_linker_text_get_form (self, candidate); form;
       form = tri_linker_text_get_next_form (self, form, candidate))
    best = MAX (best, weigh_form (self, candidate, form, spelling));
  if (candidate->genitive)
    best += WORTH_GENITIVE;
  return best * n_words * n_words + WORTH_LETTER * n_letters;
}
