/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

#include "entities/tri-name-derive.h"
#include "tri-fold.h"

#include <string.h>

TriLinker *
tri_linker_new (void)
{
  TriLinker *self = g_new0 (TriLinker, 1);

  g_atomic_ref_count_init (&self->refs);
  self->trie = tri_name_trie_new ();
  return self;
}

TriLinker *
tri_linker_ref (TriLinker *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tri_linker_unref (TriLinker *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  tri_name_trie_free (self->trie);
  g_free (self->filter.any);
  g_free (self->filter.capital);
  g_free (self);
}

static void
add_form (TriLinker *self, TriNameForm form, const char *lang, const char *name)
{
  g_strlcpy (form.lang, lang ? lang : "", sizeof form.lang);
  form.lang[strcspn (form.lang, "-_")] = '\0';
  tri_name_trie_add (self->trie, &form, name);
}

/**
 * tri_linker_add:
 * @entity: the row in the library, not 0
 * @lang: (nullable): BCP 47, of the name
 * @name: the name as it is written
 *
 * Adds a name form. All are added before the first text is made.
 */
void
tri_linker_add (TriLinker *self,
                gint64 entity,
                TriEntityType type,
                const char *lang,
                TriNameKind kind,
                const char *name)
{
  TriNameForm form = { .entity = entity, .type = type, .kind = kind };

  add_form (self, form, lang, name);
}

typedef struct
{
  TriLinker *linker;
  TriNameForm form;
  const char *lang;
} Deriving;

static void
add_derived_cb (const char *name, TriNameRule rule, gpointer data)
{
  Deriving *deriving = data;
  TriNameForm form = deriving->form;

  form.rule = rule;
  add_form (deriving->linker, form, deriving->lang, name);
}

/**
 * tri_linker_add_derived:
 *
 * Adds the names that follow from a name by rule: family names, initials, acronyms, titles without
 * their subtitles. They give way to names that were added as such.
 */
void
tri_linker_add_derived (TriLinker *self,
                        gint64 entity,
                        TriEntityType type,
                        const char *lang,
                        TriNameKind kind,
                        const char *name)
{
  Deriving deriving = { self, { .entity = entity, .type = type, .kind = kind }, lang };

  tri_name_derive (name, type, kind, add_derived_cb, &deriving);
}

/* In a title nearly all long words have capitals, and most words altogether. */
static gboolean
is_flat (const TriTokens *tokens)
{
  return tokens->n_long > 1 && tokens->n_long_capital * 5 >= tokens->n_long * 4
         && tokens->n_capital * 5 >= tri_tokens_get_n (tokens) * 3;
}

static void
begin_passage (TriLinkerText *self)
{
  g_byte_array_set_size (self->used, tri_linker_text_get_n (self));
  if (self->used->len)
    memset (self->used->data, 0, self->used->len);
  self->passage++;
}

/* Reads all of a passage, and finds where names may be. */
static void
read_passage (TriLinkerText *self, const char *content)
{
  tri_tokens_scan (&self->tokens, content, &self->filter);
  self->flat = is_flat (&self->tokens);
  tri_linker_text_find (self);
  begin_passage (self);
}

static void
note_named (TriLinkerText *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const TriCandidate *candidate = &g_array_index (self->candidates, TriCandidate, i);
      const TriNameForm *form = tri_linker_text_get_only_form (self, candidate);

      if (!form || form->rule >= TRI_NAME_RULE_FAMILY || form->given
          || tri_linker_text_is_plural (self, candidate))
        continue;
      self->named_in[form->index] = self->passage;
      if (form->n_words > 1 || tri_linker_text_has_strong_capital (self, candidate->first))
        self->named[form->index] = TRUE;
      if (form->n_words > 1)
        self->n_whole[form->index]++;
    }
}

/* The title “Memoirs (1901–1941)” ends with its bracket, though its last word does not. */
static void
close_bracket (const TriLinkerText *self, const TriCandidate *candidate, TriMention *mention)
{
  const TriTokens *tokens = &self->tokens;
  const char *start = tokens->text + tri_tokens_get_scanned (tokens, candidate->first)->start;
  const char *end = tokens->text + tri_tokens_get_scanned (tokens, candidate->last)->end;
  int open = 0;

  for (const char *p = start; p < end; p++)
    open += *p == '(' ? 1 : *p == ')' ? -1
                                      : 0;
  if (open == 1 && *end == ')')
    mention->end++;
}

