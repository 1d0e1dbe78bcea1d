/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-tokens.h"

#include "tri-fold.h"

#include <unicode/uchar.h>

/* What stands between two words. */
typedef struct
{
  guint32 signs; /* punctuation that counts */
  guint n_spaces;
  guint n_hyphens;
  guint n_apostrophes;
  gboolean line;  /* a line break */
  gboolean stop;  /* ends a sentence */
  gboolean quote; /* opens or closes a quotation */
} Gap;

typedef enum
{
  CLASS_OTHER,
  CLASS_LETTER,
  CLASS_CAPITAL,
  CLASS_DIGIT,
  CLASS_MARK,
  CLASS_SPACE,
} Class;

void
tri_tokens_init (TriTokens *self)
{
  self->tokens = g_array_new (FALSE, FALSE, sizeof (TriToken));
  self->words = g_string_new (NULL);
}

void
tri_tokens_clear (TriTokens *self)
{
  g_clear_pointer (&self->tokens, g_array_unref);
  if (self->words)
    g_string_free (g_steal_pointer (&self->words), TRUE);
}

static Class
classify (gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_islower ((char) c))
        return CLASS_LETTER;
      if (g_ascii_isupper ((char) c))
        return CLASS_CAPITAL;
      if (g_ascii_isdigit ((char) c))
        return CLASS_DIGIT;
      return g_ascii_isspace ((char) c) ? CLASS_SPACE : CLASS_OTHER;
    }
  if (u_isupper ((UChar32) c) || u_istitle ((UChar32) c))
    return CLASS_CAPITAL;
  if (u_isalpha ((UChar32) c))
    return CLASS_LETTER;
  if (u_isdigit ((UChar32) c))
    return CLASS_DIGIT;
  if (u_isUWhiteSpace ((UChar32) c))
    return CLASS_SPACE;
  if (U_GET_GC_MASK ((UChar32) c) & (U_GC_M_MASK | U_GC_CF_MASK))
    return CLASS_MARK;
  return CLASS_OTHER;
}

static void
add_to_gap (Gap *gap, gunichar c, Class class)
{
  gunichar folded[TRI_FOLD_MAX];

  if (class == CLASS_SPACE)
    {
      gap->n_spaces++;
      gap->line |= c == '\n' || c == 0x2028 || c == 0x2029;
      return;
    }
  if (tri_fold_char (c, folded) == 0)
    return;
  if (folded[0] == '\'')
    gap->n_apostrophes++;
  else if (folded[0] == '-')
    gap->n_hyphens++;
  else
    gap->signs = gap->signs * 31 + folded[0];
  gap->stop |= c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026;
  gap->quote |= c == '"' || c == 0xab || c == 0xbb || c == '(' || c == '[' || c == 0x2022
                || (c >= 0x2018 && c <= 0x201f && c != 0x2019);
}

/* A hyphen between spaces is a dash, and so is more than one. */
static guint32
get_signs (const Gap *gap)
{
  gboolean dash = gap->n_hyphens > 1 || (gap->n_hyphens == 1 && gap->n_spaces > 0);
  gboolean quote = gap->n_apostrophes > 1 || (gap->n_apostrophes == 1 && gap->n_spaces > 0);

  return gap->signs + (dash ? 0x10000 : 0) + (quote ? 0x20000 : 0);
}

static TriTokenFlags
get_gap_flags (const Gap *gap, gboolean first)
{
  guint signs = get_signs (gap);
  TriTokenFlags flags = 0;

  if (first || gap->line || gap->quote || signs >= 0x10000 || (gap->stop && gap->n_spaces > 0))
    flags |= TRI_TOKEN_OPENING;
  if (signs != 0 || first)
    return flags;
  if (gap->n_apostrophes == 1 && gap->n_hyphens == 0)
    flags |= TRI_TOKEN_APOSTROPHE;
  else if (gap->n_hyphens == 1 && gap->n_apostrophes == 0)
    flags |= TRI_TOKEN_HYPHEN;
  else if (gap->n_spaces > 0)
    flags |= TRI_TOKEN_SPACE;
  return flags;
}

static void
append_folded (GString *words, gunichar c)
{
  gunichar folded[TRI_FOLD_MAX];
  guint n;

  if (c < 0x80)
    {
      g_string_append_c (words, g_ascii_tolower ((char) c));
      return;
    }
  n = tri_fold_char (c, folded);
  for (guint i = 0; i < n; i++)
    g_string_append_unichar (words, folded[i]);
}

/* Reads one word. What is all marks folds to nothing and is none. */
static const char *
read_word (TriTokens *self, const char *p, guint *at, TriToken *token)
{
  guint n_letters = 0;
  guint n_capitals = 0;

  token->start = *at;
  token->word = (guint) self->words->len;
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);
      Class class = classify (c);

      if (class == CLASS_OTHER || class == CLASS_SPACE)
        break;
      if (class == CLASS_CAPITAL && *at == token->start)
        token->flags |= TRI_TOKEN_CAPITAL;
      n_letters += class == CLASS_CAPITAL || class == CLASS_LETTER;
      n_capitals += class == CLASS_CAPITAL;
      append_folded (self->words, c);
      p = g_utf8_next_char (p);
      (*at)++;
    }
  if (n_capitals > 1 && n_capitals == n_letters)
    token->flags |= TRI_TOKEN_ALL_CAPS;
  token->end = *at;
  token->length = (guint) self->words->len - token->word;
  return p;
}

static gboolean
is_initial (const TriToken *token)
{
  return token->end - token->start == 1 && (token->flags & TRI_TOKEN_CAPITAL);
}

static gboolean
is_acronym (const TriToken *token)
{
  return (token->flags & TRI_TOKEN_ALL_CAPS)
         && token->length * 2 <= token->end - token->start + 1;
}

/* P.O.U.M. is one word, with its last stop: joins @token to the one before when both are such
 * letters. */
static gboolean
join_acronym (TriTokens *self, const TriToken *token, const Gap *gap, gboolean stop_follows)
{
  TriToken *last;

  if (self->tokens->len == 0 || !is_initial (token) || gap->n_spaces > 0
      || get_signs (gap) != TRI_TOKEN_GAP_STOP)
    return FALSE;
  last = &g_array_index (self->tokens, TriToken, self->tokens->len - 1);
  if (!is_initial (last) && !is_acronym (last))
    return FALSE;
  last->end = token->end + (stop_follows ? 1 : 0);
  last->length += token->length;
  last->flags |= TRI_TOKEN_ALL_CAPS;
  return TRUE;
}

/**
 * tri_tokens_split:
 * @text: UTF-8
 *
 * Splits a text into words: runs of letters, digits and marks, folded as by tri_fold().
 * Replaces what the buffer held.
 */
void
tri_tokens_split (TriTokens *self, const char *text)
{
  Gap gap = { 0 };
  guint at = 0;

  g_array_set_size (self->tokens, 0);
  g_string_truncate (self->words, 0);
  for (const char *p = text; *p;)
    {
      gunichar c = g_utf8_get_char (p);
      Class class = classify (c);
      TriToken token = { 0 };

      if (class == CLASS_OTHER || class == CLASS_SPACE)
        {
          add_to_gap (&gap, c, class);
          p = g_utf8_next_char (p);
          at++;
          continue;
        }
      token.gap = get_signs (&gap);
      token.flags = get_gap_flags (&gap, self->tokens->len == 0);
      p = read_word (self, p, &at, &token);
      if (token.length > 0 && !join_acronym (self, &token, &gap, *p == '.'))
        g_array_append_val (self->tokens, token);
      gap = (Gap){ 0 };
    }
}
