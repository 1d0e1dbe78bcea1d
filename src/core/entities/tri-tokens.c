/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-tokens-private.h"

#include "tri-fold.h"
#include "tri-utf8.h"

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

void
tri_tokens_init (TriTokens *self)
{
  *self = (TriTokens){ .text = "", .ascii = TRUE };
  self->scanned = g_array_new (FALSE, FALSE, sizeof (TriScannedWord));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (TriToken));
  self->words = g_string_new (NULL);
  self->hits = g_array_new (FALSE, FALSE, sizeof (guint));
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
tri_tokens_clear (TriTokens *self)
{
  g_clear_pointer (&self->scanned, g_array_unref);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  if (self->words)
    g_string_free (g_steal_pointer (&self->words), TRUE);
}

static void
add_to_gap (Gap *gap, gunichar c, TriClass class)
{
  gunichar folded[TRI_FOLD_MAX];

  if (class == TRI_CLASS_SPACE)
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

/* Those asked for are near each other, mostly one behind the other. */
static guint
to_points (TriTokens *self, guint byte)
{
  const char *text = self->text;
  guint from = MIN (byte, self->at_byte);
  guint to = MAX (byte, self->at_byte);
  guint n;

  if (self->ascii)
    return byte;
  n = tri_utf8_count (text + from, to - from);
  self->at_point = byte > self->at_byte ? self->at_point + n : self->at_point - n;
  self->at_byte = byte;
  return self->at_point;
}

static void
read_gap (const TriTokens *self, guint i, TriToken *token)
{
  guint from = i > 0 ? tri_tokens_get_scanned (self, i - 1)->end : 0;
  const char *end = self->text + tri_tokens_get_scanned (self, i)->start;
  Gap gap = { 0 };

  token->gap = 0;
  token->flags = TRI_TOKEN_SPACE;
  if (i > 0 && self->text + from + 1 == end && *(end - 1) == ' ')
    return;
  for (const char *p = self->text + from; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      add_to_gap (&gap, c, tri_token_classify (c));
    }
  token->gap = get_signs (&gap);
  token->flags = get_gap_flags (&gap, i == 0);
}

static gboolean
is_all_caps (const TriTokens *self, const TriScannedWord *word)
{
  const char *end = self->text + word->end;
  guint n_letters = 0;

  for (const char *p = self->text + word->start; p < end; p = g_utf8_next_char (p))
    {
      TriClass class = tri_token_classify (g_utf8_get_char (p));

      if (class == TRI_CLASS_LETTER)
        return FALSE;
      n_letters += class == TRI_CLASS_CAPITAL;
    }
  return n_letters > 1;
}

/* What is asked for changes nothing that can be seen. */
const TriToken *
tri_tokens_make (const TriTokens *self, guint i)
{
  TriTokens *buffer = (TriTokens *) self;
  TriScannedWord *word = &g_array_index (buffer->scanned, TriScannedWord, i);
  TriToken *token = &g_array_index (buffer->tokens, TriToken, i);

  read_gap (self, i, token);
  if (word->capital)
    token->flags |= TRI_TOKEN_CAPITAL;
  if (word->joined || (word->capital && is_all_caps (self, word)))
    token->flags |= TRI_TOKEN_ALL_CAPS;
  token->start = to_points (buffer, word->start);
  token->end = to_points (buffer, word->end) + word->stopped;
  token->length = word->length;
  word->made = TRUE;
  return token;
}

static void
append_folded (GString *words, gunichar c)
{
  gunichar folded[TRI_FOLD_MAX];
  guint n = tri_fold_char (c, folded);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (words, folded[i]);
}

/* ASCII, which a scan has found to be nothing but letters, digits and the stops of an acronym. */
static const char *
append_ascii (GString *words, const char *p, const char *end)
{
  char *to = words->str + words->len;

  for (; p < end && (guchar) *p < 0x80; p++)
    if (*p != '.')
      *to++ = (char) (*p | (*p >= 'A' ? 0x20 : 0));
  *to = '\0';
  words->len = (gsize) (to - words->str);
  return p;
}

/* The word of the token. The scan made room for all of them. */
const char *
tri_tokens_fold (const TriTokens *self, guint i)
{
  TriScannedWord *word = &g_array_index (self->scanned, TriScannedWord, i);
  const char *end = self->text + word->end;
  guint start = (guint) self->words->len;

  for (const char *p = self->text + word->start; p < end;)
    {
      p = append_ascii (self->words, p, end);
      if (p == end)
        break;
      append_folded (self->words, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  g_array_index (self->tokens, TriToken, i).word = start;
  word->folded = TRUE;
  return self->words->str + start;
}

/**
 * tri_tokens_split:
 * @text: UTF-8
 *
 * Splits a text into words, all of which are made. The text need not live on.
 */
void
tri_tokens_split (TriTokens *self, const char *text)
{
  tri_tokens_scan (self, text, NULL);
  for (guint i = 0; i < tri_tokens_get_n (self); i++)
    {
      tri_tokens_make (self, i);
      tri_tokens_fold (self, i);
    }
  self->text = "";
}

/**
 * tri_tokens_hash_spelling:
 * @text: what was split
 * @n_without: so many bytes of the last word do not count
 *
 * Returns: the same for words that are spelt the same, with case and accents, whatever stands
 * between them
 */
guint32
tri_tokens_hash_spelling (const TriTokens *self,
                          const char *text,
                          guint first,
                          guint last,
                          guint n_without)
{
  guint32 hash = TRI_TOKEN_HASH_SEED;

  for (guint i = first; i <= last; i++)
    {
      const TriScannedWord *word = tri_tokens_get_scanned (self, i);
      guint end = word->end - (i == last ? n_without : 0);

      for (guint at = word->start; at < end; at++)
        hash = (hash ^ (guchar) text[at]) * TRI_TOKEN_HASH_PRIME;
      hash = (hash ^ ' ') * TRI_TOKEN_HASH_PRIME;
    }
  return hash;
}