/* Tsar Alexander II is Alexander II, whatever the register says. */
static guint
skip_titles (const TriLinkerText *self, const TriCandidate *candidate, const TriNameForm *form)
{
  guint first = candidate->first;

  if (form->type != TRI_ENTITY_PERSON)
    return first;
  while (first < candidate->last)
    {
      if (!(tri_linker_text_cue (self, first) & TRI_NAME_CUE_TITLE)
          || !tri_tokens_get_scanned (&self->tokens, first + 1)->capital)
        break;
      first++;
    }
  return first;
}

/* ’s-Gravenhage begins with its apostrophe, though its first word does not. */
static gboolean
has_apostrophe (const TriLinkerText *self, const TriCandidate *candidate)
{
  const char *start
      = self->tokens.text + tri_tokens_get_scanned (&self->tokens, candidate->first)->start;
  gunichar folded[TRI_FOLD_MAX];

  if (start == self->tokens.text)
    return FALSE;
  return tri_fold_char (g_utf8_get_char (g_utf8_prev_char (start)), folded) == 1
         && folded[0] == '\'';
}

static void
append_mention (TriLinkerText *self, const TriCandidate *candidate, GArray *mentions)
{
  TriMention mention = { .origin = TRI_ORIGIN_LINKED };
  const TriNameForm *form = tri_linker_text_decide (self, candidate, &mention.confidence);

  if (!form || mention.confidence < TRI_MENTION_DOUBT)
    self->n_undecided++;
  if (!form)
    return;
  mention.start = tri_linker_text_token (self, skip_titles (self, candidate, form))->start;
  mention.end = tri_linker_text_token (self, candidate->last)->end - (candidate->genitive ? 1 : 0);
  mention.entity = form->entity;
  mention.type = form->type;
  close_bracket (self, candidate, &mention);
  if (form->apostrophe && has_apostrophe (self, candidate))
    mention.start--;
  g_array_append_val (mentions, mention);
}

/* The first word that ends behind a place. */
static guint
find_word_behind (const TriLinkerText *self, const char *place)
{
  guint from = 0;
  guint to = self->used->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (self->tokens.text + tri_tokens_get_scanned (&self->tokens, middle)->end <= place)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* No name is looked for in these words. The ranges mostly follow one another, so that each is
 * walked to from the one before. */
static void
mark_taken (TriLinkerText *self, const TriRange *taken, guint n_taken)
{
  const char *text = self->tokens.text;
  const char *start = text;
  guint at = 0;

  for (guint n = 0; n < n_taken; n++)
    {
      const char *end;

      start = g_utf8_offset_to_pointer (start, (glong) taken[n].start - (glong) at);
      at = taken[n].start;
      end = g_utf8_offset_to_pointer (start, (glong) taken[n].end - (glong) at);
      for (guint i = find_word_behind (self, start);
           i < self->used->len && text + tri_tokens_get_scanned (&self->tokens, i)->start < end;
           i++)
        self->used->data[i] = 1;
    }
}

/**
 * tri_linker_text_new:
 * @lang: (nullable): BCP 47, of the text
 *
 * Begins a text. The linker must not get new names while it lives.
 *
 * Returns: (transfer full): for all passages of the text, one after another
 */
TriLinkerText *
tri_linker_text_new (TriLinker *linker, const char *lang)
{
  TriLinkerText *self = g_new0 (TriLinkerText, 1);

  self->linker = tri_linker_ref (linker);
  self->lang = g_strndup (lang ? lang : "", lang ? strcspn (lang, "-_") : 0);
  self->rules = tri_language_get (lang);
  self->n_lower = g_new0 (guint, tri_name_trie_get_n_words (linker->trie));
  self->n_capital = g_new0 (guint, tri_name_trie_get_n_words (linker->trie));
  self->named = g_new0 (gboolean, tri_name_trie_get_n_entities (linker->trie));
  self->named_in = g_new0 (guint, tri_name_trie_get_n_entities (linker->trie));
  self->n_whole = g_new0 (guint, tri_name_trie_get_n_entities (linker->trie));
  tri_tokens_init (&self->tokens);
  if (!linker->filter.any)
    tri_name_trie_make_filter (linker->trie, &linker->filter);
  self->filter = linker->filter;
  self->filter.genitive = self->rules->bare_genitive;
  self->candidates = g_array_new (FALSE, FALSE, sizeof (TriCandidate));
  self->used = g_byte_array_new ();
  tri_linker_notes_init (&self->notes);
  return self;
}

void
tri_linker_text_free (TriLinkerText *self)
{
  tri_linker_unref (self->linker);
  g_free (self->lang);
  g_free (self->n_lower);
  g_free (self->n_capital);
  g_free (self->named);
  g_free (self->named_in);
  g_free (self->n_whole);
  tri_tokens_clear (&self->tokens);
  g_array_unref (self->candidates);
  g_byte_array_unref (self->used);
  tri_linker_notes_clear (&self->notes);
  g_free (self);
}

static void
count_word (TriLinkerText *self, guint i)
{
  guint word = tri_linker_text_word (self, i);

  if (word == TRI_NAME_TRIE_NONE)
    return;
  if (!tri_tokens_get_scanned (&self->tokens, i)->capital)
    self->n_lower[word]++;
  else if (tri_linker_text_has_strong_capital (self, i))
    self->n_capital[word]++;
}

/**
 * tri_linker_text_survey:
 * @content: a passage of the text
 *
 * Learns from a passage. All passages are surveyed before the first is linked; without a survey
 * each passage is judged by those linked before it.
 */
void
tri_linker_text_survey (TriLinkerText *self, const char *content)
{
  read_passage (self, content);
  tri_linker_notes_add (&self->notes, content, &self->tokens, self->candidates, self->flat);
  for (guint i = 0; i < self->tokens.counts->len; i++)
    count_word (self, g_array_index (self->tokens.counts, guint, i));
  tri_linker_text_settle (self);
  note_named (self);
}

/**
 * tri_linker_text_link:
 * @content: a passage of the text
 * @taken: (array length=n_taken) (nullable): where no name is looked for, in code points: what the
 *   file or the reader marked already
 * @mentions: (inout) (element-type TriMention): where the mentions are added, in order
 *
 * Finds the names in a passage: the longest where several overlap, whole words only, without the
 * elision before (d’, qu’) and the genitive behind (’s, Dutch -s); hyphens, spaces and line breaks
 * stand for one another. The range is the name alone.
 *
 * The confidence says how the entity was told:
 *  - 0.95 by a name of several words, 0.92 by a single word when the text also names the entity
 *    beyond doubt, 0.9 by a single word, 0.85 by a short form
 *  - 0.05 less where only the beginning of a sentence, or a heading, explains the capital, and for
 *    a genitive without apostrophe
 *  - 0.6 at most for one word of a person's name beside an unknown word with a capital, which may
 *    be the rest of another person's name
 *  - several entities have this name: 0.8 at most, since the passage names this one beyond doubt;
 *    0.7 since the text does, or the counterparts of the passage; 0.6 since it is the official
 *    name, or the name in the text's language, of this one only; 0.4 for a guess, always the same
 */
void
tri_linker_text_link (TriLinkerText *self,
                      const char *content,
                      const TriRange *taken,
                      guint n_taken,
                      GArray *mentions)
{
  if (tri_linker_notes_take (&self->notes, content, &self->tokens, self->candidates, &self->flat))
    begin_passage (self);
  else
    read_passage (self, content);
  mark_taken (self, taken, n_taken);
  tri_linker_text_settle (self);
  note_named (self);
  self->n_undecided = 0;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const TriCandidate *candidate = &g_array_index (self->candidates, TriCandidate, i);

      append_mention (self, candidate, mentions);
    }
}

/**
 * tri_linker_text_get_n_undecided:
 *
 * Returns: of how many names of the passage that was linked last it is open whom they mean: they
 * are a question, or nobody's
 */
guint
tri_linker_text_get_n_undecided (const TriLinkerText *self)
{
  return self->n_undecided;
}

/**
 * tri_linker_text_set_beside:
 * @entities: (array length=n): kept by the caller until others are set
 *
 * Says whom the passages that correspond to the next one name for certain: what is open there is
 * decided by that, when it can be one of them only.
 */
void
tri_linker_text_set_beside (TriLinkerText *self, const gint64 *entities, guint n)
{
  self->beside = entities;
  self->n_beside = n;
}
